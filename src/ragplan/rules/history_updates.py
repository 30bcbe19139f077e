"""RAG5: the dates of words against the words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ragplan.diagnostics import Severity
from ragplan.model.dates import PlanDate
from ragplan.model.plan import Position
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.rules.chronicle import Chronicle, Chronicles, Key, Life, cut
from ragplan.rules.meanings import standing
from ragplan.rules.rule import Days, Finding, Needs, rule
from ragplan.rules.spoken import same_words


@rule("RAG505", "updated-not-moved", Severity.WARNING, needs=Needs.HISTORY)
def updated_not_moved(plans: Plans, _days: Days, chronicles: Chronicles) -> Iterator[Finding]:
    """The rating or the words of a position changed under their old date, or the date went back.

    Why:
        The date says how old the words are; readers and reminders go by it.

    Fails:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.
            updated: 2014-01-06
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        @@
        -    status: Drafted.
        +    status: The draft is with the board.

    Mended:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.
            updated: 2014-01-06
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: The draft is with the board.
            updated: 2014-01-20

    Near miss:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        @@
        -    status: Drafted.
        +    status: Drafted, and with the board.
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        # Only capitals and line breaks have changed: the words are as old as they were.
        organisation: A
        actions:
          - ref: "1.1"
            rating: Amber
            status: >-
              Drafted,
              and with the board.
            updated: 2014-01-06
    """
    for programme in plans.programmes:
        chronicle = chronicles(programme)
        for key, row, life in standing(chronicle):
            if row.position is not None:
                yield from _misdated(chronicle, key, row.position, life)


def _misdated(chronicle: Chronicle, key: Key, now: Position, life: Life) -> Iterator[Finding]:
    """The last change under an old date, and the last date that went back, where they still stand."""
    ref = cut(key[0])
    steps = [
        (before.row.position, after.row.position, after.state)
        for after, before in pairwise(reversed(life))
        if before.row and before.row.position and after.row and after.row.position
    ]
    for was, became, state in steps:
        if _moved_on(was, became):
            break
        if _under_old_date(was, became) and not _as_late(became.updated, chronicle.day(state)):
            by = _by(chronicle, key, became, state)
            yield Finding(
                now.origin.at("updated"),
                f"the {_what_changed(was, became)} of {ref!r} changed and 'updated' stayed at "
                f"{became.updated}, {by}",
                "write the day of the change here",
            )
            break
    for was, became, state in steps:
        if _went_back(was, became) and not _as_late(now.updated, was.updated.last if was.updated else None):
            if was.updated and was.updated.first and was.updated.first > chronicle.day(state):
                continue  # a day that was still to come was a slip
            to = f"went back from {was.updated} to {became.updated}" if became.updated else ""
            by = _by(chronicle, key, became, state)
            yield Finding(
                now.origin.at("updated"),
                f"'updated' of {ref!r} {to or f'was {was.updated} and was taken out'}, {by}",
                "write the day on which the words were last gone through",
            )
            break


def _by(chronicle: Chronicle, key: Key, became: Position, state: int) -> str:
    def stands(programme: Programme) -> bool:
        then = chronicle.row(programme, key)
        return then is not None and then.position is not None and _said(then.position) == _said(became)

    return chronicle.told(chronicle.author(state, stands))


def _said(position: Position) -> tuple[object, ...]:
    return (position.rating, position.status, position.updated)


def _under_old_date(was: Position, became: Position) -> bool:
    """Whether a position that gives a date says something else under the same one."""
    from ragplan.model.dates import same_date

    dated = (
        was.updated is not None and was.updated.last is not None and same_date(was.updated, became.updated)
    )
    return dated and bool(_what_changed(was, became))


def _what_changed(was: Position, became: Position) -> str:
    rating = was.rating.casefold() != became.rating.casefold()
    status = not same_words(was.status, became.status)
    return " and ".join(word for word, changed in (("rating", rating), ("status", status)) if changed)


def _moved_on(was: Position, became: Position) -> bool:
    """Whether the words of a position got a later date."""
    from ragplan.diff.dating import moved_on

    return moved_on(was.updated, became.updated)


def _went_back(was: Position, became: Position) -> bool:
    """Whether a position got an earlier date; one taken out may give way to a later one of the file."""
    from ragplan.diff.dating import moved_on

    if became.updated is None:
        return was.updated is not None and not moved_on(was.updated, became.reviewed)
    return was.updated is not None and moved_on(became.updated, was.updated)


def _as_late(when: PlanDate | None, day: date | None) -> bool:
    return when is not None and when.last is not None and day is not None and when.last >= day


RULES = (updated_not_moved,)

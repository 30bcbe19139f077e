"""RAG5: words that nobody has written anew, and dates that did not move with the words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ragplan.diagnostics import Severity, Within
from ragplan.english import cut
from ragplan.history.rows import Histories, ProgrammeHistory, RowHistory, current_rows, same_words, status_of
from ragplan.model.assessment import is_open
from ragplan.model.dates import PlanDate
from ragplan.model.plan import Position
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Key
from ragplan.model.wording import said
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, Needs, rule

MEETINGS = 3
"""At so many meetings the same words are old ones."""


@rule("RAG506", "unchanged-status", Severity.INFO, needs=Needs.HISTORY)
def unchanged_status(plans: Plans, histories: Histories) -> Iterator[Finding]:
    """Three meetings or more have read the same words on a row that is open.

    Why:
        Either nothing happens, which the status should say, or nobody writes down what does.

    Fails:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
        # commit: 2014-02-03 Bob Example <bob@alpha.example.org>
        @@
         organisation: A
        +reviewed: 2014-02-03

    Fixed:
        # commit: 2014-02-03 Bob Example <bob@alpha.example.org>
        @@
         organisation: A
        +reviewed: 2014-02-03
        @@
        -    status: Drafted.
        +    status: The draft waits for the board, which meets on 13 February.

    Near miss:
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        @@
        +# Only two meetings have read these words.
         organisation: A
        +reviewed: 2014-01-20
    """
    for programme in plans.programmes:
        history = histories(programme)
        last = len(history.states) - 1
        for key, row, versions in current_rows(history):
            position = row.position
            if position is None or not said(position.status) or not history.open(row, last, history.today):
                continue
            count = _meetings(history, key, position.status)
            if count >= MEETINGS:
                written = _written(history, key, versions)
                yield Finding(
                    position.origin.at("status"),
                    f"{count} meetings have seen the same text on {cut(key[0])!r}, written {written}",
                    "say what has happened since, or why nothing has",
                    within=Within(
                        ("RAG401", "RAG304"),
                        (programme.id, key[0], row.organisation),
                        f"{count} meetings have seen its text unchanged, written {written}",
                    ),
                )


def _meetings(history: ProgrammeHistory, key: Key, status: str) -> int:
    """How many meetings up to the last read a status on an open row, without another one between."""
    count = 0
    for meeting, recorded, _ in reversed(history.past.meetings):
        if recorded.programme is None:
            continue
        row = history.row(recorded.programme, key)
        if (
            row is None
            or not same_words(status_of(row), status)
            or not is_open(recorded.programme, row, meeting)
        ):
            break
        count += 1
    return count


def _written(history: ProgrammeHistory, key: Key, versions: RowHistory) -> str:
    """By whom and when the words of a row as it stands were written."""
    status = status_of(versions[-1].row)
    state = versions[-1].state
    for version in reversed(versions):
        if version.row is None or not same_words(status_of(version.row), status):
            break
        state = version.state

    def stands(programme: Programme) -> bool:
        row = history.row(programme, key)
        return row is not None and same_words(status_of(row), status)

    return history.in_words(history.author(state, stands))


@rule("RAG505", "updated-not-moved", Severity.WARNING, needs=Needs.HISTORY)
def updated_not_moved(plans: Plans, histories: Histories) -> Iterator[Finding]:
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

    Fixed:
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        @@
        -    status: Drafted.
        -    updated: 2014-01-06
        +    status: The draft is with the board.
        +    updated: 2014-01-20

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
        history = histories(programme)
        for key, row, versions in current_rows(history):
            if row.position is not None:
                yield from _misdated(history, key, row.position, versions)


def _misdated(history: ProgrammeHistory, key: Key, now: Position, versions: RowHistory) -> Iterator[Finding]:
    """The last change under an old date, and the last date that went back, where they still stand."""
    ref = cut(key[0])
    steps = [
        (before.row.position, after.row.position, after.state)
        for after, before in pairwise(reversed(versions))
        if before.row and before.row.position and after.row and after.row.position
    ]
    for was, became, state in steps:
        if _moved_on(was, became):
            break
        if _under_old_date(was, became) and not _as_late(became.updated, history.day(state)):
            by = _by(history, key, became, state)
            yield Finding(
                now.origin.at("updated"),
                f"the {_what_changed(was, became)} of {ref!r} changed and 'updated' stayed at "
                f"{became.updated}, {by}",
                "write the day of the change here",
            )
            break
    for was, became, state in steps:
        if _went_back(was, became) and not _as_late(now.updated, was.updated.last if was.updated else None):
            if was.updated and was.updated.first and was.updated.first > history.day(state):
                continue  # a day that was still to come was a slip
            to = f"went back from {was.updated} to {became.updated}" if became.updated else ""
            by = _by(history, key, became, state)
            yield Finding(
                now.origin.at("updated"),
                f"'updated' of {ref!r} {to or f'was {was.updated} and was removed'}, {by}",
                "write the day on which the text was last reviewed",
            )
            break


def _by(history: ProgrammeHistory, key: Key, became: Position, state: int) -> str:
    def stands(programme: Programme) -> bool:
        then = history.row(programme, key)
        return then is not None and then.position is not None and _said(then.position) == _said(became)

    return history.in_words(history.author(state, stands))


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


RULES = (
    unchanged_status,
    updated_not_moved,
)

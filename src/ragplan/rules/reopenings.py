"""RAG5: what was closed and is open again."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from ragplan.diagnostics import Severity
from ragplan.english import cut
from ragplan.history.rows import (
    Histories,
    ProgrammeHistory,
    RowHistory,
    RowVersion,
    current_rows,
    same_words,
    status_of,
)
from ragplan.model.assessment import ended
from ragplan.model.programme import Programme, Row
from ragplan.model.snapshot import Key
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, Needs, rule


@rule("RAG504", "reopened-without-word", Severity.WARNING, needs=Needs.HISTORY)
def reopened_without_word(plans: Plans, histories: Histories) -> Iterator[Finding]:
    """What was closed is open again, and its status says nothing of it.

    Why:
        A meeting was told that it was done. It has to be told why it is not.

    Fails:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            rating: green
            status: The response is on the website.
            completed: 2014-01-03
            evidence: [{ref: www.alpha.example.org/francis, on: 2014-01-03}]
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: The response is on the website.

    Fixed:
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        @@
        -    rating: green
        -    status: The response is on the website.
        -    completed: 2014-01-03
        -    evidence: [{ref: www.alpha.example.org/francis, on: 2014-01-03}]
        +    rating: amber
        +    status: Two recommendations were left out of the response; it is being written anew.

    Near miss:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
          - ref: "A1"
            title: Review all complaints of the last year
            leads: [AA]
            due: 2014-02-28
            status: Half of them are reviewed.
            withdrawn: {on: 2014-01-03, reason: The ombudsman reviews them.}
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        @@
        +# The status is the old one, but a note says why the action is open again.
        @@
        -    withdrawn: {on: 2014-01-03, reason: The ombudsman reviews them.}
        +    notes: [The ombudsman does not review them after all.]
    """
    for programme in plans.programmes:
        history = histories(programme)
        last = len(history.states) - 1
        answered = {
            (row.action.origin, state)
            for key, row, versions in current_rows(history)
            for state in _spoken(versions)
        }
        for key, row, versions in current_rows(history):
            reopening = _reopening(history, versions)
            if reopening is None or not history.open(row, last, history.today):
                continue
            if not reopening.whole or (row.action.origin, reopening.state) not in answered:
                yield _reopened(history, key, row, reopening)


class _Reopening(NamedTuple):
    """In which state a row was open again; ``whole`` where its action was."""

    state: int
    whole: bool


def _spoken(versions: RowHistory) -> Iterator[int]:
    """The states in which a row's status, or the notes of its action, were written anew."""
    for before, after in pairwise(versions):
        if before.row and after.row:
            noted = before.row.action.notes != after.row.action.notes
            if noted or not same_words(status_of(before.row), status_of(after.row)):
                yield after.state


def _reopening(history: ProgrammeHistory, versions: RowHistory) -> _Reopening | None:
    """The last reopening of a row, where nothing was said at it or since."""
    for after, before in pairwise(reversed(versions)):
        if before.row is None or after.row is None:
            return None
        if not same_words(status_of(before.row), status_of(after.row)):
            return None
        on = history.day(after.state)
        if not _closed(history, before, after.state, on) or not history.open(after.row, after.state, on):
            continue
        if not history.seen(_since(history, versions, after.state), after.state):
            return None
        was = before.row.action
        return _Reopening(after.state, ended(was, on) is not None)
    return None


def _since(history: ProgrammeHistory, versions: RowHistory, until: int) -> int:
    """From which state on a row that was open again in a state had been closed."""
    since = until
    for version in reversed([each for each in versions if each.state < until]):
        if not _closed(history, version, since, history.day(until)):
            break
        since = version.state
    return since


def _closed(history: ProgrammeHistory, version: RowVersion, until: int, on: date) -> bool:
    row = version.row
    if row is None or (row.action.parts and row.position is None):
        return False
    return not history.open(row, until - 1, on)


def _reopened(history: ProgrammeHistory, key: Key, row: Row, reopening: _Reopening) -> Finding:
    def stands(programme: Programme) -> bool:
        then = history.row(programme, key)
        return then is not None and _standing(then) == _standing(history.at(reopening.state, key))

    ref, by = cut(key[0]), history.in_words(history.author(reopening.state, stands))
    if reopening.whole or row.position is None:
        return Finding(
            row.action.origin.at("title"),
            f"{ref!r} was closed and has been reopened without explanation, {by}",
            "say why in a note on the action, or in a status",
        )
    return Finding(
        row.position.origin.at("status"),
        f"{ref!r} was closed and has been reopened with the same text, {by}",
        "say in the status why it is not done",
    )


def _standing(row: Row | None) -> tuple[object, ...]:
    """What closes a row."""
    if row is None:
        return ()
    position = row.position
    own = (position.rating, position.completed, position.assured) if position else ()
    return (row.action.superseded_by, row.action.withdrawn, *own)


RULES = (reopened_without_word,)

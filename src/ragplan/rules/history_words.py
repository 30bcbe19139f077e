"""RAG5: words that nobody has written anew."""

from __future__ import annotations

from collections.abc import Iterator

from ragplan.diagnostics import Severity
from ragplan.model.assessment import assess
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Snapshot
from ragplan.plans import Plans
from ragplan.rules.chronicle import Chronicle, Chronicles, Key, Life, cut
from ragplan.rules.meanings import standing
from ragplan.rules.rule import Days, Finding, Needs, rule
from ragplan.rules.spoken import same_words, status_of

MEETINGS = 3
"""At so many meetings the same words are old ones."""


@rule("RAG506", "unchanged-status", Severity.INFO, needs=Needs.HISTORY)
def unchanged_status(plans: Plans, _days: Days, chronicles: Chronicles) -> Iterator[Finding]:
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

    Mended:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
        # commit: 2014-02-03 Bob Example <bob@alpha.example.org>
        organisation: A
        reviewed: 2014-02-03
        actions:
          - ref: "1.1"
            status: The draft waits for the board, which meets on 13 February.

    Near miss:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        # Only two meetings have read these words.
        organisation: A
        reviewed: 2014-01-20
        actions:
          - ref: "1.1"
            status: Drafted.
    """
    for programme in plans.programmes:
        chronicle = chronicles(programme)
        last = len(chronicle.states) - 1
        for key, row, life in standing(chronicle):
            position = row.position
            if position is None or not position.status or not chronicle.open(row, last, chronicle.today):
                continue
            count = _meetings(chronicle, key, position.status)
            if count >= MEETINGS:
                yield Finding(
                    position.origin.at("status"),
                    f"{count} meetings have read these words on {cut(key[0])!r}, "
                    f"written {_written(chronicle, key, life)}",
                    "say what happened since, or why nothing does",
                )


def _meetings(chronicle: Chronicle, key: Key, status: str) -> int:
    """How many meetings up to the last read a status on an open row, without another one between."""
    count = 0
    for meeting, recorded, _ in reversed(chronicle.past.meetings):
        if recorded.programme is None:
            continue
        row = chronicle.row(recorded.programme, key)
        if (
            row is None
            or not same_words(status_of(row), status)
            or not assess(Snapshot(recorded.programme, meeting), row).open
        ):
            break
        count += 1
    return count


def _written(chronicle: Chronicle, key: Key, life: Life) -> str:
    """By whom and when the words of a row as it stands were written."""
    status = status_of(life[-1].row)
    state = life[-1].state
    for moment in reversed(life):
        if moment.row is None or not same_words(status_of(moment.row), status):
            break
        state = moment.state

    def stands(programme: Programme) -> bool:
        row = chronicle.row(programme, key)
        return row is not None and same_words(status_of(row), status)

    return chronicle.told(chronicle.author(state, stands))


RULES = (unchanged_status,)

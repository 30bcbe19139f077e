"""RAG5: how often a due date was put off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ragplan.diagnostics import Severity
from ragplan.model.dates import PlanDate, Precision
from ragplan.model.programme import Programme, Row
from ragplan.plans import Plans
from ragplan.rules.chronicle import Chronicle, Chronicles, Key, Life, cut
from ragplan.rules.meanings import standing
from ragplan.rules.rule import Days, Finding, Needs, rule

EXTENSIONS = 3
"""So many extensions of one due date are too many."""


@rule("RAG508", "third-extension", Severity.WARNING, needs=Needs.HISTORY)
def third_extension(plans: Plans, _days: Days, chronicles: Chronicles) -> Iterator[Finding]:
    """An open action's due date was put off for the third time, or more often.

    Why:
        After two extensions a third date is no more likely to be kept. The group has to ask what stands
        in the way, and say in a comment why it agrees once more.

    Fails:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
            revised:
              - {to: 2014-02-07, on: 2013-12-02, reason: No meeting, agreed_by: Board}
              - {to: 2014-02-14, on: 2014-01-06, reason: No quorum, agreed_by: Board}
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        @@
               - {to: 2014-02-14, on: 2014-01-06, reason: No quorum, agreed_by: Board}
        +      - {to: 2014-03-14, on: 2014-01-20, reason: Too short, agreed_by: Board}

    Mended:
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        @@
               - {to: 2014-02-14, on: 2014-01-06, reason: No quorum, agreed_by: Board}
        +      # ragplan: ignore[RAG508] the chair will publish it himself if the board does not
        +      - {to: 2014-03-14, on: 2014-01-20, reason: Too short, agreed_by: Board}

    Near miss:
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        # It was put off three times, but it is done: there is no date left to agree.
        organisation: A
        actions:
          - ref: "1.1"
            rating: green
            status: The response is on the website.
            completed: 2014-01-17
            evidence: [{ref: www.alpha.example.org/francis, on: 2014-01-17}]
            revised:
              - {to: 2014-02-07, on: 2013-12-02, reason: No meeting, agreed_by: Board}
              - {to: 2014-02-14, on: 2014-01-06, reason: No quorum, agreed_by: Board}
              - {to: 2014-03-14, on: 2014-01-13, reason: Too short, agreed_by: Board}
    """
    for programme in plans.programmes:
        chronicle = chronicles(programme)
        last = len(chronicle.states) - 1
        for key, row, life in standing(chronicle):
            extensions = _extensions(row)
            if len(extensions) >= EXTENSIONS and chronicle.open(row, last, chronicle.today):
                yield _put_off(chronicle, key, row, life, extensions)


def _extensions(row: Row) -> list[int]:
    """Which of a row's revisions put its due date off."""
    found = []
    deadline = row.deadline
    current = deadline.first
    for index, revision in deadline.placed:
        if revision.to.precision is Precision.UNREADABLE:
            continue
        if _later(current, revision.to):
            found.append(index)
        current = revision.to
    return found


def _later(old: PlanDate | None, new: PlanDate) -> bool:
    """Whether a due date is later than one before it; ``ongoing`` is later than any."""
    if old is None or old.last is None:
        return False
    return new.last is None or new.last > old.last


def _put_off(chronicle: Chronicle, key: Key, row: Row, life: Life, extensions: Sequence[int]) -> Finding:
    def stands(programme: Programme) -> bool:
        return _as_often(chronicle.row(programme, key), extensions)

    state = life[-1].state
    for moment in reversed(life):
        if not _as_often(moment.row, extensions):
            break
        state = moment.state
    by = chronicle.told(chronicle.author(state, stands))
    own = row.position if row.position and row.position.deadline.revisions else None
    last = extensions[-1]
    return Finding(
        (own or row.action).origin.at("revised", last),
        f"this is extension {len(extensions)} of the due date of {cut(key[0])!r}, "
        f"from {row.deadline.first} to {row.deadline.written[last].to}, {by}",
        "ask what stands in the way; where the group agrees once more, a comment may say why: "
        "# ragplan: ignore[RAG508] …",
    )


def _as_often(row: Row | None, extensions: Sequence[int]) -> bool:
    return row is not None and len(_extensions(row)) >= len(extensions)


RULES = (third_extension,)

"""RAG5: revisions that are dated before meetings that did not see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ragplan.diagnostics import Origin, Severity
from ragplan.model.plan import Revision
from ragplan.model.programme import Programme, Row
from ragplan.plans import Plans
from ragplan.rules.chronicle import Chronicle, Chronicles, Key, Life, cut
from ragplan.rules.meanings import standing
from ragplan.rules.rule import Days, Finding, Needs, rule


@rule("RAG513", "revision-backdated", Severity.WARNING, needs=Needs.HISTORY)
def revision_backdated(plans: Plans, _days: Days, chronicles: Chronicles) -> Iterator[Finding]:
    """A revision says that it was decided before a meeting which did not see it.

    Why:
        That meeting was told the old date. Either the group has not been asked, or what it decided was
        not written down; the next meeting should know which.

    Fails:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
        # commit: 2014-02-04 Bob Example <bob@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted; the board reads it in March.
            revised:
              - to: 2014-03-14
                on: 2014-01-10
                reason: The board meets on 13 March.
                agreed_by: Task and Finish Group

    Mended:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
        # commit: 2014-02-04 Bob Example <bob@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted; the board reads it in March.
            revised:
              - to: 2014-03-14
                on: 2014-02-03
                reason: The board meets on 13 March.
                agreed_by: Task and Finish Group

    Near miss:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
        # commit: 2014-01-24 Bob Example <bob@alpha.example.org>
        # What the meeting of 20 January agreed was written down four days later, before the next one.
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted; the board reads it in March.
            revised:
              - to: 2014-03-14
                on: 2014-01-20
                reason: The board meets on 13 March.
                agreed_by: Task and Finish Group
    """
    for programme in plans.programmes:
        chronicle = chronicles(programme)
        told: set[Origin] = set()
        for key, row, life in standing(chronicle):
            for place, revision in _placed(row):
                since = _since(life, revision)
                unseen = _unseen(chronicle, key, revision, since) if since else ()
                if since and unseen and place not in told:
                    told.add(place)
                    yield _backdated(chronicle, key, place, revision, since, unseen)


def _placed(row: Row) -> Iterator[tuple[Origin, Revision]]:
    """The revisions that moved a row's date, each with its place: its action's, then its owner's own."""
    for entry in (row.action, row.position):
        if entry is not None:
            for at, revision in entry.deadline.placed:
                yield entry.origin.at("revised", at), revision


def _since(life: Life, revision: Revision) -> int | None:
    """From which state on a revision stood; ``None`` where it came with its row."""
    rows = [(state, row) for state, row in life if row is not None]
    first = next((at for at, (_, row) in enumerate(rows) if _stands(row, revision)), 0)
    return rows[first][0] if first else None


def _stands(row: Row, revision: Revision) -> bool:
    """Whether a row has had its date moved, or asked to be moved, to that of a revision."""
    from ragplan.model.dates import same_date

    return any(
        same_date(each.to, revision.to)
        for entry in (row.action, row.position)
        if entry is not None
        for each in entry.deadline.written
    )


def _unseen(chronicle: Chronicle, key: Key, revision: Revision, since: int) -> list[date]:
    """The meetings after a revision's own day, and before it came, that were told the old date."""
    decided = revision.on.last if revision.on else None
    if decided is None:
        return []
    came = chronicle.day(since)
    return [
        day
        for day, recorded, _ in chronicle.past.meetings
        if decided < day < came
        and recorded.programme
        and _lacks(chronicle, key, revision, recorded.programme)
    ]


def _lacks(chronicle: Chronicle, key: Key, revision: Revision, programme: Programme) -> bool:
    row = chronicle.row(programme, key)
    return row is not None and not _stands(row, revision)


def _backdated(
    chronicle: Chronicle, key: Key, place: Origin, revision: Revision, since: int, unseen: Sequence[date]
) -> Finding:
    def stands(programme: Programme) -> bool:
        row = chronicle.row(programme, key)
        return row is not None and _stands(row, revision)

    by = chronicle.told(chronicle.author(since, stands))
    last = unseen[-1]
    meetings = f"the meeting of {last}" if len(unseen) == 1 else f"{len(unseen)} meetings, the last on {last}"
    return Finding(
        place.at("on"),
        f"the revision of {cut(key[0])!r} to {cut(revision.to.text)} is dated {revision.on}, "
        f"before {meetings}, which did not see it, {by}",
        "give the day of the decision, and tell the next meeting of it",
    )


RULES = (revision_backdated,)

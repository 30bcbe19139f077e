"""RAG5: revisions against what was agreed, and against the meetings that saw none of them."""

from collections.abc import Iterator, Sequence
from datetime import date

from ragplan.diagnostics import Origin, Severity
from ragplan.english import cut
from ragplan.history.dates import LostRevision, altered_by, lost_revisions
from ragplan.history.rows import Histories, ProgrammeHistory, RowHistory, current_rows
from ragplan.model.plan import Revision
from ragplan.model.programme import Programme, Row
from ragplan.model.snapshot import Key
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, Needs, rule


@rule("RAG503", "revision-altered", Severity.ERROR, needs=Needs.HISTORY)
def revision_altered(plans: Plans, histories: Histories) -> Iterator[Finding]:
    """A revision that was agreed was taken out or altered afterwards.

    Why:
        Revisions are the record of what was agreed, by whom and why. Another date is another revision;
        only what was missing of one may be filled in.

    Fails:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
            revised:
              - to: 2014-02-14
                on: 2014-01-06
                reason: The board meets on 13 February.
                agreed_by: Task and Finish Group
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        @@
        -      - to: 2014-02-14
        +      - to: 2014-03-14
                 on: 2014-01-06
        -        reason: The board meets on 13 February.
        +        reason: The board meets on 13 March.

    Fixed:
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        @@
                 agreed_by: Task and Finish Group
        +      - to: 2014-03-14
        +        on: 2014-01-20
        +        reason: The board has put its meeting off.
        +        agreed_by: Task and Finish Group

    Near miss:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            revised:
              - to: 2014-02-14
                reason: The board meets on 13 February.
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        @@
        +# What was missing of the revision is filled in, and what it said stands.
        @@
        +        on: 2014-01-06
                 reason: The board meets on 13 February.
        +        agreed_by: Task and Finish Group
    """
    for programme in plans.programmes:
        history = histories(programme)
        for key, row, versions in current_rows(history):
            for loss in lost_revisions(history, row, versions):
                yield _altered(history, key, row, loss)


def _altered(history: ProgrammeHistory, key: Key, row: Row, loss: LostRevision) -> Finding:
    by = history.in_words(altered_by(history, key, loss))
    was = f"the revision of {cut(key[0])!r} to {cut(loss.revision.to.text)}"
    return Finding(
        (row.position if loss.own and row.position else row.action).origin.at("revised"),
        f"{was} was {_fate(loss)}, {by}",
        "restore it as it was agreed; add what was agreed later as a revision of its own below it",
    )


def _fate(loss: LostRevision) -> str:
    """What became of a revision."""
    if loss.instead is None:
        return "taken out"
    if loss.field == "to":
        return f"changed to one to {cut(loss.instead.to.text)}"
    return f"given another '{loss.field}'"


@rule("RAG513", "revision-backdated", Severity.WARNING, needs=Needs.HISTORY)
def revision_backdated(plans: Plans, histories: Histories) -> Iterator[Finding]:
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

    Fixed:
        # commit: 2014-02-04 Bob Example <bob@alpha.example.org>
        @@
        -    status: Drafted.
        +    status: Drafted; the board reads it in March.
        +    revised:
        +      - to: 2014-03-14
        +        on: 2014-02-03
        +        reason: The board meets on 13 March.
        +        agreed_by: Task and Finish Group

    Near miss:
        # commit: 2014-01-24 Bob Example <bob@alpha.example.org>
        @@
        +# What the meeting of 20 January agreed was written down four days later, before the next one.
        @@
        -    status: Drafted.
        +    status: Drafted; the board reads it in March.
        +    revised:
        +      - to: 2014-03-14
        +        on: 2014-01-20
        +        reason: The board meets on 13 March.
        +        agreed_by: Task and Finish Group
    """
    for programme in plans.programmes:
        history = histories(programme)
        told: set[Origin] = set()
        for key, row, versions in current_rows(history):
            for place, revision in _placed(row):
                since = _since(versions, revision)
                unseen = _unseen(history, key, revision, since) if since else ()
                if since and unseen and place not in told:
                    told.add(place)
                    yield _backdated(history, key, place, revision, since, unseen)


def _placed(row: Row) -> Iterator[tuple[Origin, Revision]]:
    """The revisions that moved a row's date, each with its place: its action's, then its owner's own."""
    for entry in (row.action, row.position):
        if entry is not None:
            for at, revision in entry.deadline.placed:
                yield entry.origin.at("revised", at), revision


def _since(versions: RowHistory, revision: Revision) -> int | None:
    """From which state on a revision stood; ``None`` where it came with its row."""
    rows = [(state, row) for state, row in versions if row is not None]
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


def _unseen(history: ProgrammeHistory, key: Key, revision: Revision, since: int) -> list[date]:
    """The meetings after a revision's own day, and before it came, that were told the old date."""
    decided = revision.on.last if revision.on else None
    if decided is None:
        return []
    came = history.day(since)
    return [
        day
        for day, recorded, _ in history.past.meetings
        if decided < day < came and recorded.programme and _lacks(history, key, revision, recorded.programme)
    ]


def _lacks(history: ProgrammeHistory, key: Key, revision: Revision, programme: Programme) -> bool:
    row = history.row(programme, key)
    return row is not None and not _stands(row, revision)


def _backdated(
    history: ProgrammeHistory, key: Key, place: Origin, revision: Revision, since: int, unseen: Sequence[date]
) -> Finding:
    def stands(programme: Programme) -> bool:
        row = history.row(programme, key)
        return row is not None and _stands(row, revision)

    by = history.in_words(history.author(since, stands))
    last = unseen[-1]
    meetings = f"the meeting of {last}" if len(unseen) == 1 else f"{len(unseen)} meetings, the last on {last}"
    return Finding(
        place.at("on"),
        f"the revision of {cut(key[0])!r} to {cut(revision.to.text)} is dated {revision.on}, "
        f"before {meetings}, which did not see it, {by}",
        "give the day of the decision, and report it to the next meeting",
    )


RULES = (
    revision_altered,
    revision_backdated,
)

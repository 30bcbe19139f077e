"""RAG5: revisions against what was agreed, and against the meetings that saw none of them."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from ragplan.diagnostics import Origin, Severity
from ragplan.english import cut
from ragplan.history.rows import Histories, ProgrammeHistory, RowHistory, current_rows
from ragplan.model.plan import Revision
from ragplan.model.programme import Programme, Row
from ragplan.model.snapshot import Key
from ragplan.plans import Plans
from ragplan.rules.rule import Days, Finding, Needs, rule


@rule("RAG503", "revision-altered", Severity.ERROR, needs=Needs.HISTORY)
def revision_altered(plans: Plans, _days: Days, histories: Histories) -> Iterator[Finding]:
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

    Mended:
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
            for loss in _lost_revisions(history, row, versions):
                yield _altered(history, key, row, loss)


class _LostRevision(NamedTuple):
    """A revision taken out of a list, what took its place, in which state, and whether it was the owner's."""

    revision: Revision
    among: Sequence[Revision]
    instead: Revision | None
    state: int
    own: bool


def _lost_revisions(history: ProgrammeHistory, row: Row, versions: RowHistory) -> list[_LostRevision]:
    """Revisions that stood there once, were known to a meeting, and do not stand there now.

    One in whose place an earlier one was put back is not lost.
    """
    from ragplan.diff.dating import put_back

    since: dict[Revision, int] = {}
    found: dict[Revision, _LostRevision] = {}
    now = _revisions(row)
    stood: list[Revision] = []
    for before, after in pairwise(versions):
        if before.row is None or after.row is None:
            continue
        gone = before.row.position and not after.row.position  # and that is what is told
        old = [*before.row.action.deadline.revisions] if gone else _revisions(before.row)
        new = _revisions(after.row)
        for revision in old:
            since.setdefault(revision, before.state)
        lost, came = _missing(old, new), _missing(new, old)
        for revision in lost:
            instead = next((each for each in came if new.index(each) == old.index(revision)), None)
            if instead and put_back(instead, stood, instead=[revision]):
                continue
            if history.seen(since[revision], after.state):
                own = revision not in before.row.action.deadline.revisions
                found[revision] = _LostRevision(revision, old, instead, after.state, own)
        if not before.row.action.proposed:
            stood += _revisions(before.row)
    return [each for each in found.values() if each.revision in _missing(each.among, now)]


def _revisions(row: Row) -> list[Revision]:
    """The revisions that a row has had: its action's, then its owner's own."""
    own = row.position.deadline.revisions if row.position else ()
    return [*row.action.deadline.revisions, *own]


def _missing(old: Sequence[Revision], new: Sequence[Revision]) -> list[Revision]:
    """The revisions that another list does not have, in this order."""
    from ragplan.diff.dating import kept

    missing = []
    rest = list(new)
    for revision in old:
        at = next((index for index, each in enumerate(rest) if kept(revision, each)), None)
        if at is None:
            missing.append(revision)
        else:
            del rest[: at + 1]
    return missing


def _altered(history: ProgrammeHistory, key: Key, row: Row, loss: _LostRevision) -> Finding:
    def stands(programme: Programme) -> bool:
        then = history.row(programme, key)
        return then is None or bool(_missing([loss.revision], _revisions(then)))

    by = history.in_words(history.author(loss.state, stands))
    was = f"the revision of {cut(key[0])!r} to {cut(loss.revision.to.text)}"
    return Finding(
        (row.position if loss.own and row.position else row.action).origin.at("revised"),
        f"{was} was {_fate(loss)}, {by}",
        "put it back as it was agreed; what was agreed later is a revision of its own, below it",
    )


def _fate(loss: _LostRevision) -> str:
    """What became of a revision."""
    was, now = loss.revision, loss.instead
    if now is None:
        return "taken out"
    if was.to != now.to:
        return f"changed to one to {cut(now.to.text)}"
    fields = ("on", "reason", "agreed_by")
    field = next(each for each in fields if getattr(was, each) != getattr(now, each))
    return f"given another '{field}'"


@rule("RAG513", "revision-backdated", Severity.WARNING, needs=Needs.HISTORY)
def revision_backdated(plans: Plans, _days: Days, histories: Histories) -> Iterator[Finding]:
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
        "give the day of the decision, and tell the next meeting of it",
    )


RULES = (
    revision_altered,
    revision_backdated,
)

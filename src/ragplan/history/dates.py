"""Due dates as they were agreed, what was written over them, and revisions that were taken out or altered."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ragplan.history.past import Commit
from ragplan.history.rows import ProgrammeHistory, RowHistory
from ragplan.model.dates import PlanDate, same_date
from ragplan.model.plan import Revision
from ragplan.model.programme import Programme, Row
from ragplan.model.snapshot import Key


class FirstDate(NamedTuple):
    """A first due date, and from which state on it stood."""

    date: PlanDate | None
    state: int


def first_dates(history: ProgrammeHistory, versions: RowHistory) -> list[FirstDate]:
    """The date first agreed and those written over it; a return to an earlier one ends what came after."""
    from ragplan.diff.dating import no_date

    found: list[FirstDate] = []
    firm = False
    last: Row | None = None
    for state, row in versions:
        if row is None or _is_no_row(history, state, row) or _went_with_its_date(last, row):
            continue
        last, now = row, row.deadline.first
        known = next((at for at, each in enumerate(found) if same_date(each.date, now)), None)
        if known is not None:
            del found[known + 1 :]
        elif found and firm and history.seen(found[-1].state, state):
            found.append(FirstDate(now, state))
        else:
            found[-1:] = [] if no_date(now) else [FirstDate(now, state)]
        firm = not row.action.proposed
    return found


def _is_no_row(history: ProgrammeHistory, state: int, row: Row) -> bool:
    """Whether an organisation neither owned an action nor said anything of it."""
    if row.position or row.action.organisation or not row.organisation:
        return False
    return row.organisation not in map(history.states[state].programme.code, row.action.owners)


def _went_with_its_date(before: Row | None, row: Row) -> bool:
    """Whether a position that had a date of its own is gone: that it is gone is what is told."""
    return (
        before is not None
        and before.position is not None
        and before.position.deadline.first is not None
        and row.position is None
        and row.action.deadline.first == before.action.deadline.first
    )


def written_by(history: ProgrammeHistory, key: Key, due: FirstDate) -> Commit | None:
    """The commit that wrote a first due date over another; ``None`` for one that is not committed yet."""

    def stands(programme: Programme) -> bool:
        then = history.row(programme, key)
        return then is not None and same_date(then.deadline.first, due.date)

    return history.author(due.state, stands)


class LostRevision(NamedTuple):
    """A revision taken out of a list, what took its place, in which state, and whether it was the owner's."""

    revision: Revision
    among: Sequence[Revision]
    instead: Revision | None
    state: int
    own: bool

    @property
    def field(self) -> str:
        """The first of its fields that says something else now; ``""`` where it was taken out."""
        if self.instead is None:
            return ""
        fields = ("to", "on", "reason", "agreed_by")
        return next(each for each in fields if getattr(self.revision, each) != getattr(self.instead, each))


def lost_revisions(history: ProgrammeHistory, row: Row, versions: RowHistory) -> list[LostRevision]:
    """Revisions that stood there once, were known to a meeting, and do not stand there now.

    One in whose place an earlier one was put back is not lost.
    """
    from ragplan.diff.dating import put_back

    since: dict[Revision, int] = {}
    found: dict[Revision, LostRevision] = {}
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
                found[revision] = LostRevision(revision, old, instead, after.state, own)
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


def altered_by(history: ProgrammeHistory, key: Key, loss: LostRevision) -> Commit | None:
    """The commit that took out or altered a revision; ``None`` where that is not committed yet."""

    def stands(programme: Programme) -> bool:
        then = history.row(programme, key)
        return then is None or bool(_missing([loss.revision], _revisions(then)))

    return history.author(loss.state, stands)

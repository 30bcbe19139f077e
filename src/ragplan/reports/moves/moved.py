"""Which due dates of a programme moved, and what was overwritten without a revision."""

from collections.abc import Hashable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from ragplan.diff.dating import apart
from ragplan.history import Commit
from ragplan.history.dates import (
    altered_by,
    first_dates,
    lost_revisions,
    written_by,
)
from ragplan.history.rows import ProgrammeHistory, RowHistory, current_rows
from ragplan.model.dates import PlanDate
from ragplan.model.plan import NO_DEADLINE, Action, Revision
from ragplan.model.programme import Row
from ragplan.model.snapshot import Key


class Whose(NamedTuple):
    """Whose date it is: an action's, and of one owner by its code; ``""`` where all owners share it."""

    ref: str
    organisation: str


class Moved(NamedTuple):
    """A due date that moved, the first one that it had, and each revision, oldest first."""

    action: Action
    organisation: str
    first: PlanDate | None
    now: PlanDate | None
    revisions: tuple[Revision, ...]

    @property
    def days(self) -> int | None:
        """Days from the first date to the one that counts; ``None`` where either is no date."""
        return apart(self.first, self.now)


class Overwritten(NamedTuple):
    """A date that has another in its place, or a revision gone or altered, and the commit that did it.

    ``before`` and ``after`` are dates, ``None`` for none; ``field`` is what a revision says otherwise, ``""``
    where it is gone, and ``due`` for a first date. ``commit`` is ``None`` for what is not committed yet.
    """

    action: Action
    organisation: str
    before: PlanDate | None
    after: PlanDate | None
    field: str
    commit: Commit | None


def moved(rows: Iterable[Row], history: ProgrammeHistory | None) -> list[Moved]:
    """The dates of rows that moved by a revision, each once, in their order.

    The first date is the one that was first agreed, as far as there is a ``history``; else the plan's own.
    """
    first = _first_agreed(history) if history else {}
    found: dict[Whose, Moved] = {}
    for row in rows:
        whose, deadline = _whose(row), row.deadline
        if deadline.revisions and whose not in found:
            began = first.get(whose, deadline.first)
            found[whose] = Moved(row.action, whose.organisation, began, deadline.current, deadline.revisions)
    return list(found.values())


def _whose(row: Row) -> Whose:
    """Whose the date of a row is: its owner's where that has dates of its own, or the action is its own."""
    own = row.position.deadline if row.position else NO_DEADLINE
    alone = bool(row.action.organisation or own.first or own.revisions)
    return Whose(row.action.ref, row.organisation if alone else "")


def _first_agreed(history: ProgrammeHistory) -> dict[Whose, PlanDate | None]:
    found: dict[Whose, PlanDate | None] = {}
    for _, row, versions in current_rows(history):
        dates = first_dates(history, versions)
        found.setdefault(_whose(row), dates[0].date if dates else row.deadline.first)
    return found


def overwritten(history: ProgrammeHistory) -> list[Overwritten]:
    """What was overwritten without a revision since a meeting knew it, in the order of the plan."""
    found = (_rewritten(history, *each) for each in current_rows(history))
    return list({_once(each): each for several in found for each in several}.values())


def _once(found: Overwritten) -> Hashable:
    return found.action.ref, found.organisation, found.before, found.after, found.field


def _rewritten(history: ProgrammeHistory, key: Key, row: Row, versions: RowHistory) -> Iterator[Overwritten]:
    own = row.position is not None and row.position.deadline.first is not None
    whose = row.organisation if own or row.action.organisation else ""
    for before, after in pairwise(first_dates(history, versions)):
        by = written_by(history, key, after)
        yield Overwritten(row.action, whose, before.date, after.date, "due", by)
    for loss in lost_revisions(history, row, versions):
        whose = row.organisation if loss.own or row.action.organisation else ""
        after_it = loss.instead.to if loss.instead else None
        yield Overwritten(
            row.action, whose, loss.revision.to, after_it, loss.field, altered_by(history, key, loss)
        )

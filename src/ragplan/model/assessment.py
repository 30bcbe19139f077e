"""What the dates and facts say of a row on a day, beside what its owner states."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ragplan.model.dates import PlanDate, Precision, days_between, gap
from ragplan.model.key import Fact, Key, Level
from ragplan.model.plan import Deadline, Position
from ragplan.model.programme import Row
from ragplan.model.silence import Silence, silence
from ragplan.model.snapshot import Snapshot
from ragplan.model.stated import closing, done


class Assessment(NamedTuple):
    """A row judged on a day.

    ``stated`` is the owner's rating, ``derived`` the level its dates and words lead to; neither
    overwrites the other. ``fact`` is what led there. ``owes`` tells that its organisation owes a word
    on it: the row is open, agreed, and the organisation's own; ``silence`` is how that word is missing.
    ``overdue_days`` is 0 unless the row is open and past its current date; ``slippage_days`` compares the
    current date, or the completion, with the first one. ``parent`` marks a row that only gathers
    sub-actions.
    """

    stated: Level | None
    derived: Level | None
    fact: Fact | None
    open: bool
    owes: bool
    silence: Silence | None
    overdue_days: int
    due_in_days: int | None
    slippage_days: int | None
    parent: bool

    @property
    def silent(self) -> bool:
        """Whether the owner of an open position says nothing, or nothing since the last meeting."""
        return self.silence in (Silence.EMPTY, Silence.UNCHANGED)

    @property
    def overdue(self) -> bool:
        """Whether the row is open and past its current due date."""
        return self.overdue_days > 0

    @property
    def shown(self) -> Level | None:
        """The level a count puts the row under: the stated one, else the derived one."""
        return self.stated or self.derived


def assess(snapshot: Snapshot, row: Row) -> Assessment:
    """Judge one row of a programme at a day."""
    programme, as_of = snapshot.programme, snapshot.on
    position, deadline = row.position, row.deadline
    stated = _stated(position, programme.key)
    parent = row.action.parts > 0 and position is None
    is_open = _is_open(row, stated, as_of) and not parent
    owes = is_open and not row.action.proposed and programme.owns(row)
    unsaid = silence(snapshot, row) if owes else None
    left = days_left(deadline.current, as_of) if is_open else None
    overdue_days = -left if left is not None and left < 0 else 0
    fact = _fact(row, unsaid, overdue_days, as_of)
    return Assessment(
        stated=stated,
        derived=programme.key.derived(fact) if fact and programme.key else None,
        fact=fact,
        open=is_open,
        owes=owes,
        silence=unsaid,
        overdue_days=overdue_days,
        due_in_days=left if left is not None and left >= 0 else None,
        slippage_days=slippage(deadline, position.completed if position else None),
        parent=parent,
    )


def owed(snapshot: Snapshot) -> Iterator[Row]:
    """The rows of a snapshot on which a word is owed: open, agreed, and their organisation's own."""
    return (row for row in snapshot.programme.rows if assess(snapshot, row).owes)


def slippage(deadline: Deadline, completed: PlanDate | None) -> int | None:
    """Days between the first due date and the completion, or the current due date.

    0 is on time, negative early, ``None`` where there is no date to compare with.
    """
    first, current = deadline.first, deadline.current
    if first is None:
        return None
    if completed is not None and completed.first is not None:
        return gap(first, completed)
    if current is None or first.last is None or current.last is None:
        return None
    return days_between(first.last, current.last)


def _stated(position: Position | None, key: Key | None) -> Level | None:
    return key.level(position.rating) if position and position.rating and key else None


def _is_open(row: Row, stated: Level | None, as_of: date) -> bool:
    if row.action.superseded_by or row.action.withdrawn:
        return False
    if stated is not None and stated.category.closes:
        return False
    position = row.position
    return position is None or not (position.assured or done(position.completed, as_of))


def days_left(due: PlanDate | None, as_of: date) -> int | None:
    """Days to the last day of a due date, negative once it has passed."""
    if due is None or due.last is None or due.precision is Precision.ONGOING:
        return None
    return days_between(as_of, due.last)


def _fact(row: Row, unsaid: Silence | None, overdue_days: int, as_of: date) -> Fact | None:
    position = row.position
    if position is None:
        return None
    if closed := closing(position, as_of):
        return closed
    if unsaid is Silence.EMPTY:
        return Fact.SILENT
    if overdue_days:
        return Fact.OVERDUE
    return Fact.SILENT if unsaid else None

"""What the dates and facts say of a row on a day, beside what its owner states."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ragplan.model.calendar import Period
from ragplan.model.dates import PlanDate, Precision, days_between, gap
from ragplan.model.key import Fact, Key, Level
from ragplan.model.plan import Deadline, Position
from ragplan.model.programme import Programme, Row


class Assessment(NamedTuple):
    """A row judged on a day.

    ``stated`` is the owner's rating, ``derived`` the level its dates and words lead to; neither
    overwrites the other. ``fact`` is what led there. ``overdue_days`` is 0 unless the row is open
    and past its current date; ``slippage_days`` compares the current date, or the completion, with
    the first one. ``parent`` marks a row that only gathers sub-actions.
    """

    stated: Level | None
    derived: Level | None
    fact: Fact | None
    open: bool
    silent: bool
    overdue_days: int
    due_in_days: int | None
    slippage_days: int | None
    parent: bool

    @property
    def overdue(self) -> bool:
        """Whether the row is open and past its current due date."""
        return self.overdue_days > 0

    @property
    def shown(self) -> Level | None:
        """The level a count puts the row under: the stated one, else the derived one."""
        return self.stated or self.derived


def assess(programme: Programme, row: Row, as_of: date) -> Assessment:
    """Judge one row of a programme at a day."""
    position, deadline = row.position, row.deadline
    stated = _stated(position, programme.key)
    parent = row.action.parts > 0 and position is None
    is_open = _is_open(row, stated, as_of) and not parent
    silent = is_open and position is not None and _silent(position, programme, as_of)
    left = days_left(deadline.current, as_of) if is_open else None
    overdue_days = -left if left is not None and left < 0 else 0
    fact = _fact(row, silent, overdue_days, as_of)
    return Assessment(
        stated=stated,
        derived=programme.key.derived(fact) if fact and programme.key else None,
        fact=fact,
        open=is_open,
        silent=silent,
        overdue_days=overdue_days,
        due_in_days=left if left is not None and left >= 0 else None,
        slippage_days=slippage(deadline, position.completed if position else None),
        parent=parent,
    )


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
    return position is None or not (position.assured or _done(position.completed, as_of))


def _done(completed: PlanDate | None, as_of: date) -> bool:
    return completed is not None and completed.first is not None and completed.first <= as_of


def _silent(position: Position, programme: Programme, as_of: date) -> bool:
    """Empty words are silence whatever the dates say; without a calendar only they are."""
    if not position.status:
        return True
    period = programme.calendar.period(as_of)
    if period is None:
        return False
    spoken = (position.updated, position.reviewed)
    return not any(day and day.last and within(day, period) for day in spoken)


def within(day: PlanDate, period: Period) -> bool:
    """Whether a date lies in a period; a month does where any of its days lies there."""
    if day.first is None or day.last is None:
        return False
    return day.first <= period.end and (period.start is None or day.last >= period.start)


def days_left(due: PlanDate | None, as_of: date) -> int | None:
    """Days to the last day of a due date, negative once it has passed."""
    if due is None or due.last is None or due.precision is Precision.ONGOING:
        return None
    return days_between(as_of, due.last)


def closing(position: Position, as_of: date) -> Fact | None:
    """What the dates of a position establish of its completion."""
    if position.assured is not None:
        return Fact.ASSURED
    return Fact.COMPLETED if _done(position.completed, as_of) else None


def _fact(row: Row, silent: bool, overdue_days: int, as_of: date) -> Fact | None:
    position = row.position
    if position is None:
        return None
    if closed := closing(position, as_of):
        return closed
    if silent and not position.status:
        return Fact.SILENT
    if overdue_days:
        return Fact.OVERDUE
    return Fact.SILENT if silent else None

"""What the dates and facts say of a row on a day, beside what its owner states."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import NamedTuple

from ragplan.model.dates import PlanDate, Precision, ahead, days_between, gap
from ragplan.model.doubt import Doubt, doubted
from ragplan.model.key import Category, Fact, Level
from ragplan.model.plan import Action, Deadline
from ragplan.model.programme import Programme, Row
from ragplan.model.silence import Silence, silence
from ragplan.model.snapshot import Snapshot
from ragplan.model.stated import closing


class Uncounted(Enum):
    """Why a row is counted nowhere; a row has one reason at most, the first that holds."""

    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    PROPOSED = "proposed"
    """Its action is not agreed yet: proposals are counted apart."""
    PARENT = "parent"
    """Others answer for it: it only gathers sub-actions."""
    NOT_OWNED = "not-owned"
    """Its organisation reports on a shared action that it does not own."""


class Assessment(NamedTuple):
    """A row judged on a day.

    ``stated`` is the owner's rating, ``derived`` the level its dates and words lead to; neither
    overwrites the other. ``fact`` is what led there. ``owes`` tells that its organisation owes an update
    on it: the row is open, agreed, and the organisation's own; ``silence`` is how that word is missing.
    ``overdue_days`` is 0 unless the row is open and past its current date; ``slippage_days`` compares the
    current date, or the completion, with the first one. ``uncounted`` says why a row is counted
    nowhere. A parent is never open, and overdue where one of its parts is open after the parent's own date.
    ``undated`` tells that it is open without a due date; ongoing is one. ``doubt`` is about the year of the
    date that it is past.
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
    uncounted: Uncounted | None
    undated: bool
    doubt: Doubt | None = None

    @property
    def silent(self) -> bool:
        """Whether the owner of an open position says nothing, or nothing since the last meeting."""
        return self.silence in (Silence.EMPTY, Silence.UNCHANGED)

    @property
    def overdue(self) -> bool:
        """Whether the row, or for a parent a part of it, is open past the row's current due date."""
        return self.overdue_days > 0

    @property
    def parent(self) -> bool:
        """Whether the row only gathers sub-actions."""
        return self.uncounted is Uncounted.PARENT

    @property
    def watermelon(self) -> bool:
        """Whether the row is rated on track and past its date all the same."""
        return self.overdue and self.stated is not None and self.stated.category is Category.ON_TRACK

    @property
    def shown(self) -> Level | None:
        """The stated level, else the derived one."""
        return self.stated or self.derived


def assess(snapshot: Snapshot, row: Row) -> Assessment:
    """What the dates and facts say of a row of a snapshot, which judges each once, whoever asks."""
    known = snapshot.judged.get(id(row))
    if known is None:
        known = snapshot.judged[id(row)] = (row, _judge(snapshot, row))
    return known[1]


def is_open(programme: Programme, row: Row, as_of: date) -> bool:
    """Whether a row is still to be done on a day; a completion dated ahead of it is not yet one."""
    return _is_open(row, programme.level(row.position), as_of)


def _judge(snapshot: Snapshot, row: Row) -> Assessment:
    programme, as_of = snapshot.programme, snapshot.on
    position, deadline = row.position, row.deadline
    stated = programme.level(position)
    owns = programme.owns(row)
    uncounted = _uncounted(row, as_of, owns=owns)
    parent = uncounted is Uncounted.PARENT
    still_open = _is_open(row, stated, as_of)
    owes = still_open and not row.action.proposed and owns
    unsaid = silence(snapshot, row) if owes else None
    left = days_left(deadline.current, as_of)
    late = left is not None and left < 0 and (still_open or (parent and _parts_open(programme, row, as_of)))
    overdue_days = -left if left is not None and late else 0
    fact = _fact(row, silent=bool(unsaid and position), overdue=late and still_open, as_of=as_of)
    return Assessment(
        stated=stated,
        derived=programme.key.derived(fact) if fact and programme.key else None,
        fact=fact,
        open=still_open,
        owes=owes,
        silence=unsaid,
        overdue_days=overdue_days,
        due_in_days=left if still_open and left is not None and left >= 0 else None,
        slippage_days=slippage(deadline, position.completed if position else None),
        uncounted=uncounted,
        undated=still_open and deadline.current is None,
        doubt=doubted(programme, row) if late and deadline.current is deadline.first else None,
    )


def ended(action: Action, as_of: date) -> Uncounted | None:
    """How an action was given up by a day, if it was; a withdrawal dated ahead of the day is not yet one."""
    if action.superseded_by:
        return Uncounted.SUPERSEDED
    withdrawn = action.withdrawn
    return Uncounted.WITHDRAWN if withdrawn and not ahead(withdrawn.on, as_of) else None


def _uncounted(row: Row, as_of: date, *, owns: bool) -> Uncounted | None:
    if found := ended(row.action, as_of):
        return found
    if row.action.proposed:
        return Uncounted.PROPOSED
    if _gathers(row):
        return Uncounted.PARENT
    return Uncounted.NOT_OWNED if row.organisation and not owns else None


def _gathers(row: Row) -> bool:
    """Whether a row only gathers sub-actions, for which others answer."""
    return bool(row.action.parts) and row.position is None


def _parts_open(programme: Programme, row: Row, as_of: date) -> bool:
    """Whether something that a parent gathers is still to be done."""
    return any(
        _parts_open(programme, part, as_of)
        if _gathers(part)
        else _is_open(part, programme.level(part.position), as_of)
        for part in programme.parts(row)
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


def _is_open(row: Row, stated: Level | None, as_of: date) -> bool:
    position = row.position
    if ended(row.action, as_of):
        return False
    if position is None:
        return row.action.proposed or not _gathers(row)
    if closing(position, as_of):
        return False
    return ahead(position.completed, as_of) or not (stated and stated.category.closes)


def days_left(due: PlanDate | None, as_of: date) -> int | None:
    """Days to the last day of a due date, negative once it has passed."""
    if due is None or due.last is None or due.precision is Precision.ONGOING:
        return None
    return days_between(as_of, due.last)


def _fact(row: Row, *, silent: bool, overdue: bool, as_of: date) -> Fact | None:
    if row.position is not None and (closed := closing(row.position, as_of)):
        return closed
    if overdue:
        return Fact.OVERDUE
    return Fact.SILENT if silent else None

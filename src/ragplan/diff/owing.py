"""What each owner owes its meeting, row by row: the snapshot says, and what the last meeting saw.

Whether an owner has spoken is decided in the model; a word is owed where there is a meeting to come.
On a proposed action nothing is owed yet but its date and the answers to queries.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from typing import NamedTuple, TypeVar

from ragplan.model.calendar import Calendar
from ragplan.model.dates import ahead
from ragplan.model.judged import JudgedRow, rows_by_key
from ragplan.model.key import Category
from ragplan.model.plan import Remark
from ragplan.model.programme import Programme
from ragplan.model.silence import Silence
from ragplan.model.snapshot import Key, Snapshot
from ragplan.model.working_days import EVERY_DAY, WorkingDays


class Reason(Enum):
    """What is owed on a row. The three kinds of silence are never merged, and a row has one at most."""

    MISSING = "missing"
    """An owner of a shared action has no row for it."""
    EMPTY = "empty"
    """The row is there, and its status is empty."""
    SILENT = "silent"
    """The row has a status, and nothing was said since the last meeting."""
    OVERDUE = "overdue"
    DOUBTED = "date doubted"
    """Past a date whose year is doubted."""
    DUE_SOON = "due soon"
    """Due on or before the next meeting."""
    OFF_TRACK_WITHOUT_NEXT = "off track without a next step"
    QUERY = "query"
    """Something on the row is to be confirmed, be the row closed."""


class Owing(NamedTuple):
    """A row and all that is owed on it, in the order of ``Reason``; ``until`` is as ``held_until`` has it."""

    judged: JudgedRow
    reasons: tuple[Reason, ...]
    until: date | None = None


def owed(snapshot: Snapshot, working_days: WorkingDays = EVERY_DAY) -> Mapping[Key, Owing]:
    """What owners owe on their rows, in the order of the plan; rows on which nothing is owed are left out."""
    found = {}
    for key, judged in rows_by_key(snapshot, snapshot.programme.known_as).items():
        until = held_until(judged, working_days)
        reasons = tuple(_reasons(judged, until))
        if reasons and key[1]:
            found[key] = Owing(judged, reasons, until)
    return found


@dataclass(frozen=True)
class Owed:
    """What everybody owes on a day, by organisation; worked out once, whoever is asked about."""

    snapshot: Snapshot
    working_days: WorkingDays = EVERY_DAY

    @cached_property
    def rows(self) -> Mapping[str, Mapping[Key, JudgedRow]]:
        """All rows by organisation, in the order of the plan."""
        return _by_organisation(rows_by_key(self.snapshot, self.snapshot.programme.known_as))

    @cached_property
    def owing(self) -> Mapping[str, Mapping[Key, Owing]]:
        """What is owed by organisation, in the order of the plan."""
        return _by_organisation(owed(self.snapshot, self.working_days))

    @cached_property
    def before(self) -> Mapping[str, Mapping[Key, JudgedRow]] | None:
        """All rows as the last meeting saw them, by the codes of now; ``None`` where that is not known."""
        seen = self.snapshot.seen
        return _by_organisation(rows_by_key(seen, self.snapshot.programme.known_as)) if seen else None


Of = TypeVar("Of")


def _by_organisation(rows: Mapping[Key, Of]) -> Mapping[str, Mapping[Key, Of]]:
    found: dict[str, dict[Key, Of]] = {}
    for key, each in rows.items():
        found.setdefault(key[1], {})[key] = each
    return found


def everybody(programme: Programme) -> tuple[str, ...]:
    """All who may owe something: the organisations in their order, then owners that are not listed."""
    owners = (row.organisation for row in programme.rows if row.organisation)
    return tuple(dict.fromkeys((*programme.organisation, *owners)))


def meeting_to_come(calendar: Calendar, on: date) -> date | None:
    """The meeting that a day's period ends with, be it that very day; ``None`` once there is no more."""
    return on if calendar.on(on) else calendar.next_meeting(on)


def held_until(judged: JudgedRow, working_days: WorkingDays) -> date | None:
    """The working day until which a row is not late whose date, as written, has passed; else ``None``."""
    if not judged.assessment.overdue:
        return None
    last = working_days.last_day(judged.row.deadline.current)
    return last if last is not None and last >= judged.snapshot.on else None


def not_started(judged: JudgedRow) -> bool:
    """Whether an owner says that it has not begun."""
    stated = judged.assessment.stated
    return stated is not None and stated.category is Category.NOT_STARTED


def off_track_without_next(judged: JudgedRow) -> bool:
    """Whether an owner says that an open row is off track, and not what it will do."""
    stated, position = judged.assessment.stated, judged.position
    off = stated is not None and stated.category is Category.OFF_TRACK
    return judged.assessment.open and off and position is not None and not position.next


def queries(judged: JudgedRow) -> tuple[Remark, ...]:
    """What the owner of a row has to confirm; the queries of a shared action are the group's."""
    own = judged.action.queries if judged.action.organisation else ()
    return (*own, *(judged.position.queries if judged.position else ()))


def unspoken(judged: JudgedRow) -> Reason | None:
    """Which word the owner of a row owes.

    None is owed for an empty status before the start of the action, nor for nothing said since a meeting
    where no other is to come.
    """
    silence, snapshot = judged.assessment.silence, judged.snapshot
    if silence is Silence.UNCHANGED:
        return Reason.SILENT if meeting_to_come(snapshot.programme.calendar, snapshot.on) else None
    if silence is Silence.EMPTY and ahead(judged.action.start, snapshot.on):
        return None
    return _UNSPOKEN[silence] if silence else None


_UNSPOKEN = {Silence.MISSING: Reason.MISSING, Silence.EMPTY: Reason.EMPTY}


def _reasons(judged: JudgedRow, until: date | None) -> Iterator[Reason]:
    if silence := unspoken(judged):
        yield silence
    if judged.assessment.overdue and until is None:
        yield Reason.DOUBTED if judged.assessment.doubt else Reason.OVERDUE
    if not judged.action.proposed and (until or judged.due_soon):
        yield Reason.DUE_SOON
    if off_track_without_next(judged):
        yield Reason.OFF_TRACK_WITHOUT_NEXT
    if queries(judged):
        yield Reason.QUERY

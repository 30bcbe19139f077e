"""When the group meets, and the period that each meeting covers."""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from ragplan.diagnostics import Origin
from ragplan.model.dates import PlanDate

MOST_MEETINGS = 5000
"""A calendar is cut here, so that a daily meeting until the year 9999 stays finite."""

GRACE = 3
"""Days before a meeting, its own included, in which what is owed for it stops a change, unless said."""

MONTHS = {"month": 1, "quarter": 3}
DAYS = {"day": 1, "week": 7}


class DayOfMonth(NamedTuple):
    """The ``nth`` of a month's days that fall on one of the ``weekdays`` (Monday is 0); -1 is the last.

    Where a month has fewer it is the last of them.
    """

    nth: int
    weekdays: frozenset[int]

    def of(self, year: int, month: int) -> date:
        """The day in a month."""
        weekday, length = monthrange(year, month)
        order = range(length, 0, -1) if self.nth < 0 else range(1, length + 1)
        days = [day for day in order if (weekday + day - 1) % 7 in self.weekdays]
        return date(year, month, days[min(abs(self.nth), len(days)) - 1])


class Cadence(NamedTuple):
    """Meetings every ``every`` ``unit`` s (``day``, ``week``, ``month``, ``quarter``), both ends included.

    ``on`` is the day of the month where it is not the one of ``first``.
    """

    every: int
    unit: str
    first: date
    last: date
    on: DayOfMonth | None = None

    @property
    def fits(self) -> bool:
        """Whether the first meeting is on the day that ``on`` asks for."""
        return self.on is None or (
            self.unit in MONTHS and self.on.of(self.first.year, self.first.month) == self.first
        )

    def meetings(self) -> Iterator[date]:
        """Every meeting date in order; a month without the day takes its last day."""
        for index in range(MOST_MEETINGS):
            try:
                meeting = self._nth(index)
            except (ValueError, OverflowError):
                return
            if meeting > self.last:
                return
            yield meeting

    def _nth(self, index: int) -> date:
        steps = self.every * index
        if self.unit in DAYS:
            return self.first + timedelta(days=DAYS[self.unit] * steps)
        year, month = divmod(self.first.month - 1 + MONTHS[self.unit] * steps, 12)
        year, month = self.first.year + year, month + 1
        if self.on:
            return self.on.of(year, month)
        return date(year, month, min(self.first.day, monthrange(year, month)[1]))


@lru_cache(maxsize=64)
def meetings_of(cadence: Cadence) -> tuple[date, ...]:
    """Every meeting of a cadence; the versions of one plan ask for the same again and again."""
    return tuple(cadence.meetings())


class Rhythm(NamedTuple):
    """A cadence and the entry of the calendar that gives it."""

    origin: Origin
    cadence: Cadence


class Exceptional(NamedTuple):
    """A meeting that is not held when its rhythm says: ``to`` is when instead, ``None`` if cancelled.

    ``origin`` is the place of the move, whose key is the day, or of the cancelled day.
    """

    origin: Origin
    day: date
    to: date | None = None


class WrittenDay(NamedTuple):
    """A date of the calendar as the file gives it; ``key`` tells that it stands before the colon."""

    origin: Origin
    when: PlanDate
    key: bool = False


class Period(NamedTuple):
    """The days from the one after the previous meeting to a meeting; ``start`` is ``None`` at the first."""

    start: date | None
    end: date

    def holds(self, day: date) -> bool:
        """Whether a day lies in the period."""
        return (self.start is None or day >= self.start) and day <= self.end


@dataclass(frozen=True, slots=True)
class Calendar:
    """The meetings of a group, in order, as they are held.

    ``last`` is the day after which the programme is closed, where it says one. ``wording`` is printed
    before a date, as in "week commencing 27 January 2014". ``declared`` tells a calendar that gives no
    meeting from none at all. ``planned`` are the meetings before any was moved or cancelled, which is
    what ``exceptions`` tell. ``grace`` is in how many days before a meeting, its own included, what is owed
    for it stops a change. ``written`` are the dates as the file gives them.
    """

    meetings: tuple[date, ...] = ()
    last: date | None = None
    wording: str = ""
    declared: bool = False
    planned: tuple[date, ...] = field(default=(), compare=False)
    exceptions: tuple[Exceptional, ...] = field(default=(), compare=False)
    rhythms: tuple[Rhythm, ...] = field(default=(), compare=False)
    written: tuple[WrittenDay, ...] = field(default=(), compare=False)
    grace: int = GRACE

    @property
    def readable(self) -> bool:
        """Whether every date of the calendar as written is one."""
        return all(each.when.first for each in self.written)

    def run_out(self, on: date) -> bool:
        """Whether the meetings are all before a day, and nothing says that the programme is closed."""
        return self.last is None and bool(self.meetings) and self.meetings[-1] < on

    def default_as_of(self, today: date) -> date:
        """The day a report speaks of when none is asked for: today, or the last day of one that is closed."""
        return self.last if self.last is not None and self.last < today else today

    def period(self, as_of: date) -> Period | None:
        """The period under way on a day: since the meeting before the one that is next or that day.

        ``None`` where the group has no calendar.
        """
        if not self.meetings:
            return None
        before = bisect_left(self.meetings, as_of)
        start = self.meetings[before - 1] + timedelta(days=1) if before else None
        return Period(start, as_of)

    def presses(self, as_of: date) -> bool:
        """Whether what is owed for the meeting to come stops a change on a day: only in its last days.

        These are ``grace`` days, never more than half of the period. Where no meeting is to come, there
        is nothing to wait for.
        """
        meeting = as_of if self.on(as_of) else self.next_meeting(as_of)
        return meeting is None or as_of > self.return_by(meeting)

    def return_by(self, meeting: date) -> date:
        """The last day on which what is owed for a meeting does not yet stop a change."""
        before = bisect_left(self.meetings, meeting)
        length = (meeting - self.meetings[before - 1]).days if before else 2 * self.grace
        days = min(self.grace, max(1, length // 2), (meeting - date.min).days)
        return meeting - timedelta(days=days)

    def next_meeting(self, as_of: date) -> date | None:
        """The first meeting after a day, or ``None``."""
        index = bisect_right(self.meetings, as_of)
        return self.meetings[index] if index < len(self.meetings) else None

    def on(self, as_of: date) -> bool:
        """Whether the group meets on that very day."""
        index = bisect_left(self.meetings, as_of)
        return index < len(self.meetings) and self.meetings[index] == as_of

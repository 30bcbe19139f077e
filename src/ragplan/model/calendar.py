"""When the group meets, and the period that each meeting covers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from ragplan.diagnostics import Origin
from ragplan.model.dates import PlanDate

MOST_MEETINGS = 5000
"""A calendar is cut here, so that a daily meeting until the year 9999 stays finite."""

MONTHS = {"month": 1, "quarter": 3}
DAYS = {"day": 1, "week": 7}


class Cadence(NamedTuple):
    """Meetings every ``every`` ``unit`` s (``day``, ``week``, ``month``, ``quarter``), both ends included."""

    every: int
    unit: str
    first: date
    last: date

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
        return date(year, month, min(self.first.day, monthrange(year, month)[1]))


class Period(NamedTuple):
    """The days from the one after the previous meeting to a meeting; ``start`` is ``None`` at the first."""

    start: date | None
    end: date

    def holds(self, day: date) -> bool:
        """Whether a day lies in the period."""
        return (self.start is None or day >= self.start) and day <= self.end


@dataclass(frozen=True, slots=True)
class Calendar:
    """The meetings of a group, in order. ``last`` is set where the programme has an end.

    ``wording`` is printed before a date, as in "week commencing 27 January 2014". ``declared``
    tells a calendar that gives no meeting from none at all. ``written`` are the dates as the file
    gives them, each with its place.
    """

    meetings: tuple[date, ...] = ()
    last: date | None = None
    wording: str = ""
    declared: bool = False
    written: tuple[tuple[Origin, PlanDate], ...] = field(default=(), compare=False)

    @property
    def readable(self) -> bool:
        """Whether every date of the calendar as written is one."""
        return all(when.first for _, when in self.written)

    def default_as_of(self, today: date) -> date:
        """The day a report speaks of when none is asked for: today, or the last meeting once closed."""
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

    def next_meeting(self, as_of: date) -> date | None:
        """The first meeting after a day, or ``None``."""
        index = bisect_right(self.meetings, as_of)
        return self.meetings[index] if index < len(self.meetings) else None

    def on(self, as_of: date) -> bool:
        """Whether the group meets on that very day."""
        index = bisect_left(self.meetings, as_of)
        return index < len(self.meetings) and self.meetings[index] == as_of

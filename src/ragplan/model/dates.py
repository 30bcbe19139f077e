"""Dates as plans write them: a day, a month, a quarter, a year, ``ongoing``, or words that are no date."""

import re
from calendar import monthrange
from collections.abc import Hashable
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from ragplan import english

_DATE = re.compile(r"(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|Q([1-4])))?", re.ASCII)
ONGOING = "ongoing"


class Precision(Enum):
    """How exactly a plan says when."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ONGOING = "ongoing"
    UNREADABLE = "unreadable"


WIDE = (Precision.QUARTER, Precision.YEAR)
"""What tells when something is due or was done, and never when words were written or a meeting is held."""


class PlanDate(NamedTuple):
    """A date as written, with the days it covers.

    ``first`` and ``last`` are the same day for a day, the first and last day of a month, a quarter or a
    year, and ``None`` for ``ongoing`` and for text that is no date. No day is ever invented.
    """

    text: str
    precision: Precision
    first: date | None = None
    last: date | None = None

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=4096)
def plan_date(text: str) -> PlanDate:
    """Read ``2014-01-31``, ``2014-01``, ``2014-Q1``, ``2014`` or ``ongoing``; other text stays unreadable.

    Quarters and years are those of the calendar.
    """
    match = _DATE.fullmatch(text)
    if match is None:
        return PlanDate(text, Precision.ONGOING if text.lower() == ONGOING else Precision.UNREADABLE)
    year, month, day, quarter = (int(part) if part else 0 for part in match.groups())
    try:
        if match[3]:
            exact = date(year, month, day)
            return PlanDate(text, Precision.DAY, exact, exact)
        if match[2]:
            return PlanDate(text, Precision.MONTH, *_whole(year, month, month))
        if quarter:
            return PlanDate(text, Precision.QUARTER, *_whole(year, 3 * quarter - 2, 3 * quarter))
        return PlanDate(text, Precision.YEAR, *_whole(year, 1, 12))
    except ValueError:
        return PlanDate(text, Precision.UNREADABLE)


def _whole(year: int, first: int, last: int) -> tuple[date, date]:
    """The first day of one month of a year and the last day of another."""
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def narrow_date(text: str) -> PlanDate:
    """A date where a quarter or a year is none, such as the day on which something was said."""
    when = plan_date(text)
    return PlanDate(text, Precision.UNREADABLE) if when.precision in WIDE else when


def meaning(when: PlanDate | None) -> Hashable:
    """What makes two dates the same: the last day, else that it is ``ongoing``, else the text as written."""
    if when is None or when.last is not None:
        return when and when.last
    return when.text if when.precision is Precision.UNREADABLE else when.precision


def same_date(old: PlanDate | None, new: PlanDate | None) -> bool:
    """Whether two dates end on the same day, or are both ``ongoing``."""
    return meaning(old) == meaning(new)


def days_between(start: date, end: date) -> int:
    """Whole days from ``start`` to ``end``; negative when ``end`` is earlier."""
    return (end - start).days


def ahead(when: PlanDate | None, as_of: date) -> bool:
    """Whether a date lies wholly after a day."""
    return when is not None and when.first is not None and when.first > as_of


def gap(target: PlanDate, actual: PlanDate) -> int | None:
    """Days by which ``actual`` surely missed ``target``: 0 where the two overlap.

    Positive is late, negative is early, ``None`` where either is not a date. "August 2013" against
    31 August 2013 is on time without a day being made up.
    """
    if not (target.first and target.last and actual.first and actual.last):
        return None
    if actual.first > target.last:
        return days_between(target.last, actual.first)
    if actual.last < target.first:
        return -days_between(actual.last, target.first)
    return 0


def date_in_words(when: PlanDate) -> str:
    """A plan's date in words: a day, ``December 2013``, ``April to June 2026``, ``2026``, or text as written.

    A quarter is never called by its number, which councils count from April.
    """
    if when.first is None or when.last is None:
        return when.text
    if when.precision is Precision.DAY:
        return english.day(when.first)
    if when.precision is Precision.YEAR:
        return when.text
    start = f"{when.first:%B} to " if when.precision is Precision.QUARTER else ""
    return f"{start}{when.last:%B %Y}"


def due_in_words(when: PlanDate) -> str:
    """A due date as a sentence goes on: ``on 29 January 2014``, ``by the end of December 2013``.

    A quarter is due by the end of its last month.
    """
    if when.last is None:
        return date_in_words(when)
    if when.precision is Precision.DAY:
        return f"on {english.day(when.last)}"
    return f"by the end of {when.text if when.precision is Precision.YEAR else f'{when.last:%B %Y}'}"

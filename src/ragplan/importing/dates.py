"""Dates as people print them to dates as plans write them: strictly, and with what was not printed told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ragplan.english import flat
from ragplan.importing.tables.grid import SourceCell
from ragplan.model.dates import ONGOING, PlanDate, Precision, plan_date

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_NAMES = "|".join(sorted({*_MONTHS, *(each[:3] for each in _MONTHS), "sept"}, key=len, reverse=True))
_YEAR = r"(?P<year>\d{4}|'?\d{2})"
_NAME = rf"(?P<name>{_NAMES})\.?,?"
_OF_YEAR = rf"(?:[- ]*{_YEAR})?"
_END = r"(?:(?:the +)?end +(?:of +)?)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? +)?"
_FORMS = tuple(
    re.compile(rf"(?:by +|before +)?{form}", re.IGNORECASE | re.ASCII)
    for form in (
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)? *(?:of +)?[- ]?{_NAME}{_OF_YEAR}",
        rf"(?P<day>\d{{1,2}})[./-](?P<month>\d{{1,2}})[./-]{_YEAR}",
        rf"{_END}{_NAME}{_OF_YEAR}",
    )
)
_BETWEEN = re.compile(r"\n|;|→|->|\bthen\b|,(?! *(?:\d{4}|\d{2})\b)")
_SERIAL_FROM = date(1899, 12, 30)
"""The day from which spreadsheets count days."""
_CENTURY = 100


class Window(NamedTuple):
    """The days between which the dates of a plan lie; ``None`` where an end is not known."""

    first: date | None = None
    last: date | None = None

    def touches(self, when: PlanDate) -> bool:
        """Whether the first or the last day of a date lies in it; none of one without days."""
        return any(day is not None and self.holds(day) for day in (when.first, when.last))

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)


class Reading(NamedTuple):
    """Dates that a cell prints, as plans write them; ``doubt`` says what a person must confirm."""

    dates: tuple[str, ...]
    doubt: str = ""


def reading(cell: SourceCell, window: Window) -> Reading | None:
    """What a cell prints as dates; ``None`` where not all of its words are some.

    A day is never made of a month, nor a year of nothing: one that is not printed is that which alone puts
    the date into the window, and is told. A date is read day first.
    """
    if cell.day is not None:
        return _within(cell.day.isoformat(), cell.day.isoformat(), window)
    if cell.number and (serial := _serial(cell.text, window)):
        return Reading((serial,), f"Printed as the number {cell.text}; read as {serial}.")
    pieces = [each.strip(" .") for each in _BETWEEN.split(cell.text) if each.strip(" .")]
    found = [_one(each, window) for each in pieces]
    if not found or not all(found):
        return None
    dates = tuple(each.dates[0] for each in found if each)
    doubts = [each.doubt for each in found if each and each.doubt]
    if len(dates) > 1:
        doubts.insert(0, f'Printed "{flat(cell.text)}"; read as {", then ".join(dates)}.')
    return Reading(dates, " ".join(doubts))


def printed(text: str) -> str:
    """The one date that a text prints whole, as plans write it; ``""`` for anything else."""
    found = _one(text, Window())
    return found.dates[0] if found else ""


def _one(text: str, window: Window) -> Reading | None:
    """One date."""
    if text.casefold() == ONGOING:
        return Reading((ONGOING,))
    if plan_date(text).precision is not Precision.UNREADABLE:
        return _within(text, text, window)
    for form in _FORMS:
        if match := form.fullmatch(text):
            return _matched(text, match.groupdict(), window)
    return None


def _matched(text: str, parts: dict[str, str | None], window: Window) -> Reading | None:
    name, day = (parts.get("name") or "").casefold(), int(parts.get("day") or 0)
    months = [at for at, each in enumerate(_MONTHS, 1) if name and each.startswith(name[:3])]
    month = months[0] if months else int(parts.get("month") or 0)
    printed = (parts.get("year") or "").lstrip("'")
    if printed:
        year = int(printed) + (2000 if len(printed) < len("2014") else 0)
        written = _written(year, month, day)
        return _within(text, written, window) if written else None
    years = [each for each in _years(window) if _fits(each, month, day, window)]
    if len(years) != 1:
        return None
    written = _written(years[0], month, day)
    return (
        Reading((written,), f'Printed "{flat(text)}", with no year; read as {written}.') if written else None
    )


def _within(text: str, written: str, window: Window) -> Reading | None:
    """A date that was printed whole; one out of the window is as printed, and told."""
    when = plan_date(written)
    if when.precision is Precision.UNREADABLE:
        return None
    outside = when.first is not None and not window.touches(when)
    said = f'Printed "{flat(text)}", which lies outside the time of the plan; is the year right?'
    return Reading((written,), said if outside else "")


def _written(year: int, month: int, day: int) -> str:
    """A date as plans write it; ``""`` for none that there is."""
    text = f"{year:04}-{month:02}-{day:02}" if day else f"{year:04}-{month:02}"
    return text if plan_date(text).precision is not Precision.UNREADABLE else ""


def _fits(year: int, month: int, day: int, window: Window) -> bool:
    return window.touches(plan_date(_written(year, month, day)))


def _years(window: Window) -> Sequence[int]:
    """The years that a window touches; none where it has no end."""
    if window.first is None or window.last is None:
        return ()
    return range(window.first.year, min(window.last.year, window.first.year + _CENTURY) + 1)


def _serial(text: str, window: Window) -> str:
    """The day that a spreadsheet's number means, if that lies in a window with both ends; else ``""``."""
    if not re.fullmatch(r"[0-9]{4,6}", text, re.ASCII) or window.first is None or window.last is None:
        return ""
    day = _SERIAL_FROM + timedelta(days=int(text))
    return day.isoformat() if window.holds(day) else ""


def firsts(found: Iterator[str] | Sequence[str]) -> bool:
    """Whether dates are perhaps months that a spreadsheet made days of: at least five, all of them firsts."""
    days = [each for each in found if plan_date(each).precision is Precision.DAY]
    return len(days) >= 5 and all(each.endswith("-01") for each in days)  # noqa: PLR2004 - as the docstring says

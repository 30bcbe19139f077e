"""Text that is no date to the advice how to write the date that was probably meant."""

from __future__ import annotations

import re
from calendar import monthrange

from ragplan.model.dates import WIDE, Precision, plan_date
from ragplan.rules.written_dates import MONTHS, iso

_ISO = r"(?a)(\d{4})-(\d{1,2})(?:-(\d{1,2}))?"
_NUMBERS = r"(?a)(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})"
_WORDS = r"(?a)(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4}|\d{2})"
_QUARTER = r"(?ai)(?:q[1-4]|[1-4]q)\b.*|.*\b(?:q[1-4]|[1-4]q)"
_LAST_MONTH = 12
_PLAIN = "write a day (2014-01-31) or a month (2014-01)"


def suggestion(text: str, *, due: bool) -> str:
    """How to write what was probably meant; only advice, for a person decides.

    A ``due`` date may also be ``ongoing``.
    """
    text = text.strip()
    if plan_date(text).precision in WIDE:
        return f"a quarter or a year is too wide here; {_PLAIN}"
    if due and re.fullmatch(_QUARTER, text):
        return "write a quarter of the calendar year as 2014-Q2, which is April to June"
    if found := re.fullmatch(_ISO, text):
        return _whole(found[1], int(found[2]), int(found[3] or 0))
    if found := re.fullmatch(_NUMBERS, text):
        return _offer(found[3], int(found[2]), int(found[1]))
    if found := re.fullmatch(_WORDS, text):
        name = found[2].lower()[:3]
        if name in MONTHS:
            return _offer(found[3], MONTHS.index(name) + 1, int(found[1] or 0))
    wider = ", a quarter (2014-Q1), a year, 'ongoing'" if due else ""
    return f"{_PLAIN}{wider}, or leave it out and say in 'queries' what is not known yet"


def _whole(year: str, month: int, day: int) -> str:
    """Advice for a date whose parts stand in the right order."""
    if not 1 <= month <= _LAST_MONTH:
        return f"there is no month {month}"
    if int(year) and day > monthrange(int(year), month)[1]:
        return f"that month has {monthrange(int(year), month)[1]} days"
    return _offer(year, month, day)


def _offer(year: str, month: int, day: int) -> str:
    """The date in the right form, where there is such a day; ``day`` 0 means a month."""
    text = iso(year, month, day)
    if plan_date(text).precision is Precision.UNREADABLE:
        return _PLAIN
    return f"write {text}, if that is what is meant"

"""Dates as people write them in sentences: ``12 February 14``, ``30/03/14``, ``March 2014``.

Only dates with a year are read, for a year is never guessed, and a month stays a month. "December 14"
is read as the month: a day would stand before it.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ragplan.alike import bare, odd
from ragplan.model.dates import WIDE, PlanDate, Precision, plan_date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The beginnings of the months' names."""
_FULL_YEAR = 4
MONTH = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    "|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)
"""A month's name, whole or cut."""
_YEAR = r"(?P<{}>(?:19|20)\d\d|[’']?\d\d)(?![\d/]|\s*[-–]\s*\d|\s*(?:st|nd|rd|th)\b)"
_WRITTEN = (
    r"(?a)(?<![\w/.-])(?:"
    r"(?P<iso>(?:19|20)\d\d-\d\d(?:-\d\d)?)(?![\w-])"
    r"|(?P<day>\d{1,2})(?P<mark>[/.])(?P<month>\d{1,2})(?P=mark)"
    + _YEAR.format("numbers")
    # a placeholder ("x January 14") is no date, nor is the first half of a range with its own month
    + r"|(?:(?P<before>[x?]+|\d{1,2})\s*(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
    r"(?P<name>" + MONTH + r")\.?,?\s+" + _YEAR.format("words") + r")"
)


class Written(NamedTuple):
    """A date in a text: the words, where they begin, and what they mean."""

    words: str
    start: int
    date: PlanDate


def written_dates(text: str) -> Iterator[Written]:
    """Every date in a text that has a year; what is no day of the calendar is left out."""
    for found in re.finditer(_WRITTEN, text):
        if found["iso"]:
            read = found["iso"]
        elif found["numbers"]:
            read = iso(found["numbers"], int(found["month"]), int(found["day"]))
        else:
            before = found["before"] or ""
            if before and not before.isdigit():
                continue
            month = MONTHS.index(found["name"][:3].lower()) + 1
            read = iso(found["words"], month, int(before or 0))
        date = plan_date(read)
        if date.precision is not Precision.UNREADABLE:
            yield Written(found[0], found.start(), date)


_BY = (
    r"(?i)\b(?:by|before|(?:no|not) later than|(?:deadline|due(?: date)?)(?: of| is| on| by)?:?)"
    r"\s+(?:the\s+)?(?:(?:end|beginning|start|middle|close) of\s+|early\s+|mid[ -]|late\s+)?(?:in\s+)?$"
)
_BY_YEAR = (
    r"(?a)(?i:\b(?:by(?: the end of)?|before the end of|during)\s+)"
    r"(?P<year>20\d\d)(?![\w/]|\s*[-–]\s*\d|\.\d)"
)


_NEAR = 60


@lru_cache(maxsize=1024)
def promised(title: str) -> tuple[str, PlanDate] | None:
    """The one date by which a title says that something is done: the words, and what they mean.

    A year alone is one too. ``None`` for none, or for several, of which nobody can say which one counts.
    """
    if not dated(title):
        return None
    found = [
        (each.words, each.date)
        for each in written_dates(title)
        if re.search(_BY, title[max(0, each.start - _NEAR) : each.start])
    ]
    found += [(each["year"], plan_date(each["year"])) for each in re.finditer(_BY_YEAR, title)]
    return found[0] if len(found) == 1 else None


_FAR = (
    rf"(?a)(?<![\w/.-])(?:(?:{MONTH})\.?,?\s+|\d{{1,2}}[/.]\d{{1,2}}[/.])2[1-9]\d\d"
    # not in "In May 2500 patients were seen", nor in quotation marks
    r"(?=\s*(?:$|[.,;:)\]]))"
)


def far(text: str) -> str:
    """The first date of the next centuries in a text, ``""`` for none."""
    found = re.search(_FAR, text, re.MULTILINE)
    return found[0] if found else ""


_DIGITS = re.compile(r"(?a)\d\d")


def dated(text: str) -> bool:
    """Whether a text may hold a date with a year, which has two digits at least; this is quick."""
    return _DIGITS.search(text) is not None


def iso(year: str, month: int, day: int = 0) -> str:
    """A date as plans write it; a year of two digits is of this century, and ``day`` 0 means a month."""
    digits = year.lstrip("’'")
    full = digits if len(digits) == _FULL_YEAR else f"20{digits}"
    return f"{full}-{month:02}" + (f"-{day:02}" if day else "")


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
    plain = bare(text).strip()
    differs = odd(text.strip(), plain)
    return _meant(plain, due=due) + (f"; here {differs}" if differs else "")


def _meant(text: str, *, due: bool) -> str:
    if plan_date(text).precision in WIDE:
        return f"a quarter or a year is too broad here; {_PLAIN}"
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

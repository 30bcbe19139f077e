"""One cell that came back, read strictly: what it says, what is told about it, or what is asked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from ragplan.english import flat
from ragplan.importing.dates import Window, reading
from ragplan.importing.tables.grid import SourceCell
from ragplan.model.calendar import Calendar
from ragplan.model.dates import Precision, plan_date
from ragplan.model.key import Key
from ragplan.render.workbooks import cut
from ragplan.returns.sending import BY_FIELD, Column
from ragplan.returns.workbook import shown
from ragplan.suggestion import did_you_mean

_BEYOND = timedelta(days=366)
"""How long after the last meeting, or the day of receipt, a date may lie."""
_KEPT = frozenset({"status", "rating", "due", "completed"})
"""What cannot be taken back by emptying its cell."""


_NO_CHANGE = frozenset(
    ["no change", "no changes", "unchanged", "no update", "no further update", "no further updates",
     "nothing to report", "as before", "as previously", "as above", "as last time", "same as before", "ditto"]
)  # fmt: skip
"""Words in place of a status which say that it is still the same."""


class Reader(NamedTuple):
    """What cells are read by: the plan's key and time, and the day on which they came back."""

    key: Key | None
    window: Window
    received: date


class Said(NamedTuple):
    """What a cell says, as the plan's cells say it; ``told`` is how it was read where that is not plain.

    ``same`` tells words in place of a status which say that it is still what was sent.
    """

    text: str
    told: str = ""
    same: bool = False


class Asked(NamedTuple):
    """Why a cell is not taken, in a sentence."""

    why: str


def reader(key: Key | None, calendar: Calendar, received: date) -> Reader:
    """How the cells of a plan are read that came back on a day.

    Its time is from a year before the first meeting to a year after the last one, or after that day.
    """
    meetings = calendar.meetings
    first = min(meetings[0], received) if meetings else received
    last = max(calendar.last or received, received)
    return Reader(key, Window(_moved(first, -_BEYOND), _moved(last, _BEYOND)), received)


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day


def read(by: Reader, field: str, cell: SourceCell | None, sent: str) -> Said | Asked:
    """What a cell says anew; the text that was sent where it says no more than that."""
    column = BY_FIELD[field]
    if cell is None:
        return Asked("is joined with other cells: take them apart")
    if cell.formula:
        return Asked(f"is worked out by a formula, “{flat(cell.text)}”: type what it says")
    if flat(cell.text) in (flat(shown(column, sent)), flat(sent)):
        return Said(sent)
    return _anew(by, column, cell, sent)


def _anew(by: Reader, column: Column, cell: SourceCell, sent: str) -> Said | Asked:
    """What a cell says whose words are others than were sent."""
    if not cell.text:
        kept = column.field in _KEPT
        return Asked(f"was emptied; it said “{flat(shown(column, sent))}”") if kept else Said("")
    if column.date:
        return _date(by, column, cell, sent)
    if column.field == "rating":
        return _rating(by, cell.text, sent)
    if cell.day or cell.number:
        return Asked(f"holds {'a date' if cell.day else 'a number'}, {cell.text}, where words are wanted")
    if column.field == "status" and sent and flat(cell.text).casefold().rstrip(".!") in _NO_CHANGE:
        said = f"“{flat(cell.text)}”: its words stay, and are of the day of receipt"
        return Said(flat(cell.text), said, same=True)
    return Said(cut(cell.text))


def _date(by: Reader, column: Column, cell: SourceCell, sent: str) -> Said | Asked:
    found = reading(cell, by.window)
    if found is None or len(found.dates) != 1:
        return Asked(f"says “{flat(cell.text)}”, which is not one date: write it as 31 March 2014")
    when = plan_date(found.dates[0])
    if when.text == sent:
        return Said(sent)
    if when.first and when.last and not (by.window.holds(when.first) and by.window.holds(when.last)):
        return Asked(f"says “{flat(cell.text)}”, which is outside the time of the plan: is the year right?")
    if column.field == "completed":
        if when.first is None:
            return Asked(f"says “{flat(cell.text)}”, which is no day on which something was done")
        if when.first > by.received:
            return Asked(f"says {when.text}, which is ahead of the day of receipt, {by.received}")
    plain = cell.day is not None or when.text == cell.text or when.precision is not Precision.DAY
    return Said(when.text, "" if plain else f"“{flat(cell.text)}” was read as {when.text}")


def _rating(by: Reader, text: str, sent: str) -> Said | Asked:
    level = by.key.level(text) if by.key else None
    if level is None:
        hint = did_you_mean(flat(text), by.key.words) if by.key else ""
        return Asked(f"says “{flat(text)}”, which is not a level of the key{f'; {hint}' if hint else ''}")
    if level.label == sent:
        return Said(sent)
    return Said(level.label, "" if text == level.label else f"“{flat(text)}” was read as {level.label}")

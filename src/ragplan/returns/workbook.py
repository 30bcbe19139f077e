"""What is sent to an organisation as a workbook to be filled in; the same sending gives the same bytes.

The first sheet has a box to tick, a row for each action with its last words to be overwritten, and lines
for new actions. What is not to be changed is locked, without a password. The key and how to fill it in are
sheets of their own, and what was sent is a sheet that no menu shows.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any, NamedTuple

from ragplan.model.dates import date_in_words, plan_date
from ragplan.model.key import Key
from ragplan.render.workbooks import (
    FIRST,
    GROUND,
    INK,
    KEY,
    LINE,
    RULE,
    Offered,
    begun,
    cut,
    explain,
    height,
    moment,
    offer,
)
from ragplan.reports.organisation.answers import NO_CHANGE
from ragplan.returns.sending import COLUMNS, Column, Sending, hidden

TICK = f"{NO_CHANGE}: choose x in the cell to the left"
"""What stands beside the box."""
HELP_SHEET, HIDDEN_SHEET = "How to fill this in", "ragplan"
NEW = 10
"""Lines for actions that an organisation proposes."""
HEAD = 2
"""The line of the heads, counted from 0."""
_LOCKED = "#f3f5f6"

HELP = (
    "Overwrite what has changed in the white cells: the words that stand there are the last ones you gave.",
    "Leave everything else as it is. A row that you leave alone changes nothing.",
    "Rating: choose a level from the list; the sheet 'Key' says what each means.",
    "Due: a new date is a request, which the group decides. Say why in the column beside it.",
    "Date completed: the day it was done, no later than today. Write dates as 31 March 2014 or 31/3/14.",
    "Evidence: keep the lines that are there, and add each further proof on a line of its own.",
    "A new action: write it on one of the empty lines at the end. It counts once the group agrees.",
    f"{NO_CHANGE}: choose x beside it once you have been through all of your rows.",
    "Grey cells are locked against slips, without a password.",
    "To sort the rows, first choose Review, Unprotect Sheet: they find their way back in any order.",
    "Save it as a workbook (.xlsx or .ods) and send the file back.",
)


class Invitation(NamedTuple):
    """What is sent, how it is headed, and the key that its ratings are of."""

    sending: Sending
    heading: str
    key: Key | None


def workbook(invitation: Invitation) -> bytes:
    """The bytes of an .xlsx file."""
    target = BytesIO()
    book = begun(target, invitation.heading)
    _Book(book, invitation).write()
    book.close()
    return target.getvalue()


def columns_of(key: Key | None) -> tuple[Column, ...]:
    """The columns of a plan with a key, or without one."""
    return tuple(each for each in COLUMNS if each.field != "rating" or key)


class _Book:
    """A workbook in the making."""

    def __init__(self, book: Any, of: Invitation) -> None:
        self.book = book
        self.of = of
        self.columns = columns_of(of.key)
        base = {"valign": "top", "text_wrap": True, "font_color": INK, "border": 1, "border_color": RULE}
        free, locked = {**base, "locked": False}, {**base, "bg_color": _LOCKED}
        day = {"num_format": "d mmm yyyy", "align": "left"}
        self.text = {True: book.add_format({**free, "num_format": "@"}),
                     False: book.add_format({**locked, "num_format": "@"})}  # fmt: skip
        self.day = {True: book.add_format({**free, **day}), False: book.add_format({**locked, **day})}
        self.head = book.add_format({**base, "bold": True, "bg_color": GROUND})
        self.title = book.add_format({"bold": True, "font_size": 14, "font_color": INK})
        self.plain = book.add_format({"text_wrap": True, "valign": "top", "font_color": INK})
        self.box = book.add_format({**free, "num_format": "@", "align": "center", "bold": True, "border": 2})

    def write(self) -> None:
        """Write all sheets."""
        rows = self.book.add_worksheet("Your rows")
        self._rows(rows)
        if self.of.key:
            key = self.book.add_worksheet(KEY)
            explain(self.book, key, _offered(self.of.key), self.head, self.text[False])
        self._help()
        self._hidden()
        rows.activate()

    def _rows(self, sheet: Any) -> None:
        sheet.write_string(0, 0, cut(self.of.heading), self.title)
        sheet.set_row(1, 1.5 * LINE)
        sheet.write_blank(1, 0, None, self.box)
        sheet.data_validation(1, 0, 1, 0, {"validate": "list", "source": ["x"], "error_type": "warning"})
        note = self.book.add_format({"font_color": INK, "valign": "vcenter"})
        sheet.write_string(1, 1, TICK, note)
        for at, column in enumerate(self.columns):
            sheet.write_string(HEAD, at, column.head, self.head)
            sheet.set_column(at, at, column.width, None, {"hidden": column.field == "key"})
        keys = list(self.of.sending.rows)
        for line, key in enumerate(keys, HEAD + 1):
            self._row(sheet, line, {**self.of.sending.rows[key], "key": key})
        end = HEAD + len(keys)
        for line in range(end + 1, end + 1 + NEW):
            for at, column in enumerate(self.columns):
                free = column.field not in ("asked", "updated", "key")
                sheet.write_blank(line, at, None, (self.day if column.date else self.text)[free])
        self._chosen(sheet, HEAD + 1, end + NEW)
        self._set_up(sheet, end)

    def _row(self, sheet: Any, line: int, cells: dict[str, str]) -> None:
        for at, column in enumerate(self.columns):
            text = cells.get(column.field, "")
            when = plan_date(text) if column.date and text else None
            if when and when.first and when.first == when.last and when.first >= FIRST:
                sheet.write_datetime(line, at, moment(when.first), self.day[column.free])
            elif text:
                sheet.write_string(line, at, shown(column, text), self.text[column.free])
            else:
                sheet.write_blank(line, at, None, (self.day if column.date else self.text)[column.free])
        sheet.set_row(line, self._height(cells))

    def _height(self, cells: dict[str, str]) -> int:
        """How many points high a row is."""
        shown = (each for each in self.columns if each.field != "key")
        return height(((cells.get(each.field, ""), each.width) for each in shown), least=2)

    def _chosen(self, sheet: Any, first: int, last: int) -> None:
        """The levels to choose from, and their colours by the words."""
        if self.of.key is None:
            return
        at = [each.field for each in self.columns].index("rating")
        offer(self.book, sheet, (first, at, last, at), _offered(self.of.key))

    def _set_up(self, sheet: Any, end: int) -> None:
        """Protection without a password, the head in sight, and A4 for who prints it."""
        sheet.autofilter(HEAD, 0, max(end, HEAD + 1), len(self.columns) - 1)
        allowed = ("sort", "autofilter", "format_cells", "format_columns", "format_rows", "insert_rows")
        sheet.protect("", dict.fromkeys(allowed, True))
        sheet.freeze_panes(HEAD + 1, 1)
        sheet.repeat_rows(HEAD)
        sheet.print_area(0, 0, end + NEW, len(self.columns) - 2)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&RPage &P of &N")

    def _help(self) -> None:
        sheet = self.book.add_worksheet(HELP_SHEET)
        sheet.set_column(0, 0, 100)
        sheet.write_string(0, 0, HELP_SHEET, self.title)
        for line, said in enumerate(HELP, 1):
            sheet.write_string(line, 0, said, self.plain)

    def _hidden(self) -> None:
        sheet = self.book.add_worksheet(HIDDEN_SHEET)
        text = self.book.add_format({"num_format": "@"})
        for line, cells in enumerate(hidden(self.of.sending)):
            for at, each in enumerate(cells):
                if each:
                    sheet.write_string(line, at, each, text)
        sheet.very_hidden()


def _offered(key: Key) -> list[Offered]:
    """The levels of a key as they may be chosen; they are also known by their letters."""
    return [Offered(each.label, each.letter, each.meaning, each.category.value) for each in key.levels]


def shown(column: Column, text: str) -> str:
    """A text as its cell shows it: a date that is no single day in words."""
    return date_in_words(plan_date(text)) if column.date and text else text

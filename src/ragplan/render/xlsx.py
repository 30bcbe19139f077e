"""A page as a workbook: each table a sheet to sort and filter, the key a sheet, and a sheet of its words.

Nothing in a cell is a formula, a link or a number but what the page says is a day or a count. Ratings are
words, coloured by a condition, with the levels of the key to choose from. The same page gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any, NamedTuple

from ragplan.escaping import xml
from ragplan.render.text import lines_of, plain
from ragplan.render.workbooks import (
    FIRST,
    GROUND,
    INK,
    KEY,
    LONGEST_NAME,
    RULE,
    Offered,
    begun,
    cut,
    explain,
    height,
    moment,
    offer,
)
from ragplan.reports.blocks import (
    Block,
    Cell,
    Chart,
    Column,
    Columns,
    Day,
    Embedded,
    Legend,
    Page,
    Paragraph,
    Section,
    Table,
    Tag,
)

_SHEET_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_WIDTHS = {"status": 42, "long": 32, "short": 18}
"""Characters that columns of a role are wide at most, so that a page of A4 holds them all."""
_WIDEST, _NARROWEST = 36, 7
"""Characters that other columns are wide at most, and any at least."""
ABOUT = 74
"""Characters of a line of the sheet that says what stands beside the tables."""
RATING = "rating"
"""The role of a column of ratings."""
Rows = list[list[Cell | None]]
"""The cells of a table by row and column."""


class Sheet(NamedTuple):
    """A table that becomes a sheet, and the headings above it."""

    path: tuple[str, ...]
    table: Table


@dataclass
class _Read:
    """What a page holds: its tables, its key, and its other words, a line each."""

    sheets: list[Sheet] = field(default_factory=list)
    keys: list[Legend] = field(default_factory=list)
    words: list[tuple[str, bool]] = field(default_factory=list)

    def take(self, blocks: Iterable[Block], path: tuple[str, ...] = ()) -> None:
        """Read blocks that stand under some headings."""
        for block in blocks:
            self._take(block, path)

    def _take(self, block: Block, path: tuple[str, ...]) -> None:
        match block:
            case Section(heading, within, lead=lead, unseen=unseen):
                name = plain(heading)
                self.words.append((name, True)) if not unseen else None
                self.take((*lead, *within), (*path, name))
            case Columns(columns):
                self.take((each for column in columns for each in column), path)
            case Embedded():
                self.take(block.blocks(), path)
            case Chart(table=Table() as table):
                self.sheets.append(Sheet((*path, block.title), table))
            case Table():
                self.words += [(block.caption, True)] if block.shown else []
                self.sheets.append(Sheet((*path, block.caption), block))
            case Legend():
                self.keys.append(block)
                self.words += [(line, False) for line in lines_of([block])]
            case _:
                self.words += [(line, False) for line in lines_of([block])]


def render(page: Page) -> bytes:
    """A page as the bytes of an .xlsx file, the same for the same page."""
    read = _Read()
    read.take(page.blocks)
    target = BytesIO()
    book = begun(target, page.title, page.heading)
    _Book(book, page, read).write()
    book.close()
    return target.getvalue()


def _short(name: str, longest: int) -> str:
    """A name of a sheet, cut as the format counts: by pairs of bytes."""
    pairs = name.encode("utf-16-le")[: 2 * longest]
    return pairs.decode("utf-16-le", "ignore").strip(" '")


class _Book:
    """A workbook in the making: its formats, and the names of its sheets that are taken."""

    def __init__(self, book: Any, page: Page, read: _Read) -> None:
        self.book = book
        self.page = page
        self.read = read
        self.taken: set[str] = set()
        base = {"valign": "top", "text_wrap": True, "font_color": INK, "bottom": 4, "bottom_color": RULE}
        self.text = book.add_format({**base, "num_format": "@"})
        self.day = book.add_format({**base, "num_format": "d mmm yyyy", "align": "left"})
        self.number = book.add_format({**base, "num_format": "#,##0"})
        self.head = book.add_format(
            {**base, "bold": True, "bg_color": GROUND, "bottom": 1, "bottom_color": INK}
        )
        self.heading = book.add_format({**base, "bold": True, "font_size": 13})
        self.title = book.add_format({"bold": True, "font_size": 16, "font_color": INK})

    def write(self) -> None:
        """Write all sheets: the tables in the order of the page, the key, the words."""
        levels = self._levels()
        for number, sheet in enumerate(self.read.sheets, 1):
            self._table(sheet, number, levels)
        if levels:
            explain(self.book, self._sheet(KEY, landscape=False), levels, self.head, self.text)
        self._about()
        self.book.worksheets_objs[0].activate()

    def _levels(self) -> list[Offered]:
        """The levels that the page explains, each once."""
        found: dict[str, Offered] = {}
        for line in (line for key in self.read.keys for line in key.lines):
            tag = line.words[0] if line.words else None
            if isinstance(tag, Tag):
                found.setdefault(tag.label, Offered(tag.label, tag.mark, line.meaning, tag.category))
        return list(found.values())

    def _name(self, wanted: str) -> str:
        """A name for a sheet, unlike all others whatever their capitals."""
        stem = _short(_FORBIDDEN.sub(" ", xml(wanted)), _SHEET_NAME) or "Table"
        number = 1
        name = "History of it" if stem.casefold() == "history" else stem  # a name the format keeps to itself
        while name.casefold() in self.taken:
            number += 1
            name = f"{_short(stem, _SHEET_NAME - 4)} {number}"
        self.taken.add(name.casefold())
        return name

    def _sheet(self, wanted: str, *, landscape: bool = True) -> Any:
        """A new sheet, set up for printing on A4."""
        sheet = self.book.add_worksheet(self._name(wanted))
        sheet.set_paper(9)
        sheet.set_landscape() if landscape else sheet.set_portrait()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        said = cut(self.page.title.replace("&", "&&"), 120)
        sheet.set_header(f"&L{said}&R{cut(self.page.as_of.replace('&', '&&'), 60)}")
        sheet.set_footer("&L&A&RPage &P of &N")
        return sheet

    def _table(self, of: Sheet, number: int, levels: Sequence[Offered]) -> None:
        """A table as a table of the workbook: its head stays in sight, and stands on each printed page."""
        named = next((each for each in reversed(of.path) if each), f"Table {number}")
        sheet = self._sheet(named)
        columns, rows = _apart(of.table.columns, _filled(of.table))
        heads = _heads(columns)
        widths = [
            _width(each.role, head, (_said(row[number]) for row in rows))
            for number, (each, head) in enumerate(zip(columns, heads, strict=True))
        ]
        for line, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                self._cell(sheet, line, column, cell, number=columns[column].number)
            sheet.set_row(line, height(zip(map(_said, row), widths, strict=True)))
        headed = [{"header": head, "header_format": self.head} for head in heads]
        last = max(len(rows), 1)
        place = (0, 0, last, len(heads) - 1)
        sheet.add_table(*place, {"columns": headed, "name": f"Table{number}", "style": None})
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
            if any(_rated(row[column]) for row in rows):
                offer(self.book, sheet, (1, column, last, column), levels)

    def _cell(self, sheet: Any, line: int, column: int, cell: Cell | None, *, number: bool) -> None:
        """What a cell says, as a day or a number where it is no more than that."""
        said, day = _said(cell), _day(cell)
        if day is not None and day >= FIRST:
            sheet.write_datetime(line, column, moment(day), self.day)
        elif number and re.fullmatch(r"-?[0-9]{1,3}(,?[0-9]{3}){0,4}", said, re.ASCII):
            sheet.write_number(line, column, int(said.replace(",", "")), self.number)
        elif said:
            sheet.write_string(line, column, cut(said), self.text)
        else:
            sheet.write_blank(line, column, None, self.text)

    def _about(self) -> None:
        """What the page says beside its tables."""
        sheet = self._sheet("About", landscape=False)
        sheet.set_column(0, 0, ABOUT)
        sheet.write_string(0, 0, cut(self.page.heading or self.page.title), self.title)
        lines = [self.page.group, *(plain(each.words) for each in self.page.lines)]
        said = [*((line, False) for line in lines if line), *self.read.words]
        for number, (line, heading) in enumerate(said, 1):
            sheet.set_row(number, height([(line, ABOUT)]))
            sheet.write_string(number, 0, cut(line), self.heading if heading else self.text)


def _apart(columns: Sequence[Column], rows: Rows) -> tuple[list[Column], Rows]:
    """Columns and rows in which what stands below a stated rating has a column of its own beside it."""
    columns = list(columns)
    for at in reversed([at for at, each in enumerate(columns) if each.role == RATING]):
        if any(cell and len(cell.blocks) > 1 for cell in (row[at] for row in rows)):
            columns.insert(at + 1, Column(("By date and more",), "short"))
            rows = [[*row[:at], *_two(row[at]), *row[at + 1 :]] for row in rows]
    return columns, rows


def _two(cell: Cell | None) -> tuple[Cell | None, Cell | None]:
    """The first block of a cell, and the rest of them."""
    if cell is None:
        return None, None
    return cell._replace(blocks=cell.blocks[:1]), cell._replace(blocks=cell.blocks[1:])


def _heads(columns: Sequence[Column]) -> list[str]:
    """The heads of columns, none empty and none twice, as a table of the format asks."""
    found: list[str] = []
    for number, column in enumerate(columns, 1):
        head = cut(plain(column.words).strip(), LONGEST_NAME) or f"Column {number}"
        same = sum(head.casefold() == other.casefold() for other in found)
        found.append(f"{head} {number}" if same else head)
    return found


def _filled(table: Table) -> Rows:
    """The rows of a table, each with what stands above it in a cell that goes over several."""
    filled: Rows = []
    lines = iter(table.grid())
    for group in table.groups:
        above: list[Cell | None] = [None] * len(table.columns)
        for _ in group:
            line = next(lines)
            above = [
                cell or (over if over and over.head == "rowgroup" else None)
                for cell, over in zip(line, above, strict=True)
            ]
            filled.append(above)
    return filled


def _said(cell: Cell | None) -> str:
    """The words of a cell, a rating without its mark; what only the dates say is on a line of its own."""
    if cell is None:
        return ""
    tag = _rated(cell)
    return tag.label if tag else "\n".join(lines_of(cell.blocks))


def _rated(cell: Cell | None) -> Tag | None:
    """The rating that a cell states, where it says no more."""
    run = _only(cell)
    return run if isinstance(run, Tag) and not run.by_date else None


def _day(cell: Cell | None) -> date | None:
    """The day that a cell says, where it says no more."""
    run = _only(cell)
    return date.fromisoformat(run.iso) if isinstance(run, Day) else None


def _only(cell: Cell | None) -> object:
    """The one run of a cell."""
    blocks = cell.blocks if cell else ()
    words = blocks[0].words if len(blocks) == 1 and isinstance(blocks[0], Paragraph) else ()
    return words[0] if len(words) == 1 else None


def _width(role: str, head: str, said: Iterable[str]) -> int:
    """How many characters wide a column is: as its longest line asks, within what its role may take."""
    longest = max(len(line) for text in (f"{head}  ", *said) for line in text.splitlines() or [""])
    return min(max(longest + 2, _NARROWEST), _WIDTHS.get(role, _WIDEST))

"""Tables as they stand in a file: cells by row and column, with what they cover and how they are coloured."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from io import BytesIO
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from ragplan.english import flat

MOST_CELLS = 500_000
"""Cells of a table that are read; a plan of 10,000 rows has half as many."""
LARGEST = 200 * 1024 * 1024
"""Bytes of a packed file once it is unpacked."""
_WIDEST = 1000
"""Rows or columns that one cell goes over."""


class NotATable(Exception):  # noqa: N818 - what was found, in words to be told
    """Why a file cannot be read as tables, in a sentence that follows its name."""


class SourceCell(NamedTuple):
    """A cell: its words, and over how many rows and columns it goes.

    ``colour`` is its ground as six hexadecimal digits in capitals, ``""`` for none. ``day`` is the day of a
    cell that the program knew as one, ``number`` tells one of a number, ``formula`` one that is worked out.
    """

    text: str
    colour: str = ""
    rows: int = 1
    columns: int = 1
    day: date | None = None
    number: bool = False
    formula: bool = False

    def __bool__(self) -> bool:
        """Whether anything stands in it, or it is coloured."""
        return bool(self.text or self.colour)


EMPTY = SourceCell("")
Row = tuple[SourceCell | None, ...]
"""The cells of a row by column; ``None`` where one from above or from beside it goes on."""


class Comment(NamedTuple):
    """What somebody wrote beside a cell, whose row and column are counted from 0."""

    row: int
    column: int
    text: str


class SourceTable(NamedTuple):
    """A table: what its file calls it, its rows, all of one width, and what was wrong in reading it."""

    name: str
    rows: tuple[Row, ...]
    faults: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()

    def cell(self, row: int, column: int) -> SourceCell:
        """What is to be read at a place, counted from 0: also where a cell from above goes on."""
        found = self.rows[row][column]
        while found is None and row:
            row -= 1
            found = self.rows[row][column]
        return found or EMPTY


def place(row: int, column: int) -> str:
    """A place in words, both counted from 0: ``row 3, column B``."""
    letters = ""
    number = column + 1
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"row {row + 1}, column {letters}"


def table(
    name: str,
    rows: Iterable[Sequence[SourceCell]],
    faults: Sequence[str] = (),
    comments: Iterable[Comment] = (),
) -> SourceTable:
    """A table of rows of cells, each of which stands in the first place of those that it goes over."""
    lines: list[list[SourceCell | None]] = []
    covered: dict[tuple[int, int], None] = {}
    cells = 0
    for number, row in enumerate(rows):
        line: list[SourceCell | None] = []
        for cell in row:
            while (number, len(line)) in covered:
                line.append(None)
            column = len(line)
            cells += cell.rows * cell.columns
            if cells > MOST_CELLS:
                raise NotATable(f"there are more than {MOST_CELLS:,} cells in {name}")
            for over in range(cell.rows):
                for beside in range(cell.columns):
                    covered[number + over, column + beside] = None
            line.append(cell)
            line += [None] * (cell.columns - 1)
        while (number, len(line)) in covered:
            line.append(None)
        lines.append(line)
    width = max(map(len, lines), default=0)
    return SourceTable(
        name,
        tuple(tuple(line + [EMPTY] * (width - len(line))) for line in lines),
        tuple(faults),
        tuple(comments),
    )


@contextmanager
def unpacking(data: bytes, kind: str) -> Iterator[ZipFile]:
    """A packed file of a kind. Raises ``NotATable`` for one that is damaged, or unpacks to more than anybody
    has typed.
    """
    try:
        with ZipFile(BytesIO(data)) as packed:
            unpacked = sum(each.file_size for each in packed.infolist())
            if unpacked > LARGEST:
                raise NotATable(f"it unpacks to {unpacked:,} bytes, more than {LARGEST:,}")
            yield packed
    except _DAMAGED as error:
        raise NotATable(
            f"it is no {kind}, or is damaged or locked with a password; save it anew in its program"
        ) from error


_DAMAGED = (
    BadZipFile, zlib.error, EOFError, OSError, SyntaxError, RuntimeError, LookupError, ValueError, TypeError,
    AttributeError,
)  # fmt: skip
"""What libraries raise for a file that is not what it says: bad XML is a ``SyntaxError`` to both parsers,
a locked or unknown packing a ``RuntimeError``.
"""


def span(text: str) -> int:
    """Over how many rows or columns a cell goes, by what its file says: 1 where that is no number."""
    return min(max(int(text), 1), _WIDEST) if text.isascii() and text.isdecimal() and len(text) < 6 else 1  # noqa: PLR2004 - digits


def holding(value: object) -> SourceCell:
    """A cell of what a spreadsheet's library has for it: a day, a number or words."""
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return SourceCell(day.isoformat(), day=day)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return SourceCell(
        words(str(value)), number=isinstance(value, int | float) and not isinstance(value, bool)
    )


def words(text: str) -> str:
    """The words of a cell: spaces of any kind and line ends as one space, none at the ends of lines."""
    lines = map(flat, text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(filter(None, lines))

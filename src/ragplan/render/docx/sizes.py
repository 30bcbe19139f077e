"""How wide the columns of tables are, and which rows a page keeps together: told by what stands in them.

A table is written before that is known, for tables of one kind line up through a whole document; it has
marks in these places, which are replaced when all is written.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

CHARACTER, SMALL, LARGE = 97, 79, 156
"""The width of a character of usual text, of small and of large print, in twentieths of a point."""
MARGIN = 100
"""What is left free at each side of a cell."""
SHORT = 28
"""Characters of a line that is not broken where there is room."""
WORD = 26
"""Characters of a word that a column is made wide enough for."""
BOLD = 2
"""Characters by which a word of a head is wider than others."""
HALF_A_PAGE = 16
"""Lines that are kept on one page."""

_MARK = re.compile("\0([a-z])(\\d+)\\.(\\d+)\\.(\\d+)\0")
_SEEN = re.compile(r"<mc:Fallback>.*?</mc:Fallback>|<[^>]*>", re.DOTALL)
_LINES = re.compile(r"</w:p>|<w:br/>")
_DRAWN = re.compile(r'<wp:extent cx="(\d+)"')
_WORDS = re.compile(r"[ \n]+")


def mark(kind: str, table: int, first: int, second: int = 0) -> str:
    """What stands for a width (``w``) or for what keeps things together, until that is known."""
    return f"\0{kind}{table}.{first}.{second}\0"


class Measure(NamedTuple):
    """What stands in a cell, in characters: its longest word and line, all of it; and how many lines end."""

    word: int
    line: int
    all: int
    ends: int


def measured(cell: str) -> Measure:
    """A cell as it is written."""
    lines = [_SEEN.sub("", each) for each in _LINES.split(cell)]
    drawn = max((int(each) // 635 // CHARACTER + 1 for each in _DRAWN.findall(cell)), default=0)
    word = max((len(each) for line in lines for each in _WORDS.split(line)), default=0)
    longest = max(map(len, lines), default=0)
    return Measure(max(min(word, WORD), drawn), max(longest, drawn), sum(map(len, lines)), len(lines) - 1)


class Kind(NamedTuple):
    """What tables that line up have alike: the roles of their columns, and the width that there is for them.

    ``character`` is that of a character in them.
    """

    roles: tuple[str, ...]
    room: int
    character: int = CHARACTER


class Row(NamedTuple):
    """A row's cells by column: ``None`` where one goes over more rows or columns; and its group's number."""

    group: int
    cells: tuple[Measure | None, ...]


@dataclass
class Sizes:
    """The tables of a document: what stands in the columns of each kind, and where each is one of them."""

    large: bool = False
    kinds: dict[Kind, list[Row]] = field(default_factory=lambda: defaultdict(list))
    tables: dict[int, tuple[Kind, list[Row]]] = field(default_factory=dict)

    def take(self, table: int, kind: Kind, rows: list[Row]) -> None:
        """A table of a kind."""
        self.kinds[kind] += rows
        self.tables[table] = (kind, rows)

    @cached_property
    def widths(self) -> dict[Kind, list[int]]:
        """The widths of the columns of each kind."""
        return {
            kind: fitted(_columns(rows, LARGE if self.large else kind.character), kind.room)
            for kind, rows in self.kinds.items()
        }

    def settled(self, text: str) -> str:
        """A document in which no mark is left."""
        kept: dict[int, list[tuple[bool, bool]]] = {}

        def said(found: re.Match[str]) -> str:
            table, first, second = int(found[2]), int(found[3]), int(found[4])
            kind, rows = self.tables[table]
            widths = self.widths[kind]
            if found[1] == "w":
                return str(sum(widths[first : first + second]) if second else sum(widths))
            if table not in kept:
                kept[table] = _kept(rows, widths)
            keep, whole = kept[table][first]
            return _KEPT[found[1]] if (keep if found[1] == "k" else whole) else ""

        return _MARK.sub(said, text)


_KEPT = {"k": "<w:keepNext/>", "s": "<w:cantSplit/>"}


def _kept(rows: Sequence[Row], widths: Sequence[int]) -> list[tuple[bool, bool]]:
    """Of each row whether it is kept with the next, as the first of a group is, and stands on one page."""
    befores: list[Row | None] = [None, *rows]
    afters: list[Row | None] = [*rows[1:], None]
    return [
        (_begins(row, before, after), _height(row, widths) <= HALF_A_PAGE)
        for before, row, after in zip(befores, rows, afters, strict=False)
    ]


def _begins(row: Row, before: Row | None, after: Row | None) -> bool:
    """Whether a row is the first of several of its group."""
    return after is not None and after.group == row.group and (before is None or before.group != row.group)


def _height(row: Row, widths: Sequence[int]) -> int:
    """About how many lines a row takes."""
    heights = (
        cell.ends + cell.all * CHARACTER // max(width - 2 * MARGIN, CHARACTER)
        for cell, width in zip(row.cells, widths, strict=True)
        if cell is not None
    )
    return max(heights, default=1)


class Wanted(NamedTuple):
    """What a column needs at least, what it would take at most, and its weight beside others."""

    least: int
    most: int
    weight: float


def _columns(rows: Sequence[Row], character: int) -> list[Wanted]:
    columns = zip(*(row.cells for row in rows), strict=True)
    heads = [row.group < 0 for row in rows]
    return [_wanted(list(zip(column, heads, strict=True)), character) for column in columns]


def _wanted(column: Sequence[tuple[Measure | None, bool]], character: int) -> Wanted:
    """What a column needs: a head takes several lines where its column is narrow."""
    heads = [cell for cell, head in column if cell and head]
    cells = [cell for cell, head in column if cell and not head] or [Measure(1, 1, 1, 1)]
    line = max(cell.line for cell in cells)
    least = line if line <= SHORT else max(cell.word for cell in cells)
    least = max(least, *(cell.word + BOLD for cell in heads), 1)
    most = max(line, *(cell.line for cell in heads), least)
    usual = (sum(min(cell.line, cell.all) ** 2 for cell in cells) / len(cells)) ** 0.5
    space = 2 * MARGIN
    return Wanted(least * character + space, most * character + space, max(usual, 1))


def fitted(columns: Sequence[Wanted], room: int) -> list[int]:
    """The widths of columns within a width, and no more of it than they can use.

    Each has room for its words, if that is there at all; what is left goes where the text is.
    """
    least = sum(each.least for each in columns)
    if least >= room:
        return [each.least * room // least for each in columns]
    widths = [each.least for each in columns]
    left = room - least
    while left > len(columns) and (open := [at for at, each in enumerate(columns) if widths[at] < each.most]):
        weights = sum(columns[at].weight for at in open)
        for at in open:
            more = round(left * columns[at].weight / weights)
            widths[at] = min(widths[at] + max(more, 1), columns[at].most)
        left = room - sum(widths)
    return widths

"""Rows of text as a table: for a pipe a line a row, for a terminal as wide as that, with every column.

On a terminal what is too wide is wrapped in its column, or cut with an ellipsis where a row is to be a
line. Where there is no room for the columns side by side, a row's cells stand below its first one.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from ragplan.columns import cells, shortened, wrapped
from ragplan.escaping import one_line

GAPS = ("   ", " ")
"""What stands between two columns; the narrow one only where that keeps them side by side."""
SHORT = 10
"""Columns up to which a cell of a line that is cut stays whole while there is room: refs, codes, dates."""
LEAST = 3
"""Columns of a cell that is cut, as long as there is room."""
WORD = 14
"""Columns up to which a word of a cell is not broken."""
HELD = "\0"
"""A space at which no line ends; no cell holds it."""
SET_IN = "  "
"""What stands before a cell below another."""


class Screen(NamedTuple):
    """What is written to: ``width`` in columns, ``None`` for a pipe, and whether it shows colours."""

    width: int | None = None
    colour: bool = False


PIPE = Screen()


class Layout(NamedTuple):
    """The width of each column, and what stands between two."""

    widths: tuple[int, ...]
    gap: str

    @property
    def rule(self) -> str:
        """The line below the names of the columns."""
        return "─" * (sum(self.widths) + len(self.gap) * (len(self.widths) - 1))


def table(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: Sequence[int] = (),
    screen: Screen = PIPE,
    *,
    cut: bool = False,
) -> str:
    """A table of plain text cells; ``right`` are the columns that hold numbers.

    With ``cut`` each row is one line of a terminal, else it has as many as its words need.
    """
    lines = [[one_line(cell) for cell in row] for row in (header, *rows)]
    natural = tuple(max(map(cells, column)) for column in zip(*lines, strict=True))
    whole = Layout(natural, GAPS[0])
    if screen.width is None or len(whole.rule) <= screen.width:
        drawn = [_line(line, whole, right) for line in lines]
        return _joined([drawn[0], whole.rule, *drawn[1:]])
    if cut:
        return _joined(_cut(lines, natural, right, screen.width))
    least = _least(lines, right)
    found = (_side_by_side(least, natural, screen.width, gap) for gap in GAPS)
    layout = next(filter(None, found), None)
    return _joined(_wrapped(lines, layout, right) if layout else _below(lines, right, screen.width))


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _line(line: Sequence[str], layout: Layout, right: Sequence[int]) -> str:
    """Cells that fit, each in its column."""
    drawn = []
    for index, (cell, width) in enumerate(zip(line, layout.widths, strict=True)):
        space = " " * (width - cells(cell))
        drawn.append(space + cell if index in right else cell + space)
    return layout.gap.join(drawn)


def _cut(
    lines: Sequence[Sequence[str]], natural: Sequence[int], right: Sequence[int], width: int
) -> Iterator[str]:
    """Every row on a line: the longest columns are cut first, short ones only where nothing else helps."""
    short = [each if index in right or each <= SHORT else LEAST for index, each in enumerate(natural)]
    roomy = [max(each, min(wanted, 2 * SHORT)) for each, wanted in zip(short, natural, strict=True)]
    wide, narrow = GAPS
    tried = (
        (roomy, wide),
        (short, narrow),
        ([min(each, LEAST) for each in natural], narrow),
        ([min(each, 1) for each in natural], ""),
    )
    found = (_side_by_side(least, natural, width, gap) for least, gap in tried)
    layout = next(filter(None, found), Layout(tuple(tried[-1][0]), ""))
    for number, line in enumerate(lines):
        parts = [shortened(cell, each) for cell, each in zip(line, layout.widths, strict=True)]
        yield _line(parts, layout, right)[:width]
        if not number:
            yield layout.rule[:width]


def _side_by_side(least: Sequence[int], natural: Sequence[int], width: int, gap: str) -> Layout | None:
    """Widths between the least and the natural ones that fill a terminal; ``None`` where none do."""
    left = width - len(gap) * (len(natural) - 1) - sum(least)
    return Layout(_shared(left, least, natural), gap) if left >= 0 else None


def _shared(left: int, least: Sequence[int], natural: Sequence[int]) -> tuple[int, ...]:
    """Widths of columns that want more than the least: what is left goes to the narrowest of them in turn."""
    widths = list(least)
    for _ in range(left):
        wanting = [at for at, each in enumerate(natural) if widths[at] < each]
        if not wanting:
            break
        widths[min(wanting, key=widths.__getitem__)] += 1
    return tuple(widths)


def _least(lines: Sequence[Sequence[str]], right: Sequence[int]) -> Sequence[int]:
    """How wide columns must be for their words, and for their numbers on one line."""
    found = []
    for index, (name, *column) in enumerate(zip(*lines, strict=True)):
        words = (word for cell in column for word in cell.split(" "))
        named = min(max(map(cells, name.split(" "))), 2 * WORD)
        longest = max(named, min(max(map(cells, words), default=0), WORD))
        found.append(max([longest, *map(cells, column)]) if index in right else longest)
    return found


def _wrapped(lines: Sequence[Sequence[str]], layout: Layout, right: Sequence[int]) -> Iterator[str]:
    """Rows of as many lines as their words need; the names of columns stand on the rule."""
    for number, line in enumerate(lines):
        broken = [wrapped(cell, width) for cell, width in zip(line, layout.widths, strict=True)]
        if not number:
            high = max(map(len, broken))
            broken = [[*[""] * (high - len(each)), *each] for each in broken]
        for parts in zip_longest(*broken, fillvalue=""):
            yield _line(parts, layout, right)
        if not number:
            yield layout.rule


def _below(lines: Sequence[Sequence[str]], right: Sequence[int], width: int) -> Iterator[str]:
    """Rows one after another: the first cell of words, below it the numbers on a line, then other words."""
    header, *rows = lines
    head = next((index for index in range(len(header)) if index not in right), 0)
    for row in rows:
        yield from wrapped(row[head], width)
        numbers = [f"{header[index]} {row[index]}".strip() for index in right if row[index] and index != head]
        said = [" · ".join(each.replace(" ", HELD) for each in numbers)] if numbers else []
        for index, (name, cell) in enumerate(zip(header, row, strict=True)):
            if cell and index not in (head, *right):
                said.append(f"{name}: {cell}" if name else cell)
        for each in said:
            yield from (f"{SET_IN}{part.replace(HELD, ' ')}" for part in wrapped(each, width - len(SET_IN)))

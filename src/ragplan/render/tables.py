"""Rows of text as a table for a terminal, or for a pipe, by rich."""

import io
from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from ragplan.escaping import one_line

GAP = "   "
"""What stands between two columns."""


class Screen(NamedTuple):
    """What is written to: ``width`` in columns, ``None`` for a pipe, and whether it shows colours."""

    width: int | None = None
    colour: bool = False


PIPE = Screen()
UNBOUNDED = 10_000
"""Columns of a table that goes into a pipe: nothing is cut or wrapped there."""


def table(
    header: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = (), screen: Screen = PIPE
) -> str:
    """A table of plain text cells; ``right`` are the columns that hold numbers.

    On a terminal it is as wide as that at most, and the column with the longest words wraps.
    """
    lines = [[one_line(cell) for cell in row] for row in (header, *rows)]
    if screen.width is None and (drawn := _in_a_pipe(lines, right)) is not None:
        return drawn
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    words = [index for index in range(len(header)) if index not in right]
    longest = max(words, key=lambda index: max(cell_len(line[index]) for line in lines), default=0)
    for index, name in enumerate(header):
        wraps = index == longest
        made.add_column(
            Text(one_line(name)),
            justify="right" if index in right else "left",
            no_wrap=not wraps,
            overflow="fold",
        )
    for row in rows:
        made.add_row(*(Text(one_line(cell)) for cell in row))
    target = io.StringIO()
    console = Console(
        file=target,
        width=screen.width or UNBOUNDED,
        no_color=not screen.colour,
        force_terminal=screen.colour,
        highlight=False,
    )
    console.print(made)
    return "".join(line.rstrip() + "\n" for line in target.getvalue().splitlines())


def _in_a_pipe(lines: Sequence[Sequence[str]], right: Sequence[int]) -> str | None:
    """The same, which rich would take fifty times as long to lay out; ``None`` where it would wrap."""
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    whole = sum(widths) + len(GAP) * (len(widths) - 1)
    if whole > UNBOUNDED:
        return None
    drawn = []
    for line in lines:
        cells = []
        for index, (cell, width) in enumerate(zip(line, widths, strict=True)):
            space = " " * (width - cell_len(cell))
            cells.append(space + cell if index in right else cell + space)
        drawn.append(GAP.join(cells).rstrip())
    return "\n".join([drawn[0], "─" * whole, *drawn[1:], ""])

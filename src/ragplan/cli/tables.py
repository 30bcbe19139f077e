"""Rows of text as a table on standard output, be it a terminal or a pipe."""

from __future__ import annotations

import shutil
from collections.abc import Sequence

from ragplan.cli.session import colourful, on_terminal
from ragplan.render import tables
from ragplan.render.tables import Screen

COLUMNS = 80
"""Of a terminal that does not say how wide it is."""


def screen() -> Screen:
    """Standard output."""
    if not on_terminal():
        return Screen()
    return Screen(shutil.get_terminal_size((COLUMNS, 24)).columns, colourful())


def table(
    header: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = (), *, cut: bool = False
) -> str:
    """A table of plain text cells for standard output; ``right`` are the columns that hold numbers.

    With ``cut`` a row is one line of a terminal.
    """
    return tables.table(header, rows, right, screen(), cut=cut)

"""Rows of text as a table on standard output, be it a terminal or a pipe."""

from __future__ import annotations

import shutil
from collections.abc import Sequence

from ragplan.cli.session import colourful, on_terminal
from ragplan.render import tables
from ragplan.render.tables import Screen

COLUMNS = 80
"""Of a terminal that does not say how wide it is."""


def screen(widest: int | None = None) -> Screen:
    """Standard output, which uses no more than ``widest`` columns of a terminal."""
    if not on_terminal():
        return Screen()
    width = shutil.get_terminal_size((COLUMNS, 24)).columns
    return Screen(min(width, widest or width), colourful())


def table(header: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    """A table of plain text cells for standard output; ``right`` are the columns that hold numbers."""
    return tables.table(header, rows, right, screen())

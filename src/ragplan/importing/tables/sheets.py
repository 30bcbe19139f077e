"""The sheets of an OpenDocument or an old Excel file: values alone, for the library tells no more."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from ragplan.importing.tables.grid import (
    EMPTY,
    MOST_CELLS,
    NotATable,
    SourceCell,
    SourceTable,
    holding,
    table,
)


def read(_name: str, data: bytes) -> tuple[SourceTable, ...]:
    """The sheets of a file; colours and formulas cannot be told, which each table says."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = [(each, _rows(book.get_sheet_by_name(each))) for each in book.sheet_names]
    except CalamineError as error:
        raise NotATable(f"it is no table that can be read: {error}") from error
    said = ("of this kind of file colours and comments are not known, nor which values are worked out",)
    return tuple(
        table(f"sheet {sheet}", [[*map(_cell, row)] for row in rows], said) for sheet, rows in sheets
    )


def _rows(sheet: Any) -> list[list[Any]]:
    """The values of a sheet; raises ``NotATable`` for more than are read, which a few repeated ones make."""
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise NotATable(f"the sheet {sheet.name} has more than {MOST_CELLS:,} cells")
    found: list[list[Any]] = sheet.to_python()
    return found


def _cell(value: Any) -> SourceCell:
    return EMPTY if value is None or value == "" else holding(value)

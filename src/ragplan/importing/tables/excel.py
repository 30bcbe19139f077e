"""The sheets of an Excel workbook: formulas are told apart from what was typed, days are days."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from ragplan.importing.tables.grid import (
    EMPTY,
    MOST_CELLS,
    Comment,
    NotATable,
    SourceCell,
    SourceTable,
    holding,
    table,
    unpacking,
    words,
)


def read(_name: str, data: bytes) -> tuple[SourceTable, ...]:
    """The sheets of a workbook, hidden ones too, up to the last row and column in which anything stands."""
    from openpyxl import load_workbook

    with unpacking(data, "Excel workbook") as packed:
        _refuse_broad(packed)
        book = load_workbook(BytesIO(data))
    return tuple(_sheet(each) for each in book.worksheets)


def _refuse_broad(packed: ZipFile) -> None:
    """Raise ``NotATable`` where more cells are merged than are read: the library visits each of them."""
    from openpyxl.utils import range_boundaries

    cells = 0
    for part in packed.namelist():
        text = packed.read(part) if part.endswith(".xml") else b""
        for _, each in ET.iterparse(BytesIO(text)) if b"mergeCell" in text else ():  # noqa: S314 - expat bounds what entities make
            if each.tag.endswith("}mergeCell"):
                left, top, right, bottom = (number or 0 for number in range_boundaries(each.get("ref", "")))
                cells += (right - left + 1) * (bottom - top + 1)
    if cells > MOST_CELLS:
        raise NotATable(f"more than {MOST_CELLS:,} of its cells are merged")


def _sheet(sheet: Any) -> SourceTable:
    if sheet.max_row * sheet.max_column > MOST_CELLS:
        raise NotATable(f"the sheet {sheet.title} has more than {MOST_CELLS:,} cells")
    spans = {each.start_cell.coordinate: each.size for each in sheet.merged_cells.ranges}
    inside = {
        coordinate
        for each in sheet.merged_cells.ranges
        for coordinate in each.cells
        if coordinate != (each.min_row, each.min_col)
    }
    rows = [list(_line(line, spans, inside)) for line in sheet.iter_rows()]
    while rows and not any(rows[-1]):
        rows.pop()
    return table(f"sheet {sheet.title}", rows, comments=_comments(sheet))


def _comments(sheet: Any) -> Iterator[Comment]:
    """What stands beside cells; of a thread, which older programs are told of in a preface, its words."""
    for cell in (each for line in sheet.iter_rows() for each in line if each.comment):
        text = str(cell.comment.text)
        said = text.partition("Comment:")[2] if text.startswith("[Threaded comment]") else text
        if said.strip():
            yield Comment(cell.row - 1, cell.column - 1, words(said))


def _line(line: Any, spans: dict[str, dict[str, int]], inside: set[tuple[int, int]]) -> Iterator[SourceCell]:
    for cell in line:
        if (cell.row, cell.column) in inside:
            continue
        over = spans.get(cell.coordinate, {"rows": 1, "columns": 1})
        yield _cell(cell)._replace(rows=over["rows"], columns=over["columns"])


def _cell(cell: Any) -> SourceCell:
    value, colour = cell.value, _colour(cell)
    if value is None:
        return EMPTY._replace(colour=colour)
    if cell.data_type in ("f", "e"):  # an error is what came of a formula
        return SourceCell(str(getattr(value, "text", value)), colour, formula=True)
    return holding(value)._replace(colour=colour)


def _colour(cell: Any) -> str:
    """The ground of a cell; ``""`` for white, none, and one that a theme gives."""
    fill = cell.fill
    rgb = fill.fgColor.rgb if fill is not None and fill.fill_type == "solid" else ""
    colour = rgb[-6:].upper() if isinstance(rgb, str) else ""
    return "" if colour == "FFFFFF" else colour

"""The tables of a Word document: merged cells and grounds are read from its XML, which says all of both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from ragplan.importing.tables.grid import EMPTY, SourceCell, SourceTable, span, table, unpacking, words

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(_name: str, data: bytes) -> tuple[SourceTable, ...]:
    """The tables of a document, also those inside others, which come after them."""
    from docx import Document

    with unpacking(data, "Word document"):
        found = list(Document(BytesIO(data)).element.body.iter(f"{_W}tbl"))
    return tuple(_table(f"table {number}", each) for number, each in enumerate(found, 1))


def _table(name: str, element: Any) -> SourceTable:
    """A table; a cell that goes on below is one with those that say so."""
    lines = [list(_line(row)) for row in element.iterchildren(f"{_W}tr")]
    rows: list[list[SourceCell]] = []
    open_: dict[int, tuple[int, int]] = {}
    for line in lines:
        row: list[SourceCell] = []
        for column, cell, goes_on in line:
            if goes_on and column in open_:
                above, at = open_[column]
                begun = rows[above][at]
                both = "\n".join(filter(None, (begun.text, cell.text)))
                rows[above][at] = begun._replace(
                    rows=begun.rows + 1, text=both, colour=begun.colour or cell.colour
                )
                continue
            open_[column] = (len(rows), len(row))
            row.append(cell)
        rows.append(row)
    return table(name, rows)


def _line(row: Any) -> Iterator[tuple[int, SourceCell, bool]]:
    """The cells of a row with the column each begins at, and whether it goes on with the one above."""
    before = row.find(f"{_W}trPr/{_W}gridBefore")
    column = 0 if before is None else span(before.get(f"{_W}val", ""))
    if column:
        yield 0, EMPTY._replace(columns=column), False
    for cell in row.iterchildren(f"{_W}tc"):
        properties = cell.find(f"{_W}tcPr")
        broad = None if properties is None else properties.find(f"{_W}gridSpan")
        over = 1 if broad is None else span(broad.get(f"{_W}val", ""))
        merged = None if properties is None else properties.find(f"{_W}vMerge")
        goes_on = merged is not None and merged.get(f"{_W}val", "continue") == "continue"
        yield column, SourceCell(_text(cell), _colour(properties), columns=over), goes_on
        column += over


def _text(cell: Any) -> str:
    """The words of a cell, a line a paragraph, without those of a table inside it and those struck out."""
    return words("\n".join("".join(_runs(each)) for each in cell.iterchildren(f"{_W}p")))


def _runs(paragraph: Any) -> Iterator[str]:
    for each in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}noBreakHyphen"):
        if each.tag == f"{_W}t":
            yield each.text or ""
        else:
            yield {"tab": " ", "br": "\n"}.get(each.tag.removeprefix(_W), "-")


def _colour(properties: Any) -> str:
    """The ground of a cell; ``""`` for white and for what the program chooses."""
    shading = None if properties is None else properties.find(f"{_W}shd")
    fill = "" if shading is None else str(shading.get(f"{_W}fill", "")).upper()
    return fill if re.fullmatch(r"[0-9A-F]{6}", fill) and fill != "FFFFFF" else ""

"""The tables of a Word document: merged cells and grounds are read from its XML, which says all of both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from ragplan.importing.tables.grid import (
    EMPTY,
    Comment,
    SourceCell,
    SourceTable,
    span,
    table,
    unpacking,
    words,
)

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(_name: str, data: bytes) -> tuple[SourceTable, ...]:
    """The tables of a document, also those inside others, which come after them."""
    from docx import Document

    with unpacking(data, "Word document"):
        document = Document(BytesIO(data))
        found = list(document.element.body.iter(f"{_W}tbl"))
        said = {str(each.comment_id): each.text for each in document.comments}
    return tuple(_table(f"table {number}", each, said) for number, each in enumerate(found, 1))


def _table(name: str, element: Any, said: Mapping[str, str]) -> SourceTable:
    """A table; a cell that goes on below is one with those that say so. ``said`` are comments by id."""
    trs = list(element.iterchildren(f"{_W}tr"))
    lines = [list(_line(row)) for row in trs]
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
    return table(name, rows, comments=_comments(trs, said))


def _comments(rows: Sequence[Any], said: Mapping[str, str]) -> Iterator[Comment]:
    for number, row in enumerate(rows):
        for column, cell, _ in _cells(row):
            for each in cell.iter(f"{_W}commentReference"):
                if text := words(said.get(each.get(f"{_W}id", ""), "")):
                    yield Comment(number, column, text)


def _line(row: Any) -> Iterator[tuple[int, SourceCell, bool]]:
    """The cells of a row with the column each begins at, and whether it goes on with the one above."""
    if before := _left_out(row):
        yield 0, EMPTY._replace(columns=before), False
    for column, cell, over in _cells(row):
        properties = cell.find(f"{_W}tcPr")
        merged = None if properties is None else properties.find(f"{_W}vMerge")
        goes_on = merged is not None and merged.get(f"{_W}val", "continue") == "continue"
        yield column, SourceCell(_text(cell), _colour(properties), columns=over), goes_on


def _cells(row: Any) -> Iterator[tuple[int, Any, int]]:
    """The elements of a row's cells with the column each begins at, and over how many it goes."""
    column = _left_out(row)
    for cell in row.iterchildren(f"{_W}tc"):
        broad = cell.find(f"{_W}tcPr/{_W}gridSpan")
        over = 1 if broad is None else span(broad.get(f"{_W}val", ""))
        yield column, cell, over
        column += over


def _left_out(row: Any) -> int:
    """How many columns a row begins after."""
    before = row.find(f"{_W}trPr/{_W}gridBefore")
    return 0 if before is None else span(before.get(f"{_W}val", ""))


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

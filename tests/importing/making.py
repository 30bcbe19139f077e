"""Tables for tests in the formats that people have them in, from one description of their cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from html import escape
from io import BytesIO

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from ragplan.importing.tables.grid import SourceCell

Rows = Sequence[Sequence[SourceCell]]
"""The cells of each row that begin in it."""


def places(rows: Rows) -> list[tuple[int, int, SourceCell]]:
    """Each cell with the row and column that it begins in."""
    found, covered = [], set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in covered:
                column += 1
            found.append((number, column, cell))
            covered |= {
                (number + down, column + right) for down in range(cell.rows) for right in range(cell.columns)
            }
    return found


def size(rows: Rows) -> tuple[int, int]:
    """How many rows and columns a table has."""
    found = places(rows)
    return (
        max(number + cell.rows for number, _, cell in found),
        max(column + cell.columns for _, column, cell in found),
    )


def word(*tables: Rows) -> bytes:
    """A Word document with tables."""
    document = Document()
    for rows in tables:
        made = document.add_table(*size(rows))
        for number, column, cell in places(rows):
            first = made.cell(number, column)
            last = made.cell(number + cell.rows - 1, column + cell.columns - 1)
            whole = first if first is last else first.merge(last)
            whole.text = cell.text
            if cell.colour:
                shade = OxmlElement("w:shd")
                shade.set(qn("w:val"), "clear")
                shade.set(qn("w:fill"), cell.colour)
                whole._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - the library has no name for it
        document.add_paragraph("Between tables")
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def excel(rows: Rows) -> bytes:
    """A workbook with one sheet."""
    book = Workbook()
    sheet = book.active
    for number, column, cell in places(rows):
        place = sheet.cell(number + 1, column + 1)
        place.value = cell.day or (int(cell.text) if cell.number else cell.text) or None
        if not (cell.day or cell.number or cell.formula) and cell.text:
            place.data_type = "s"
        if cell.colour:
            place.fill = PatternFill("solid", fgColor=f"FF{cell.colour}")
        if cell.rows * cell.columns > 1:
            sheet.merge_cells(
                start_row=number + 1, start_column=column + 1,
                end_row=number + cell.rows, end_column=column + cell.columns,
            )  # fmt: skip
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def html(rows: Rows) -> bytes:
    """A page with a table."""
    lines = (f"<tr>{''.join(map(_html_cell, row))}</tr>" for row in rows)
    return f"<p>Before</p><table>{''.join(lines)}</table>".encode()


def _html_cell(cell: SourceCell) -> str:
    ground = f' style="background: #{cell.colour}"' if cell.colour else ""
    text = escape(cell.text).replace("\n", "<br>")
    return f'<td rowspan="{cell.rows}" colspan="{cell.columns}"{ground}>{text}</td>'


def delimited(rows: Rows, separator: str = ",") -> bytes:
    """Text with separators; what goes over several cells stands in the first of them."""
    height, width = size(rows)
    lines = [[""] * width for _ in range(height)]
    for number, column, cell in places(rows):
        lines[number][column] = cell.text
    target = io.StringIO()
    csv.writer(target, delimiter=separator).writerows(lines)
    return target.getvalue().encode()


def markdown(rows: Rows) -> bytes:
    """A table of a Markdown page, whose cells hold no line ends."""
    height, width = size(rows)
    lines = [[""] * width for _ in range(height)]
    for number, column, cell in places(rows):
        lines[number][column] = cell.text.replace("\n", " ").replace("|", "\\|")
    head, *body = (f"| {' | '.join(line)} |" for line in lines)
    return "\n".join([head, f"|{'---|' * width}", *body, ""]).encode()

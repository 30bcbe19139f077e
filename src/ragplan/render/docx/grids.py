"""Tables: their heads repeated on every page, their rows whole, those of a group kept together."""

from collections.abc import Callable, Iterator
from itertools import product
from typing import NamedTuple

from ragplan.render.docx.markup import Spot, quoted
from ragplan.render.docx.sizes import CHARACTER, SMALL, WORD, Kind, Measure, Row, Sizes, mark, measured
from ragplan.reports.blocks import (
    Block,
    Cell,
    Column,
    Form,
    FormLine,
    Legend,
    Paragraph,
    Run,
    Table,
    TableRow,
    Tag,
)

Write = Callable[[tuple[Block, ...], Spot], str]
"""What writes the blocks of a cell."""

CROWDED = 9
"""Columns of a table that is set in small print."""
LABEL = 3000
"""The width at most of the labels of a form, in twentieths of a point."""
WRITING = 620
"""The height of a line of a form that is there to write on."""
APART = '<w:p><w:pPr><w:pStyle w:val="RagplanApart"/></w:pPr></w:p>'
"""The room between a table and what follows it."""
SWATCH = "swatch-"
"""What the role of a paragraph begins with that explains a category's fill."""
SHADED = {("cover", "silent"): "E6EBEE"}
"""What a cell is filled with, by a role of its table and one of its own."""
BETWEEN = 400
"""The room between blocks that stand side by side, in twentieths of a point."""
_BARE = '<w:tcBorders><w:bottom w:val="nil"/></w:tcBorders>'
_TOP = '<w:tcBorders><w:top w:val="single" w:sz="6" w:space="0" w:color="5A6973"/></w:tcBorders>'
_ASKED = (
    '<w:tcBorders><w:top w:val="single" w:sz="12" w:space="0" w:color="1D2A33"/>'
    '<w:bottom w:val="single" w:sz="12" w:space="0" w:color="1D2A33"/></w:tcBorders>'
)


class Placed(NamedTuple):
    """A cell of a row, the column it begins in, and whether it only goes on from the row above."""

    at: int
    cell: Cell
    goes_on: bool


def table(block: Table, spot: Spot, write: Write, sizes: Sizes) -> str:
    """A table as wide as its words want it, within the width that there is."""
    number = len(sizes.tables)
    small = len(block.columns) >= CROWDED
    room = spot.room - spot.left
    roles = tuple(each.role or repr(each.words) for each in block.columns)
    kind = Kind(roles, room, SMALL if small else CHARACTER)
    sizes.take(number, kind, [])
    inner = Spot(room // len(block.columns), level=spot.level, cell=True, small=small)
    head, rows = _heads(block.columns, inner, write, number)
    written = [head] if any(column.words for column in block.columns) else []
    for index, group in enumerate(block.groups):
        for first, line in _lines(group, len(block.columns)):
            within = inner._replace(keep=spot.keep or mark("k", number, len(rows)))
            made = _row(line, block.columns, within, write)
            measures = _measured(line, made, len(block.columns))
            cells = "".join(
                _cell(text, mark("w", number, each.at, each.cell.columns), each, block.role, top=first)
                for each, text in zip(line, made, strict=True)
            )
            written.append(_lined(cells, mark("s", number, len(rows))))
            rows.append(Row(index, measures))
    sizes.take(number, kind, rows)
    widths = [mark("w", number, at, 1) for at in range(len(block.columns))]
    return _framed("".join(written), mark("w", number, 0), widths, block.caption, spot)


def _heads(columns: tuple[Column, ...], inner: Spot, write: Write, number: int) -> tuple[str, list[Row]]:
    """The row of the heads, and what stands in it."""
    texts = [
        write(
            (Paragraph(tuple(map(_plain, each.words)), "head"),),
            inner._replace(right=each.number, keep="<w:keepNext/>"),
        )
        for each in columns
    ]
    cells = (
        f'<w:tc><w:tcPr><w:tcW w:w="{mark("w", number, at, 1)}" w:type="dxa"/>'
        f'<w:tcBorders><w:bottom w:val="single" w:sz="12" w:space="0" w:color="1D2A33"/></w:tcBorders>'
        f'<w:vAlign w:val="bottom"/></w:tcPr>{text}</w:tc>'
        for at, text in enumerate(texts)
    )
    return _lined("".join(cells), "<w:cantSplit/><w:tblHeader/>"), [Row(-1, tuple(map(measured, texts)))]


def _plain(run: Run) -> Run:
    """A tag in a head as plain words: nothing is rated there."""
    return f"{run.mark}\u00a0{run.label}".strip() if isinstance(run, Tag) else run


def _lines(group: tuple[TableRow, ...], width: int) -> Iterator[tuple[bool, list[Placed]]]:
    """The cells of each row of a group and those that go on in it, and whether it is the first."""
    held: list[tuple[int, Cell] | None] = [None] * width
    for index, row in enumerate(group):
        cells, line, at = iter(row.cells), list[Placed](), 0
        while at < width:
            above = held[at]
            goes_on = above is not None and above[0] > index
            cell = above[1] if above and goes_on else next(cells, Cell(()))
            cell = cell._replace(columns=min(cell.columns, width - at))
            line.append(Placed(at, cell, goes_on))
            if not goes_on:
                held[at] = (index + cell.rows, cell)
            at += cell.columns
        yield not index, line


def _row(line: list[Placed], columns: tuple[Column, ...], inner: Spot, write: Write) -> list[str]:
    """The blocks of each cell of a row; numbers stand to the right."""
    made = []
    for at, cell, goes_on in line:
        right = columns[at].number or "count" in cell.role.split()
        made.append("" if goes_on else write(cell.blocks, inner._replace(right=right)))
    return made


TO_WRITE = Measure(WORD, WORD, WORD, 0)
"""An empty cell that people write in: as wide as a long word."""


def _measured(line: list[Placed], made: list[str], width: int) -> tuple[Measure | None, ...]:
    """What stands in each column; one that goes over several columns is no measure for any."""
    found: list[Measure | None] = [None] * width
    for each, text in zip(line, made, strict=True):
        if each.cell.columns == 1 and not each.goes_on:
            whole = TO_WRITE if each.cell.role == "write" else measured(text)
            found[each.at] = whole._replace(
                all=whole.all // each.cell.rows, ends=whole.ends // each.cell.rows
            )
    return tuple(found)


def _cell(text: str, width: str, placed: Placed, role: str, *, top: bool) -> str:
    cell = placed.cell
    pairs = product(role.split(), cell.role.split())
    shade = next((SHADED[pair] for pair in pairs if pair in SHADED), "")
    about = "".join(
        (
            f'<w:tcW w:w="{width}" w:type="dxa"/>',
            f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else "",
            f"<w:vMerge{'' if placed.goes_on else RESTART}/>" if cell.rows > 1 else "",
            _TOP if top else "",
            f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else "",
        )
    )
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{ended(text)}</w:tc>"


RESTART = ' w:val="restart"'


def ended(text: str) -> str:
    """What stands in a cell: it ends with a paragraph, as every cell must."""
    return text if text.endswith("</w:p>") else f"{text}{APART}"


def _lined(cells: str, about: str) -> str:
    return f"<w:tr><w:trPr>{about}</w:trPr>{cells}</w:tr>"


def _framed(rows: str, width: str, widths: list[str], caption: str, spot: Spot) -> str:
    """Rows as a table with the name by which screen readers call it."""
    about = "".join(
        (
            '<w:tblStyle w:val="RagplanTable"/>',
            f'<w:tblW w:w="{width}" w:type="dxa"/>',
            f'<w:tblInd w:w="{spot.left}" w:type="dxa"/>' if spot.left else "",
            '<w:tblLayout w:type="fixed"/>',
            '<w:tblLook w:val="0620" w:firstRow="1" w:noHBand="1" w:noVBand="1"/>',
            f"<w:tblCaption w:val={quoted(caption)}/>" if caption else "",
        )
    )
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    return f"<w:tbl><w:tblPr>{about}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def as_table(key: Legend) -> Table:
    """A key as a table: its levels, what is counted at each, and what they mean."""
    meaning = (Column(("Meaning",), "meaning"),) if key.described else ()
    columns = (Column((key.title,), "level"), *(Column(each, number=True) for each in key.columns), *meaning)
    rows = tuple(
        TableRow(
            (
                Cell((Paragraph(line.words, f"{SWATCH}{line.category}" if line.category else ""),)),
                *(Cell((Paragraph((f"{count:,}",)),), "count") for count in line.counts),
                *(Cell((Paragraph((line.meaning,)),)) for _ in meaning),
            )
        )
        for line in key.lines
    )
    return Table(columns, (rows,), key.caption or key.title)


def abreast(columns: tuple[tuple[Block, ...], ...], spot: Spot, write: Write) -> str:
    """Blocks side by side, in a table without lines."""
    room = (spot.room - spot.left) // len(columns)
    inner = spot._replace(room=room - BETWEEN, left=0, cell=True)
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{room}" w:type="dxa"/>{_BARE}</w:tcPr>{ended(write(each, inner))}</w:tc>'
        for each in columns
    )
    widths = [str(room)] * len(columns)
    return _framed(_lined(cells, ""), str(room * len(columns)), widths, "", spot)


def form(block: Form, spot: Spot, write: Write) -> str:
    """Labels and what stands beside each; where nothing does, there is a line to write on."""
    room = spot.room - spot.left
    label = min(room * 3 // 10, LABEL)
    widths = [str(label), str(room - label)]
    rows = (_form_line(line, widths, spot, write) for line in block.lines)
    return _framed("".join(rows), str(room), widths, block.caption, spot)


def _form_line(line: FormLine, widths: list[str], spot: Spot, write: Write) -> str:
    name = write((Paragraph((line.label,), "label"),), Spot(int(widths[0]), cell=True, keep=spot.keep))
    blocks = (Paragraph(("☐",)),) if line.role == "tick" else line.blocks
    said = write(blocks, Spot(int(widths[1]), level=spot.level, cell=True, keep=spot.keep))
    edge = _ASKED if line.role == "asked" else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{edge}</w:tcPr>{ended(text)}</w:tc>'
        for width, text in zip(widths, (name, said), strict=True)
    )
    return _lined(cells, "" if blocks else f'<w:trHeight w:val="{WRITING}" w:hRule="atLeast"/>')

"""A workbook that came back, as rows of cells by column, wherever they were moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from ragplan.english import flat
from ragplan.importing.tables import tables
from ragplan.importing.tables.grid import EMPTY, NotATable, SourceCell, SourceTable
from ragplan.render.workbooks import KEY_HEADS
from ragplan.reports.organisation.answers import NO_CHANGE
from ragplan.returns.sending import BY_FIELD, COLUMNS, FORMAT, Altered, Sending, sent
from ragplan.returns.workbook import HELP_SHEET, NEW

_HEADS = {each.head.casefold(): each.field for each in COLUMNS}
ENDINGS = (".xlsx", ".xlsm", ".ods", ".xls")
"""How the names of workbooks end."""
_UNKNOWN = f"returns are read from {', '.join(ENDINGS)}, mails from .eml and text"
_OUTLOOK = (
    "a mail as Outlook keeps it, which other programs cannot read: save it as .eml or text, "
    "or paste its words into 'ragplan collect in -'"
)
_ENOUGH = 4
"""So many heads make a row that of the heads."""
_OPENDOCUMENT = (
    "of this kind of file it is not known which values are worked out by formulas, nor what comments say"
)


class Line(NamedTuple):
    """A row as it came back: where it stands, and its cells by column; ``None`` for one joined to others."""

    place: str
    cells: Mapping[str, SourceCell | None]

    def text(self, field: str) -> str:
        """The words of a cell, on one line."""
        cell = self.cells.get(field)
        return flat(cell.text) if cell else ""


class Returned(NamedTuple):
    """What came back: what was sent, the rows, the fields that have a column, the words in the box.

    ``beside`` are words that stand where nothing was asked, ``notes`` what could not be seen.
    """

    sending: Sending
    lines: Sequence[Line]
    fields: frozenset[str]
    tick: SourceCell
    beside: Sequence[str] = ()
    notes: Sequence[str] = ()


class Unreadable(NamedTuple):
    """Why nothing of a file can be taken, in a sentence."""

    why: str


def returned(name: str, data: bytes) -> Returned | Unreadable:
    """A workbook as it came back; ``name`` tells its format.

    Raises ``ModuleNotFoundError`` where the format needs a library that is not installed.
    """
    ending = PurePath(name).suffix.casefold()
    if ending not in ENDINGS:
        return Unreadable(_OUTLOOK if ending == ".msg" else _UNKNOWN)
    try:
        sheets = tables(name, data)
    except NotATable as refusal:
        return Unreadable(str(refusal))
    about = next((each for each in sheets if _first(each) == FORMAT), None)
    if about is None:
        return Unreadable(
            "it has no hidden sheet that says what was sent: it is no return, or its rows were copied into "
            "another workbook; fill in the file that 'collect out' wrote"
        )
    sending = sent([[each.text if each else "" for each in row] for row in about.rows])
    if isinstance(sending, Altered):
        return Unreadable(sending.why)
    found = [(sheet, at) for sheet in sheets if (at := _head(sheet)) is not None]
    if len(found) != 1:
        return Unreadable(f"it has {len(found) or 'no'} sheets with the heads of the rows, and one was sent")
    sheet, head = found[0]
    rest = [each for each in sheets if each not in (about, sheet) and not _ours(each)]
    return _of_sheet(sending, sheet, head, rest)


def _first(sheet: SourceTable) -> str:
    return sheet.cell(0, 0).text if sheet.rows and sheet.rows[0] else ""


def _ours(sheet: SourceTable) -> bool:
    """Whether a sheet is one that was sent beside the rows."""
    key = tuple(sheet.cell(0, at).text for at in range(min(len(KEY_HEADS), len(sheet.rows[0]))))
    return _first(sheet) == HELP_SHEET or key == KEY_HEADS


def _fields(sheet: SourceTable, row: int) -> dict[int, str]:
    """The fields of a row of heads by column, counted from 0."""
    found: dict[int, str] = {}
    for at, cell in enumerate(sheet.rows[row]):
        field = _HEADS.get(flat(cell.text).casefold()) if cell else None
        if field and field not in found.values():
            found[at] = field
    return found


def _head(sheet: SourceTable) -> int | None:
    """The row of the heads, counted from 0."""
    rows = range(len(sheet.rows))
    return next((row for row in rows if len(_fields(sheet, row)) >= _ENOUGH), None)


def _of_sheet(
    sending: Sending, sheet: SourceTable, head: int, rest: Sequence[SourceTable]
) -> Returned | Unreadable:
    fields = _fields(sheet, head)
    boxes = [row for row in range(head) if _is_box(sheet, row)]
    if not {"ref", "key"} & {*fields.values()}:
        return Unreadable(
            f"the columns “{BY_FIELD['ref'].head}” and “{BY_FIELD['key'].head}” are gone, so nobody can tell "
            "which row is which"
        )
    end = _end(sending, sheet, head, fields)
    lines = [_line(sheet, row, fields) for row in range(head + 1, end)]
    beside = [
        *_outside(sheet, head, fields),
        *_below(sheet, end, fields),
        *_comments(sheet, head, fields),
        *(f"the {each.name} was not sent" for each in rest),
    ]
    notes = [*_above(sheet, head, boxes), *(_OPENDOCUMENT for _ in sheet.faults)]
    return Returned(
        sending,
        [each for each in lines if any(cell is None or cell.text for cell in each.cells.values())],
        frozenset(fields.values()),
        _box(sheet, boxes),
        beside,
        notes,
    )


def _end(sending: Sending, sheet: SourceTable, head: int, fields: Mapping[int, str]) -> int:
    """The row behind the lines for new actions, which follow the last row that was sent."""
    known = {*sending.rows, *(cells["ref"] for cells in sending.rows.values())}
    at = [column for column, field in fields.items() if field in ("ref", "key")]
    rows = range(head + 1, len(sheet.rows))
    sent = [row for row in rows for column in at if flat(sheet.cell(row, column).text) in known]
    return min(max(sent, default=head) + NEW + 1, len(sheet.rows))


def _below(sheet: SourceTable, end: int, fields: Mapping[int, str]) -> Iterator[str]:
    """Words below the lines for new actions."""
    for row in range(end, len(sheet.rows)):
        if said := [flat(cell.text) for at in fields if (cell := sheet.rows[row][at]) and cell.text]:
            yield f"row {row + 1} stands below the lines for new actions: “{'”, “'.join(said)}”"


def _comments(sheet: SourceTable, head: int, fields: Mapping[int, str]) -> Iterator[str]:
    """What was written beside cells."""
    refs = next((at for at, field in fields.items() if field == "ref"), None)
    for row, column, text in sheet.comments:
        ref = "" if refs is None or not head < row < len(sheet.rows) else flat(sheet.cell(row, refs).text)
        field = fields.get(column)
        where = ", ".join([ref or f"row {row + 1}", *([BY_FIELD[field].head] if field else [])])
        yield f"beside {where}, stands a comment: “{flat(text)}”"


def _is_box(sheet: SourceTable, row: int) -> bool:
    return any(cell and flat(cell.text).startswith(NO_CHANGE) for cell in sheet.rows[row])


def _box(sheet: SourceTable, rows: Sequence[int]) -> SourceCell:
    """What stands in the row of the box beside its own words."""
    found = (cell for row in rows for cell in sheet.rows[row] if cell and cell.text)
    return next((cell for cell in found if not cell.text.startswith(NO_CHANGE)), EMPTY)


def _above(sheet: SourceTable, head: int, boxes: Sequence[int]) -> Iterator[str]:
    """The words above the heads, but for those that were sent first of all."""
    said = [
        flat(cell.text)
        for row in range(head)
        if row not in boxes
        for cell in sheet.rows[row]
        if cell and cell.text
    ]
    if len(said) > 1:
        yield f"above the rows stands “{'”, “'.join(said)}”"


def _outside(sheet: SourceTable, head: int, fields: Mapping[int, str]) -> Iterator[str]:
    """Columns with words that nobody asked for."""
    width = len(sheet.rows[head])
    for at in range(width):
        cells = [row[at] for row in sheet.rows[head:] if at not in fields]
        said = [flat(cell.text) for cell in cells if cell and cell.text]
        if said:
            yield f"a column that was not sent: “{'”, “'.join(said)}”"


def _line(sheet: SourceTable, row: int, fields: Mapping[int, str]) -> Line:
    cells: dict[str, SourceCell | None] = {}
    for at, field in fields.items():
        cell = sheet.rows[row][at]
        cells[field] = None if cell is None or cell.rows > 1 or cell.columns > 1 else cell
    return Line(f"row {row + 1}", cells)

"""A table of rows, as ``list`` writes it and somebody changed it, to what the rows say anew."""

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ragplan.document.change import Data
from ragplan.editing.rows import Row, as_said, say
from ragplan.editing.steps import Meant, Refusal, Step
from ragplan.english import flat
from ragplan.escaping import from_spreadsheet
from ragplan.fields import Holds
from ragplan.model.judged import JudgedRow
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.reports.list_formats import ROW_FIELDS, cell
from ragplan.suggestion import did_you_mean

TAKEN = ("rating", "status", "updated", "completed", "next", "waiting_for", "risk", "leads")
"""The columns that are set."""
KEYS = ("programme", "ref", "organisation")
"""Those that say which row it is."""
OF_A_DAY = frozenset(
    [
        "as_of",
        "file",
        "line",
        "category",
        "derived",
        "slippage_days",
        "open",
        "overdue",
        "overdue_days",
        "silent",
        "uncounted",
    ]
)
"""Those that the dates and the place decide, which may be another day's."""
_DATES = frozenset(field.name for field in ROW_FIELDS if field.holds in (Holds.DATE, Holds.DAY))
"""Those that a spreadsheet writes in its own way once it has opened the table."""
SEPARATORS = ",;\t"


class TableRow(NamedTuple):
    """A row of a table: the line that it ends on, from 1, and its cells by column."""

    line: int
    cells: Mapping[str, str]


class ChangedRow(NamedTuple):
    """A row of the plan and what a table says anew of it, by field."""

    judged: JudgedRow
    fields: dict[str, Data]


def say_of_table(
    plans: Plans,
    programmes: Iterable[Programme],
    rows: Sequence[JudgedRow],
    data: bytes,
    day: Callable[[Programme], str],
    date: Callable[[str], str],
) -> Meant:
    """The steps by which rows of programmes say what a table says.

    ``day`` is that of words without one; ``date`` gives a date as plans write it for one that a spreadsheet
    wrote anew, ``""`` for none.
    """
    table = read_table(data)
    changed = changed_rows(table, rows, date) if not isinstance(table, Refusal) else table
    if isinstance(changed, Refusal):
        return changed
    steps: list[Step] = []
    for programme in programmes:
        own = [each for each in changed if each.judged.programme.id == programme.id]
        said = (
            Row(row.organisation, row.row.action.ref, as_said(programme, fields, day(programme)))
            for row, fields in own
        )
        steps += say(plans, programme, said)
    return steps


def read_table(data: bytes) -> list[TableRow] | Refusal:
    """The rows of a CSV file with a line of columns, parted by commas, semicolons or tabs."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Refusal("the table is not UTF-8 text: save it as 'CSV UTF-8'")
    first = text.split("\n", 1)[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)
    try:
        columns = [name.strip().casefold() for name in next(reader, [])]
        rows = [(reader.line_num, cells) for cells in reader if any(map(str.strip, cells))]
    except csv.Error as error:
        return Refusal(f"line {reader.line_num} of the table cannot be read: {error}")
    if wrong := _wrong(columns):
        return wrong
    for line, cells in rows:
        if len(cells) != len(columns):
            return Refusal(
                f"line {line} of the table has {len(cells)} cells, and there are {len(columns)} columns"
            )
    return [TableRow(line, dict(zip(columns, cells, strict=True))) for line, cells in rows]


def _wrong(columns: Sequence[str]) -> Refusal | None:
    """Why a table of some columns cannot be read."""
    known = [field.name for field in ROW_FIELDS]
    for name, times in Counter(columns).items():
        if name not in known:
            hint = did_you_mean(name, known) or "'ragplan list --format csv' writes those there are"
            return Refusal(f"there is no column {name!r}; {hint}")
        if times > 1:
            return Refusal(f"the column {name!r} stands there {times} times")
    if "ref" not in columns:
        return Refusal("the table has no column 'ref', so nobody can tell which rows are meant")
    return None


def changed_rows(
    table: Sequence[TableRow], rows: Sequence[JudgedRow], date: Callable[[str], str]
) -> list[ChangedRow] | Refusal:
    """What a table says of rows that they do not say yet, or the first cell that cannot be taken."""
    changed: list[ChangedRow] = []
    seen: dict[int, int] = {}
    by_ref: dict[str, list[JudgedRow]] = {}
    for row in rows:
        by_ref.setdefault(row.row.action.ref, []).append(row)
    for each in table:
        found = [row for row in by_ref.get(_ref(each), ()) if _is_of(each, row)]
        if len(found) != 1:
            return _not_one(each, rows, found)
        earlier = seen.setdefault(id(found[0]), each.line)
        if earlier != each.line:
            return Refusal(f"lines {earlier} and {each.line} of the table are both of {_called(found[0])}")
        anew = _anew(each, found[0], date)
        if isinstance(anew, Refusal):
            return anew
        if anew:
            changed.append(ChangedRow(found[0], anew))
    return changed


def _is_of(each: TableRow, row: JudgedRow) -> bool:
    programme, code = each.cells.get("programme", "").strip(), each.cells.get("organisation", "").strip()
    return programme in ("", row.programme.id) and (
        not code or row.programme.resolve(from_spreadsheet(code)) == row.organisation
    )


def _ref(each: TableRow) -> str:
    return from_spreadsheet(each.cells["ref"].strip())


def _not_one(each: TableRow, rows: Sequence[JudgedRow], found: Sequence[JudgedRow]) -> Refusal:
    ref, code = _ref(each), each.cells.get("organisation", "").strip()
    if found:
        return Refusal(
            f"line {each.line} of the table is of several rows: {ref!r}; name programme and organisation"
        )
    refs = [row.row.action.ref for row in rows]
    whose = f" of {code!r}" if code else ""
    hint = did_you_mean(ref, refs) if ref not in refs else "see 'ragplan list'"
    return Refusal(
        f"line {each.line} of the table: there is no row {ref!r}{whose}; {hint or 'see ragplan list'}"
    )


def _called(row: JudgedRow) -> str:
    return f"{row.row.action.ref!r} of {row.organisation}"


def _anew(each: TableRow, row: JudgedRow, date: Callable[[str], str]) -> dict[str, Data] | Refusal:
    """The fields that a line says anew; why not, where a cell was changed that cannot be."""
    fields: dict[str, Data] = {}
    for name, was, says in _cells(each, row):
        if flat(was) == flat(says) or (name in _DATES and was and was == date(flat(says))):
            continue
        if name not in TAKEN:
            place = f"line {each.line} of the table, {_called(row)}"
            return Refusal(f"{place}: the column {name!r} was changed, which cannot be set from a table")
        fields[name] = _leads(says) if name == "leads" else says.replace("\r\n", "\n").strip()
    return fields


def _cells(each: TableRow, row: JudgedRow) -> Iterator[tuple[str, str, str]]:
    """Each column of what a person wrote: its name, what the plan has there, and what the table has."""
    for field in ROW_FIELDS:
        if field.name in each.cells and field.name not in OF_A_DAY and field.name not in KEYS:
            yield field.name, from_spreadsheet(cell(field.get(row))), from_spreadsheet(each.cells[field.name])


def _leads(text: str) -> list[Data]:
    return [from_spreadsheet(lead.strip()) for lead in text.split(";") if lead.strip()]

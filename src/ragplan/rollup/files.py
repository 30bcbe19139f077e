"""Exported files: which table each holds, whether it can be taken whole, and its lines.

A file is taken with every line or not at all. One that is not an export of ragplan, is cut short, lacks a
column or holds what another file holds already is named, with what is wrong.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from pathlib import Path, PurePath
from stat import S_ISREG
from typing import Any, NamedTuple

from ragplan.escaping import from_spreadsheet
from ragplan.exporting.catalogue import COVERAGE, MEETINGS, ROWS, TABLES
from ragplan.exporting.tables import Column, Table, Type, Value

ENDINGS = (".csv", ".jsonl", ".parquet")
"""How the names of exported files end."""
FORMATS: dict[str, Table[Any]] = {each.format: each for each in TABLES.values()}
"""The tables by what their lines say in ``format``."""
OF_ONE: tuple[Table[Any], ...] = (ROWS, MEETINGS, COVERAGE)
"""The tables of which no two lines can be the same, so that some were put together twice where two are."""
NO_LINE = "it holds no line, so that nothing says what it is"
TWICE = "some of its lines stand there twice"
NO_DAY = "has no programme or no day"
_AS_EXPORTED = "; perhaps a spreadsheet saved it: give the file as it was exported"
_MOST = 1 << 31
"""Whole numbers are smaller."""
LARGEST_CELL = 1 << 28
"""Characters; the module that reads CSV stops at far fewer by itself."""


class UnfitFileError(Exception):
    """Why a file is left out, in words that follow its name."""


class State(NamedTuple):
    """What of a programme a line is of: whose it is, on which day."""

    programme: str
    organisation: str | None
    as_of: str


class Lines(NamedTuple):
    """Lines, and the table they are of."""

    table: Table[Any]
    lines: list[list[Value]]

    def states(self) -> Iterator[State]:
        """What each line is of."""
        names = [each.name for each in self.table.columns]
        at = [names.index(name) for name in State._fields]
        return (State(*(line[each] for each in at)) for line in self.lines)  # type: ignore[arg-type]


def is_exported(name: str) -> bool:
    """Whether a file's name ends as those of exported files do."""
    return PurePath(name).suffix.lower() in ENDINGS


def found(place: Path) -> Iterator[Path]:
    """The exported files of a folder and the folders in it, in the order of their paths; a file is itself.

    Links are followed, each folder being looked into once. One that cannot be opened stands for its files.
    """
    if not place.is_dir():
        yield place
        return
    closed: list[OSError] = []
    inside: list[Path] = []
    been: set[str] = set()
    for folder, folders, names in os.walk(place, onerror=closed.append, followlinks=True):
        if (real := os.path.realpath(folder)) in been:
            folders.clear()
            continue
        been.add(real)
        inside += (Path(folder, each) for each in names if is_exported(each))
    yield from sorted([*inside, *(Path(error.filename) for error in closed)])


def check_readable(path: Path) -> None:
    """Raises ``UnfitFileError`` for what is no file of a known kind, and ``OSError``."""
    if not S_ISREG(path.stat().st_mode):
        raise UnfitFileError("it is no file")
    with path.open("rb"):  # what cannot be opened is told as such
        pass
    if not is_exported(path.name):
        raise UnfitFileError(f"its name ends in none of {', '.join(ENDINGS)}")


def read_text(path: Path) -> Lines:
    """The lines of a file of CSV or JSON lines. Raises ``UnfitFileError`` and ``OSError``."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise UnfitFileError(f"it is not text in UTF-8{_AS_EXPORTED}") from None
    is_csv = path.suffix.lower() == ".csv"
    records = _csv(text) if is_csv else _jsonl(text)
    first = next(records, None)
    if first is None:
        raise UnfitFileError(NO_LINE)
    table = table_of(first[1].get("format"))
    read = _csv_value if is_csv else _json_value
    lines = [_line(table, record, number, read) for number, record in chain([first], records)]
    if table in OF_ONE and len({repr(each) for each in lines}) < len(lines):
        raise UnfitFileError(TWICE)
    return Lines(table, lines)


def table_of(format: object) -> Table[Any]:
    """The table that ``format`` names, ``None`` for no such column. Raises ``UnfitFileError`` for none."""
    table = FORMATS.get(format) if isinstance(format, str) else None
    if table is None:
        known = ", ".join(FORMATS)
        said = "it has no column 'format'" if format is None else f"its format is {format!r}"
        raise UnfitFileError(f"{said}; exports of this ragplan say {known}")
    return table


def check_columns(table: Table[Any], names: Iterable[str]) -> None:
    """Raises ``UnfitFileError`` where a column of a table is not there."""
    missing = [each.name for each in table.columns if each.name not in {*names}]
    if missing:
        columns = ", ".join(map(repr, missing))
        raise UnfitFileError(f"it has no column {columns}; if an earlier ragplan made it, export it again")


def _csv(text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The lines of a CSV below its names, each with its number in the file."""
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        names = next(reader, [])
        if len({*names}) != len(names):
            raise UnfitFileError("two of its columns have one name")
        if len(names) == 1 and re.search(r"[;\t]", names[0]):
            raise UnfitFileError(f"its cells are not parted by commas{_AS_EXPORTED}")
        for cells in reader:
            if len(cells) != len(names):
                raise UnfitFileError(
                    f"line {reader.line_num} has {len(cells)} cells and {len(names)} columns"
                )
            yield reader.line_num, dict(zip(names, cells, strict=True))
    except csv.Error as error:
        raise UnfitFileError(f"line {reader.line_num} is not CSV: {error}") from None


def _jsonl(text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The objects of JSON lines, each with its number in the file."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):
                raise UnfitFileError(f"line {number} is not JSON") from None
            if not isinstance(record, dict):
                raise UnfitFileError(f"line {number} is no object")
            yield number, record


def _line(
    table: Table[Any], record: Mapping[str, Any], number: int, read: Callable[[Column, Any], Value]
) -> list[Value]:
    """A line of a table. Raises ``UnfitFileError`` where it is of another, or a cell of another type."""
    check_columns(table, record)
    if record["format"] != table.format:
        raise UnfitFileError(
            f"line {number} is of the format {record['format']!r}, and those before of {table.format!r}"
        )
    line: list[Value] = []
    for column in table.columns:
        try:
            line.append(read(column, record[column.name]))
        except ValueError:
            said = f"line {number}, {column.name}: {str(record[column.name])[:40]!r}"
            raise UnfitFileError(f"{said} is no {column.type.value}{_LIKE.get(column.type, '')}") from None
    if not (record["programme"] and record["as_of"]):
        raise UnfitFileError(f"line {number} {NO_DAY}")
    return line


_LIKE = {Type.DATE: f" as 2014-01-27{_AS_EXPORTED}"}
"""What is said of a cell that is not of a type, beside the type."""


def _csv_value(column: Column, cell: str) -> Value:
    """A cell as its column's type; an empty one is null, but for lists. Raises ``ValueError``."""
    if column.type in (Type.TEXTS, Type.RECORDS):
        texts = from_spreadsheet(cell).split("; ") if cell else []
        return texts if column.type is Type.TEXTS else [{"text": each} for each in texts]
    return _CELLS[column.type](cell) if cell else None


_CELLS: dict[Type, Callable[[str], Value]] = {
    Type.TEXT: from_spreadsheet,
    Type.INTEGER: lambda cell: _whole(int(cell)),
    Type.BOOLEAN: lambda cell: ("no", "yes").index(cell) == 1,
    Type.DATE: lambda cell: date.fromisoformat(cell).isoformat(),
}
"""How the cells of a type are read that are not empty."""
_KINDS: dict[Type, type] = {Type.TEXT: str, Type.DATE: str, Type.INTEGER: int, Type.BOOLEAN: bool}
"""What JSON has for a type; lists are looked at one by one."""


def _json_value(column: Column, value: Any) -> Value:
    """A value of JSON as its column's type. Raises ``ValueError``."""
    if column.type in (Type.TEXTS, Type.RECORDS):
        items = str if column.type is Type.TEXTS else dict
        fits = value is None or (type(value) is list and all(type(each) is items for each in value))
    else:
        fits = value is None or type(value) is _KINDS[column.type]
    if not fits:
        raise ValueError(value)
    if column.type is Type.DATE and value is not None:
        return date.fromisoformat(value).isoformat()
    if column.type is Type.INTEGER and value is not None:
        return _whole(value)
    found: Value = value
    return found


def _whole(number: int) -> int:
    """A whole number that every engine holds. Raises ``ValueError`` for a larger one."""
    if abs(number) >= _MOST:
        raise ValueError(number)
    return number

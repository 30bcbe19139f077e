"""Lines of a table as Parquet, one file an organisation and year in folders that query engines know.

The engine reads and writes files only, so it gets a folder of its own for a moment. With its version, one
thread and these settings the same lines are the same bytes.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar
from urllib.parse import quote

from ragplan.exporting.tables import Column, Place, Table, Type, Value
from ragplan.exporting.text import as_json

Key = TypeVar("Key")

TYPES = {
    Type.TEXT: "VARCHAR",
    Type.TEXTS: "VARCHAR[]",
    Type.DATE: "DATE",
    Type.INTEGER: "INTEGER",
    Type.BOOLEAN: "BOOLEAN",
    Type.RECORDS: "VARCHAR",
}
"""The engine's name of each type; objects are text of JSON."""
NOBODY = "__HIVE_DEFAULT_PARTITION__"
"""What engines read as null where a folder's name gives a value."""
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
_LONGEST_LINE = 1 << 26
"""Bytes; a row is of two files, which are far smaller."""


def path_of(table: Table[Any], place: Place) -> str:
    """Where the lines of a place are, as ``rows/organisation=LBR/year=2014/bhr.parquet``."""
    whose = NOBODY if place.organisation is None else safe(place.organisation)
    return f"{table.name}/organisation={whose}/year={place.year:04}/{safe(place.programme)}.parquet"


def pattern_of(table: Table[Any], programme: str) -> str:
    """The pattern of the paths of all lines of a programme."""
    return f"{table.name}/organisation=*/year=*/{safe(programme)}.parquet"


def safe(name: str) -> str:
    """A name for a folder or a file on any system; engines read ``%2F`` back as the sign it stands for."""
    return re.sub(r"[^\w-]", lambda found: _quoted(found[0]), name)


def _quoted(sign: str) -> str:
    escaped = quote(sign, safe="", errors="replace")
    return escaped if escaped != sign else f"%{ord(sign):02X}"


def parquet_files(
    table: Table[Any], parts: Iterable[tuple[Key, Sequence[list[Value]]]]
) -> Iterator[tuple[Key, bytes]]:
    """Each part of a table's lines as the bytes of a file. Raises ``ModuleNotFoundError`` without DuckDB."""
    import duckdb

    with (
        TemporaryDirectory(prefix="ragplan-") as folder,
        duckdb.connect(":memory:", config=_CONFIG) as engine,
    ):
        source, target = Path(folder) / "lines.json", Path(folder) / "lines.parquet"
        for key, lines in parts:
            source.write_bytes(
                "".join(_json(table.columns, line) for line in lines).encode("utf-8", "replace")
            )
            engine.execute(_copy(table, source, target))
            yield key, target.read_bytes()


def _json(columns: Sequence[Column], line: Sequence[Value]) -> str:
    """A line for the engine to read."""
    found = {
        column.name: as_json(value) if column.type is Type.RECORDS and value is not None else value
        for column, value in zip(columns, line, strict=True)
    }
    return as_json(found) + "\n"


def _copy(table: Table[Any], source: Path, target: Path) -> str:
    """The statement that makes a file of lines."""
    types = ", ".join(f"{_text(each.name)}: {_text(TYPES[each.type])}" for each in table.columns)
    settings = f"format='newline_delimited', maximum_object_size={_LONGEST_LINE}, columns={{{types}}}"
    read = f"read_json({_text(source)}, {settings})"
    return f"COPY (FROM {read}) TO {_text(target)} (FORMAT parquet, COMPRESSION zstd)"


def _text(value: object) -> str:
    """A text of SQL."""
    quoted = str(value).replace("'", "''")
    return f"'{quoted}'"

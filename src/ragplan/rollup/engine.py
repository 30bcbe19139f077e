"""The views that questions are asked of, and the engine that answers.

Each table of the export is a view of that name, with the columns of the export; one of which no file was
taken is empty. Once the views are made the engine reads no files but theirs, loads no extensions and
writes nothing, whatever it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, NamedTuple, Self

import duckdb

from ragplan.exporting.catalogue import TABLES
from ragplan.exporting.parquet import TYPES, parquet_files
from ragplan.exporting.tables import Table
from ragplan.rollup.files import Lines, State, UnfitFileError, check_columns, read_text, states, table_of

MEMORY = "4GB"
THREADS = 4
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "memory_limit": MEMORY,
    "threads": THREADS,
    "python_enable_replacements": False,
}


_STATES = "SELECT programme, organisation, CAST(as_of AS VARCHAR), count(*)"


class RefusedQueryError(Exception):
    """Why a question cannot be answered, in one sentence."""


class Answer(NamedTuple):
    """The names of an answer's columns, and its lines."""

    columns: tuple[str, ...]
    lines: list[tuple[Any, ...]]


class Rollup:
    """The files that were taken, and an engine that answers questions about them.

    To be used in a ``with`` statement, at whose end what was written for the engine goes.
    """

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="ragplan-")
        self._engine = duckdb.connect(":memory:", config=_CONFIG)
        self._engine.execute("SET temp_directory = ?", [self._folder.name])
        self._parts: dict[str, list[str]] = {name: [] for name in TABLES}
        self._held: dict[tuple[str, State], str] = {}
        self.lines = dict.fromkeys(TABLES, 0)
        """How many lines were taken, by table."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._engine.close()
        self._folder.cleanup()

    def take(self, path: Path) -> None:
        """Take a file whole. Raises ``UnfitFileError`` where that cannot be, and ``OSError``."""
        if path.suffix == ".parquet":
            self._take_parquet(path)
        else:
            self.take_lines(read_text(path), str(path))

    def take_lines(self, taken: Lines, named: str) -> None:
        """Take lines, called ``named`` where others are the same. Raises ``UnfitFileError``."""
        self._hold(taken.table, states(taken), named)
        if taken.lines:
            ((_, data),) = parquet_files(taken.table, {"": taken.lines})
            part = (
                Path(self._folder.name) / f"{len(self._parts[taken.table.name])}-{taken.table.name}.parquet"
            )
            part.write_bytes(data)
            self._add(taken.table, str(part), len(taken.lines))

    def _take_parquet(self, path: Path) -> None:
        with path.open("rb") as file:  # what cannot be opened is told as such
            file.read(4)
        source = _source([str(path)])
        try:
            types = {
                name: type for name, type, *_ in self._engine.execute(f"DESCRIBE FROM {source}").fetchall()
            }
            table = table_of(self._format(source) if "format" in types else None)
            _check_types(table, types)
            told = self._engine.execute(f"{_STATES} FROM {source} GROUP BY ALL").fetchall()
        except duckdb.Error as error:
            raise UnfitFileError(f"it cannot be read: {_sentence(error)}") from None
        if any(programme is None or as_of is None for programme, _, as_of, _ in told):
            raise UnfitFileError("a line has no programme or no day")
        self._hold(table, {State(*each[:3]) for each in told}, str(path))
        self._add(table, str(path), sum(each[3] for each in told))

    def _format(self, source: str) -> str | None:
        """What the lines of a file say that they are, ``None`` for no line."""
        formats = self._engine.execute(f"FROM {source} SELECT DISTINCT format").fetchall()
        if len(formats) > 1:
            raise UnfitFileError("its lines are of several formats")
        return formats[0][0] if formats else None

    def _hold(self, table: Table[Any], found: Iterable[State], named: str) -> None:
        """Keep what a file is of. Raises ``UnfitFileError`` where that is held, for it would count twice."""
        found = sorted(found, key=str)
        for each in found:
            if other := self._held.get((table.name, each)):
                whose = f"of {each.organisation}" if each.organisation else "of nobody"
                raise UnfitFileError(
                    f"the {table.name} {whose} in {each.programme!r} on {each.as_of} are in {other!r} already"
                )
        self._held.update(((table.name, each), named) for each in found)

    def _add(self, table: Table[Any], part: str, lines: int) -> None:
        self._parts[table.name].append(part)
        self.lines[table.name] += lines

    def reach(self) -> tuple[date | None, int]:
        """The last day that any line is of, and how many programmes there are."""
        days = (date.fromisoformat(state.as_of) for _, state in self._held)
        return max(days, default=None), len({state.programme for _, state in self._held})

    def close_in(self) -> None:
        """Make the views, then shut the engine in with the files they read."""
        for name, parts in self._parts.items():
            self._engine.execute(view(TABLES[name], parts))
        self._engine.execute(
            f"SET allowed_paths = {_texts(each for some in self._parts.values() for each in some)}"
        )
        self._engine.execute("SET enable_external_access = false")
        self._engine.execute("SET lock_configuration = true")

    def ask(self, text: str) -> Answer:
        """What a statement that only reads gives. Raises ``RefusedQueryError`` for another."""
        try:
            statements = duckdb.extract_statements(text)
            if [each.type for each in statements] != [duckdb.StatementType.SELECT]:
                raise RefusedQueryError(
                    "one SELECT is run and nothing else: no other statement, and no second one"
                )
            self._engine.execute("BEGIN TRANSACTION READ ONLY")
            done = self._engine.execute(statements[0])
            return Answer(tuple(each[0] for each in done.description), done.fetchall())
        except duckdb.Error as error:
            raise RefusedQueryError(_sentence(error)) from None
        finally:
            with suppress(duckdb.Error):
                self._engine.execute("ROLLBACK")


def _check_types(table: Table[Any], types: Mapping[str, str]) -> None:
    """Raises ``UnfitFileError`` where a column of a table is missing or of another type."""
    check_columns(table, types)
    for column in table.columns:
        if types[column.name] != TYPES[column.type]:
            raise UnfitFileError(
                f"its column {column.name!r} is {types[column.name]}, not {TYPES[column.type]}"
            )


def view(table: Table[Any], parts: Iterable[str]) -> str:
    """The statement that makes a table's view of Parquet files."""
    parts = list(parts)
    names = [(f'"{each.name}"', TYPES[each.type]) for each in table.columns]
    if parts:
        source = f"FROM {_source(parts)} SELECT {', '.join(name for name, _ in names)}"
    else:
        source = f"SELECT {', '.join(f'CAST(NULL AS {type}) AS {name}' for name, type in names)} WHERE false"
    return f'CREATE VIEW "{table.name}" AS {source}'


def _source(parts: Iterable[str]) -> str:
    """Parquet files as what is selected from; their folders' names are not read."""
    return f"read_parquet({_texts(parts)}, hive_partitioning = false)"


def _text(value: str) -> str:
    quoted = value.replace("'", "''")
    return f"'{quoted}'"


def _texts(values: Iterable[str]) -> str:
    return f"[{', '.join(map(_text, values))}]"


def _sentence(error: duckdb.Error) -> str:
    """What an engine's error says, on one line and without the places in its own text."""
    return " ".join(str(error).split("\n\n")[0].split())

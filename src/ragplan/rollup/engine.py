"""The views that questions are asked of, and the engine that answers.

Each table of the export is a view of that name, with the columns of the export; one of which no file was
taken is empty. Once the views are made the engine reads no files but theirs, loads no extensions and
writes nothing, whatever it is asked.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from glob import escape
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, NamedTuple, Self

import duckdb

from ragplan.exporting.catalogue import TABLES
from ragplan.exporting.parquet import TYPES, parquet_files
from ragplan.exporting.tables import Table
from ragplan.rollup.files import (
    NO_DAY,
    NO_LINE,
    OF_ONE,
    TWICE,
    Lines,
    State,
    UnfitFileError,
    check_columns,
    check_readable,
    read_text,
    table_of,
)

MEMORY = "4GB"
THREADS = 4
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "memory_limit": MEMORY,
    "threads": THREADS,
    "python_enable_replacements": False,
}


_READ = "SELECT programme, organisation, CAST(as_of AS VARCHAR), count(*), count(DISTINCT hash(line))"
"""What a file is of; whole lines are asked for so that a page that is damaged is found."""


class RefusedQueryError(Exception):
    """Why a question cannot be answered, in one sentence."""


class Answer(NamedTuple):
    """The names of an answer's columns, and its lines."""

    columns: tuple[str, ...]
    lines: list[tuple[Any, ...]]


class Part(NamedTuple):
    """A file that the engine reads: the table its lines are of, what they are of, and how many there are."""

    table: Table[Any]
    path: str
    states: frozenset[State]
    lines: int


class Rollup:
    """The files that were taken, and an engine that answers questions about them.

    To be used in a ``with`` statement, at whose end what was written for the engine goes.
    """

    def __init__(self) -> None:
        self._written = TemporaryDirectory(prefix="ragplan-")
        self.folder = Path(self._written.name)
        """Where files are put for the engine; it goes in the end."""
        self._number = count()
        self._engine = duckdb.connect(":memory:", config=_CONFIG)
        self._engine.execute("SET temp_directory = ?", [self._written.name])
        self._engine.execute("SET enable_progress_bar = false")  # it would be drawn among the data
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
        self._written.cleanup()

    def take(self, path: Path, named: str) -> None:
        """Take a file whole, called ``named`` where others hold the same.

        Raises ``UnfitFileError`` where that cannot be, and ``OSError``.
        """
        check_readable(path)
        if path.suffix.lower() == ".parquet":
            self._take_parquet(path, named)
        else:
            self.take_lines([read_text(path)], named)

    def take_lines(self, taken: Iterable[Lines], named: str) -> None:
        """Take lines of tables, all or none, as ``take`` does a file. Raises ``UnfitFileError``."""
        self._add([self._part(each) for each in taken if each.lines], named)

    def _part(self, taken: Lines) -> Part:
        """Lines as a file of the engine's."""
        try:
            ((_, data),) = parquet_files(taken.table, [("", taken.lines)])
        except duckdb.Error as error:
            raise UnfitFileError(f"it cannot be read: {_sentence(error)}") from None
        path = self.folder / f"{taken.table.name}-{next(self._number)}.parquet"
        path.write_bytes(data)
        return Part(taken.table, str(path), frozenset(taken.states()), len(taken.lines))

    def _take_parquet(self, path: Path, named: str) -> None:
        place = self._place(path)
        source = _source([place])
        try:
            types = {
                name: type for name, type, *_ in self._engine.execute(f"DESCRIBE FROM {source}").fetchall()
            }
            table = table_of(self._format(source) if "format" in types else None)
            _check_types(table, types)
            told = self._engine.execute(f"{_READ} FROM {source} AS line GROUP BY ALL").fetchall()
        except duckdb.Error as error:
            raise UnfitFileError(f"it cannot be read: {_sentence(error)}") from None
        if not all(programme and as_of for programme, _, as_of, *_ in told):
            raise UnfitFileError(f"a line {NO_DAY}")
        if table in OF_ONE and any(many > different for *_, many, different in told):
            raise UnfitFileError(TWICE)
        held = frozenset(State(*each[:3]) for each in told)
        self._add([Part(table, place, held, sum(each[3] for each in told))], named)

    def _place(self, path: Path) -> str:
        """Where the engine reads a file; in a name of its own where it takes the file's for a pattern."""
        place = str(path.absolute())
        if escape(place) == place:
            return place
        return shutil.copy(place, str(self.folder / f"plain-{next(self._number)}.parquet"))

    def _format(self, source: str) -> str:
        """What the lines of a file say that they are."""
        formats = self._engine.execute(f"FROM {source} SELECT DISTINCT format").fetchall()
        if not formats:
            raise UnfitFileError(NO_LINE)
        if len(formats) > 1:
            raise UnfitFileError("its lines are of several formats")
        return formats[0][0] or ""

    def _add(self, parts: Sequence[Part], named: str) -> None:
        """Take parts, all or none. Raises ``UnfitFileError`` where one is held, for it would count twice."""
        for part in parts:
            for state in sorted(part.states, key=str):
                if other := self._held.get((part.table.name, state)):
                    raise UnfitFileError(f"{_words(part.table, state)} are in {other!r} already")
        for part in parts:
            name = part.table.name
            self._held.update(((name, state), named) for state in part.states)
            self._parts[name].append(part.path)
            self.lines[name] += part.lines

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


def _words(table: Table[Any], state: State) -> str:
    """What lines are of, in words."""
    whose = f"of {state.organisation}" if state.organisation else "of nobody"
    return f"the {table.name} {whose} in {state.programme!r} on {state.as_of}"


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

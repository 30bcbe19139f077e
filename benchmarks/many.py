"""Many organisations through many meetings as exported files, and what each question of a roll-up takes.

python benchmarks/many.py                                  # 250 organisations × 100 actions × 104 meetings
python benchmarks/many.py --organisations 25 250 2500      # a tenth of it, all of it, ten times as many
python benchmarks/many.py --write FOLDER                   # the files alone, below FOLDER/250
python benchmarks/many.py --read FOLDER/250                # measured on files that were written before
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import duckdb
from measuring import KIB

from ragplan.exporting.catalogue import TABLES
from ragplan.exporting.parquet import TYPES, path_of
from ragplan.exporting.tables import Place, Table
from ragplan.rollup.engine import MEMORY, THREADS, Rollup, view
from ragplan.rollup.files import found
from ragplan.rollup.questions import ORDER, question

ACTIONS, MEETINGS, ORGANISATIONS, RECOMMENDATIONS = 100, 104, 250, 290
FIRST, APART = "2014-01-06", 14
"""The first meeting, and the days from each to the next."""

RATED_BEFORE = "m > 0 AND keyed AND is_open AND level < 5 AND level_before < 5"
ROWS = {
    "programme": "printf('p%04d', o)",
    "organisation": "printf('O%04d', o)",
    "ref": "printf('%d.%d', a // 10 + 1, a % 10 + 1)",
    "as_of": "day",
    "meeting": "day",
    "title": "printf('What organisation %d is to do about matter %d of the report, and by when', o, a)",
    "status": "printf('As reported: %d of %d steps are done, and the next one is agreed.', m % 7, a % 9)",
    "due": "CAST(due AS VARCHAR)",
    "due_first_day": "due",
    "due_last_day": "due",
    "due_precision": "'day'",
    "open": "is_open",
    "overdue": "is_open AND due < day",
    "silent": "is_open AND chance % 11 = 0",
    "update_state": "CASE WHEN NOT is_open THEN NULL WHEN chance % 11 = 0 THEN 'silent' ELSE 'updated' END",
    "undated": "false",
    "keyed": "keyed",
    "seen_before": "m > 0",
    "due_later": "m > 0 AND due > due_before",
    "rated_before": RATED_BEFORE,
    "rated_worse": f"{RATED_BEFORE} AND level < least(level_before, 3)",
    "category": "CASE WHEN NOT keyed THEN NULL WHEN NOT is_open THEN 'complete' ELSE levels[level] END",
    "rating": "CASE WHEN NOT is_open THEN 'green' WHEN level = 1 THEN 'red' ELSE 'amber' END",
}
COVERAGE = {
    "programme": "printf('p%04d', o)",
    "organisation": "printf('O%04d', o)",
    "as_of": "day",
    "meeting": "day",
    "register": "'inquiry'",
    "recommendation": "printf('inquiry/%d', a + 1)",
    "answer": "['action', 'position', 'not_applicable', 'no_return'][chance % 4 + 1]",
    "reason": "CASE WHEN chance % 4 = 2 THEN 'Not ours' END",
}


def lines(table: Table, values: dict[str, str], organisation: int, each: int, meetings: str) -> str:
    """The statement that gives an organisation's lines; chance is a sum, the same every time."""
    columns = ", ".join(
        f'CAST({_value(table, values, column.name)} AS {TYPES[column.type]}) AS "{column.name}"'
        for column in table.columns
    )
    return f"""
        WITH numbered AS (
            SELECT o, a, m, {_chance("m")} AS chance, {_chance("m - 1")} AS chance_before,
                   DATE '{FIRST}' + CAST(m * {APART} AS INTEGER) AS day
            FROM range({organisation}, {organisation} + 1) AS one (o), range({each}) AS every (a), {meetings}
        ),
        judged AS (
            SELECT *, {_due("m")} AS due, {_due("m - 1")} AS due_before,
                   m <= 20 + (a * 13 + o) % 110 AS is_open, o % 20 <> 0 AS keyed,
                   chance % 5 + 1 AS level, chance_before % 5 + 1 AS level_before,
                   ['off_track', 'at_risk', 'on_track', 'under_way', 'no_update'] AS levels
            FROM numbered
        )
        SELECT {columns} FROM judged ORDER BY m, a"""


def _value(table: Table, values: dict[str, str], name: str) -> str:
    """What a column holds; the number of a boolean is made of it."""
    if name == "format":
        return f"'{table.format}'"
    if name.endswith("_01"):
        return values.get(name.removesuffix("_01"), "NULL")
    return values.get(name, "NULL")


def _chance(meeting: str) -> str:
    return f"((o * 7919 + a * 104729 + ({meeting}) * 1299709) % 1000003)"


def _due(meeting: str) -> str:
    return f"(DATE '{FIRST}' + CAST(30 + a * 11 + (({meeting}) // 20) * (a % 5) * 30 AS INTEGER))"


def write(folder: Path, organisations: int, actions: int, meetings: int) -> None:
    """The files of a table, organisation and year, as the export lays them out; each is made by itself."""
    with ProcessPoolExecutor() as pool:
        for _ in pool.map(partial(_write_one, folder, actions, meetings), range(organisations), chunksize=5):
            pass


def _write_one(folder: Path, actions: int, meetings: int, number: int) -> None:
    """The files of one organisation."""
    all_met, last = f"range({meetings}) AS meetings (m)", f"range({meetings - 1}, {meetings}) AS meetings (m)"
    with duckdb.connect(config={"threads": 1}) as engine:
        for name, values, each, met in (
            ("rows", ROWS, actions, all_met), ("coverage", COVERAGE, RECOMMENDATIONS, last),
        ):  # fmt: skip
            engine.execute(f"CREATE TEMP TABLE {name} AS {lines(TABLES[name], values, number, each, met)}")
            years = engine.execute(f"SELECT DISTINCT year(as_of) FROM {name} ORDER BY 1").fetchall()
            for (year,) in years:
                target = folder / path_of(TABLES[name], Place(f"p{number:04}", f"O{number:04}", year))
                target.parent.mkdir(parents=True, exist_ok=True)
                engine.execute(
                    f"COPY (SELECT * FROM {name} WHERE year(as_of) = {year}) TO '{target}' "
                    "(FORMAT parquet, COMPRESSION zstd)"
                )


def digest(paths: Iterable[Path]) -> str:
    """A number that is the same where all files hold the same bytes."""
    whole = sha256()
    for path in paths:
        whole.update(sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:16]


Of = TypeVar("Of")


class Took(NamedTuple):
    """Seconds on a clock, and those of all processors, which what else the machine does hardly changes."""

    clock: float
    processor: float


def took(do: Callable[[], Of]) -> tuple[Of, Took]:
    """What something gives, and what it takes."""
    clock, processor = time.perf_counter(), time.process_time()
    given = do()
    return given, Took(time.perf_counter() - clock, time.process_time() - processor)


def beside(one: Callable[[], Of], other: Callable[[], object], times: int) -> tuple[Of, Took, Took]:
    """What one of two gives, and what each takes, run in turn: the medians of a few runs."""
    runs = [(*took(one), *took(other)[1:]) for _ in range(times)]
    first, second = (
        Took(*map(statistics.median, zip(*(run[at] for run in runs), strict=True))) for at in (1, 2)
    )
    return runs[0][0], first, second


def reading(engine: duckdb.DuckDBPyConnection, text: str) -> str:
    """A statement that reads each column once that the engine reads for another, and looks at each value."""
    (plan,) = json.loads(engine.execute(f"EXPLAIN (FORMAT json) {text}").fetchall()[0][1])
    table = "coverage" if "FROM coverage" in text else "rows"
    told = " ".join(_scans(plan))
    used = [each.name for each in TABLES[table].columns if re.search(rf"\b{each.name}\b", told)]
    return f"SELECT {', '.join(f'max({name})' for name in used)} FROM {table}"


def _scans(plan: dict[str, Any]) -> Iterator[str]:
    """What each scan of files in a plan projects and filters by."""
    if plan["name"].strip() == "READ_PARQUET":
        yield f"{plan['extra_info'].get('Projections')} {plan['extra_info'].get('Filters')}"
    for each in plan["children"]:
        yield from _scans(each)


def take(rollup: Rollup, paths: Iterable[Path]) -> None:
    """Take files, and shut the engine in."""
    for path in paths:
        rollup.take(path, str(path))
    rollup.close_in()


def measure(folder: Path, times: int) -> None:
    """Print what taking the files takes, and each question beside a scan of the columns that it reads."""
    paths = [each for each in found(folder) if isinstance(each, Path)]
    size = sum(path.stat().st_size for path in paths)
    with Rollup() as rollup, duckdb.connect(config={"threads": THREADS, "memory_limit": MEMORY}) as plain:
        _, taken = took(lambda: take(rollup, paths))
        for name, table in TABLES.items():
            plain.execute(view(table, [str(each) for each in paths if each.is_relative_to(folder / name)]))
        print(
            f"\n{sum(rollup.lines.values()):,} lines in {len(paths):,} files of {size / 1e6:.1f} MB", end=""
        )
        print(f" ({digest(paths)}), taken in {taken.clock:.1f} s ({taken.processor:.1f} s of processors)\n")
        print("| question | lines | seconds | of processors | reading its columns | ratio |")
        print("|---|--:|--:|--:|--:|--:|")
        for name in ORDER:
            text = question(name).text
            scan = partial(plain.execute, reading(plain, text))
            answer, own, read = beside(partial(rollup.ask, text), scan, times)
            seconds = f"{own.clock:.2f} | {own.processor:.2f} | {read.processor:.2f}"
            print(
                f"| {name} | {len(answer.lines):,} | {seconds} | {own.processor / read.processor:.1f} |",
                flush=True,
            )
    print(
        f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIB / 1e6:,.0f} MB", flush=True
    )


def main() -> None:
    """Make the files and measure, or only one of the two."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    reader.add_argument("--organisations", type=int, default=[ORGANISATIONS], nargs="+")
    reader.add_argument("--actions", type=int, default=ACTIONS)
    reader.add_argument("--meetings", type=int, default=MEETINGS)
    reader.add_argument("--write", metavar="FOLDER", type=Path)
    reader.add_argument("--read", metavar="FOLDER", type=Path)
    reader.add_argument("--times", type=int, default=3, help="runs of which the median is told")
    asked = reader.parse_args()
    if asked.read:
        measure(asked.read, asked.times)
        return
    with tempfile.TemporaryDirectory() as folder:
        made = [(asked.write or Path(folder)) / str(many) for many in asked.organisations]
        for many, target in zip(asked.organisations, made, strict=True):
            write(target, many, asked.actions, asked.meetings)
        if not asked.write:
            each_alone(made, asked.times)


def each_alone(folders: Iterable[Path], times: int) -> None:
    """Measure each in a process of its own, whose memory is its own too."""
    for folder in folders:
        subprocess.run([sys.executable, __file__, "--read", folder, "--times", str(times)], check=True)


if __name__ == "__main__":
    main()

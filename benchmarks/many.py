"""Many organisations through many meetings as exported files, and what each question of a roll-up takes.

python benchmarks/many.py                               # 250 organisations × 100 actions × 104 meetings
python benchmarks/many.py --organisations 25            # a tenth of it
python benchmarks/many.py --write FOLDER                # the files alone, to try other engines on
python benchmarks/many.py --read FOLDER                 # measured on files that were written before
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import duckdb
from measuring import KIB

from ragplan.exporting.catalogue import TABLES
from ragplan.exporting.parquet import TYPES, path_of
from ragplan.exporting.tables import Place, Table
from ragplan.rollup.engine import Rollup
from ragplan.rollup.files import found
from ragplan.rollup.questions import ORDER, question

ACTIONS, MEETINGS, ORGANISATIONS, RECOMMENDATIONS = 100, 104, 250, 290
FIRST, APART = "2014-01-06", 14
"""The first meeting, and the days from each to the next."""
TIMES = 3

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
    "rated_before": "m > 0 AND keyed AND is_open AND level < 5 AND level_before < 5",
    "rated_worse": "m > 0 AND keyed AND is_open AND level < least(level_before, 3) AND level_before < 5",
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
            FROM range({organisation}, {organisation} + 1) AS one (o), range({each}) AS actions (a), {meetings}
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


def took(do: Callable[[], object]) -> float:
    """The median seconds of a few runs, after one that does not count."""
    do()
    seconds = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        do()
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds)


def scan(folder: Path, text: str) -> str:
    """A statement that reads every column of the rows or the coverage that a question names."""
    table = "coverage" if "FROM coverage" in text else "rows"
    used = [each.name for each in TABLES[table].columns if f".{each.name}" in text or f"{each.name}," in text]
    read = ", ".join(f"max({name})" for name in used)
    return f"SELECT {read} FROM read_parquet('{folder}/{table}/**/*.parquet', hive_partitioning = false)"


def measure(folder: Path) -> None:
    """Print what taking the files takes, and each question beside a scan of the columns that it reads."""
    begun = time.perf_counter()
    with Rollup() as rollup, duckdb.connect(config={"threads": 2}) as plain:
        for path in found(folder):
            rollup.take(path)
        rollup.close_in()
        size = sum(path.stat().st_size for path in found(folder))
        took_in = time.perf_counter() - begun
        print(f"{sum(rollup.lines.values()):,} lines, {size / 1e6:.1f} MB, taken in {took_in:.1f} s\n")
        print("| question | lines | seconds | reading its columns | ratio |\n|---|--:|--:|--:|--:|")
        for name in ORDER:
            text = question(name).text
            many = len(rollup.ask(text).lines)
            own = took(lambda text=text: rollup.ask(text))
            reading = took(lambda text=text: plain.execute(scan(folder, text)).fetchall())
            print(f"| {name} | {many:,} | {own:.2f} | {reading:.2f} | {own / reading:.1f} |")
    print(f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIB / 1e6:,.0f} MB")


def main() -> None:
    """Make the files and measure, or only make them."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    reader.add_argument("--organisations", type=int, default=ORGANISATIONS)
    reader.add_argument("--actions", type=int, default=ACTIONS)
    reader.add_argument("--meetings", type=int, default=MEETINGS)
    reader.add_argument("--write", metavar="FOLDER", type=Path)
    reader.add_argument("--read", metavar="FOLDER", type=Path)
    asked = reader.parse_args()
    size = (asked.organisations, asked.actions, asked.meetings)
    if asked.write:
        write(asked.write, *size)
        return
    if asked.read:
        measure(asked.read)
        return
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), *size)
        measure(Path(folder))


if __name__ == "__main__":
    main()

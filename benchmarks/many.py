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
from pathlib import Path

import duckdb
from measuring import KIB

from ragplan.exporting.catalogue import TABLES
from ragplan.exporting.parquet import TYPES
from ragplan.exporting.tables import Table
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
    "open": "is_open = 1",
    "open_01": "is_open",
    "overdue": "is_open = 1 AND due < day",
    "overdue_01": "CASE WHEN is_open = 1 AND due < day THEN 1 ELSE 0 END",
    "silent": "is_open = 1 AND chance % 11 = 0",
    "silent_01": "CASE WHEN is_open = 1 AND chance % 11 = 0 THEN 1 ELSE 0 END",
    "category": "CASE WHEN o % 20 = 0 THEN NULL WHEN is_open = 0 THEN 'complete' ELSE level END",
    "rating": "CASE WHEN is_open = 0 THEN 'green' WHEN level = 'off_track' THEN 'red' ELSE 'amber' END",
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
        f"CAST({'$format' if column.name == 'format' else values.get(column.name, 'NULL')} AS "
        f'{TYPES[column.type]}) AS "{column.name}"'
        for column in table.columns
    ).replace("$format", f"'{table.format}'")
    return f"""
        WITH numbered AS (
            SELECT {organisation} AS o, a, m,
                   (({organisation} * 7919 + a * 104729 + m * 1299709) % 1000003) AS chance,
                   DATE '{FIRST}' + CAST(m * {APART} AS INTEGER) AS day
            FROM range({each}) AS actions (a), {meetings}
        ),
        judged AS (
            SELECT *, DATE '{FIRST}' + CAST(30 + a * 11 + (m // 20) * (a % 5) * 30 AS INTEGER) AS due,
                   CASE WHEN m > 20 + (a * 13 + o) % 110 THEN 0 ELSE 1 END AS is_open,
                   ['off_track', 'at_risk', 'on_track', 'under_way', 'no_update'][chance % 5 + 1] AS level
            FROM numbered
        )
        SELECT {columns} FROM judged ORDER BY m, a"""


def write(folder: Path, organisations: int, actions: int, meetings: int) -> None:
    """The files of a table, organisation and year, as the export lays them out."""
    with duckdb.connect(config={"threads": 1}) as engine:
        for number in range(organisations):
            all_met = f"range({meetings}) AS meetings (m)"
            last = f"range({meetings - 1}, {meetings}) AS meetings (m)"
            for name, values, each, met in (
                ("rows", ROWS, actions, all_met), ("coverage", COVERAGE, RECOMMENDATIONS, last),
            ):  # fmt: skip
                text = lines(TABLES[name], values, number, each, met)
                engine.execute(f"CREATE OR REPLACE TEMP TABLE made AS {text}")
                for (year,) in engine.execute("SELECT DISTINCT year(as_of) FROM made ORDER BY 1").fetchall():
                    target = (
                        folder
                        / name
                        / f"organisation=O{number:04}"
                        / f"year={year}"
                        / f"p{number:04}.parquet"
                    )
                    target.parent.mkdir(parents=True, exist_ok=True)
                    engine.execute(
                        f"COPY (SELECT * FROM made WHERE year(as_of) = {year}) TO '{target}' "
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

"""Each question of the roll-up on DuckDB and on Spark, over the same files: every row must be the same.

python benchmarks/spark.py                # 25 organisations × 40 actions × 52 meetings, and the demonstration
python benchmarks/spark.py FOLDER         # files that 'python benchmarks/many.py --write' or an export made

Needs Java 17 and 'pip install pyspark', which ragplan itself never asks for. Exit code 1 where a row differs,
2 without Java.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from many import take, write
from pyspark.sql import SparkSession

from ragplan.exporting.catalogue import TABLES
from ragplan.rollup.engine import Rollup
from ragplan.rollup.files import found
from ragplan.rollup.questions import ORDER, question

SMALL = (25, 40, 52)


def spark_on(folder: Path) -> SparkSession:
    """A session with two processors, the memory that DuckDB has, and the views that are asked."""
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.driver.memory", "4g")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    for name in TABLES:
        if (folder / name).exists():
            session.read.parquet(str(folder / name)).createOrReplaceTempView(name)
    return session


def compare(folder: Path) -> int:
    """How many questions the two answer differently; prints what each took."""
    session, different = spark_on(folder), 0
    print("| question | rows | DuckDB | Spark | |\n|---|--:|--:|--:|---|")
    with Rollup() as rollup:
        take(rollup, (each for each in found(folder) if isinstance(each, Path)))
        for name in ORDER:
            text = question(name).text
            begun = time.perf_counter()
            one: list[tuple[Any, ...]] = rollup.ask(text).lines
            between = time.perf_counter()
            other = [tuple(row) for row in session.sql(text).collect()]
            ended = time.perf_counter()
            same = one == other
            different += not same
            seconds = f"{between - begun:.2f} s | {ended - between:.2f} s"
            print(
                f"| {name} | {len(one):,} | {seconds} | {'the same' if same else 'DIFFERENT'} |", flush=True
            )
    session.stop()
    return different


def export_demonstration(folder: Path) -> None:
    """Put beside other files what the demonstration exports: rows of nobody, uncounted, missing and gone."""
    with tempfile.TemporaryDirectory() as made:
        _ragplan("demo", made)
        for table, options in (("rows", ["--all-meetings"]), ("coverage", [])):
            options += ["--plans", f"{made}/plans", "--format", "parquet", "--output", str(folder)]
            _ragplan("export", table, *options)


def _ragplan(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "ragplan", *arguments], check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    """Compare on the files of a folder, or on some made for it."""
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        print("Spark needs Java 17: no java is on the path, and JAVA_HOME is not set", file=sys.stderr)
        sys.exit(2)
    if sys.argv[1:]:
        sys.exit(compare(Path(sys.argv[1])) > 0)
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), *SMALL)
        export_demonstration(Path(folder))
        sys.exit(compare(Path(folder)) > 0)


if __name__ == "__main__":
    main()

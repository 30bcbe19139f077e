"""Each question of the roll-up on DuckDB and on Spark, over the same files: every row must be the same.

python benchmarks/spark.py                # on 25 organisations × 40 actions × 52 meetings
python benchmarks/spark.py FOLDER         # on the files that 'python benchmarks/many.py --write FOLDER' made

Needs Java 17 and 'pip install pyspark', which ragplan itself never asks for. Exit code 1 where a row differs.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from many import write
from pyspark.sql import SparkSession

from ragplan.exporting.catalogue import TABLES
from ragplan.rollup.engine import Rollup
from ragplan.rollup.files import found
from ragplan.rollup.questions import ORDER, question

SMALL = (25, 40, 52)


def spark_on(folder: Path) -> SparkSession:
    """A session with two processors and the views that questions are asked of."""
    session = (
        SparkSession.builder.master("local[2]")
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
        for path in found(folder):
            rollup.take(path)
        rollup.close_in()
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


def main() -> None:
    """Compare on the files of a folder, or on some made for it."""
    if sys.argv[1:]:
        sys.exit(compare(Path(sys.argv[1])) > 0)
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), *SMALL)
        sys.exit(compare(Path(folder)) > 0)


if __name__ == "__main__":
    main()

"""Whole processes run in alternation, and the ratios of neighbours as lines of a Markdown table."""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

HERE = Path(__file__).parent
REAL = HERE.parent / "plans"
SCRIPTS = Path(sysconfig.get_path("scripts"))
RAGPLAN = str(SCRIPTS / "ragplan")
BARE = (sys.executable, "-c", "pass")
FLOOR = """
import sys
from _ruamel_yaml import CParser
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        CParser(file.read()).raw_parse()
"""
"""A process that only runs libyaml's parser over the files it is given."""

HEAD = "| what | target | median | min | max | pairs | times |\n|---|--:|--:|--:|--:|--:|--:|"
KIB = 1024

Command = tuple[str, ...]
Bench = TypeVar("Bench")
"""What the measurements of a script share."""


@dataclass(frozen=True)
class Setting:
    """Where a command runs, and what it finds in its environment beside ours."""

    folder: Path = REAL.parent
    environment: tuple[tuple[str, str], ...] = (("RAGPLAN_CACHE", "off"), ("PYTHONDONTWRITEBYTECODE", ""))


USUAL = Setting()


class Run(NamedTuple):
    """What one process took: seconds on the clock, peak memory in bytes, and seconds of the processors."""

    seconds: float
    memory: int
    processor: float


@dataclass(frozen=True)
class Row:
    """One line of the table. ``figures`` are of the single pairs; a target of ``None`` only informs.

    ``times`` are the medians of both sides in seconds, where the row compares times.
    """

    name: str
    figures: tuple[float, ...]
    unit: str = ""
    target: float | None = None
    times: tuple[float, float] | None = None

    @property
    def median(self) -> float:
        """The figure that counts."""
        return statistics.median(self.figures)

    @property
    def missed(self) -> bool:
        """Whether the median is on the wrong side of the target."""
        if self.target is None:
            return False
        return self.median > self.target


def line(row: Row) -> str:
    """A row as Markdown."""
    low, middle, high = (
        f"{figure:.2f}{row.unit}" for figure in (min(row.figures), row.median, max(row.figures))
    )
    target = "" if row.target is None else f"≤ {row.target:g}{row.unit}"
    verdict = f"**{middle}** (missed)" if row.missed else middle
    times = "" if row.times is None else " : ".join(f"{seconds * 1000:.0f} ms" for seconds in row.times)
    return f"| {row.name} | {target} | {verdict} | {low} | {high} | {len(row.figures)} | {times} |"


def run(command: Command, setting: Setting = USUAL) -> Run:
    """Run a process to its end; one that fails is an error of the benchmark."""
    environment = os.environ | dict(setting.environment)
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=said, cwd=setting.folder, env=environment
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{command[:4]} exited with {process.returncode}: {said.read(500)!r}")
    kilobytes = usage.ru_maxrss // KIB if sys.platform == "darwin" else usage.ru_maxrss
    return Run(seconds, kilobytes * KIB, usage.ru_utime + usage.ru_stime)


def versus(
    name: str,
    one: Command,
    other: Command,
    pairs: int,
    target: float | None = None,
    *,
    setting: Setting = USUAL,
) -> Row:
    """The time of one command by that of another, after a run of each that does not count."""
    run(one, setting)
    run(other, setting)
    ran = [(run(one, setting).seconds, run(other, setting).seconds) for _ in range(pairs)]
    times = tuple(statistics.median(side) for side in zip(*ran, strict=True))
    ratios = tuple(first / second for first, second in ran)
    return Row(name, ratios, "", target, (times[0], times[1]))


def measured(
    about: str,
    quick: str,
    bench: Callable[[Path, bool], Bench],
    measurements: Mapping[str, Callable[[Bench], Iterator[Row]]],
) -> int:
    """Measure what the command line names, print the table, and return the exit code.

    ``about`` and ``quick`` are the help of the script and of ``--quick``; ``bench`` is made of a folder that
    goes away afterwards, and of whether the run is a quick one.
    """
    parser = argparse.ArgumentParser(description=about.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help=quick)
    parser.add_argument("--check", action="store_true", help="exit with 1 if a target is missed")
    parser.add_argument("only", nargs="*", metavar="ROW", help=f"of {', '.join(measurements)}; else all")
    chosen = parser.parse_args()
    if unknown := set(chosen.only) - set(measurements):
        parser.error(f"no row {', '.join(sorted(unknown))}")
    missed = False
    print(HEAD)
    with tempfile.TemporaryDirectory() as folder:
        made = bench(Path(folder), chosen.quick)
        for name, measure in measurements.items():
            if not chosen.only or name in chosen.only:
                for row in measure(made):
                    print(line(row), flush=True)
                    missed |= row.missed
    return int(missed and chosen.check)

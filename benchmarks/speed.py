"""How fast ragplan is, as ratios: ``python benchmarks/speed.py [--quick] [--check] [ROW …]``.

Whole processes run in alternation, A B A B, and every ratio is of two neighbours: whatever else the
machine does in that moment slows both. Prints a Markdown table; see README.md beside this file.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from measuring import (
    BARE,
    FLOOR,
    HERE,
    KIB,
    RAGPLAN,
    REAL,
    SCRIPTS,
    Command,
    Row,
    measured,
    run,
    versus,
)

EVENTS = FLOOR.replace(
    "CParser(file.read()).raw_parse()",
    "events = CParser(file.read())\n        while events.get_event() is not None: pass",
)
ALONE = """
import sys
sys.modules["_ruamel_yaml"] = None
from check_jsonschema import main
main()
"""
YAMLLINT = "{extends: default, rules: {line-length: disable, document-start: disable}}"


@dataclass(frozen=True)
class Bench:
    """What the measurements share: sizes, repetitions, and a folder that goes away afterwards."""

    folder: Path
    quick: bool

    @property
    def large(self) -> int:
        """Positions of the plan most figures are of."""
        return 2_000 if self.quick else 10_000

    @property
    def huge(self) -> int:
        """Positions of the plan ten times as large."""
        return 10 * self.large

    def pairs(self, thorough: int) -> int:
        """How many pairs to run."""
        return max(1, thorough // 4) if self.quick else thorough

    def plan(self, positions: int) -> Path:
        """The folder of a plan of a size, made when it is first asked for, in another process.

        A child's peak memory is never less than its parent's at the start, so this process stays small.
        """
        folder = self.folder / str(positions)
        if not folder.exists():
            maker = (sys.executable, str(HERE / "plans.py"), str(positions), str(folder))
            subprocess.run(maker, check=True)
        return folder

    def files(self, positions: int) -> list[str]:
        """The files of the programme of a plan."""
        return sorted(map(str, self.plan(positions).rglob("*.yaml")))

    def lint(self, plans: Path) -> Command:
        """``ragplan lint`` of a folder."""
        found = ("--fail-on", "never") if plans == REAL else ()  # something is wrong with the real plan
        return (RAGPLAN, "lint", "--plans", str(plans), *found)


def starting(bench: Bench) -> Iterator[Row]:
    """Commands on the real plan, against a bare Python."""
    pairs = bench.pairs(40)
    paper = str(bench.folder / "plan.html")
    report = (RAGPLAN, "report", "--programme", "bhr-francis", "--output", paper)
    commands: tuple[tuple[str, Command, float | None], ...] = (
        ("ragplan --version", (RAGPLAN, "--version"), 2),
        ("ragplan --help", (RAGPLAN, "--help"), 8),
        ("ragplan lint, real plan", bench.lint(REAL), 20),
        ("ragplan report, real plan", report, 30),
        ("ragplan list --format json, real plan", (RAGPLAN, "list", "--format", "json"), 18),
    )
    for name, command, target in commands:
        yield versus(f"{name} : python -c pass", command, BARE, pairs, target)


def reading(bench: Bench) -> Iterator[Row]:
    """``lint`` of a large plan, against the C parser alone."""
    files = bench.files(bench.large)
    floor = (sys.executable, "-c", FLOOR, *files)
    plans = bench.plan(bench.large)
    pairs = bench.pairs(16)
    yield versus(f"ragplan lint, {bench.large:,} positions : C parser", bench.lint(plans), floor, pairs, 6)
    events = (sys.executable, "-c", EVENTS, *files)
    yield versus("C parser making its events in Python : C parser", events, floor, pairs)


def memory(bench: Bench) -> Iterator[Row]:
    """The peak memory a position adds."""
    for positions in (bench.large, bench.huge):
        large, small = bench.lint(bench.plan(positions)), bench.lint(REAL)
        figures = tuple(
            (run(large).memory - run(small).memory) / KIB / positions for _ in range(bench.pairs(4))
        )
        yield Row(f"peak memory a position, {positions:,} positions", figures, " KiB", 10)


def growth(bench: Bench) -> Iterator[Row]:
    """Ten times the positions."""
    name = f"ragplan lint, {bench.huge:,} positions : {bench.large:,} positions"
    huge, large = bench.lint(bench.plan(bench.huge)), bench.lint(bench.plan(bench.large))
    yield versus(name, huge, large, bench.pairs(6), 12)


def others(bench: Bench) -> Iterator[Row]:
    """Other checkers on the same files: how many times longer they take than ours; no target."""
    plans = bench.plan(bench.large)
    schema = bench.folder / "schema.json"
    with schema.open("wb") as file:
        subprocess.run((RAGPLAN, "schema", "any"), stdout=file, check=True)
    checked = ("--schemafile", str(schema), *bench.files(bench.large))
    commands = {
        "yamllint": (str(SCRIPTS / "yamllint"), "-d", YAMLLINT, str(plans)),
        "check-jsonschema, installed alone": (sys.executable, "-c", ALONE, *checked),
        "check-jsonschema, given ragplan's C parser": (str(SCRIPTS / "check-jsonschema"), *checked),
    }
    for name, command in commands.items():
        told = f"{name} : ragplan lint, {bench.large:,} positions"
        yield versus(told, command, bench.lint(plans), bench.pairs(4))


MEASUREMENTS: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "starting": starting,
    "reading": reading,
    "memory": memory,
    "growth": growth,
    "others": others,
}

if __name__ == "__main__":
    sys.exit(measured(__doc__, "smaller plans and fewer runs", Bench, MEASUREMENTS))

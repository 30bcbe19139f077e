"""What plans that nobody would write cost: ``python benchmarks/hostile.py [--check] [--small] [SHAPE …]``.

Each shape is made of half a MiB and of 5 MiB, and commands are timed on both. See README.md beside this file.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from measuring import RAGPLAN

MIB = 1024 * 1024
SIZES = (MIB // 2, 5 * MIB)
SECONDS = 2.0
"""What a command may take for each MiB, beside what it takes for a plan of no size."""
GROWTH = 12.0
"""How many times as long ten times as much may take."""
STARTING = 1.0
"""Seconds that a command takes for a plan of no size, on a busy machine."""
LONGEST = 300
PATH = "/usr/local/bin:/usr/bin:/bin"

PROGRAMME = """\
format: ragplan/1
programme: our
title: Action plan
calendar: {every: 2 weeks, first: 2026-01-12, last: 2026-06-29}
key: rag-complete
organisations:
  A: {name: Alpha}
  B: {name: Beta}
goals:
  - ref: "1"
    title: Patients are heard
    actions:
      - {ref: "1.1", title: Answer every complaint, due: 2026-03-31, leads: [Manager], owners: [A, B]}
"""
ROW = 'organisation: A\nactions:\n  - ref: "1.1"\n    rating: amber\n    status: Drafted.\n'
Files = Mapping[str, str]


def _lines(size: int, line: str) -> str:
    """A line again and again, with its number where ``{}`` stands, up to a size."""
    many = size // (len(line) + 4)
    return "".join(line.replace("{}", str(number)) for number in range(many))


def _file(body: str) -> Files:
    return {"programme.yaml": PROGRAMME, "A.yaml": body}


def ignores(size: int) -> Files:
    return _file(ROW + _lines(size, "# ragplan: ignore[RAG206] x{}\n"))


def unknown_fields(size: int) -> Files:
    return _file(ROW + _lines(size, "    field{}: x\n"))


def unknown_refs(size: int) -> Files:
    return _file(ROW + _lines(size, '  - ref: "9.{}"\n    rating: amber\n    status: Word {} of it.\n'))


def items(size: int) -> Files:
    return _file("organisation: A\nactions:\n" + _lines(size, "- a\n"))


def unknown_owners(size: int) -> Files:
    owners = _lines(size, "owner{}, ")
    return {"programme.yaml": PROGRAMME.replace("[A, B]}", f"[{owners}A, B]}}"), "A.yaml": ROW}


def dependencies(size: int) -> Files:
    many = int((size / 8) ** 0.5)
    refs = ", ".join(f'"A{number}"' for number in range(many))
    rows = "".join(
        f'  - {{ref: "A{number}", title: Do {number}, due: 2026-03-31, leads: [M], depends_on: [{refs}]}}\n'
        for number in range(many)
    )
    return _file(ROW + rows)


def groups(size: int) -> Files:
    many = int((size / 7) ** 0.5)
    names = [f"G{number}" for number in range(many)]
    inside = ", ".join(names)
    told = "".join(f"  {name}: {{name: {name}, members: [{inside}]}}\n" for name in names)
    return {"programme.yaml": PROGRAMME.replace("goals:\n", f"{told}goals:\n"), "A.yaml": ROW}


def status(size: int) -> Files:
    return _file(ROW.replace("Drafted.", "Drafted. " + _lines(size, "word{} ")))


def ranges(size: int) -> Files:
    cited = _lines(size, "1-999999, ")
    return {
        "programme.yaml": PROGRAMME.replace("owners:", f"recommendations: [{cited}1], owners:"),
        "A.yaml": ROW,
    }


def unrated(size: int) -> Files:
    own = '  - {ref: "A{}", title: Do {}, due: 2026-03-31, leads: [M], status: Word {} of it.}\n'
    return _file(ROW + _lines(size, own))


SHAPES: Mapping[str, Callable[[int], Files]] = {
    each.__name__: each
    for each in (
        ignores, unknown_fields, unknown_refs, items, unknown_owners, dependencies, groups, status, ranges,
        unrated,
    )
}  # fmt: skip
COMMANDS = ("lint", "check --no-history", "list", "show 1.1", "report --output -", "diff", "history 1.1")
DAY = ("--as-of", "2026-01-14")
UNDATED = ("lint", "show 1.1")


class Taken(NamedTuple):
    """What a command took for the small and for the large plan of a shape, in seconds."""

    shape: str
    command: str
    small: float
    large: float

    @property
    def growth(self) -> float:
        """How many times as long the large one took, of which starting is no part."""
        return (self.large + STARTING) / (self.small + STARTING)

    @property
    def missed(self) -> bool:
        """Whether it grew more than it may, or took longer than its bytes allow."""
        limits = [STARTING + SECONDS * size / MIB for size in SIZES]
        return self.growth > GROWTH or self.small > limits[0] or self.large > limits[1]


def taken(folder: Path, command: str) -> float:
    """The seconds that a command takes in a folder; at most ``LONGEST``."""
    day = () if command in UNDATED else DAY
    start = time.perf_counter()
    try:
        done = subprocess.run(
            (RAGPLAN, *command.split(), *day), cwd=folder, capture_output=True, timeout=LONGEST, check=False,
            env={"RAGPLAN_CACHE": "off", "PATH": PATH},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return LONGEST
    if b"Traceback" in done.stderr or done.returncode not in (0, 1, 2):
        sys.exit(f"{command}: {done.returncode}\n{done.stderr.decode()[-2000:]}")
    return time.perf_counter() - start


def laid(folder: Path, files: Files) -> Path:
    """A repository with files committed, and a plan of no size before them."""
    for day, stage in (("2026-01-10", _file(ROW)), ("2026-01-13", files)):
        for name, text in stage.items():
            (folder / "plans").mkdir(parents=True, exist_ok=True)
            (folder / "plans" / name).write_text(text, encoding="utf-8")
        if not (folder / ".git").exists():
            _git(folder, "init", "--quiet", "--initial-branch=main")
        _git(folder, "add", "--all")
        _git(
            folder,
            "-c",
            "user.name=N",
            "-c",
            "user.email=n@example.org",
            "commit",
            "--quiet",
            "-m",
            "Plan",
            day=day,
        )
    return folder


def _git(folder: Path, *arguments: str, day: str = "2026-01-10") -> None:
    when = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"{day}T10:00:00Z")
    subprocess.run(("git", *arguments), cwd=folder, env={"PATH": PATH} | when, check=True)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("shapes", nargs="*", choices=[*SHAPES, []])
    options.add_argument("--check", action="store_true", help="exit code 1 if a target is missed")
    options.add_argument("--small", action="store_true", help="a tenth of the sizes")
    options.add_argument("--command", action="append", help="only this command")
    asked = options.parse_args()
    sizes = [size // 10 for size in SIZES] if asked.small else SIZES
    missed = False
    print("| shape | command | small | large | growth |\n|---|---|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as name:
        for shape in asked.shapes or SHAPES:
            folders = [laid(Path(name, shape, str(size)), SHAPES[shape](size)) for size in sizes]
            for command in asked.command or COMMANDS:
                each = Taken(shape, command, *(taken(folder, command) for folder in folders))
                mark = " (missed)" if each.missed else ""
                missed |= each.missed
                times = f"{each.small:.2f} s | {each.large:.2f} s | {each.growth:.1f}{mark}"
                print(f"| {shape} | {command} | {times} |", flush=True)
    return int(missed and asked.check)


if __name__ == "__main__":
    sys.exit(main())

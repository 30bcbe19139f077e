"""How fast a small plan with a history is judged: ``python benchmarks/gate.py [--quick] [--check]``.

A pull request waits for ``check``, and a secretary runs the others before the meeting. Whole processes run in
alternation with a bare Python; see README.md beside this file.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measuring import BARE, HEAD, RAGPLAN, Command, Row, Setting, line, versus

PROGRAMME = """\
format: ragplan/1
programme: small
title: A small plan
calendar:
  every: 2 weeks
  first: 2014-01-06
  last: 2014-03-31
key: rag-complete
organisations:
  A: {name: Alpha Hospital}
goals:
  - ref: "1"
    title: Publish a response
    actions:
      - ref: "1.1"
        title: Publish the response
        due: 2014-02-28
        owners: [A]
        leads: [AA]
"""
RETURN = """\
organisation: A
reviewed: 2014-01-{day:02}
actions:
  - ref: "1.1"
    rating: amber
    status: Drafted, and seen by {seen} of 120 wards.
"""
COMMITS = 100
FIRST, LAST = 6, 17
"""The days in January 2014 over which they are spread."""


def main() -> int:
    """Measure, print the table, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer runs")
    parser.add_argument("--check", action="store_true", help="exit with 1 if a target is missed")
    chosen = parser.parse_args()
    missed = False
    print(HEAD)
    with tempfile.TemporaryDirectory() as folder:
        for row in rows(Path(folder), 10 if chosen.quick else 40):
            print(line(row), flush=True)
            missed |= row.missed
    return int(missed and chosen.check)


def rows(folder: Path, pairs: int) -> Iterator[Row]:
    """A clean plan of a hundred commits: checked whole and as a pull request of the last one, and read."""
    made(folder)
    day = ("--as-of", "2014-01-20")
    paper = str(folder / "plan.html")
    commands: tuple[tuple[str, Command, float], ...] = (
        ("ragplan check", (RAGPLAN, "check", *day), 20),
        ("ragplan check --base HEAD~1", (RAGPLAN, "check", "--base", "HEAD~1", *day), 20),
        ("ragplan list", (RAGPLAN, "list", *day), 18),
        ("ragplan report", (RAGPLAN, "report", "--output", paper, *day), 30),
    )
    setting = Setting(folder, (("RAGPLAN_CACHE", "off"), *ALONE.items()))
    for name, command, target in commands:
        told = f"{name}, small plan : python -c pass"
        yield versus(told, command, BARE, pairs, target, setting=setting)


ALONE = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}


def made(folder: Path) -> None:
    """A repository in which an organisation has sent many returns, with other words in each."""
    plans = folder / "plans"
    plans.mkdir()
    git(folder, "init", "--quiet")
    (plans / "programme.yaml").write_text(PROGRAMME)
    for number in range(COMMITS):
        day = FIRST + number * (LAST - FIRST) // (COMMITS - 1)
        (plans / "A.yaml").write_text(RETURN.format(day=day, seen=number + 1))
        git(folder, "add", "plans")
        at = f"2014-01-{day:02}T{10 + number // 60}:{number % 60:02}:00+00:00"
        git(folder, "commit", "--quiet", "-m", "Return", at=at)


def git(folder: Path, *arguments: str, at: str = "") -> None:
    """Run a git command as somebody, on a day."""
    who = {
        f"GIT_{role}_{what}": "a@example.org"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    when = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at} if at else {}
    subprocess.run(("git", *arguments), cwd=folder, env=os.environ | ALONE | who | when, check=True)


if __name__ == "__main__":
    sys.exit(main())

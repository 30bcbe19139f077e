"""How fast ragplan reads history, as ratios: ``python benchmarks/history.py [--quick] [--check] [ROW …]``.

As ``speed.py`` does, on the repository that ``fortnights.py`` makes. See README.md beside this file.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from measuring import HERE, RAGPLAN, Command, Row, Setting, measured, run, versus

BY_HAND = """
import subprocess, sys
def git(*arguments, **more):
    return subprocess.run(["git", *arguments], stdout=subprocess.PIPE, check=True, **more).stdout
log = git("log", "--first-parent", "--raw", "--no-abbrev", "--no-renames", "--format=", "--", "plans")
blobs = dict.fromkeys(line.split()[3] for line in log.splitlines())
git("cat-file", "--batch", input=b"\\n".join(blobs) + b"\\n")
"""
"""The read that history is measured against: git's two commands, each asked once, and nothing made of it."""

OURS = """
from pathlib import Path
from ragplan.repository.git import open_repository
with open_repository(Path("plans")) as repository:
    trees = [tree for _, tree in repository.recorded()]
    for _ in repository.contents(each.blob for tree in trees for each in tree.versions):
        pass
"""
"""The same read as ragplan does it, with the plan files of every commit found."""

ROUND_TRIP = """
import subprocess, sys
from pathlib import Path
from ruamel.yaml import YAML
for commit in sys.argv[1:]:
    subprocess.run(["git", "checkout", "-q", "--detach", commit], check=True)
    for path in sorted(Path("plans").rglob("*.yaml")):
        YAML(typ="rt").load(path.read_bytes())
"""
"""A commit checked out and each of its files loaded by ruamel's round-trip loader."""

LINT = (RAGPLAN, "lint")
STDOUT = ("--output", "-")
SAMPLE = 1
"""Commits of which that is measured; a trend needs them all, and the figure is for all."""


@dataclass(frozen=True)
class Bench:
    """What the measurements share: the size of the repository, and a folder that goes away afterwards."""

    folder: Path
    quick: bool

    @property
    def meetings(self) -> int:
        """Commits of the repository."""
        return 26 if self.quick else 130

    def pairs(self, thorough: int) -> int:
        """How many pairs to run."""
        return max(1, thorough // 4) if self.quick else thorough

    @cached_property
    def repository(self) -> Path:
        """The repository, made in another process so that this one stays small."""
        made = self.folder / "repository"
        subprocess.run((sys.executable, HERE / "fortnights.py", made, str(self.meetings)), check=True)
        return made

    @cached_property
    def last(self) -> str:
        """The day of the last meeting."""
        return self.git("log", "-1", "--format=%cs").strip()

    def trend(self, *arguments: str, day: str = "") -> Command:
        """The trend over all meetings, or up to a day, as a page."""
        return (RAGPLAN, "report", "trend", "--as-of", day or self.last, *arguments)

    @property
    def without_cache(self) -> Setting:
        """In the repository, every time as if it were the first."""
        return Setting(self.repository)

    @property
    def with_cache(self) -> Setting:
        """In the repository, with a cache of our own."""
        return Setting(self.repository, (("RAGPLAN_CACHE", str(self.folder / "cache")),))

    def with_all_but_one(self) -> Setting:
        """In the repository, with a cache that knows all meetings but the last."""
        known, folder = self.folder / "all-but-one", self.folder / "one-more"
        if not known.exists():
            before = self.git("log", "-1", "--format=%cs", "HEAD~1").strip()
            run(self.trend(*STDOUT, day=before), Setting(self.repository, (("RAGPLAN_CACHE", str(known)),)))
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(known, folder)
        return Setting(self.repository, (("RAGPLAN_CACHE", str(folder)),))

    def git(self, *arguments: str) -> str:
        """What a git command says in the repository."""
        return subprocess.run(
            ("git", *arguments), cwd=self.repository, check=True, stdout=subprocess.PIPE, text=True
        ).stdout


def reading(bench: Bench) -> Iterator[Row]:
    """Every version of every file, against git's own commands."""
    yield versus(
        "every version of every file : git log --raw and git cat-file --batch by hand",
        (sys.executable, "-c", OURS),
        (sys.executable, "-c", BY_HAND),
        bench.pairs(8),
        1.5,
        setting=bench.without_cache,
    )


def trend(bench: Bench) -> Iterator[Row]:
    """The trend over all meetings: the first time, the second, and after one more meeting."""
    by_hand = (sys.executable, "-c", BY_HAND)
    told = f"trend over {bench.meetings} meetings, first run"
    first = bench.trend(*STDOUT)
    yield versus(f"{told} : that read", first, by_hand, bench.pairs(1), setting=bench.without_cache)
    second = bench.trend(*STDOUT)
    yield versus("trend, second run : ragplan lint", second, LINT, bench.pairs(4), setting=bench.with_cache)
    yield one_more(bench)
    yield round_trip(bench)


def one_more(bench: Bench) -> Row:
    """The trend where all meetings but the last were counted before, against reading the plans."""
    ran = [
        (
            run(bench.trend(*STDOUT), bench.with_all_but_one()).seconds,
            run(LINT, bench.without_cache).seconds,
        )
        for _ in range(bench.pairs(4))
    ]
    times = [statistics.median(side) for side in zip(*ran, strict=True)]
    ratios = tuple(one / other for one, other in ran)
    return Row("trend, one new meeting : ragplan lint", ratios, times=(times[0], times[1]))


def round_trip(bench: Bench) -> Row:
    """What the trend would take with checkouts and a round-trip loader, from a sample, against the read."""
    commits = bench.git("log", f"-{SAMPLE}", "--format=%H").split()
    by_hand = run((sys.executable, "-c", BY_HAND), bench.without_cache).seconds
    sample = run((sys.executable, "-c", ROUND_TRIP, *commits), bench.without_cache).seconds
    bench.git("checkout", "-q", "main")
    seconds = sample / SAMPLE * bench.meetings
    of = f"{SAMPLE} of {bench.meetings} commits measured"
    name = f"the same trend by checkouts and ruamel's round-trip loader ({of}) : that read"
    return Row(name, (seconds / by_hand,), times=(seconds, by_hand))


def diff(bench: Bench) -> Iterator[Row]:
    """Two neighbouring meetings."""
    git = ("git", "diff", "--numstat", "HEAD~1", "HEAD")
    days = bench.git("log", "-2", "--format=%cs").split()
    for format in ("text", "json"):
        ours = (RAGPLAN, "diff", days[1], days[0], "--format", format)
        name = f"diff between two neighbouring meetings, {format}"
        told = f"{name} : git diff --numstat"
        target = 25 if format == "text" else None
        yield versus(told, ours, git, bench.pairs(6), target, setting=bench.without_cache)


MEASUREMENTS: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "reading": reading,
    "diff": diff,
    "trend": trend,
}


if __name__ == "__main__":
    sys.exit(measured(__doc__, "a fifth of the meetings and fewer runs", Bench, MEASUREMENTS))

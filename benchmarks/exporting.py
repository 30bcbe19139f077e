"""What an export takes, as ratios: ``python benchmarks/exporting.py [--quick] [--check] [ROW …]``.

Rows as every meeting saw them: of a few hundred small repositories made of the plans here, each beside git's
own reading of the same files, and of large ones. In seconds of the processors, which another's work hardly
changes. See README.md beside this file.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path

import fortnights
from history import BY_HAND
from measuring import KIB, RAGPLAN, REAL, Row, Setting, measured, run

from plans import ORGANISATIONS, REGISTER

FIRST, MEETINGS = date(2014, 1, 6), 12
"""The first meeting of the small plans, and how many they have, a fortnight apart."""
REVIEWED_EVERY, CHANGED_EVERY = 2, 5
"""One file in so many is reviewed at a meeting, and of those one position in so many says something else."""
BOTH = ("csv", "parquet")
THEN = (sys.executable, "-c", BY_HAND)


def small(folder: Path, number: int) -> None:
    """A repository of one of the plans here, under a name of its own, with a commit before each meeting."""
    folders = sorted(each.parent for each in REAL.glob("*/programme.yaml"))
    source = folders[number % len(folders)]
    files = {each.name: each.read_text("utf-8") for each in sorted(source.glob("*.yaml"))}
    last = FIRST + timedelta(weeks=2 * (MEETINGS - 1))
    calendar = f"calendar: {{every: 2 weeks, first: {FIRST}, last: {last}}}\n"
    programme = re.sub(r"^calendar:\n(?: +.*\n)+", calendar, files["programme.yaml"], flags=re.MULTILINE)
    files["programme.yaml"] = programme.replace(f"programme: {source.name}", f"programme: p{number:04}")
    subprocess.run((*fortnights.GIT, "init", "-q", folder), check=True)
    git = (*fortnights.GIT, "-C", str(folder))
    stream = b"".join(_commits(files, number))
    subprocess.run((*git, "fast-import", "--quiet"), input=stream, check=True)
    subprocess.run((*git, "reset", "-q", "--hard", "main"), check=True)


def _commits(files: dict[str, str], number: int) -> Iterator[bytes]:
    """What ``git fast-import`` reads: every file, then those that are reviewed before each later meeting."""
    for meeting in range(MEETINGS):
        on = FIRST + timedelta(weeks=2 * meeting)
        at = int(datetime.combine(on, time(9), UTC).timestamp())
        yield b"commit refs/heads/main\ncommitter B <b@example.org> %d +0000\ndata 0\n" % at
        if meeting == 0:
            yield _file("registers/francis-2013.yaml", REGISTER.read_bytes())
        for place, (name, text) in enumerate(files.items()):
            if meeting == 0 or (
                name != "programme.yaml" and (place + number + meeting) % REVIEWED_EVERY == 0
            ):
                yield _file(f"plan/{name}", _reviewed(text, on, meeting).encode())


def _file(path: str, data: bytes) -> bytes:
    return b"M 100644 inline plans/%s\ndata %d\n%s\n" % (path.encode(), len(data), data)


def _reviewed(text: str, on: date, meeting: int) -> str:
    """An organisation's file as reviewed on a day, some of its statuses told anew; others as they are."""
    if not re.search("^organisation:", text, re.MULTILINE):
        return text
    text = re.sub(r"^reviewed:.*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"^(organisation:.*\n)", rf"\1reviewed: {on}\n", text, count=1, flags=re.MULTILINE)
    turn = iter(range(meeting, sys.maxsize))
    return re.sub(
        r"^( +status: )(?=[A-Z])",
        lambda found: found[0] if next(turn) % CHANGED_EVERY else f"{found[0]}At meeting {meeting + 1} - ",
        text,
        flags=re.MULTILINE,
    )


@dataclass(frozen=True)
class Bench:
    """What the measurements share: their size, and a folder that goes away afterwards."""

    folder: Path
    quick: bool

    @cached_property
    def repositories(self) -> list[Path]:
        """The small repositories."""
        made = [self.folder / f"small-{number:04}" for number in range(12 if self.quick else 240)]
        for number, each in enumerate(made):
            small(each, number)
        return made

    def large(self, each: int) -> tuple[Path, int]:
        """A repository in which each organisation has so many positions, and the lines of its export."""
        meetings = 26 if self.quick else 104
        made = self.folder / f"large-{each}"
        if not made.exists():
            make = (fortnights.__file__, str(made), str(meetings), str(each * ORGANISATIONS))
            subprocess.run((sys.executable, *make), check=True)
        return made, meetings * each * ORGANISATIONS

    def export(self, format: str) -> tuple[str, ...]:
        """The rows of all meetings in a format."""
        output = self.folder / f"rows.{format}"
        return (RAGPLAN, "export", "rows", "--all-meetings", "--format", format, "--output", str(output))


def repositories(bench: Bench) -> Iterator[Row]:
    """Each small repository beside git's reading of it."""
    many = len(bench.repositories)
    for format in BOTH:
        ran = [
            (run(bench.export(format), where).processor, run(THEN, where).processor)
            for where in map(Setting, bench.repositories)
        ]
        yield _against(f"{format}, {many} small repositories : git's reading of the same", ran)


def large(bench: Bench) -> Iterator[Row]:
    """A large repository beside git's reading of it, twice its lines beside it, and its memory."""
    (one, lines), (twice, more) = bench.large(1), bench.large(2)
    for format in BOTH:
        times = range(1 if bench.quick else 3)
        ran = [run(bench.export(format), Setting(one)) for _ in times]
        by_hand = [run(THEN, Setting(one)).processor for _ in times]
        doubled = [run(bench.export(format), Setting(twice)) for _ in times]
        seconds = [each.processor for each in ran]
        yield _against(
            f"{format}, {lines:,} lines : git's reading of the same", list(zip(seconds, by_hand, strict=True))
        )
        growth = [(each.processor, before) for each, before in zip(doubled, seconds, strict=True)]
        yield _against(f"{format}, {more:,} lines : {lines:,} lines", growth, 2.2)
        memory = [
            (each.memory - before.memory) / (more - lines) / KIB
            for each, before in zip(doubled, ran, strict=True)
        ]
        yield Row(f"{format}, peak memory of a line more", tuple(memory), " KiB", 4)


def _against(name: str, ran: list[tuple[float, float]], target: float | None = None) -> Row:
    times = [statistics.median(side) for side in zip(*ran, strict=True)]
    return Row(name, tuple(one / other for one, other in ran), "", target, (times[0], times[1]))


MEASUREMENTS: dict[str, Callable[[Bench], Iterator[Row]]] = {"repositories": repositories, "large": large}


if __name__ == "__main__":
    sys.exit(
        measured(__doc__, "a twentieth of the repositories, fewer meetings and runs", Bench, MEASUREMENTS)
    )

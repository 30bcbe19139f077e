"""Make a repository with a long history: ``python benchmarks/fortnights.py FOLDER [MEETINGS [POSITIONS]]``.

The plan of ``plans.py``, committed on the day of every meeting: in each commit six files in ten are
reviewed anew, and a tenth of their positions say something else. The same arguments always give the
same commits.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from plans import FIRST_MEETING, ORGANISATIONS, REGISTER, Made, Texts, Told, code, made

MEETINGS = 130
POSITIONS = 10_000
TOUCHED = ORGANISATIONS * 6 // 10
NEW_EVERY = 10
"""One position in so many of a file says something else, in turn."""
RATED_ANEW_EVERY = 3
"""One new text in so many comes with another rating."""
GIT = ("git", "-c", "core.autocrlf=false", "-c", "init.defaultBranch=main", "-c", "gc.auto=0")


def make(folder: Path, meetings: int = MEETINGS, positions: int = POSITIONS) -> None:
    """Make the repository in a new folder, packed as ``git gc`` would, and check its files out."""
    subprocess.run((*GIT, "init", "-q", folder), check=True)
    git = (*GIT, "-C", str(folder))
    with subprocess.Popen((*git, "fast-import", "--quiet"), stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        for piece in stream(made(positions), meetings):
            process.stdin.write(piece)
    if process.returncode:
        raise RuntimeError(f"git fast-import exited with {process.returncode}")
    subprocess.run((*git, "repack", "-adfq"), check=True)
    subprocess.run((*git, "reset", "-q", "--hard", "main"), check=True)


def stream(plan: Made, meetings: int) -> Iterator[bytes]:
    """What ``git fast-import`` reads: one commit a meeting, the first with every file."""
    last = FIRST_MEETING + timedelta(weeks=2 * (meetings - 1))
    told = [_at_first(plan, organisation) for organisation in range(ORGANISATIONS)]
    yield _commit(FIRST_MEETING)
    yield _file("registers/francis-2013.yaml", REGISTER.read_bytes())
    yield _file("benchmark/programme.yaml", plan.programme(last))
    for organisation in range(ORGANISATIONS):
        yield _organisation(plan, organisation, FIRST_MEETING, told[organisation])
    for meeting in range(1, meetings):
        on = FIRST_MEETING + timedelta(weeks=2 * meeting)
        yield _commit(on)
        for organisation in filter(lambda each: _touched(each, meeting), range(ORGANISATIONS)):
            told[organisation] = list(_later(plan.texts, told[organisation], meeting, on))
            yield _organisation(plan, organisation, on, told[organisation])


def _at_first(plan: Made, organisation: int) -> list[Told]:
    places = len(plan.by_owner[organisation]) + plan.own
    return [Told(organisation * 3 + place, FIRST_MEETING) for place in range(places)]


def _touched(organisation: int, meeting: int) -> bool:
    return (organisation * 37 + meeting * 53) % ORGANISATIONS < TOUCHED


def _later(texts: Texts, told: list[Told], meeting: int, on: date) -> Iterator[Told]:
    """What the positions of a file say at a meeting: some of them something else that none of them says."""
    said = {each.turn % len(texts.statuses) for each in told}
    for place, each in enumerate(told):
        if (place + meeting) % NEW_EVERY:
            yield each
            continue
        later = _next(texts, each.turn, said, anew=(place + meeting) % RATED_ANEW_EVERY == 0)
        said ^= {each.turn % len(texts.statuses), later % len(texts.statuses)}
        yield Told(later, on)


def _next(texts: Texts, turn: int, said: set[int], *, anew: bool) -> int:
    """The next turn that is not said, with another rating or the same one, where there is one."""
    many = len(texts.statuses)
    unsaid = [later for later in range(turn + 1, turn + many) if later % many not in said]
    rated = (later for later in unsaid if (texts.rating(later) != texts.rating(turn)) is anew)
    return next(rated, unsaid[0])


def _commit(on: date) -> bytes:
    at = int(datetime.combine(on, time(9), UTC).timestamp())
    said = f"Meeting of {on}\n".encode()
    who = b"committer Benchmark <benchmark@example.org> %d +0000" % at
    return b"commit refs/heads/main\n%s\ndata %d\n%s" % (who, len(said), said)


def _organisation(plan: Made, organisation: int, on: date, told: list[Told]) -> bytes:
    return _file(f"benchmark/{code(organisation)}.yaml", plan.organisation(organisation, on, told))


def _file(path: str, data: bytes) -> bytes:
    return b"M 100644 inline plans/%s\ndata %d\n%s\n" % (path.encode(), len(data), data)


if __name__ == "__main__":
    make(Path(sys.argv[1]), *map(int, sys.argv[2:]))

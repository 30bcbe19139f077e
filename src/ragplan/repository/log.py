"""What ``git log`` writes to commits and their changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from ragplan.history import Commit
from ragplan.repository.trees import Entry, changed

COMMITS = (
    "log",
    *("--first-parent", "--no-show-signature", "--no-decorate", "--no-color", "--no-notes"),
    *("--encoding=UTF-8", "-z", "--format=%H%x00%ct%x00%an%x00%ae%x00%s"),
)
"""The commits of a line, newest first, as ``commits`` reads them."""

BROUGHT = ("log", "--topo-order", *COMMITS[2:])
"""The same for the commits of all parents."""

CHANGES = (
    *("-c", "log.diffMerges=first-parent", "-c", "log.showRoot=true", "-c", "log.follow=false"),
    *COMMITS,
    *("--sparse", "-m", "--raw", "--no-abbrev", "--no-renames"),
    *("--no-ext-diff", "--no-textconv", "--ignore-submodules=none", "-O/dev/null"),
)
"""The same with what each changed, as ``steps`` reads it."""

DIFFERENCES = ("diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", "--ignore-submodules=none")
"""What is different between two trees, as ``differences`` reads it."""


class Step(NamedTuple):
    """A commit and what it put at each path that it changed; ``None`` where it took something away."""

    commit: Commit
    changes: dict[str, Entry | None]


class Difference(NamedTuple):
    """A path, and what is there in the one tree and in the other."""

    path: str
    before: Entry | None
    after: Entry | None


def commits(output: bytes) -> list[Commit]:
    """The commits of a line, oldest first."""
    return [step.commit for step in steps(output)]


def steps(output: bytes) -> list[Step]:
    """The commits of a line and their changes, oldest first."""
    found: list[Step] = []
    parts = iter(output.split(b"\0")[:-1])
    for part in parts:
        if part.startswith((b":", b"\n:")):
            path, _, after = changed(part.lstrip(b"\n"), next(parts))
            found[-1].changes[path] = after
        else:
            found.append(Step(_commit(part, parts), {}))
    found.reverse()
    return found


def differences(output: bytes) -> list[Difference]:
    """What is different between two trees."""
    parts = iter(output.split(b"\0")[:-1])
    return [Difference(*changed(part, next(parts))) for part in parts]


def _commit(revision: bytes, parts: Iterator[bytes]) -> Commit:
    at, author, email, subject = (next(parts).decode("utf-8", "replace") for _ in range(4))
    return Commit(revision.decode(), _moment(at), author, email, subject)


def _moment(seconds: str) -> datetime:
    """A moment in any time zone's reach; a damaged date is one beyond all meetings."""
    try:
        return min(datetime.fromtimestamp(int(seconds), UTC), _BEYOND)
    except (ValueError, OverflowError, OSError):
        return _BEYOND


_BEYOND = datetime(9999, 12, 30, tzinfo=UTC)

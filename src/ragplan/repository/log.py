"""What ``git log`` writes to commits and their changes."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from ragplan.history import DAMAGED, Commit
from ragplan.repository.trees import Entry, changed

COMMITS = ("log", "--first-parent")
"""The commits of a line, newest first; with ``form`` as ``commits`` reads them."""

ALL = ("log", "--topo-order")
"""The same for the commits of all parents."""

_FORM = ("--no-show-signature", "--no-decorate", "--no-color", "--no-notes", "--encoding=UTF-8", "-z")


def form(*, mapped: bool) -> tuple[str, ...]:
    """How commits are listed; ``mapped`` names authors as ``.mailmap`` does, never their addresses."""
    name, heeded = ("%aN", "--mailmap") if mapped else ("%an", "--no-mailmap")
    return (*_FORM, heeded, f"--format=%H%x00%P%x00%ct%x00{name}%x00%ae%x00%s")


CHANGES = (
    *("diff-tree", "--stdin", "--root", "--always"),
    *("-r", "-z", "--raw", "--no-abbrev", "--no-renames", "--ignore-submodules=none"),
)
"""What commits changed, as ``steps`` reads it; each is given with the parent that it is compared with."""

DIFFERENCES = ("diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", "--ignore-submodules=none")
"""What is different between two trees, as ``differences`` reads it."""


class CommitChanges(NamedTuple):
    """A commit and what it put at each path that it changed; ``None`` where it took something away."""

    commit: Commit
    changes: dict[str, Entry | None]


class Difference(NamedTuple):
    """A path, and what is there in the one tree and in the other."""

    path: str
    before: Entry | None
    after: Entry | None


def commits(output: bytes) -> list[Commit]:
    """The commits that git lists, oldest first."""
    parts = iter(output.split(b"\0")[:-1])
    return [_commit(part, parts) for part in parts][::-1]


def steps(line: Iterable[Commit], output: bytes) -> list[CommitChanges]:
    """The commits of a line, in its order, with what each changed."""
    found: list[CommitChanges] = []
    coming = iter(line)
    parts = iter(output.split(b"\0")[:-1])
    for part in parts:
        if part.startswith(b":"):
            path, _, after = changed(part, next(parts))
            found[-1].changes[path] = after
        else:
            found.append(CommitChanges(next(coming), {}))
    return found


def differences(output: bytes) -> list[Difference]:
    """What is different between two trees."""
    parts = iter(output.split(b"\0")[:-1])
    return [Difference(*changed(part, next(parts))) for part in parts]


def _commit(revision: bytes, parts: Iterator[bytes]) -> Commit:
    parents, at, author, email, subject = (next(parts).decode("utf-8", "replace") for _ in range(5))
    return Commit(revision.decode(), _moment(at), author, email, subject, tuple(parents.split()))


def _moment(seconds: str) -> datetime:
    """A moment in any time zone's reach; a damaged date is one beyond all meetings."""
    try:
        return min(datetime.fromtimestamp(int(seconds), UTC), DAMAGED)
    except (ValueError, OverflowError, OSError):
        return DAMAGED

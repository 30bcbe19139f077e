"""A new git repository from commits given as values: the same ids on every machine.

The commits are handed to ``git fast-import`` with every name, date and byte; neither the user's
configuration nor a template, hook or filter has a part in it. The repository is made beside its
place and moved there whole.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ragplan.repository.program import Program

BRANCH = "main"
_PATH = re.compile(r"\.gitignore|[\w-][\w .-]*(/[\w-][\w .-]*)*", re.ASCII)
_ALONE = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_COUNT": "0",
    "GIT_CONFIG_PARAMETERS": "",
}
"""Settings under which git knows no configuration but the new repository's own."""


class Signature(NamedTuple):
    """Who did something, and when."""

    name: str
    email: str
    at: datetime


class NewCommit(NamedTuple):
    """A commit to be made: what it puts at each path, ``None`` where it takes a file away.

    ``parents`` are the places of earlier commits in the history, the first one's the line.
    """

    author: Signature
    message: str
    changes: Mapping[str, bytes | None]
    parents: tuple[int, ...] = ()


class NewTag(NamedTuple):
    """An annotated tag to be put on the commit at a place in the history."""

    name: str
    tagger: Signature
    message: str
    commit: int


class NewHistory(NamedTuple):
    """A whole history; its last commit is the tip of the branch."""

    commits: Sequence[NewCommit]
    tags: Sequence[NewTag] = ()


def vacant(folder: Path) -> bool:
    """Whether a repository can be made at a place: nothing is there, or an empty folder."""
    return not os.path.lexists(folder) or (folder.is_dir() and not any(folder.iterdir()))


def make_repository(folder: Path, history: NewHistory) -> None:
    """Make a repository with its working tree in a folder that is not there or is empty.

    Where that fails, nothing is left of it. Raises ``OSError`` and ``RepositoryError``.
    """
    with _beside(folder) as made:
        program = Program(made, _ALONE | _recorded_by(history.commits[-1].author))
        program.write("init", "--quiet", "--template=", f"--initial-branch={BRANCH}", "--object-format=sha1")
        with tempfile.TemporaryFile() as stream:
            stream.writelines(_stream(history))
            stream.seek(0)
            program.write("fast-import", "--quiet", "--date-format=raw", given=stream)
        program.write("read-tree", "--reset", "-u", "HEAD")
        _settle(made, folder)


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A new folder on the same disk, gone with all that is left in it in the end."""
    place = folder if folder.is_dir() else folder.parent
    scratch = Path(tempfile.mkdtemp(prefix=".ragplan-", dir=place))
    try:
        made = scratch / "made"
        made.mkdir()
        yield made
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _settle(made: Path, folder: Path) -> None:
    """Move a finished repository to its place; into a folder that is there, without replacing it."""
    if not folder.is_dir():
        made.rename(folder)
        return
    moved: list[Path] = []
    try:
        for each in sorted(made.iterdir(), reverse=True):  # .git last
            each.rename(folder / each.name)
            moved.append(each)
    except OSError:
        for each in moved:
            (folder / each.name).rename(each)
        raise


def _recorded_by(who: Signature) -> dict[str, str]:
    """Whom git's own log of the branch names."""
    return {
        "GIT_COMMITTER_NAME": who.name,
        "GIT_COMMITTER_EMAIL": who.email,
        "GIT_COMMITTER_DATE": _when(who),
    }


def _stream(history: NewHistory) -> Iterator[bytes]:
    """A history in the language of ``git fast-import``."""
    for place, commit in enumerate(history.commits):
        yield from _commit(place, commit)
    for tag in history.tags:
        yield f"tag {tag.name}\nfrom {_mark(tag.commit)}\ntagger {_who(tag.tagger)}\n".encode()
        yield _data(tag.message.encode())


def _commit(place: int, commit: NewCommit) -> Iterator[bytes]:
    who = _who(commit.author)
    yield f"commit refs/heads/{BRANCH}\nmark {_mark(place)}\nauthor {who}\ncommitter {who}\n".encode()
    yield _data(commit.message.encode())
    for index, parent in enumerate(commit.parents):
        yield f"{'merge' if index else 'from'} {_mark(parent)}\n".encode()
    for path, content in sorted(commit.changes.items()):
        if _PATH.fullmatch(path) is None:
            raise ValueError(f"not a path for a new repository: {path!r}")
        if content is None:
            yield f"D {path}\n".encode()
        else:
            yield f"M 100644 inline {path}\n".encode()
            yield _data(content)
    yield b"\n"


def _mark(place: int) -> str:
    return f":{place + 1}"


def _who(who: Signature) -> str:
    return f"{who.name} <{who.email}> {_when(who)}"


def _when(who: Signature) -> str:
    return f"{int(who.at.timestamp())} {who.at:%z}"


def _data(content: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(content), content)

"""Where the plans and their policy stand, and what is in the file: on disk, or in a bare repository.

It is ``ragplan.yaml`` at the top of the repository: of the nearest folder with ``.git`` at or above the
plans' folder. Without a repository that is the folder one works in, where the plans are in it or below, or
the one that the plans' folder stands in, where one works in it or below; else the plans' own.
"""

import os
from pathlib import Path
from typing import NamedTuple

from ragplan.document import SourceFile

NAME = "ragplan.yaml"
PLANS = "plans"
"""The folder of the plans, where none is named."""
OTHER_NAMES = ("ragplan.yml", ".ragplan.yaml", ".ragplan.yml")
"""What others would call it: told, so that nobody believes them to be heeded."""
LARGEST = 256 * 1024
"""Bytes in the largest policy that is read."""

_OF_BARE = ("HEAD", "objects", "refs")


class PolicyFile(NamedTuple):
    """The policy's file, ``None`` where there is none, and the plans' place as seen from the top.

    ``misplaced`` are files that look like a policy where none is read; ``path`` is where one is.
    """

    source: SourceFile | None
    within: str
    path: str = NAME
    misplaced: tuple[str, ...] = ()


def top_of(folder: Path) -> Path:
    """The top of the repository, or what stands for it, of a folder of plans that need not be there."""
    real = Path(os.path.realpath(folder))
    working = Path(os.path.realpath("."))
    if above := repository_above(real):
        return above
    both = [
        each for each in (working, real.parent) if real.is_relative_to(each) and working.is_relative_to(each)
    ]
    return next((each for each in both if os.path.lexists(each / NAME)), [*both, real][0])


def repository_above(real: Path) -> Path | None:
    """The top of the repository that a place without links is in: the nearest folder with ``.git``."""
    return next((each for each in (real, *real.parents) if os.path.lexists(each / ".git")), None)


def leads_out(path: Path) -> bool:
    """Whether a path of the repository that one works in leads out of it, by a link."""
    top = repository_above(Path(os.path.realpath(".")))
    if top is None or not Path(os.path.abspath(path)).is_relative_to(top):  # noqa: PTH100 - as it is named
        return False
    return not Path(os.path.realpath(path)).is_relative_to(top)


def policy_on_disk(folder: Path) -> PolicyFile:
    """The policy that stands at the top on disk."""
    top, real = top_of(folder), Path(os.path.realpath(folder))
    between = [each for each in real.parents if each != top and each.is_relative_to(top)]
    looked_for = [*(each / NAME for each in between), *(top / name for name in OTHER_NAMES)]
    misplaced = (os.path.relpath(path) for path in looked_for if os.path.lexists(path))
    within = real.relative_to(top).as_posix()
    return PolicyFile(_read(top / NAME), within, os.path.relpath(top / NAME), tuple(sorted(misplaced)))


def is_policy(path: Path, folder: Path) -> bool:
    """Whether a file that was found in a folder of plans is the policy, and no plan file."""
    return path.name == NAME and path.parent == folder and top_of(folder) == Path(os.path.realpath(folder))


def may_be_bare(folder: Path) -> bool:
    """Whether git has to be asked if the repository of a folder is one without files on disk."""
    real = Path(os.path.realpath(folder))
    for each in (real, *real.parents):
        if os.path.lexists(each / ".git"):
            return bool(os.environ.get("GIT_DIR")) and not os.path.lexists(real)
        if is_bare(each):
            return True
    return bool(os.environ.get("GIT_DIR"))


def is_bare(folder: Path) -> bool:
    """Whether a folder looks like a repository without files on disk."""
    return all(os.path.lexists(folder / name) for name in _OF_BARE)


def _read(path: Path) -> SourceFile | None:
    """A policy's bytes, or why they cannot be had; ``None`` where there is none."""
    if not os.path.lexists(path):
        return None
    name = os.path.relpath(path)
    if path.is_symlink():
        return SourceFile(name, fault="this is a symbolic link, which is not followed")
    if not path.is_file():
        return SourceFile(name, fault="this is not a file")
    try:
        with path.open("rb") as file:
            return policy_source(name, file.read(LARGEST + 1))
    except OSError as error:
        return SourceFile(name, fault=f"the file cannot be opened: {error.strerror}")


def policy_source(name: str, data: bytes) -> SourceFile:
    """A policy's bytes under its name, unless there are too many."""
    if len(data) > LARGEST:
        return SourceFile(name, fault=f"the file is larger than {LARGEST // 1024} KiB")
    return SourceFile(name, data)


def root() -> Path:
    """The nearest folder at or above the working one with ``plans`` in it, as seen from there.

    The top of a repository, and a folder with a policy, is the last that is looked into. Where no folder
    has plans it is the working one.
    """
    working = Path(os.path.realpath("."))
    for above, each in enumerate((working, *working.parents)):
        if (each / PLANS).is_dir():
            return Path(*[".."] * above)
        if os.path.lexists(each / ".git") or os.path.lexists(each / NAME) or is_bare(each):
            break
    return Path()

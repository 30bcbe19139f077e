"""What git lists, of a commit, of the index or of a change, to the plan files among it."""

import os
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import PurePath, PurePosixPath
from posixpath import normpath
from typing import NamedTuple, TypeVar

from ragplan.diagnostics import FILE_START
from ragplan.document import Problem
from ragplan.repository.files import LINK, is_plan_file
from ragplan.repository.policy_file import NAME as POLICY

FILE_MODES = ("100644", "100755")
_LINK_MODE, _MODULE_MODE = "120000", "160000"
_NOTHING = "000000"
_KINDS = ("blob", "commit")


class Entry(NamedTuple):
    """What git holds at a path: a mode, and the id of a content; ``stage`` counts sides of a conflict."""

    mode: str
    blob: str
    stage: str = "0"


Held = TypeVar("Held", Entry, Entry | None)
Entries = Mapping[str, Entry]
"""What git holds, by path from the repository's top."""


class Version(NamedTuple):
    """A plan file of a commit: its path as told to people, and the id of its content."""

    path: str
    blob: str


class Tree(NamedTuple):
    """The plan files of a commit or of the index by path, and what of it could not be followed."""

    versions: tuple[Version, ...] = ()
    problems: tuple[tuple[str, Problem], ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing here of any plan."""
        return not self.versions and not self.problems


def listed(output: bytes) -> dict[str, Entry]:
    """What ``git ls-tree -z`` or ``git ls-files --stage -z`` lists."""
    found: dict[str, Entry] = {}
    for line in output.split(b"\0")[:-1]:
        about, path = line.split(b"\t", 1)
        mode, second, third = about.decode().split()
        found[os.fsdecode(path)] = Entry(mode, third) if second in _KINDS else Entry(mode, second, third)
    return found


def changed(about: bytes, path: bytes) -> tuple[str, Entry | None, Entry | None]:
    """A path, and what it held before and after a change, given as ``--raw -z`` does."""
    before, after, old, new, _ = about.decode().removeprefix(":").split()
    return os.fsdecode(path), _entry(before, old), _entry(after, new)


def _entry(mode: str, blob: str) -> Entry | None:
    return None if mode == _NOTHING else Entry(mode, blob)


def plan_tree(entries: Entries, within: str, named: PurePath, target: Callable[[str], str]) -> Tree:
    """The plan files among what git holds in a folder.

    Their paths are told as seen from where that folder was ``named``. ``target`` reads the path that
    a link's blob holds.
    """
    versions: list[Version] = []
    problems: list[tuple[str, Problem]] = []
    for path, entry in sorted(inside(entries, within)):
        told, ours = _told(named, path)
        if entry.mode == _MODULE_MODE:
            problems.append((told, _MODULE))
        elif entry.mode == _LINK_MODE:
            if ours or _to_folder(target(entry.blob), path, entries, within):
                problems.append((told, LINK))
        elif ours and entry.stage != "0":
            problems.append((told, _CONFLICT))
        elif ours:
            versions.append(Version(told, entry.blob))
    return Tree(tuple(versions), tuple(problems))


def inside(entries: Mapping[str, Held], within: str) -> Iterator[tuple[str, Held]]:
    """What git holds in a folder and below it, by path from there.

    Hidden files and folders are left out, and the policy, which is no plan file.
    """
    start = f"{within}/" if within else ""
    for path, entry in entries.items():
        if path.startswith(start) and path != POLICY and not _hidden(path[len(start) :]):
            yield path[len(start) :], entry


@lru_cache(maxsize=65536)
def _told(named: PurePath, path: str) -> tuple[str, bool]:
    """A path as told to people, and whether it is a plan file's; asked for again with every commit."""
    told = named / path
    return told.as_posix(), is_plan_file(told)


@lru_cache(maxsize=65536)
def _hidden(path: str) -> bool:
    return path.startswith(".") or "/." in path


def _to_folder(target: str, path: str, entries: Entries, within: str) -> bool:
    """Whether a link leads to a folder of this listing, or to a place outside that looks like one."""
    place = normpath(PurePosixPath(within, path).parent / target)
    if place == (within or "."):
        return True
    if place.startswith(("/", "..")) or not place.startswith(f"{within}/" if within else ""):
        return not PurePosixPath(place).suffix
    return any(each.startswith(f"{place}/") for each in entries)


_MODULE = Problem(
    "link-not-followed",
    "this is a submodule and was not followed",
    "put its files into this repository",
    FILE_START,
)
_CONFLICT = Problem(
    "unreadable-file",
    "two versions of this file wait to be merged",
    "settle the conflict and run 'git add'",
    FILE_START,
)

"""The folders in which a repository has kept the plans, and each commit's plan files wherever they were."""

import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from ragplan.history import Commit
from ragplan.repository.files import is_plan_file, working_files
from ragplan.repository.log import CHANGES, DIFFERENCES, CommitChanges, Difference, differences, steps
from ragplan.repository.place import RepositoryPlace
from ragplan.repository.trees import Entries, Entry, Tree, inside, listed, plan_tree

MOST_FILES = 200_000
"""Files of a commit that are looked through; a large repository has half as many."""
MOST_CHANGES = 500_000
"""Paths and what is there that are looked through in all changes of a line: two for each change. Two
hundred files that change every fortnight take twenty years to come to half of them."""
Target = Callable[[str], str]
"""What a link leads to, by the id of its content."""


class PlanFolder(NamedTuple):
    """A folder that held the plans, without what stayed there when they moved on."""

    folder: str
    stayed: frozenset[str] = frozenset()


class FolderHistory(NamedTuple):
    """The commits of a line with their changes, oldest first, and the plans' folders, the latest first."""

    steps: list[CommitChanges]
    folders: tuple[PlanFolder, ...]


def folder_history(place: RepositoryPlace, line: Sequence[Commit]) -> FolderHistory:
    """What a line did to the plans, wherever they were."""
    folders = {place.within: PlanFolder(place.within)}
    while True:
        done = changes(place, line, paths(*folders))
        former = [each for folder in folders for each in _former(place, done, folder)]
        new = {each.folder: each for each in former if each.folder not in folders}
        if not new:
            return FolderHistory(done, tuple(folders.values()))
        folders |= new


def changes(place: RepositoryPlace, line: Sequence[Commit], within: Sequence[str]) -> list[CommitChanges]:
    """Commits with what each changed of its first parent, of a line the one in it."""
    with tempfile.TemporaryFile() as asked:
        asked.writelines(f"{' '.join((each.revision, *each.parents[:1]))}\n".encode() for each in line)
        asked.seek(0)
        output = place.program.listing(*CHANGES, "--", *within, most=MOST_CHANGES, given=asked)
    return steps(line, output)


def entries(place: RepositoryPlace, revision: str, folder: str = "") -> Entries:
    """What git holds in a folder of a commit."""
    asked = ("ls-tree", "-r", "-z", "--full-tree", "--", revision, *paths(folder))
    return listed(place.program.listing(*asked, most=MOST_FILES))


def paths(*folders: str) -> tuple[str, ...]:
    """The arguments that keep a git command to some folders; none where one of them is the top."""
    return folders if all(folders) else ()


def _former(place: RepositoryPlace, line: Sequence[CommitChanges], folder: str) -> Iterator[PlanFolder]:
    """The folders from which a folder's plan files were moved, whenever it had none before."""
    if not folder:
        return
    came = arrivals(line, folder)
    for before, after in came:
        if before:
            yield from _moved(place, before, after, folder)
    if not came and folder == place.within and not place.bare:
        yield from _moved_on_disk(place, line[-1].commit.revision)


def _moved(place: RepositoryPlace, before: str, after: str, folder: str) -> Iterator[PlanFolder]:
    """The folder from which a commit moved files into one."""
    came_from = moved_from(
        differences(place.program.listing(*DIFFERENCES, before, after, "--", most=MOST_CHANGES)), folder
    )
    if came_from is not None:
        yield _left(came_from, entries(place, after, came_from))


def _moved_on_disk(place: RepositoryPlace, tip: str) -> Iterator[PlanFolder]:
    """The folder of the last commit whose files stand in the plans' folder now, not yet committed."""
    last = {path: each for path, each in inside(entries(place, tip), "") if is_plan_file(PurePath(path))}
    there = {path: each for path, each in last.items() if os.path.lexists(place.program.folder / path)}
    gone = {path: each.blob for path, each in last.items() if path not in there}
    if not gone or not place.folder.is_dir():
        return
    start = f"{place.folder.as_posix()}/"
    now = (source.path.removeprefix(start) for source in working_files(place.folder).sources)
    came_from = former_folder(gone, dict.fromkeys(now, ""))
    if came_from is not None:
        yield _left(came_from, there)


def _left(folder: str, left: Entries) -> PlanFolder:
    """A former folder without what was left in it when the plans moved on: that is no part of them."""
    start = f"{folder}/" if folder else ""
    stayed = (path for path, _ in inside(left, folder) if is_plan_file(PurePath(path)))
    return PlanFolder(folder, frozenset(start + path for path in stayed))


def replayed(
    steps: Sequence[CommitChanges], folders: Sequence[PlanFolder], named: PurePath, target: Target
) -> Iterator[tuple[Commit, Tree]]:
    """Every commit, oldest first, with the plan files it holds."""
    entries: dict[str, Entry] = {}
    tree = Tree()
    for commit, changes in steps:
        for path, entry in changes.items():
            if entry is None:
                entries.pop(path, None)
            else:
                entries[path] = entry
        if changes:
            tree = files_kept(entries, folders, named, target)
        yield commit, tree


def files_kept(entries: Entries, folders: Sequence[PlanFolder], named: PurePath, target: Target) -> Tree:
    """The plan files among what git holds: those of the first folder that has any."""
    for kept in folders:
        moved = entries
        if kept.stayed:
            moved = {path: entry for path, entry in entries.items() if path not in kept.stayed}
        tree = plan_tree(moved, kept.folder, named, target)
        if not tree.empty:
            return tree
    return Tree()


def arrivals(steps: Sequence[CommitChanges], folder: str) -> list[tuple[str, str]]:
    """The commits in which a folder that had no plan files got some, each after its parent or ``""``."""
    found: list[tuple[str, str]] = []
    present: set[str] = set()
    parent = ""
    for commit, changes in steps:
        before = bool(present)
        for path, entry in inside(changes, folder):
            if is_plan_file(PurePath(path)):
                (present.discard if entry is None else present.add)(path)
        if present and not before:
            found.append((parent, commit.revision))
        parent = commit.revision
    return found


def moved_from(changes: Sequence[Difference], folder: str) -> str | None:
    """The folder that plan files came from in one change; ``None`` where they came from none."""
    removed = {each.path: each.before for each in changes if each.before and not each.after}
    added = {each.path: each.after for each in changes if each.after and not each.before}
    return former_folder(
        {path: entry.blob for path, entry in inside(removed, "") if is_plan_file(PurePath(path))},
        {path: entry.blob for path, entry in inside(added, folder) if is_plan_file(PurePath(path))},
    )


def former_folder(removed: Mapping[str, str], added: Mapping[str, str]) -> str | None:
    """The folder that files were moved from, ``""`` for the repository's top; ``None`` if from nowhere.

    ``removed`` are files taken away by one change, by path; ``added`` those it put into the folder,
    by path from there; each with the id of its content. A file is the same one where the end of its
    path is, or else its content. What most files say holds.
    """
    by_content = {blob: path for path, blob in added.items()}
    said = Counter(
        folder
        for path, blob in removed.items()
        for folder in _folder(tuple(path.split("/")), by_content.get(blob), added)
    )
    return min(said, key=lambda folder: (-said[folder], folder.count("/"), folder), default=None)


def _folder(path: tuple[str, ...], same: str | None, added: Mapping[str, str]) -> Iterator[str]:
    """The folder in which a removed file had the place that an added one has now."""
    for index in range(len(path)):
        if "/".join(path[index:]) in added:
            yield "/".join(path[:index])
            return
    if same is not None:
        yield "/".join(path[: -1 - same.count("/")])

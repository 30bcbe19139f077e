"""The plan files of every commit of a line, wherever their folder then was."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath

from ragplan.history import Commit
from ragplan.repository.files import is_plan_file
from ragplan.repository.log import Difference, Step
from ragplan.repository.renames import Home, former_folder
from ragplan.repository.trees import Entries, Entry, Tree, inside, plan_tree

Target = Callable[[str], str]
"""What a link leads to, by the id of its content."""


def replayed(
    steps: Sequence[Step], homes: Sequence[Home], named: PurePath, target: Target
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
            tree = housed(entries, homes, named, target)
        yield commit, tree


def housed(entries: Entries, homes: Sequence[Home], named: PurePath, target: Target) -> Tree:
    """The plan files among what git holds: those of the first home that has any."""
    for home in homes:
        moved = entries
        if home.stayed:
            moved = {path: entry for path, entry in entries.items() if path not in home.stayed}
        tree = plan_tree(moved, home.folder, named, target)
        if not tree.empty:
            return tree
    return Tree()


def arrivals(steps: Sequence[Step], folder: str) -> list[tuple[str, str]]:
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

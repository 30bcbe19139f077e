"""The folders in which a repository has kept the plans, found in its history."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import NamedTuple

from ragplan.history import Commit
from ragplan.repository import situations
from ragplan.repository.files import is_plan_file, working_files
from ragplan.repository.log import CHANGES, DIFFERENCES, Step, differences, steps
from ragplan.repository.past import arrivals, moved_from
from ragplan.repository.place import Place
from ragplan.repository.renames import Home, former_folder
from ragplan.repository.trees import Entries, inside, listed


class Past(NamedTuple):
    """The commits of a line with their changes, oldest first, and the plans' folders, the latest first."""

    steps: list[Step]
    homes: tuple[Home, ...]


def past(place: Place, line: Sequence[Commit]) -> Past:
    """What a line did to the plans, wherever they were."""
    homes = {place.within: Home(place.within)}
    while True:
        done = changes(place, line, paths(*homes))
        former = [each for folder in homes for each in _former(place, done, folder)]
        new = {each.folder: each for each in former if each.folder not in homes}
        if not new:
            return Past(done, tuple(homes.values()))
        homes |= new


def changes(place: Place, line: Sequence[Commit], within: Sequence[str]) -> list[Step]:
    """Commits with what each changed of its first parent, of a line the one in it."""
    with tempfile.TemporaryFile() as asked:
        asked.writelines(f"{' '.join((each.revision, *each.parents[:1]))}\n".encode() for each in line)
        asked.seek(0)
        answer = place.program.ask(*CHANGES, "--", *within, given=asked)
    if answer.status:
        raise situations.told(answer.complaint)
    return steps(line, answer.output)


def entries(place: Place, revision: str, folder: str = "") -> Entries:
    """What git holds in a folder of a commit."""
    return listed(place.program.run("ls-tree", "-r", "-z", "--full-tree", "--", revision, *paths(folder)))


def paths(*folders: str) -> tuple[str, ...]:
    """The arguments that keep a git command to some folders; none where one of them is the top."""
    return folders if all(folders) else ()


def _former(place: Place, line: Sequence[Step], folder: str) -> Iterator[Home]:
    """The folders from which a folder's plan files were moved, whenever it had none before."""
    if not folder:
        return
    came = arrivals(line, folder)
    for before, after in came:
        if before:
            yield from _moved(place, before, after, folder)
    if not came and folder == place.within and not place.bare:
        yield from _moved_on_disk(place, line[-1].commit.revision)


def _moved(place: Place, before: str, after: str, folder: str) -> Iterator[Home]:
    """The folder from which a commit moved files into one."""
    came_from = moved_from(differences(place.program.run(*DIFFERENCES, before, after, "--")), folder)
    if came_from is not None:
        yield _home(came_from, entries(place, after, came_from))


def _moved_on_disk(place: Place, tip: str) -> Iterator[Home]:
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
        yield _home(came_from, there)


def _home(folder: str, left: Entries) -> Home:
    """A former folder without what was left in it when the plans moved on: that is no part of them."""
    start = f"{folder}/" if folder else ""
    stayed = (path for path, _ in inside(left, folder) if is_plan_file(PurePath(path)))
    return Home(folder, frozenset(start + path for path in stayed))

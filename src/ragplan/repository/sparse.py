"""Plan files that a sparse checkout leaves out: they are in the index, and part of the plan."""

from __future__ import annotations

import os
from pathlib import Path

from ragplan.diagnostics import FILE_START
from ragplan.document import Problem, SourceFile

Left = tuple[tuple[SourceFile, ...], tuple[tuple[str, Problem], ...]]
"""Files that are not on disk, read from the index, and what of them could not be read."""


def left_out(folder: Path) -> Left:
    """The plan files of a folder that a sparse checkout leaves out; git is asked only where there is one."""
    if not _sparse(folder):
        return (), ()
    from ragplan.repository.git import open_repository
    from ragplan.repository.situations import RepositoryError

    try:
        with open_repository(folder) as repository:
            found = repository.left_out_files()
    except RepositoryError as error:
        return (), ((folder.as_posix(), _unread(str(error))),)
    return found.sources, found.problems


def _sparse(folder: Path) -> bool:
    """Whether the working tree that holds a folder was ever checked out in part."""
    real = Path(os.path.realpath(folder))
    for each in (real, *real.parents):
        own = each / ".git"
        try:
            if own.is_file():
                own = each / own.read_text("utf-8").removeprefix("gitdir:").strip()
            if own.is_dir():
                return (own / "info" / "sparse-checkout").exists()
        except (OSError, ValueError):
            return False
    return False


def _unread(why: str) -> Problem:
    return Problem(
        "unreadable-file",
        f"this is a sparse checkout, and the files that it leaves out cannot be read: {why}",
        "check all of the plans out: 'git sparse-checkout add' takes their folder",
        FILE_START,
    )

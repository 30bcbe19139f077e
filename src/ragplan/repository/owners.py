"""The CODEOWNERS file of the repository that a folder of plans is in, on disk."""

from __future__ import annotations

import os
from pathlib import Path

from ragplan.code_owners import LARGEST, PLACES, CodeOwners
from ragplan.diagnostics import FILE_START
from ragplan.document import Problem
from ragplan.repository.policy_file import repository_above


def owners_on_disk(folder: Path) -> tuple[CodeOwners | None, tuple[tuple[str, Problem], ...]]:
    """Who owns what around a folder, and the problem of a file that cannot be read.

    The repository's top is the nearest folder with ``.git``, else the folder one works in; ``None``
    where the plans lie outside of both.
    """
    real = Path(os.path.realpath(folder))
    top = repository_above(real) or Path(os.path.realpath("."))
    if not real.is_relative_to(top):
        return None, ()
    within = real.relative_to(top).as_posix()
    unused = CodeOwners(folder.as_posix(), "" if within == "." else within)
    for place in PLACES:
        if Path(os.path.realpath(top / place)) != top / place:
            continue  # forges do not follow links
        try:
            if (top / place).is_file():  # a pipe may never end
                return _read(unused, top, place), ()
        except OSError as error:
            return unused, ((place, _closed(error)),)
    return unused, ()


def _read(unused: CodeOwners, top: Path, place: str) -> CodeOwners:
    with (top / place).open("rb") as file:
        return with_text(unused, place, file.read(LARGEST + 1))


def with_text(unused: CodeOwners, path: str, data: bytes) -> CodeOwners:
    """The same with the file that is in use; one too large for the forge is not."""
    if len(data) > LARGEST:
        return unused
    return unused._replace(path=path, text=data.decode("utf-8-sig", "replace"))


def _closed(error: OSError) -> Problem:
    return Problem(
        "unreadable-file",
        f"the file cannot be opened: {error.strerror}",
        "give yourself the right to read it",
        FILE_START,
    )

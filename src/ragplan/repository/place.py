"""Where a folder of plans lies in a git repository."""

import os
from pathlib import Path
from typing import NamedTuple

from ragplan.repository import errors
from ragplan.repository.program import Program

_NAMED = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY")
"""What ``GIT_DIR`` in the environment stands with."""
_MORE = "GIT_ALTERNATE_OBJECT_DIRECTORIES"


class RepositoryPlace(NamedTuple):
    """A folder of plans and the repository that it is in, or would be in if it were there.

    ``folder`` is as a person named it, ``within`` its path from the repository's top, ``""`` for the
    top itself. ``program`` runs git at the top.
    """

    program: Program
    folder: Path
    within: str
    bare: bool
    shallow: bool


def located(folder: Path) -> RepositoryPlace:
    """Where a folder of plans lies; the folder itself need not be there.

    The repository is the one that holds the folder, whatever the environment says, unless ``GIT_DIR``
    names another. Raises ``RepositoryError``.
    """
    settings = _named_repository()
    start = Path(settings.get("GIT_WORK_TREE", Path.cwd())) if settings else _standing(folder)
    program = Program(start, settings)
    answer = program.ask(
        "rev-parse",
        *("--is-bare-repository", "--is-inside-work-tree", "--is-shallow-repository"),
        *("--show-cdup", "--absolute-git-dir"),  # a bare repository has no line for the first
    )
    if answer.status:
        raise _not_opened(answer.complaint, folder, settings)
    bare, inside, shallow, rest = os.fsdecode(answer.output).removesuffix("\n").split("\n", 3)
    up, own = ("", rest) if bare == "true" else rest.split("\n", 1)
    if "true" not in (bare, inside):
        raise errors.outside(str(folder), own)
    top = Path(own) if bare == "true" and not settings else Path(os.path.normpath(start / up))
    program = Program(top, settings | _staging_area(Path(own)))
    return RepositoryPlace(program, folder, _within(folder, top), bare == "true", shallow == "true")


def is_committed_next(path: Path) -> bool:
    """Whether git would take a new file into a commit of everything: it is in a work tree, and not ignored.

    Raises ``RepositoryError`` where it is in no repository.
    """
    return _listed(path, "--others", "--exclude-standard")


def is_tracked(path: Path) -> bool:
    """Whether a file came with a commit, or is in the next. Raises ``RepositoryError`` as above."""
    return _listed(path, "--cached")


def _listed(path: Path, *which: str) -> bool:
    """Whether git lists a path of a work tree among some of its files."""
    place = located(path.parent)
    real = _real(path.parent) / path.name
    return not place.bare and bool(place.program.ask("ls-files", *which, "--", str(real)).output)


def _named_repository() -> dict[str, str]:
    """The variables that lead to the repository ``GIT_DIR`` names, for any folder; none without it."""
    if not os.environ.get("GIT_DIR"):
        return {}
    named = {name: str(Path(os.environ[name]).absolute()) for name in _NAMED if os.environ.get(name)}
    more = os.environ.get(_MORE)
    if more:
        named[_MORE] = os.pathsep.join(str(Path(each).absolute()) for each in more.split(os.pathsep))
    return named


def _staging_area(own: Path) -> dict[str, str]:
    """The index that a hook of this very repository names: the one being committed."""
    named = os.environ.get("GIT_INDEX_FILE")
    if not named or not _real(Path(named)).is_relative_to(_real(own)):
        return {}
    return {"GIT_INDEX_FILE": str(Path(named).absolute())}


def _standing(folder: Path) -> Path:
    """The folder itself, or the nearest one above it that is there."""
    real = _real(folder)
    return next(each for each in (real, *real.parents) if _is_folder(each))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _within(folder: Path, top: Path) -> str:
    try:
        path = _real(folder).relative_to(_real(top)).as_posix()
    except ValueError:
        raise errors.outside(str(folder), str(top)) from None
    return "" if path == "." else path


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _not_opened(complaint: str, folder: Path, settings: dict[str, str]) -> errors.RepositoryError:
    if "not a git repository" not in complaint:
        return errors.told(complaint)
    if settings:
        return errors.no_such_repository(settings["GIT_DIR"])
    return errors.no_repository(str(folder))

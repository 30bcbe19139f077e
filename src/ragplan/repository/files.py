"""Plan files on disk, and the CODEOWNERS file around them: found and read."""

import os
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import NamedTuple

from ragplan import code_owners
from ragplan.code_owners import CodeOwners
from ragplan.diagnostics import FILE_START
from ragplan.document import Problem, SourceFile
from ragplan.document.front_matter import is_markdown
from ragplan.document.reader import LARGEST
from ragplan.repository.policy_file import is_policy, repository_above

ENDINGS = (".yaml", ".yml")
PAPERS = "papers"
"""The folders whose Markdown files are read: papers, and the texts attached to them."""
JOURNAL = ".ragplan.journal"
"""The file in a plans' folder that names what is to take its place while several files are written."""


class Found(NamedTuple):
    """The plan files of a folder, read, what could not be followed, and whom files there belong to.

    ``is_there`` tells whether anything stands at a path as it is told to people; ``None`` where only the
    plan files are known, as of a commit or of a part of the files.
    """

    sources: tuple[SourceFile, ...]
    problems: tuple[tuple[str, Problem], ...]
    code_owners: CodeOwners | None = None
    is_there: Callable[[str], bool] | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing here of any plan."""
        return not self.sources and not self.problems


def cut_short(folder: Path) -> bool:
    """Whether a writing of several files is begun there and not done; ``writing.finish`` does the rest."""
    return os.path.lexists(folder / JOURNAL)


def working_files(folder: Path) -> Found:
    """Every plan file in a folder and below it, by path as seen from where ``folder`` was named.

    Those that a sparse checkout leaves out are read from the index. Hidden folders are left out and
    symbolic links are not followed. Raises ``OSError`` where the folder itself cannot be read.
    """
    sources: list[SourceFile] = []
    problems: list[tuple[str, Problem]] = []
    unread: list[OSError] = []
    os.scandir(folder).close()
    for place, folders, files in os.walk(folder, onerror=unread.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        for name in sorted([*files, *links]):
            path = Path(place) / name
            if name.startswith("."):
                continue
            if path.suffix.lower() in _ADDED and is_plan_file(path.with_suffix("")):
                problems.append((path.as_posix(), _misnamed(path)))
            if not (name in links or is_plan_file(path)):
                continue
            if is_policy(path, folder):
                continue
            if path.is_symlink():
                problems.append((path.as_posix(), LINK))
            else:
                sources.append(_read(path))
    problems += [(Path(error.filename).as_posix(), _closed(error)) for error in unread]
    left = left_out(folder)
    if left.sources:
        sources = sorted([*sources, *left.sources], key=_order)
    code_owners, unreadable = owners_on_disk(folder) if sources else (None, ())
    there = None if _sparse(folder) else os.path.lexists
    return Found(tuple(sources), (*problems, *left.problems, *unreadable), code_owners, there)


def _order(source: SourceFile) -> tuple[tuple[bool, str], ...]:
    """Where a file comes: after the others of its folder, and before what stands in folders below it."""
    *folders, name = source.path.split("/")
    return (*((True, folder) for folder in folders), (False, name))


def is_plan_file(path: PurePath) -> bool:
    """Whether a file is part of the plans, by its name and the folder it is in."""
    return path.suffix.lower() in ENDINGS or (is_markdown(path.name) and path.parent.name == PAPERS)


LINK = Problem(
    "link-not-followed",
    "this is a symbolic link and was not followed",
    "put the file itself here",
    FILE_START,
)


_ADDED = (".txt", ".rtf", ".doc", ".docx", ".odt", ".html")
"""What editors add to the name that a file is saved under."""


def _misnamed(path: PurePath) -> Problem:
    return Problem(
        "unreadable-file",
        f"this file would be part of the plans if its name did not end in {path.suffix!r}",
        f"save it as plain text under the name {path.stem!r}",
        FILE_START,
    )


def _closed(error: OSError) -> Problem:
    return Problem(
        "unreadable-file",
        f"the folder cannot be read: {error.strerror}",
        "give yourself the right to read it",
        FILE_START,
    )


def _read(path: Path) -> SourceFile:
    """A file's bytes, no more than one that is too large has."""
    name = path.as_posix()
    if not path.is_file():
        return SourceFile(name, fault="this is not a file")
    try:
        with path.open("rb", buffering=0) as file:
            large = os.fstat(file.fileno()).st_size > LARGEST
            return SourceFile(name, file.read(LARGEST + 1) if large else file.readall())
    except OSError as error:
        return SourceFile(name, fault=f"the file cannot be opened: {error.strerror}")


def left_out(folder: Path) -> Found:
    """The plan files of a folder that a sparse checkout leaves out; git is asked only where there is one."""
    if not _sparse(folder):
        return Found((), ())
    from ragplan.repository.errors import RepositoryError
    from ragplan.repository.git import open_repository

    try:
        with open_repository(folder) as repository:
            return repository.left_out_files()
    except RepositoryError as error:
        return Found((), ((folder.as_posix(), _unread(str(error))),))


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
    for place in code_owners.PLACES:
        if Path(os.path.realpath(top / place)) != top / place:
            continue  # forges do not follow links
        try:
            if (top / place).is_file():  # a pipe may never end
                return _owners_in(unused, top, place), ()
        except OSError as error:
            return unused, ((place, _unopened(error)),)
    return unused, ()


def _owners_in(unused: CodeOwners, top: Path, place: str) -> CodeOwners:
    with (top / place).open("rb") as file:
        return with_text(unused, place, file.read(code_owners.LARGEST + 1))


def with_text(unused: CodeOwners, path: str, data: bytes) -> CodeOwners:
    """The same with the file that is in use; one too large for the forge is not."""
    if len(data) > code_owners.LARGEST:
        return unused
    return unused._replace(path=path, text=data.decode("utf-8-sig", "replace"))


def _unopened(error: OSError) -> Problem:
    return Problem(
        "unreadable-file",
        f"the file cannot be opened: {error.strerror}",
        "give yourself the right to read it",
        FILE_START,
    )

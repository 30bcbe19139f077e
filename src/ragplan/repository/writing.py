"""Files written whole: a reader finds the old one or the new one, and of several all or none.

Several files are written by a journal. Their new contents are put beside them and onto the disk, then the
journal that names them; from then on they count as written, and each takes its place. Where the machine
stops before that, the old files stand as they were; where it stops after, ``finish`` does the rest. The
journal lies in the plans' folder, which is there whether or not git is, and beside all that is written.
"""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from ragplan.repository.files import JOURNAL

BESIDE = ".ragplan."
"""How the name of a new content begins that waits beside its file."""


_ANYBODY_WRITES = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class Rewriting(NamedTuple):
    """A file that is to be written: what stands there, ``None`` for nothing, and what is to stand there."""

    path: Path
    before: bytes | None
    after: bytes


class NotWritten(Exception):  # noqa: N818 - what was found, in words to be told
    """Why nothing was written, in a sentence."""


class _Staged(NamedTuple):
    """A new content on the disk and the path that it belongs to, both from the plans' folder."""

    new: str
    path: str


def write_all(folder: Path, files: Sequence[Rewriting]) -> None:
    """Write plan files, all or none, each of which stands as it was read.

    ``folder`` is that of the plans. Owner and mode of each file stay as they are. Raises ``NotWritten``
    where a path leads out of the folder, a file is write-protected or was changed since it was read,
    ``OSError`` where the disk refuses; nothing is changed then.
    """
    finish(folder)
    for each in files:
        _refuse(folder, each)
    with _staged(folder, files) as staged:
        _begin(folder, staged)
    try:
        _finish(folder)
    except OSError:
        _take_back(folder, files)
        raise


def finish(folder: Path) -> int:
    """Do the rest of a writing that was cut short; how many files it was of.

    Raises ``NotWritten`` where the journal is none of ours, ``OSError`` where the disk refuses. One that came
    with a commit is none: what a change shows and what is judged of it would be two things.
    """
    if os.path.lexists(folder / JOURNAL) and _came_with_a_commit(folder / JOURNAL):
        where = (folder / JOURNAL).as_posix()
        raise NotWritten(
            f"{where} came with a commit, so it is no writing that was cut short here: delete it"
        )
    return _finish(folder)


def _came_with_a_commit(journal: Path) -> bool:
    from ragplan.repository.errors import RepositoryError
    from ragplan.repository.place import is_tracked

    try:
        return is_tracked(journal)
    except RepositoryError:  # outside of git there are no commits
        return False


def _finish(folder: Path) -> int:
    """What ``finish`` does with a journal of ours."""
    staged = _journal(folder)
    for new, path in staged:
        with suppress(FileNotFoundError):  # it has taken its place
            _put(folder / new, folder / path)
    if staged:
        (folder / JOURNAL).unlink(missing_ok=True)
    return len(staged)


def _journal(folder: Path) -> list[_Staged]:
    """What the journal names; nothing where there is none. It may have come with somebody's repository."""
    try:
        data = (folder / JOURNAL).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return []
    import json

    try:
        staged = [_Staged(*map(str, each)) for each in json.loads(data)]
    except (ValueError, TypeError):
        staged = []
    sound = all(
        Path(new).name.startswith(BESIDE)
        and Path(new).parent == Path(path).parent
        and not _outside(folder, folder / new)
        and not _outside(folder, folder / path)
        for new, path in staged
    )
    if not staged or not sound:
        raise NotWritten(f"{(folder / JOURNAL).as_posix()} is no journal of a writing: delete it")
    return staged


def _outside(folder: Path, path: Path) -> bool:
    """Whether a path is a link, or lies outside of a folder once links are followed."""
    return path.is_symlink() or not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _refuse(folder: Path, file: Rewriting) -> None:
    path = file.path
    if _outside(folder, path):
        raise NotWritten(f"{path.as_posix()} leads out of the plans' folder by a symbolic link")
    try:
        now = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        now = None
    if now is None and file.before is not None:
        raise NotWritten(f"{path.as_posix()} is not on disk, so it cannot be changed here")
    if now is not None and not path.stat().st_mode & _ANYBODY_WRITES:
        raise NotWritten(f"{path.as_posix()} is write-protected")
    if now != file.before:
        raise NotWritten(f"{path.as_posix()} was changed by somebody else meanwhile; try again")


@contextmanager
def _staged(folder: Path, files: Sequence[Rewriting]) -> Iterator[list[_Staged]]:
    """The new contents on the disk, beside the files; they are taken away where anything fails."""
    staged: list[_Staged] = []
    try:
        for path, _, after in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            new = _beside(path, [after])
            staged.append(_Staged(os.path.relpath(new, folder), os.path.relpath(path, folder)))
        yield staged
    except BaseException:
        for each in staged:
            (folder / each.new).unlink(missing_ok=True)
        raise


def _begin(folder: Path, staged: Sequence[_Staged]) -> None:
    """Put the journal in its place, from when on the files count as written."""
    import json

    draft = _beside(folder / JOURNAL, [json.dumps(staged).encode()])
    try:
        os.link(draft, folder / JOURNAL)  # which never takes another's place
    except FileExistsError:
        raise NotWritten("somebody else is writing these plans; try again") from None
    finally:
        draft.unlink()
    _settle(folder)


def _beside(path: Path, pieces: Iterable[bytes]) -> Path:
    """A new file beside another with its content, on the disk. Raises ``OSError``, and is not there then."""
    import tempfile

    handle, name = tempfile.mkstemp(prefix=BESIDE, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _settle(folder: Path) -> None:
    """Have the disk know the names in a folder, on systems where a folder can be asked to."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _put(new: Path, path: Path) -> None:
    """Let a new content take the place of a file, whose owner, mode and other names stay."""
    if _stands_in(new, path):
        new.replace(path)
    else:
        _write_over(path, new.read_bytes())
        new.unlink()
    _settle(path.parent)


def _write_over(path: Path, data: bytes) -> None:
    with path.open("r+b") as file:
        file.write(data)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())


def _take_back(folder: Path, files: Sequence[Rewriting]) -> None:
    """Put back what stood there before a writing that the disk refused half-way."""
    for (path, before, _), (new, _) in zip(files, _journal(folder), strict=True):
        waits = (folder / new).exists()
        (folder / new).unlink(missing_ok=True)
        if not waits and before is None:
            path.unlink()
        elif not waits and before is not None:
            _put(_beside(path, [before]), path)
    (folder / JOURNAL).unlink()


def write_whole(path: Path, made: str | bytes | Iterable[bytes]) -> None:
    """Write a file so that a reader finds the old one or the new one, never half of one.

    It is text, of which what UTF-8 lacks becomes a question mark, bytes or pieces of these. Folders above it
    are made. A link is kept, and what it leads to is written; a device or a pipe takes it as it comes. Owner
    and mode stay as they are, and so do other names of the file: one that has some is written over where it
    stands, with the whole of it beside it until that is done. Raises ``OSError``.
    """
    made = made.encode("utf-8", "replace") if isinstance(made, str) else made
    pieces = [made] if isinstance(made, bytes) else made
    path.parent.mkdir(parents=True, exist_ok=True)
    real = Path(os.path.realpath(path))
    if path.exists() and not path.is_file():
        with path.open("wb", buffering=0) as device:
            device.writelines(pieces)
        return
    new = _beside(real, pieces)
    try:
        _put(new, real)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _stands_in(new: Path, old: Path) -> bool:
    """Give a new file the owner and mode of an old one; whether it can then stand in its place."""
    try:
        was = old.stat()
    except FileNotFoundError:
        new.chmod(0o666 & ~_umask())
        return True
    if was.st_nlink > 1:
        return False
    own = new.stat()
    if (own.st_uid, own.st_gid) != (was.st_uid, was.st_gid):
        try:
            os.chown(new, was.st_uid, was.st_gid)
        except OSError:
            return False
    new.chmod(stat.S_IMODE(was.st_mode))
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

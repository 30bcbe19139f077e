"""What a roll-up takes: exported files on disk and in object stores, and clones, each whole or not at all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import nullcontext
from errno import ELOOP
from glob import glob
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import typer

from ragplan.cli.extras import needing
from ragplan.cli.session import fail, given_bytes, notify, something_at
from ragplan.escaping import one_line
from ragplan.rollup.files import Lines, UnfitFileError, found
from ragplan.rollup.stores import Stored, StoreError, fetching, is_address, shown, stored

if TYPE_CHECKING:
    from ragplan.rollup.engine import Rollup
    from ragplan.rollup.page import Taken


Of = TypeVar("Of", bound=Stored | Path)


class Read(NamedTuple):
    """What was taken, and each file that was not, with the reason."""

    taken: "Taken"
    left_out: tuple[tuple[str, str], ...]


def read(rollup: "Rollup", given: Sequence[str], clones: str, as_of: str) -> Read:
    """Take every file and clone that can be taken, tell the others, and shut the engine in.

    Exits with 2 where a place holds nothing to take.
    """
    from ragplan.rollup.page import Taken

    wanted = _wanted(given, clones)
    left_out: list[tuple[str, str]] = []
    with fetching([each for each in wanted if isinstance(each, Stored)], rollup.folder) as coming:
        for each in wanted:
            name = each.name if isinstance(each, Stored) else str(each)
            try:
                _take(rollup, each, coming, as_of)
            except UnfitFileError as fault:
                left_out.append((name, str(fault)))
            except OSError as error:
                left_out.append((name, f"it cannot be read: {error.strerror}"))
    for name, why in left_out:
        notify(f"left out: {one_line(name)}: {one_line(why)}")
    rollup.close_in()
    until, programmes = rollup.reach()
    return Read(Taken(len(wanted) - len(left_out), programmes, rollup.lines, until), tuple(left_out))


def _take(rollup: "Rollup", source: Stored | Path, coming: Mapping[Stored, Future[Path]], as_of: str) -> None:
    """Take a file, an object that is on its way, or a clone. Raises ``UnfitFileError`` and ``OSError``."""
    if isinstance(source, Stored):
        rollup.take(coming[source].result(), source.name)
    elif source.is_dir():
        rollup.take_lines(_exported(source, as_of), str(source))
    else:
        rollup.take(source, str(source))


def _wanted(given: Sequence[str], clones: str) -> list[Stored | Path]:
    """The files, objects and folders of clones; exits with 2 where there is none."""
    wanted: list[Stored | Path] = []
    for place in given:
        wanted += _stored(place) if is_address(place) else _on_disk(place)
    return _once([*wanted, *_listed(clones)])


def _once(sources: Iterable[Of]) -> list[Of]:
    """Each source once, by the name that it is met by first."""
    first: dict[str, Of] = {}
    for each in sources:
        first.setdefault(each.name if isinstance(each, Stored) else realpath(each), each)
    return list(first.values())


def _stored(address: str) -> list[Stored]:
    """The exported files at an address of a store; exits with 2 where they cannot be told."""
    with needing("a roll-up of an object store"):
        try:
            return stored(address)
        except StoreError as error:
            fail(f"{one_line(shown(address))!r}: {one_line(str(error))}")


def _on_disk(place: str) -> Iterator[Path]:
    """The files of a folder or a pattern, and the folders of clones; exits with 2 where there is none."""
    matched = [Path(place)] if something_at(place) else _matching(place)
    if not matched:
        fail(f"nothing is at {one_line(place)!r}, and no file is of that pattern")
    for path in matched:
        try:
            inside = [path] if _is_clone(path) else list(found(path))
        except OSError as error:
            fail(f"{one_line(str(path))!r} cannot be read: {error.strerror}")
        if not inside:
            fail(f"{one_line(place)!r} holds no exported file (.csv, .jsonl, .parquet), and is no clone")
        yield from inside


def _matching(pattern: str) -> list[Path]:
    """The files and folders of a pattern such as ``exports/*/rows``, in the order of their paths."""
    matched = map(Path, glob(pattern, recursive=True))  # noqa: PTH207  # takes absolute patterns too
    return _once(sorted(each for each in matched if not _is_endless(each)))


def _is_endless(path: Path) -> bool:
    """Whether links lead to a path that lead back to themselves, so that nothing is there."""
    try:
        path.stat()
    except OSError as error:
        return error.errno == ELOOP
    return False


def _is_clone(path: Path) -> bool:
    return _has_history(path) or (path / "plans").is_dir()


def _has_history(path: Path) -> bool:
    """Whether a folder is a git repository, be it a bare one."""
    return (path / ".git").exists() or ((path / "HEAD").is_file() and (path / "objects").is_dir())


def _listed(clones: str) -> list[Path]:
    """The folders that a file lists, beside it where they are not absolute."""
    if not clones:
        return []
    lines = given_text(clones).splitlines()
    return [Path(clones).parent / line.strip() for line in lines if line.strip()]


def given_text(path: str) -> str:
    """The text of a file that a person names; exits with 2 where it cannot be read."""
    try:
        return given_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        fail(f"{one_line(path)!r} is not text in UTF-8")


def _exported(clone: Path, as_of: str) -> list[Lines]:
    """A clone's tables as every meeting saw them, its rows and positions as they are too, and what it covers.

    Its history is read once. Raises ``UnfitFileError`` where it cannot be exported.
    """
    from ragplan.cli.export_command import ExportOf, of_one_day, over_meetings
    from ragplan.exporting.catalogue import CHANGES, COVERAGE, MEETINGS, POSITIONS, ROWS

    folder = clone / "plans" if (clone / "plans").is_dir() else clone
    asked = ExportOf(str(folder), "", as_of, "", public=False)
    states, met = (ROWS, POSITIONS), (ROWS, POSITIONS, CHANGES, MEETINGS)
    try:
        with of_one_day([*states, COVERAGE], asked) as found:
            now = found.by_table()
        with over_meetings(met, asked) if _has_history(clone) else nullcontext() as past:
            then = past.by_table() if past else {}
    except typer.Exit:
        raise UnfitFileError("it cannot be exported, as told above") from None
    lines = {each: then.get(each.name, []) for each in met}
    seen = {(of.programme, of.as_of) for of in Lines(ROWS, lines[ROWS]).states()}
    for each in states:
        today = Lines(each, now.get(each.name, []))
        known = ((of.programme, of.as_of) in seen for of in today.states())
        lines[each] += [line for line, is_known in zip(today.lines, known, strict=True) if not is_known]
    whole = [Lines(table, some) for table, some in lines.items()]
    return [_in_clone(clone, each) for each in (*whole, Lines(COVERAGE, now.get("coverage", [])))]


def _in_clone(clone: Path, taken: Lines) -> Lines:
    """Lines whose files are named as in the clone, wherever that is."""
    at = next((at for at, column in enumerate(taken.table.columns) if column.name == "file"), None)
    if at is not None:
        for line in taken.lines:
            line[at] = str(line[at]).removeprefix(f"{clone.as_posix()}/") if line[at] else None
    return taken

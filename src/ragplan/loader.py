"""Source files to plans: reads each file and puts programmes together.

Never raises on a bad plan: what could not be read is returned as problems.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from ragplan.diagnostics import FILE_START
from ragplan.document import Problem, SourceFile, read
from ragplan.document.front_matter import is_markdown
from ragplan.model.paper import Annex, Paper
from ragplan.model.plan import OrganisationFile
from ragplan.model.programme import Programme
from ragplan.model.register import Register
from ragplan.plans import Plans
from ragplan.schema.free_text import is_free_text
from ragplan.schema.parts import FilePart, part, read_parts, shipped_keys

Told = tuple[str, Problem]
"""A problem and the path of the file it is in."""
Read = Callable[[Sequence[SourceFile]], list[FilePart]]
"""Reads files, in their order."""


class Reading:
    """Reads files, each path and content once, and keeps what they say."""

    def __init__(self) -> None:
        self.parts: dict[SourceFile, FilePart] = {}

    def __call__(self, sources: Sequence[SourceFile]) -> list[FilePart]:
        """What files say, in their order."""
        for source in sources:
            if source not in self.parts:
                self.parts[source] = part(read(source))
        return [self.parts[source] for source in sources]


def load(
    sources: Iterable[SourceFile],
    problems: Iterable[Told] = (),
    parts: Read = read_parts,
) -> Plans:
    """Read files into programmes, and name every problem of every file.

    ``problems`` are those met while the files were found. ``parts`` reads files, in their order.
    """
    return assemble(parts(sorted(sources, key=lambda source: source.path)), problems)


def assemble(parts: list[FilePart], told: Iterable[Told] = ()) -> Plans:
    """Put the parts of all files together, in the order of their paths."""
    problems = [*told]
    problems += [(each.document.path, problem) for each in parts for problem in each.problems]
    folders, found = _folders(parts)
    problems += found
    problems += _gather(parts, folders)
    closed = [path for path, problem in problems if problem.rule in _CLOSED and not is_markdown(path)]
    _mark_incomplete(closed, folders)
    registers, found = _registers(parts)
    problems += found
    incomplete = any(each.content is None and not each.kind for each in parts) or any(
        each.content is None and each.kind == "register" for each in parts
    )
    programmes = []
    for folder in folders.values():
        programme = _programme(folder, registers, incomplete)
        if programme is not None:
            programmes.append(programme)
    likely = [
        each._replace(content=each.meant, problems=(), meant=None) if each.meant else each for each in parts
    ]
    return Plans(
        tuple(programmes),
        {each.document.path: each.document for each in parts},
        tuple(problems),
        shipped_keys(),
        len(folders) - len(programmes) + len(_unknown(parts, folders)),
        is_free_text=is_free_text,
        meant=assemble(likely) if any(each.meant for each in parts) else None,
    )


@dataclass(slots=True)
class _Folder:
    """A folder that holds a programme; ``whole`` is false once a file of it has a problem."""

    programme: Programme | None
    files: dict[str, OrganisationFile] = field(default_factory=dict)
    papers: list[Paper] = field(default_factory=list)
    annexes: list[Annex] = field(default_factory=list)
    whole: bool = True


def _folders(parts: list[FilePart]) -> tuple[dict[PurePosixPath, _Folder], list[Told]]:
    """The folders that hold a programme, and those that hold one too many."""
    folders: dict[PurePosixPath, _Folder] = {}
    ids: dict[str, str] = {}
    problems: list[Told] = []
    for each in (each for each in parts if each.kind == "programme"):
        path = each.document.path
        programme = each.content if isinstance(each.content, Programme) else None
        place = PurePosixPath(path).parent
        if place in folders:
            folders[place].whole = False
            problems.append((path, _TWO_IN_FOLDER))
            continue
        folders[place] = _Folder(programme, whole=programme is not None)
        if programme is None:
            continue
        earlier = ids.setdefault(programme.id, path)
        if earlier != path:
            folders[place].whole = False
            problems.append((path, _same_id(programme.id, earlier)))
    return folders, problems


def _gather(parts: list[FilePart], folders: dict[PurePosixPath, _Folder]) -> Iterator[Told]:
    """Give each organisation's file and each paper to the programme of the nearest folder above it."""
    unreadable = {PurePosixPath(each.document.path).parent for each in parts if not each.kind}
    for each in parts:
        path = each.document.path
        above = PurePosixPath(path).parents
        nearest = next((place for place in above if place in folders or place in unreadable), None)
        folder = folders.get(nearest) if nearest is not None else None
        if each.kind == "register" or (folder is None and (not each.kind or nearest is not None)):
            continue  # a file that cannot be read may be its programme
        if folder is None:
            yield path, (_STRAY if each.kind == "organisation" else _STRAY_PAPER)
            continue
        if isinstance(each.content, OrganisationFile):
            yield from _join(folder, each.content, path)
        elif isinstance(each.content, Paper):
            folder.papers.append(each.content)
        elif isinstance(each.content, Annex):
            folder.annexes.append(each.content)
        elif each.content is None and each.kind != "paper":
            folder.whole = False  # a paper that cannot be read takes nothing from the plan


def _mark_incomplete(closed: Iterable[str], folders: dict[PurePosixPath, _Folder]) -> None:
    """A programme that has a file or folder which was not opened is not whole; a paper is no part of it."""
    for path in closed:
        above = next((place for place in PurePosixPath(path).parents if place in folders), None)
        if above is not None:
            folders[above].whole = False


def _join(folder: _Folder, file: OrganisationFile, path: str) -> Iterator[Told]:
    programme = folder.programme
    code = programme.code(file.organisation) if programme else file.organisation
    earlier = folder.files.setdefault(code, file)
    if earlier is not file:
        folder.whole = False
        yield path, _same_organisation(code, earlier.origin.path)


def _registers(parts: list[FilePart]) -> tuple[dict[str, Register], list[Told]]:
    registers: dict[str, Register] = {}
    problems: list[Told] = []
    for each in parts:
        if isinstance(each.content, Register):
            earlier = registers.setdefault(each.content.id, each.content)
            if earlier is not each.content:
                problems.append((each.document.path, _same_register(earlier.id, earlier.origin.path)))
    return registers, problems


def _programme(folder: _Folder, registers: dict[str, Register], incomplete: bool) -> Programme | None:
    """A folder's programme with its files, or ``None`` where half of it would be missing."""
    if folder.programme is None or not folder.whole:
        return None
    names = folder.programme.register_names
    known = tuple(registers[name] for name in names if name in registers)
    if incomplete and len(known) < len(names):
        return None  # the register may be in the file that could not be read
    order = {organisation.code: index for index, organisation in enumerate(folder.programme.organisations)}
    codes = sorted(folder.files, key=lambda code: order.get(code, len(order)))
    return replace(
        folder.programme,
        registers=known,
        files=tuple(folder.files[code] for code in codes),
        papers=tuple(folder.papers),
        annexes=tuple(folder.annexes),
    )


def _unknown(parts: list[FilePart], folders: dict[PurePosixPath, _Folder]) -> set[PurePosixPath]:
    """Folders of no programme with a file that cannot be read: it may be one."""
    places = {PurePosixPath(each.document.path).parent for each in parts if not each.kind}
    return {place for place in places if not any(above in folders for above in (place, *place.parents))}


_CLOSED = ("unreadable-file", "link-not-followed")
_TWO_IN_FOLDER = Problem(
    "duplicate-file",
    "this folder already holds a programme",
    "give each programme a folder of its own",
    route=("programme",),
)
_STRAY = Problem(
    "stray-organisation-file",
    "there is no programme file in this folder or in one above it",
    "move the file into its programme's folder, beside programme.yaml",
    route=("organisation",),
)

_STRAY_PAPER = Problem(
    "stray-organisation-file",
    "there is no programme file in a folder above this paper",
    "move the folder 'papers' into its programme's folder, beside programme.yaml",
    FILE_START,
)


def _same_id(id: str, earlier: str) -> Problem:
    return Problem(
        "duplicate-file",
        f"the programme id {id!r} is already used in {earlier}",
        "give one of the two another id",
        route=("programme",),
    )


def _same_organisation(code: str, earlier: str) -> Problem:
    return Problem(
        "duplicate-file",
        f"{code!r} already has the file {earlier}",
        "put all of an organisation's actions into one file",
        route=("organisation",),
    )


def _same_register(id: str, earlier: str) -> Problem:
    return Problem(
        "duplicate-file",
        f"the register {id!r} is already in {earlier}",
        "keep one of the two",
        route=("register",),
    )

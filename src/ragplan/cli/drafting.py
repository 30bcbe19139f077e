"""The draft of a file's tables, and the files of a programme that begins with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ragplan.cli.extras import needing
from ragplan.cli.session import fail, given_bytes
from ragplan.document import Document
from ragplan.document.change import Data
from ragplan.editing.beginning import Fields, documents
from ragplan.english import counted
from ragplan.escaping import one_line
from ragplan.importing.draft import Draft, drafted
from ragplan.importing.settings import OF_TABLES, Fault, settings
from ragplan.importing.tables import tables
from ragplan.importing.tables.grid import NotATable, SourceTable
from ragplan.model.programme import Programme
from ragplan.plans import Plans


def made(
    id: str, path: str, said: Fields, chosen: Sequence[int], folder: str
) -> tuple[Draft, list[Document]]:
    """The draft of a file's tables, and the files of the programme."""
    draft = draft_of(path, said, chosen)
    programme: Fields = {
        "programme": id,
        "title": Path(path).stem,
        **{name: each for name, each in said.items() if name not in OF_TABLES},
    }
    bodies = said.get("organisations")
    known_bodies: dict[str, Data] = bodies if isinstance(bodies, dict) else {}
    met: dict[str, Data] = {code: {"name": code} for code in draft.organisations if code not in known_bodies}
    if known_bodies or met:
        programme["organisations"] = {**known_bodies, **met}
    return draft, list(documents(draft.beginning(programme), folder))


def draft_of(path: str, said: Fields, chosen: Sequence[int], standing: Programme | None = None) -> Draft:
    """The draft of a file's tables."""
    known = settings(said, standing)
    if isinstance(known, Fault):
        fail(f"{known.field}: {one_line(known.words)}")
    return drafted(_tables(path, chosen), known)


def _tables(path: str, chosen: Sequence[int]) -> list[SourceTable]:
    """The tables of a file that are asked for; exits with 2 where it has none such."""
    data = given_bytes(path)
    try:
        with needing("import"):
            found = tables(Path(path).name, data)
    except NotATable as refusal:
        fail(f"{one_line(path)!r} cannot be read: {one_line(str(refusal))}")
    for number in chosen:
        if number > len(found):
            fail(f"{one_line(path)!r} has {counted(len(found), 'table')}, and none of number {number}")
    return [found[number - 1] for number in chosen] or list(found)


def refuse_faults(whole: Plans, made: Sequence[Document]) -> None:
    """Exit with 2 where the draft could not be read."""
    ours = {each.path for each in made}
    for path, problem in whole.problems:
        if path in ours:
            where = ".".join(map(str, problem.route))
            fail(f"{one_line(path)}, {one_line(where)}: {one_line(problem.message)}; nothing was written")

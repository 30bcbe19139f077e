"""One file to one part of the plans: programme, organisation's file, register, paper, annex, rating key."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ragplan.document import Document, Problem, SourceFile, read
from ragplan.model.key import Key
from ragplan.model.paper import Annex, Paper
from ragplan.model.plan import OrganisationFile
from ragplan.model.programme import Programme
from ragplan.model.register import Register
from ragplan.schema import v1
from ragplan.schema.v1 import organisations, papers, programme, registers
from ragplan.schema.v1.programme import KeyShape, key_from
from ragplan.schema.validation import validate

_FOLDER = Path(__file__).parents[1] / "keys"


@cache
def shipped_keys() -> tuple[str, ...]:
    """The names of the keys that ship, in alphabetical order."""
    names = (file.name for file in _FOLDER.iterdir() if file.name.endswith(".yaml"))
    return tuple(sorted(name.removesuffix(".yaml") for name in names))


@cache
def shipped_key(name: str) -> Key | None:
    """The shipped key of a name, or ``None``."""
    if name not in shipped_keys():
        return None
    document = read(SourceFile(f"{name}.yaml", (_FOLDER / f"{name}.yaml").read_bytes()))
    return key_from(KeyShape.model_validate(document.data), name)


Content = Programme | OrganisationFile | Register | Paper | Annex

SHAPES: dict[str, type[v1.Shape]] = {
    "programme": v1.ProgrammeFileShape,
    "organisation": v1.OrganisationFileShape,
    "register": v1.RegisterFileShape,
    "paper": v1.PaperShape,
}
"""The kinds of files with fields, and the shapes they have."""
YAML_KINDS = ("programme", "organisation", "register")
"""A YAML file is of the kind whose name is a field of it."""


class FilePart(NamedTuple):
    """What one file says. ``kind`` is ``""`` where that is unknown.

    ``content`` is ``None`` where ``problems`` keep it from being read; ``meant`` is then what it would
    say if its unknown fields were those that are likely meant, ``None`` where they are not all.
    """

    document: Document
    kind: str
    content: Content | None
    problems: tuple[Problem, ...]
    meant: Content | None = None


def read_parts(sources: Iterable[SourceFile]) -> list[FilePart]:
    """What files say, one after the other."""
    return [part(read(source)) for source in sources]


def part(document: Document) -> FilePart:
    """The model of one file, or its problems."""
    kind = kind_of(document)
    if document.problems:
        return FilePart(document, kind if document.markdown else "", None, document.problems)
    if kind == "annex":
        return FilePart(document, kind, Annex(document.body, document.origin()), ())
    if not kind:
        return FilePart(document, "", None, (_unknown_kind(document),))
    found = validate(document, SHAPES[kind])
    if isinstance(found, tuple):
        from ragplan.schema.misfits import as_meant

        likely = as_meant(document, SHAPES[kind], found)
        return FilePart(document, kind, None, found, None if likely is None else _content(likely, document))
    return FilePart(document, kind, _content(found, document), ())


def kind_of(document: Document) -> str:
    """A Markdown file with front matter is a paper, one without an annex; ``""`` for an unknown kind."""
    if document.markdown:
        return "paper" if document.yaml or document.problems else "annex"
    return next((name for name in document.data if name in YAML_KINDS), "")


def _content(shape: Any, document: Document) -> Content:
    path = document.path
    if isinstance(shape, v1.ProgrammeFileShape):
        return programme.programme_from(shape, path, shipped_key)
    if isinstance(shape, v1.OrganisationFileShape):
        return organisations.organisation_file_from(shape, path)
    if isinstance(shape, v1.PaperShape):
        return papers.paper_from(shape, document.origin(), document.body, document.body_line)
    return registers.register_from(shape, path)


def _unknown_kind(document: Document) -> Problem:
    first = next(iter(document.data))
    return Problem(
        "unknown-file-kind",
        "this file does not say what it is",
        "begin it with 'programme:', 'organisation:' or 'register:', or move it out of the plans",
        route=(first,),
        at_key=True,
    )

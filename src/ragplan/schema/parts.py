"""One file to one part of the plans: a programme, an organisation's file or a register."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from ragplan.document import Document, Problem, SourceFile, read
from ragplan.model.plan import OrganisationFile
from ragplan.model.programme import Programme
from ragplan.model.recommendations import Register
from ragplan.schema import conversion, v1
from ragplan.schema.keys import shipped_key
from ragplan.schema.validation import validate

Content = Programme | OrganisationFile | Register

SHAPES: dict[str, type[v1.Shape]] = {
    "programme": v1.ProgrammeFileShape,
    "organisation": v1.OrganisationFileShape,
    "register": v1.RegisterFileShape,
}
"""What a file is, by the first of these fields in it, and the shape it then has."""


class Part(NamedTuple):
    """What one file says. ``kind`` is ``""`` where that is unknown.

    ``content`` is ``None`` where ``problems`` keep it from being read.
    """

    document: Document
    kind: str
    content: Content | None
    problems: tuple[Problem, ...]


def read_parts(sources: Iterable[SourceFile]) -> list[Part]:
    """What files say, one after the other."""
    return [part(read(source)) for source in sources]


def part(document: Document) -> Part:
    """The model of one file, or its problems."""
    if document.problems:
        return Part(document, "", None, document.problems)
    kind = next((name for name in document.data if name in SHAPES), "")
    if not kind:
        return Part(document, "", None, (_unknown_kind(document),))
    found = validate(document, SHAPES[kind])
    if isinstance(found, tuple):
        return Part(document, kind, None, found)
    return Part(document, kind, _content(found, document.path), ())


def _content(shape: Any, path: str) -> Content:
    if isinstance(shape, v1.ProgrammeFileShape):
        return conversion.programme_from(shape, path, shipped_key)
    if isinstance(shape, v1.OrganisationFileShape):
        return conversion.organisation_file_from(shape, path)
    return conversion.register_from(shape, path)


def _unknown_kind(document: Document) -> Problem:
    first = next(iter(document.data))
    return Problem(
        "unknown-file-kind",
        "this file does not say what it is",
        "begin it with 'programme:', 'organisation:' or 'register:', or move it out of the plans",
        route=(first,),
        at_key=True,
    )

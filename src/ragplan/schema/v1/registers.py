"""The shape of a register's file, and its way to the model."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from ragplan.diagnostics import Origin
from ragplan.model.recommendations import reference
from ragplan.model.register import Heading, Recommendation, Register, Response, Source
from ragplan.schema.v1.entries import (
    ID,
    RANGE,
    Code,
    Count,
    DateText,
    Remarks,
    Required,
    Shape,
    absent,
    dated,
    listed,
    mapped,
    remarks,
)

ResponseWord = Literal["accepted", "in_principle", "in_part", "not_accepted"]


def headed(value: Any) -> Any:
    """A heading may be its text alone."""
    return {"text": value} if isinstance(value, str) else value


class SourceShape(Shape):
    """A published document."""

    title: Required
    """Its title."""
    date: DateText = ""
    """When it was published."""
    link: str = ""
    """Where it can be read: a web address."""


class ResponseShape(SourceShape):
    """The government's response to the whole register."""

    totals: Annotated[dict[ResponseWord, Count], BeforeValidator(mapped)] = {}
    """How many it accepted: `{accepted: 204, in_principle: 57, in_part: 20, not_accepted: 9}`."""


class HeadingShape(Shape):
    """A recommendation's heading; its text alone may stand for it."""

    text: Required
    """The heading."""
    by: str = ""
    """Who prints it so, where several do."""


class RecommendationShape(Shape):
    """What is known of one recommendation beside its number."""

    number: Count
    """Its number."""
    section: str = ""
    """The section of the register it stands in."""
    headings: Annotated[
        tuple[Annotated[HeadingShape, BeforeValidator(headed)], ...], BeforeValidator(listed)
    ] = ()
    """Its heading, or each of several with whose it is; left out where it is not known."""
    text: str = ""
    """The recommendation itself. Markdown for lists."""
    response: Annotated[ResponseWord | None, BeforeValidator(absent)] = None
    """The government's response; left out where it is not known."""
    notes: Remarks = ()
    """Notes."""
    queries: Remarks = ()
    """Things a person must confirm."""


class RegisterFileShape(Shape):
    """A register: the numbered recommendations of one inquiry or review."""

    id: Annotated[Code, Field(pattern=ID, alias="register")]
    """Its id, used in references such as `francis-2013/123`."""
    format: Literal["", "ragplan/1"] = ""
    """The file format."""
    title: Required
    """Its title."""
    published: DateText = ""
    """When the report was published, where there is no `source`."""
    source: Annotated[SourceShape | None, BeforeValidator(absent)] = None
    """The report it is from."""
    recommendations: Annotated[Code, Field(pattern=RANGE)]
    """The numbers it has: `1-290`."""
    response: Annotated[ResponseShape | None, BeforeValidator(absent)] = None
    """The government's response to it, with its totals."""
    entries: Annotated[tuple[RecommendationShape, ...], BeforeValidator(listed)] = ()
    """Those recommendations of which more than the number is known."""
    notes: Remarks = ()
    """Notes."""
    queries: Remarks = ()
    """Things a person must confirm."""


def register_from(shape: RegisterFileShape, path: str) -> Register:
    """A register of the numbers its range gives, with what is known of some of them."""
    numbers = reference(shape.recommendations)
    answer = shape.response
    return Register(
        id=shape.id,
        title=shape.title,
        first=numbers.first,
        last=numbers.last,
        origin=Origin(path),
        source=_source(shape.source) or _dated_only(shape),
        response=_source(answer),
        totals={Response(word): int(count) for word, count in answer.totals.items()} if answer else {},
        entries=tuple(
            Recommendation(
                number=int(entry.number),
                origin=Origin(path, ("entries", index)),
                section=entry.section,
                headings=tuple(Heading(heading.text, heading.by) for heading in entry.headings),
                text=entry.text,
                response=Response(entry.response) if entry.response else None,
                notes=remarks(entry.notes),
                queries=remarks(entry.queries),
            )
            for index, entry in enumerate(shape.entries)
        ),
        notes=remarks(shape.notes),
        queries=remarks(shape.queries),
    )


def _source(shape: SourceShape | None) -> Source | None:
    return Source(shape.title, dated(shape.date), shape.link) if shape else None


def _dated_only(shape: RegisterFileShape) -> Source | None:
    return Source(shape.title, dated(shape.published), "") if shape.published else None

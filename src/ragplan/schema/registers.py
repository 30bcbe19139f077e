"""The shape of a register's file to the model."""

from __future__ import annotations

from ragplan.diagnostics import Origin
from ragplan.model.recommendations import reference
from ragplan.model.register import Heading, Recommendation, Register, Response, Source
from ragplan.schema import v1
from ragplan.schema.entries import dated, remarks


def register_from(shape: v1.RegisterFileShape, path: str) -> Register:
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


def _source(shape: v1.SourceShape | None) -> Source | None:
    return Source(shape.title, dated(shape.date), shape.link) if shape else None


def _dated_only(shape: v1.RegisterFileShape) -> Source | None:
    return Source(shape.title, dated(shape.published), "") if shape.published else None

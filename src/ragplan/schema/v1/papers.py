"""A paper: the shape of its front matter, and its way to the model."""

from typing import Annotated, Literal

from pydantic import BeforeValidator

from ragplan.diagnostics import Origin
from ragplan.model.paper import Appendix, Considered, Paper
from ragplan.schema.v1.entries import (
    Codes,
    DateText,
    Remarks,
    Required,
    Shape,
    dated,
    listed,
    mapped,
    references,
    remarks,
)

NamedTexts = Annotated[dict[str, Required], BeforeValidator(mapped)]


class ConsideredShape(Shape):
    """A committee that considered the matter before."""

    committee: Required
    """The committee."""
    on: DateText = ""
    """When."""
    what: str = ""
    """What it had before it."""


class AppendixShape(Shape):
    """What is attached: the plan, a register or positions, shown live, or a text in a file."""

    title: Required
    """Its heading."""
    show: Literal["", "plan", "register", "positions"] = ""
    """A part of the plan, as it stands on the paper's status date."""
    recommendations: Codes = ()
    """The recommendations that `register` or `positions` show; else all that the programme touches."""
    file: str = ""
    """A Markdown file beside the paper."""
    text: str = ""
    """Words before it. Markdown."""


class PaperShape(Shape):
    """A committee document around the plan; its body is Markdown below the front matter."""

    title: Required
    """The report's title."""
    format: Literal["", "ragplan/1"] = ""
    """The file format."""
    subtitle: str = ""
    """A line below the title."""
    meeting: Required
    """The committee it is for."""
    date: DateText = ""
    """The day of the meeting."""
    as_at: DateText = ""
    """The day its figures speak of, where it is not the day of the meeting."""
    item: str = ""
    """Its number on the agenda."""
    access: Literal["", "open", "closed"] = ""
    """`open` or `closed` to the public."""
    report_of: str = ""
    """The body that reports."""
    author: str = ""
    """Who wrote it."""
    lead: str = ""
    """The director who leads on it."""
    sponsor: str = ""
    """Its sponsor."""
    presenter: str = ""
    """Who presents it."""
    purpose: str = ""
    """What it is for. Markdown, as all texts below."""
    asks: str = ""
    """What the meeting is asked to do."""
    summary: str = ""
    """The executive summary."""
    reasons: str = ""
    """The reasons."""
    implications: NamedTexts = {}
    """Financial, legal, equality and other implications, by name."""
    considered_by: Annotated[tuple[ConsideredShape, ...], BeforeValidator(listed)] = ()
    """Committees that have considered it before."""
    communication: str = ""
    """Who is told of it, and how."""
    next_steps: str = ""
    """What follows."""
    other: NamedTexts = {}
    """Fields of this organisation's cover sheet that are not here, by name, in printed order."""
    appendices: Annotated[tuple[AppendixShape, ...], BeforeValidator(listed)] = ()
    """What is attached."""
    numbering: Literal["", "sections", "paragraphs"] = ""
    """`paragraphs` numbers each paragraph of a section without sub-sections; else only sections are."""
    notes: Remarks = ()
    """Notes."""
    queries: Remarks = ()
    """Things a person must confirm."""


def paper_from(shape: PaperShape, origin: Origin, body: str, body_line: int) -> Paper:
    """A paper of its front matter and of the Markdown below it, which begins on ``body_line``."""
    return Paper(
        title=shape.title,
        meeting=shape.meeting,
        origin=origin,
        subtitle=shape.subtitle,
        date=dated(shape.date),
        as_at=dated(shape.as_at),
        item=shape.item,
        access=shape.access,
        report_of=shape.report_of,
        author=shape.author,
        lead=shape.lead,
        sponsor=shape.sponsor,
        presenter=shape.presenter,
        purpose=shape.purpose,
        asks=shape.asks,
        summary=shape.summary,
        reasons=shape.reasons,
        implications=tuple(shape.implications.items()),
        considered_by=tuple(
            Considered(entry.committee, dated(entry.on), entry.what) for entry in shape.considered_by
        ),
        communication=shape.communication,
        next_steps=shape.next_steps,
        other=tuple(shape.other.items()),
        appendices=tuple(
            Appendix(entry.title, entry.show, references(entry.recommendations), entry.file, entry.text)
            for entry in shape.appendices
        ),
        numbered=shape.numbering == "paragraphs",
        notes=remarks(shape.notes),
        queries=remarks(shape.queries),
        body=body,
        body_line=body_line,
    )

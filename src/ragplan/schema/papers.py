"""The shape of a paper's front matter, and its body, to the model."""

from __future__ import annotations

from ragplan.diagnostics import Origin
from ragplan.model.paper import Appendix, Considered, Paper
from ragplan.schema import v1
from ragplan.schema.entries import dated, references, remarks


def paper_from(shape: v1.PaperShape, origin: Origin, body: str, body_line: int) -> Paper:
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

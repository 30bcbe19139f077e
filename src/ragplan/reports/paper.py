"""A paper: a programme's committee document with cover sheet, numbered sections and appendices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import PurePosixPath

from ragplan import english
from ragplan.figures.figure import status_date, texts
from ragplan.model.coverage import Covered, numbers
from ragplan.model.dates import date_in_words
from ragplan.model.paper import Appendix, Considered, Paper
from ragplan.model.programme import Programme
from ragplan.model.public import public_copy
from ragplan.model.recommendations import Reference
from ragplan.model.snapshot import Snapshot
from ragplan.query import Selection
from ragplan.reports.figures import Figures
from ragplan.reports.paper_tables import plan_table, positions_table, register_table, table
from ragplan.reports.paper_view import (
    AppendixView,
    CoverGroup,
    CoverLine,
    PaperView,
    Pieces,
    TableView,
)
from ragplan.reports.recommendation_entries import remarks
from ragplan.reports.sections import pieces
from ragplan.reports.summary import Summary

__all__ = ["build", "status_date", "summary"]

ACCESS = {"open": "Open", "closed": "Closed"}
FACTS = {
    "item": "Item",
    "access": "Status",
    "report_of": "Report of",
    "author": "Author",
    "lead": "Lead",
    "sponsor": "Sponsor",
    "presenter": "Presenter",
}
"""Fields of a few plain words and their labels, in the order of the cover sheet."""
BEFORE = {
    "purpose": "Purpose",
    "asks": "What the meeting is asked to do",
    "summary": "Executive summary",
    "reasons": "Reasons",
}
"""Fields of Markdown that stand before the implications."""
AFTER = {"communication": "Communication", "next_steps": "Next steps"}
"""Fields of Markdown that stand after the committees which considered the matter before."""


@dataclass(frozen=True, slots=True)
class _Making:
    """What a paper is made of: the programme at a day, and its figures said."""

    programme: Programme
    paper: Paper
    chosen: Selection
    told: Figures


def build(snapshot: Snapshot, paper: Paper, *, public: bool = False) -> PaperView:
    """A paper of a programme at a day; a ``public`` one is without internal notes and queries."""
    if public:
        snapshot = replace(snapshot, programme=public_copy(snapshot.programme))
        paper = next(each for each in snapshot.programme.papers if each.origin == paper.origin)
    programme, as_of = snapshot.programme, snapshot.on
    chosen = Selection(snapshot)
    making = _Making(programme, paper, chosen, Figures(chosen))
    title, meeting = making.told.plain(paper.title), making.told.plain(paper.meeting)
    met = date_in_words(paper.date) if paper.date else ""
    appendices = tuple(_appendices(making))
    return PaperView(
        programme=programme.id,
        title=title,
        subtitle=making.told.plain(paper.subtitle),
        meeting=meeting,
        date=met,
        as_of=english.day(as_of),
        as_of_iso=as_of.isoformat(),
        running=" · ".join(filter(None, (meeting, met, title))),
        cover=tuple(_cover(making, appendices)),
        pieces=_body(making),
        notes=remarks(paper.notes),
        queries=remarks(paper.queries),
        appendices=appendices,
        faults=tuple(fault for text in texts(paper) for fault in making.told.faults(text)),
    )


def summary(view: PaperView) -> Summary:
    """The paper's head, what it consists of, and the figures that could not be said."""
    head = ", ".join(filter(None, (view.meeting, view.date)))
    sections = sum(piece.level == 2 for piece in view.pieces)  # noqa: PLR2004 - the first level below the title
    parts = [english.counted(sections, "section")]
    if view.appendices:
        number = len(view.appendices)
        parts.append(f"{number} appendi{'x' if number == 1 else 'ces'}")
    lines = [view.title, head, f"Figures as at {view.as_of}; {english.joined(parts)}"]
    lines += [f"A figure cannot be said: {fault}" for fault in view.faults]
    return Summary(tuple(lines))


def _cover(making: _Making, appendices: tuple[AppendixView, ...]) -> Iterator[CoverGroup]:
    """The fields that the paper has, in the order of a cover sheet."""
    paper, told = making.paper, making.told
    lines = [*_facts(making), *_texts(making, BEFORE)]
    yield CoverGroup("", tuple(lines))
    if paper.implications:
        named = (CoverLine(name, told.markdown(text)) for name, text in paper.implications)
        yield CoverGroup("Implications", tuple(named))
    lines = []
    if paper.considered_by:
        items = tuple(_considered(making, each) for each in paper.considered_by)
        lines.append(CoverLine("Previously considered by", items=items))
    lines += _texts(making, AFTER)
    lines += (CoverLine(name, told.markdown(text)) for name, text in paper.other)
    if appendices:
        links = tuple((each.title, each.anchor) for each in appendices)
        lines.append(CoverLine("Appendices", links=links))
    if lines:
        yield CoverGroup("", tuple(lines))


def _facts(making: _Making) -> Iterator[CoverLine]:
    paper, told = making.paper, making.told
    yield CoverLine("Meeting", plain=told.plain(paper.meeting))
    met = date_in_words(paper.date) if paper.date else ""
    if met:
        yield CoverLine("Date", plain=met)
    as_at = english.day(making.chosen.as_at)
    if as_at != met:
        yield CoverLine("Figures as at", plain=as_at)
    for field, label in FACTS.items():
        said = getattr(paper, field)
        if said:
            yield CoverLine(label, plain=told.plain(ACCESS.get(said, said) if field == "access" else said))


def _texts(making: _Making, labels: dict[str, str]) -> Iterator[CoverLine]:
    for field, label in labels.items():
        text = making.told.markdown(getattr(making.paper, field))
        if text:
            yield CoverLine(label, text, asked=field == "asks")


def _considered(making: _Making, considered: Considered) -> str:
    on = f", {date_in_words(considered.on)}" if considered.on else ""
    what = making.told.plain(considered.what)
    return f"{considered.committee}{on}{': ' if what else ''}{what}"


def _body(making: _Making) -> Pieces:
    """The body in pieces; the names of places in each table of it begin with another number."""
    text, numbers_of_tables = making.paper.body, count(1)
    shown = {figure.text: figure for figure in making.told.tables(text)}

    def made(source: str) -> TableView | None:
        figure = shown.get(source)
        return table(making.chosen, figure, f"table-{next(numbers_of_tables)}") if figure else None

    return pieces(making.told.body(text), made, paragraphs=making.paper.numbered)


def _appendices(making: _Making) -> Iterator[AppendixView]:
    for index, appendix in enumerate(making.paper.appendices, 1):
        anchor = f"appendix-{index}"
        text = _annex(making, appendix.file)
        attached = _attached(making, appendix, anchor)
        yield AppendixView(
            title=making.told.plain(appendix.title),
            anchor=anchor,
            text=making.told.markdown(appendix.text),
            table=attached,
            pieces=pieces(text, _no_table, top=3, sections=False) if text else (),
            missing=f"There is no text {appendix.file} beside this paper."
            if appendix.file and not text
            else "",
        )


def _no_table(_: str) -> None:
    """An annex is told as it is."""


def _attached(making: _Making, appendix: Appendix, anchor: str) -> TableView | None:
    if appendix.show == "plan":
        return plan_table(making.chosen, anchor)
    covered = _covered(making, appendix.recommendations)
    if appendix.show == "positions":
        return positions_table(making.chosen, covered, anchor)
    return register_table(covered, anchor) if appendix.show else None


def _covered(making: _Making, cited: tuple[Reference, ...]) -> list[Covered]:
    """The recommendations that are cited; where none is, those of which the programme says anything."""
    if not cited:
        return [each for each in making.chosen.covered if each.touched]
    wanted = set(numbers(making.programme, cited))
    return [each for each in making.chosen.covered if (each.register.id, each.number) in wanted]


def _annex(making: _Making, file: str) -> str:
    """The text of a file beside the paper; ``""`` where there is none."""
    if not file:
        return ""
    path = (PurePosixPath(making.paper.origin.path).parent / file).as_posix()
    return next((annex.text for annex in making.programme.annexes if annex.origin.path == path), "")

"""A paper as a Page: the cover sheet, the body in sections, notes and queries, and what is attached."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import PurePosixPath

from ragplan import english
from ragplan.figures.figure import texts
from ragplan.model.coverage import Covered, numbers
from ragplan.model.dates import date_in_words
from ragplan.model.paper import Appendix, Considered, Paper
from ragplan.model.recommendations import Reference
from ragplan.model.snapshot import Snapshot
from ragplan.query import Selection
from ragplan.reports.blocks import (
    Block,
    Form,
    FormLine,
    Item,
    Items,
    Link,
    Page,
    Paragraph,
    Prose,
    Run,
    Section,
)
from ragplan.reports.paper.figures import Figures
from ragplan.reports.paper.sections import PROSE, sections
from ragplan.reports.paper.tables import nothing, plan_table, positions_table, register_table, table
from ragplan.reports.standing import remarks

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
class _Draft:
    """What a paper is made of: the paper, the programme at a day to choose from, and its figures."""

    paper: Paper
    chosen: Selection
    figures: Figures

    @property
    def met(self) -> str:
        """The day of the meeting in words; ``""`` where it is not known."""
        return date_in_words(self.paper.date) if self.paper.date else ""


def build(snapshot: Snapshot, paper: Paper) -> Page:
    """A paper of a programme at a day."""
    chosen = Selection(snapshot)
    draft = _Draft(paper, chosen, Figures(chosen))
    plain = draft.figures.plain
    title, meeting, subtitle = plain(paper.title), plain(paper.meeting), plain(paper.subtitle)
    body, appendices = _body(draft), tuple(_appendices(draft))
    met = ", ".join(filter(None, (meeting, draft.met)))
    return Page(
        name="paper",
        portrait=True,
        title=title,
        said=f"{met},",
        as_of=english.day(chosen.as_at),
        heading=title,
        lines=(Paragraph((subtitle,), "subtitle"),) if subtitle else (),
        foot=" · ".join(filter(None, (meeting, draft.met, title))),
        summary=tuple(_summary(draft, met, body, appendices)),
        blocks=(_cover(draft, appendices), *body, *_remarks(paper), *appendices),
    )


def _summary(
    draft: _Draft, met: str, body: tuple[Block, ...], appendices: tuple[Section, ...]
) -> Iterator[Paragraph]:
    """The meeting, what the paper consists of, and the figures that could not be said."""
    parts = [english.counted(sum(isinstance(each, Section) for each in body), "section")]
    if appendices:
        number = len(appendices)
        parts.append(f"{number} appendi{'x' if number == 1 else 'ces'}")
    yield Paragraph((met,))
    yield Paragraph((f"Figures as at {english.day(draft.chosen.as_at)}; {english.joined(parts)}",))
    for text in texts(draft.paper):
        yield from (Paragraph((f"A figure cannot be said: {each}",)) for each in draft.figures.faults(text))


def _cover(draft: _Draft, appendices: tuple[Section, ...]) -> Section:
    """The fields that the paper has, in the order of a cover sheet."""
    paper, markdown = draft.paper, draft.figures.markdown
    forms = [Form((*_facts(draft), *_texts(draft, BEFORE)), "Cover sheet", "sheet")]
    if paper.implications:
        named = (FormLine(name, (Prose(markdown(text), PROSE),)) for name, text in paper.implications)
        forms.append(Form(tuple(named), "Implications", "sheet titled", shown=True))
    lines: list[FormLine] = []
    if paper.considered_by:
        lines.append(
            _list("Previously considered by", [_considered(draft, each) for each in paper.considered_by])
        )
    lines += _texts(draft, AFTER)
    lines += (FormLine(name, (Prose(markdown(text), PROSE),)) for name, text in paper.other)
    if appendices:
        lines.append(_list("Appendices", [Link(_title(each), f"#{each.id}") for each in appendices]))
    if lines:
        forms.append(Form(tuple(lines), "Cover sheet, continued", "sheet"))
    return Section(("Cover sheet",), tuple(forms), "cover", "cover-sheet")


def _facts(draft: _Draft) -> Iterator[FormLine]:
    paper, plain = draft.paper, draft.figures.plain
    yield _line("Meeting", plain(paper.meeting))
    if draft.met:
        yield _line("Date", draft.met)
    as_at = english.day(draft.chosen.as_at)
    if as_at != draft.met:
        yield _line("Figures as at", as_at)
    for field, label in FACTS.items():
        said = getattr(paper, field)
        if said:
            yield _line(label, plain(ACCESS.get(said, said) if field == "access" else said))


def _line(label: str, said: str) -> FormLine:
    return FormLine(label, (Paragraph((said,)),))


def _list(label: str, said: list[Run]) -> FormLine:
    return FormLine(label, (Items(tuple(Item((each,)) for each in said), "plain"),))


def _texts(draft: _Draft, labels: dict[str, str]) -> Iterator[FormLine]:
    for field, label in labels.items():
        text = draft.figures.markdown(getattr(draft.paper, field))
        if text:
            yield FormLine(label, (Prose(text, PROSE),), "asked" if field == "asks" else "")


def _considered(draft: _Draft, considered: Considered) -> str:
    on = f", {date_in_words(considered.on)}" if considered.on else ""
    what = draft.figures.plain(considered.what)
    return f"{considered.committee}{on}{': ' if what else ''}{what}"


def _body(draft: _Draft) -> tuple[Block, ...]:
    """The body in sections; the names of places in each table of it begin with another number."""
    text, number = draft.paper.body, count(1)
    shown = {figure.text: figure for figure in draft.figures.tables(text)}

    def made(source: str) -> tuple[Block, ...]:
        figure = shown.get(source)
        return tuple(table(draft.chosen, figure, f"table-{next(number)}")) if figure else ()

    return sections(draft.figures.body(text), made, "passage", paragraphs=draft.paper.numbered)


def _remarks(paper: Paper) -> Iterator[Section]:
    """Notes and queries on the paper, if there are any."""
    found = tuple(remarks(paper.notes, paper.queries))
    if found:
        yield Section(("Notes on this paper",), found, "notes", "closing")


def _appendices(draft: _Draft) -> Iterator[Section]:
    for index, appendix in enumerate(draft.paper.appendices, 1):
        id = f"appendix-{index}"
        attached = tuple(_attached(draft, appendix, id))
        yield Section(
            (draft.figures.plain(appendix.title),),
            (*_before(draft, appendix), *attached, *_annex(draft, appendix)),
            id,
            "appendix wide" if appendix.show == "plan" else "appendix",
        )


def _title(appendix: Section) -> str:
    return "".join(each for each in appendix.heading if isinstance(each, str))


def _before(draft: _Draft, appendix: Appendix) -> Iterator[Block]:
    """The words before what is attached."""
    text = draft.figures.markdown(appendix.text)
    if text:
        yield Prose(text, PROSE)


def _attached(draft: _Draft, appendix: Appendix, id: str) -> Iterator[Block]:
    """What the programme says, as at the paper's day."""
    if appendix.show == "plan":
        yield from plan_table(draft.chosen, id)
    elif appendix.show == "positions":
        yield from positions_table(draft.chosen, _covered(draft, appendix.recommendations), id)
    elif appendix.show:
        yield from register_table(_covered(draft, appendix.recommendations))


def _covered(draft: _Draft, cited: tuple[Reference, ...]) -> list[Covered]:
    """The recommendations that are cited; where none is, those of which the programme says anything."""
    if not cited:
        return [each for each in draft.chosen.covered if each.touched]
    wanted = set(numbers(draft.chosen.programme, cited))
    return [each for each in draft.chosen.covered if (each.register.id, each.number) in wanted]


def _annex(draft: _Draft, appendix: Appendix) -> tuple[Block, ...]:
    """The text of a file beside the paper, which is told as it is: its figures and headings too."""
    if not appendix.file:
        return ()
    path = (PurePosixPath(draft.paper.origin.path).parent / appendix.file).as_posix()
    annexes = draft.chosen.programme.annexes
    text = next((annex.text for annex in annexes if annex.origin.path == path), "")
    if not text:
        return (nothing(f"There is no text {appendix.file} beside this paper."),)
    return sections(text, lambda _: (), "annex", headings=False)

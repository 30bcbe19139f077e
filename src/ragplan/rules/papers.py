"""RAG1: what a paper refers to: figures of the plan, and what is attached to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from ragplan.diagnostics import FILE_START, Severity, Span
from ragplan.figures.faults import fault, misfit
from ragplan.figures.figure import Figure, figures, status_date, texts
from ragplan.model.coverage import numbers
from ragplan.model.paper import Appendix, Paper
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, rule
from ragplan.suggestion import did_you_mean


@rule("RAG115", "unknown-figure", Severity.ERROR)
def unknown_figure(plans: Plans) -> Iterator[Finding]:
    """A figure in a paper is none that ragplan or the programme knows.

    Why:
        The paper could not be made: a board would read the braces, or a count of nothing.

    Fails:
        # file: papers/2014-01-20-board.md
        ---
        title: Progress of the plan
        meeting: Board
        date: 2014-01-20
        ---

        # Progress

        {{ positions overdeu }} positions are overdue.

    Fixed:
        # file: papers/2014-01-20-board.md
        @@
        -{{ positions overdeu }} positions are overdue.
        +{{ positions overdue }} positions are overdue.

    Near miss:
        # file: papers/2014-01-20-board.md
        ---
        # Words may stand in any order, and small letters do for an organisation's code.
        title: Progress of the plan
        meeting: Board
        date: 2014-01-20
        ---

        {{ positions organisation=a overdue }} positions of Alpha Hospital are overdue.
    """
    for programme in plans.programmes:
        for paper in programme.papers:
            for text in texts(paper):
                place = paper.origin.at(*text.route)
                for figure in figures(text.text):
                    told = _wrong(figure, programme, paper, in_body=text.in_body)
                    if told:
                        yield Finding(place, *told, span=_span(paper, figure) if text.in_body else None)


def _wrong(figure: Figure, programme: Programme, paper: Paper, *, in_body: bool) -> tuple[str, str] | None:
    """What is wrong with a figure, and how to mend it."""
    as_at = status_date(programme, paper)
    found = fault(figure, in_body=in_body) or misfit(figure, programme, as_at)
    return (found.message, did_you_mean(found.word, found.known) or found.help) if found else None


def _span(paper: Paper, figure: Figure) -> Span:
    return Span(*_spot(paper, figure.start), *_spot(paper, figure.end))


def _spot(paper: Paper, index: int) -> tuple[int, int]:
    """The line and the column, in the file, of a character of the body."""
    before = paper.body[:index]
    return paper.body_line + before.count("\n"), index - (before.rfind("\n") + 1) + 1


@rule("RAG116", "unknown-appendix", Severity.ERROR)
def unknown_appendix(plans: Plans) -> Iterator[Finding]:
    """An appendix of a paper has nothing to show, or names a file that is not there.

    Why:
        The meeting would find a heading with nothing below it.

    Fails:
        # file: papers/2014-01-20-board.md
        ---
        title: Progress of the plan
        meeting: Board
        date: 2014-01-20
        appendices:
          - title: Appendix 1 – The plan
            show: plan
          - title: Appendix 2 – Letter to the providers
            file: 2014-01-20-letter.md
        ---

    Fixed:
        # file: papers/2014-01-20-board.md
        ---
        title: Progress of the plan
        meeting: Board
        date: 2014-01-20
        appendices:
          - title: Appendix 1 – The plan
            show: plan
          - title: Appendix 2 – Letter to the providers
            file: 2014-01-20-letter.md
        ---
        # file: papers/2014-01-20-letter.md
        Please tell us how you intend to implement the recommendations.

    Near miss:
        # file: papers/2014-01-20-board.md
        ---
        # A sentence in place of the letter is something to show.
        title: Progress of the plan
        meeting: Board
        date: 2014-01-20
        appendices:
          - title: Appendix 1 – Letter to the providers
            text: To be tabled at the meeting.
        ---
    """
    for programme in plans.programmes:
        for paper in programme.papers:
            for index, appendix in enumerate(paper.appendices):
                found = _shape_fault(appendix) or _missing(plans, programme, paper, appendix)
                if found:
                    field, message, help = found
                    yield Finding(paper.origin.at("appendices", index, field), message, help)


_Fault = tuple[str, str, str]
"""The field of an appendix that is at fault, what is wrong with it, and how to mend it."""


def _shape_fault(appendix: Appendix) -> _Fault | None:
    if appendix.show and appendix.file:
        both = "an appendix shows a part of the plan or a file, not both"
        return "file", both, "split it into two appendices"
    if not (appendix.show or appendix.file or appendix.text):
        return (
            "title",
            "this appendix shows nothing",
            "add 'show: plan', or 'file:' with the name of a Markdown file beside the paper",
        )
    if appendix.recommendations and appendix.show not in {"register", "positions"}:
        return (
            "recommendations",
            "'recommendations' only narrows down a register or positions",
            "remove it, or write 'show: register' or 'show: positions'",
        )
    return None


def _missing(plans: Plans, programme: Programme, paper: Paper, appendix: Appendix) -> _Fault | None:
    if appendix.file:
        return _no_file(plans, programme, paper, appendix.file)
    if appendix.show == "register" and not programme.register_names:
        return "show", "the programme has no register to show", "name one in the programme file: registers"
    if appendix.show == "positions":
        shown = [each for file in programme.files for each in file.on_recommendations]
        if not shown:
            return "show", "the programme has no positions on recommendations to show", ""
        said = set(numbers(programme, (each.cited for each in shown)))
        if appendix.recommendations and said.isdisjoint(numbers(programme, appendix.recommendations)):
            return "recommendations", "nobody has a position on any of these recommendations", ""
    return None


def _no_file(plans: Plans, programme: Programme, paper: Paper, name: str) -> _Fault | None:
    """What is wrong with the file that an appendix names."""
    folder = PurePosixPath(paper.origin.path).parent
    path = (folder / name).as_posix()
    annex = next((each for each in programme.annexes if each.origin.path == path), None)
    if annex is not None:
        return (
            None if annex.text.strip() else ("file", f"the text {name!r} is empty", "write it, or remove it")
        )
    if path in {other.origin.path for other in programme.papers}:
        return "file", f"{name!r} is a separate paper", "attach a text without front matter"
    if any(path == unread for unread, _ in plans.problems):
        return None  # why it cannot be read is told there
    near = [PurePosixPath(each.origin.path) for each in programme.annexes]
    return (
        "file",
        f"there is no text {name!r} beside the paper",
        did_you_mean(name, [each.name for each in near if each.parent == folder])
        or "put a Markdown file of that name into the paper's folder",
    )


@rule("RAG118", "annex-of-no-paper", Severity.INFO)
def annex_of_no_paper(plans: Plans) -> Iterator[Finding]:
    """A text in the folder of the papers is attached to no paper.

    Why:
        It is printed nowhere. Perhaps its front matter was lost, and it is a paper.

    Fails:
        # file: papers/2014-01-20-letter.md
        Please tell us how you intend to implement the recommendations.

    Fixed:
        # file: papers/2014-01-20-letter.md
        Please tell us how you intend to implement the recommendations.
        # file: papers/2014-01-20-board.md
        ---
        title: Progress of the plan
        meeting: Board
        date: 2014-01-20
        appendices:
          - title: Appendix 1 – Letter to the providers
            file: 2014-01-20-letter.md
        ---

    Near miss:
        # file: papers/2014-02-03-board.md
        ---
        # A text may be attached to the paper of another meeting than its own name says.
        title: Progress of the plan
        meeting: Board
        date: 2014-02-03
        appendices:
          - title: Appendix 1 – Letter to the providers
            file: 2014-01-20-letter.md
        ---
        # file: papers/2014-01-20-letter.md
        Please tell us how you intend to implement the recommendations.
    """
    unread = {PurePosixPath(path).parent for path, _ in plans.problems}
    for programme in plans.programmes:
        attached = {
            PurePosixPath(paper.origin.path).parent / appendix.file
            for paper in programme.papers
            for appendix in paper.appendices
            if appendix.file
        }
        for annex in programme.annexes:
            path = PurePosixPath(annex.origin.path)
            if path not in attached and path.parent not in unread:  # a paper unread may attach it
                yield Finding(
                    annex.origin,
                    "no paper attaches this text",
                    f"list it under a paper's appendices (file: {path.name}), or begin it with front matter",
                    span=FILE_START,
                )


RULES = (unknown_figure, unknown_appendix, annex_of_no_paper)

"""``ragplan report``: a programme as a paper."""

from collections.abc import Collection, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import typer

from ragplan.cli.completing import organisations
from ragplan.cli.filters import check_known, level_names, organisation_names
from ragplan.cli.papers import Asked, ReferenceOption, put
from ragplan.cli.past import AtOption, Stood, plan_of_the_day, snapshots, stood_at
from ragplan.cli.requests import Asking, requests
from ragplan.cli.session import (
    PLANS,
    AsOfOption,
    PlansOption,
    ProgrammeOption,
    PublicOption,
    day,
    fail,
    judged_on,
    loaded,
    readable_programmes,
    show_problems,
    talk,
    tell,
)
from ragplan.english import listed
from ragplan.escaping import one_line, unused_stem
from ragplan.loader import Reading
from ragplan.model.programme import Programme
from ragplan.model.public import public_snapshot
from ragplan.model.snapshot import Snapshot
from ragplan.plans import Plans
from ragplan.query import Filter
from ragplan.reports import REPORTS, Report
from ragplan.reports.blocks import Page
from ragplan.reports.public import public_page
from ragplan.reports.request import Request
from ragplan.suggestion import did_you_mean


class Made(NamedTuple):
    """A report: its page, whose it is, the name of its file without the ending, and a line on the trend.

    ``frozen`` tells that the plan is shown as a freeze tag has it.
    """

    page: Page
    programme: str
    name: str
    since: str = ""
    frozen: bool = False


def _subjects() -> str:
    """What the second argument names, by report."""
    return "; ".join(f"{report.of} for {name}" for name, report in REPORTS.items() if report.of)


def command(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="; ".join(f"{name}: {each.about}" for name, each in REPORTS.items()) + ".",
        ),
    ] = "plan",
    of: Annotated[
        str,
        typer.Argument(metavar="OF", help="What it is of: " + _subjects() + "."),
    ] = "",
    plans: PlansOption = PLANS,
    programme: ProgrammeOption = "",
    as_of: AsOfOption = "",
    at: AtOption = "",
    organisation: Annotated[
        str,
        typer.Option(metavar="CODE", help="Only rows of this owner.", autocompletion=organisations),
    ] = "",
    lead: Annotated[str, typer.Option(metavar="NAME", help="Only rows of this lead.")] = "",
    goal: Annotated[str, typer.Option(metavar="REF", help="Only rows under this goal.")] = "",
    rating: Annotated[str, typer.Option(metavar="LEVEL", help="Only rows that state this level.")] = "",
    overdue: Annotated[bool, typer.Option("--overdue", help="Only open rows past their date.")] = False,
    by: Annotated[
        Literal["goal", "organisation", "lead"], typer.Option(help="Under what rows are gathered.")
    ] = "goal",
    since: Annotated[str, typer.Option("--from", metavar="DAY", help="The first day of the span.")] = "",
    until: Annotated[str, typer.Option("--to", metavar="DAY", help="The last day of the span.")] = "",
    format: Annotated[
        Literal["html", "markdown", "text", "eml", "docx", "pdf"],
        typer.Option(
            help="HTML is one self-contained file, markdown a page for a forge, text for this terminal, "
            "eml a mail draft, docx a Word document, pdf the page as it is printed."
        ),
    ] = "html",
    output: Annotated[str, typer.Option(metavar="PATH", help="Where to write; - for standard output.")] = "",
    open_it: Annotated[bool, typer.Option("--open", help="Show the written file in the browser.")] = False,
    public: PublicOption = False,
    large_print: Annotated[
        bool, typer.Option("--large-print", help="Print no word smaller than 16 points.")
    ] = False,
    reference: ReferenceOption = "",
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Neither use nor keep what an earlier trend counted.")
    ] = False,
) -> None:
    """Writes reports/PROGRAMME-NAME.html and prints its path and a summary; text it prints itself.

    A paper is judged at its own status date, and shows the plan as it stood then where git knows that;
    with --as-of it shows the files as they are. Templates in the folder templates/ come before those
    that ship with ragplan.
    """
    report = _report(name, of)
    given = {
        "organisation": organisation,
        "lead": lead,
        "goal": goal,
        "rating": rating,
        "overdue": overdue,
        "by": by != "goal",
        "from": since,
        "to": until,
    }
    _refuse_options(name, report, [option for option, value in given.items() if value])
    stood = stood_at(plans, at, as_of, programme)
    reading = Reading()
    read = loaded(stood.found, read=reading)
    if name == "paper":
        made = [_paper(read, of, plans, as_of, stood, past=not (at or as_of), public=public)]
    else:
        chosen = judged_on(readable_programmes(read, programme, plans), stood.day)
        _check_filters([each for each, _ in chosen], organisation, goal, rating)
        look = name == "plan" and (output or format) not in ("-", "text")
        wanted = Filter(organisation=organisation, lead=lead, goal=goal, rating=rating, overdue=overdue)
        first, last = _span(since, until)
        rest = Request(
            Snapshot(*chosen[0]),
            wanted=wanted,
            by=by,
            since=first,
            until=last,
        )
        asking = Asking(report, of, rest, plans, stood, public, not no_cache, look)
        made = []
        for each in requests(asking, reading, read, chosen):
            taken = {other.name for other in made}
            made.append(_made(name, each, taken, since=look)._replace(frozen=stood.frozen))
    if output and len(made) > 1:
        _one_paper(made)
    for number, paper in enumerate(made):
        talk("\n") if number and format == "text" else None
        _print(paper, Asked(format, output, public, large_print, reference), open_it)
    _note_errors(read, plans)


def _span(since: str, until: str) -> tuple[date | None, date | None]:
    """The first and the last day of a span; exits with 2 where one is no day, or they are in no order."""
    first, last = (day(each) if each else None for each in (since, until))
    if first and last and first > last:
        fail(f"--from {first} is after --to {last}")
    return first, last


def _report(name: str, of: str) -> Report:
    """The report of a name; exits with 2 where there is none, or it cannot be of what was named."""
    report = REPORTS.get(name)
    if report is None:
        fail(f"no report {one_line(name)!r}; {did_you_mean(name, REPORTS) or 'there is: ' + listed(REPORTS)}")
    if of and not report.of:
        several = listed(f"'report {each}'" for each, other in REPORTS.items() if other.of)
        fail(f"'report {name}' takes nothing more; {one_line(of)!r} is one too many ({several} take a word)")
    if report.required and not of:
        fail(f"'report {name}' needs a word more: {report.of}")
    return report


def _refuse_options(name: str, report: Report, given: list[str]) -> None:
    """Exit with 2 where an option was given that the report does not take."""
    for option in given:
        if option not in report.options:
            takers = listed(f"'report {each}'" for each, other in REPORTS.items() if option in other.options)
            fail(f"'report {name}' takes no --{option}; {takers} does" if takers else f"no --{option}")


def _check_filters(programmes: Sequence[Programme], organisation: str, goal: str, rating: str) -> None:
    """Exit with 2 for a word of a filter that no programme knows."""
    check_known("organisation", organisation, organisation_names(programmes))
    check_known("goal", goal, ["none", *(ref for each in programmes for ref in each.goal)])
    check_known("level", rating, level_names(programmes))


def _one_paper(made: Sequence[Made]) -> None:
    """Exit with 2: one file cannot hold several papers."""
    programmes = list(dict.fromkeys(each.programme for each in made))
    if len(programmes) > 1:
        fail(f"--output takes one paper; choose one of the programmes {listed(programmes)} with --programme")
    fail(f"--output takes one paper, and there are {len(made)}; name what it is to be of")


def _made(name: str, request: Request, taken: Collection[str], *, since: bool) -> Made:
    """The report of a name on what it is asked for; with ``since`` a line on what is new since then.

    The name of its file is none of those that are ``taken``.
    """
    page = import_module(f"ragplan.reports.{name}").build(request)
    id = request.programme.id
    whose = "all" if request.together[1:] else id
    usual = f"{whose}-{name}"
    file = unused_stem((usual, request.subject), taken) if request.subject else usual
    return Made(page, id, file, _since(request.snapshot) if since else "")


def _since(snapshot: Snapshot) -> str:
    from ragplan.reports.trend.since import line

    return line(snapshot)


def _paper(
    read: Plans, path: str, folder: str, as_of: str, stood: Stood, *, past: bool, public: bool
) -> Made:
    """The paper in a file, ``past`` on the plan as it stood; exits with 2 where there is none to be read."""
    from ragplan.figures.figure import status_date
    from ragplan.reports.paper.page import build

    papers = {
        paper.origin.path: (programme, paper) for programme in read.programmes for paper in programme.papers
    }
    if not path:
        fail(f"say which paper: {listed(papers) or 'there is none in ' + repr(one_line(folder))}")
    found = papers.get(Path(path).as_posix())
    if found is None:
        if read.broken or any(where == Path(path).as_posix() for where, _ in read.problems):
            show_problems(read)
            fail(f"the paper {one_line(path)!r} cannot be read; mend the lines above, or see 'ragplan lint'")
        hint = did_you_mean(path, papers) or f"there are: {listed(papers) or 'none'}"
        fail(f"no paper {one_line(path)!r} in {one_line(folder)!r}; {hint}")
    programme, paper = found
    on = day(as_of) if as_of else status_date(programme, paper) or judged_on([programme], "")[0][1]
    name = f"{programme.id}-{Path(path).stem}"
    programme, frozen = plan_of_the_day(programme, on, folder) if past else (programme, stood.frozen)
    (judged,) = snapshots(folder, [(programme, on)], stood)
    if public:
        judged = public_snapshot(judged)
        paper = next(each for each in judged.programme.papers if each.origin == paper.origin)
    return Made(build(judged, paper), programme.id, name, frozen=frozen)


def _print(made: Made, asked: Asked, open_it: bool) -> None:
    page = public_page(made.page, frozen=made.frozen) if asked.public else made.page
    target = put(page, made.name, asked)
    if target and made.since:
        talk(f"\n{made.since}\n")
    if target and open_it:
        typer.launch(target.resolve().as_uri())


def _note_errors(plans: Plans, folder: str) -> None:
    """Say on standard error that the plan has errors, which the paper may show as it stands."""
    from ragplan.cli.policies import errors_in

    try:
        errors = len(errors_in(plans, folder))
    except typer.Exit:
        return  # it was told why; the paper is made all the same
    if errors:
        tell(f"note: 'ragplan lint' finds {errors} error{'s' if errors > 1 else ''} in these plans")

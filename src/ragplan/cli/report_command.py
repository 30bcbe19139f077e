"""``ragplan report``: a programme as a paper."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from ragplan.cli.completing import organisations
from ragplan.cli.filters import check_known, level_names, organisation_names
from ragplan.cli.papers import Asked, ReferenceOption, put
from ragplan.cli.past import AtOption, stood_at
from ragplan.cli.report_pages import Made, Order, Wanted, pages_of, paper_of
from ragplan.cli.session import (
    PLANS,
    AsOfOption,
    PlansOption,
    ProgrammeOption,
    PublicOption,
    day,
    echo,
    fail,
    judged_on,
    loaded,
    notify,
    readable_programmes,
)
from ragplan.english import listed
from ragplan.escaping import one_line
from ragplan.loader import Reading
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.query import Filter
from ragplan.render import FORMATS
from ragplan.reports import REPORTS, Report
from ragplan.reports.public import public_page
from ragplan.suggestion import did_you_mean


def _subjects() -> str:
    """What the second argument names, by report."""
    return "; ".join(f"{report.of} for {name}" for name, report in REPORTS.items() if report.of)


BELOW = "\b\nPapers:\n" + "\n".join(f"  {name:<17}{report.about}" for name, report in REPORTS.items())
"""What the help says below the options: every paper in a line."""


def command(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="Which paper; they are listed below."),
    ] = "plan",
    of: Annotated[
        str,
        typer.Argument(metavar="OF", help="What the paper is about: " + _subjects() + "."),
    ] = "",
    plans: PlansOption = PLANS,
    programme: ProgrammeOption = "",
    as_of: AsOfOption = "",
    at: AtOption = "",
    organisation: Annotated[
        str,
        typer.Option(metavar="CODE", help="Only this owner's rows.", autocompletion=organisations),
    ] = "",
    lead: Annotated[str, typer.Option(metavar="NAME", help="Only this lead's rows.")] = "",
    goal: Annotated[str, typer.Option(metavar="REF", help="Only rows under this goal.")] = "",
    rating: Annotated[str, typer.Option(metavar="LEVEL", help="Only rows rated at this level.")] = "",
    overdue: Annotated[bool, typer.Option("--overdue", help="Only open rows past their date.")] = False,
    by: Annotated[
        Literal["goal", "organisation", "lead"], typer.Option(help="How rows are grouped.")
    ] = "goal",
    since: Annotated[str, typer.Option("--from", metavar="DAY", help="The first day of the period.")] = "",
    until: Annotated[str, typer.Option("--to", metavar="DAY", help="The last day of the period.")] = "",
    format: Annotated[
        Literal[*FORMATS],  # type: ignore[valid-type]  # names of a table
        typer.Option(
            help="html is one self-contained file, markdown is for GitHub or GitLab, text is for "
            "this terminal, eml is an email draft, docx is for Word, xlsx is for Excel, pdf is the "
            "printed page."
        ),
    ] = "html",
    output: Annotated[
        str, typer.Option(metavar="PATH", help="The file to write; - for standard output.")
    ] = "",
    all_into: Annotated[
        str,
        typer.Option("--all", metavar="DIR", help="Write every paper, with an index, into this folder."),
    ] = "",
    open_it: Annotated[bool, typer.Option("--open", help="Open the written file in the browser.")] = False,
    public: PublicOption = False,
    large_print: Annotated[
        bool, typer.Option("--large-print", help="Print no word smaller than 16 points.")
    ] = False,
    reference: ReferenceOption = "",
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Neither use nor store the counts of earlier runs of trend.")
    ] = False,
) -> None:
    """Writes reports/PROGRAMME-NAME.html and prints its path and a summary; --format text is printed here.

    A committee paper shows the plan as it stood on the paper's own date, if git has it; with --as-of it
    shows the files as they are now. Your templates in the folder templates/ replace those that come with
    ragplan.
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
    used = [option for option, value in given.items() if value]
    if all_into:
        beside = [option for option, value in {"output": output, "open": open_it}.items() if value]
        _refuse_beside_all(name, [*used, *beside], format)
    else:
        _refuse_options(name, report, used)
    stood = stood_at(plans, at, as_of, programme)
    reading = Reading()
    read = loaded(stood.found, read=reading)
    chosen = [] if name == "paper" else judged_on(readable_programmes(read, programme, plans), stood.day)
    _check_filters([each for each, _ in chosen], organisation, goal, rating)
    rows = Filter(organisation=organisation, lead=lead, goal=goal, rating=rating, overdue=overdue)
    wanted = Wanted(rows, by, *_span(since, until))
    order = Order(plans, stood, reading, read, as_of, at, wanted, public, not no_cache, {})
    asked = Asked(format, output, public, large_print, reference)
    if all_into:
        from ragplan.cli.report_set import write_set

        write_set(order, chosen, Path(all_into), asked)
        _note_errors(read, plans)
        return
    if name == "paper":
        made = [paper_of(order, of)]
    else:
        look = name == "plan" and (output or format) not in ("-", "text")
        made = pages_of(order, name, of, chosen, look=look, flat=format == "xlsx")
    if output and len(made) > 1:
        _one_paper(made)
    for number, paper in enumerate(made):
        echo("\n") if number and format == "text" else None
        _print(paper, asked, open_it)
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
        fail(
            f"no report {one_line(name)!r}; "
            f"{did_you_mean(name, REPORTS) or 'choose from: ' + listed(REPORTS)}"
        )
    if of and not report.of:
        several = listed(f"'report {each}'" for each, other in REPORTS.items() if other.of)
        fail(f"'report {name}' takes nothing more; {one_line(of)!r} is one too many ({several} take a word)")
    if report.required and not of:
        fail(f"'report {name}' needs one more word: {report.of}")
    return report


def _refuse_options(name: str, report: Report, given: list[str]) -> None:
    """Exit with 2 where an option was given that the report does not take."""
    for option in given:
        if option not in report.options:
            takers = listed(f"'report {each}'" for each, other in REPORTS.items() if option in other.options)
            fail(f"'report {name}' takes no --{option}; {takers} does" if takers else f"no --{option}")


def _refuse_beside_all(name: str, given: list[str], format: str) -> None:
    """Exit with 2 where one report, a part of it, or a format that is no file was asked for with all."""
    if name != "plan":
        fail(f"--all writes every report; leave {name!r} out")
    for option in given:
        if option not in ("from", "to"):
            fail(f"--all takes no --{option}; it writes every report whole")
    if not FORMATS[format].to_read:
        fail(f"--all writes files to read; {format} is none of those")


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


def _print(made: Made, asked: Asked, open_it: bool) -> None:
    page = public_page(made.page, frozen=made.frozen) if asked.public else made.page
    target = put(page, made.name, asked)
    if target and made.since:
        echo(f"\n{made.since}\n")
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
        notify(f"note: 'ragplan lint' finds {errors} error{'s' if errors > 1 else ''} in these plans")

"""``ragplan report``: a programme as a paper."""

from collections.abc import Iterator, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import typer

from ragplan.cli.papers import Asked, put
from ragplan.cli.past import AtOption, Stood, history_of, plan_of_the_day, snapshots, stood_at
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
from ragplan.escaping import one_line
from ragplan.loader import Reading
from ragplan.model.programme import Programme
from ragplan.model.public import public_snapshot
from ragplan.model.snapshot import Snapshot
from ragplan.plans import Plans
from ragplan.reports import REPORTS
from ragplan.reports.blocks import Page
from ragplan.reports.public import public_page
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


def command(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="; ".join(f"{report}: {said}" for report, said in REPORTS.items()) + "."
        ),
    ] = "plan",
    path: Annotated[
        str, typer.Argument(metavar="PATH", help="For paper: its file, as plans/x/papers/y.md.")
    ] = "",
    plans: PlansOption = PLANS,
    programme: ProgrammeOption = "",
    as_of: AsOfOption = "",
    at: AtOption = "",
    format: Annotated[
        Literal["html", "markdown", "text", "eml"],
        typer.Option(
            help="HTML is one self-contained file, markdown a page for a forge, text for this terminal, "
            "eml a mail draft."
        ),
    ] = "html",
    output: Annotated[str, typer.Option(metavar="PATH", help="Where to write; - for standard output.")] = "",
    open_it: Annotated[bool, typer.Option("--open", help="Show the written file in the browser.")] = False,
    public: PublicOption = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Neither use nor keep what an earlier trend counted.")
    ] = False,
) -> None:
    """Writes reports/PROGRAMME-NAME.html and prints its path and a summary; text it prints itself.

    A paper is judged at its own status date, and shows the plan as it stood then where git knows that;
    with --as-of it shows the files as they are. Templates in the folder templates/ come before those
    that ship with ragplan.
    """
    if name not in REPORTS:
        fail(f"no report {one_line(name)!r}; {did_you_mean(name, REPORTS) or 'there is: ' + listed(REPORTS)}")
    if path and name != "paper":
        fail(f"only 'report paper' takes a file; {one_line(path)!r} is one too many")
    stood = stood_at(plans, at, as_of, programme)
    reading = Reading()
    read = loaded(stood.found, read=reading)
    if name == "paper":
        made = [_paper(read, path, plans, as_of, stood, past=not (at or as_of), public=public)]
    else:
        chosen = judged_on(readable_programmes(read, programme, plans), stood.day)
        if name == "trend":
            made = list(_trends(chosen, plans, reading, cached=not no_cache))
        else:
            look = name == "plan" and (output or format) not in ("-", "text")
            judged = snapshots(plans, chosen, stood, look=look)
            shown = map(public_snapshot, judged) if public else judged
            made = [_made(name, each, since=look) for each in shown]
        made = [each._replace(frozen=stood.frozen) for each in made]
    if output and len(made) > 1:
        known = listed(each.programme for each in made)
        fail(f"--output takes one paper; choose one of the programmes {known} with --programme")
    for number, each in enumerate(made):
        talk("\n") if number and format == "text" else None
        _print(each, Asked(format, output, public), open_it)
    _note_errors(read, plans)


def _made(name: str, of: Snapshot, *, since: bool) -> Made:
    """The report of a name on a programme; with ``since`` a line on what is new since the last meeting."""
    page = import_module(f"ragplan.reports.{name}").build(of)
    return Made(page, of.programme.id, f"{of.programme.id}-{name}", _since(of) if since else "")


def _since(snapshot: Snapshot) -> str:
    from ragplan.reports.trend.since import line

    return line(snapshot)


def _trends(
    chosen: Sequence[tuple[Programme, date]], folder: str, reading: Reading, *, cached: bool
) -> Iterator[Made]:
    """The trend of each programme up to its day; exits with 2 and one sentence where git cannot tell.

    What is read already is not read again, nor what a cache holds where it may be used.
    """
    from ragplan.cache import usual
    from ragplan.reports.trend.page import build
    from ragplan.timeline.courses import course

    kept = usual() if cached else None
    with history_of(folder) as timeline:
        timeline.take(reading.parts)
        for programme, on in chosen:
            yield Made(
                build(course(timeline, programme, on, kept), on), programme.id, f"{programme.id}-trend"
            )


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

"""``ragplan report``: a programme as a paper."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from ragplan.cli.session import (
    PLANS,
    AsOfOption,
    PlansOption,
    ProgrammeOption,
    fail,
    judged_on,
    note_errors,
    read_plans,
    readable_programmes,
    talk,
    write,
)
from ragplan.escaping import one_line
from ragplan.model.programme import Programme
from ragplan.reports import plan as plan_report
from ragplan.reports.plan_view import PlanView
from ragplan.suggestion import did_you_mean, listed

REPORTS = ("plan",)
"""The reports there are; each has a template of its name for every format."""

ENDINGS = {"html": ".html", "markdown": ".md"}


def command(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="plan: goals, actions, owners, status, RAG.")
    ] = "plan",
    plans: PlansOption = PLANS,
    programme: ProgrammeOption = "",
    as_of: AsOfOption = "",
    format: Annotated[
        Literal["html", "markdown"],
        typer.Option(help="HTML is one self-contained file; Markdown is a page for a forge."),
    ] = "html",
    output: Annotated[str, typer.Option(metavar="PATH", help="Where to write; - for standard output.")] = "",
    open_it: Annotated[bool, typer.Option("--open", help="Show the written file in the browser.")] = False,
    public: Annotated[
        bool, typer.Option("--public", help="Leave out notes and queries marked internal.")
    ] = False,
) -> None:
    """Writes reports/PROGRAMME-plan.html and prints its path and a summary.

    Templates in the folder templates/ come before those that ship with ragplan.
    """
    if name not in REPORTS:
        fail(f"no report {one_line(name)!r}; {did_you_mean(name, REPORTS) or 'there is: ' + listed(REPORTS)}")
    read = read_plans(plans)
    chosen = judged_on(readable_programmes(read, programme, plans), as_of)
    if output and len(chosen) > 1:
        known = listed(each.id for each, _ in chosen)
        fail(f"--output takes one paper; choose one of the programmes {known} with --programme")
    for each, day in chosen:
        _report(name, each, day, format, output, open_it, public)
    note_errors(read)


def _report(
    name: str, programme: Programme, day: date, format: str, output: str, open_it: bool, public: bool
) -> None:
    view = plan_report.build(programme, day, public=public)
    text = _rendered(f"{name}{ENDINGS[format]}.j2", view)
    if output == "-":
        write(text)
        return
    path = Path(output or f"reports/{programme.id}-{name}{ENDINGS[format]}")
    _written(path, text)
    talk(f"{one_line(path.as_posix())}\n{_summary(view)}")
    if open_it:
        typer.launch(path.resolve().as_uri())


def _rendered(template: str, view: PlanView) -> str:
    from ragplan.reports.render import TemplateFault, render

    try:
        return render(template, view, Path("templates"))
    except TemplateFault as error:
        fail(f"the template {one_line(str(error))}")


def _written(path: Path, text: str) -> None:
    from ragplan.repository import write_whole

    if path.is_dir():
        fail(f"{one_line(str(path))!r} is a folder; --output takes a file")
    try:
        write_whole(path, text)
    except (FileExistsError, NotADirectoryError):
        fail(f"{one_line(str(path))} cannot be written: a file stands where a folder is needed")
    except OSError as error:
        fail(f"{one_line(str(path))} cannot be written: {error.strerror}")


def _summary(view: PlanView) -> str:
    """The counts by level as a small table, what they mean in a sentence above it."""
    from ragplan.cli.tables import table

    as_at = " ".join(filter(None, (view.wording, view.as_of)))
    rows = [[f"{line.tag.mark} {line.tag.label}", str(line.count)] for line in view.key]
    rows.append(["Not rated", str(view.unrated)])
    rows.append(["All positions", str(view.counts.total)])
    title = f"{one_line(view.title)}, as at {as_at}"
    lines = [title, view.sentence, *filter(None, [view.footnote])]
    return "\n".join(lines) + "\n\n" + table(["Rating", "Positions"], rows, right=(1,))

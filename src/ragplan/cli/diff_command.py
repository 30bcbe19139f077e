"""``ragplan diff``: what changed between two meetings, days or revisions."""

from typing import Annotated, Literal

import typer

from ragplan.cli.compared import Asked, found
from ragplan.cli.filters import check_known, organisation_names
from ragplan.cli.past import history_of
from ragplan.cli.session import (
    COULD_NOT_RUN,
    FINDINGS,
    PLANS,
    AsOfOption,
    PlansOption,
    ProgrammeOption,
    fail,
    talk,
    write,
)
from ragplan.diff import Change, Kind
from ragplan.escaping import one_line
from ragplan.history import is_counted
from ragplan.reports.changes import Comparison, Point
from ragplan.suggestion import did_you_mean, listed

SETTINGS = {"ignore_unknown_options": True}
"""``-2`` is a meeting and no option; what else begins so is refused here."""

ENDS = "A meeting (last, -2, 2014-01-27), a day, or a revision"
SinceArgument = Annotated[
    str,
    typer.Argument(
        metavar="FROM", help=f"{ENDS}; the previous meeting where none is named.", show_default=False
    ),
]
UntilArgument = Annotated[
    str,
    typer.Argument(metavar="TO", help=f"{ENDS}; the working tree where none is named.", show_default=False),
]


def command(
    since: SinceArgument = "",
    until: UntilArgument = "",
    plans: PlansOption = PLANS,
    programme: ProgrammeOption = "",
    as_of: AsOfOption = "",
    organisation: Annotated[
        str, typer.Option(metavar="CODE", help="Changes of one organisation, and of shared actions it owns.")
    ] = "",
    goal: Annotated[str, typer.Option(metavar="REF", help="Changes under one goal.")] = "",
    kind: Annotated[
        list[str] | None,
        typer.Option(metavar="KINDS", help="Changes of these kinds, with commas: completed,went-silent."),
    ] = None,
    format: Annotated[
        Literal["text", "markdown", "html", "json"],
        typer.Option(help="text and json go to standard output, the others to a file."),
    ] = "text",
    output: Annotated[
        str, typer.Option(metavar="PATH", help="Where to write html or markdown; - for standard output.")
    ] = "",
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 where something changed.")
    ] = False,
    public: Annotated[
        bool, typer.Option("--public", help="Leave out notes and queries marked internal.")
    ] = False,
) -> None:
    """Changes by goal, action and organisation, the news on top.

    HTML and Markdown are written to reports/PROGRAMME-changes.html or .md. Meetings are counted
    back from the day of --as-of. Exit code: 0, or 1 with --exit-code where something changed; 2
    could not run.
    """
    for end in (since, until):
        if end.startswith("-") and not is_counted(end):
            fail(f"no option {one_line(end)!r}; a meeting is counted back as -1 or -2; see --help")
    kinds = _kinds(kind)
    if output not in ("", "-") and format in ("text", "json"):
        fail(f"--output takes html or markdown; write {format} with > {one_line(output)}")
    with history_of(plans) as timeline:
        comparisons, failed = found(timeline, Asked(plans, programme, as_of, since, until))
    if output not in ("", "-") and len(comparisons) > 1:
        known = listed(each.until.snapshot.programme.id for each in comparisons)
        fail(f"--output takes one paper; choose one of the programmes {known} with --programme")
    told = _narrowed(comparisons, organisation, goal, kinds, public=public)
    _print(told, format, output)
    if failed:
        raise typer.Exit(COULD_NOT_RUN)
    if exit_code and any(each.changes for each in told):
        raise typer.Exit(FINDINGS)


def _kinds(options: list[str] | None) -> list[Kind]:
    """The kinds that are asked for; exits with 2 where there is none of a name."""
    known = {kind.value: kind for kind in Kind}
    asked = [word.strip() for option in options or [] for word in option.split(",") if word.strip()]
    found = []
    for word in asked:
        name = "-".join(word.casefold().replace("_", "-").split())
        if name not in known:
            hint = did_you_mean(name, known)
            fail(f"no kind {one_line(word)!r}; {hint + ' ' if hint else ''}there are: {', '.join(known)}")
        found.append(known[name])
    return found


def _narrowed(
    comparisons: tuple[Comparison, ...], organisation: str, goal: str, kinds: list[Kind], *, public: bool
) -> list[Comparison]:
    """The comparisons with the changes that are asked for; exits with 2 where a filter names nothing."""
    programmes = [end.snapshot.programme for each in comparisons for end in (each.until, each.since)]
    check_known("organisation", organisation, organisation_names(programmes))
    check_known("goal", goal, [ref for each in programmes for ref in each.goal])
    asked = [
        f"of {organisation}" if organisation else "",
        f"under goal {goal}" if goal else "",
        f"of the kind {', '.join(kind.words for kind in kinds)}" if kinds else "",
    ]
    narrowed = f"Only changes {', '.join(filter(None, asked))}." if any(asked) else ""
    return [
        each._replace(
            narrowed=narrowed,
            changes=tuple(
                change
                for change in each.changes
                if not (public and change.internal)
                and (not kinds or change.kind in kinds)
                and (not goal or _under(change, goal))
                and (not organisation or _of(change, each, organisation))
            ),
        )
        for each in comparisons
    ]


def _under(change: Change, goal: str) -> bool:
    """Whether a change is under a goal, or moved an action away from it."""
    left = change.old if change.kind is Kind.MOVED else ""
    return goal.casefold() in (change.goal.casefold(), left.casefold())


def _of(change: Change, comparison: Comparison, organisation: str) -> bool:
    """Whether a change is an organisation's, or of a shared action that it owns."""
    names = {end.snapshot.programme.code(organisation) for end in (comparison.since, comparison.until)}
    names = {name.casefold() for name in names}
    owners = (change.organisation,) if change.organisation else change.owners
    return any(owner.casefold() in names for owner in owners)


def _print(told: list[Comparison], format: str, output: str) -> None:
    if format == "json":
        write(_json(told))
        return
    from ragplan.cli.papers import as_text, put_page
    from ragplan.reports.changes import build
    from ragplan.reports.changes_page import page

    pages = [page(build(each)) for each in told]
    if format == "text":
        talk("\n\n".join(as_text(each, format) for each in pages))
        return
    for each, made in zip(told, pages, strict=True):
        put_page(made, f"{each.until.snapshot.programme.id}-changes", format, output)


def _json(told: list[Comparison]) -> str:
    from ragplan.diff.json_v1 import End, render

    def end(point: Point) -> End:
        revision = point.commit.revision if point.commit else ""
        return End(revision, point.snapshot.on, point.meeting)

    ends = {each.until.snapshot.programme.id: (end(each.since), end(each.until)) for each in told}
    return render(ends, [change for each in told for change in each.changes])

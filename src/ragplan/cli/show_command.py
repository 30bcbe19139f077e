"""``ragplan show REF``: one action with every owner's position."""

from typing import Annotated, Literal

import typer

from ragplan import query
from ragplan.cli.completing import organisations, refs
from ragplan.cli.filters import check_known, organisation_names
from ragplan.cli.past import AtOption, snapshots, stood_at
from ragplan.cli.rows import Target, print_rows
from ragplan.cli.session import (
    PLANS,
    AsOfOption,
    PlansOption,
    ProgrammeOption,
    PublicOption,
    echo,
    fail,
    judged_on,
    loaded,
    readable_programmes,
)
from ragplan.cli.tables import screen
from ragplan.escaping import one_line
from ragplan.model.public import public_snapshot
from ragplan.render.text import render
from ragplan.reports import plan
from ragplan.reports.public import public_page
from ragplan.suggestion import did_you_mean

WIDTH = 78


def command(
    ref: Annotated[
        str, typer.Argument(metavar="REF", help="The action's ref, such as 2.1.", autocompletion=refs)
    ],
    plans: PlansOption = PLANS,
    programme: ProgrammeOption = "",
    as_of: AsOfOption = "",
    at: AtOption = "",
    organisation: Annotated[
        str,
        typer.Option(metavar="CODE", help="Only this owner, by code or alias.", autocompletion=organisations),
    ] = "",
    public: PublicOption = False,
    format: Annotated[
        Literal["text", "json", "csv"], typer.Option(help="json and csv are the same as from ragplan list.")
    ] = "text",
) -> None:
    """Shows everything the plan says about it."""
    stood = stood_at(plans, at, as_of, programme)
    read = loaded(stood.found)
    chosen = judged_on(readable_programmes(read, programme, plans), stood.day)
    check_known("organisation", organisation, organisation_names(each for each, _ in chosen))
    judged = snapshots(plans, chosen, stood)
    judged = list(map(public_snapshot, judged)) if public else judged
    rows = list(query.rows(judged, query.Filter(ref=ref, organisation=organisation)))
    if not rows:
        refs = [action.ref for each, _ in chosen for action in each.actions]
        whose = f" of {one_line(organisation)!r}" if organisation else ""
        fail(f"no action {one_line(ref)!r}{whose}; {did_you_mean(ref, refs) or 'see ragplan list'}")
    if format != "text":
        print_rows(rows, read, Target(format), chosen)
        return
    pages = (
        page
        for each in judged
        for page in plan.action(each, ref, each.programme.code(organisation) if organisation else "")
    )
    shown = (public_page(page, frozen=stood.frozen) for page in pages) if public else pages
    echo("\n".join(render(page, screen()._replace(width=WIDTH)) for page in shown))

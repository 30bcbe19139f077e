"""``ragplan meeting``: a meeting held on another day, or not at all."""

from typing import Annotated

import typer

from ragplan.cli.changing import DryRunOption, at_desk, carry_out
from ragplan.cli.session import PLANS, PlansOption, ProgrammeOption, day, fail
from ragplan.editing.meetings import cancel, move


def command(
    plans: PlansOption = PLANS,
    programme: ProgrammeOption = "",
    moved: Annotated[
        tuple[str, str],
        typer.Option("--move", metavar="FROM TO", help="The day of a meeting, and the new one."),
    ] = ("", ""),
    cancelled: Annotated[
        str, typer.Option("--cancel", metavar="DATE", help="The day of a meeting that is not held.")
    ] = "",
    dry_run: DryRunOption = False,
) -> None:
    """The calendar keeps its rhythm, and says which meeting differs from it.

    Refused, and nothing written, is what check would call an error. Exit code: 0, 2 could not run.
    """
    start, to = moved
    if bool(start) == bool(cancelled):
        fail("say which: --move FROM TO, or --cancel DATE")
    desk = at_desk(plans, programme, "")
    plan = desk.programme
    if start:
        carry_out(desk, move(desk.read, plan, day(start), day(to)), dry_run=dry_run)
    else:
        carry_out(desk, cancel(desk.read, plan, day(cancelled)), dry_run=dry_run)

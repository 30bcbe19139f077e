"""``ragplan meeting``: a meeting held on another day, or not at all, and another rhythm."""

import re
from typing import Annotated

import typer

from ragplan.cli.changing import DryRunOption, at_desk, carry_out
from ragplan.cli.prompts import rhythm_fault
from ragplan.cli.session import PLANS, AsOfOption, PlansOption, ProgrammeOption, day, fail
from ragplan.editing.meetings import cancel, change_rhythm, move
from ragplan.escaping import one_line
from ragplan.schema.v1.entries import ON


def command(
    plans: PlansOption = PLANS,
    programme: ProgrammeOption = "",
    as_of: AsOfOption = "",
    moved: Annotated[
        tuple[str, str],
        typer.Option("--move", metavar="FROM TO", help="The day of a meeting, and the new one."),
    ] = ("", ""),
    cancelled: Annotated[
        str, typer.Option("--cancel", metavar="DATE", help="The day of a meeting that is not held.")
    ] = "",
    every: Annotated[
        str, typer.Option(metavar="TIME", help="Another rhythm: month, 2 weeks, quarter; with --from.")
    ] = "",
    first: Annotated[
        str, typer.Option("--from", metavar="DATE", help="The first meeting of the new rhythm.")
    ] = "",
    on: Annotated[
        str, typer.Option(metavar="DAY", help="Its day of the month: 'second Monday', 'last Friday', 15.")
    ] = "",
    dry_run: DryRunOption = False,
) -> None:
    """The calendar keeps its rhythm, and says which meeting differs from it. With --every the group meets
    in another rhythm from a day on; the meetings before it stay as they were.

    Refused, and nothing written, is what check would call an error. Exit code: 0, 2 could not run.
    """
    start, to = moved
    if sum(map(bool, (start, cancelled, every))) != 1:
        fail("say which: --move FROM TO, --cancel DATE, or --every TIME --from DATE")
    if bool(every) != bool(first) or (on and not every):
        fail(
            "another rhythm is --every TIME with --from DATE, its first meeting, and --on where one is meant"
        )
    desk = at_desk(plans, programme, as_of)
    plan = desk.programme
    if start:
        meant = move(desk.read, plan, day(start), day(to))
    elif cancelled:
        meant = cancel(desk.read, plan, day(cancelled))
    else:
        _refuse_words(every, on)
        meant = change_rhythm(desk.read, plan, day(first), every, on)
    carry_out(desk, meant, dry_run=dry_run)


def _refuse_words(every: str, on: str) -> None:
    """Exit with 2 where a rhythm, or a day of a month, is none."""
    if fault := rhythm_fault(every):
        fail(fault)
    if not re.fullmatch(ON, on):
        fail(f"{one_line(on)!r} is not a day of the month; write 'second Monday', 'last Friday' or 15")

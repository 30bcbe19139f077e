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
        typer.Option("--move", metavar="FROM TO", help="The date of a meeting, and its new date."),
    ] = ("", ""),
    cancelled: Annotated[
        str, typer.Option("--cancel", metavar="DATE", help="The date of a meeting that will not be held.")
    ] = "",
    every: Annotated[
        str,
        typer.Option(
            metavar="TIME",
            help="How often the group meets from then on: month, 2 weeks, quarter; needs --from.",
        ),
    ] = "",
    first: Annotated[
        str, typer.Option("--from", metavar="DATE", help="With --every: the date of the first such meeting.")
    ] = "",
    on: Annotated[
        str,
        typer.Option(metavar="DAY", help="With --every: the day of the month, such as 'last Friday' or 15."),
    ] = "",
    dry_run: DryRunOption = False,
) -> None:
    """Moving or cancelling a meeting leaves the others as they are. With --every, the group meets more or
    less often from a given date on; earlier meetings stay as they were.

    If check would report the result as an error, nothing is written. Exit code: 0, or 2 if it could not run.
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

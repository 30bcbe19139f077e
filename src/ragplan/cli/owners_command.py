"""``ragplan owners``: owners that an action gains, and those that are released by decision."""

from typing import Annotated

import typer

from ragplan.cli.changing import (
    AgreedByOption,
    DryRunOption,
    OnOption,
    ReasonOption,
    at_desk,
    carry_out,
    target,
)
from ragplan.cli.completing import refs
from ragplan.cli.filters import check_known, organisation_names
from ragplan.cli.session import PLANS, AsOfOption, PlansOption, ProgrammeOption, fail
from ragplan.editing.actions import Decision, owners


def command(
    ref: Annotated[str, typer.Argument(metavar="REF", help="The action's ref.", autocompletion=refs)],
    plans: PlansOption = PLANS,
    programme: ProgrammeOption = "",
    as_of: AsOfOption = "",
    add: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="An owner to add, who gets a row; can be repeated."),
    ] = None,
    release: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="An owner to release; can be repeated.")
    ] = None,
    reason: ReasonOption = "",
    agreed_by: AgreedByOption = "",
    on: OnOption = "",
    dry_run: DryRunOption = False,
) -> None:
    """To release an owner, give --reason and --agreed-by; the decision is recorded, and the row may stay.

    If check would report the result as an error, nothing is written. Exit code: 0, or 2 if it could not run.
    """
    if not (add or release):
        fail("say who: --add CODE, --release CODE")
    if release and not (reason and agreed_by):
        fail("an owner is released with --reason TEXT and --agreed-by WHO")
    desk = at_desk(plans, programme, as_of)
    for name in (*(add or ()), *(release or ())):
        check_known("organisation", name, organisation_names(desk.programmes))
    found = target(desk, ref, "")
    plan = found.programme
    gain, let_go = ([plan.code(name) for name in names or ()] for names in (add, release))
    decision = Decision(on or desk.day(plan), reason, agreed_by)
    carry_out(desk, owners(desk.read, plan, found.action, gain, let_go, decision), dry_run=dry_run)

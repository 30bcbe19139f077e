"""``ragplan revise``: a later due date, with the reason and who agreed."""

from collections.abc import Sequence
from typing import Annotated

import typer

from ragplan.cli.changing import (
    AgreedByOption,
    DryRunOption,
    OnOption,
    OwnerOption,
    ReasonOption,
    Target,
    at_desk,
    carry_out,
    target,
)
from ragplan.cli.completing import refs
from ragplan.cli.session import PLANS, AsOfOption, PlansOption, ProgrammeOption, fail
from ragplan.diagnostics import Origin
from ragplan.editing.actions import Decision, refuse, revise
from ragplan.english import listed
from ragplan.escaping import one_line
from ragplan.model.plan import Deadline


def command(
    ref: Annotated[str, typer.Argument(metavar="REF", help="The action's ref.", autocompletion=refs)],
    plans: PlansOption = PLANS,
    programme: ProgrammeOption = "",
    as_of: AsOfOption = "",
    to: Annotated[str, typer.Option(metavar="DATE", help="The new due date.")] = "",
    organisation: OwnerOption = "",
    reason: ReasonOption = "",
    agreed_by: AgreedByOption = "",
    on: OnOption = "",
    proposed: Annotated[
        bool, typer.Option("--proposed", help="Only request it: the date moves once a meeting agrees.")
    ] = False,
    refused: Annotated[
        bool, typer.Option("--refused", help="Record that a meeting refused the requested date.")
    ] = False,
    dry_run: DryRunOption = False,
) -> None:
    """The first date is kept. With --organisation, only that owner's date moves.

    To move a date, give --reason and --agreed-by; to request one, --proposed with --reason. To agree a
    requested date, give the same --to with --agreed-by; to refuse it, the same --to with --refused. If check
    would report the result as an error, nothing is written. Exit code: 0, or 2 if it could not run.
    """
    if refused and (not to or reason or agreed_by or proposed):
        fail("a date that was asked for is refused with --to DATE, --refused and --on DATE alone")
    if not refused and not (to and (agreed_by or (reason and proposed))):
        fail("a date moves with --to DATE, --reason TEXT and --agreed-by WHO; one asked for with --proposed")
    desk = at_desk(plans, programme, as_of)
    found = target(desk, ref, organisation)
    asked = [each.to.text for each in _deadline(found).asked]
    if refused:
        _refuse_unasked(ref, to, asked)
        carry_out(
            desk, refuse(desk.read, _place(found), to, on or desk.day(found.programme)), dry_run=dry_run
        )
        return
    if not reason and to not in asked:
        fail("a date moves with --reason TEXT: only one that was asked for has its reason already")
    decision = Decision(on or desk.day(found.programme), reason, agreed_by)
    carry_out(desk, revise(desk.read, _place(found), to, decision, proposed=proposed), dry_run=dry_run)


def _refuse_unasked(ref: str, to: str, asked: Sequence[str]) -> None:
    """Exit with 2 where a date was not asked for."""
    if to not in asked:
        verb = "are" if len(asked) > 1 else "is"
        there = f"{listed(asked)} {verb}" if asked else "none is"
        fail(f"{ref!r} is asked no such date as {one_line(to)!r}: {there} asked for")


def _deadline(found: Target) -> Deadline:
    """The dates that are moved: those of the action, or of the owner that is asked for."""
    position = found.programme.positions.get(found.action.ref, {}).get(found.organisation)
    return found.action.deadline if found.action.organisation or position is None else position.deadline


def _place(found: Target) -> Origin:
    """Where the date stands: at the action, or at the row of the owner that is asked for."""
    action = found.action
    if action.organisation or not found.organisation:
        return action.origin
    position = found.programme.positions.get(action.ref, {}).get(found.organisation)
    if position is None:
        fail(f"{found.organisation} has no row for {action.ref!r}; see 'ragplan show {action.ref}'")
    return position.origin

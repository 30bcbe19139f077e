"""``ragplan close``: an action completed with evidence, withdrawn with a reason, or superseded by others."""

from typing import Annotated

import typer

from ragplan.cli.changing import (
    Desk,
    DryRunOption,
    OnOption,
    OwnerOption,
    ReasonOption,
    Target,
    at_desk,
    carry_out,
    owner_of,
    target,
)
from ragplan.cli.completing import refs
from ragplan.cli.session import PLANS, AsOfOption, PlansOption, ProgrammeOption, fail
from ragplan.document.change import Data
from ragplan.editing.actions import Decision, supersede, withdraw
from ragplan.editing.rows import Row, as_said, say
from ragplan.editing.steps import Meant, without_blanks
from ragplan.model.key import Category, Fact, Key


def command(
    ref: Annotated[str, typer.Argument(metavar="REF", help="The action's ref.", autocompletion=refs)],
    plans: PlansOption = PLANS,
    programme: ProgrammeOption = "",
    as_of: AsOfOption = "",
    organisation: OwnerOption = "",
    completed: Annotated[
        str, typer.Option(metavar="DATE", help="The day, month or quarter in which the owner completed it.")
    ] = "",
    evidence: Annotated[
        str, typer.Option(metavar="REF", help="The evidence: a minute, a report or another reference.")
    ] = "",
    evidence_file: Annotated[
        str, typer.Option(metavar="FILE", help="The file or web address of the evidence.")
    ] = "",
    evidence_on: Annotated[str, typer.Option(metavar="DATE", help="The date of the evidence.")] = "",
    status: Annotated[
        str, typer.Option(metavar="TEXT", help="What the organisation reports, in words.")
    ] = "",
    rating: Annotated[
        str, typer.Option(metavar="LEVEL", help="Which level of the key, if several mean complete.")
    ] = "",
    withdrawn: Annotated[
        bool, typer.Option("--withdrawn", help="The action will not be done; needs --reason.")
    ] = False,
    reason: ReasonOption = "",
    on: OnOption = "",
    superseded_by: Annotated[
        list[str] | None,
        typer.Option(metavar="REF", help="The action that replaces it; can be repeated."),
    ] = None,
    dry_run: DryRunOption = False,
) -> None:
    """Give one of --completed, --withdrawn and --superseded-by.

    --completed closes one owner's row and needs evidence, given now or recorded earlier. --withdrawn and
    --superseded-by close the action for all of its owners. To split an action, name several that replace it;
    to merge actions, let one replace each of them. If check would report the result as an error, nothing is
    written. Exit code: 0, or 2 if it could not run.
    """
    if sum(map(bool, (completed, withdrawn, superseded_by))) != 1:
        fail("say how: --completed DATE, --withdrawn with --reason TEXT, or --superseded-by REF")
    if withdrawn and not reason:
        fail("an action is withdrawn with --reason TEXT")
    desk = at_desk(plans, programme, as_of)
    found = target(desk, ref, organisation)
    if completed:
        proof = without_blanks({"ref": evidence, "file": evidence_file, "on": evidence_on})
        fields: dict[str, Data] = {"completed": completed, "status": status, "rating": rating}
        carry_out(desk, _done(desk, found, without_blanks(fields), proof), dry_run=dry_run)
    elif withdrawn:
        decision = Decision(on or desk.day(found.programme), reason)
        carry_out(desk, withdraw(desk.read, found.action, decision), dry_run=dry_run)
    else:
        carry_out(desk, supersede(desk.read, found.action, superseded_by or ()), dry_run=dry_run)


def _done(desk: Desk, found: Target, fields: dict[str, Data], proof: dict[str, Data]) -> Meant:
    """An owner's row as completed, with what proves it."""
    code = owner_of(found)
    programme, ref = found.programme, found.action.ref
    position = programme.positions.get(ref, {}).get(code)
    if proof:
        fields["evidence"] = [proof]
    elif not (position and position.evidence):
        fail(f"{code} has no evidence on {ref!r} yet: give --evidence REF, as a minute or a report")
    level = programme.level(position)
    if "rating" not in fields and programme.key and not (level and level.category.closes):
        fields["rating"] = _complete(programme.key)
    return say(desk.read, programme, [Row(code, ref, as_said(programme, fields, desk.day(programme)))])


def _complete(key: Key) -> str:
    """The level that says that something is done."""
    levels = (key.derived(Fact.COMPLETED), *key.levels)
    return next((each.code for each in levels if each and each.category is Category.COMPLETE), "")

"""``ragplan add``: a goal, an action, a part of one, an organisation, rows of owners that have none."""

from typing import Annotated, Literal

import typer

from ragplan.cli.changing import Desk, DryRunOption, OwnerOption, at_desk, carry_out, owner_of, target
from ragplan.cli.filters import check_known, organisation_names
from ragplan.cli.session import PLANS, AsOfOption, PlansOption, ProgrammeOption, fail
from ragplan.document.change import Data
from ragplan.editing import actions
from ragplan.editing.rows import Row, added, missing
from ragplan.editing.steps import Meant, Step

Entry = dict[str, Data]


def command(
    kind: Annotated[
        Literal["goal", "action", "part", "organisation", "position"],
        typer.Argument(metavar="KIND", help="What to add: a goal, action, part, organisation or position."),
    ],
    name: Annotated[
        str, typer.Argument(metavar="REF", help="Its ref, or for an organisation, its code.")
    ] = "",
    plans: PlansOption = PLANS,
    programme: ProgrammeOption = "",
    as_of: AsOfOption = "",
    title: Annotated[
        str, typer.Option(metavar="TEXT", help="What is to be done, or the goal in words.")
    ] = "",
    goal: Annotated[str, typer.Option(metavar="REF", help="The goal that the action is under.")] = "",
    of: Annotated[str, typer.Option(metavar="REF", help="The action that a part belongs to.")] = "",
    owner: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="An owner of a shared action, who gets a row; can be repeated."),
    ] = None,
    organisation: OwnerOption = "",
    lead: Annotated[
        list[str] | None,
        typer.Option(metavar="LEAD", help="The person or role who answers for it; can be repeated."),
    ] = None,
    due: Annotated[str, typer.Option(metavar="DATE", help="The due date.")] = "",
    outcome: Annotated[str, typer.Option(metavar="TEXT", help="The desired outcome.")] = "",
    recommendation: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RANGE", help="The recommendations it answers, such as 13 or 124-125; can be repeated."
        ),
    ] = None,
    source: Annotated[str, typer.Option(metavar="TEXT", help="Where it comes from, such as a minute.")] = "",
    agreed: Annotated[str, typer.Option(metavar="DATE", help="The date of the meeting that agreed it.")] = "",
    proposed: Annotated[bool, typer.Option("--proposed", help="No meeting has agreed it yet.")] = False,
    called: Annotated[
        str, typer.Option("--name", metavar="NAME", help="For an organisation: its full name.")
    ] = "",
    absent: Annotated[
        bool,
        typer.Option("--missing", help="With position: add every row that an owner is missing (RAG112)."),
    ] = False,
    dry_run: DryRunOption = False,
) -> None:
    """With --organisation, an action belongs to that organisation alone; without, its owners share it.

    An owner without a file gets one. To record that a proposed action is agreed, give its ref and only
    --agreed. If check would report the result as an error, nothing is written. Exit code: 0, or 2 if it could
    not run.
    """
    if not name and not absent:
        fail(f"give the {'code' if kind == 'organisation' else 'ref'} of the {kind}")
    if absent and (kind != "position" or name):
        fail("--missing goes with 'ragplan add position', without a ref")
    desk = at_desk(plans, programme, as_of)
    entry: Entry = {
        "ref": name,
        "title": title,
        "outcome": outcome,
        "recommendations": [*(recommendation or ())],
        "leads": [*(lead or ())],
        "due": due,
        "source": source,
        "agreed": agreed,
        "proposed": "true" if proposed else "",
    }
    if kind in ("action", "part") and agreed and not title:
        carry_out(
            desk, actions.agree(desk.read, target(desk, name, organisation).action, agreed), dry_run=dry_run
        )
        return
    if kind in ("goal", "action", "part") and not title:
        fail(f"give the {kind} its --title")
    if kind == "goal":
        meant = actions.add_goal(desk.programme, entry)
    elif kind == "organisation":
        if not called:
            fail("give the organisation its --name")
        meant = actions.add_organisation(desk.programme, name, {"name": called})
    elif kind == "position":
        meant = _positions(desk, name, organisation)
    else:
        meant = _action(desk, entry, goal=goal, of=of, owners=owner or [], organisation=organisation)
    carry_out(desk, meant, dry_run=dry_run)


def _action(desk: Desk, entry: Entry, *, goal: str, of: str, owners: list[str], organisation: str) -> Meant:
    """An action or a part, an organisation's own or shared."""
    if bool(goal) and bool(of):
        fail("a part belongs to an action: give --of REF or --goal REF, not both")
    for code in (*owners, organisation):
        check_known("organisation", code, organisation_names(desk.programmes))
    if of:
        found = target(desk, of, organisation)
        programme, above = found.programme, found.action
        if above.organisation:
            return actions.add_own(desk.read, programme, above.organisation, above, entry)
        entry["owners"] = [programme.code(code) for code in owners]
        return actions.add_shared(desk.read, programme, above.origin, entry)
    programme = desk.programme
    check_known("goal", goal, list(programme.goal))
    if organisation:
        return actions.add_own(
            desk.read, programme, programme.code(organisation), None, {**entry, "goal": goal}
        )
    if not goal:
        fail("say where it belongs: --goal REF, --of REF for a part, or --organisation CODE for its own")
    entry["owners"] = [programme.code(code) for code in owners]
    return actions.add_shared(desk.read, programme, programme.goal[goal].origin, entry)


def _positions(desk: Desk, ref: str, organisation: str) -> Meant:
    """The row of one owner, or all that owners have not."""
    if ref:
        found = target(desk, ref, organisation)
        code = owner_of(found)
        if code in found.programme.positions.get(ref, {}):
            fail(f"{code} has a row for {ref!r}; change it with 'ragplan set {ref}'")
        return [*added(desk.read, found.programme, [Row(code, ref, {})])]
    check_known("organisation", organisation, organisation_names(desk.programmes))
    steps: list[Step] = []
    for programme in desk.programmes:
        code = programme.code(organisation) if organisation else ""
        steps += added(desk.read, programme, [*missing(programme, code)])
    return steps

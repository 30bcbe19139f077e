"""``ragplan show REF``: one action with every owner's position."""

from textwrap import fill, indent
from typing import Annotated, Literal

import typer

from ragplan import query
from ragplan.alike import normal
from ragplan.cli.completing import organisations, refs
from ragplan.cli.filters import check_known, organisation_names
from ragplan.cli.past import AtOption, snapshots, stood_at
from ragplan.cli.rows import print_rows
from ragplan.cli.session import (
    PLANS,
    AsOfOption,
    PlansOption,
    ProgrammeOption,
    fail,
    judged_on,
    loaded,
    readable_programmes,
    talk,
)
from ragplan.escaping import one_line
from ragplan.reports import plan as plan_report
from ragplan.reports.plan_view import ActionView, OwnerView, rating_words
from ragplan.suggestion import did_you_mean

WIDTH = 78


def command(
    ref: Annotated[str, typer.Argument(metavar="REF", help="The action's ref, as 2.1.", autocompletion=refs)],
    plans: PlansOption = PLANS,
    programme: ProgrammeOption = "",
    as_of: AsOfOption = "",
    at: AtOption = "",
    organisation: Annotated[
        str,
        typer.Option(metavar="CODE", help="Only this owner, by code or alias.", autocompletion=organisations),
    ] = "",
    format: Annotated[
        Literal["text", "json", "csv"], typer.Option(help="JSON and CSV as from ragplan list.")
    ] = "text",
) -> None:
    """Everything the plan says of it, as at a day."""
    stood = stood_at(plans, at, as_of, programme)
    read = loaded(stood.found)
    chosen = judged_on(readable_programmes(read, programme, plans), stood.day)
    check_known("organisation", organisation, organisation_names(each for each, _ in chosen))
    judged = snapshots(plans, chosen, stood)
    rows = list(query.rows(judged, query.Filter(ref=ref, organisation=organisation)))
    if not rows:
        refs = [action.ref for each, _ in chosen for action in each.actions]
        whose = f" of {one_line(organisation)!r}" if organisation else ""
        fail(f"no action {one_line(ref)!r}{whose}; {did_you_mean(ref, refs) or 'see ragplan list'}")
    if format != "text":
        print_rows(rows, read, format, [day for _, day in chosen])
        return
    codes = {entry.row.organisation for entry in rows} if organisation else set()
    for each in judged:
        view = plan_report.build(each)
        for goal in view.goals:
            for action in goal.actions:
                if normal(action.ref) == normal(ref):
                    talk(_text(f"{each.programme.id}, {goal.ref or goal.title}", action, codes))


def _text(where: str, action: ActionView, codes: set[str]) -> str:
    due = ", ".join(filter(None, [action.due, action.distance]))
    lines = [
        _wrapped(f"{action.ref}  {action.title}", ""),
        *(_wrapped(text, "  ") for text in (action.description, due, action.closed) if text),
        *(_wrapped(f"{name}: {text}", "  ") for name, text in action.facts),
        *(_wrapped(f"Date moved to {text}", "  ") for text in action.revisions),
        *(_wrapped(f"Note: {text}", "  ") for text in action.notes),
        *(_wrapped(f"Query: {text}", "  ") for text in action.queries),
        "",
    ]
    if not action.owners:
        lines += ["  No owner reports on this action.", ""]
    for owner in action.owners:
        if not codes or owner.organisation in codes:
            lines += [*_owner(owner), ""]
    return f"{one_line(where)}\n" + "\n".join(lines)


def _owner(owner: OwnerView) -> list[str]:
    said = "; ".join(rating_words(owner))
    return [
        _wrapped(f"{owner.organisation}  {said}", "  "),
        *(_wrapped(line, "    ") for line in (owner.status or owner.silence).splitlines() if line),
        *([f"    {owner.due}"] if owner.due else []),
        *(_wrapped(f"{name}: {text}", "    ") for name, text in owner.facts),
        *(_wrapped(f"Note: {text}", "    ") for text in owner.notes),
        *(_wrapped(f"Query: {text}", "    ") for text in owner.queries),
    ]


def _wrapped(text: str, margin: str) -> str:
    return indent(fill(one_line(text), WIDTH - len(margin)), margin)

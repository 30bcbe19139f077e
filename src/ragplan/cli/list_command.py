"""``ragplan list``: the rows of the plan, filtered."""

from dataclasses import replace
from typing import Annotated, Literal

import typer

from ragplan.cli.completing import organisations
from ragplan.cli.filters import check_known, cited_by, level_names, organisation_names, parents
from ragplan.cli.past import AtOption, snapshots, stood_at
from ragplan.cli.rows import Target, print_positions, print_rows
from ragplan.cli.session import (
    PLANS,
    AsOfOption,
    PlansOption,
    ProgrammeOption,
    PublicOption,
    fail,
    judged_on,
    loaded,
    readable_programmes,
)
from ragplan.english import listed
from ragplan.escaping import one_line
from ragplan.model.assessment import Uncounted
from ragplan.model.judged import JudgedRow
from ragplan.model.key import Category
from ragplan.model.public import public_copy
from ragplan.query import Filter
from ragplan.query import positions as judged_positions
from ragplan.query import rows as judged_rows
from ragplan.reports import words


def command(
    plans: PlansOption = PLANS,
    programme: ProgrammeOption = "",
    as_of: AsOfOption = "",
    at: AtOption = "",
    organisation: Annotated[
        str,
        typer.Option(
            metavar="CODE",
            help="Only rows of this organisation, by code or alias.",
            autocompletion=organisations,
        ),
    ] = "",
    lead: Annotated[
        str,
        typer.Option(
            metavar="LEAD", help="Only rows of this lead: initials, a name or role, or one word of it."
        ),
    ] = "",
    goal: Annotated[
        str, typer.Option(metavar="REF", help="Only rows of this goal; 'none' for actions without a goal.")
    ] = "",
    part_of: Annotated[
        str, typer.Option(metavar="REF", help="Only rows of the sub-actions of this action.")
    ] = "",
    recommendation: Annotated[
        str,
        typer.Option(
            metavar="RANGE",
            help="Only rows that answer these recommendations, or positions on them: 13, 124-125.",
        ),
    ] = "",
    rating: Annotated[
        str,
        typer.Option(metavar="LEVEL", help="Only rows rated at this level of the key; 'none' for no rating."),
    ] = "",
    category: Annotated[
        Literal[*(each.value for each in Category)]  # type: ignore[valid-type]  # names of a table
        | None,
        typer.Option(help="Only rows rated in this category, whatever the key."),
    ] = None,
    by_date: Annotated[
        bool,
        typer.Option(
            "--by-date",
            help="With --rating or --category: the level that follows from the dates, not the one stated.",
        ),
    ] = False,
    unrated: Annotated[
        bool, typer.Option("--unrated", help="Only rows without a stated rating, whatever their dates say.")
    ] = False,
    open: Annotated[bool, typer.Option("--open", help="Only rows that are still to be done.")] = False,
    closed: Annotated[bool, typer.Option("--closed", help="Only rows that are completed.")] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only open rows past their date.")] = False,
    due_soon: Annotated[
        bool, typer.Option("--due-soon", help="Only open rows due by the next meeting.")
    ] = False,
    silent: Annotated[
        bool, typer.Option("--silent", help="Only open rows without an update since the last meeting.")
    ] = False,
    missing: Annotated[
        bool, typer.Option("--missing", help="Only rows for which their owner has no entry.")
    ] = False,
    undated: Annotated[bool, typer.Option("--undated", help="Only open rows without a due date.")] = False,
    query: Annotated[
        bool, typer.Option("--query", help="Only rows with something that a person must confirm.")
    ] = False,
    counted: Annotated[
        bool, typer.Option("--counted", help="Only rows that are included in the counts of papers.")
    ] = False,
    uncounted: Annotated[
        Literal[*(each.value for each in Uncounted)]  # type: ignore[valid-type]  # names of a table
        | None,
        typer.Option(help="Only rows left out of all counts, for this reason."),
    ] = None,
    positions: Annotated[
        bool,
        typer.Option("--positions", help="List positions on recommendations instead of rows of the plan."),
    ] = False,
    public: PublicOption = False,
    format: Annotated[
        Literal["table", "json", "csv", "xlsx", "ics"],
        typer.Option(
            help="json and csv have every field; xlsx is for Excel; ics has meetings and due dates "
            "of open rows for a calendar."
        ),
    ] = "table",
    output: Annotated[
        str, typer.Option(metavar="PATH", help="The file to write; standard output by default, or with -.")
    ] = "",
) -> None:
    """A row is one owner's position on one action. Filters can be combined: a row must match them all.

    With --counted you can list the rows behind every number in a paper: --counted --overdue --category
    on_track. With --positions, a row is one organisation's position on one recommendation.
    """
    wanted = Filter(
        organisation=organisation,
        lead=lead,
        goal=goal,
        part_of=part_of,
        rating=rating,
        category=Category(category) if category else None,
        overdue=overdue,
        due_soon=due_soon,
        silent=silent,
        query=query,
        by_date=by_date,
        unrated=unrated,
        open=open,
        closed=closed,
        missing=missing,
        undated=undated,
        counted=counted,
        uncounted=Uncounted(uncounted) if uncounted else None,
    )
    if positions and wanted.of_rows_alone:
        options = listed(f"--{name.replace('_', '-')}" for name in wanted.of_rows_alone)
        fail(
            f"--positions cannot be combined with {options}: "
            "a position on a recommendation has no lead, no goal and no due date"
        )
    if positions and format in ("xlsx", "ics"):
        fail(f"--positions cannot be combined with {format}, which holds rows of the plan")
    if by_date and not (rating or category):
        fail("--by-date qualifies --rating or --category; give one of them")
    stood = stood_at(plans, at, as_of, programme)
    read = loaded(stood.found)
    chosen = judged_on(readable_programmes(read, programme, plans), stood.day)
    chosen = [(public_copy(each), day) for each, day in chosen] if public else chosen
    programmes = [each for each, _ in chosen]
    check_known("organisation", organisation, organisation_names(programmes))
    check_known("goal", goal, ["none", *(ref for each in programmes for ref in each.goal)])
    check_known("action with parts", part_of, [parent for each in programmes for parent in parents(each)])
    check_known("level", rating, level_names(programmes))
    wanted = replace(wanted, recommendation=cited_by(recommendation, programmes))
    days = [day for _, day in chosen]
    target = Target(format, output)
    if positions:
        print_positions(list(judged_positions(chosen, wanted)), read, target, days)
        return
    judged = list(judged_rows(snapshots(plans, chosen, stood)))
    shown = [each for each in judged if wanted.holds(each)]
    print_rows(shown, read, target, chosen, _owned(judged, organisation))


def _owned(judged: list[JudgedRow], organisation: str) -> str:
    """Of how many open rows an organisation's figures speak; ``""`` where none is asked for."""
    if not organisation:
        return ""
    own = Filter(organisation=organisation)
    owed = [entry for entry in judged if entry.assessment.owes and own.holds(entry)]
    codes = dict.fromkeys(entry.row.organisation for entry in owed) or [organisation]
    return f"of {words.owned(len(owed), f'{one_line(next(iter(codes)))} owns')}"

"""``ragplan set``: what an action says, and what an organisation says on it, field by field."""

from typing import Annotated

import typer

from ragplan.cli.changing import (
    Desk,
    DryRunOption,
    OwnerOption,
    at_desk,
    carry_out,
    owner_of,
    target,
)
from ragplan.cli.completing import refs
from ragplan.cli.filters import check_known, organisation_names
from ragplan.cli.session import PLANS, AsOfOption, PlansOption, ProgrammeOption, fail, given_bytes
from ragplan.document.change import Data
from ragplan.editing.rows import Row, as_said, say
from ragplan.editing.steps import Meant, Step, setting, together
from ragplan.english import listed
from ragplan.model.programme import Programme
from ragplan.model.recommendations import reference


def command(
    ref: Annotated[
        str,
        typer.Argument(
            metavar="REF", help="The ref of the action, or the recommendation.", autocompletion=refs
        ),
    ] = "",
    plans: PlansOption = PLANS,
    programme: ProgrammeOption = "",
    as_of: AsOfOption = "",
    organisation: OwnerOption = "",
    rating: Annotated[str | None, typer.Option(metavar="LEVEL", help="A level of the rating key.")] = None,
    status: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What the organisation reports, in words.")
    ] = None,
    updated: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The date of what is reported; by default, the day of --as-of."),
    ] = None,
    completed: Annotated[str | None, typer.Option(metavar="DATE", help="The date it was completed.")] = None,
    lead: Annotated[
        list[str] | None,
        typer.Option(metavar="LEAD", help="The person or role who answers for it; can be repeated."),
    ] = None,
    due: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="The due date of an action that has none yet, or this owner's own date."
        ),
    ] = None,
    evidence: Annotated[
        str, typer.Option(metavar="REF", help="Evidence to add: a minute, a report or another reference.")
    ] = "",
    evidence_file: Annotated[
        str, typer.Option(metavar="FILE", help="The file or web address of the evidence.")
    ] = "",
    evidence_on: Annotated[str, typer.Option(metavar="DATE", help="The date of the evidence.")] = "",
    done: Annotated[
        list[str] | None,
        typer.Option(metavar="DATE", help="A date on which a recurring duty was done; can be repeated."),
    ] = None,
    missed: Annotated[
        list[str] | None, typer.Option(metavar="DATE", help="A date on which it was missed; can be repeated.")
    ] = None,
    next: Annotated[str | None, typer.Option(metavar="TEXT", help="The next step.")] = None,
    assured_by: Annotated[str, typer.Option(metavar="WHO", help="Who confirmed that it is complete.")] = "",
    assured_on: Annotated[str, typer.Option(metavar="DATE", help="The date it was confirmed.")] = "",
    waiting_for: Annotated[str | None, typer.Option(metavar="TEXT", help="What it is waiting for.")] = None,
    risk: Annotated[str | None, typer.Option(metavar="REF", help="A reference in a risk register.")] = None,
    review_by: Annotated[
        str | None, typer.Option(metavar="DATE", help="For a recommendation: when to look at it again.")
    ] = None,
    note: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="A note to add; can be repeated.")
    ] = None,
    query: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="Something to confirm; can be repeated.")
    ] = None,
    answered: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", help="Remove an answered query that begins with TEXT; can be repeated."),
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="For the action: what is to be done.")
    ] = None,
    description: Annotated[
        str | None, typer.Option(metavar="TEXT", help="For the action: a longer description.")
    ] = None,
    outcome: Annotated[
        str | None, typer.Option(metavar="TEXT", help="For the action: the desired outcome.")
    ] = None,
    supporting: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="For the action: an organisation that helps; can be repeated."),
    ] = None,
    start: Annotated[
        str | None, typer.Option(metavar="DATE", help="For the action: when it is to begin.")
    ] = None,
    recommendation: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RANGE",
            help="For the action: the recommendations it answers, such as 13 or 124-125; can be repeated.",
        ),
    ] = None,
    depends_on: Annotated[
        list[str] | None,
        typer.Option(metavar="REF", help="For the action: another that must come first; can be repeated."),
    ] = None,
    priority: Annotated[
        str | None, typer.Option(metavar="WORD", help="For the action: one of the programme's priorities.")
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="For the action: where it comes from, such as a minute."),
    ] = None,
    reviewed: Annotated[
        str,
        typer.Option(metavar="DATE", help="Without REF: the day the organisation went through all its rows."),
    ] = "",
    table: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="TABLE",
            help="Set many rows from a table made by 'list --format csv'; - for standard input.",
        ),
    ] = "",
    dry_run: DryRunOption = False,
) -> None:
    """Changes only the fields you give, and nothing else in the file; an empty text removes a field.

    Fields of the action itself apply to all of its owners. If the owner has no row yet, it is added. With
    --from, either all rows are set or none; cells that were not edited change nothing. --answered removes a
    query from the action or the row (without REF, from the programme), and cannot be combined with other
    fields. If check would report the result as an error, nothing is written. Exit code: 0, or 2 if it could
    not run.
    """
    fields: dict[str, Data | None] = {
        "rating": rating,
        "status": status,
        "updated": updated,
        "completed": completed,
        "leads": _texts(lead),
        "due": due,
        "evidence": _one(ref=evidence, file=evidence_file, on=evidence_on),
        "occurrences": _times(done or [], missed or []),
        "next": next,
        "assured": _assured(assured_by, assured_on),
        "waiting_for": waiting_for,
        "risk": risk,
        "review_by": review_by,
        "notes": [*note] if note else None,
        "queries": [*query] if query else None,
    }
    texts: dict[str, Data | None] = {
        "title": title,
        "description": description,
        "outcome": outcome,
        "supporting": _texts(supporting),
        "start": start,
        "recommendations": _texts(recommendation),
        "depends_on": _texts(depends_on),
        "priority": priority,
        "source": source,
    }
    of_action = {name: value for name, value in texts.items() if value is not None}
    of_row = {name: value for name, value in fields.items() if value is not None}
    given = of_row | of_action
    desk = at_desk(plans, programme, as_of)
    if answered:
        _refuse("--answered", given, reviewed or table)
        carry_out(desk, _answered(desk, ref, organisation, answered), dry_run=dry_run)
    elif table:
        _refuse("--from", given, ref or reviewed or organisation)
        carry_out(desk, _of_table(desk, table), dry_run=dry_run)
    elif ref:
        if reviewed or not given:
            fail(
                "give a field to set, as --status TEXT"
                if not reviewed
                else "--reviewed is of all rows: leave REF out"
            )
        carry_out(desk, _entry(desk, ref, organisation, of_action, of_row), dry_run=dry_run)
    else:
        _refuse("without REF, --reviewed DATE", given, "")
        carry_out(desk, _reviewed(desk, organisation, reviewed), dry_run=dry_run)


_OPTION = {
    "leads": "lead",
    "occurrences": "done or --missed",
    "assured": "assured_by",
    "notes": "note",
    "queries": "query",
    "recommendations": "recommendation",
}
"""The option of a field that is called otherwise."""


def _refuse(what: str, given: dict[str, Data], more: str) -> None:
    if given or more:
        options = listed(f"--{_OPTION.get(name, name).replace('_', '-')}" for name in given)
        options = options or "REF, --organisation or --reviewed"
        fail(f"{what} cannot be combined with {options}")


def _texts(given: list[str] | None) -> Data | None:
    """A list of texts without those that are empty; ``None`` where none was given."""
    return None if given is None else [text for each in given if (text := each.strip())]


def _one(**fields: str) -> Data | None:
    """One entry of a list, of the fields that are given."""
    entry: dict[str, Data] = {name: value for name, value in fields.items() if value}
    return [entry] if entry else None


def _times(done: list[str], missed: list[str]) -> Data | None:
    """The times of a recurring duty."""
    times: list[Data] = [{"on": day, "done": "true"} for day in done]
    times += [{"on": day, "done": "false"} for day in missed]
    return times or None


def _assured(by: str, on: str) -> Data | None:
    if on and not by:
        fail("--assured-on needs --assured-by WHO")
    entry: dict[str, Data] = {"by": by, "on": on} if on else {"by": by}
    return entry if by else None


def _entry(
    desk: Desk, ref: str, organisation: str, of_action: dict[str, Data], of_row: dict[str, Data]
) -> Meant:
    """What an action says, and what an organisation says on it."""
    if "due" in of_row and not organisation and _undated(desk, ref):
        of_action, of_row = {**of_action, "due": of_row["due"]}, {**of_row}
        del of_row["due"]
    said = _position(desk, ref, organisation, of_row) if of_row else []
    return together([_action(desk, ref, organisation, of_action), said] if of_action else [said])


def _undated(desk: Desk, ref: str) -> bool:
    """Whether a ref is that of a shared action without a date."""
    named = (each.shared[ref] for each in desk.programmes if ref in each.shared)
    return any(action.deadline.current is None for action in named)


def _action(desk: Desk, ref: str, organisation: str, given: dict[str, Data]) -> Meant:
    """What an action says for all of its owners."""
    programme, action, _ = target(desk, ref, organisation)
    if codes := given.get("supporting"):
        for code in map(str, codes):
            check_known("organisation", code, organisation_names([programme]))
        given = {**given, "supporting": [programme.code(str(code)) for code in codes]}
    return [
        step for name, value in given.items() for step in setting(desk.read, action.origin.at(name), value)
    ]


def _position(desk: Desk, ref: str, organisation: str, given: dict[str, Data]) -> Meant:
    """What an organisation says on an action, or on a recommendation where no action has the ref."""
    actions = any(action.ref == ref for each in desk.programmes for action in each.actions)
    cited = None if actions else _on_recommendation(desk, ref, organisation)
    if cited is not None:
        programme, row = cited
    else:
        found = target(desk, ref, organisation)
        programme, row = found.programme, Row(owner_of(found), ref, {})
    fields = as_said(programme, given, desk.day(programme))
    return say(desk.read, programme, [row._replace(fields=fields)])


def _on_recommendation(desk: Desk, ref: str, organisation: str) -> tuple[Programme, Row] | None:
    """The position on a recommendation that a ref names, as its file cites it; ``None`` where it names none.

    A new one is named with its register and its organisation.
    """
    for programme in desk.programmes:
        code = programme.resolve(organisation)
        asked = programme.cited((reference(ref),))
        for file in programme.files:
            mine = programme.code(file.organisation)
            for each in file.on_recommendations if code in (None, mine) else ():
                if asked == programme.cited((each.cited,)):
                    return programme, Row(mine, each.recommendation, {}, on_recommendation=True)
        if code and reference(ref).register in programme.register_names:
            return programme, Row(code, ref, {}, on_recommendation=True)
    return None


def _of_table(desk: Desk, path: str) -> Meant:
    """What a table says anew."""
    from ragplan import query
    from ragplan.editing.tables import say_of_table
    from ragplan.importing.dates import printed
    from ragplan.model.snapshot import Snapshot

    judged = list(query.rows(Snapshot(programme, day) for programme, day in desk.judged))
    return say_of_table(desk.read, desk.programmes, judged, given_bytes(path, piped=True), desk.day, printed)


def _answered(desk: Desk, ref: str, organisation: str, beginnings: list[str]) -> Meant:
    """What takes out queries of the action and its rows, of one row alone, or of the programme."""
    from ragplan.editing.queries import answered

    if not ref:
        return answered(desk.read, [desk.programme.origin], beginnings)
    programme, action, code = target(desk, ref, organisation)
    rows = programme.positions.get(action.ref, {})
    places = [position.origin for owner, position in rows.items() if code in ("", owner)]
    return answered(desk.read, list(dict.fromkeys([action.origin, *places])), beginnings)


def _reviewed(desk: Desk, organisation: str, day: str) -> Meant:
    """The day on which an organisation went through all of its rows."""
    if not (day and organisation):
        fail("say what to set: REF and a field, or --organisation CODE --reviewed DATE for all of its rows")
    check_known("organisation", organisation, organisation_names(desk.programmes))
    steps: list[Step] = []
    for programme in desk.programmes:
        if file := programme.file.get(programme.code(organisation)):
            steps += setting(desk.read, file.origin.at("reviewed"), day)
    return steps

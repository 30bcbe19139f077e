"""``ragplan list``: the rows of the plan, filtered."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

import typer

from ragplan.cli.session import (
    PLANS,
    AsOfOption,
    PlansOption,
    ProgrammeOption,
    fail,
    judged_on,
    read_plans,
    readable_programmes,
    talk,
    tell,
    write,
)
from ragplan.escaping import one_line
from ragplan.model.key import Category
from ragplan.model.programme import Programme
from ragplan.model.recommendations import Reference, reference
from ragplan.plans import Plans
from ragplan.reports import words
from ragplan.reports.listing import Entry, Filter, entries
from ragplan.suggestion import did_you_mean, listed

STATUS_LENGTH = 200
"""Characters of a status in the table; JSON and CSV have all of it."""


def command(
    plans: PlansOption = PLANS,
    programme: ProgrammeOption = "",
    as_of: AsOfOption = "",
    organisation: Annotated[
        str, typer.Option(metavar="CODE", help="Rows of one organisation, by code or alias.")
    ] = "",
    lead: Annotated[str, typer.Option(metavar="LEAD", help="Rows that a lead answers for.")] = "",
    goal: Annotated[str, typer.Option(metavar="REF", help="Rows of one goal.")] = "",
    recommendation: Annotated[
        str,
        typer.Option(metavar="RANGE", help="Rows that answer a recommendation: 13, 124-125."),
    ] = "",
    rating: Annotated[
        str,
        typer.Option(metavar="LEVEL", help="Rows that state a level of the key; none for no rating."),
    ] = "",
    category: Annotated[
        Literal[
            "not_started",
            "on_track",
            "at_risk",
            "off_track",
            "complete",
            "assured",
            "no_update",
            "on_hold",
        ]
        | None,
        typer.Option(help="Rows that state a level of this category, whatever the key."),
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Open rows past their date.")] = False,
    silent: Annotated[
        bool, typer.Option("--silent", help="Open rows with nothing said in the period.")
    ] = False,
    query: Annotated[
        bool, typer.Option("--query", help="Rows with something a person must confirm.")
    ] = False,
    format: Annotated[
        Literal["table", "json", "csv"], typer.Option(help="JSON and CSV have every field.")
    ] = "table",
) -> None:
    """A row is one owner's position on one action; filters narrow each other down."""
    read = read_plans(plans)
    chosen = judged_on(readable_programmes(read, programme, plans), as_of)
    programmes = [each for each, _ in chosen]
    check_known("organisation", organisation, organisation_names(programmes))
    check_known("goal", goal, [ref for each in programmes for ref in each.goal])
    check_known("level", rating, _levels(programmes))
    wanted = Filter(
        organisation=organisation,
        lead=lead,
        goal=goal,
        rating=rating,
        category=Category(category) if category else None,
        recommendation=_recommendation(recommendation, programmes),
        overdue=overdue,
        silent=silent,
        query=query,
    )
    print_entries(list(entries(chosen, wanted)), read, format, [day for _, day in chosen])


def print_entries(found: list[Entry], read: Plans, format: str, days: list[date]) -> None:
    """Write rows, judged at the days of their programmes, to standard output in a format of ``list``."""
    from ragplan.reports.listing_formats import as_csv, as_json

    def line(entry: Entry) -> int:
        return read.documents[entry.origin.path].span(entry.origin.route).line

    if format == "json":
        write(as_json(found, line, days))
    elif format == "csv":
        write("\ufeff" + as_csv(found, line))
    else:
        if found:
            talk(_table(found))
        tell(_legend(found))


def _table(found: list[Entry]) -> str:
    from ragplan.cli.tables import table

    several = len({entry.programme.id for entry in found}) > 1
    header = [*(["Programme"] if several else []), "Ref", "Owner", "Due", "Rating", "Status"]
    rows = [
        [
            *([entry.programme.id] if several else []),
            entry.row.action.ref,
            entry.row.organisation or "no owner",
            _due(entry),
            rating_words(entry),
            _status(entry),
        ]
        for entry in found
    ]
    return table(header, rows)


def _legend(found: list[Entry]) -> str:
    """How many rows, and what the marks in the table mean."""
    said = [words.counted(len(found), "row")]
    if any(entry.assessment.overdue for entry in found):
        said.append("! is overdue")
    if any(entry.assessment.shown and not entry.assessment.stated for entry in found):
        said.append("a rating in brackets follows from dates or silence, and is not stated")
    return "; ".join(said)


def _due(entry: Entry) -> str:
    current = entry.row.deadline.current
    late = " !" if entry.assessment.overdue else ""
    return f"{current.text}{late}" if current else "none"


def rating_words(entry: Entry) -> str:
    """A row's level with its mark; in brackets where the owner did not state it."""
    shown = entry.assessment.shown
    if shown is None:
        return entry.rating or "not rated"
    said = f"{words.MARKS[shown.category]} {shown.label}"
    return said if entry.assessment.stated else f"({said})"


def _status(entry: Entry) -> str:
    position = entry.row.position
    status = one_line(position.status if position else "")
    short = status if len(status) <= STATUS_LENGTH else status[: STATUS_LENGTH - 1] + "…"
    return short or ("no row" if position is None else "no update")


def check_known(what: str, word: str, known: list[str]) -> None:
    """Exit with 2 for a word that no programme knows: an empty list would say there is nothing."""
    if word and word.casefold() not in (each.casefold() for each in known):
        hint = did_you_mean(word, known) or f"there are: {listed(dict.fromkeys(known))}"
        fail(f"no {what} {one_line(word)!r}; {hint}")


def organisation_names(programmes: Iterable[Programme]) -> list[str]:
    """Every code and alias of the programmes' organisations."""
    return [
        name
        for programme in programmes
        for organisation in programme.organisations
        for name in (organisation.code, *organisation.aliases)
    ]


def _levels(programmes: list[Programme]) -> list[str]:
    levels = [level for each in programmes if each.key for level in each.key.levels]
    return ["none", *(word for level in levels for word in (level.code, level.letter, level.label))]


def _recommendation(text: str, programmes: list[Programme]) -> Reference | None:
    cited = reference(text) if text else None
    if cited is not None and not cited.numbers:
        fail(f"{one_line(text)!r} is no recommendation; write 13, 124-125 or francis-2013/13")
    registers = [name for each in programmes for name in each.register_names]
    check_known("register", cited.register if cited else "", registers)
    return cited

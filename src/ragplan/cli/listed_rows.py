"""Rows of the plan on standard output, in the formats of ``ragplan list``."""

from __future__ import annotations

from datetime import date

from ragplan.cli.session import talk, tell, write
from ragplan.escaping import one_line
from ragplan.model.dates import PlanDate, Precision
from ragplan.plans import Plans
from ragplan.reports import words
from ragplan.reports.listing import Entry

STATUS_LENGTH = 200
"""Characters of a status in the table; JSON and CSV have all of it."""


def print_entries(found: list[Entry], read: Plans, format: str, days: list[date], owned: str = "") -> None:
    """Write rows, judged at the days of their programmes, to standard output in a format of ``list``.

    ``owned`` is what the number of rows is to be read against.
    """
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
        tell(_legend(found, owned))


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


def _legend(found: list[Entry], owned: str) -> str:
    """How many rows, and what the marks in the table mean."""
    said = [words.counted(len(found), "row"), *filter(None, [owned])]
    if any(entry.assessment.overdue for entry in found):
        said.append("! is overdue")
    if any(entry.assessment.shown and not entry.assessment.stated for entry in found):
        said.append("a rating in brackets follows from dates or silence, and is not stated")
    return "; ".join(said)


def _due(entry: Entry) -> str:
    deadline = entry.row.deadline
    late = " !" if entry.assessment.overdue else ""
    asked = "".join(f" (asked: {_plain(each.to)})" for each in deadline.asked)
    return f"{_plain(deadline.current) if deadline.current else 'none'}{late}{asked}"


def _plain(when: PlanDate) -> str:
    """A date as it is written, but for a quarter, whose number is read otherwise by councils."""
    return words.plan_day(when) if when.precision is Precision.QUARTER else when.text


def rating_words(entry: Entry) -> str:
    """A row's level with its mark; in brackets where the owner did not state it."""
    shown = entry.assessment.shown
    if shown is None:
        return entry.rating or "not rated"
    said = f"{words.MARKS[shown.category]} {shown.label}"
    return said if entry.assessment.stated else f"({said})"


def _status(entry: Entry) -> str:
    position = entry.row.position
    return shortened(position.status) if position else "no row"


def shortened(status: str) -> str:
    """The beginning of a status on one line."""
    said = one_line(status)
    return (said if len(said) <= STATUS_LENGTH else said[: STATUS_LENGTH - 1] + "…") or "no update"

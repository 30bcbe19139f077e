"""Rows of the plan and positions on recommendations on standard output, in the formats of ``list``."""

from __future__ import annotations

from datetime import date

from ragplan import english
from ragplan.cli.session import talk, tell, write
from ragplan.cli.tables import table
from ragplan.escaping import one_line
from ragplan.model.dates import PlanDate, Precision
from ragplan.plans import Plans
from ragplan.reports import words
from ragplan.reports.counts import count, reasons
from ragplan.reports.listing import Entry
from ragplan.reports.plan_view import tag_of
from ragplan.reports.positions import PositionEntry

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
    several = len({entry.programme.id for entry in found}) > 1
    header = [*(["Programme"] if several else []), "Ref", "Owner", "Due", "Rating", "By date", "Status"]
    rows = [
        [
            *([entry.programme.id] if several else []),
            entry.row.action.ref,
            entry.row.organisation or "no owner",
            _due(entry),
            _rating(entry),
            _by_date(entry),
            _status(entry),
        ]
        for entry in found
    ]
    return table(header, rows)


def _legend(found: list[Entry], owned: str) -> str:
    """How many rows, and which of them no count counts."""
    counts = count((entry.row, entry.assessment) for entry in found)
    left = f"; not counted: {reasons(counts.left_out)}" if counts.left_out else ""
    return "; ".join(filter(None, (english.counted(len(found), "row"), owned))) + left


def _due(entry: Entry) -> str:
    deadline = entry.row.deadline
    asked = "".join(f" (asked: {_plain(each.to)})" for each in deadline.asked)
    return f"{_plain(deadline.current) if deadline.current else 'none'}{asked}"


def _plain(when: PlanDate) -> str:
    """A date as it is written, but for a quarter, whose number is read otherwise by councils."""
    return words.plan_day(when) if when.precision is Precision.QUARTER else when.text


def _rating(entry: Entry) -> str:
    """What the owner states, and that no count counts the row."""
    stated = entry.assessment.stated
    said = tag_of(stated).plain if stated else entry.rating
    uncounted = entry.assessment.uncounted
    if uncounted is None:
        return said or "not rated"
    return ", ".join(filter(None, (uncounted.value, said)))


def _by_date(entry: Entry) -> str:
    """What the dates say, and that an overdue row is silent besides."""
    row, assessment = entry.row, entry.assessment
    said = (words.by_date(row, assessment), words.silence(row, assessment))
    return ", ".join(filter(None, dict.fromkeys(said)))


def _status(entry: Entry) -> str:
    position = entry.row.position
    return shortened(position.status) if position else "no row"


def shortened(status: str) -> str:
    """The beginning of a status on one line."""
    said = one_line(status)
    return (said if len(said) <= STATUS_LENGTH else said[: STATUS_LENGTH - 1] + "…") or "no update"


def print_positions(found: list[PositionEntry], read: Plans, format: str, days: list[date]) -> None:
    """Write positions, judged at the days of their programmes, to standard output in a format."""
    from ragplan.reports.positions_formats import positions_as_csv, positions_as_json

    def line(entry: PositionEntry) -> int:
        return read.documents[entry.origin.path].span(entry.origin.route).line

    if format == "json":
        write(positions_as_json(found, line, days))
    elif format == "csv":
        write("\ufeff" + positions_as_csv(found, line))
    else:
        if found:
            talk(_table_of_positions(found))
        tell(_positions_counted(found))


def _table_of_positions(found: list[PositionEntry]) -> str:
    several = len({entry.programme.id for entry in found}) > 1
    rated = any(entry.rating for entry in found)
    header = [
        *(["Programme"] if several else []),
        "Recommendation",
        "Organisation",
        "Updated",
        "Review by",
        *(["Rating"] if rated else []),
        "Status",
    ]
    rows = [
        [
            *([entry.programme.id] if several else []),
            entry.cited.text,
            entry.organisation,
            entry.position.updated.text if entry.position.updated else "no date",
            _review(entry),
            *([_rating_of(entry)] if rated else []),
            shortened(entry.position.status),
        ]
        for entry in found
    ]
    return table(header, rows)


def _positions_counted(found: list[PositionEntry]) -> str:
    """How many positions, and what the mark in the table means."""
    late = "; ! is past its review date" if any(entry.overdue for entry in found) else ""
    return english.counted(len(found), "position") + late


def _review(entry: PositionEntry) -> str:
    review = entry.position.review_by
    return f"{review.text}{' !' if entry.overdue else ''}" if review else "none"


def _rating_of(entry: PositionEntry) -> str:
    if entry.level is None:
        return entry.rating or "not rated"
    return f"{words.MARKS[entry.level.category]} {entry.level.label}"

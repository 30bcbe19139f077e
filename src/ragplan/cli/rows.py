"""Rows of the plan and positions on recommendations on standard output, in the formats of ``list``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ragplan import english
from ragplan.cli.session import talk, tell, write
from ragplan.cli.tables import table
from ragplan.diagnostics import Origin
from ragplan.escaping import one_line
from ragplan.model.dates import PlanDate, Precision, date_in_words
from ragplan.plans import Plans
from ragplan.query import JudgedPosition, JudgedRow
from ragplan.reports import words
from ragplan.reports.counts import of_rows, reasons
from ragplan.reports.standing import plain, tag_of

STATUS_LENGTH = 200
"""Characters of a status in the table; JSON and CSV have all of it."""


def print_rows(found: list[JudgedRow], read: Plans, format: str, days: list[date], owned: str = "") -> None:
    """Write rows, judged at the days of their programmes, to standard output in a format of ``list``.

    ``owned`` is what the number of rows is to be read against.
    """
    from ragplan.reports.list_formats import ROW_FIELDS, as_csv, as_json

    if format == "json":
        write(as_json(ROW_FIELDS, found, _line_in(read), days))
    elif format == "csv":
        write("\ufeff" + as_csv(ROW_FIELDS, found, _line_in(read)))
    else:
        if found:
            talk(_table(found))
        tell(_legend(found, owned))


def _line_in(read: Plans) -> Callable[[Origin], int]:
    """The line that what is written somewhere in plans begins on."""
    return lambda origin: read.documents[origin.path].span(origin.route).line


def _table(found: list[JudgedRow]) -> str:
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
    return table(header, rows, cut=True)


def _legend(found: list[JudgedRow], owned: str) -> str:
    """How many rows, and which of them no count counts."""
    counts = of_rows(found)
    left = f"; not counted: {reasons(counts.left_out)}" if counts.left_out else ""
    return "; ".join(filter(None, (english.counted(len(found), "row"), owned))) + left


def _due(entry: JudgedRow) -> str:
    deadline = entry.row.deadline
    asked = "".join(f" (asked: {_plain(each.to)})" for each in deadline.asked)
    return f"{_plain(deadline.current) if deadline.current else 'none'}{asked}"


def _plain(when: PlanDate) -> str:
    """A date as it is written, but for a quarter, whose number is read otherwise by councils."""
    return date_in_words(when) if when.precision is Precision.QUARTER else when.text


def _rating(entry: JudgedRow) -> str:
    """What the owner states, and that no count counts the row."""
    stated = entry.assessment.stated
    said = plain(tag_of(stated)) if stated else entry.rating
    uncounted = entry.assessment.uncounted
    if uncounted is None:
        return said or "not rated"
    return ", ".join(filter(None, (uncounted.value, said)))


def _by_date(entry: JudgedRow) -> str:
    """What the dates say, and that an overdue row is silent besides."""
    row, assessment = entry.row, entry.assessment
    said = (words.by_date(row, assessment), words.silence(row, assessment))
    return ", ".join(filter(None, dict.fromkeys(said)))


def _status(entry: JudgedRow) -> str:
    position = entry.row.position
    return shortened(position.status) if position else "no row"


def shortened(status: str) -> str:
    """The beginning of a status on one line."""
    said = one_line(status)
    return (said if len(said) <= STATUS_LENGTH else said[: STATUS_LENGTH - 1] + "…") or "no update"


def print_positions(found: list[JudgedPosition], read: Plans, format: str, days: list[date]) -> None:
    """Write positions, judged at the days of their programmes, to standard output in a format."""
    from ragplan.reports.list_formats import POSITION_FIELDS, as_csv, as_json

    if format == "json":
        write(as_json(POSITION_FIELDS, found, _line_in(read), days))
    elif format == "csv":
        write("\ufeff" + as_csv(POSITION_FIELDS, found, _line_in(read)))
    else:
        if found:
            talk(_table_of_positions(found))
        tell(_positions_counted(found))


def _table_of_positions(found: list[JudgedPosition]) -> str:
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
            entry.recommendation.text,
            entry.organisation,
            entry.position.updated.text if entry.position.updated else "no date",
            _review(entry),
            *([_rating_of(entry)] if rated else []),
            shortened(entry.position.status),
        ]
        for entry in found
    ]
    return table(header, rows, cut=True)


def _positions_counted(found: list[JudgedPosition]) -> str:
    """How many positions, and what the mark in the table means."""
    late = "; ! is past its review date" if any(entry.overdue for entry in found) else ""
    return english.counted(len(found), "position") + late


def _review(entry: JudgedPosition) -> str:
    review = entry.position.review_by
    return f"{review.text}{' !' if entry.overdue else ''}" if review else "none"


def _rating_of(entry: JudgedPosition) -> str:
    if entry.level is None:
        return entry.rating or "not rated"
    return f"{words.MARKS[entry.level.category]} {entry.level.label}"

"""Rows of the plan and positions on recommendations on standard output, in the formats of ``list``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ragplan import english
from ragplan.cli.extras import needing
from ragplan.cli.papers import written
from ragplan.cli.session import echo, fail, notify, on_terminal, write
from ragplan.cli.tables import table
from ragplan.diagnostics import Origin
from ragplan.escaping import one_line
from ragplan.model.dates import PlanDate, Precision, date_in_words
from ragplan.model.judged import JudgedRow
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.query import JudgedPosition
from ragplan.reports import words
from ragplan.reports.counts import count, reasons
from ragplan.reports.standing import plain, tag_of

STATUS_LENGTH = 200
"""Characters of a status in the table; JSON and CSV have all of it."""


class Target(NamedTuple):
    """How rows are wanted: their format, and the file, ``""`` and ``-`` for standard output."""

    format: str
    output: str = ""

    def put(self, made: str | bytes) -> None:
        """Write data where it is wanted; exits with 2 where that cannot be."""
        if self.output in ("", "-"):
            if isinstance(made, bytes) and on_terminal():
                fail(f"{self.format} is no text for a terminal; name a file with --output PATH")
            write(made)
        else:
            written(Path(self.output), made)
            echo(f"{one_line(Path(self.output).as_posix())}\n")


def print_rows(
    found: list[JudgedRow],
    read: Plans,
    target: Target,
    chosen: Sequence[tuple[Programme, date]],
    owned: str = "",
) -> None:
    """Write rows of the programmes that were chosen, judged at their days, in a format of ``list``.

    ``owned`` is what the number of rows is to be read against.
    """
    from ragplan.reports.list_formats import ROW_FIELDS, as_csv, as_json

    match target.format:
        case "json":
            target.put(as_json(ROW_FIELDS, found, _line_in(read), [day for _, day in chosen]))
        case "csv":
            target.put("\ufeff" + as_csv(ROW_FIELDS, found, _line_in(read)))
        case "xlsx":
            target.put(_workbook(found))
        case "ics":
            target.put(_events(found, chosen))
        case _:
            _print_table(_table(found) if found else "", target, _legend(found, owned))


def _print_table(table: str, target: Target, legend: str) -> None:
    """A table for people where it is wanted, and on standard error what it holds."""
    if target.output not in ("", "-"):
        target.put(table)
    elif table:
        echo(table)
    notify(legend)


def _workbook(found: list[JudgedRow]) -> bytes:
    """Rows as a workbook."""
    from ragplan.render.xlsx import render
    from ragplan.reports.rows import page

    titles = dict.fromkeys(each.programme.title for each in found)
    with needing("a workbook"):
        return render(page(found, english.listed(titles) or "No rows"))


def _events(found: list[JudgedRow], chosen: Sequence[tuple[Programme, date]]) -> bytes:
    """The meetings of programmes, and the due dates of rows that are open, as a calendar takes them in."""
    from ragplan.render.ics import render
    from ragplan.reports.calendar import due, meetings

    held = [event for programme, _ in chosen for event in meetings(programme)]
    dates = [event for each in found for event in due(each)]
    with needing("a calendar"):
        return render([*held, *dates], max(day for _, day in chosen))


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
            words.by_date_and_silence(entry),
            _status(entry),
        ]
        for entry in found
    ]
    return table(header, rows, cut=True)


def _legend(found: list[JudgedRow], owned: str) -> str:
    """How many rows, and which of them no count counts."""
    counts = count(found)
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


def _status(entry: JudgedRow) -> str:
    position = entry.row.position
    return shortened(position.status) if position else "no row"


def shortened(status: str) -> str:
    """The beginning of a status on one line."""
    said = one_line(status)
    return (said if len(said) <= STATUS_LENGTH else said[: STATUS_LENGTH - 1] + "…") or "no update"


def print_positions(found: list[JudgedPosition], read: Plans, target: Target, days: list[date]) -> None:
    """Write positions, judged at the days of their programmes, in a format of ``list``."""
    from ragplan.reports.list_formats import POSITION_FIELDS, as_csv, as_json

    if target.format == "json":
        target.put(as_json(POSITION_FIELDS, found, _line_in(read), days))
    elif target.format == "csv":
        target.put("\ufeff" + as_csv(POSITION_FIELDS, found, _line_in(read)))
    else:
        _print_table(_table_of_positions(found) if found else "", target, _positions_counted(found))


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

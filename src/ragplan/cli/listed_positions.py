"""Positions on recommendations on standard output, in the formats of ``ragplan list``."""

from __future__ import annotations

from datetime import date

from ragplan.cli.listed_rows import shortened
from ragplan.cli.session import talk, tell, write
from ragplan.plans import Plans
from ragplan.reports import words
from ragplan.reports.positions import PositionEntry


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
            talk(_table(found))
        tell(_legend(found))


def _table(found: list[PositionEntry]) -> str:
    from ragplan.cli.tables import table

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
            *([_rating(entry)] if rated else []),
            shortened(entry.position.status),
        ]
        for entry in found
    ]
    return table(header, rows)


def _legend(found: list[PositionEntry]) -> str:
    """How many positions, and what the mark in the table means."""
    late = "; ! is past its review date" if any(entry.overdue for entry in found) else ""
    return words.counted(len(found), "position") + late


def _review(entry: PositionEntry) -> str:
    review = entry.position.review_by
    return f"{review.text}{' !' if entry.overdue else ''}" if review else "none"


def _rating(entry: PositionEntry) -> str:
    if entry.level is None:
        return entry.rating or "not rated"
    return f"{words.MARKS[entry.level.category]} {entry.level.label}"

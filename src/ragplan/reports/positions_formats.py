"""Positions on recommendations to JSON and CSV: version 1 of a documented format, written field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from ragplan.model.coverage import Covered, Standing
from ragplan.reports.listing_formats import csv_of, json_of, proof, texts, written
from ragplan.reports.positions import PositionEntry

POSITION_FIELDS = {
    "programme": "The programme's id.",
    "as_of": "The day the row is judged at.",
    "register": "The id of the register; null where none of the programme's holds what is cited.",
    "recommendation": "The recommendation as `register/number`; as written where no register holds it. "
    "A position on a range is a row for each number.",
    "heading": "Its heading, the first one where several are known.",
    "section": "The section of the register it stands in.",
    "applicable": "Whether it is said to apply, by the programme or any organisation; "
    "null where nobody says so or not.",
    "organisation": "The code of the organisation whose position it is.",
    "response": "The government's response: `accepted`, `in_principle`, `in_part` or `not_accepted`; "
    "null where it is not known.",
    "rating": "The code of the stated level; a rating the key does not know as written.",
    "category": "What the stated level says whatever its colour.",
    "status": "The position's words; empty where nothing is said.",
    "updated": "The date of the words, as written.",
    "review_by": "When it is to be looked at again, as written.",
    "review_overdue": "Whether that date has passed, of a month, quarter or year its last day.",
    "evidence": "What proves it: a list of `ref`, `file`, `on`.",
    "actions": "The refs of the actions that answer the recommendation or whose goal does, a list.",
    "notes": "Notes on the recommendation and the position, a list.",
    "queries": "What a person must confirm about the recommendation and the position, a list.",
    "file": "The file the position is written in.",
    "line": "The line it begins on, from 1.",
}
"""Every field of a position's row in order, and what it holds; ``null`` where there is nothing."""
PositionLine = Callable[[PositionEntry], int]
"""The line that a position begins on, counted from 1."""
SAID = {Standing.APPLICABLE: True, Standing.NOT_APPLICABLE: False, Standing.NOT_CONSIDERED: None}


def position_fields(entry: PositionEntry, line: int) -> dict[str, Any]:
    """One row, version 1. Dates are as written; what there is none of is ``null``."""
    position, level = entry.position, entry.level
    return {
        "programme": entry.programme.id,
        "as_of": entry.as_of.isoformat(),
        **_of_recommendation(entry.covered, position.recommendation),
        "organisation": entry.organisation,
        "response": _response(entry.covered),
        "rating": entry.rating or None,
        "category": level.category.value if level else None,
        "status": position.status,
        "updated": written(position.updated),
        "review_by": written(position.review_by),
        "review_overdue": entry.overdue,
        "evidence": [proof(each) for each in position.evidence],
        "actions": [action.ref for action in entry.covered.actions] if entry.covered else [],
        "notes": texts(entry.notes),
        "queries": texts(entry.queries),
        "file": entry.origin.path,
        "line": line,
    }


def _of_recommendation(covered: Covered | None, cited: str) -> dict[str, Any]:
    if covered is None:
        return {
            "register": None,
            "recommendation": cited,
            "heading": None,
            "section": None,
            "applicable": None,
        }
    return {
        "register": covered.register.id,
        "recommendation": f"{covered.register.id}/{covered.number}",
        "heading": covered.recommendation.heading or None,
        "section": covered.recommendation.section or None,
        "applicable": SAID[covered.standing],
    }


def _response(covered: Covered | None) -> str | None:
    response = covered.recommendation.response if covered else None
    return response.value if response else None


def positions_as_json(entries: Iterable[PositionEntry], line: PositionLine, days: Iterable[date]) -> str:
    """``{"version": 1, "as_of": …, "rows": […]}``; ``as_of`` is null where programmes differ in it."""
    return json_of([position_fields(entry, line(entry)) for entry in entries], days)


def positions_as_csv(entries: Iterable[PositionEntry], line: PositionLine) -> str:
    """A header and a line a row, with the fields of the JSON, as the rows of ``list``."""
    return csv_of(list(POSITION_FIELDS), (position_fields(entry, line(entry)) for entry in entries))

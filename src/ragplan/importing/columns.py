"""What the columns of a table hold, by the words that people head them with."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ragplan.alike import normal
from ragplan.importing.tables.grid import SourceTable

_HEADS = {
    "ref": "ref, no, no., number, #, reference, action no, action ref, item",
    "goal": "goal, goals, theme, section, workstream, objective, objectives, priority area",
    "recommendations": "recommendation, recommendations, francis recommendation, francis recommendations, "
    "recommendation no, recommendation number",
    "title": "task, tasks, action, actions, action required, required action, key task, workplan, work plan, "
    "what, key actions",
    "outcome": "outcome, outcomes, desired outcome, expected outcome, success measure",
    "due": "due, due date, deadline, timescale, timescales, by when, when, target date, date set, date due, "
    "timeline",
    "owners": "owner, owners, owner(s), organisation, organisations, organisation(s), "
    "responsible organisation, lead organisation",
    "leads": "lead, leads, lead(s), who, by whom, lead officer, responsible officer, responsible, "
    "responsibility, action owner, named lead",
    "status": "status, progress, update, position, comments, commentary, current position, progress update, "
    "status update, position/evidence, position statement, progress to date",
    "rating": "rag, rating, rag rating, rag status, brag, brag rating",
    "completed": "completed, date completed, completion date, date of completion, actual completion",
    "updated": "updated, last updated, date updated, date of update",
    "next": "next step, next steps",
    "evidence": "evidence, evidence of completion",
    "risk": "risk, risk ref, risk reference, risk register",
    "source": "source, origin",
    "start": "start, start date",
    "notes": "notes, note, remarks",
}
FIELDS: Mapping[str, tuple[str, ...]] = {field: tuple(heads.split(", ")) for field, heads in _HEADS.items()}
"""What a column may hold, and the heads that say so."""

_LEAST = 2
"""Known heads that make a row the head of a table."""


def field_of(head: str) -> str:
    """The field that a head names, ``""`` for none: in any case, with or without a colon."""
    said = normal(re.sub(r"\s+", " ", head)).strip(" :")
    return next((field for field, heads in FIELDS.items() if said in heads), "")


def head_row(table: SourceTable) -> int | None:
    """The row that heads the columns: the first in which two heads are known; ``None`` for none."""
    for number, row in enumerate(table.rows[:50]):
        known = {field for cell in row if cell and (field := field_of(cell.text))}
        if len(known) >= _LEAST:
            return number
    return None


def columns(table: SourceTable, head: int, given: Mapping[int, str]) -> dict[int, str]:
    """What each column holds, by its place from 0: as given, else as headed, ``""`` for an unknown head."""
    cells = enumerate(table.rows[head])
    found = {at: given.get(at, field_of(cell.text if cell else "")) for at, cell in cells}
    return {**found, **{at: field for at, field in given.items() if at < len(table.rows[head])}}


def named_columns(text: str) -> dict[int, str] | str:
    """``A=ref,C=title`` as places from 0 to fields; a sentence where it is none of that."""
    found: dict[int, str] = {}
    for part in filter(None, (each.strip() for each in text.split(","))):
        letters, _, field = (each.strip() for each in part.partition("="))
        if not re.fullmatch(r"[A-Za-z]{1,2}", letters) or field not in FIELDS:
            return f"'{part}' is no column and field; write A=ref,C=title with the fields {', '.join(FIELDS)}"
        found[_place(letters.upper())] = field
    return found


def _place(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1

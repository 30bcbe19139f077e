"""What the columns of a table hold, by the words that people head them with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice

from ragplan.alike import normal
from ragplan.english import flat
from ragplan.importing.tables.grid import SourceTable

_HEADS = {
    "ref": "ref, no, number, #, ref no, reference, action no, action ref, item",
    "goal": "goal, goals, theme, section, workstream, objective, objectives, priority area",
    "recommendations": "recommendation, recommendations, francis recommendation, francis recommendations, "
    "recommendation no, recommendation number",
    "title": "task, tasks, action, actions, action required, required action, key task, workplan, work plan, "
    "what, key actions",
    "outcome": "outcome, outcomes, desired outcome, expected outcome, success measure",
    "due": "due, due date, deadline, timescale, timescales, by when, when, target date, date set, date due, "
    "timeline",
    "owners": "owner, owners, organisation, organisations, responsible organisation, lead organisation",
    "leads": "lead, leads, who, by whom, lead officer, responsible officer, responsible, "
    "responsibility, action owner, named lead",
    "status": "status, progress, update, position, comments, commentary, current position, progress update, "
    "status update, position evidence, position statement, progress to date",
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
    """The field that a head names, ``""`` for none: in any case, whatever signs are around its words.

    What stands in brackets may be left out, and words parted by a stroke may each name it: ``Owner (s)``,
    ``Progress / update``.
    """
    said = re.sub(r"\(e?s\)", "", normal(head))
    ways = ([said], [re.sub(r"\(.*?\)", " ", said)], said.split("/"))
    for names in ({_named(each) for each in way} for way in ways):
        if len(names) == 1 and names != {""}:
            return names.pop()
    return ""


def _named(head: str) -> str:
    said = " ".join(re.findall(r"\w+", head.replace(".", ""))) or head.strip()
    return next((field for field, heads in FIELDS.items() if said in heads), "")


def section_of(head: str) -> str:
    """The heading of a part of a plan that stands among the heads: ``1. Strategy``; ``""`` for none."""
    return head if re.fullmatch(r"\d+(?:\.\d+)*\s*[.):]\s*[^\W\d].*", flat(head)) else ""


def head_row(table: SourceTable) -> int | None:
    """The row that heads the columns: the first in which two heads are known; ``None`` for none."""
    for number, row in enumerate(table.rows[:50]):
        known = {field for cell in row if cell and (field := field_of(cell.text))}
        if len(known) >= _LEAST:
            return number
    return None


def columns(table: SourceTable, head: int, given: Mapping[int, str]) -> dict[int, str]:
    """What each column holds, by its place from 0: as given, else as headed, ``""`` for an unknown head.

    Where no head is that of numbers, a heading in the place of one is.
    """
    heads = [cell.text if cell else "" for cell in table.rows[head]]
    found = {at: given.get(at, field_of(text)) for at, text in enumerate(heads)}
    if "ref" not in found.values():
        sections = (at for at, text in enumerate(heads) if not found[at] and section_of(text))
        found |= dict.fromkeys(islice(sections, 1), "ref")
    return found


def heads_again(table: SourceTable, head: int, row: int) -> bool:
    """Whether a row has the heads that are known once more, as on a new page or above another part."""
    known = {at: cell.text for at, cell in enumerate(table.rows[head]) if cell and field_of(cell.text)}
    cells = table.rows[row]
    same = [at for at, text in known.items() if (cell := cells[at]) and flat(cell.text) == flat(text)]
    return len(same) == len(known) >= _LEAST


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

"""Rows to JSON and CSV: version 1 of a documented format, written field by field."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from ragplan.escaping import spreadsheet
from ragplan.model.dates import PlanDate
from ragplan.model.plan import Evidence, Release, Remark
from ragplan.model.programme import Programme
from ragplan.reports.listing import Entry

VERSION = 1
FIELDS = {
    "programme": "The programme's id.",
    "as_of": "The day the row is judged at.",
    "goal": "The goal's ref.",
    "ref": "The action's ref.",
    "parent": "The ref of the action that this one is a part of.",
    "organisation": "The code of the owner; null where an action has none.",
    "title": "The action.",
    "description": "More about the action.",
    "outcome": "The desired outcome.",
    "leads": "Who answers for the row, a list.",
    "recommendations": "What the action, else its goal, answers: a list of `register/number`.",
    "due": "The due date that counts now, as written.",
    "first_due": "The due date first agreed, as written.",
    "slippage_days": "Days from the first due date to the current one, or to the completion; "
    "0 is on time, negative early.",
    "rating": "The code of the stated level; a rating the key does not know as written.",
    "category": "What the stated level says whatever its colour.",
    "derived": "The code of the level that the dates and facts lead to.",
    "status": "The position's words; empty where nothing is said, null where there is no position.",
    "updated": "The date of the words, as written.",
    "reviewed": "The day the organisation last went through all of its rows, as written.",
    "completed": "The date of completion, as written.",
    "next": "The next step.",
    "waiting_for": "What or whom it waits for.",
    "risk": "The reference to a risk register.",
    "evidence": "What proves completion: a list of `ref`, `file`, `on`.",
    "assured_by": "Who confirmed completion.",
    "open": "Whether the row still is to be done.",
    "overdue": "Whether it is open and past its current due date; for a parent, whether a part is open then.",
    "overdue_days": "By how many days; 0 where it is not overdue.",
    "silent": "Whether it is open and nothing was said in the period.",
    "proposed": "Whether the action is not agreed yet.",
    "superseded_by": "The ref of the action that replaces it; a list of refs where several do.",
    "withdrawn": "Why it was closed without being done.",
    "notes": "Notes on the action and the position, a list.",
    "queries": "What a person must confirm about the action and the position, a list.",
    "file": "The file the row is written in.",
    "line": "The line it begins on, from 1.",
    "priority": "The action's priority, as written.",
    "source": "Where the action comes from: a minute, a paper.",
    "supporting": "The codes of organisations that help and owe no row, a list.",
    "released": "Owners let go by decision: a list of `organisation`, `on`, `reason`, `agreed_by`.",
    "carried_from": "The action of an earlier programme that it continues, as `programme/ref`.",
    "start": "The date it is to begin, as written.",
    "due_asked": "Later due dates that are only asked for, as written, a list.",
    "uncounted": "Why no count counts it: superseded, withdrawn, proposed, parent or not-owned; else null.",
}
"""Every field of a row in order, and what it holds; ``null`` where there is nothing."""
Line = Callable[[Entry], int]
"""The line that an entry begins on, counted from 1."""


def fields(entry: Entry, line: int) -> dict[str, Any]:
    """One row, version 1. Dates are as written; what there is none of is ``null``."""
    programme, row, assessment, as_of = entry
    action, position, deadline = row.action, row.position, row.deadline
    return {
        "programme": programme.id,
        "as_of": as_of.isoformat(),
        "goal": action.goal or None,
        "ref": action.ref,
        "parent": action.parent or None,
        "organisation": row.organisation or None,
        "title": action.title,
        "description": action.description or None,
        "outcome": action.outcome or None,
        "leads": list(row.leads),
        "recommendations": list(programme.cited(programme.recommendations(action))),
        "due": written(deadline.current),
        "first_due": written(deadline.first),
        "slippage_days": assessment.slippage_days,
        "rating": entry.rating or None,
        "category": assessment.stated.category.value if assessment.stated else None,
        "derived": assessment.derived.code if assessment.derived else None,
        "status": position.status if position else None,
        "updated": written(position.updated) if position else None,
        "reviewed": written(position.reviewed) if position else None,
        "completed": written(position.completed) if position else None,
        "next": (position.next or None) if position else None,
        "waiting_for": (position.waiting_for or None) if position else None,
        "risk": (position.risk or None) if position else None,
        "evidence": [proof(each) for each in position.evidence] if position else [],
        "assured_by": position.assured.by if position and position.assured else None,
        "open": assessment.open,
        "overdue": assessment.overdue,
        "overdue_days": assessment.overdue_days,
        "silent": assessment.silent,
        "proposed": action.proposed,
        "superseded_by": _one_or_several(action.superseded_by),
        "withdrawn": action.withdrawn.reason if action.withdrawn else None,
        "notes": texts(action.notes + (position.notes if position else ())),
        "queries": texts(entry.queries),
        "file": entry.origin.path,
        "line": line,
        "priority": action.priority or None,
        "source": action.source or None,
        "supporting": [programme.code(name) for name in action.supporting],
        "released": [_release(programme, each) for each in action.released],
        "carried_from": action.carried_from or None,
        "start": written(action.start),
        "due_asked": [each.to.text for each in deadline.asked],
        "uncounted": assessment.uncounted.value if assessment.uncounted else None,
    }


def as_json(entries: Iterable[Entry], line: Line, days: Iterable[date]) -> str:
    """``{"version": 1, "as_of": …, "rows": […]}``; ``as_of`` is null where programmes differ in it.

    ``days`` are those the programmes are judged at.
    """
    return json_of([fields(entry, line(entry)) for entry in entries], days)


def json_of(rows: list[dict[str, Any]], days: Iterable[date]) -> str:
    """Rows under their version, with the day they are all judged at; null where programmes differ in it."""
    judged = {day.isoformat() for day in days}
    told = {"version": VERSION, "as_of": judged.pop() if len(judged) == 1 else None, "rows": rows}
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def as_csv(entries: Iterable[Entry], line: Line) -> str:
    """A header and a line a row, with the fields of the JSON; lists are joined by ``; ``.

    A cell that a spreadsheet would run as a formula gets a leading apostrophe.
    """
    return csv_of(list(FIELDS), (fields(entry, line(entry)) for entry in entries))


def csv_of(names: list[str], rows: Iterable[dict[str, Any]]) -> str:
    """A header of names and a line a row; lists are joined by ``; ``."""
    target = io.StringIO()
    writer = csv.DictWriter(target, names, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in row.items()})
    return target.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return spreadsheet("; ".join(_cell(item) for item in value))
    if isinstance(value, dict):
        return ", ".join(str(part) for part in value.values() if part)
    return spreadsheet(str(value))


def _one_or_several(texts: tuple[str, ...]) -> str | list[str] | None:
    """One text as it is, several as a list."""
    return list(texts) if len(texts) > 1 else next(iter(texts), None)


def _release(programme: Programme, gone: Release) -> dict[str, str | None]:
    return {
        "organisation": programme.code(gone.organisation),
        "on": gone.on.text,
        "reason": gone.reason,
        "agreed_by": gone.agreed_by or None,
    }


def written(when: PlanDate | None) -> str | None:
    """A date as the plan writes it."""
    return when.text if when is not None else None


def texts(remarks: Iterable[Remark]) -> list[str]:
    """The words of remarks."""
    return [remark.text for remark in remarks]


def proof(evidence: Evidence) -> dict[str, str | None]:
    """One piece of evidence."""
    return {"ref": evidence.ref or None, "file": evidence.file or None, "on": written(evidence.on)}

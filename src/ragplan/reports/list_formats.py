"""Rows and positions to JSON and CSV: version 1 of a documented format, one table of fields for each."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from ragplan.diagnostics import Origin
from ragplan.escaping import in_json, spreadsheet
from ragplan.fields import Field, Holds
from ragplan.model.coverage import Applicability, Covered
from ragplan.model.dates import PlanDate
from ragplan.model.judged import JudgedRow
from ragplan.model.plan import Evidence, Occurrence, Position, Release, Remark
from ragplan.model.programme import Programme
from ragplan.model.register import Response
from ragplan.query import JudgedPosition

VERSION = 1
Line = Callable[[Origin], int]
"""The line that what is written somewhere begins on, counted from 1."""
APPLIES = {
    Applicability.APPLICABLE: True,
    Applicability.NOT_APPLICABLE: False,
    Applicability.NOT_CONSIDERED: None,
}
_Judged = TypeVar("_Judged", JudgedRow, JudgedPosition)


def as_json(
    fields: Sequence[Field[_Judged]], found: Iterable[_Judged], line: Line, days: Iterable[date]
) -> str:
    """``{"version": 1, "as_of": …, "rows": […]}``; ``as_of`` is null where programmes differ in it.

    ``days`` are those the programmes are judged at.
    """
    judged = {day.isoformat() for day in days}
    rows = [values(fields, each, line) for each in found]
    told = {"version": VERSION, "as_of": judged.pop() if len(judged) == 1 else None, "rows": rows}
    return in_json(json.dumps(told, indent=2, ensure_ascii=False)) + "\n"


def as_csv(fields: Sequence[Field[_Judged]], found: Iterable[_Judged], line: Line) -> str:
    """A header and a line a row, with the fields of the JSON; lists are joined by ``; ``.

    Every cell is quoted, for some spreadsheets take ``;`` and tabs for separators too; one that would run
    as a formula gets a leading apostrophe.
    """
    lines: list[list[str]] = [[each.name for each in fields]]
    lines += ([cell(value) for value in values(fields, each, line).values()] for each in found)
    return csv_lines(lines)


def csv_lines(rows: Iterable[Sequence[str]]) -> str:
    """Rows of cells as the lines of a CSV file, the first one its columns."""
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return target.getvalue()


def values(fields: Sequence[Field[_Judged]], judged: _Judged, line: Line) -> dict[str, Any]:
    """One row, version 1."""
    found = ((each, each.get(judged)) for each in fields)
    return {each.name: line(value) if each.holds is Holds.LINE else value for each, value in found}


def cell(value: Any) -> str:
    """A value as a cell of the CSV."""
    if isinstance(value, str):
        return spreadsheet(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return spreadsheet("; ".join(map(_item, value)))
    return spreadsheet(str(value))


def _item(value: Any) -> str:
    """An item of a list within a cell, whose first one alone begins it."""
    return ", ".join(str(part) for part in value.values() if part) if isinstance(value, dict) else str(value)


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


def _written(when: PlanDate | None) -> str | None:
    """A date as the plan writes it."""
    return when.text if when is not None else None


def _texts(remarks: Iterable[Remark]) -> list[str]:
    """The words of remarks."""
    return [remark.text for remark in remarks]


def _proof(evidence: Evidence) -> dict[str, str | None]:
    """One piece of evidence."""
    return {"ref": evidence.ref or None, "file": evidence.file or None, "on": _written(evidence.on)}


def _occurrence(each: Occurrence) -> dict[str, str | bool]:
    """One time of a recurring duty."""
    return {"on": each.on.text, "done": each.done}


def _value(response: Response | None) -> str | None:
    """A response as the register writes it."""
    return response.value if response else None


def _said(get: Callable[[Position], Any]) -> Callable[[JudgedRow], Any]:
    """What the owner's position says; ``None`` where it has none."""
    return lambda it: get(it.row.position) if it.row.position else None


def _of_known(get: Callable[[Covered], Any]) -> Callable[[JudgedPosition], Any]:
    """What is known of the recommendation; ``None`` where no register of the programme holds it."""
    return lambda it: get(it.covered) if it.covered else None


ROW_FIELDS: tuple[Field[JudgedRow], ...] = (
    Field("programme", "The programme's id.", lambda it: it.programme.id),
    Field(
        "as_of",
        "The day the row is judged at.",
        lambda it: it.as_of.isoformat(),
        Holds.DAY,
    ),
    Field("goal", "The goal's ref.", lambda it: it.row.action.goal or None),
    Field("ref", "The action's ref.", lambda it: it.row.action.ref),
    Field(
        "parent", "The ref of the action that this one is a part of.", lambda it: it.row.action.parent or None
    ),
    Field(
        "organisation",
        "The code of the owner; null where an action has none.",
        lambda it: it.organisation or None,
    ),
    Field("title", "The action.", lambda it: it.row.action.title),
    Field("description", "More about the action.", lambda it: it.row.action.description or None),
    Field("outcome", "The desired outcome.", lambda it: it.row.action.outcome or None),
    Field(
        "leads",
        "Who answers for the row, a list.",
        lambda it: list(it.row.leads),
        Holds.TEXTS,
    ),
    Field(
        "recommendations",
        "What the action, else its goal, answers: a list of `register/number`.",
        lambda it: list(it.programme.cited(it.cited)),
        Holds.TEXTS,
    ),
    Field(
        "due",
        "The due date that counts now, as written.",
        lambda it: _written(it.row.deadline.current),
        Holds.DATE,
    ),
    Field(
        "first_due",
        "The due date first agreed, as written.",
        lambda it: _written(it.row.deadline.first),
        Holds.DATE,
    ),
    Field(
        "slippage_days",
        "Days from the first due date to the current one, or to the completion; "
        "0 is on time, negative early.",
        lambda it: it.assessment.slippage_days,
        Holds.NUMBER,
        "days",
    ),
    Field(
        "rating",
        "The code of the stated level; a rating the key does not know as written.",
        lambda it: it.rating or None,
    ),
    Field(
        "category",
        "What the stated level says whatever its colour.",
        lambda it: it.level.category.value if it.level else None,
    ),
    Field(
        "derived",
        "The code of the level that the dates and facts lead to.",
        lambda it: it.assessment.derived.code if it.assessment.derived else None,
    ),
    Field(
        "status",
        "The position's words; empty where nothing is said, null where there is no position.",
        _said(lambda position: position.status),
    ),
    Field(
        "updated",
        "The date of the words, as written.",
        _said(lambda position: _written(position.updated)),
        Holds.DATE,
    ),
    Field(
        "reviewed",
        "The day the organisation last went through all of its rows, as written.",
        _said(lambda position: _written(position.reviewed)),
        Holds.DATE,
    ),
    Field(
        "completed",
        "The date of completion, as written.",
        _said(lambda position: _written(position.completed)),
        Holds.DATE,
    ),
    Field("next", "The next step.", _said(lambda position: position.next or None)),
    Field("waiting_for", "What or whom it waits for.", _said(lambda position: position.waiting_for or None)),
    Field("risk", "The reference to a risk register.", _said(lambda position: position.risk or None)),
    Field(
        "evidence",
        "What proves completion: a list of `ref`, `file`, `on`.",
        lambda it: [_proof(each) for each in it.row.position.evidence] if it.row.position else [],
        Holds.RECORDS,
    ),
    Field(
        "assured_by",
        "Who confirmed completion.",
        lambda it: it.row.position.assured.by if it.row.position and it.row.position.assured else None,
    ),
    Field(
        "open",
        "Whether the row still is to be done.",
        lambda it: it.assessment.open,
        Holds.BOOLEAN,
    ),
    Field(
        "overdue",
        "Whether it is open and past its current due date; for a parent, whether a part is open then.",
        lambda it: it.assessment.overdue,
        Holds.BOOLEAN,
    ),
    Field(
        "overdue_days",
        "By how many days; 0 where it is not overdue.",
        lambda it: it.assessment.overdue_days,
        Holds.NUMBER,
        "days",
    ),
    Field(
        "silent",
        "Whether it is open and nothing was said in the period.",
        lambda it: it.assessment.silent,
        Holds.BOOLEAN,
    ),
    Field(
        "proposed",
        "Whether the action is not agreed yet.",
        lambda it: it.row.action.proposed,
        Holds.BOOLEAN,
    ),
    Field(
        "superseded_by",
        "The ref of the action that replaces it; a list of refs where several do.",
        lambda it: _one_or_several(it.row.action.superseded_by),
        Holds.TEXTS,
    ),
    Field(
        "withdrawn",
        "Why it was closed without being done.",
        lambda it: it.row.action.withdrawn.reason if it.row.action.withdrawn else None,
    ),
    Field(
        "notes",
        "Notes on the action and the position, a list.",
        lambda it: _texts(it.row.action.notes + (it.row.position.notes if it.row.position else ())),
        Holds.TEXTS,
    ),
    Field(
        "queries",
        "What a person must confirm about the action and the position, a list.",
        lambda it: _texts(it.queries),
        Holds.TEXTS,
    ),
    Field("file", "The file the row is written in.", lambda it: it.origin.path),
    Field(
        "line",
        "The line it begins on, from 1.",
        lambda it: it.origin,
        Holds.LINE,
    ),
    Field("priority", "The action's priority, as written.", lambda it: it.row.action.priority or None),
    Field(
        "source", "Where the action comes from: a minute, a paper.", lambda it: it.row.action.source or None
    ),
    Field(
        "supporting",
        "The codes of organisations that help and owe no row, a list.",
        lambda it: [it.programme.code(name) for name in it.row.action.supporting],
        Holds.TEXTS,
    ),
    Field(
        "released",
        "Owners let go by decision: a list of `organisation`, `on`, `reason`, `agreed_by`.",
        lambda it: [_release(it.programme, each) for each in it.row.action.released],
        Holds.RECORDS,
    ),
    Field(
        "carried_from",
        "The action of an earlier programme that it continues, as `programme/ref`.",
        lambda it: it.row.action.carried_from or None,
    ),
    Field(
        "start",
        "The date it is to begin, as written.",
        lambda it: _written(it.row.action.start),
        Holds.DATE,
    ),
    Field(
        "due_asked",
        "Later due dates that are only asked for, as written, a list.",
        lambda it: [each.to.text for each in it.row.deadline.asked],
        Holds.TEXTS,
    ),
    Field(
        "uncounted",
        "Why no count counts it: superseded, withdrawn, proposed, parent or not-owned; else null.",
        lambda it: it.assessment.uncounted.value if it.assessment.uncounted else None,
    ),
    Field(
        "occurrences",
        "The times of a recurring duty: a list of `on`, `done`.",
        lambda it: [_occurrence(each) for each in it.row.position.occurrences] if it.row.position else [],
        Holds.RECORDS,
    ),
)
"""Every field of a row, in order."""

POSITION_FIELDS: tuple[Field[JudgedPosition], ...] = (
    Field("programme", "The programme's id.", lambda it: it.programme.id),
    Field(
        "as_of",
        "The day the row is judged at.",
        lambda it: it.as_of.isoformat(),
        Holds.DAY,
    ),
    Field(
        "register",
        "The id of the register; null where none of the programme's holds what is cited.",
        _of_known(lambda covered: covered.register.id),
    ),
    Field(
        "recommendation",
        "The recommendation as `register/number`; as written where no register holds it. "
        "A position on a range is a row for each number.",
        lambda it: it.recommendation.text if it.covered else it.position.recommendation,
    ),
    Field(
        "heading",
        "Its heading, the first one where several are known.",
        _of_known(lambda covered: covered.recommendation.heading or None),
    ),
    Field(
        "section",
        "The section of the register it stands in.",
        _of_known(lambda covered: covered.recommendation.section or None),
    ),
    Field(
        "applicable",
        "Whether it is said to apply, by the programme or any organisation; "
        "null where nobody says so or not.",
        _of_known(lambda covered: APPLIES[covered.standing]),
        Holds.BOOLEAN,
    ),
    Field("organisation", "The code of the organisation whose position it is.", lambda it: it.organisation),
    Field(
        "response",
        "The government's response: `accepted`, `in_principle`, `in_part` or `not_accepted`; "
        "null where it is not known.",
        _of_known(lambda covered: _value(covered.recommendation.response)),
    ),
    Field(
        "rating",
        "The code of the stated level; a rating the key does not know as written.",
        lambda it: it.rating or None,
    ),
    Field(
        "category",
        "What the stated level says whatever its colour.",
        lambda it: it.level.category.value if it.level else None,
    ),
    Field("status", "The position's words; empty where nothing is said.", lambda it: it.position.status),
    Field(
        "updated",
        "The date of the words, as written.",
        lambda it: _written(it.position.updated),
        Holds.DATE,
    ),
    Field(
        "review_by",
        "When it is to be looked at again, as written.",
        lambda it: _written(it.position.review_by),
        Holds.DATE,
    ),
    Field(
        "review_overdue",
        "Whether that date has passed, of a month, quarter or year its last day.",
        lambda it: it.overdue,
        Holds.BOOLEAN,
    ),
    Field(
        "evidence",
        "What proves it: a list of `ref`, `file`, `on`.",
        lambda it: [_proof(each) for each in it.position.evidence],
        Holds.RECORDS,
    ),
    Field(
        "actions",
        "The refs of the actions that answer the recommendation or whose goal does, a list.",
        lambda it: [action.ref for action in it.covered.actions] if it.covered else [],
        Holds.TEXTS,
    ),
    Field(
        "notes",
        "Notes on the recommendation and the position, a list.",
        lambda it: _texts(it.notes),
        Holds.TEXTS,
    ),
    Field(
        "queries",
        "What a person must confirm about the recommendation and the position, a list.",
        lambda it: _texts(it.queries),
        Holds.TEXTS,
    ),
    Field("file", "The file the position is written in.", lambda it: it.origin.path),
    Field(
        "line",
        "The line it begins on, from 1.",
        lambda it: it.origin,
        Holds.LINE,
    ),
)
"""Every field of a position, in order."""

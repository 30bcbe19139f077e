"""The tables that can be exported."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ragplan.diff.dating import due_later
from ragplan.diff.json_v1 import FIELDS as CHANGE_FIELDS
from ragplan.diff.positions import rated_worse
from ragplan.diff.ratings import comparable
from ragplan.diff.silence import UpdateState, update_state
from ragplan.english import listed
from ragplan.exporting.coverage import Answer, OrganisationCovered
from ragplan.exporting.meetings import Changed, OwnersMeeting
from ragplan.exporting.tables import Table
from ragplan.fields import Field, Holds
from ragplan.model.assessment import Uncounted
from ragplan.model.judged import JudgedRow
from ragplan.model.key import Category, Level
from ragplan.query import JudgedPosition
from ragplan.reports.counts import UNCOUNTED, Counts
from ragplan.reports.list_formats import POSITION_FIELDS, ROW_FIELDS


def _of_change(field: Field[Any]) -> Field[Changed]:
    """A field of a change as one of a change between two ends."""
    return field._replace(get=lambda it: field.get(it.change))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _update(judged: JudgedRow) -> str | None:
    """What the owner of a row did in the period; ``None`` where it owes no word."""
    if not judged.assessment.owes:
        return None
    return update_state(judged.snapshot, judged.row, judged.assessment.silence).value


def _seen_before(judged: JudgedRow) -> bool | None:
    return judged.before is not None if judged.snapshot.seen else None


def _since(of: Callable[[JudgedRow, JudgedRow], bool]) -> Callable[[JudgedRow], bool | None]:
    """What became of a row since the meeting before; ``None`` where that is not known to have seen it."""
    return lambda it: of(it.before, it) if it.before else None


_ROWS: tuple[Field[JudgedRow], ...] = (
    *ROW_FIELDS,
    Field(
        "update_state",
        "What its owner did in the period: "
        f"{listed(f'`{each.value}`' for each in UpdateState)}; null where it owes no word.",
        _update,
    ),
    Field(
        "undated", "Whether it is open without a due date.", lambda it: it.assessment.undated, Holds.BOOLEAN
    ),
    Field(
        "keyed",
        "Whether its programme has a rating key.",
        lambda it: it.programme.key is not None,
        Holds.BOOLEAN,
    ),
    Field(
        "seen_before",
        "Whether the meeting before saw it; null where it is not known what that saw.",
        _seen_before,
        Holds.BOOLEAN,
    ),
    Field(
        "due_later",
        "Whether `due` ends later than the meeting before saw it, with a revision or without; "
        "null where that did not see the row.",
        _since(lambda old, new: due_later(old.row, new.row)),
        Holds.BOOLEAN,
    ),
    Field(
        "rated_before",
        "Whether it states a level now and did when the meeting before saw it, of which one may be worse: "
        "neither `no_update` nor `on_hold`, and not where it stays complete.",
        _since(lambda old, new: comparable(old.stated, new.stated)),
        Holds.BOOLEAN,
    ),
    Field(
        "rated_worse",
        "Whether the stated level is worse than the meeting before saw it, as `ragplan diff` tells.",
        _since(rated_worse),
        Holds.BOOLEAN,
    ),
)
"""A row's fields, and what a comparison with the meeting before says of it."""

_CHANGES: tuple[Field[Changed], ...] = (
    *(_of_change(each) for each in CHANGE_FIELDS),
    Field("as_of", "The day up to which is compared.", lambda it: _iso(it.ends[1].on), Holds.DAY),
    Field("since", "The day from which is compared.", lambda it: _iso(it.ends[0].on), Holds.DAY),
    Field("since_revision", "The id of the commit of that day.", lambda it: it.ends[0].revision or None),
    Field("since_meeting", "The meeting of that day.", lambda it: _iso(it.ends[0].meeting), Holds.DAY),
)


def _number(name: str, meaning: str, get: Callable[[OwnersMeeting, Counts], int]) -> Field[OwnersMeeting]:
    """A number of rows; ``None`` where the meeting's plans cannot be read."""
    return Field(
        name, meaning, lambda it: None if it.counts is None else get(it, it.counts), Holds.NUMBER, "rows"
    )


def _counted(name: str, meaning: str, get: Callable[[Counts], int]) -> Field[OwnersMeeting]:
    """A number that counts of rows have."""
    return _number(name, meaning, lambda _, counts: get(counts))


def _told(state: UpdateState, meaning: str) -> Field[OwnersMeeting]:
    """With how many rows their owner did something in the period."""
    return _number(state.value, meaning, lambda it, _: it.updates[state])


def _left_out(why: Uncounted) -> Field[OwnersMeeting]:
    """How many rows no count counts for a reason."""
    name = f"left_out_{why.value.replace('-', '_')}"
    return _counted(name, f"Rows not counted: {UNCOUNTED[why]}.", lambda counts: counts.left_out[why])


def _stated(category: Category) -> Field[OwnersMeeting]:
    """How many rows state a level of a category."""
    meaning = f"Rows that state a level of the category `{category.value}`."
    return _counted(f"stated_{category.value}", meaning, lambda counts: _of(category, counts.stated))


def _by_date(category: Category) -> Field[OwnersMeeting]:
    """How many rows the dates give a level of a category."""
    meaning = f"Rows that the dates give a level of the category `{category.value}`."
    return _counted(f"by_date_{category.value}", meaning, lambda counts: _of(category, counts.by_date))


def _of(category: Category, levels: Mapping[Level, int]) -> int:
    return sum(many for level, many in levels.items() if level.category is category)


_MEETINGS: tuple[Field[OwnersMeeting], ...] = (
    Field("programme", "The programme's id.", lambda it: it.programme),
    Field(
        "as_of",
        "The day of the meeting, or the day that was asked for.",
        lambda it: _iso(it.as_of),
        Holds.DAY,
    ),
    Field("organisation", "The code of the owner; null for nobody's.", lambda it: it.organisation or None),
    Field("frozen", "Whether a freeze tag says what it saw.", lambda it: it.frozen, Holds.BOOLEAN),
    Field("note", "Why its plans cannot be read; its numbers then are null.", lambda it: it.note or None),
    _counted("counted", "Rows that count; those below are of these.", lambda counts: counts.total),
    _counted("completed", "Rows that are done.", lambda counts: counts.completed),
    _counted("open", "Rows still to be done.", lambda counts: counts.open),
    _counted("overdue", "Open rows past their current due date.", lambda counts: counts.overdue),
    _counted("watermelons", "Overdue rows that are rated on track.", lambda counts: counts.watermelons),
    _counted("undated", "Open rows without a due date.", lambda counts: counts.undated),
    _counted("missing", "Rows without a position of their owner.", lambda counts: counts.missing),
    _counted("silent", "Open rows with nothing said in the period.", lambda counts: counts.silent),
    _told(UpdateState.AWAITED, "Those of them whose period is not over yet."),
    _told(UpdateState.UPDATED, "Open rows with new words in the period."),
    _told(UpdateState.UNCHANGED, "Open rows of which the owner said that nothing changed."),
    _counted("unrated", "Rows that state no level.", lambda counts: counts.unrated),
    *map(_stated, Category),
    *map(_by_date, Category),
    *map(_left_out, Uncounted),
)

_COVERAGE: tuple[Field[OrganisationCovered], ...] = (
    Field("programme", "The programme's id.", lambda it: it.programme.id),
    Field("as_of", "The day it is judged at.", lambda it: it.as_of.isoformat(), Holds.DAY),
    Field(
        "organisation", "The code of the organisation; groups are their members'.", lambda it: it.organisation
    ),
    Field("register", "The id of the register.", lambda it: it.covered.register.id),
    Field(
        "recommendation",
        "The recommendation as `register/number`.",
        lambda it: f"{it.covered.register.id}/{it.covered.number}",
    ),
    Field(
        "answer",
        f"What the organisation does, the first that holds: {listed(f'`{each.value}`' for each in Answer)}.",
        lambda it: it.answer.value,
    ),
    Field("reason", "Why it does not apply; null where it does.", lambda it: it.reason or None),
)

ROWS: Table[JudgedRow] = Table("rows", "one owner's position on one action", _ROWS)
POSITIONS: Table[JudgedPosition] = Table(
    "positions", "one organisation's position on one recommendation", POSITION_FIELDS
)
CHANGES: Table[Changed] = Table("changes", "one change between two meetings, or two days", _CHANGES)
MEETINGS: Table[OwnersMeeting] = Table("meetings", "the rows of one owner at one meeting, counted", _MEETINGS)

COVERAGE: Table[OrganisationCovered] = Table(
    "coverage", "one recommendation of a register for one organisation", _COVERAGE
)

TABLES: dict[str, Table[Any]] = {each.name: each for each in (ROWS, POSITIONS, CHANGES, MEETINGS, COVERAGE)}
"""Every table by its name."""

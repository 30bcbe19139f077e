"""The trend by row: due dates that moved, and owners that were silent."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ragplan import english
from ragplan.history.course import Course
from ragplan.model.assessment import Assessment
from ragplan.model.dates import PlanDate, date_in_words, days_between
from ragplan.model.judged import JudgedRow, rows_by_key
from ragplan.model.plan import Action, Deadline
from ragplan.model.snapshot import Key
from ragplan.reports import words
from ragplan.reports.blocks import (
    Block,
    Break,
    Cell,
    Column,
    Manner,
    Paragraph,
    Section,
    Table,
    TableRow,
    Text,
)
from ragplan.reports.tables import cell, head, named, number, section, table

MOST = 15
"""Rows at most in a list."""


def slips(course: Course) -> Iterator[Block]:
    """The actions whose due date was later at the last meeting than at first, the furthest first."""
    rows = tuple(_slips(course))
    if rows:
        texts = ("Action", "Owners and where they stand", "First date", "Date now")
        columns = (
            *(Column((each,)) for each in texts),
            Column(("Days",), number=True),
            Column(("Revisions",), number=True),
        )
        caption = "The actions whose due date moved furthest"
        yield Table(columns, (rows[:MOST],), caption, "plain stacked", wide=True, id="slips")
        yield from _more(rows)


def _slips(course: Course) -> Iterator[TableRow]:
    """A row an action; owners for whom it moved in the same way stand together."""
    found: dict[_Move, list[tuple[str, Assessment]]] = {}
    for key, judged in _last_rows(course).items():
        first = course.memory.first.get(key)
        if judged.assessment.uncounted is None and first is not None:
            deadline = judged.row.deadline
            whose = key[1] if judged.action.organisation else ""
            if (days := _days(first, deadline.current)) > 0:
                move = _Move(days, whose, judged.action, first, deadline)
                found.setdefault(move, []).append((key[1], judged.assessment))
    for move in sorted(found, key=lambda move: -move.days):
        yield _slip(move, found[move])


def silences(course: Course) -> Section:
    """The rows that were silent at the last meeting, the longest silence first."""
    rows = tuple(_silences(course))
    title = "The longest silences"
    if not rows:
        none = Paragraph(("No open row was silent at the last meeting.",))
        return Section((title,), (none,), "silences", "table-of")
    columns = (
        Column(("Action",)),
        Column(("Owner",)),
        Column(("Meetings in turn",), number=True),
        Column(("Last heard at",)),
        Column(("Days",), number=True),
    )
    found = table(columns, rows[:MOST], "stacked", "silences")
    return section(title, "silences", "Open rows that were silent at the last meeting.", found, *_more(rows))


def _silences(course: Course) -> Iterator[TableRow]:
    silent, last = course.memory.silences, course.last
    found = [(silent[key], key, judged.action) for key, judged in _last_rows(course).items() if key in silent]
    for (meetings, since), (ref, code), action in sorted(found, key=lambda each: -each[0].meetings):
        heard = english.day(since) if since else "no meeting yet"
        days = f"{days_between(since, last.on):,}" if since and last else "–"
        name = head(*named(ref, action.title), role="title")
        yield TableRow(
            (name, cell(code), number(meetings), cell(heard, role="when"), cell(days, role="count"))
        )


def _more(rows: Sequence[TableRow]) -> Iterator[Paragraph]:
    if rows[MOST:]:
        yield Paragraph((f"and {len(rows[MOST:]):,} more",), "quiet")


def _last_rows(course: Course) -> Mapping[Key, JudgedRow]:
    """The rows that the last meeting saw."""
    return rows_by_key(course.last, course.name) if course.last else {}


class _Move(NamedTuple):
    """How far a due date moved, of which action, from when, and to when."""

    days: int
    own: str
    action: Action
    first: PlanDate
    deadline: Deadline


def _days(first: PlanDate, current: PlanDate | None) -> int:
    """Days from the due date that a row was first given to the one that counts."""
    if first.last is None or current is None or current.last is None:
        return 0
    return days_between(first.last, current.last)


def _slip(move: _Move, owners: Sequence[tuple[str, Assessment]]) -> TableRow:
    """An action whose due date moved, with how the row of each owner stands."""
    current = move.deadline.current
    rewritten = _rewritten(move.first, move.deadline.first)
    again = (Break(), Text(f"the plan now gives {rewritten}", Manner.QUIET)) if rewritten else ()
    stand = tuple(Paragraph((Text(code, Manner.STRONG), f" {_standing(each)}")) for code, each in owners)
    return TableRow(
        (
            head(*named(move.action.ref, move.action.title), role="title"),
            Cell(stand),
            cell(date_in_words(move.first), *again, role="when"),
            cell(date_in_words(current) if current else "", role="when"),
            number(move.days),
            number(len(move.deadline.revisions)),
        )
    )


def _rewritten(first: PlanDate, given: PlanDate | None) -> str:
    """The first date as the plan gives it now, where it is not the one it gave first."""
    if given is not None and given.last == first.last:
        return ""
    return date_in_words(given) if given else "none"


def _standing(assessment: Assessment) -> str:
    """Where a row stands: its level, or whether it is still open."""
    shown = assessment.shown
    if shown is not None:
        return f"{words.MARKS[shown.category]} {shown.label}"
    return "open" if assessment.open else "closed"

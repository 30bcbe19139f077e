"""Who has been heard in a period: two snapshots decide, and dates where there is only one.

An owner has spoken where its `updated` or its file's `reviewed` lies in the period, or where what it
says is not what it said at the snapshot before. An open row whose owner has not spoken is silent once
a meeting has ended the period; one with an empty status is silent at once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import NamedTuple

from ragplan.diff.change import Snapshot
from ragplan.diff.dating import same_date, written
from ragplan.diff.evidence import same_assurance, same_evidence
from ragplan.diff.ratings import rating_kind
from ragplan.diff.side import Key, Side, names, sides
from ragplan.diff.wording import same, squeezed
from ragplan.model.calendar import Calendar
from ragplan.model.dates import PlanDate
from ragplan.model.plan import Position


class Heard(Enum):
    """What an open row's owner did in a period."""

    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SILENT = "silent"
    AWAITED = "awaited"


class Span(NamedTuple):
    """The days after one snapshot up to another; ``ended`` once a meeting is among them."""

    since: date
    on: date
    ended: bool

    def holds(self, when: PlanDate | None) -> bool:
        """Whether a date lies in the span; a month does where any of its days does."""
        return (
            when is not None
            and when.first is not None
            and when.last is not None
            and when.first <= self.on
            and when.last > self.since
        )


def span(calendar: Calendar, since: date, on: date) -> Span:
    """The days after ``since`` up to ``on``."""
    meeting = calendar.next_meeting(since)
    return Span(since, on, meeting is not None and meeting <= on)


def hearings(snapshot: Snapshot, before: Snapshot | None = None) -> Mapping[Key, Heard]:
    """What the owner of each open position did since the snapshot before, by ref and organisation.

    Without one only the dates speak, and a row that gives none is taken as heard.
    """
    name = names(snapshot.programme)
    earlier = sides(before, name) if before else {}
    days = span(snapshot.programme.calendar, before.on, snapshot.on) if before else None
    return {
        key: heard(side, earlier.get(key), days)
        for key, side in sides(snapshot, name).items()
        if side.position is not None and side.assessment.open
    }


def heard(side: Side, before: Side | None, days: Span | None) -> Heard:
    """What the owner of an open row did; ``before`` is its row at the start of the span."""
    position = side.position
    if position is None or not position.status:
        return Heard.SILENT
    if days is None:
        return Heard.SILENT if _let_pass(position, side.snapshot) else Heard.UPDATED
    if before is None or not same_word(before, side):
        return Heard.UPDATED
    if dated(position, days):
        return Heard.UNCHANGED
    return Heard.SILENT if days.ended else Heard.AWAITED


def _let_pass(position: Position, snapshot: Snapshot) -> bool:
    """Whether the dates of a position show that its owner let the last period pass."""
    days = _last_span(snapshot)
    given = any(day and day.first for day in (position.updated, position.reviewed))
    return given and days is not None and not dated(position, days)


def _last_span(snapshot: Snapshot) -> Span | None:
    """From the start of the last period that has ended by a snapshot's day to that day."""
    meetings = snapshot.programme.calendar.meetings
    past = bisect_right(meetings, snapshot.on)
    return Span(meetings[past - 2], snapshot.on, ended=True) if past > 1 else None


def dated(position: Position, days: Span) -> bool:
    """Whether a date of the position's, or of its file's review, lies in a span."""
    return days.holds(position.updated) or days.holds(position.reviewed)


def same_word(old: Side, new: Side) -> bool:
    """Whether an owner says what it said; notes and queries are not its word."""
    before, after = old.position, new.position
    if before is None or after is None or old.row == new.row:
        return (before is None) == (after is None)
    entry = bool(old.action.organisation or new.action.organisation)
    return (
        all(same(one, other) for one, other in zip(_texts(before), _texts(after), strict=True))
        and same_date(before.completed, after.completed)
        and same_assurance(before.assured, after.assured)
        and same_evidence(before.evidence, after.evidence)
        and _frame(old, entry) == _frame(new, entry)
        and rating_kind(old.stated, new.stated) is None  # last, for it has the rows judged
    )


def _texts(position: Position) -> tuple[str, ...]:
    return (position.status, position.next, position.waiting_for, position.risk)


def _frame(side: Side, entry: bool) -> tuple[object, ...]:
    """Who answers and by when; of an action of the owner's own, also what is to be done."""
    row, position = side.row, side.position
    if not entry:
        return (frozenset(position.leads), written(position.deadline)) if position else ()
    action = row.action
    texts = map(squeezed, (action.title, action.description, action.outcome))
    return (frozenset(row.leads), written(row.deadline), *texts)

"""What the owners of open rows did in a period: what they said, that nothing changed, or nothing.

Whether an owner has spoken is not decided here but in the model. In the period under way words are
awaited; it is news that an owner fell silent once a meeting has ended a period without any.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from ragplan.model.calendar import Calendar, Period
from ragplan.model.dates import PlanDate
from ragplan.model.judged import rows_by_key
from ragplan.model.programme import Row
from ragplan.model.silence import Silence, dated, repeated, whole_period, within
from ragplan.model.snapshot import Key, Snapshot


class UpdateState(Enum):
    """What the owner of a row on which it owes a word did in the period."""

    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SILENT = "silent"
    AWAITED = "awaited"
    MISSING = "missing"


class Interval(NamedTuple):
    """The days after one snapshot up to another; ``ended`` once a meeting is among them."""

    since: date
    on: date
    ended: bool

    def holds(self, when: PlanDate | None) -> bool:
        """Whether a date lies in the span; a month does where any of its days does."""
        return when is not None and within(when, Period(self.since + timedelta(days=1), self.on))


def span(calendar: Calendar, since: date, on: date) -> Interval:
    """The days after ``since`` up to ``on``."""
    meeting = calendar.next_meeting(since)
    return Interval(since, on, meeting is not None and meeting <= on)


def update_states(snapshot: Snapshot) -> Mapping[Key, UpdateState]:
    """What each owner did on the rows on which it owes a word, by ref and organisation."""
    return {
        key: update_state(snapshot, each.row, each.assessment.silence)
        for key, each in rows_by_key(snapshot, snapshot.programme.known_as).items()
        if each.assessment.owes
    }


def update_state(snapshot: Snapshot, row: Row, silence: Silence | None) -> UpdateState:
    """What the owner of a row on which it owes a word did, from how it is silent, ``None`` for not."""
    if silence is Silence.MISSING:
        return UpdateState.MISSING
    if silence is Silence.EMPTY:
        return UpdateState.SILENT
    if silence is Silence.UNCHANGED:
        return UpdateState.SILENT if whole_period(snapshot, row) else UpdateState.AWAITED
    return UpdateState.UNCHANGED if _gone_through(snapshot, row) else UpdateState.UPDATED


def _gone_through(snapshot: Snapshot, row: Row) -> bool:
    """Whether an owner that has spoken only said that nothing changed."""
    position, period = row.position, snapshot.period
    if position is None or period is None or not dated(position, period):
        return False
    return repeated(snapshot, row)

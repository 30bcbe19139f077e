"""Has this owner spoken? Decided here, once: page, list, figures, trend, diff, chase and rules ask.

What decides is the row as it is, the row as the meeting before saw it, and the period since that
meeting. An owner has spoken where a date of its words or of its review lies in the period, or where
what it says is not what the meeting saw. Where it is not known what that was, only dates speak, and
a row that gives none is not called silent: nobody can know. Before the first meeting, and without a
calendar, there was nothing to speak since, and only an empty status is silence. A status that only holds
a place for words still to come, such as "TBC in meeting", is empty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from datetime import date, timedelta
from enum import Enum

from ragplan.model.calendar import Calendar, Period
from ragplan.model.dates import PlanDate, meaning, same_date
from ragplan.model.plan import Assurance, Deadline, Evidence, Occurrence, Position, Revision
from ragplan.model.programme import Row
from ragplan.model.snapshot import Snapshot
from ragplan.model.stated import of_position, same_rating
from ragplan.model.wording import plain, said, same, squeezed

_DAY = timedelta(days=1)


class Silence(Enum):
    """How the owner of an open row has not spoken. The three kinds are never merged."""

    MISSING = "missing"
    """An owner of a shared action has no row for it."""
    EMPTY = "empty"
    """The row is there, and its status is empty, or only holds a place for words."""
    UNCHANGED = "unchanged"
    """The row has a status, and nothing was said since the last meeting."""


def silence(snapshot: Snapshot, row: Row) -> Silence | None:
    """How the owner of a row on which it owes a word is silent; ``None`` where it has spoken."""
    position = row.position
    if position is None:
        return Silence.MISSING
    if not said(position.status):
        return Silence.EMPTY
    period = snapshot.period
    if period is None or dated(position, period):
        return None
    if snapshot.seen is None:
        return Silence.UNCHANGED if _gives_date(position) else None
    return Silence.UNCHANGED if repeated(snapshot, row) else None


def by_dates_alone(snapshot: Snapshot, owed: Iterable[Row]) -> bool:
    """Whether what the meeting before saw is not known, and could tell who has spoken on rows.

    ``owed`` are rows on which a word is owed; where a date of one lies in the period that settles it.
    """
    period = snapshot.period
    if snapshot.seen is not None or period is None:
        return False
    positions = (row.position for row in owed)
    return any(each and said(each.status) and not dated(each, period) for each in positions)


def repeated(snapshot: Snapshot, row: Row) -> bool:
    """Whether a row says what the meeting before saw of it; one that it did not see is new."""
    before = snapshot.before_of(row)
    if before is None or snapshot.seen is None:
        return False
    return same_word(snapshot.seen, before, snapshot, row)


def whole_period(snapshot: Snapshot, row: Row, *, today: bool = True) -> bool:
    """Whether an owner that is silent was so over a whole period, which the last meeting ended.

    With ``today`` one that a meeting ends on the very day counts too.
    """
    calendar = snapshot.programme.calendar
    meeting = last_meeting(calendar, snapshot.on)
    if meeting is None or (today and calendar.on(snapshot.on)):
        return today and calendar.on(snapshot.on)
    if snapshot.seen is None:
        return silence(Snapshot(snapshot.programme, meeting), row) is not None
    before = snapshot.before_of(row)
    return before is not None and silence(snapshot.seen, before) is not None


def last_meeting(calendar: Calendar, on: date) -> date | None:
    """The meeting before a day, from which its period runs."""
    period = calendar.period(on)
    return period.start - _DAY if period and period.start else None


def dated(position: Position, period: Period) -> bool:
    """Whether a date of the position's words, or of its file's review, lies in a period."""
    return any(day is not None and within(day, period) for day in (position.updated, position.reviewed))


def within(day: PlanDate, period: Period) -> bool:
    """Whether a date lies in a period; a month does where any of its days lies there."""
    if day.first is None or day.last is None:
        return False
    return day.first <= period.end and (period.start is None or day.last >= period.start)


def _gives_date(position: Position) -> bool:
    return any(day is not None and day.first is not None for day in (position.updated, position.reviewed))


def same_word(then: Snapshot, old: Row, now: Snapshot, new: Row) -> bool:
    """Whether an owner says what it said; typography, notes and queries are not its word."""
    before, after = old.position, new.position
    if before is None or after is None or old == new:
        return (before is None) == (after is None)
    entry = bool(old.action.organisation or new.action.organisation)
    return (
        all(same(one, other) for one, other in zip(_texts(before), _texts(after), strict=True))
        and same_date(before.completed, after.completed)
        and same_assurance(before.assured, after.assured)
        and same_evidence(before.evidence, after.evidence)
        and (before.occurrences == after.occurrences or _times(before) == _times(after))
        and _frame(old, entry=entry) == _frame(new, entry=entry)
        and same_rating(
            of_position(before, then.programme.key, then.on), of_position(after, now.programme.key, now.on)
        )
    )


def same_assurance(old: Assurance | None, new: Assurance | None) -> bool:
    """Whether the same party confirmed completion on the same day."""
    if old is None or new is None:
        return old is new
    return same(old.by, new.by) and same_date(old.on, new.on)


def same_evidence(old: tuple[Evidence, ...], new: tuple[Evidence, ...]) -> bool:
    """Whether the same pieces of evidence are given, in any order."""
    return old == new or Counter(map(proof_said, old)) == Counter(map(proof_said, new))


def _times(position: Position) -> Counter[Hashable]:
    """The occurrences of a duty, in any order."""
    return Counter(occurrence_said(each) for each in position.occurrences)


def occurrence_said(occurrence: Occurrence) -> tuple[Hashable, ...]:
    """An occurrence, such that two which say the same are equal."""
    return (meaning(occurrence.on), occurrence.done)


def proof_said(proof: Evidence) -> tuple[Hashable, ...]:
    """A piece of evidence, such that two which say the same are equal."""
    return (plain(proof.ref), squeezed(proof.file), meaning(proof.on))


def deadline_said(deadline: Deadline) -> tuple[Hashable, ...]:
    """A due date with its revisions, such that two which say the same are equal."""
    return (meaning(deadline.first), *map(revision_said, deadline.written))


def revision_said(revision: Revision) -> tuple[Hashable, ...]:
    """A revision, such that two which say the same are equal."""
    return (
        meaning(revision.to),
        meaning(revision.on),
        plain(revision.reason),
        plain(revision.agreed_by),
        revision.proposed,
        meaning(revision.refused),
    )


def _texts(position: Position) -> tuple[str, ...]:
    return tuple(map(said, (position.status, position.next, position.waiting_for, position.risk)))


def _frame(row: Row, *, entry: bool) -> tuple[object, ...]:
    """Who answers and by when; of an action of the owner's own, also what is to be done."""
    position, action = row.position, row.action
    if not entry:
        return (frozenset(position.leads), deadline_said(position.deadline)) if position else ()
    texts = map(plain, (action.title, action.description, action.outcome))
    return (frozenset(row.leads), deadline_said(row.deadline), *texts)

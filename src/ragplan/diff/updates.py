"""What an owner said of its row since the snapshot before: words, a date, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ragplan.diff.change import Change, ChangedEntry, Kind
from ragplan.diff.dating import apart, moved_on, text
from ragplan.diff.silence import Interval
from ragplan.diff.wording import restated
from ragplan.model.dates import PlanDate, days_between, same_date
from ragplan.model.judged import JudgedRow
from ragplan.model.plan import Position, RecommendationPosition
from ragplan.model.silence import Silence, same_word, whole_period


def update(entry: ChangedEntry, old: JudgedRow, new: JudgedRow, span: Interval) -> Change | None:
    """The one change that tells what an owner with a position before and after said."""
    before, after = old.position, new.position
    if before is None or after is None:
        return None
    words = restated(before.status, after.status)
    kind = _kind(old, new) or (Kind.STATUS_REWRITTEN if words else None)
    if kind is None:
        return _date_alone(entry, before, after, new) if _same_word(old, new) else None
    if kind is Kind.SPOKE_AGAIN and not words:
        dates = _date_alone(entry, before, after, new)
        if dates:
            return replace(dates, kind=kind)
    change = entry.change(kind, "status", before.status, after.status)
    quiet = _since_heard(after, span) if kind is Kind.WENT_SILENT else None
    return replace(change, words=words, days=quiet)


def backdated(
    entry: ChangedEntry, old: Position | RecommendationPosition, new: Position | RecommendationPosition
) -> Iterator[Change]:
    """That the date of a position's words went back or was taken out."""
    was, now = old.updated, new.updated
    if was and was.first and not same_date(was, now) and not moved_on(was, now):
        yield entry.change(Kind.BACKDATED, "updated", text(was), text(now), apart(was, now))


def _kind(old: JudgedRow, new: JudgedRow) -> Kind | None:
    """Whether an owner went silent or spoke again, where it owes a word at both ends.

    Of two texts of one day neither fell silent at a meeting of that day.
    """
    if not (old.assessment.owes and new.assessment.owes):
        return None
    today = old.snapshot.on != new.snapshot.on
    if _fell_silent(old, today=today):
        return None if new.assessment.silent else Kind.SPOKE_AGAIN
    return Kind.WENT_SILENT if _fell_silent(new, today=today) else None


def _fell_silent(judged: JudgedRow, *, today: bool) -> bool:
    """Whether an owner is silent, and its words are more than awaited."""
    if judged.assessment.silence is Silence.UNCHANGED:
        return whole_period(judged.snapshot, judged.row, today=today)
    return judged.assessment.silence is Silence.EMPTY


def _same_word(old: JudgedRow, new: JudgedRow) -> bool:
    return same_word(old.snapshot, old.row, new.snapshot, new.row)


def _date_alone(entry: ChangedEntry, old: Position, new: Position, judged: JudgedRow) -> Change | None:
    """That the words were gone through: a review of the whole file counts for its open rows."""
    if moved_on(old.updated, new.updated):
        return _dated(entry, "updated", old.updated, new.updated)
    if judged.assessment.open and moved_on(old.reviewed, new.reviewed):
        return _dated(entry, "reviewed", old.reviewed, new.reviewed)
    return None


def _dated(entry: ChangedEntry, field: str, old: PlanDate | None, new: PlanDate | None) -> Change:
    return entry.change(Kind.UPDATED, field, text(old), text(new), apart(old, new))


def _since_heard(position: Position, span: Interval) -> int | None:
    """Days since the last date that an owner gave, where it gave one before the span's end."""
    given = [day.last for day in (position.updated, position.reviewed) if day and day.last]
    past = [day for day in given if day <= span.on]
    return days_between(max(past), span.on) if past else None

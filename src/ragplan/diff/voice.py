"""What an owner said of its row since the snapshot before: words, a date, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ragplan.diff.change import Change, Told
from ragplan.diff.dating import apart, moved_on, same_date, text
from ragplan.diff.kinds import Kind
from ragplan.diff.side import Key, Side
from ragplan.diff.silence import Heard, Span, heard, same_word
from ragplan.diff.wording import reworded
from ragplan.model.dates import PlanDate, days_between
from ragplan.model.plan import Position, RecommendationPosition


@dataclass(frozen=True, slots=True)
class Hearing:
    """The span of a comparison, and the rows and the span that led to its old snapshot, where known."""

    span: Span
    earlier: Mapping[Key, Side]
    earlier_span: Span | None

    def was_silent(self, key: Key, side: Side) -> bool:
        """Whether an open row of the old snapshot was surely silent there."""
        return heard(side, self.earlier.get(key), self.earlier_span) is Heard.SILENT


def voice(told: Told, key: Key, old: Side, new: Side, hearing: Hearing) -> Change | None:
    """The one change that tells what an owner with a position before and after said."""
    before, after = old.position, new.position
    if before is None or after is None:
        return None
    words = reworded(before.status, after.status)
    kind = _kind(key, old, new, hearing) or (Kind.STATUS_REWRITTEN if words else None)
    if kind is None:
        return _date_alone(told, before, after, new) if same_word(old, new) else None
    if kind is Kind.SPOKE_AGAIN and not words:
        dates = _date_alone(told, before, after, new)
        if dates:
            return replace(dates, kind=kind)
    change = told.change(kind, "status", before.status, after.status)
    quiet = _since_heard(after, hearing.span) if kind is Kind.WENT_SILENT else None
    return replace(change, words=words, days=quiet)


def backdated(
    told: Told, old: Position | RecommendationPosition, new: Position | RecommendationPosition
) -> Iterator[Change]:
    """That the date of a position's words went back or was taken out."""
    was, now = old.updated, new.updated
    if was and was.first and not same_date(was, now) and not moved_on(was, now):
        yield told.change(Kind.BACKDATED, "updated", text(was), text(now), apart(was, now))


def _kind(key: Key, old: Side, new: Side, hearing: Hearing) -> Kind | None:
    """Whether an owner went silent or spoke again; only a row open at both ends can tell."""
    now = heard(new, old, hearing.span)
    silent = now is Heard.SILENT
    if now is Heard.AWAITED or silent == hearing.was_silent(key, old):
        return None
    if not (old.assessment.open and new.assessment.open):
        return None
    return Kind.WENT_SILENT if silent else Kind.SPOKE_AGAIN


def _date_alone(told: Told, old: Position, new: Position, side: Side) -> Change | None:
    """That the words were gone through: a review of the whole file counts for its open rows."""
    if moved_on(old.updated, new.updated):
        return _dated(told, "updated", old.updated, new.updated)
    if side.assessment.open and moved_on(old.reviewed, new.reviewed):
        return _dated(told, "reviewed", old.reviewed, new.reviewed)
    return None


def _dated(told: Told, field: str, old: PlanDate | None, new: PlanDate | None) -> Change:
    return told.change(Kind.UPDATED, field, text(old), text(new), apart(old, new))


def _since_heard(position: Position, span: Span) -> int | None:
    """Days since the last date that an owner gave, where it gave one before the span's end."""
    given = [day.last for day in (position.updated, position.reviewed) if day and day.last]
    past = [day for day in given if day <= span.on]
    return days_between(max(past), span.on) if past else None

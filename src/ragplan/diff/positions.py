"""One organisation's position on an action before and after to what happened to it.

One event gives one change. What became of the rating stands first and takes the new words in; what
the owner said stands only where the rating tells nothing, but that it went silent always stands.
Completion takes the next step in. Dates, leads, evidence, notes and queries stand for themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ragplan.diff.change import Change, ChangedEntry, Done, Kind, loss_of
from ragplan.diff.dating import owner_deadline, text
from ragplan.diff.ratings import rating_kind
from ragplan.diff.remarks import evidence_changes, occurrence_changes, remark_changes
from ragplan.diff.silence import Interval
from ragplan.diff.updates import backdated, update
from ragplan.diff.wording import restated
from ragplan.model.assessment import Uncounted, ended
from ragplan.model.dates import same_date
from ragplan.model.judged import JudgedRow
from ragplan.model.plan import NO_DEADLINE, Position, Remark
from ragplan.model.programme import Row
from ragplan.model.silence import same_assurance
from ragplan.model.stated import UNSTATED, Stage

_GROUNDS = {
    Kind.ASSURED: ("assured", "rating", "completed"),
    Kind.UNASSURED: ("assured", "rating", "completed"),
    Kind.COMPLETED: ("completed", "rating", "assured"),
    Kind.REOPENED: ("completed", "rating", "assured"),
}
"""The fields that may say so, first the one that is told where several do."""

_CLOSING = (Kind.ASSURED, Kind.COMPLETED)

Rows = Callable[[], Iterable[Row]]
"""What a row was at meetings before, agreed and of the same action: asked only where it may be put back."""


def position_changes(
    entry: ChangedEntry, old: JudgedRow, new: JudgedRow, span: Interval, earlier: Rows, *, closed: bool
) -> Iterator[Change]:
    """What happened to a position; ``closed`` where a change of its own action tells how it stands."""
    before, after = old.position, new.position
    if before is None or after is None:
        again = before is not None and new.assessment.open and not old.assessment.open
        reopened = _standing(entry, old, new) if again else None
        if reopened:
            yield reopened
        else:
            yield from (arrived(entry, new) if after else gone(entry, old, closed=_ended(new) is not None))
        if after and after.deadline.first:
            yield from owner_deadline(entry, old.row, new.row, earlier, effective=False)
        return
    if untouched(old, new):
        if span.ended and not closed:
            yield from filter(None, [update(entry, old, new, span)])
        return
    said = () if closed else tuple(_said(entry, old, new, span))
    yield from said
    yield from backdated(entry, before, after)
    kinds = {change.kind for change in said}
    if not closed and kinds.isdisjoint(_CLOSING):
        yield from _next(entry, before, after)
    if not closed and kinds.isdisjoint(_GROUNDS):
        yield from _completion(entry, before, after)
    yield from _record(entry, old, new, earlier)


def rated_worse(old: JudgedRow, new: JudgedRow) -> bool:
    """Whether what happened to a row is that its rating moved to a worse category.

    Of an own action that was closed or reopened that tells how it stands, and its rating nothing.
    """
    if new.action.organisation and _ended(old) is not _ended(new):
        return False
    return rating_kind(old.stated, new.stated) is Kind.RATING_WORSE


def _ended(judged: JudgedRow) -> Uncounted | None:
    return ended(judged.action, judged.snapshot.on)


def gone(entry: ChangedEntry, old: JudgedRow, *, closed: bool, owned: bool = True) -> Iterator[Change]:
    """That a position is no longer there; ``closed`` where its action is given up now.

    What an organisation said of an action that it did not own, ``owned``, is no loss.
    """
    if old.position is None:
        return
    closed = closed or not old.assessment.open
    kind = loss_of(closed=closed or not owned, proposed=old.action.proposed)
    change = entry.change(kind, "status", old.position.status)
    yield (
        change if closed or owned else replace(change, reason=f"{entry.organisation} did not own the action")
    )


def lapsed(old: JudgedRow, new: JudgedRow) -> bool:
    """Whether a row that was open, and not past its date, is past it now."""
    late = new.assessment.overdue and old.assessment.open
    return late and not old.assessment.overdue


def went_overdue(entry: ChangedEntry, old: JudgedRow, new: JudgedRow) -> Iterator[Change]:
    """That a row came to be past its date, and by how many days."""
    if lapsed(old, new):
        yield entry.change(
            Kind.WENT_OVERDUE, "due", "", text(new.row.deadline.current), new.assessment.overdue_days
        )


def arrived(entry: ChangedEntry, new: JudgedRow) -> Iterator[Change]:
    """That a position is there which was not; one that is completed says so at once."""
    position = new.position
    if position is None:
        return
    if new.stated.stage > Stage.OPEN:
        yield from filter(None, [_standing(entry, None, new)])
    elif position.status or not position.rating:
        yield entry.change(Kind.REPORTED, "status", "", position.status)
    else:
        yield entry.change(Kind.REPORTED, "rating", "", position.rating)


def untouched(old: JudgedRow, new: JudgedRow) -> bool:
    """Whether an entry is as it was, under the same key, and no completion of its has come due."""
    same_key = old.snapshot.programme.key == new.snapshot.programme.key
    return same_key and old.row == new.row and (new.position is None or new.position.completed is None)


def _said(entry: ChangedEntry, old: JudgedRow, new: JudgedRow, span: Interval) -> Iterator[Change]:
    standing = _standing(entry, old, new)
    news = update(entry, old, new, span)
    if standing is None or news is None:
        yield from filter(None, (standing, news))
        return
    one = (standing.kind, news.kind) in _ONE_EVENT
    if not one:
        yield standing
    if one or news.kind is Kind.WENT_SILENT:
        yield news


_ONE_EVENT = ((Kind.UNRATED, Kind.WENT_SILENT), (Kind.RATED, Kind.SPOKE_AGAIN))
"""A rating that comes with the words and goes with them; that the owner spoke tells it."""


def _standing(entry: ChangedEntry, old: JudgedRow | None, new: JudgedRow) -> Change | None:
    """What became of the rating, with the words that came with it."""
    kind = rating_kind(old.stated if old else UNSTATED, new.stated)
    if kind is None:
        return None
    before, after = old.position if old else None, new.position
    texts = [(field, _text(before, field), _text(after, field)) for field in _GROUNDS.get(kind, ("rating",))]
    field, was, now = next((each for each in texts if each[1] != each[2]), texts[0])
    if kind is Kind.REOPENED and not new.assessment.open:  # its action is closed, or its parts tell
        return entry.change(Kind.RATING_CHANGED, field, was, now) if field == "rating" else None
    done = Done(after.completed, new.row.deadline) if kind in _CLOSING and after and after.completed else None
    late = new.assessment.slippage_days if done else None
    words = restated(before.status if before else "", after.status if after else "")
    return replace(entry.change(kind, field, was, now, late), done=done, words=words)


def _text(position: Position | None, field: str) -> str:
    if position is None:
        return ""
    if field == "assured":
        return position.assured.by if position.assured else ""
    return text(position.completed) if field == "completed" else position.rating


def _next(entry: ChangedEntry, old: Position, new: Position) -> Iterator[Change]:
    words = restated(old.next, new.next)
    if words:
        yield replace(entry.change(Kind.NEXT_CHANGED, "next", old.next, new.next), words=words)
    if restated(old.waiting_for, new.waiting_for):
        yield entry.change(Kind.DETAIL_CHANGED, "waiting_for", old.waiting_for, new.waiting_for)


def _completion(entry: ChangedEntry, old: Position, new: Position) -> Iterator[Change]:
    """Other dates and names of a completion that stays what it was."""
    if not same_date(old.completed, new.completed):
        yield entry.change(Kind.DETAIL_CHANGED, "completed", text(old.completed), text(new.completed))
    if not same_assurance(old.assured, new.assured):
        yield entry.change(Kind.DETAIL_CHANGED, "assured", _assured(old), _assured(new))


def _assured(position: Position) -> str:
    assured = position.assured
    return ", ".join(filter(None, (assured.by, text(assured.on)))) if assured else ""


def _record(entry: ChangedEntry, old: JudgedRow, new: JudgedRow, earlier: Rows) -> Iterator[Change]:
    """Who answers, by when, and on what proof."""
    before, after = old.position, new.position
    if before is None or after is None:
        return
    moved = bool(old.action.organisation) != bool(new.action.organisation)
    own_leads = moved or before.leads or after.leads
    if own_leads and set(old.row.leads) != set(new.row.leads):
        yield entry.change(Kind.LEAD_CHANGED, "leads", ", ".join(old.row.leads), ", ".join(new.row.leads))
    if moved or before.deadline != NO_DEADLINE or after.deadline != NO_DEADLINE:
        yield from owner_deadline(entry, old.row, new.row, earlier, effective=moved)
    yield from evidence_changes(entry, before.evidence, after.evidence)
    yield from occurrence_changes(entry, before.occurrences, after.occurrences)
    if restated(before.risk, after.risk):
        yield entry.change(Kind.DETAIL_CHANGED, "risk", before.risk, after.risk)
    for field in ("queries", "notes"):
        yield from remark_changes(entry, field, _remarks(old, field, moved), _remarks(new, field, moved))


def _remarks(judged: JudgedRow, field: str, moved: bool) -> tuple[Remark, ...]:
    """A position's remarks; with its own action's where those may have become the position's."""
    entries = [judged.position, judged.action if moved and judged.action.organisation else None]
    return tuple(remark for entry in entries if entry for remark in getattr(entry, field))

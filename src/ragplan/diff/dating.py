"""Dates and due dates before and after to changes: revised, rewritten, revisions altered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from ragplan.diff.change import Change, ChangedEntry, Kind
from ragplan.diff.wording import aligned
from ragplan.model.dates import PlanDate, Precision, days_between, same_date
from ragplan.model.plan import Deadline, Revision
from ragplan.model.programme import Row
from ragplan.model.silence import revision_said
from ragplan.model.wording import same

Earlier = Callable[[], Iterable[Deadline]]
"""What a due date was while it was agreed, at meetings before: asked only where one may be put back."""


def text(when: PlanDate | None) -> str:
    """A date as written, ``""`` for none."""
    return when.text if when else ""


def moved_on(old: PlanDate | None, new: PlanDate | None) -> bool:
    """Whether a date ends later than it did, or is given where none was."""
    if new is None or new.last is None:
        return False
    return old is None or old.last is None or new.last > old.last


def apart(old: PlanDate | None, new: PlanDate | None) -> int | None:
    """Days from one date's last day to another's; ``None`` where either is no date."""
    if old is None or new is None or old.last is None or new.last is None:
        return None
    return days_between(old.last, new.last)


def due_later(old: Row, new: Row) -> bool:
    """Whether the due date that counts for a row ends later than it did, with a revision or without."""
    days = apart(old.deadline.current, new.deadline.current)
    return days is not None and days > 0


def no_date(when: PlanDate | None) -> bool:
    """Whether nothing is given, or text that is no date."""
    return when is None or when.precision is Precision.UNREADABLE


def due_kind(old: PlanDate | None, new: PlanDate | None, *, agreed: bool) -> Kind | None:
    """What it is that a first due date is another: it may be given once, and what is agreed is kept.

    ``agreed`` is not set for an action that was only proposed.
    """
    if same_date(old, new):
        return None
    if no_date(old):
        return Kind.DETAIL_CHANGED if no_date(new) else Kind.DUE_SET
    return Kind.DUE_REWRITTEN if agreed else Kind.DETAIL_CHANGED


def action_deadline(
    entry: ChangedEntry, old: Deadline, new: Deadline, earlier: Earlier, *, agreed: bool
) -> Iterator[Change]:
    """What became of an action's due date; ``agreed`` as for ``due_kind``."""
    yield from _first(entry, old, new, earlier, agreed=agreed)
    yield from _revisions(entry, (old, new), old.current, earlier)
    yield from _requests(entry, old, new)


def owner_deadline(
    entry: ChangedEntry, old: Row, new: Row, rows: Callable[[], Iterable[Row]], *, effective: bool
) -> Iterator[Change]:
    """What became of one owner's own due date; where it has none, the action's is its own.

    ``effective`` is set where the action itself moved between a file of its own and the programme:
    then only the date that counts is compared. ``rows`` are what the row was while it was agreed.
    """
    agreed = not old.action.proposed

    def earlier() -> Iterable[Deadline]:
        return (row.deadline for row in rows())

    if effective:
        yield from action_deadline(entry, old.deadline, new.deadline, earlier, agreed=agreed)
        return
    before, after = _own(old), _own(new)
    if before.first or after.first:
        yield from _first(entry, old.deadline, new.deadline, earlier, agreed=agreed)
    yield from _revisions(entry, (before, after), old.deadline.current, lambda: map(_own, rows()))
    yield from _requests(entry, before, after)


def _own(row: Row) -> Deadline:
    return row.position.deadline if row.position else Deadline()


def _first(
    entry: ChangedEntry, old: Deadline, new: Deadline, earlier: Earlier, *, agreed: bool
) -> Iterator[Change]:
    was, now = old.first, new.first
    kind = due_kind(was, now, agreed=agreed)
    if kind in (Kind.DUE_REWRITTEN, Kind.DUE_SET) and not no_date(now):
        back = any(same_date(each.first, now) for each in earlier())
        kind = Kind.CORRECTED if back else kind
    if kind:
        yield entry.change(kind, "due", text(was), text(now), apart(was, now))


def _revisions(
    entry: ChangedEntry, sides: tuple[Deadline, Deadline], current: PlanDate | None, earlier: Earlier
) -> Iterator[Change]:
    """Revisions at the end are new; any other difference falsifies what was agreed, or puts it back."""
    old, new = sides
    before, after = iter(old.revisions), iter(new.revisions)

    def stood() -> Iterable[Revision]:
        return (revision for each in earlier() for revision in each.revisions)

    left = len(old.revisions)
    for run in aligned([*map(revision_said, old.revisions)], [*map(revision_said, new.revisions)]):
        was, now = list(islice(before, len(run.old))), list(islice(after, len(run.new)))
        left -= len(was)
        if run.kept:
            continue
        yield from (_altered(entry, *pair, stood) for pair in zip(was, now, strict=False))
        yield from (entry.change(Kind.REVISION_REMOVED, "revised", gone.to.text) for gone in was[len(now) :])
        added = []
        for each in now[len(was) :]:
            if put_back(each, stood(), instead=old.revisions):
                yield entry.change(Kind.CORRECTED, "revised", "", each.to.text)
            else:
                added.append(each)
        if added and not left:
            yield _revised(entry, current, added[-1], len(new.revisions))
        else:
            yield from (entry.change(Kind.REVISION_ALTERED, "revised", "", late.to.text) for late in added)


def _requests(entry: ChangedEntry, old: Deadline, new: Deadline) -> Iterator[Change]:
    """Later dates that were asked for, refused, or no longer asked for; one granted is a revision."""
    before = [each for each in old.written if not each.moves]
    for now in (each for each in new.written if not each.moves):
        was = next((each for each in before if same_date(each.to, now.to)), None)
        if was is not None:
            before.remove(was)
        if was is None or was.asked != now.asked:
            yield _request(entry, now)
        elif revision_said(was) != revision_said(now):
            yield entry.change(Kind.DETAIL_CHANGED, *_asked(was), _asked(now)[1])
    for gone in before:
        if not any(same_date(gone.to, each.to) for each in new.revisions):
            yield entry.change(Kind.DETAIL_CHANGED, *_asked(gone))


def _request(entry: ChangedEntry, now: Revision) -> Change:
    if now.asked:
        return replace(entry.change(Kind.ASKED, "revised.proposed", "", now.to.text), reason=now.reason)
    return entry.change(Kind.REFUSED, "revised.refused", now.to.text, text(now.refused))


def _asked(request: Revision) -> tuple[str, str]:
    """The field that says how a request stands, and its text: the date asked for, or of the refusal."""
    if request.asked:
        return "revised.proposed", request.to.text
    return "revised.refused", text(request.refused)


def _revised(entry: ChangedEntry, current: PlanDate | None, last: Revision, times: int) -> Change:
    moved = entry.change(Kind.REVISED, "revised", text(current), last.to.text, apart(current, last.to))
    return replace(moved, times=times, reason=last.reason, agreed_by=last.agreed_by)


def kept(old: Revision, new: Revision) -> bool:
    """Whether a revision says all that it said; what was missing or was no date may be filled in."""
    dates = ((old.to, new.to), (old.on, new.on))
    words = ((old.reason, new.reason), (old.agreed_by, new.agreed_by))
    return all(no_date(was) or same_date(was, now) for was, now in dates) and all(
        not was.strip() or same(was, now) for was, now in words
    )


def put_back(now: Revision, earlier: Iterable[Revision], instead: Iterable[Revision]) -> bool:
    """Whether a revision is one that stood there before, and that those ``instead`` of it did away with."""
    there = [*instead]
    said = revision_said(now)
    return any(
        revision_said(each) == said and not any(kept(each, other) for other in there) for each in earlier
    )


def _altered(
    entry: ChangedEntry, old: Revision, new: Revision, stood: Callable[[], Iterable[Revision]]
) -> Change:
    if kept(old, new):
        kind = Kind.DETAIL_CHANGED
    else:
        kind = Kind.CORRECTED if put_back(new, stood(), instead=[old]) else Kind.REVISION_ALTERED
    if not same_date(old.to, new.to):
        return entry.change(kind, "revised", old.to.text, new.to.text, apart(old.to, new.to))
    words = (("revised.reason", old.reason, new.reason), ("revised.agreed_by", old.agreed_by, new.agreed_by))
    other = (each for each in words if not same(*each[1:]))
    on = ("revised.on", text(old.on), text(new.on))
    return entry.change(kind, *(next(other, on) if same_date(old.on, new.on) else on))

"""An action before and after to what happened to it: closed, agreed, reworded, moved, re-dated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from ragplan.diff.change import Change, ChangedEntry, Kind
from ragplan.diff.dating import action_deadline, text
from ragplan.diff.remarks import remark_changes
from ragplan.diff.wording import reworded
from ragplan.model.assessment import Uncounted, ended
from ragplan.model.dates import ahead, same_date
from ragplan.model.plan import Action, Release
from ragplan.model.programme import Programme
from ragplan.model.recommendations import Reference, ranges_of
from ragplan.model.wording import same

_TEXTS = ("title", "description", "outcome")
_AGREED = ("title", "outcome")
"""The texts that a meeting agreed."""

Earlier = Callable[[], Iterable[Action]]
"""What an action was at meetings before, agreed and the same: asked only where a text may be put back."""


def closure(entry: ChangedEntry, old: Action, new: Action, days: tuple[date, date]) -> Change | None:
    """That an action, each of the two judged on its day, was superseded, withdrawn or reopened."""
    was, now = ended(old, days[0]), ended(new, days[1])
    if now is was:
        return None
    if now is Uncounted.SUPERSEDED:
        return entry.change(Kind.SUPERSEDED, "superseded_by", "", ", ".join(new.superseded_by))
    if now and new.withdrawn:
        change = entry.change(Kind.WITHDRAWN, "withdrawn", "", text(new.withdrawn.on))
        return replace(change, reason=new.withdrawn.reason)
    if was is Uncounted.SUPERSEDED:
        return entry.change(Kind.REOPENED, "superseded_by", ", ".join(old.superseded_by))
    return entry.change(Kind.REOPENED, "withdrawn", text(old.withdrawn.on if old.withdrawn else None))


def action_changes(
    entry: ChangedEntry,
    old: tuple[Programme, Action],
    new: tuple[Programme, Action],
    days: tuple[date, date],
    earlier: Earlier,
    *,
    reused: bool,
) -> Iterator[Change]:
    """What else happened to an action, each of the two given with its programme, and their days.

    ``reused`` tells that its ref stands for another action than it did.
    Of one that moved between a file of its own and the programme, leads, dates and remarks are told
    by its position.
    """
    before, after = old[1], new[1]
    if before == after:
        return
    yield from _agreement(entry, before, after)
    if reused:
        yield entry.change(Kind.REUSED, "title", before.title, after.title)
    yield from _rewording(entry, before, after, _TEXTS[reused:], earlier)
    if before.goal != after.goal and not _renumbered(old, new):
        yield entry.change(Kind.MOVED, "goal", before.goal, after.goal)
    if bool(before.organisation) == bool(after.organisation):
        yield from action_deadline(
            entry,
            before.deadline,
            after.deadline,
            lambda: (each.deadline for each in earlier()),
            agreed=not before.proposed,
        )
        if set(before.leads) != set(after.leads):
            yield entry.change(Kind.LEAD_CHANGED, "leads", ", ".join(before.leads), ", ".join(after.leads))
        yield from remark_changes(entry, "queries", before.queries, after.queries)
        yield from remark_changes(entry, "notes", before.notes, after.notes)
    yield from _withdrawal(entry, before, after, days)
    yield from _details(entry, old, new)


def _agreement(entry: ChangedEntry, old: Action, new: Action) -> Iterator[Change]:
    if old.proposed and not new.proposed:
        yield entry.change(Kind.AGREED, "agreed", text(old.agreed), text(new.agreed))
    elif new.proposed and not old.proposed:
        yield entry.change(Kind.DETAIL_CHANGED, "proposed", "", "true")
    elif not same_date(old.agreed, new.agreed):
        yield entry.change(Kind.DETAIL_CHANGED, "agreed", text(old.agreed), text(new.agreed))


def _rewording(
    entry: ChangedEntry, old: Action, new: Action, fields: Sequence[str], earlier: Earlier
) -> Iterator[Change]:
    for field in fields:
        before, after = getattr(old, field), getattr(new, field)
        words = reworded(before, after)
        if words:
            agreed = after and field in _AGREED and not old.proposed
            back = agreed and any(same(getattr(each, field), after) for each in earlier())
            kind = Kind.CORRECTED if back else Kind.REWORDED
            yield replace(entry.change(kind, field, before, after), words=words)


def _renumbered(old: tuple[Programme, Action], new: tuple[Programme, Action]) -> bool:
    """Whether a goal that has another ref is still the same goal by its title."""
    goals = [programme.goal.get(action.goal) for programme, action in (old, new)]
    return all(goals) and same(*(goal.title for goal in goals if goal))


def _withdrawal(entry: ChangedEntry, old: Action, new: Action, days: tuple[date, date]) -> Iterator[Change]:
    """What else became of a withdrawal: its words, and that one is to come or no longer is."""
    before, after = old.withdrawn, new.withdrawn
    if before and after and not same(before.reason, after.reason):
        yield entry.change(Kind.DETAIL_CHANGED, "withdrawn", before.reason, after.reason)
    given = before if before and ahead(before.on, days[0]) else None
    coming = after if after and ahead(after.on, days[1]) else None
    if (given or not before) and (coming or not after):
        was, now = (each.on if each else None for each in (given, coming))
        if not same_date(was, now):
            change = entry.change(Kind.DETAIL_CHANGED, "withdrawn.on", text(was), text(now))
            yield replace(change, reason=coming.reason if coming else "")


def _details(
    entry: ChangedEntry, old: tuple[Programme, Action], new: tuple[Programme, Action]
) -> Iterator[Change]:
    before, after = old[1], new[1]
    if before.superseded_by and after.superseded_by:
        yield from _list(entry, "superseded_by", before.superseded_by, after.superseded_by)
    if before.parent != after.parent:
        yield entry.change(Kind.DETAIL_CHANGED, "parent", before.parent, after.parent)
    yield from _list(entry, "depends_on", before.depends_on, after.depends_on)
    yield from _list(entry, "supporting", *map(_supporting, (old, new)))
    if not same_date(before.start, after.start):
        yield entry.change(Kind.DETAIL_CHANGED, "start", text(before.start), text(after.start))
    for field in ("priority", "source", "carried_from"):
        texts = getattr(before, field), getattr(after, field)
        if not same(*texts):
            yield entry.change(Kind.DETAIL_CHANGED, field, *texts)
    yield from _releases(entry, old, new)
    if _cited(*old) != _cited(*new):
        lists = _as_cited(before), _as_cited(after)
        yield entry.change(Kind.DETAIL_CHANGED, "recommendations", *lists)


def _list(entry: ChangedEntry, field: str, old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Change]:
    """That a list of refs or codes is another; their order says nothing."""
    if set(old) != set(new):
        yield entry.change(Kind.DETAIL_CHANGED, field, ", ".join(old), ", ".join(new))


def _supporting(side: tuple[Programme, Action]) -> tuple[str, ...]:
    programme, action = side
    return tuple(programme.code(name) for name in action.supporting)


def _releases(
    entry: ChangedEntry, old: tuple[Programme, Action], new: tuple[Programme, Action]
) -> Iterator[Change]:
    """What else became of releases: one that comes or goes with an owner is told by the owner."""
    (was, before), (now, after) = old, new
    if before.released == after.released:
        return
    gone, came = (
        {each.code(release.organisation): release for release in action.released}
        for each, action in (old, new)
    )
    owned = {was.code(name) for name in before.owners}
    owns = {now.code(name) for name in after.owners}
    for code in dict.fromkeys((*gone, *came)):
        texts = _release(gone.get(code)), _release(came.get(code))
        told_by_owner = code in owned - owns if code not in gone else code in owns - owned
        if not same(*texts) and not told_by_owner:
            yield entry.change(Kind.DETAIL_CHANGED, "released", *texts)


def _release(release: Release | None) -> str:
    if release is None:
        return ""
    return ", ".join(
        filter(None, (release.organisation, text(release.on), release.reason, release.agreed_by))
    )


def _cited(programme: Programme, action: Action) -> frozenset[tuple[str, int, int] | str]:
    """The recommendations an action cites itself, as ranges, and citations that cite nothing as written."""
    spans: dict[str, list[Reference]] = {}
    for cited in action.recommendations:
        spans.setdefault(programme.register_name(cited), []).append(cited)
    ranges = ((name, *each) for name, several in spans.items() for each in ranges_of(several))
    return frozenset(ranges).union(cited.text for cited in action.recommendations if not cited.numbers)


def _as_cited(action: Action) -> str:
    return ", ".join(cited.text for cited in action.recommendations)

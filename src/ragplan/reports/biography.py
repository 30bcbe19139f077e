"""One action through time: every commit that changed it, what it did there, and how it stands now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from typing import NamedTuple

from ragplan.diff import Change, Kind, Subject, compare
from ragplan.history import Commit, Past
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Snapshot
from ragplan.reports import plan
from ragplan.reports.biography_details import WORDED, details
from ragplan.reports.changes_words import Keys
from ragplan.reports.plan_view import ActionView


class Event(NamedTuple):
    """One thing that happened, and the keys its ratings are read in.

    A ``detail`` came with the event before it: a change of a field that a comparison does not tell
    for itself. It is of the kind ``detail-changed``.
    """

    change: Change
    keys: Keys
    detail: bool = False


class Moment(NamedTuple):
    """A commit and what it did to the action; no commit for what is on disk and not yet committed.

    ``note`` says why a commit tells nothing.
    """

    on: date
    commit: Commit | None
    events: tuple[Event, ...] = ()
    note: str = ""


class Asked(NamedTuple):
    """An action's ref and, for one owner's part in it, that owner's code or alias."""

    ref: str
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Biography:
    """An action through time, oldest moment first. ``now`` are the actions of that ref as they stand.

    ``moments`` hold every change and every commit that could not be read. ``owner`` is the code of the
    one owner that was asked for.
    """

    programme: str
    title: str
    ref: str
    owner: str
    as_of: date
    now: tuple[ActionView, ...]
    moments: tuple[Moment, ...]

    @property
    def events(self) -> int:
        """How many things happened."""
        return sum(len(moment.events) for moment in self.moments)


def refs(programme: Programme, past: Past) -> tuple[str, ...]:
    """Every ref that an action of the programme has or had, the present ones first."""
    held = (each.programme for each in reversed(past.commits) if each.programme)
    return tuple(dict.fromkeys(action.ref for each in (programme, *held) for action in each.actions))


def build(
    programme: Programme, as_of: date, past: Past, asked: Asked, zone: tzinfo, *, public: bool = False
) -> Biography:
    """What became of an action; ``programme`` is as it is now, ``past`` what its commits say.

    Days are those of the time zone. A ``public`` copy is without internal notes and queries.
    """
    named = [ref for ref in refs(programme, past) if ref.casefold() == asked.ref.casefold()]
    here = past.snapshot(_only(programme, asked.ref), as_of)
    moments = tuple(_moments(here, past, asked, zone))
    if public:
        moments = tuple(filter(None, map(_open, moments)))
    owner = programme.code(asked.organisation) if asked.organisation else ""
    return Biography(
        programme=programme.id,
        title=programme.title,
        ref=named[0] if named else asked.ref,
        owner=owner,
        as_of=as_of,
        now=tuple(_now(here, asked.ref, owner, public=public)),
        moments=moments,
    )


def _now(snapshot: Snapshot, ref: str, owner: str, *, public: bool) -> Iterator[ActionView]:
    """The actions of a ref as the plan report prints them, of one owner where one is asked for."""
    for goal in plan.build(snapshot, public=public).goals:
        for action in goal.actions:
            owners = tuple(each for each in action.owners if owner in ("", each.organisation))
            if action.ref.casefold() == ref.casefold() and (owners or not owner):
                yield replace(action, owners=owners)


def _moments(here: Snapshot, past: Past, asked: Asked, zone: tzinfo) -> Iterator[Moment]:
    """What each commit did, and last what is not committed yet."""
    now, as_of = here.programme, here.on
    last = _none_of(now)
    for commit, programme, note in past.commits:
        on = commit.at.astimezone(zone).date()
        if programme is None:
            yield Moment(on, commit, note=note)
            continue
        stood = _only(programme, asked.ref)
        events = tuple(_events(last, past.snapshot(stood, on), _of(asked, now, stood, last)))
        if events:
            yield Moment(on, commit, events)
        last = stood
    events = tuple(_events(last, here, _of(asked, now, last)))
    if events:
        yield Moment(as_of, None, events)


def _none_of(programme: Programme) -> Programme:
    """The same programme before it had any action."""
    files = tuple(replace(file, actions=(), positions=()) for file in programme.files)
    return replace(programme, shared_actions=(), files=files)


def _only(programme: Programme, ref: str) -> Programme:
    """The programme with the actions of one ref, and their parts, alone."""
    kept = {ref.casefold()}
    size = 0
    while size < len(kept):
        size = len(kept)
        kept |= {each.ref.casefold() for each in programme.actions if each.parent.casefold() in kept}
    return replace(
        programme,
        shared_actions=tuple(each for each in programme.shared_actions if each.ref.casefold() in kept),
        files=tuple(
            replace(
                file,
                actions=tuple(each for each in file.actions if each.ref.casefold() in kept),
                positions=tuple(each for each in file.positions if each.ref.casefold() in kept),
                on_recommendations=(),
            )
            for file in programme.files
        ),
        papers=(),
        annexes=(),
    )


Wanted = Callable[[Change], bool]


def _of(asked: Asked, *programmes: Programme) -> Wanted:
    """Whether a change is of the action, and of the owner or of a shared action that it owns."""
    codes = {each.code(asked.organisation) for each in programmes} if asked.organisation else set()

    def wanted(change: Change) -> bool:
        if change.subject is Subject.RECOMMENDATION or change.ref.casefold() != asked.ref.casefold():
            return False
        owners = (change.organisation,) if change.organisation else change.owners
        return not codes or not codes.isdisjoint(owners)

    return wanted


def _events(old: Programme, here: Snapshot, wanted: Wanted) -> Iterator[Event]:
    """What happened between two commits; both are read on the day of the later one, which did it all."""
    new, on = here.programme, here.on
    if old == new:
        return
    keys = Keys(old.key, new.key)
    changes = [change for change in compare(replace(here, programme=old), here) if wanted(change)]
    beside = [change for change in details(old, new, on, changes) if wanted(change)]
    for whose in dict.fromkeys(change.organisation for change in (*changes, *beside)):
        for change in changes:
            if change.organisation == whose:
                yield Event(_without_words(change), keys)
        yield from (Event(change, keys, detail=True) for change in beside if change.organisation == whose)


def _without_words(change: Change) -> Change:
    """A change without the status that came with it, which stands beside it."""
    took_in = change.words is not None and change.kind is not Kind.REWORDED and change.field not in WORDED
    return replace(change, words=None) if took_in else change


def _open(moment: Moment) -> Moment | None:
    """A moment without internal remarks; ``None`` where it has nothing else."""
    events = tuple(event for event in moment.events if not event.change.internal)
    return moment._replace(events=events) if events or moment.note else None

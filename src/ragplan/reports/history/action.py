"""One action through time: every commit that changed it, and what it did there."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from typing import NamedTuple

from ragplan.alike import normal
from ragplan.diff import Change, Kind, Subject, compare
from ragplan.diff.fields import field_of
from ragplan.history import Commit, Past
from ragplan.model.programme import Programme
from ragplan.model.public import public_copy
from ragplan.model.snapshot import Snapshot
from ragplan.model.wording import same
from ragplan.reports.changes.sentences import Keys
from ragplan.reports.history.fields import details


class Event(NamedTuple):
    """One thing that happened, and the keys its ratings are read in.

    A ``detail`` came with the event before it: a change of a field that a comparison does not hold
    for itself. It is of the kind ``detail-changed``.
    """

    change: Change
    keys: Keys
    detail: bool = False


class Step(NamedTuple):
    """A commit and what it did to the action; no commit for what is on disk and not yet committed.

    ``note`` says why a commit could not be read. ``programme`` and ``ref`` are what the action was known by.
    """

    on: date
    commit: Commit | None
    events: tuple[Event, ...] = ()
    note: str = ""
    programme: str = ""
    ref: str = ""


class Focus(NamedTuple):
    """What a history is of: an action's ref and, for one owner's part in it, that owner's code or alias."""

    ref: str
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class ActionHistory:
    """An action through time, oldest step first; ``here`` are the actions of that ref as they stand.

    ``steps`` hold every change and every commit that could not be read. ``owner`` is the code of the
    one owner that was asked for, ``""`` for all. Steps of an earlier programme stand before its own.
    """

    here: Snapshot
    ref: str
    owner: str
    steps: tuple[Step, ...]

    @property
    def events(self) -> int:
        """How many things happened."""
        return sum(len(step.events) for step in self.steps)

    @property
    def stands(self) -> bool:
        """Whether the plan as it stands has the action, with the owner that was asked for."""
        rows = (row for row in self.here.programme.rows if _is(row.action.ref, self.ref))
        return any(self.owner in ("", row.organisation) for row in rows)


def refs(programme: Programme, past: Past) -> tuple[str, ...]:
    """Every ref that an action of the programme has or had, the present ones first."""
    held = (each.programme for each in reversed(past.commits) if each.programme)
    return tuple(dict.fromkeys(action.ref for each in (programme, *held) for action in each.actions))


def action_history(
    programme: Programme, as_of: date, past: Past, focus: Focus, zone: tzinfo, *, public: bool = False
) -> ActionHistory:
    """What became of an action; ``programme`` is as it is now, ``past`` what its commits say.

    Days are those of the time zone. A ``public`` one knows of no internal remark.
    """
    shown = public_copy if public else _whole
    named = [ref for ref in refs(programme, past) if _is(ref, focus.ref)]
    here = past.snapshot(shown(_only(programme, focus.ref)), as_of)
    id, ref = programme.id, named[0] if named else focus.ref
    steps = tuple(each._replace(programme=id, ref=ref) for each in _steps(here, past, focus, zone, shown))
    owner = programme.code(focus.organisation) if focus.organisation else ""
    return ActionHistory(here, ref, owner, steps)


def carried_on(history: ActionHistory, earlier: ActionHistory) -> ActionHistory:
    """A history with that of the same action in an earlier programme, in the order of the commits."""
    steps = (*earlier.steps, *history.steps)
    committed = [(each.commit.at, each) for each in steps if each.commit]
    ordered = [each for _, each in sorted(committed, key=lambda pair: pair[0])]
    return replace(history, steps=(*ordered, *(each for each in history.steps if each.commit is None)))


def predecessor(programme: Programme, past: Past, ref: str, known: Callable[[str], Past]) -> tuple[str, str]:
    """The earlier programme and the ref that an action is carried from; ``""`` and ``""`` for none.

    The action says so itself; else it is that of the same ref and title in the programme superseded.
    """
    held = (each.programme for each in reversed(past.commits) if each.programme)
    found = (each for stood in (programme, *held) for each in stood.actions if _is(each.ref, ref))
    action = next(found, None)
    if action is None:
        return "", ""
    if action.carried_from:
        id, _, there = action.carried_from.partition("/")
        return id, there
    before = programme.supersedes.programme if programme.supersedes else ""
    stood = last_of(known(before)) if before else None
    same_there = stood is not None and any(
        _is(each.ref, ref) and same(each.title, action.title) for each in stood.actions
    )
    return (before, ref) if same_there else ("", "")


def last_of(past: Past) -> Programme | None:
    """A programme as the last commit that has it holds it; ``None`` where none does."""
    return next((each.programme for each in reversed(past.commits) if each.programme), None)


def _is(ref: str, other: str) -> bool:
    return normal(ref) == normal(other)


def _whole(programme: Programme) -> Programme:
    return programme


def _steps(
    here: Snapshot, past: Past, focus: Focus, zone: tzinfo, shown: Callable[[Programme], Programme]
) -> Iterator[Step]:
    """What each commit did to what is ``shown`` of a programme, and last what is not committed yet."""
    now, as_of = here.programme, here.on
    called = _called(now, past, focus.organisation)
    before: frozenset[str] = frozenset()
    states = [_none_of(now)]
    for (commit, programme, note), codes in zip(past.commits, called, strict=True):
        on = commit.day(zone)
        if programme is None:
            yield Step(on, commit, note=note)
            continue
        stood = shown(_only(programme, focus.ref))
        wanted = _of(focus.ref, before | codes, stood)
        events = tuple(_events(states, past.snapshot(stood, on), wanted))
        if events:
            yield Step(on, commit, events)
        states.append(stood)
        before = codes
    codes = before | _codes(now, focus.organisation)
    events = tuple(_events(states, here, _of(focus.ref, codes, now)))
    if events:
        yield Step(as_of, None, events)


def _codes(programme: Programme, organisation: str) -> frozenset[str]:
    return frozenset([programme.code(organisation)] if organisation else ())


def _called(now: Programme, past: Past, organisation: str) -> list[frozenset[str]]:
    """What each commit called the organisation asked for: of an old code that is an alias later, that one."""
    if not organisation:
        return [frozenset()] * len(past.commits)
    found: list[frozenset[str]] = []
    later, codes = now, _codes(now, organisation)
    for each in reversed(past.commits):
        programme = each.programme
        if programme is not None:
            name = later.known_as
            older = {code for code in programme.organisation if name(code) in codes}
            later, codes = programme, _codes(programme, organisation) | older
        found.append(codes)
    return found[::-1]


def _none_of(programme: Programme) -> Programme:
    """The same programme before it had any action."""
    files = tuple(replace(file, actions=(), positions=()) for file in programme.files)
    return replace(programme, shared_actions=(), files=files)


def _only(programme: Programme, ref: str) -> Programme:
    """The programme with the actions of one ref, and their parts, alone."""
    kept = {normal(ref)}
    size = 0
    while size < len(kept):
        size = len(kept)
        kept |= {normal(each.ref) for each in programme.actions if normal(each.parent) in kept}
    return replace(
        programme,
        shared_actions=tuple(each for each in programme.shared_actions if normal(each.ref) in kept),
        files=tuple(
            replace(
                file,
                actions=tuple(each for each in file.actions if normal(each.ref) in kept),
                positions=tuple(each for each in file.positions if normal(each.ref) in kept),
                on_recommendations=(),
            )
            for file in programme.files
        ),
        papers=(),
        annexes=(),
    )


Wanted = Callable[[Change], bool]


def _of(ref: str, codes: frozenset[str], stood: Programme) -> Wanted:
    """Whether a change is of the action, and of an owner by these codes or of a shared action it owns.

    Without codes every owner's is. That an owner has another name is a change of what it owns.
    """
    owning = {row.organisation for row in stood.rows if _is(row.action.ref, ref)}

    def wanted(change: Change) -> bool:
        if change.subject is Subject.ORGANISATION:
            return change.organisation in (owning & codes if codes else owning)
        if change.subject is Subject.RECOMMENDATION or not _is(change.ref, ref):
            return False
        owners = (change.organisation,) if change.organisation else change.owners
        return not codes or not codes.isdisjoint(owners)

    return wanted


def _events(states: Sequence[Programme], here: Snapshot, wanted: Wanted) -> Iterator[Event]:
    """What happened between two commits; both are read on the day of the later one, which did it all.

    ``states`` are what the programme was, the last of them at the commit before.
    """
    old, new, on = states[-1], here.programme, here.on
    if old == new:
        return
    keys = Keys(old.key, new.key)
    found = compare(replace(here, programme=old), here, lambda: states[:-1])
    changes = [change for change in found if wanted(change)]
    beside = [change for change in details(old, new, on, changes) if wanted(change)]
    for whose in dict.fromkeys(change.organisation for change in (*changes, *beside)):
        for change in changes:
            if change.organisation == whose:
                yield Event(_without_words(change), keys)
        yield from (Event(change, keys, detail=True) for change in beside if change.organisation == whose)


def _without_words(change: Change) -> Change:
    """A change without the status that came with it, which stands beside it."""
    took_in = change.words is not None and change.kind is not Kind.REWORDED
    return replace(change, words=None) if took_in and not field_of(change.field).worded else change

"""What happened between two snapshots of a programme, as a paper: the news first, then action by action."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ragplan.diff import Change, Kind, Segment, Subject, Tone, summarise
from ragplan.diff.summary import Counts
from ragplan.history import Commit
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Snapshot
from ragplan.reports import words
from ragplan.reports.changes_names import named
from ragplan.reports.changes_view import (
    ActionChanges,
    ChangesView,
    ChangeView,
    EndView,
    GroupChanges,
    KindCount,
    ToneCounts,
)
from ragplan.reports.changes_words import Keys, quoted, said

MARKS = {Tone.GOOD: "+", Tone.NEUTRAL: "·", Tone.BAD: "!"}
"""A sign for each tone, so that colour is never the only one."""
FIRST = 5
"""How many of the good and of the bad news stand on top."""
AROUND = 12
"""Words that are shown before and after a change; of a longer stretch that stayed, the middle is left out."""

_TOLD = (
    Kind.NEW,
    Kind.PROPOSED,
    Kind.REPORTED,
    Kind.RELEASED,
    Kind.ASKED,
    Kind.REFUSED,
    Kind.SUPERSEDED,
    Kind.WITHDRAWN,
)
"""Kinds that the headline names though they are neither good news nor bad."""
_SMALL = (Kind.QUERY_SETTLED, Kind.EVIDENCE_ADDED, Kind.QUERY_RAISED, Kind.BACKDATED, Kind.EVIDENCE_REMOVED)
"""Kinds that the headline leaves to "other changes"."""
_SHARED = "Shared actions"
_ORGANISATIONS = "Organisations"
_RECOMMENDATIONS = "Positions on recommendations"


class Point(NamedTuple):
    """One end of a comparison: a snapshot, and the commit it was read from, ``None`` for files on disk.

    ``meeting`` is the day of the snapshot where the group met on it; ``by_day`` tells that the commit
    was found by its day; ``frozen`` that a freeze tag named it.
    """

    snapshot: Snapshot
    commit: Commit | None = None
    meeting: date | None = None
    by_day: bool = False
    frozen: bool = False


class Comparison(NamedTuple):
    """Two ends and the changes between them; ``narrowed`` says which changes alone were asked for."""

    since: Point
    until: Point
    changes: tuple[Change, ...]
    narrowed: str = ""


def build(comparison: Comparison) -> ChangesView:
    """Everything that is told of a comparison."""
    since, until, changes, narrowed = comparison
    programme = until.snapshot.programme
    sheet = _Sheet(since.snapshot.programme, programme, changes)
    summary = summarise(changes)
    return ChangesView(
        programme=programme.id,
        title=" ".join(programme.title.split()),
        group=programme.group,
        since=_end(since),
        until=_end(until),
        as_of=words.day(until.snapshot.on),
        sentence=f"{_between(since.snapshot.on, until.snapshot.on)}: {_headline(summary.by_kind)}.",
        narrowed=narrowed,
        total=summary.total,
        best=tuple(map(sheet.view, summary.best[:FIRST])),
        worst=tuple(map(sheet.view, summary.worst[:FIRST])),
        more_good=len(summary.best[FIRST:]),
        more_bad=len(summary.worst[FIRST:]),
        kinds=tuple(
            KindCount(kind.words, MARKS[kind.tone], kind.tone.value, number)
            for kind, number in summary.by_kind.items()
        ),
        organisations=tuple(_by_organisation(programme, summary.by_organisation)),
        groups=sheet.groups,
        goals=tuple(_by_group(group) for group in sheet.groups),
    )


@dataclass(frozen=True)
class _Sheet:
    """Changes with the programmes they lie between."""

    old: Programme
    new: Programme
    changes: tuple[Change, ...]

    @cached_property
    def groups(self) -> tuple[GroupChanges, ...]:
        """The changes by goal and action, in the order of the plan."""
        found: dict[tuple[int, str], dict[_Action, list[Change]]] = {}
        for change in self.changes:
            actions = found.setdefault(self._group(change), {})
            actions.setdefault(self._action(change), []).append(change)
        return tuple(
            GroupChanges(
                *self._heading(group),
                place=f"group-{number}",
                actions=tuple(self._actions(found[group])),
            )
            for number, group in enumerate(sorted(found), 1)
        )

    def view(self, change: Change) -> ChangeView:
        """One change in words."""
        words_of = change.words.segments if change.words else ()
        return ChangeView(
            kind=change.kind.value,
            tone=change.kind.tone.value,
            mark=MARKS[change.kind.tone],
            ref=change.ref,
            organisation=change.organisation,
            title=change.title,
            said=said(change, Keys(self.old.key, self.new.key)),
            segments=tuple(shortened(words_of)),
            quote=quoted(change),
            place=self._places[self._action(change)],
        )

    @cached_property
    def _places(self) -> Mapping[_Action, str]:
        """The part of the page that tells of each action."""
        actions = dict.fromkeys(self._action(change) for change in self.changes)
        return {action: f"change-{number}" for number, action in enumerate(actions, 1)}

    def _actions(self, found: Mapping[_Action, list[Change]]) -> Iterator[ActionChanges]:
        for action, changes in found.items():
            titles = (change.title for change in reversed(changes))
            yield ActionChanges(
                ref=action.ref,
                title=next(filter(None, titles), ""),
                place=self._places[action],
                changes=tuple(map(self.view, changes)),
            )

    def _action(self, change: Change) -> _Action:
        """What changes stand together: an organisation's own action is not another's of the same ref."""
        if change.subject in (Subject.RECOMMENDATION, Subject.ORGANISATION):
            return _Action(change.ref, "", change.subject)
        key = (change.ref, change.organisation)
        own = key in self.new.own or (key in self.old.own and change.ref not in self.new.shared)
        return _Action(change.ref, change.organisation if own else "")

    def _group(self, change: Change) -> tuple[int, str]:
        """Where a change stands: a rank and a name. Goals in their order, then own actions, then the rest."""
        if change.subject is Subject.ORGANISATION:
            return -1, ""
        if change.subject is Subject.RECOMMENDATION:
            return len(self._goals) + len(self._codes) + 1, ""
        if change.goal in self._goals:
            return self._goals.index(change.goal), change.goal
        if change.organisation in self._codes:
            return len(self._goals) + self._codes.index(change.organisation), change.organisation
        return len(self._goals) + len(self._codes), change.organisation

    @cached_property
    def _goals(self) -> Sequence[str]:
        """The refs of goals, those that are gone last."""
        return list(dict.fromkeys((*self.new.goal, *self.old.goal)))

    @cached_property
    def _codes(self) -> Sequence[str]:
        return list(dict.fromkeys((*self.new.organisation, *self.old.organisation)))

    def _heading(self, group: tuple[int, str]) -> tuple[str, str]:
        """The ref and the title of a group."""
        rank, name = group
        if rank < 0:
            return "", _ORGANISATIONS
        if rank < len(self._goals):
            goal = self.new.goal.get(name) or self.old.goal[name]
            return name, goal.title
        if rank > len(self._goals) + len(self._codes):
            return "", _RECOMMENDATIONS
        body = self.new.organisation.get(name) or self.old.organisation.get(name)
        return "", body.name if body else name or "Actions without a goal"


class _Action(NamedTuple):
    """What an action is known by here: ``organisation`` is ``""`` for a shared one."""

    ref: str
    organisation: str
    subject: Subject = Subject.ACTION


def shortened(segments: Sequence[Segment]) -> Iterator[Segment]:
    """Words before and after, without the middle of a long stretch that stayed."""
    for number, segment in enumerate(segments):
        parts = segment.text.split()
        before = AROUND if number else 0
        after = AROUND if number < len(segments) - 1 else 0
        if segment.fate != "kept" or len(parts) <= before + after + 1:
            yield segment
        else:
            yield Segment("kept", " ".join([*parts[:before], "[…]", *parts[len(parts) - after :]]))


def _end(point: Point) -> EndView:
    on = point.snapshot.on
    day = words.day(on)
    wording = point.snapshot.programme.calendar.wording
    commit = f"commit {point.commit.short}" if point.commit else "working tree"
    source = f"{commit}, frozen" if point.frozen else commit
    if point.meeting:
        of = f"the {wording} {day}" if wording else day
        return EndView(f"the meeting of {of}", source, on.isoformat())
    if point.commit is None:
        return EndView(f"the working tree as at {day}", "", on.isoformat())
    if point.by_day:
        return EndView(day, source, on.isoformat())
    return EndView(f"{commit} as at {day}", "", on.isoformat())


def _between(since: date, until: date) -> str:
    """``Between 10 and 24 March 2014``; what two dates have in common is said once."""
    if since == until:
        return f"On {words.day(until)}"
    if since > until:
        return f"From {words.day(since)} back to {words.day(until)}"
    first = words.day(since)
    if (since.year, since.month) == (until.year, until.month):
        first = str(since.day)
    elif since.year == until.year:
        first = f"{since.day} {since:%B}"
    return f"Between {first} and {words.day(until)}"


def _headline(counts: Counts) -> str:
    """How often what matters happened, the best first."""
    if not counts:
        return "nothing changed"
    chosen = [
        kind for kind in counts if kind in _TOLD or (kind.tone is not Tone.NEUTRAL and kind not in _SMALL)
    ]
    rest = sum(number for kind, number in counts.items() if kind not in chosen)
    parts = [named(kind, counts[kind]) for kind in chosen]
    if rest:
        parts.append(words.counted(rest, "other change" if chosen else "smaller change"))
    return words.joined(parts)


def _by_organisation(programme: Programme, found: Mapping[str, Counts]) -> Iterator[ToneCounts]:
    """The changes of each organisation in the order of the programme, those of shared actions last."""
    order = {code: number for number, code in enumerate(programme.organisation)}
    for code in sorted(found, key=lambda code: (not code, order.get(code, len(order)))):
        body = programme.organisation.get(code)
        tones = Counter[Tone]()
        for kind, number in found[code].items():
            tones[kind.tone] += number
        name = body.name if body and body.name != code else ""
        yield ToneCounts(code, name if code else _SHARED, *_three(tones))


def _by_group(group: GroupChanges) -> ToneCounts:
    tones = Counter(Tone(change.tone) for action in group.actions for change in action.changes)
    return ToneCounts(group.ref, group.title, *_three(tones))


def _three(tones: Mapping[Tone, int]) -> Iterable[int]:
    return (tones.get(tone, 0) for tone in (Tone.GOOD, Tone.NEUTRAL, Tone.BAD))

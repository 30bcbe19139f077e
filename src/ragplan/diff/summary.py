"""Changes to their counts by kind, organisation and goal, the best and the worst news first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ragplan.diff.change import Change, Kind, Tone

Counts = Mapping[Kind, int]
"""How many changes there are of each kind that occurs, from the best news to the worst."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Changes counted.

    ``by_organisation`` has ``""`` for what happened to shared actions, ``by_goal`` for what stands
    under no goal, both in the order of the changes. ``best`` are the good news, best first, and
    ``worst`` the bad ones, worst first.
    """

    total: int
    by_kind: Counts
    by_organisation: Mapping[str, Counts]
    by_goal: Mapping[str, Counts]
    best: tuple[Change, ...]
    worst: tuple[Change, ...]


def summarise(changes: Iterable[Change]) -> Summary:
    """Count changes and put the news in order."""
    found = tuple(changes)
    return Summary(
        total=len(found),
        by_kind=_counts(found),
        by_organisation=_grouped(found, lambda change: change.organisation),
        by_goal=_grouped(found, lambda change: change.goal),
        best=tuple(sorted((each for each in found if each.kind.tone is Tone.GOOD), key=_goodness)),
        worst=tuple(sorted((each for each in found if each.kind.tone is Tone.BAD), key=_badness)),
    )


def _counts(changes: Iterable[Change]) -> Counts:
    counted = Counter(change.kind for change in changes)
    return {kind: counted[kind] for kind in Kind if counted[kind]}


def _grouped(changes: tuple[Change, ...], group: Callable[[Change], str]) -> Mapping[str, Counts]:
    groups: dict[str, list[Change]] = {}
    for change in changes:
        groups.setdefault(group(change), []).append(change)
    return {name: _counts(each) for name, each in groups.items()}


def _goodness(change: Change) -> tuple[int, int]:
    """The best kind first, in it what came soonest."""
    return (change.kind.rank, change.days or 0)


def _badness(change: Change) -> tuple[int, int]:
    """The worst kind first, in it what is furthest off."""
    return (-change.kind.rank, -(change.days or 0))

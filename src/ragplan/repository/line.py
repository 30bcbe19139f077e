"""The line of commits that leads to one: by which parent it goes on, and when each commit counts.

Pure: what git says comes in as commits. A merge is followed by its first parent, which is the line that
it was made on; but ``git pull`` merges the line itself into somebody's own copy of it, and there the second
parent is the line. What that person had committed counts from the merge, when it came to the others.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import NamedTuple

from ragplan.history import DAMAGED, Commit

_PULL = re.compile(
    r"Merge (?:branch '([^']+)' of \S.*?|remote-tracking branch '[^'/]+/([^']+)'.*?)(?: into '?([^\s']+)'?)?"
)
"""The subjects that git writes for ``git pull``: the branch that was merged, and the one it was merged into,
which is left out where that is the main one.
"""


NAMED = 3
"""Commits that a note names."""


class Pull(NamedTuple):
    """A merge that is taken for ``git pull``, and the moment of the first commit that it put together."""

    merge: Commit
    since: datetime


class Line(NamedTuple):
    """A line, oldest commit first, each dated as it counts and with the parent that continues it first.

    ``misdated`` are those whose own dates contradict the order of the line, each with that date.
    """

    commits: tuple[Commit, ...] = ()
    misdated: tuple[tuple[Commit, datetime], ...] = ()
    pulls: tuple[Pull, ...] = ()

    @property
    def note(self) -> str:
        """Which commits are dated on another day than they say, in a sentence; ``""`` for none."""
        told = [
            f"{commit.short} (dated {_day(own)}, counts from {_day(commit.at)})"
            for commit, own in self.misdated
            if _day(own) != _day(commit.at)
        ]
        if not told:
            return ""
        more = f" and {len(told) - NAMED} more" if len(told) > NAMED else ""
        one = len(told) == 1
        what, whose = ("commit", "its date contradicts") if one else ("commits", "their dates contradict")
        named = f"{what} {', '.join(told[:NAMED])}{more}"
        return f"{named}: {whose} the order of the commits; check the clock of that computer"


def doubt(meetings: Mapping[date, Pull]) -> str:
    """Of which meetings a pull leaves it open what they saw, in a sentence; ``""`` for none."""
    if not meetings:
        return ""
    days = [day.isoformat() for day in sorted(meetings)]
    merge = meetings[max(meetings)].merge
    more = f" and {len(days) - 1} more" if len(days) > 1 else ""
    return (
        f"what the meeting of {days[-1]}{more} saw is not certain: commit {merge.short} of {_day(merge.at)} "
        "looks like a 'git pull', so the branch that was pulled counts, and commits made beside it count "
        f"from the merge; 'ragplan freeze {days[-1]} --at REV' settles it"
    )


def looks_pulled(commit: Commit) -> bool:
    """Whether a commit's parents and subject are those of a ``git pull`` of some branch."""
    return _pulled(commit) is not None


def walked(graph: Mapping[str, Commit], tip: str, own: Collection[str]) -> tuple[Commit, ...]:
    """The line that leads to a commit, oldest first; its branch has one of the names that are its ``own``."""
    line: list[Commit] = []
    commit = graph.get(tip)
    while commit is not None:
        if _is_pull(commit, own):
            commit = commit._replace(parents=commit.parents[::-1])
        line.append(commit)
        commit = graph.get(commit.parents[0]) if commit.parents else None
    return tuple(reversed(line))


def pulls(line: Sequence[Commit], graph: Mapping[str, Commit]) -> tuple[Pull, ...]:
    """The merges of a line that are taken for ``git pull``, each with the first moment that it decides on."""
    places = {commit.revision: place for place, commit in enumerate(line)}
    found = []
    for place, merge in enumerate(line):
        if merge.parents == graph[merge.revision].parents:
            continue
        moments = [each.at for each in line[_fork(merge, graph, places) + 1 : place]]
        moments += [each.at for each in _aside(merge, graph, places)]
        found.append(Pull(merge, min([*moments, merge.at])))
    return tuple(found)


def counted(line: Sequence[Commit]) -> Line:
    """A line in which no commit is dated before one that it follows; the fewest are dated anew.

    One that is dated behind takes the moment of the commit before it, one that is dated ahead that of the
    next whose date stands, and at the tip, where there is none, that of the one before.
    """
    moments = [commit.at for commit in line]
    if all(one <= next for one, next in pairwise(moments)) and moments[-1:] != [DAMAGED]:
        return Line(tuple(line))
    kept = _longest(moments)
    following = _following(moments, kept)
    last: datetime | None = None
    found: list[Commit] = []
    for place, commit in enumerate(line):
        at = commit.at
        if place not in kept:
            after = following[place]
            behind = last is not None and (after is None or at < last)
            at = last if behind and last else after or at
        found.append(commit._replace(at=at))
        last = at
    changed = zip(found, moments, strict=True)
    return Line(tuple(found), tuple((commit, own) for commit, own in changed if commit.at != own))


def _is_pull(commit: Commit, own: Collection[str]) -> bool:
    match = _pulled(commit)
    if match is None:
        return False
    branch, into = match[1] or match[2], match[3]
    return branch in own and into in (None, branch)


def _pulled(commit: Commit) -> re.Match[str] | None:
    return _PULL.fullmatch(commit.subject) if len(commit.parents[1:]) == 1 else None


def _aside(merge: Commit, graph: Mapping[str, Commit], places: Mapping[str, int]) -> list[Commit]:
    """The commits of the own copy that a pull merged into, back to where that had left the line."""
    found: list[Commit] = []
    commit = graph.get(merge.parents[1])
    while commit is not None and commit.revision not in places:
        found.append(commit)
        commit = graph.get(commit.parents[0]) if commit.parents else None
    return found


def _fork(merge: Commit, graph: Mapping[str, Commit], places: Mapping[str, int]) -> int:
    """The place in the line where the own copy left it; -1 where it never was part of it."""
    aside = _aside(merge, graph, places)
    parent = aside[-1].parents[:1] if aside else merge.parents[1:]
    return places.get(parent[0], -1) if parent else -1


def _longest(moments: Sequence[datetime]) -> set[int]:
    """The places of the longest run of moments of which none is before the one that it follows.

    Of several as long the closest together is taken, and of these the first.
    """
    sound = [place for place, moment in enumerate(moments) if moment != DAMAGED] or [*range(len(moments))]
    ends: list[list[int]] = []  # of runs of each length, the last places; their moments fall
    before: dict[int, int] = {}
    first: dict[int, int] = {}
    for place in sound:
        length = bisect_left(ends, True, key=lambda run: moments[run[-1]] > moments[place])
        if length:
            runs = ends[length - 1]
            before[place] = runs[bisect_left(runs, True, key=lambda end: moments[end] <= moments[place])]
        first[place] = first[before[place]] if length else place
        if length == len(ends):
            ends.append([])
        ends[length].append(place)
    end = min(ends[-1], key=lambda last: (moments[last] - moments[first[last]], last)) if ends else -1
    kept = {end} if ends else set()
    while end in before:
        end = before[end]
        kept.add(end)
    return kept


def _following(moments: Sequence[datetime], kept: Collection[int]) -> list[datetime | None]:
    """For each place the next moment that stands; ``None`` where none follows."""
    found: list[datetime | None] = []
    coming: datetime | None = None
    for place in reversed(range(len(moments))):
        found.append(coming)
        coming = moments[place] if place in kept else coming
    return found[::-1]


def _day(moment: datetime) -> str:
    return moment.astimezone(UTC).date().isoformat()

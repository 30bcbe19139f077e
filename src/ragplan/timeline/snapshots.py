"""Commits to snapshots: the programmes as they stood, each distinct file read once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, tzinfo
from functools import cached_property
from hashlib import sha1
from itertools import islice
from pathlib import PurePath

from ragplan.document import Document, SourceFile
from ragplan.history import LONDON, Commit, Held, Past, Recorded, time_zone
from ragplan.loader import assemble
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.repository import Found
from ragplan.repository.git import Repository
from ragplan.repository.meetings import Resolved, held, resolve
from ragplan.repository.trees import Tree, Version
from ragplan.schema.parts import Part
from ragplan.timeline.rereading import Rereader
from ragplan.workers import read_with

NOT_THERE = "its plans do not hold the programme"

_AT_ONCE = 2000
"""Files that are read before their texts are forgotten."""
_FEW = 3
"""Commits that are looked up one by one; for more the whole line is asked for at once."""


class Timeline:
    """A repository's plans through time; files are read by ``jobs`` processes, 0 for one a processor.

    A file that stands in many commits is read once: what it says is kept by path and content.
    Whatever git cannot do raises ``RepositoryError``, a clone without its history first of all.
    """

    def __init__(self, repository: Repository, jobs: int = 1) -> None:
        self.repository = repository
        self._jobs = jobs
        self._parts: dict[Version, Part] = {}
        self._plans: dict[Tree, Plans] = {}
        self._trees: dict[Commit, Tree] = {}
        self._paths: set[str] = set()
        self._rereader = Rereader()

    def at(self, commit: Commit, id: str) -> Recorded:
        """A programme as it stood at a commit."""
        tree = self._tree(commit)
        if tree not in self._plans:
            self._prepare([tree])
            self._plans[tree] = assemble([self._parts[each] for each in tree.versions], tree.problems)
        plans = self._plans[tree]
        found = next((each for each in plans.programmes if each.id == id), None)
        return Recorded(commit, found, "" if found else self._why(tree, plans, id))

    def on_disk(self, found: Found) -> Plans:
        """Files as they are now, as plans without texts; what a commit holds too is read once for both."""
        sources = {Version(each.path, _blob(each)): each for each in found.sources}
        self._read({version: each for version, each in sources.items() if version not in self._parts})
        return assemble([self._parts[each] for each in sources], found.problems)

    def named(self, text: str, programme: Programme, before: date) -> tuple[Resolved, Recorded]:
        """What a text means (``last``, ``-2``, a day, a revision), and the programme as it stood then.

        Meetings are those of the programme's calendar, counted back from the day ``before``.
        """
        meetings = programme.calendar.meetings
        zone = zone_of(programme)
        resolved = resolve(self.repository, text, programme.id, meetings, before, zone)
        return resolved, self.at(resolved.commit, programme.id)

    def commits(self, id: str) -> Iterator[Recorded]:
        """A programme at each commit of the first-parent line that changed it, oldest first.

        Commits before it was there are left out, and those that only moved or reformatted it; one
        that took it away, or in which it does not load, is told by its note.
        """
        self._trees |= dict(self._line)
        self._prepare(tree for _, tree in self._line)
        last: Recorded | None = None
        for commit, _ in self._line:
            now = self.at(commit, id)
            if last is None and now.note == NOT_THERE:
                continue
            if last is None or (now.programme, now.note) != (last.programme, last.note):
                yield now
                last = now

    def meetings(self, programme: Programme, until: date) -> Iterator[Held]:
        """What each meeting of a programme's calendar saw, up to a day; none before the first commit."""
        days = [day for day in programme.calendar.meetings if day <= until]
        seen = list(held(self.repository, programme.id, days, zone_of(programme)))
        if len(seen) > _FEW:
            self._trees |= dict(self._line)
        self._prepare(self._tree(each.commit) for each in seen)
        for commit, day, _, frozen in seen:
            yield Held(day, self.at(commit, programme.id), frozen)

    def past(self, programme: Programme, until: date) -> Past:
        """A programme through time: every commit that changed it, every meeting up to a day."""
        commits = tuple(self.commits(programme.id))
        meetings = tuple(self.meetings(programme, until))
        told = [(f"the meeting of {day}", each) for day, each, _ in meetings]
        met = {each.commit for _, each in told}
        told += [("no meeting", each) for each in commits if each.commit not in met]
        zone = zone_of(programme)
        notes = [
            f"{_dated(each.commit, zone)}, seen by {who}: {each.note}" for who, each in told if each.note
        ]
        days = {each.meeting for each in meetings}
        unseen = [day for day in programme.calendar.meetings if day <= until and day not in days]
        return Past(commits, meetings, (*notes, *_before(unseen)))

    @cached_property
    def _line(self) -> tuple[tuple[Commit, Tree], ...]:
        """The first-parent line, oldest commit first."""
        return tuple(self.repository.recorded())

    def _tree(self, commit: Commit) -> Tree:
        if commit not in self._trees:
            self._trees[commit] = self.repository.tree(commit)
        return self._trees[commit]

    def _why(self, tree: Tree, plans: Plans, id: str) -> str:
        """Why a programme cannot be had from a commit."""
        paths = [each.path for each in tree.versions if _names(self._parts[each], id)]
        if not paths:
            return NOT_THERE
        folder = PurePath(paths[0]).parent
        inside = [told for told in plans.problems if PurePath(told[0]).is_relative_to(folder)]
        path, problem = (inside or plans.problems)[0]
        return f"it does not load: {path}: {problem.message}"

    def _prepare(self, trees: Iterable[Tree]) -> None:
        """Read the files of some commits that were not read before."""
        new = iter(dict.fromkeys(each for tree in trees for each in tree.versions if each not in self._parts))
        while versions := list(islice(new, _AT_ONCE)):
            data = dict(self.repository.contents(each.blob for each in versions))
            self._read({each: SourceFile(each.path, data[each.blob]) for each in versions})

    def _read(self, sources: dict[Version, SourceFile]) -> None:
        """Read files: of each path the first version whole, the later ones by what is new in them."""
        firsts = {each.path: each for each in reversed(sources) if each.path not in self._paths}
        whole = list(firsts.values())
        for version, found in zip(
            whole, read_with([sources[each] for each in whole], self._jobs), strict=True
        ):
            self._rereader.learn(sources[version], found)
            self._parts[version] = _slim(found)
        self._paths |= firsts.keys()
        for version, source in sources.items():
            if version not in self._parts:
                self._parts[version] = _slim(self._rereader.read(source))


def _blob(source: SourceFile) -> str:
    """The id that git gives a content, in most repositories; in others nothing is shared."""
    if source.fault:
        return source.fault
    head = b"blob %d\0" % len(source.data)
    return sha1(head + source.data, usedforsecurity=False).hexdigest()


def zone_of(programme: Programme) -> tzinfo:
    """The time zone in which a programme's days end; London's where it names none that is known."""
    return time_zone(programme.time_zone or LONDON) or time_zone() or UTC


def _dated(commit: Commit, zone: tzinfo) -> str:
    return f"commit {commit.short} of {commit.at.astimezone(zone).date()}"


def _before(days: Sequence[date]) -> tuple[str, ...]:
    """The note of meetings that no commit stands for."""
    if len(days) <= 1:
        return tuple(f"the meeting of {day} was before the first commit" for day in days)
    return (f"{len(days)} meetings, of {days[0]} to {days[-1]}, were before the first commit",)


def _names(part: Part, id: str) -> bool:
    """Whether a file is a programme's, be it that it cannot be read."""
    if isinstance(part.content, Programme):
        return part.content.id == id
    line = rf"""programme:\s*["']?{re.escape(id)}["']?\s*(?:#.*)?"""
    return part.content is None and re.search(f"^{line}$", part.document.text, re.MULTILINE) is not None


def _slim(part: Part) -> Part:
    """What a file says without its text, which only a file with problems still needs."""
    if part.content is None:
        return part
    return part._replace(document=Document(part.document.path, "", {}))

"""Commits to snapshots: the programmes as they stood, each distinct file read once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from datetime import date, tzinfo
from functools import cached_property
from hashlib import sha1, sha256
from itertools import islice
from pathlib import PurePath

from ragplan.document import Document, SourceFile, read
from ragplan.document.stand_ins import stand_in
from ragplan.history import Commit, Held, MeetingPeriod, Past, Recorded, zone_of
from ragplan.loader import assemble
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Snapshot
from ragplan.plans import Plans
from ragplan.repository import Found, errors
from ragplan.repository.git import Repository
from ragplan.repository.meetings import Resolved, frozen, frozen_commit, held, resolve
from ragplan.repository.trees import Tree, Version
from ragplan.schema.parts import FilePart, part

NOT_THERE = "its plans do not hold the programme"

_AT_ONCE = 2000
"""Files that are read before their texts are forgotten."""
_FEW = 3
"""Commits that are looked up one by one; for more the whole line is asked for at once."""


class Timeline:
    """A repository's plans through time.

    A file that stands in many commits is read once: what it says is kept by path and content.
    Whatever git cannot do raises ``RepositoryError``, a clone without its history first of all.
    """

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self._tip = "HEAD"
        self._parts: dict[Version, FilePart] = {}
        self._plans: dict[Tree, Plans] = {}
        self._trees: dict[Commit, Tree] = {}

    def until(self, commit: Commit) -> Timeline:
        """The plans through time as a commit had them behind it; what was read is read for both."""
        other = copy(self)
        other._tip = commit.revision  # noqa: SLF001 - it is one of its own
        trees = dict(vars(other).pop("_line", ()))
        if commit in trees:
            vars(other)["_line"] = tuple(
                (each, trees[each]) for each in self.repository.line(commit.revision)
            )
        return other

    def take(self, parts: Mapping[SourceFile, FilePart]) -> None:
        """Take over what files say that were read already."""
        for source, found in parts.items():
            self._parts.setdefault(Version(source.path, _blob(source)), _slim(found))

    def at(self, commit: Commit, id: str) -> Recorded:
        """A programme as it stood at a commit."""
        tree = self._tree(commit)
        if tree not in self._plans:
            self._prepare([tree])
            self._plans[tree] = assemble([self._parts[each] for each in tree.versions], tree.problems)
        plans = self._plans[tree]
        found = next((each for each in plans.programmes if each.id == id), None)
        return Recorded(commit, found, "" if found else self._why(tree, plans, id))

    def refuse_stand_ins(self, commit: Commit) -> None:
        """Raise ``RepositoryError`` where a plan file of a commit is kept elsewhere, or encrypted."""
        tree = self._tree(commit)
        self._prepare([tree])
        for version in tree.versions:
            document = self._parts[version].document
            found = stand_in(document.text.encode()) if document.problems else None
            if found:
                raise errors.stands_in(version.path, found.what, commit.short)

    def on_disk(self, found: Found) -> Plans:
        """Files as they are now, as plans without texts; what a commit holds too is read once for both."""
        sources = {Version(each.path, _blob(each)): each for each in found.sources}
        for version, each in sources.items():
            if version not in self._parts:
                self._parts[version] = _slim(part(read(each)))
        return assemble([self._parts[each] for each in sources], found.problems)

    def named(self, text: str, programme: Programme, before: date) -> tuple[Resolved, Recorded]:
        """What a text means (``last``, ``-2``, a day, a revision), and the programme as it stood then.

        Meetings are those of the programme's calendar, counted back from the day ``before``.
        """
        meetings = programme.calendar.meetings
        zone = zone_of(programme)
        resolved = resolve(self.repository, text, programme.id, meetings, before, zone)
        return resolved, self.at(resolved.commit, programme.id)

    def seen_before(self, programme: Programme, on: date, meetings: int = 1) -> Snapshot | None:
        """What the last meeting before a day saw of a programme, an earlier one where that does not load.

        It is read with the programme's own calendar. With more ``meetings`` it knows itself what the one
        before it saw.
        """
        days = [day for day in reversed(programme.calendar.meetings) if day < on]
        for each in held(self.repository, programme.id, days, zone_of(programme), self._tip):
            found = self.at(each.commit, programme.id).programme
            if found is not None:
                found = found.met(programme.calendar)
                before = self.seen_before(found, each.day, meetings - 1) if meetings > 1 else None
                return Snapshot(found, each.day, before)
        return None

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
        seen = self._held(programme, until)
        if len(seen) > _FEW:
            self._trees |= dict(self._line)
        self._prepare(self._tree(each.commit) for each in seen)
        for each in seen:
            yield Held(each.day, self.at(each.commit, programme.id), each.frozen)

    def past(self, programme: Programme, until: date) -> Past:
        """A programme through time: every commit that changed it, every meeting up to a day."""
        commits = tuple(self.commits(programme.id))
        meetings = tuple(self.meetings(programme, until))
        met = [(day, each.commit, each.note) for day, each, _ in meetings]
        gaps = self.gaps(programme, until, met, [(each.commit, each.note) for each in commits])
        return Past(commits, meetings, gaps, unlisted=tuple(self._unlisted(programme)))

    def _unlisted(self, programme: Programme) -> Iterator[Held]:
        """What was seen on the days that freeze tags record and on which the calendar has no meeting."""
        for day, revision in frozen(self.repository, programme.id).items():
            if day not in programme.calendar.meetings:
                commit = frozen_commit(self.repository, programme.id, day, revision)
                yield Held(day, self.at(commit, programme.id), frozen=True)

    def aside(self) -> Iterator[Commit]:
        """The merges of the line of which another parent held a plan file as the line never held it."""
        trees = {id(tree): tree for _, tree in self._line}
        held = {version.blob for tree in trees.values() for version in tree.versions}
        merges = {commit.revision: commit for commit, _ in self._line if commit.parents[1:]}
        for merge, had in self.repository.beside(merges.values()):
            if not had <= held:
                yield merges[merge]

    def gone(self, ids: Collection[str]) -> Iterator[tuple[Programme, Commit | None]]:
        """The programmes beside ``ids`` that the line held: as they last stood, and the commit after that."""
        self._prepare(tree for _, tree in self._line)
        last: dict[str, int] = {}
        for place, (_, tree) in enumerate(self._line):
            contents = (self._parts[version].content for version in tree.versions)
            last |= {each.id: place for each in contents if isinstance(each, Programme)}
        for id, place in last.items():
            stood = self.at(self._line[place][0], id).programme if id not in ids else None
            if stood is not None:
                yield stood, next((commit for commit, _ in self._line[place + 1 : place + 2]), None)

    def periods(
        self, programme: Programme, until: date
    ) -> tuple[tuple[MeetingPeriod, ...], tuple[Commit, ...]]:
        """The meetings of a programme up to a day, each with what leads to it, and the commits after them."""
        line = [commit for commit, _ in self._line]
        places = {commit.revision: place for place, commit in enumerate(line, 1)}
        found: list[MeetingPeriod] = []
        done = 0
        for each in self._held(programme, until):
            reached = max(done, places.get(each.commit.revision, 0))
            found.append(MeetingPeriod(tuple(line[done:reached]), each.day, each.commit, each.frozen))
            done = reached
        return tuple(found), tuple(line[done:])

    def read(self, commits: Iterable[Commit]) -> None:
        """Read the plan files of many commits at once."""
        self._trees |= dict(self._line)
        self._prepare(map(self._tree, commits))

    def digest(self, commit: Commit) -> bytes:
        """A digest of the plan files that a commit holds."""
        tree = self._tree(commit)
        return sha256(repr(tree).encode("utf-8", "backslashreplace")).digest()

    def gaps(
        self,
        programme: Programme,
        until: date,
        meetings: Sequence[tuple[date, Commit, str]],
        commits: Iterable[tuple[Commit, str]],
    ) -> tuple[str, ...]:
        """What the history does not tell of meetings and commits with notes, and of meetings before it."""
        met = {commit for _, commit, _ in meetings}
        told = [(f"the meeting of {day}", commit, note) for day, commit, note in meetings if note]
        told += [("no meeting", commit, note) for commit, note in _news(commits) if commit not in met]
        zone = zone_of(programme)
        days = {day for day, _, _ in meetings}
        unseen = [day for day in programme.calendar.meetings if day <= until and day not in days]
        notes = (f"{_dated(commit, zone)}, seen by {who}: {note}" for who, commit, note in told)
        return (*notes, *_before(unseen))

    def _held(self, programme: Programme, until: date) -> list[Resolved]:
        """The commit of each meeting up to a day."""
        days = [day for day in programme.calendar.meetings if day <= until]
        return list(held(self.repository, programme.id, days, zone_of(programme), self._tip))

    @cached_property
    def _line(self) -> tuple[tuple[Commit, Tree], ...]:
        """The first-parent line, oldest commit first."""
        return tuple(self.repository.recorded(self._tip))

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
            for each in versions:
                self._parts[each] = _slim(part(read(SourceFile(each.path, data[each.blob]))))


def _blob(source: SourceFile) -> str:
    """The id that git gives a content, in most repositories; in others nothing is shared."""
    if source.fault:
        return source.fault
    head = b"blob %d\0" % len(source.data)
    return sha1(head + source.data, usedforsecurity=False).hexdigest()


def _dated(commit: Commit, zone: tzinfo) -> str:
    return f"commit {commit.short} of {commit.day(zone)}"


def _news(commits: Iterable[tuple[Commit, str]]) -> Iterator[tuple[Commit, str]]:
    """Commits with a note that the commit before them has not; none before the programme was there."""
    last = NOT_THERE
    for commit, note in commits:
        if note and note != last:
            yield commit, note
        last = note


def _before(days: Sequence[date]) -> tuple[str, ...]:
    """The note of meetings that no commit stands for."""
    if len(days) <= 1:
        return tuple(f"the meeting of {day} was before the first commit" for day in days)
    return (f"{len(days)} meetings, of {days[0]} to {days[-1]}, were before the first commit",)


def _names(part: FilePart, id: str) -> bool:
    """Whether a file is a programme's, be it that it cannot be read."""
    if isinstance(part.content, Programme):
        return part.content.id == id
    line = rf"""programme:\s*["']?{re.escape(id)}["']?\s*(?:#.*)?"""
    return part.content is None and re.search(f"^{line}$", part.document.text, re.MULTILINE) is not None


def _slim(part: FilePart) -> FilePart:
    """What a file says without its text, which only a file with problems still needs."""
    if part.content is None:
        return part
    return part._replace(document=Document(part.document.path, "", {}))

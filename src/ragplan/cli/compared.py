"""Two ends of a comparison as a person names them, to what changed between them in each programme."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ragplan.cli.past import current_programmes
from ragplan.cli.session import day, fail, judged_on, loaded, plan_files, readable_programmes, tell
from ragplan.diff import compare
from ragplan.escaping import one_line
from ragplan.history import Commit, Recorded, TooFewMeetings, counted_meeting, is_counted, named_day
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Snapshot
from ragplan.reports.changes import Comparison, Point
from ragplan.repository import working_files
from ragplan.repository.meetings import Resolved
from ragplan.repository.situations import RepositoryError
from ragplan.timeline import NOT_THERE, Timeline

LAST = "last"


class Asked(NamedTuple):
    """What a person asked for: the folder, a programme or all, the day, and the two ends, ``""`` for none."""

    folder: str
    programme: str
    as_of: str
    since: str
    until: str


class Told(NamedTuple):
    """The comparisons, and how many programmes could not be compared."""

    comparisons: tuple[Comparison, ...]
    failed: int


def found(timeline: Timeline, asked: Asked) -> Told:
    """What changed in each programme; exits with 2 where none can be compared.

    One that cannot is told on standard error beside the others.
    """
    chosen = judged_on(_programmes(timeline, asked), asked.as_of)
    if timeline.repository.shallow:
        tell(_SHALLOW)
    comparisons = []
    for programme, on in chosen:
        try:
            comparisons.append(_compared(timeline, asked, programme, on))
        except RepositoryError as error:
            if len(chosen) == 1:
                raise
            tell(f"ragplan: {one_line(programme.id)}: {error}")
    if not comparisons:
        fail("no programme could be compared; see the lines above, or name one with --programme")
    return Told(tuple(comparisons), len(chosen) - len(comparisons))


def _programmes(timeline: Timeline, asked: Asked) -> tuple[Programme, ...]:
    """The programmes as they are now; the working tree must be whole where it is an end itself."""
    repository, folder = timeline.repository, Path(asked.folder)
    if repository.bare or (asked.until and not folder.is_dir()):
        return current_programmes(repository, asked.folder, asked.programme)
    found = working_files(folder) if asked.until else plan_files(asked.folder)
    plans = timeline.on_disk(found)
    if plans.programmes and not plans.broken:
        return readable_programmes(plans, asked.programme, asked.folder)
    if asked.until:
        return current_programmes(repository, asked.folder, asked.programme)
    return readable_programmes(loaded(found), asked.programme, asked.folder)


def _compared(timeline: Timeline, asked: Asked, programme: Programme, on: date) -> Comparison:
    until = _later(timeline, asked, programme, on)
    since = _not_after(_named(timeline, asked.since or _previous(programme, on), programme, on), until)
    if since.snapshot.on > until.snapshot.on:
        tell(f"note: {one_line(programme.id)}: FROM ({since.snapshot.on}) is after TO ({until.snapshot.on})")
    since, until = _knowing(timeline, since), _knowing(timeline, until)
    return Comparison(since, until, tuple(compare(since.snapshot, until.snapshot)))


def _knowing(timeline: Timeline, point: Point) -> Point:
    """An end that also knows what the two meetings before it saw, where git can tell."""
    snapshot = point.snapshot
    try:
        seen = timeline.seen_before(snapshot.programme, snapshot.on, meetings=2)
    except RepositoryError:
        return point
    return point._replace(snapshot=replace(snapshot, seen=seen))


def _not_after(since: Point, until: Point) -> Point:
    """A revision that was there before the later end is not read at a day after it."""
    last = until.snapshot.on
    if since.by_day or since.commit is None or since.snapshot.on <= last:
        return since
    if until.commit and until.commit.at < since.commit.at:
        return since
    return since._replace(snapshot=Snapshot(since.snapshot.programme, last))


def _later(timeline: Timeline, asked: Asked, programme: Programme, on: date) -> Point:
    """The end TO: what was named, else the files on disk, else the last commit.

    A revision is read at the day that was asked for, else at its own.
    """
    if asked.until:
        point = _named(timeline, asked.until, programme, on)
        if asked.as_of and not point.by_day:
            return point._replace(snapshot=Snapshot(point.snapshot.programme, day(asked.as_of)))
        return point
    if not timeline.repository.bare:
        return Point(Snapshot(programme, on))
    commit = timeline.repository.commit()
    return Point(Snapshot(_held(timeline.at(commit, programme.id), on), on), commit)


def _previous(programme: Programme, on: date) -> str:
    """The meeting before a day, as a text that names it."""
    try:
        return str(counted_meeting(LAST, programme.calendar.meetings, on))
    except TooFewMeetings as error:
        raise RepositoryError(
            f"there is no previous meeting to compare with: {error}; name FROM as a day (2014-01-27) or a "
            "revision, as in 'ragplan diff HEAD'"
        ) from error


def _named(timeline: Timeline, text: str, programme: Programme, on: date) -> Point:
    """What a text means; of a day whose plan does not load, the last commit before that does."""
    resolved, recorded = timeline.named(text, programme, on)
    by_day = is_counted(text) or named_day(text) is not None
    if recorded.programme is None and by_day and not resolved.frozen and recorded.note != NOT_THERE:
        recorded = _before(timeline, recorded, programme.id)
        tell(f"note: {_skipped(resolved, recorded.commit)}")
    on_day = resolved.day if by_day else programme.calendar.default_as_of(resolved.day)
    snapshot = Snapshot(_held(recorded, resolved.day), on_day)
    return Point(snapshot, recorded.commit, resolved.meeting, by_day, resolved.frozen)


def _before(timeline: Timeline, broken: Recorded, id: str) -> Recorded:
    """A programme at the last commit before one in which it does not load; that one where there is none."""
    line = timeline.repository.line()
    at = next((at for at, commit in enumerate(line) if commit == broken.commit), 0)
    for commit in reversed(line[:at]):
        recorded = timeline.at(commit, id)
        if recorded.programme is not None:
            return recorded
        if recorded.note == NOT_THERE:
            break
    return broken


def _skipped(resolved: Resolved, taken: Commit) -> str:
    return (
        f"the plan of {resolved.day} does not load at commit {resolved.commit.short}; "
        f"commit {taken.short} before it is compared"
    )


def _held(recorded: Recorded, on: date) -> Programme:
    if recorded.programme is None:
        raise RepositoryError(
            f"commit {recorded.commit.short}, read for {on}, cannot be compared: {one_line(recorded.note)}; "
            "name another day or revision ('git log --oneline' lists commits)"
        )
    return recorded.programme


_SHALLOW = (
    "note: this is a shallow clone, so who was silent before is told by dates alone; "
    "run 'git fetch --unshallow'"
)

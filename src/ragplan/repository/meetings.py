"""What a person names, a meeting, a day or a revision, to the commit that it means for a programme."""

from collections.abc import Iterator, Sequence
from datetime import date, tzinfo
from typing import NamedTuple

from ragplan.history import Commit, TooFewMeetings, counted_meeting, end_of, last_by, named_day
from ragplan.repository import situations
from ragplan.repository.freezing import frozen, frozen_commit
from ragplan.repository.git import Repository


class Resolved(NamedTuple):
    """A commit and the day it stands for; ``meeting`` is that day where the group met on it.

    ``frozen`` tells that a freeze tag named the commit.
    """

    commit: Commit
    day: date
    meeting: date | None = None
    frozen: bool = False


def resolve(
    repository: Repository, text: str, programme: str, meetings: Sequence[date], before: date, zone: tzinfo
) -> Resolved:
    """The commit that a text means: ``last``, ``-2``, a day, or a revision.

    ``last`` and ``-2`` count a programme's ``meetings`` back from the day ``before``. Raises
    ``RepositoryError``.
    """
    try:
        day = counted_meeting(text, meetings, before) or named_day(text)
    except TooFewMeetings as error:
        raise situations.no_such_meeting(text, str(error)) from error
    if day is not None:
        return on_day(repository, day, programme, meetings, zone)
    commit = repository.commit(text)
    return Resolved(commit, commit.at.astimezone(zone).date())


def on_day(
    repository: Repository, day: date, programme: str, meetings: Sequence[date], zone: tzinfo
) -> Resolved:
    """The commit that a meeting of that day saw: the one frozen, else the last by the end of the day."""
    meeting = day if day in meetings else None
    revision = frozen(repository, programme).get(day)
    if revision is not None:
        return Resolved(frozen_commit(repository, programme, day, revision), day, meeting, frozen=True)
    commit = _last(repository, day, zone, "HEAD", met=meeting is not None)
    if commit is None:
        first = repository.line()[0].at.astimezone(zone).date()
        raise situations.nothing_by(day.isoformat(), first.isoformat())
    return Resolved(commit, day, meeting)


def held(
    repository: Repository, programme: str, meetings: Sequence[date], zone: tzinfo, tip: str = "HEAD"
) -> Iterator[Resolved]:
    """What each of a programme's meetings saw, as ``on_day`` tells it; none before the first commit.

    ``tip`` is where the line ends that they looked at.
    """
    freezes = frozen(repository, programme)
    line = repository.line(tip)
    by_id = {commit.revision: commit for commit in line}
    for day in meetings:
        revision = freezes.get(day)
        if revision is not None:
            commit = by_id.get(revision) or frozen_commit(repository, programme, day, revision)
            yield Resolved(commit, day, day, frozen=True)
        elif (last := _last(repository, day, zone, tip, met=True)) is not None:
            yield Resolved(last, day, day)


def _last(repository: Repository, day: date, zone: tzinfo, tip: str, *, met: bool) -> Commit | None:
    """The last commit of a line by the end of a day; where a meeting's depends on a pull, that is noted."""
    line = repository.laid(tip)
    end = end_of(day, zone)
    if met:
        doubtful = (pull for pull in line.pulls if pull.since <= end < pull.merge.at)
        repository.doubtful.update((day, pull) for pull in doubtful)
    return last_by(line.commits, end)

"""What a person names (a meeting, a day, a revision) to its commit; freeze tags record what meetings saw."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, tzinfo
from pathlib import Path
from typing import NamedTuple

from ragplan.history import Commit, TooFewMeetings, counted_meeting, end_of, last_by, named_day
from ragplan.repository import errors
from ragplan.repository.files import Found, left_out, working_files
from ragplan.repository.git import Repository


def tag_name(programme: str, day: date) -> str:
    """The name of the tag that records what a programme's meeting saw."""
    return f"ragplan/{programme}/{day.isoformat()}"


def frozen(repository: Repository, programme: str) -> Mapping[date, str]:
    """What the meetings of a programme saw: the frozen days in order, each with its commit's id."""
    start = f"ragplan/{programme}/"
    tags = repository.tags(start)
    days = {named_day(name.removeprefix(start)): revision for name, revision in tags.items()}
    return {day: revision for day, revision in days.items() if day is not None}


def frozen_commit(repository: Repository, programme: str, day: date, revision: str) -> Commit:
    """The commit that a meeting's tag leads to. Raises ``RepositoryError`` where it leads to none."""
    try:
        return repository.commit(revision)
    except errors.UnknownRevisionError as error:
        raise errors.freezes_nothing(tag_name(programme, day)) from error


def uncommitted(repository: Repository) -> tuple[str, ...]:
    """The paths of plan files that are on disk or in the index and not so in the last commit, or the reverse.

    Line ends do not count: git may be set to write others.
    """
    if repository.bare:
        return ()
    last = _said(repository.files())
    different = _differing(last, _said(_on_disk(repository.place.folder)))
    return tuple(sorted(different | _differing(last, _said(repository.staged_files()))))


def freeze(
    repository: Repository,
    programme: str,
    day: date,
    revision: str = "HEAD",
    *,
    unclean: bool = False,
    message: str = "",
) -> str:
    """Record a commit as what a meeting saw, as an annotated tag, and return the tag's name.

    Raises ``RepositoryError`` where the meeting is frozen already, where the last commit is recorded and
    plan files differ from it, unless that is taken as ``unclean``, and where git does not know who does it.
    """
    commit = repository.commit(revision)
    name = tag_name(programme, day)
    program = repository.place.program
    if not program.ask("show-ref", "--verify", "--quiet", f"refs/tags/{name}").status:
        raise errors.frozen_already(name)
    if not unclean and commit == repository.commit() and (paths := uncommitted(repository)):
        raise errors.unclean(paths)
    declared = ("-c", "user.useConfigOnly=true")
    if program.ask(*declared, "var", "GIT_COMMITTER_IDENT").status:
        raise errors.nobody()
    said = message.strip() or f"{programme}: the plan as the meeting of {day.isoformat()} saw it"
    repository.tag(name, commit, said, declared)
    return name


def _on_disk(folder: Path) -> Found:
    """The plan files of a folder; where there is no folder, those that a sparse checkout leaves out."""
    return working_files(folder) if folder.is_dir() else left_out(folder)


def _said(found: Found) -> dict[str, bytes | None]:
    """What stands in files by path, ``None`` for those that cannot be followed."""
    data: dict[str, bytes | None] = {
        source.path: None if source.fault else source.data.replace(b"\r\n", b"\n") for source in found.sources
    }
    return data | dict.fromkeys((path for path, _ in found.problems), None)


def _differing(one: Mapping[str, bytes | None], other: Mapping[str, bytes | None]) -> set[str]:
    return {
        path
        for path in one.keys() | other.keys()
        if path not in one or path not in other or one[path] != other[path]
    }


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
        raise errors.no_such_meeting(text, str(error)) from error
    if day is not None:
        return on_day(repository, day, programme, meetings, zone)
    commit = repository.commit(text)
    return Resolved(commit, commit.day(zone))


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
        first = repository.line()[0].day(zone)
        raise errors.nothing_by(day.isoformat(), first.isoformat())
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

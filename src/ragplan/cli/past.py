"""Reading the plans as they stood: at a commit, on a day, or at a meeting."""

from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ragplan.cli.session import fail, judged_on, loaded, notify, plan_files, readable_programmes
from ragplan.english import listed
from ragplan.escaping import one_line
from ragplan.model.assessment import owed
from ragplan.model.programme import Programme
from ragplan.model.silence import by_dates_alone, last_meeting
from ragplan.model.snapshot import Snapshot
from ragplan.plans import Plans
from ragplan.repository import Found, working_files

if TYPE_CHECKING:
    from ragplan.history import Commit, Recorded
    from ragplan.repository.git import Repository
    from ragplan.repository.meetings import Resolved
    from ragplan.timeline import Timeline

AtOption = Annotated[
    str,
    typer.Option(
        "--at",
        metavar="WHEN",
        help="Read the plans as they stood at a meeting (last, -2), on a day (2014-01-27) or at a "
        "revision. With a meeting or a day, dates are judged as at that day.",
    ),
]


BY_DATES = "note: silence is judged by dates alone"


@contextmanager
def opened(folder: str, said: Container[str] = ()) -> "Iterator[Repository]":
    """The repository of a folder; says in the end what of its past is uncertain, but for what was ``said``.

    Raises ``RepositoryError`` where git cannot tell.
    """
    from ragplan.repository.git import open_repository

    with open_repository(Path(folder)) as repository:
        yield repository
        for note in repository.notes:
            if note not in said:
                notify(f"note: {one_line(note)}")


@contextmanager
def history_of(folder: str) -> "Iterator[Timeline]":
    """The plans of a folder through time; exits with 2 and one sentence where git cannot tell."""
    from ragplan.repository.errors import RepositoryError
    from ragplan.timeline import Timeline

    try:
        with opened(folder) as repository:
            yield Timeline(repository)
    except RepositoryError as error:
        fail(str(error))


class Stood(NamedTuple):
    """The files of the plans, the day to judge at, and the commit they are of, ``None`` for what is on disk.

    ``said`` is what was told of the past already; ``frozen`` tells that a freeze tag named the commit.
    ``at`` and ``as_of`` are what was asked for.
    """

    found: Found
    day: str
    commit: "Commit | None" = None
    said: tuple[str, ...] = ()
    frozen: bool = False
    at: str = ""
    as_of: str = ""


def stood_at(folder: str, at: str, as_of: str, programme: str = "") -> Stood:
    """The plans as they stood; a meeting or a day is the day to judge at where none is asked for."""
    if not at:
        return Stood(plan_files(folder), as_of, as_of=as_of)
    with history_of(folder) as timeline:
        repository = timeline.repository
        resolved = _resolved(repository, folder, at, as_of, programme)
        found = repository.files(resolved.commit)
    if found.empty:
        fail(f"no plan files (.yaml) in {one_line(folder)!r} at commit {resolved.commit.short}")
    tell_stood(resolved)
    day = "" if is_revision_name(at) else resolved.day.isoformat()
    return Stood(found, as_of or day, resolved.commit, tuple(repository.notes), resolved.frozen, at, as_of)


def tell_stood(resolved: "Resolved") -> None:
    """Say which commit is read."""
    frozen = ", as frozen" if resolved.frozen else ""
    notify(f"note: the plan as it stood at {resolved.commit.short}, {resolved.day}{frozen}")


def snapshots(
    folder: str, chosen: Sequence[tuple[Programme, date]], stood: Stood, *, look: bool = False
) -> list[Snapshot]:
    """Programmes at their days, knowing what the meeting before saw where that could tell who has spoken.

    ``stood`` is what they were read from. With ``look`` git is asked in any case. What git
    cannot tell is told by dates, and said so on standard error.
    """
    found = [Snapshot(programme, on) for programme, on in chosen]
    unsure = [by_dates_alone(each, owed(each)) for each in found]
    if not any(unsure) and not (look and any(_met(each) for each in found)):
        return found
    from ragplan.repository.errors import RepositoryError
    from ragplan.timeline import Timeline

    try:
        with opened(folder, stood.said) as repository:
            timeline = Timeline(repository)
            line = timeline.until(stood.commit) if stood.commit else timeline
            return [
                _seen(line, each, 2 if look else 1) if look or asked else each
                for each, asked in zip(found, unsure, strict=True)
            ]
    except RepositoryError as error:
        if any(unsure):
            notify(f"{BY_DATES}: {error}")
        return found


def _met(snapshot: Snapshot) -> bool:
    """Whether the group met before a snapshot's day."""
    return last_meeting(snapshot.programme.calendar, snapshot.on) is not None


def _seen(timeline: "Timeline", snapshot: Snapshot, meetings: int) -> Snapshot:
    return replace(snapshot, seen=timeline.seen_before(snapshot.programme, snapshot.on, meetings))


def plan_of_the_day(programme: Programme, on: date, folder: str) -> tuple[Programme, bool]:
    """The programme as it stood on a day, with the papers it has now, where git knows it; and whether frozen.

    Where nothing was committed since and nothing frozen, the files as they are count: work on them goes on.
    """
    from ragplan.repository.errors import NoRepositoryError, RepositoryError

    try:
        seen = _seen_on(programme, on, folder)
    except NoRepositoryError:
        return programme, False
    except RepositoryError as error:
        notify(f"note: the plan is shown as it stands now: {error}")
        return programme, False
    if seen is None:
        return programme, False
    resolved, recorded = seen
    if recorded.programme is None:
        where = f"{resolved.commit.short}, {on}"
        notify(f"note: the plan is shown as it stands now; at {where}, {one_line(recorded.note)}")
        return programme, False
    tell_stood(resolved)
    stood = replace(recorded.programme, papers=programme.papers, annexes=programme.annexes)
    return stood, resolved.frozen


def _seen_on(programme: Programme, on: date, folder: str) -> "tuple[Resolved, Recorded] | None":
    """The commit that a day saw and the programme at it; ``None`` for none and the last unless frozen."""
    from ragplan.history import zone_of
    from ragplan.repository.meetings import held
    from ragplan.timeline import Timeline

    with opened(folder) as repository:
        resolved = next(held(repository, programme.id, [on], zone_of(programme)), None)
        if resolved is None or (resolved.commit == repository.line()[-1] and not resolved.frozen):
            return None
        return resolved, Timeline(repository).at(resolved.commit, programme.id)


def current_programmes(repository: "Repository", folder: str, id: str) -> tuple[Programme, ...]:
    """The programmes a command is to use as they are now: on disk, or in the last commit that can be read.

    Their calendars say when the group met. Exits with 2 where none can be read or there is none.
    """
    latest = next(
        (plans for plans in _latest(repository, folder) if plans.programmes and not plans.broken), None
    )
    return readable_programmes(latest or next(_latest(repository, folder)), id, folder)


def _latest(repository: "Repository", folder: str) -> Iterator[Plans]:
    """The plans on disk, then those of each commit from the last one back."""
    if not repository.bare and Path(folder).is_dir():
        yield loaded(working_files(Path(folder)))
    yield loaded(repository.files())
    for commit in reversed(repository.line()[:-1]):
        yield loaded(repository.files(commit))


def _resolved(repository: "Repository", folder: str, at: str, as_of: str, id: str) -> "Resolved":
    """The commit that all chosen programmes mean; exits with 2 where they mean several."""
    from ragplan.history import time_zone, zone_of
    from ragplan.repository.meetings import Resolved, resolve

    if is_revision_name(at):
        commit = repository.commit(at)
        return Resolved(commit, commit.day(time_zone()))
    found: dict[tuple[Commit, date], tuple[str, Resolved]] = {}
    for programme, before in judged_on(current_programmes(repository, folder, id), as_of):
        meetings = programme.calendar.meetings
        meant = resolve(repository, at, programme.id, meetings, before, zone_of(programme))
        found.setdefault((meant.commit, meant.day), (programme.id, meant))
    if len(found) > 1:
        ids = listed(name for name, _ in found.values())
        fail(f"{one_line(at)!r} is not the same for {ids}; name one with --programme, or give a revision")
    ((_, resolved),) = found.values()
    return resolved


def is_revision_name(text: str) -> bool:
    """Whether a text names a commit rather than a day or a meeting."""
    from ragplan.history import is_counted, named_day

    return not is_counted(text) and named_day(text) is None

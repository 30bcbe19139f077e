"""What a report is asked for: programmes of the plans as they stood, with what git knows of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ragplan.cli.filters import check_known, check_lead, organisation_names
from ragplan.cli.past import Stood, opened, snapshots
from ragplan.cli.policies import Options, policy_of
from ragplan.cli.session import PLANS, fail, notify
from ragplan.code_owners import CodeOwners
from ragplan.diff.owing import Owed, everybody
from ragplan.forge import Branch
from ragplan.history import Past, zone_of
from ragplan.loader import Reading
from ragplan.model.programme import Programme
from ragplan.model.public import public_snapshot
from ragplan.model.snapshot import Snapshot
from ragplan.plans import Plans
from ragplan.reports import Needs, Report
from ragplan.reports.commands import Scope
from ragplan.reports.request import EditLink, Request, Sources, unlinked
from ragplan.repository.errors import RepositoryError

if TYPE_CHECKING:
    from ragplan.timeline import Timeline

WITHOUT_PAST = "note: made without the history"

Chosen = Sequence[tuple[Programme, date]]
"""Programmes, each with the day it is judged at."""


Pasts = dict[tuple[str, date], Past]
"""Pasts of programmes up to days, by id and day."""


class Asking(NamedTuple):
    """What was asked for: the report, what it is of, the rest of it as a request, and where the plans are.

    ``cached`` allows what an earlier run counted to be used; ``look`` asks for the meetings before where
    the report alone would do without. ``pasts`` holds what reports before this one read of the past, by
    programme and day; what this one reads is added.
    """

    report: Report
    of: str
    rest: Request
    folder: str
    stood: Stood
    public: bool = False
    cached: bool = True
    look: bool = False
    pasts: Pasts | None = None


def requests(asking: Asking, reading: Reading, read: Plans, chosen: Chosen) -> Iterator[Request]:
    """The request of each page that is to be made.

    Exits with 2 where the report is of something that no programme has, or where it is nothing without
    git and git cannot tell.
    """
    if asking.report.of == "ORGANISATION":
        check_known("organisation", asking.of, organisation_names(each for each, _ in chosen))
    if asking.report.of == "LEAD":
        check_lead(asking.of, [each for each, _ in chosen])
    asking = asking._replace(rest=replace(asking.rest, sources=_sources(asking, read)))
    several = bool(read.programmes[1:])
    known = [
        replace(_shown(each, public=asking.public), scope=_scope(asking, each.programme, several=several))
        for each in _known(asking, reading, chosen)
    ]
    if asking.report.together:
        known = [replace(known[0], together=tuple(each.snapshot for each in known))]
    for each in known:
        yield from _of_each(asking, each)


def _scope(asking: Asking, programme: Programme, *, several: bool) -> Scope:
    """How a command is told to read what a request is of; ``several`` programmes have to be told apart."""
    stood = asking.stood
    folder = "" if asking.folder == PLANS else asking.folder
    return Scope(folder, programme.id if several else "", stood.at, stood.as_of, asking.public)


def _sources(asking: Asking, read: Plans) -> Sources:
    """The plans' files, with the working days of the policy where the report looks at what is owed.

    An organisation is shown the places where it writes as links where the forge is known.
    """
    if asking.report.needs in (Needs.TODAY, Needs.COURSE):
        return Sources(read.documents)
    working_days = policy_of(asking.folder, Options()).working_days
    link = _linking(asking.folder, read.code_owners) if asking.report.of == "ORGANISATION" else unlinked
    return Sources(read.documents, link, working_days)


def _linking(folder: str, place: CodeOwners | None) -> EditLink:
    """The addresses at which people edit lines of files, where the forge is known."""
    branch = _branch(folder)
    if branch is None or place is None:
        return unlinked
    return lambda path, line: branch.editing(place.from_top(path), line)


def _branch(folder: str) -> Branch | None:
    from ragplan.cli.forges import edited_branch
    from ragplan.repository.git import open_repository

    try:
        with open_repository(Path(folder)) as repository:
            return edited_branch(repository)
    except RepositoryError:
        return None


def _shown(request: Request, *, public: bool) -> Request:
    """A request as everybody may see it, where that is wanted."""
    if not public:
        return request
    past = request.past.public() if request.past else None
    return replace(request, snapshot=public_snapshot(request.snapshot), past=past)


def _of_each(asking: Asking, request: Request) -> Iterator[Request]:
    """A request for each thing that the report is to be of; none for an organisation of another programme."""
    if asking.report.of != "ORGANISATION":
        rows = replace(request.wanted, lead=asking.of) if asking.report.of == "LEAD" else request.wanted
        yield replace(request, subject=asking.of, wanted=rows)
        return
    wanted = request.programme.code(asking.of) if asking.of else ""
    request = replace(request, owed=Owed(request.snapshot, request.sources.working_days))
    for code in everybody(request.programme):
        if wanted in ("", code):
            yield replace(request, subject=code, wanted=replace(request.wanted, organisation=code))


def _known(asking: Asking, reading: Reading, chosen: Chosen) -> Iterator[Request]:
    """A request for each programme, with what git knows of it."""
    needs = asking.report.needs
    if needs in (Needs.PAST, Needs.COURSE):
        try:
            yield from _through_time(asking, reading, chosen)
        except RepositoryError as error:
            if asking.report.from_git:
                fail(str(error))
            notify(f"{WITHOUT_PAST}: {error}")
            yield from (
                replace(asking.rest, snapshot=Snapshot(*each), zone=zone_of(each[0])) for each in chosen
            )
        return
    look = asking.look or needs is not Needs.TODAY
    for judged in snapshots(asking.folder, chosen, asking.stood, look=look):
        yield replace(asking.rest, snapshot=judged, zone=zone_of(judged.programme))


def _through_time(asking: Asking, reading: Reading, chosen: Chosen) -> list[Request]:
    """A request for each programme with its past; raises ``RepositoryError`` where git cannot tell it.

    What is read already is not read again, nor what a cache holds where it may be used.
    """
    from ragplan.timeline import Timeline

    with opened(asking.folder, asking.stood.said) as repository:
        timeline = Timeline(repository)
        timeline.take(reading.parts)
        line = timeline.until(asking.stood.commit) if asking.stood.commit else timeline
        if asking.report.of == "REF":
            return [_of_action(asking, line, chosen)]
        return [_with_past(asking, line, programme, on) for programme, on in chosen]


def _of_action(asking: Asking, timeline: Timeline, chosen: Chosen) -> Request:
    """The request of the one action that is asked for; exits with 2 where no programme ever had it."""
    from ragplan.cli.action_histories import history_of_action
    from ragplan.reports.history.action import Focus

    pasts = {programme.id: (programme, on, timeline.past(programme, on)) for programme, on in chosen}
    focus = Focus(asking.of, asking.rest.wanted.organisation)
    history = history_of_action(timeline, [*pasts.values()], focus, public=asking.public)
    programme, on, past = pasts[history.here.programme.id]
    judged = past.snapshot(programme, on)
    return replace(asking.rest, snapshot=judged, past=past, history=history, zone=zone_of(programme))


def _past(asking: Asking, timeline: Timeline, programme: Programme, on: date) -> Past:
    """A programme's past up to a day, which is read once for all reports of a run."""
    pasts = {} if asking.pasts is None else asking.pasts
    if (programme.id, on) not in pasts:
        pasts[programme.id, on] = timeline.past(programme, on)
    return pasts[programme.id, on]


def _with_past(asking: Asking, timeline: Timeline, programme: Programme, on: date) -> Request:
    known = replace(asking.rest, zone=zone_of(programme))
    if asking.report.needs is Needs.PAST:
        past = _past(asking, timeline, programme, on)
        return replace(known, snapshot=past.snapshot(programme, on), past=past)
    from ragplan.cache import usual
    from ragplan.timeline.courses import course

    seen = timeline.seen_before(programme, on, 2)
    kept = usual() if asking.cached else None
    return replace(
        known, snapshot=Snapshot(programme, on, seen), course=course(timeline, programme, on, kept)
    )

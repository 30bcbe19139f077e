"""A programme's course over its meetings, gone on with from where an earlier run came to.

What the meetings up to one come to is decided by the plan files that led there and by ragplan's own
code. It is kept by a digest of these, so that a new meeting costs what it changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from hashlib import sha256

from ragplan.cache import Cache, code
from ragplan.history import Commit, MeetingPeriod
from ragplan.history.course import Course, Meeting, Tallies, tallies_as_json, tallies_from_json
from ragplan.history.tallies import MeetingCounter, Memory, Tally
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Snapshot
from ragplan.timeline.snapshots import Timeline


def course(timeline: Timeline, programme: Programme, until: date, kept: Cache | None = None) -> Course:
    """The course of a programme over its meetings up to a day; with a cache, on from what is kept there."""
    periods, rest = timeline.periods(programme, until)
    digests = list(_digests(timeline, programme.id, periods)) if kept else []
    done, start = _longest(programme, digests, kept)
    timeline.read([*_commits(periods[done:]), *rest])
    whole, last = _walked(timeline, programme, periods, done, start)
    known = _known(periods, whole)
    if kept and len(known.tallies) > done:
        kept.put(digests[len(known.tallies) - 1], tallies_as_json(known))
    meetings = tuple(
        Meeting(period.day, period.commit, period.frozen, tally, why)
        for period, tally, why in zip(periods, whole.tallies, whole.whys, strict=True)
    )
    line = [*(each for period in periods for each in period.commits), *rest]
    notes = (*whole.notes, *(timeline.at(each, programme.id).note for each in rest))
    met = [(each.day, each.commit, each.note) for each in meetings]
    gaps = timeline.gaps(programme, until, met, zip(line, notes, strict=True))
    return Course(programme, meetings, last, whole.memory or Memory(), gaps)


def _walked(
    timeline: Timeline, programme: Programme, periods: Sequence[MeetingPeriod], gone: int, start: Tallies
) -> tuple[Tallies, Snapshot | None]:
    """What periods come to of which some are gone already, and what the last meeting that is known saw."""
    ahead = periods[gone:]
    last = next((_saw(timeline, programme, period) for period in periods[:gone][-1:]), None)
    counter = MeetingCounter(programme.known_as, start.memory, last)
    tallies = (*start.tallies, *_tallies(timeline, programme, ahead, counter))
    whys = (*start.whys, *(timeline.at(period.commit, programme.id).note for period in ahead))
    commits = [each for period in ahead for each in period.commits]
    notes = (*start.notes, *(timeline.at(each, programme.id).note for each in commits))
    return Tallies(tallies, whys, notes, counter.memory), counter.last


def _digests(timeline: Timeline, id: str, periods: Iterable[MeetingPeriod]) -> Iterator[bytes]:
    """For each period a digest of all that decides what the meetings up to its end come to."""
    digest = sha256(repr((id, list(code()))).encode("utf-8", "backslashreplace")).digest()
    for period in periods:
        contents = map(timeline.digest, (*period.commits, period.commit))
        digest = sha256(b"".join((digest, period.day.isoformat().encode(), *contents))).digest()
        yield digest


def _longest(programme: Programme, digests: Sequence[bytes], kept: Cache | None) -> tuple[int, Tallies]:
    """The most periods of which it is kept what they come to, and that."""
    name = programme.known_as
    for done in range(len(digests), 0, -1):
        text = kept.get(digests[done - 1]) if kept else None
        stretch = tallies_from_json(text, name) if text else None
        if stretch and len(stretch.tallies) == done:
            return done, stretch
    return 0, Tallies()


def _known(periods: Sequence[MeetingPeriod], whole: Tallies) -> Tallies:
    """What periods come to up to the last meeting that is known, from which one can go on."""
    known = max((number for number, tally in enumerate(whole.tallies, 1) if tally), default=0)
    commits = sum(len(period.commits) for period in periods[:known])
    return Tallies(whole.tallies[:known], whole.whys[:known], whole.notes[:commits], whole.memory)


def _tallies(
    timeline: Timeline, programme: Programme, periods: Iterable[MeetingPeriod], counter: MeetingCounter
) -> Iterator[Tally | None]:
    """What the meetings at the ends of periods saw comes to; commits count from the next that is known."""
    waiting: list[Programme] = []
    for period in periods:
        saw = _saw(timeline, programme, period)
        recorded = (timeline.at(each, programme.id).programme for each in period.commits)
        waiting += [each for each in recorded if each]
        if saw is None:
            yield None
            continue
        for each in {id(each): each for each in waiting if each is not saw.programme}.values():
            counter.recorded(each)
        waiting.clear()
        yield counter.tally(saw)


def _saw(timeline: Timeline, programme: Programme, period: MeetingPeriod) -> Snapshot | None:
    """What the meeting at the end of a period saw, read with the calendar of now."""
    recorded = timeline.at(period.commit, programme.id).programme
    return Snapshot(recorded.met(programme.calendar), period.day) if recorded else None


def _commits(periods: Iterable[MeetingPeriod]) -> Iterator[Commit]:
    for period in periods:
        yield from period.commits
        yield period.commit

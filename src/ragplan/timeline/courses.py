"""A programme's course over its meetings, gone on with from where an earlier run came to.

What the meetings up to one come to is decided by the plan files that led there and by ragplan's own
code. It is kept by a digest of these, so that a new meeting costs what it changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from hashlib import sha256

from ragplan.cache import Cache, code
from ragplan.diff.side import names
from ragplan.history import Commit, Leg
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Snapshot
from ragplan.reports.course import Course, Meeting
from ragplan.reports.course_json import Stretch, stretch_in, written
from ragplan.reports.tallies import Memory, Tally, Teller
from ragplan.timeline.snapshots import Timeline


def course(timeline: Timeline, programme: Programme, until: date, kept: Cache | None = None) -> Course:
    """The course of a programme over its meetings up to a day; with a cache, on from what is kept there."""
    legs, rest = timeline.legs(programme, until)
    digests = list(_digests(timeline, programme.id, legs)) if kept else []
    done, start = _longest(programme, digests, kept)
    timeline.read([*_commits(legs[done:]), *rest])
    whole, last = _walked(timeline, programme, legs, done, start)
    known = _known(legs, whole)
    if kept and len(known.tallies) > done:
        kept.put(digests[len(known.tallies) - 1], written(known))
    meetings = tuple(
        Meeting(leg.day, leg.commit, leg.frozen, tally, why)
        for leg, tally, why in zip(legs, whole.tallies, whole.whys, strict=True)
    )
    line = [*(each for leg in legs for each in leg.commits), *rest]
    notes = (*whole.notes, *(timeline.at(each, programme.id).note for each in rest))
    met = [(each.day, each.commit, each.note) for each in meetings]
    gaps = timeline.gaps(programme, until, met, zip(line, notes, strict=True))
    return Course(programme, meetings, last, whole.memory or Memory(), gaps)


def _walked(
    timeline: Timeline, programme: Programme, legs: Sequence[Leg], gone: int, start: Stretch
) -> tuple[Stretch, Snapshot | None]:
    """What legs come to of which some are gone already, and what the last meeting that is known saw."""
    ahead = legs[gone:]
    last = next((_saw(timeline, programme, leg) for leg in legs[:gone][-1:]), None)
    teller = Teller(names(programme), start.memory, last)
    tallies = (*start.tallies, *_tallies(timeline, programme, ahead, teller))
    whys = (*start.whys, *(timeline.at(leg.commit, programme.id).note for leg in ahead))
    commits = [each for leg in ahead for each in leg.commits]
    notes = (*start.notes, *(timeline.at(each, programme.id).note for each in commits))
    return Stretch(tallies, whys, notes, teller.memory), teller.last


def _digests(timeline: Timeline, id: str, legs: Iterable[Leg]) -> Iterator[bytes]:
    """For each leg a digest of all that decides what the meetings up to its end come to."""
    digest = sha256(repr((id, list(code()))).encode("utf-8", "backslashreplace")).digest()
    for leg in legs:
        contents = map(timeline.digest, (*leg.commits, leg.commit))
        digest = sha256(b"".join((digest, leg.day.isoformat().encode(), *contents))).digest()
        yield digest


def _longest(programme: Programme, digests: Sequence[bytes], kept: Cache | None) -> tuple[int, Stretch]:
    """The most legs of which it is kept what they come to, and that."""
    name = names(programme)
    for done in range(len(digests), 0, -1):
        text = kept.get(digests[done - 1]) if kept else None
        stretch = stretch_in(text, name) if text else None
        if stretch and len(stretch.tallies) == done:
            return done, stretch
    return 0, Stretch()


def _known(legs: Sequence[Leg], whole: Stretch) -> Stretch:
    """What legs come to up to the last meeting that is known, from which one can go on."""
    known = max((number for number, tally in enumerate(whole.tallies, 1) if tally), default=0)
    commits = sum(len(leg.commits) for leg in legs[:known])
    return Stretch(whole.tallies[:known], whole.whys[:known], whole.notes[:commits], whole.memory)


def _tallies(
    timeline: Timeline, programme: Programme, legs: Iterable[Leg], teller: Teller
) -> Iterator[Tally | None]:
    """What the meetings at the ends of legs saw comes to; commits count from the next that is known."""
    waiting: list[Programme] = []
    for leg in legs:
        saw = _saw(timeline, programme, leg)
        recorded = (timeline.at(each, programme.id).programme for each in leg.commits)
        waiting += [each for each in recorded if each]
        if saw is None:
            yield None
            continue
        for each in {id(each): each for each in waiting if each is not saw.programme}.values():
            teller.recorded(each)
        waiting.clear()
        yield teller.tally(saw)


def _saw(timeline: Timeline, programme: Programme, leg: Leg) -> Snapshot | None:
    """What the meeting at the end of a leg saw, read with the calendar of now."""
    recorded = timeline.at(leg.commit, programme.id).programme
    return Snapshot(recorded.met(programme.calendar), leg.day) if recorded else None


def _commits(legs: Iterable[Leg]) -> Iterator[Commit]:
    for leg in legs:
        yield from leg.commits
        yield leg.commit

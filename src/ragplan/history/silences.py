"""Who is silent on a day, row by row, and at how many meetings in turn it has been."""

from collections.abc import Mapping

from ragplan.diff.side import sides
from ragplan.history.past import Past
from ragplan.history.tallies import MeetingCounter, Quiet
from ragplan.model.snapshot import Key, Snapshot


def silences(past: Past, now: Snapshot) -> Mapping[Key, Quiet]:
    """The rows that are silent on the day of a snapshot, in the order of the plan.

    Where the group meets on that very day its meeting counts too; else a row that spoke for the last
    meeting, and has said nothing since, has been silent at none.
    """
    programme = now.programme
    counter = MeetingCounter(programme.known_as)
    for held in past.meetings:
        saw = held.recorded.programme
        if saw is not None and held.meeting < now.on:
            counter.tally(Snapshot(saw.met(programme.calendar), held.meeting))
    last = counter.last
    before = sides(last, programme.known_as) if last else {}
    if programme.calendar.on(now.on):
        counter.tally(now)
    found = counter.memory.silences
    return {
        key: found.get(key) or Quiet(0, last.on if last and key in before else None)
        for key, side in sides(now, programme.known_as).items()
        if side.assessment.silent
    }

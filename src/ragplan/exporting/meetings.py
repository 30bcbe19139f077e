"""The meetings of a programme: what each saw, what changed between two, and what its rows came to."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ragplan.diff import Change, compare
from ragplan.diff.json_v1 import End, Ends
from ragplan.diff.silence import UpdateState, update_state
from ragplan.history import Held, Past
from ragplan.model.judged import JudgedRow
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Snapshot
from ragplan.query import rows
from ragplan.reports.counts import Counts, count


class Met(NamedTuple):
    """A meeting and what it saw, ``None`` where its plans do not hold the programme or do not load."""

    held: Held
    snapshot: Snapshot | None


class Changed(NamedTuple):
    """A change and the two ends between which it happened."""

    ends: Ends
    change: Change


class OwnersMeeting(NamedTuple):
    """What the rows of one owner that a meeting saw come to; ``""`` for rows that nobody owns.

    ``counts`` is ``None`` where the meeting's plans cannot be read, and ``note`` says why.
    """

    programme: str
    as_of: date
    organisation: str
    frozen: bool
    counts: Counts | None
    updates: Counter[UpdateState]
    note: str = ""


def seen(programme: Programme, meetings: Iterable[Held]) -> Iterator[Met]:
    """What each meeting saw, oldest first, with the calendar of now; each knows what the two before it saw.

    Of an earlier one that is not known nothing is known: it is passed over, as papers do.
    """
    last: Snapshot | None = None
    for each in meetings:
        then = each.recorded.programme
        if then is None:
            yield Met(each, None)
            continue
        then = then.met(programme.calendar)
        before = replace(last, seen=last.seen and replace(last.seen, seen=None)) if last else None
        last = Snapshot(then, each.meeting, before)
        yield Met(each, last)


def changes(past: Past, meetings: Iterable[Met]) -> Iterator[tuple[Ends, Iterable[Change]]]:
    """What changed from one known meeting to the next; ``past`` is that of the programme, all of it."""
    last: tuple[Snapshot, End] | None = None
    for held, snapshot in meetings:
        if snapshot is None:
            continue
        end = End(held.recorded.commit.revision, held.meeting, held.meeting)
        if last:
            old, since = last
            on = old.on
            yield (since, end), compare(old, snapshot, lambda on=on: past.before(on))  # type: ignore[misc]
        last = snapshot, end


def unread(programme: str, held: Held) -> OwnersMeeting:
    """A meeting of which nothing can be counted, and why."""
    return OwnersMeeting(programme, held.meeting, "", held.frozen, None, Counter(), held.recorded.note)


def by_owner(snapshot: Snapshot, *, frozen: bool = False) -> Iterator[OwnersMeeting]:
    """What the rows of a programme on a day come to, owner by owner in the order of the rows."""
    found: dict[str, list[JudgedRow]] = {}
    for judged in rows([snapshot]):
        found.setdefault(judged.organisation, []).append(judged)
    for code, own in found.items():
        owed = (each for each in own if each.assessment.owes)
        updates = Counter(update_state(snapshot, each.row, each.assessment.silence) for each in owed)
        yield OwnersMeeting(snapshot.programme.id, snapshot.on, code, frozen, count(own), updates)

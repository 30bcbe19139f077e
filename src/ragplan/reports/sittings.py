"""A programme's past to what each meeting saw of it: rows judged and counted, and who was heard."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ragplan.diff import Heard, Snapshot
from ragplan.diff.side import Key, Side, names
from ragplan.diff.silence import heard, span
from ragplan.history import Held, Past
from ragplan.model.calendar import Calendar
from ragplan.model.dates import PlanDate
from ragplan.model.key import Category
from ragplan.model.programme import Programme
from ragplan.reports.counts import Counts, Judged, count


@dataclass(frozen=True)
class Sitting:
    """A meeting whose plan is known; ``before`` is the last such meeting before it.

    ``calendar`` is the programme's as it is now, whose meetings say when a period ended; ``name``
    gives an organisation's code of now.
    """

    held: Held
    programme: Programme
    calendar: Calendar
    before: Sitting | None
    name: Callable[[str], str]

    @property
    def day(self) -> date:
        """The day of the meeting."""
        return self.held.meeting

    @cached_property
    def judged(self) -> tuple[Judged, ...]:
        """The rows as the meeting saw them."""
        return tuple((side.row, side.assessment) for side in self._sides)

    @cached_property
    def counts(self) -> Counts:
        """The counts of its plan report."""
        return count(self.judged)

    @cached_property
    def rows(self) -> Mapping[Key, Side]:
        """Rows by ref and organisation; an organisation's own action before a shared one."""
        found: dict[Key, Side] = {}
        for side in self._sides:
            key = (side.action.ref, self.name(side.row.organisation))
            if key not in found or side.action.organisation:
                found[key] = side
        return found

    @cached_property
    def heard(self) -> Mapping[Key, Heard]:
        """What the owner of each open position did since the meeting before."""
        earlier = self.before.rows if self.before else {}
        days = span(self.calendar, self.before.day, self.day) if self.before else None
        return {
            key: heard(side, earlier.get(key), days)
            for key, side in self.rows.items()
            if side.position is not None and side.assessment.open
        }

    @cached_property
    def _sides(self) -> tuple[Side, ...]:
        snapshot = Snapshot(self.programme, self.day)
        return tuple(Side(snapshot, row) for row in self.programme.rows)


class Course(NamedTuple):
    """A programme, its meetings with what each saw, and those of them that are known, oldest first.

    ``first`` are the due dates that rows were first given; ``levels`` the categories that any meeting
    saw, best first, and ``None`` where a row was not rated.
    """

    programme: Programme
    meetings: tuple[tuple[Held, Sitting | None], ...]
    known: tuple[Sitting, ...]
    first: Mapping[Key, PlanDate]
    levels: tuple[Category | None, ...]


def course(programme: Programme, past: Past, until: date) -> Course:
    """The course of a programme over its meetings up to a day."""
    meetings = tuple(sittings(programme, past, until))
    known = tuple(each for _, each in meetings if each)
    return Course(programme, meetings, known, first_dates(known, past), tuple(_levels(known)))


def _levels(known: Sequence[Sitting]) -> Iterator[Category | None]:
    seen = {category for each in known for category in each.counts.categories}
    yield from (category for category in reversed(Category) if category in seen)
    if any(each.counts.unrated for each in known):
        yield None


def sittings(programme: Programme, past: Past, until: date) -> Iterator[tuple[Held, Sitting | None]]:
    """Each meeting up to a day with what it saw, ``None`` where that is not known."""
    name = names(programme)
    before: Sitting | None = None
    for held in past.meetings:
        if held.meeting > until:
            return
        seen = held.recorded.programme
        if seen is None:
            yield held, None
            continue
        before = Sitting(held, seen, programme.calendar, before, name)
        yield held, before


def first_dates(known: Sequence[Sitting], past: Past) -> Mapping[Key, PlanDate]:
    """The due date that each row was first given, whatever was written over it since."""
    found: dict[Key, PlanDate] = {}
    if not known:
        return found
    name, last = known[0].name, known[-1].held.recorded.commit.at
    commits = [each.programme for each in past.commits if each.programme and each.commit.at <= last]
    distinct = {id(each): each for each in (*commits, *(each.programme for each in known))}
    for programme in distinct.values():
        for row in programme.rows:
            first = row.deadline.first
            if first is not None and first.last is not None:
                found.setdefault((row.action.ref, name(row.organisation)), first)
    return found

"""What became of each row over a span of days: promised, done, moved, still open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from ragplan.diff.dating import moved_on
from ragplan.history import Past
from ragplan.history.dates import first_dates
from ragplan.history.rows import ProgrammeHistory, current_rows
from ragplan.model.dates import PlanDate
from ragplan.model.judged import JudgedRow, rows_by_key
from ragplan.model.snapshot import Snapshot
from ragplan.query import Filter, rows
from ragplan.reports.request import Request


class Fate(NamedTuple):
    """What became of a row over a span; ``promised`` were those then due by its end."""

    judged: JudgedRow
    promised: bool
    done: bool
    moved: bool

    @property
    def open(self) -> bool:
        """Whether it is still to be done at the end."""
        return self.judged.assessment.open

    @property
    def late(self) -> bool:
        """Whether it is past its date at the end."""
        return self.judged.assessment.overdue


@dataclass(frozen=True)
class Span:
    """A programme at the end of a span of days, and what became of each row that counts there.

    ``began`` is the programme as it stood before the first day, ``None`` where it was not there yet or git
    cannot tell. ``known`` tells that git told it.
    """

    first: date
    end: Snapshot
    began: Snapshot | None
    fates: tuple[Fate, ...]
    known: bool

    @property
    def left(self) -> int:
        """How many rows were open before the span, and are not counted at its end any more."""
        if self.began is None:
            return 0
        name = self.end.programme.known_as
        here = {(each.judged.row.action.ref, name(each.judged.organisation)) for each in self.fates}
        before = rows([self.began], Filter(counted=True, open=True))
        return sum((each.row.action.ref, name(each.organisation)) not in here for each in before)


class Sums(NamedTuple):
    """How many rows were promised, done, both of these, moved, and are open and late at the end."""

    promised: int
    done: int
    kept: int
    moved: int
    open: int
    late: int


def sums(fates: Iterable[Fate]) -> Sums:
    """Count what became of rows."""
    found: Counter[str] = Counter()
    for each in fates:
        found.update(
            promised=each.promised,
            done=each.done,
            kept=each.promised and each.done,
            moved=each.moved,
            open=each.open,
            late=each.late,
        )
    return Sums(*(found[name] for name in Sums._fields))


def span(request: Request) -> Span:
    """The span asked for, else from the group's first meeting, or the first commit, to the request's day."""
    past, now = request.past, request.snapshot
    until = min(request.until or now.on, now.on)
    first = min(request.since or _beginning(request), until)
    if past is None:
        end = Snapshot(now.programme, until)
        dated = tuple(_dated(each, first) for each in rows([end], Filter(counted=True)))
        return Span(first, end, None, dated, known=False)
    stood = now.programme if until == now.on else past.stood(until, request.zone)
    if stood is None:
        return Span(first, Snapshot(now.programme, until), None, (), known=True)
    end = Snapshot(stood.met(now.programme.calendar), until)
    eve = first - timedelta(days=1)
    before = past.stood(eve, request.zone)
    began = Snapshot(before, eve) if before else None
    return Span(first, end, began, tuple(_fates(end, began, past.until(until, request.zone))), known=True)


def _beginning(request: Request) -> date:
    """The day of the first meeting, else of the first commit, else the day of the request."""
    commits = request.past.commits[:1] if request.past else ()
    days = (*request.programme.calendar.meetings[:1], *(each.commit.day(request.zone) for each in commits))
    return next(iter(days), request.on)


def _fates(end: Snapshot, began: Snapshot | None, past: Past) -> Iterator[Fate]:
    """What became of each row that counts at the end, as the plan stood before and stands then."""
    history = ProgrammeHistory(end.programme, past, end.on)
    before = rows_by_key(began, end.programme.known_as) if began else {}
    given = {
        key: next((each.date for each in first_dates(history, versions)), row.deadline.first)
        for key, row, versions in current_rows(history)
    }
    for judged in rows([end], Filter(counted=True)):
        key = (judged.row.action.ref, end.programme.known_as(judged.organisation))
        then = before.get(key)
        date = then.row.deadline.current if then else given.get(key, judged.row.deadline.first)
        began_open = then is None or then.assessment.open
        yield Fate(
            judged,
            promised=began_open and _by(date, end.on),
            done=began_open and not judged.assessment.open,
            moved=date is not None and moved_on(date, judged.row.deadline.current),
        )


def _dated(judged: JudgedRow, first: date) -> Fate:
    """What the dates of a row alone tell of a span that begins on a day and ends with that of the row."""
    row, until = judged.row, judged.as_of
    completed = row.position.completed if row.position else None
    over = _within(completed, first, until)
    before = completed is not None and completed.last is not None and completed.last < first
    return Fate(
        judged,
        promised=not before and _by(row.deadline.first, until),
        done=over and not judged.assessment.open,
        moved=any(_within(each.on, first, until) for each in row.deadline.revisions),
    )


def _by(when: PlanDate | None, until: date) -> bool:
    """Whether a date is due by a day."""
    return when is not None and when.last is not None and when.last <= until


def _within(when: PlanDate | None, first: date, last: date) -> bool:
    """Whether any day of a date lies in a span."""
    return bool(when and when.first and when.last and when.first <= last and when.last >= first)

"""The fields of the plans that hold dates: those that are doubtful, and the due dates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeGuard

from ragplan.diagnostics import Origin
from ragplan.model.dates import PlanDate, Precision
from ragplan.model.paper import Paper
from ragplan.model.plan import NO_DEADLINE, Deadline
from ragplan.model.programme import Programme
from ragplan.plans import Plans


class Dated(NamedTuple):
    """A date field: the entry it is in, the steps to it, and what it says.

    ``due`` dates may be ``ongoing``; ``day_only`` ones must not be a month. A ``key`` stands before the
    colon.
    """

    entry: Origin
    steps: tuple[str | int, ...]
    date: PlanDate
    due: bool = False
    day_only: bool = False
    key: bool = False

    @property
    def origin(self) -> Origin:
        """The place of the field."""
        return self.entry.at(*self.steps)


def doubtful_dates(plans: Plans) -> Iterator[Dated]:
    """Every date field that holds no date that it may hold, and every meeting."""
    for programme in plans.programmes:
        for written in programme.calendar.written:
            yield Dated(written.origin, (), written.when, day_only=True, key=written.key)
        yield from _around(programme)
        for action in programme.actions:
            yield from _of(action, ("agreed", "start"))
            for index, released in enumerate(action.released):
                if _doubtful(released.on):
                    yield Dated(action.origin, ("released", index, "on"), released.on)
        for file in programme.files:
            yield from _of(file, ("reviewed",))
            for position in file.positions:
                yield from _of(position, ("updated", "completed"))
            for entry in file.on_recommendations:
                yield from _of(entry, ("updated", "review_by"))


def _of(entry: Any, names: tuple[str, ...]) -> Iterator[Dated]:
    for name in names:
        when = getattr(entry, name)
        if _doubtful(when):
            yield Dated(entry.origin, (name,), when)
    deadline = getattr(entry, "deadline", NO_DEADLINE)
    if deadline != NO_DEADLINE:
        yield from _of_deadline(entry.origin, deadline)
    for name in ("withdrawn", "assured"):
        if getattr(entry, name, None) is not None:
            yield from _inside(entry, name, "on")
    for index, proof in enumerate(getattr(entry, "evidence", ())):
        if _doubtful(proof.on):
            yield Dated(entry.origin, ("evidence", index, "on"), proof.on)


def _around(programme: Programme) -> Iterator[Dated]:
    """The doubtful dates of what stands around the plan: registers, predecessors, papers."""
    for name in ("supersedes", "superseded_by"):
        yield from _inside(programme, name, "approved")
    for register in programme.registers:
        yield from _inside(register, "response", "date")
        for dated in _inside(register, "source", "date"):
            yield dated._replace(steps=(*dated.steps, "published"))  # the one of them that is in the file
    for paper in programme.papers:
        yield from _of_paper(paper)


def _inside(entry: Any, name: str, field: str) -> Iterator[Dated]:
    """The date in a part of an entry that may be missing."""
    when = getattr(getattr(entry, name, None), field, None)
    if _doubtful(when):
        yield Dated(entry.origin, (name, field), when)


def _of_paper(paper: Paper) -> Iterator[Dated]:
    for name, when in (("date", paper.date), ("as_at", paper.as_at)):
        if when is not None and when.precision is not Precision.DAY:
            yield Dated(paper.origin, (name,), when, day_only=True)
    for index, considered in enumerate(paper.considered_by):
        if _doubtful(considered.on):
            yield Dated(paper.origin, ("considered_by", index, "on"), considered.on)


def _doubtful(when: PlanDate | None) -> TypeGuard[PlanDate]:
    return when is not None and when.first is None


def _of_deadline(origin: Origin, deadline: Deadline) -> Iterator[Dated]:
    if _doubtful(deadline.first):
        yield Dated(origin, ("due",), deadline.first, due=True)
    for index, revision in enumerate(deadline.written):
        if _doubtful(revision.to):
            yield Dated(origin, ("revised", index, "to"), revision.to, due=True)
        if _doubtful(revision.on):
            yield Dated(origin, ("revised", index, "on"), revision.on)
        if _doubtful(revision.refused):
            yield Dated(origin, ("revised", index, "refused"), revision.refused)


def deadlines(programme: Programme) -> Iterator[tuple[Origin, Deadline]]:
    """Every due date, with the entry it belongs to: of actions first, then of positions."""
    for action in programme.actions:
        if action.deadline != NO_DEADLINE:
            yield action.origin, action.deadline
    for file in programme.files:
        for position in file.positions:
            if position.deadline != NO_DEADLINE:
                yield position.origin, position.deadline

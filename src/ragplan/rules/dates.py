"""RAG2: date fields: what is no date, and what lies after all that is known."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple, TypeGuard

from ragplan.diagnostics import Origin, Severity
from ragplan.history import zone_of
from ragplan.model.dates import PlanDate, Precision
from ragplan.model.paper import Paper
from ragplan.model.plan import NO_DEADLINE, Deadline
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, Needs, Now, rule


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
    for index, each in enumerate(getattr(entry, "occurrences", ())):
        if _doubtful(each.on):
            yield Dated(entry.origin, ("occurrences", index, "on"), each.on)


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


@rule("RAG201", "invalid-date", Severity.ERROR)
def invalid_date(plans: Plans) -> Iterator[Finding]:
    """A date field holds something that is not a date.

    Why:
        "28 February 13", "TBC" and "31 February" are each read differently by each reader. A date is
        a day (2014-01-31) or a month (2014-01); where there is none yet, the field is left out. What is to
        be done, was, or is to be looked at again may also be given as a quarter of the calendar year
        (2014-Q1) or a year.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
            updated: 2014-02-31

    Fixed:
        @@
        -    updated: 2014-02-31
        +    updated: 2014-02-28

    Near miss:
        # A month is a date where the day is not known.
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
            updated: 2014-02
    """
    for dated in doubtful_dates(plans):
        if dated.date.precision is Precision.UNREADABLE:
            from ragplan.rules.written_dates import suggestion

            yield Finding(
                dated.origin,
                f"{dated.date.text!r} is not a date",
                suggestion(dated.date.text, due=dated.due),
                at_key=dated.key,
            )
        elif dated.date.precision is Precision.ONGOING and not dated.due:
            yield Finding(
                dated.origin,
                "only a due date can be 'ongoing'",
                "write a day (2014-01-31) or leave the field out",
            )
        elif dated.day_only and dated.date.precision is not Precision.DAY:
            yield Finding(
                dated.origin, "a day is needed here, not a month", "write it as 2014-01-27", at_key=dated.key
            )


@rule("RAG209", "update-ahead", Severity.ERROR, needs=Needs.CLOCK)
def update_ahead(plans: Plans, now: Now) -> Iterator[Finding]:
    """An `updated`, a `reviewed` or the day of something `done` lies after the commit and the day judged at.

    Why:
        Nobody has said something tomorrow. With a date ahead an owner would count as having spoken for
        meetings that are still to come, whatever happens until then. What is merely later than the day a
        paper speaks of does not count for that paper, and is no fault.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.
            updated: 9014-01-27

    Fixed:
        @@
        -    updated: 9014-01-27
        +    updated: 2014-01-27

    Near miss:
        # Written after the last meeting of a closed programme, but not in the future.
        organisation: A
        reviewed: 2015-01-12
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.
    """
    for programme in plans.programmes:
        latest = max(now(programme).on, _read_on(plans, programme))
        for origin, when in _dates(programme):
            if when is not None and when.first is not None and when.first > latest:
                yield Finding(
                    origin,
                    f"{origin.route[-1]!r} is in the future: {when}",
                    "write the day on which it was reported",
                )


def _read_on(plans: Plans, programme: Programme) -> date:
    """The day of the commit that was read, or of the run, where the programme's group meets."""
    if plans.read_at is None:
        return date.max
    return plans.read_at.astimezone(zone_of(programme)).date()


def _dates(programme: Programme) -> Iterator[tuple[Origin, PlanDate | None]]:
    for file in programme.files:
        yield file.origin.at("reviewed"), file.reviewed
        for position in file.positions:
            yield position.origin.at("updated"), position.updated
            for at, each in enumerate(position.occurrences):
                if each.done:
                    yield position.origin.at("occurrences", at, "on"), each.on
        for said in file.on_recommendations:
            yield said.origin.at("updated"), said.updated


RULES = (
    invalid_date,
    update_ahead,
)

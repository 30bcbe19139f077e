"""RAG2: due dates that cannot be right or are missing, and their revisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ragplan.diagnostics import Cause, Origin, Severity
from ragplan.model.dates import PlanDate, Precision
from ragplan.model.doubt import doubted
from ragplan.model.plan import Deadline
from ragplan.model.programme import Programme, Row
from ragplan.model.working_days import SATURDAY, WorkingDays
from ragplan.plans import Plans
from ragplan.rules.dates import deadlines
from ragplan.rules.open_rows import lacking
from ragplan.rules.rule import Finding, rule

A_YEAR = 365
FEW_FIRSTS, FEW_MONTHS, NEARLY_ALL = 5, 3, 0.9
"""From how many first days of how many months, and from which part of a file's dates, months are meant."""


@rule("RAG202", "due-before-programme", Severity.WARNING)
def due_before_programme(plans: Plans) -> Iterator[Finding]:
    """The due date of an open row lies nearly a year before the first meeting and the plan's other dates.

    Why:
        In January people write last year's number: "28 February 13" in a plan of January 2014. Read
        as it stands, the row would be a year overdue. A date some months before the first meeting is no
        slip, nor is one of an action that was completed then, or is carried from an earlier plan, or any
        in a plan that supersedes another.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "A1"
            title: Receive the providers' responses
            leads: [AA]
            due: 2013-02-28

    Fixed:
        @@
        -    due: 2013-02-28
        +    due: 2014-02-28

    Near miss:
        # It was overdue when the group first met.
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
            due: 2013-11
    """
    for programme in plans.programmes:
        for origin, row in _open_dates(programme).items():
            doubt = doubted(programme, row)
            if doubt is not None:
                far = "nearly" if doubt.days < A_YEAR else "more than"
                yield Finding(
                    origin,
                    f"{doubt.written} is {far} a year before the first meeting and the plan's other dates",
                    f"if the year is a typing error, write {doubt.likely}; if not, say why in 'queries'"
                    if doubt.likely
                    else "check the year",
                )


def _open_dates(programme: Programme) -> Mapping[Origin, Row]:
    """Where each first due date that still counts for something stands, with a row that it counts for."""
    found: dict[Origin, Row] = {}
    for row in programme.rows:
        if row.deadline.first is not None and programme.to_do(row):
            position = row.position if row.position and row.position.deadline.first else None
            found.setdefault((position or row.action).origin.at("due"), row)
    return found


@rule("RAG205", "no-due-date", Severity.INFO)
def no_due_date(plans: Plans) -> Iterator[Finding]:
    """Actions that are still to be done have no due date.

    Why:
        They can never become overdue. Where one has no end, say so: due: ongoing. One finding tells
        all actions of a file.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "A1"
            title: Share what is learned
            leads: [AA]

    Fixed:
        @@
             leads: [AA]
        +    due: ongoing

    Near miss:
        @@
        +# An action that was given up is no longer to be done.
        @@
        -    leads: [AA]
        +    withdrawn: {reason: The network of hospitals does it.}
    """
    for programme in plans.programmes:
        for each in lacking(programme, lambda row: row.deadline.current is not None):
            yield Finding(
                each.origin.at("ref"),
                f"{each.ref!r} has no due date and can never be overdue",
                "add 'due:' with a day, a month, a quarter, a year or 'ongoing'",
                cause=Cause("action", end=" have no due date and can never be overdue", item=each.ref),
            )


@rule("RAG206", "weekend-due-date", Severity.INFO)
def weekend_due_date(plans: Plans) -> Iterator[Finding]:
    """An open row is due on a Saturday, a Sunday, or a bank holiday that `ragplan.yaml` counts.

    Why:
        It is accepted; but nobody is there to meet it, and it is sometimes a slip for the day before
        or the last day of the month. Where nearly all dates of a file are first days of months, as a
        spreadsheet makes of "March 2014", one finding asks whether months are meant.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "A1"
            title: Write the yearly account
            leads: [AA]
            due: 2014-03-30

    Fixed:
        @@
        -    due: 2014-03-30
        +    due: 2014-03-31

    Near miss:
        # May ends on a Saturday, but any day of the month will do.
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
            due: 2014-05
    """
    for programme in plans.programmes:
        by_file: dict[str, dict[Origin, date]] = {}
        for origin, row in _open_dates(programme).items():
            due = row.deadline.first
            # a year that is probably wrong makes its weekday wrong too
            if due and due.first and due.precision is Precision.DAY and not doubted(programme, row):
                by_file.setdefault(origin.path, {})[origin] = due.first
        for days in by_file.values():
            firsts = _months_meant(days)
            if firsts:
                yield _months(firsts, len(days))
            for origin, day in days.items():
                free = "" if origin in firsts else _free(day, plans.working_days)
                if free:
                    yield Finding(origin, f"{day} is {free}", "keep it if that day was agreed")


def _months_meant(days: Mapping[Origin, date]) -> Mapping[Origin, date]:
    """The due dates of a file that are first days of months, where nearly all are, and of several months."""
    firsts = {origin: day for origin, day in days.items() if day.day == 1}
    several = len(firsts) >= FEW_FIRSTS and len(set(firsts.values())) >= FEW_MONTHS
    return firsts if several and len(firsts) >= NEARLY_ALL * len(days) else {}


def _months(firsts: Mapping[Origin, date], known: int) -> Finding:
    origin, day = next(iter(firsts.items()))
    return Finding(
        origin,
        f"{len(firsts):,} of the {known:,} due dates in this file are the first day of a month",
        f"if the month is meant, write {day:%Y-%m}, which is overdue only after its last day",
    )


def _free(day: date, working_days: WorkingDays) -> str:
    """What keeps people from work on a day: ``a Saturday``, ``a bank holiday, Good Friday``."""
    if day.weekday() >= SATURDAY:
        return f"a {day:%A}"
    holiday = working_days.bank_holiday(day)
    if holiday is None:
        return ""
    return f"a bank holiday, {holiday}" if holiday else "a bank holiday"


@rule("RAG203", "revision-without-reason", Severity.WARNING)
def revision_without_reason(plans: Plans) -> Iterator[Finding]:
    """A due date was moved and no reason is given.

    Why:
        A date that moves without a reason is how a plan slips unseen.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
            revised:
              - to: 2014-02-28

    Fixed:
        @@
               - to: 2014-02-28
        +        reason: The board meets on 26 February

    Near miss:
        # One owner may have a date of its own from the start; nothing was moved.
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
            due: 2014-02-28
    """
    for programme in plans.programmes:
        for origin, deadline in deadlines(programme):
            for index, revision in deadline.placed:
                if not revision.reason:
                    yield Finding(
                        origin.at("revised", index),
                        f"the date was moved to {revision.to} without a reason",
                        "add 'reason:' below it",
                    )


@rule("RAG204", "revision-not-later", Severity.WARNING)
def revision_not_later(plans: Plans) -> Iterator[Finding]:
    """A revised due date is not later than the one it replaces.

    Why:
        Revisions stand oldest first. One that goes back is often a wrong year, or a first date
        written over.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
            revised:
              - to: 2013-02-28
                reason: The board meets on 26 February

    Fixed:
        @@
        -      - to: 2013-02-28
        +      - to: 2014-02-28

    Near miss:
        # What goes on without an end is due later than on any day.
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
            revised:
              - to: ongoing
                reason: The response is kept up to date
    """
    for programme in plans.programmes:
        for action in programme.actions:
            yield from _going_back(action.origin, action.deadline, action.deadline.first)
        for file in programme.files:
            for position in file.positions:
                if position.deadline.revisions:
                    owned = programme.action(position.ref, programme.code(file.organisation))
                    shared = owned.deadline.first if owned else None
                    first = position.deadline.first or shared
                    yield from _going_back(position.origin, position.deadline, first)


def _going_back(origin: Origin, deadline: Deadline, before: PlanDate | None) -> Iterator[Finding]:
    for index, revision in deadline.placed:
        if before and before.last and revision.to.last and revision.to.last <= before.last:
            yield Finding(
                origin.at("revised", index, "to"),
                f"{revision.to} is not later than {before}",
                "check the year; revisions are listed oldest first",
            )
        before = revision.to if revision.to.last else before


RULES = (due_before_programme, no_due_date, weekend_due_date, revision_without_reason, revision_not_later)

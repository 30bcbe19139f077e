"""RAG2: due dates that cannot be right or are missing, and their revisions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ragplan.diagnostics import Cause, Origin, Severity
from ragplan.model.dates import PlanDate, Precision, plan_date
from ragplan.model.plan import Deadline
from ragplan.model.programme import Programme
from ragplan.model.working_days import SATURDAY, WorkingDays
from ragplan.plans import Plans
from ragplan.rules.dates import deadlines
from ragplan.rules.open_rows import lacking
from ragplan.rules.rule import Finding, rule


@rule("RAG202", "due-before-programme", Severity.WARNING)
def due_before_programme(plans: Plans) -> Iterator[Finding]:
    """A due date lies before the programme's first meeting.

    Why:
        In January people write last year's number: "28 February 13" in a plan of January 2014. Read
        as it stands, the row would be a year overdue.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "A1"
            title: Receive the providers' responses
            leads: [AA]
            due: 2013-02-28

    Mended:
        @@
        -    due: 2013-02-28
        +    due: 2014-02-28

    Near miss:
        # January goes on after the first meeting, on the 6th.
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
            due: 2014-01
    """
    for programme in plans.programmes:
        if not programme.calendar.meetings or not programme.calendar.readable:
            continue  # a first meeting that cannot be read must not make later dates look early
        start = programme.calendar.meetings[0]
        for origin, deadline in deadlines(programme):
            due = deadline.first
            if due is not None and due.last is not None and due.last < start:
                yield Finding(
                    origin.at("due"),
                    f"{due} is before the programme's first meeting, {start.isoformat()}",
                    _likely_year(due, programme),
                )


def _likely_year(due: PlanDate, programme: Programme) -> str:
    """The first year in which the same day falls in the programme's time."""
    first = programme.calendar.meetings[0]
    for year in (first.year, first.year + 1):
        moved = plan_date(f"{year:04}{due.text[4:]}")
        if moved.last is not None and moved.last >= first:
            return f"if the year is a slip, write {moved}; if not, say why in 'queries'"
    return "check the year"


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

    Mended:
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
    """A due date falls on a Saturday or a Sunday, or on a bank holiday where `ragplan.yaml` counts them.

    Why:
        It is accepted; but nobody is there to meet it, and it is sometimes a slip for the day before
        or the last day of the month.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "A1"
            title: Write the yearly account
            leads: [AA]
            due: 2014-03-30

    Mended:
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
        start = next(iter(programme.calendar.meetings), date.min)
        for origin, deadline in deadlines(programme):
            due = deadline.first
            day = due.first if due is not None and due.precision is Precision.DAY else None
            if day is not None and day < start:
                continue  # its year is probably wrong, and so is its weekday
            free = _free(day, plans.working_days) if day is not None else ""
            if free:
                yield Finding(origin.at("due"), f"{due} is {free}", "keep it if that day was agreed")


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

    Mended:
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

    Mended:
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
                "check the year; revisions stand oldest first",
            )
        before = revision.to if revision.to.last else before


RULES = (due_before_programme, no_due_date, weekend_due_date, revision_without_reason, revision_not_later)

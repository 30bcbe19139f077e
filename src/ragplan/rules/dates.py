"""RAG2: dates that are none, cannot be right, or are missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ragplan.diagnostics import Severity
from ragplan.model.dates import PlanDate, Precision, plan_date
from ragplan.model.programme import Programme
from ragplan.model.working_days import SATURDAY, WorkingDays
from ragplan.plans import Plans
from ragplan.rules.dated_fields import deadlines, doubtful_dates
from ragplan.rules.open_rows import lacking
from ragplan.rules.rule import Finding, rule


@rule("RAG201", "invalid-date", Severity.ERROR)
def invalid_date(plans: Plans) -> Iterator[Finding]:
    """A date field holds something that is not a date.

    Why:
        "28 February 13", "TBC" and "31 February" are each read differently by each reader. A date is
        a day (2014-01-31) or a month (2014-01); where there is none yet, the field is left out.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
            updated: 2014-02-31

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
            updated: 2014-02-28
    """
    for dated in doubtful_dates(plans):
        if dated.date.precision is Precision.UNREADABLE:
            from ragplan.rules.date_suggestion import suggestion

            yield Finding(
                dated.origin, f"{dated.date.text!r} is not a date", suggestion(dated.date.text, due=dated.due)
            )
        elif dated.date.precision is Precision.ONGOING and not dated.due:
            yield Finding(
                dated.origin,
                "only a due date can be 'ongoing'",
                "write a day (2014-01-31) or leave the field out",
            )
        elif dated.day_only and dated.date.precision is not Precision.DAY:
            yield Finding(dated.origin, "a day is needed here, not a month", "write it as 2014-01-27")


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
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "A1"
            title: Receive the providers' responses
            leads: [AA]
            due: 2014-02-28
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
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "A1"
            title: Share what is learned
            leads: [AA]
            due: ongoing
    """
    for programme in plans.programmes:
        for each in lacking(programme, lambda row: row.deadline.current is not None):
            has = "has" if len(each.refs) == 1 else "have"
            yield Finding(
                each.origin,
                f"{each.counted} {has} no due date and can never be overdue: {each.listed}",
                "add 'due:' with a day, a month or 'ongoing'",
                at_key=True,
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
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "A1"
            title: Write the yearly account
            leads: [AA]
            due: 2014-03-31
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


@rule("RAG207", "calendar-backwards", Severity.ERROR)
def calendar_backwards(plans: Plans) -> Iterator[Finding]:
    """A programme's calendar gives no meeting, or ends before it begins.

    Why:
        Without a meeting no period can be told, and nobody can be silent in it.

    Fails:
        # file: programme.yaml
        format: ragplan/1
        programme: example
        title: Example plan
        calendar:
          every: 2 weeks
          first: 2014-03-31
          last: 2013-03-31
        organisations:
          A: {name: Alpha Hospital}
        # file: A.yaml
        organisation: A

    Mended:
        # file: programme.yaml
        format: ragplan/1
        programme: example
        title: Example plan
        calendar:
          every: 2 weeks
          first: 2013-03-31
          last: 2014-03-31
        organisations:
          A: {name: Alpha Hospital}
        # file: A.yaml
        organisation: A
    """
    for programme in plans.programmes:
        calendar = programme.calendar
        days = {origin.route[1:]: when.first for origin, when in calendar.written}
        backwards = [
            (route[:-1], last)
            for route, first in days.items()
            if route[-1] == "first" and first
            if (last := days.get((*route[:-1], "last"))) and last < first
        ]
        for entry, last in backwards:
            yield Finding(
                programme.origin.at("calendar", *entry, "last"),
                f"the last meeting, {last.isoformat()}, is before the first",
                "check the years",
            )
        if calendar.declared and calendar.readable and not calendar.meetings and not backwards:
            yield Finding(
                programme.origin.at("calendar"),
                "the calendar gives no meeting",
                "give 'every' and 'first', or 'meetings' with their days",
                at_key=True,
            )


RULES = (
    invalid_date,
    due_before_programme,
    no_due_date,
    weekend_due_date,
    calendar_backwards,
)

"""RAG2: dates that are none, and calendars that run backwards."""

from __future__ import annotations

from collections.abc import Iterator

from ragplan.diagnostics import Severity
from ragplan.model.dates import Precision
from ragplan.plans import Plans
from ragplan.rules.dated_fields import doubtful_dates
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

    Near miss:
        # file: programme.yaml
        # A group that meets once begins and ends on the same day.
        format: ragplan/1
        programme: example
        title: Example plan
        calendar:
          every: 2 weeks
          first: 2014-03-31
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


RULES = (invalid_date, calendar_backwards)

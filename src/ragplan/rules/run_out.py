"""RAG4: calendars without a meeting to come."""

from __future__ import annotations

from collections.abc import Iterator

from ragplan.diagnostics import Severity
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, Needs, Now, rule


@rule("RAG411", "calendar-run-out", Severity.WARNING, needs=Needs.CLOCK)
def calendar_run_out(plans: Plans, now: Now) -> Iterator[Finding]:
    """The calendar has no meeting to come, and no `last` says that the programme is closed.

    Why:
        Nobody is reminded of a meeting that nobody has entered, and the plan is judged as if it went on:
        its rows grow later every day. Only `last` closes a programme.

    Fails:
        # file: programme.yaml
        format: ragplan/1
        programme: example
        title: Example plan
        calendar:
          meetings: [2014-01-06, 2014-01-13]
        organisations:
          A: {name: Alpha Hospital}
        # file: A.yaml
        organisation: A

    Fixed:
        # file: programme.yaml
        @@
           meetings: [2014-01-06, 2014-01-13]
        +  last: 2014-01-13

    Near miss:
        # file: programme.yaml
        @@
        +# The last meeting of the list is still to come, or on this day.
        @@
        -  meetings: [2014-01-06, 2014-01-13]
        +  meetings: [2014-01-06, 2014-01-20]
    """
    for programme in plans.current:
        if programme.calendar.run_out(now(programme).on):
            last = programme.calendar.meetings[-1]
            yield Finding(
                programme.origin.at("calendar"),
                f"the calendar has run out: the last meeting in it was on {last}",
                f"add the coming meetings; if the programme is closed, add 'last: {last}'",
                at_key=True,
            )


RULES = (calendar_run_out,)

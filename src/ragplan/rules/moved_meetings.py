"""RAG5: meetings against what was frozen of them."""

from __future__ import annotations

from collections.abc import Iterator

from ragplan.diagnostics import Severity
from ragplan.history import Held
from ragplan.history.rows import Histories
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, Needs, rule


@rule("RAG512", "frozen-meeting-moved", Severity.ERROR, needs=Needs.HISTORY)
def frozen_meeting_moved(plans: Plans, histories: Histories) -> Iterator[Finding]:
    """A meeting that is frozen was moved, cancelled, or is no longer in the calendar.

    Why:
        The freeze says that the group met on that day and what it saw. What has been held cannot be held
        on another day: its paper would belong to no meeting, and two periods would run into one.

    Fails:
        # commit: 2014-01-20 Ann Example <ann@alpha.example.org> frozen
        # file: programme.yaml
        format: ragplan/1
        programme: example
        title: Example plan
        calendar:
          every: 2 weeks
          first: 2014-01-06
          last: 2014-03-31
        organisations:
          A: {name: Alpha Hospital}
        # file: A.yaml
        organisation: A
        # commit: 2014-01-21 Ann Example <ann@alpha.example.org>
        # file: programme.yaml
        @@
           last: 2014-03-31
        +  moved: {2014-01-20: 2014-01-27}

    Fixed:
        # commit: 2014-01-21 Ann Example <ann@alpha.example.org>
        # file: programme.yaml
        @@
           last: 2014-03-31
        +  moved: {2014-02-03: 2014-02-10}

    Near miss:
        # commit: 2014-01-22 Ann Example <ann@alpha.example.org> frozen
        # file: programme.yaml
        # A day on which the group never met was frozen with --force; it is no meeting that was moved.
        format: ragplan/1
        programme: example
        title: Example plan
        calendar:
          every: 2 weeks
          first: 2014-01-06
          last: 2014-03-31
        organisations:
          A: {name: Alpha Hospital}
        # file: A.yaml
        organisation: A
        # commit: 2014-01-23 Ann Example <ann@alpha.example.org>
        # file: programme.yaml
        format: ragplan/1
        programme: example
        title: Example plan
        calendar:
          every: 2 weeks
          first: 2014-01-06
          last: 2014-03-31
          moved: {2014-02-03: 2014-02-10}
        organisations:
          A: {name: Alpha Hospital}
    """
    for programme in plans.programmes:
        for held in histories(programme).past.unlisted:
            seen = held.recorded.programme
            if seen is not None and held.meeting in seen.calendar.meetings:
                yield _gone(programme, held)


def _gone(programme: Programme, held: Held) -> Finding:
    """The finding of a frozen meeting, at its move or cancellation where it is one."""
    exceptions = {each.day: each for each in programme.calendar.exceptions}
    exception = exceptions.get(held.meeting)
    become = "not in the calendar any more"
    if exception is not None:
        become = f"moved to {exception.to}" if exception.to else "cancelled"
    return Finding(
        exception.origin if exception else programme.origin.at("calendar"),
        f"the meeting of {held.meeting} is frozen, at commit {held.recorded.commit.short}, and is {become}",
        "restore it; if the freeze is the mistake, "
        f"'git tag -d ragplan/{programme.id}/{held.meeting}' takes it away",
        at_key=exception is None or exception.to is not None,
    )


RULES = (frozen_meeting_moved,)

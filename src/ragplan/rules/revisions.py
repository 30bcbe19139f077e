"""RAG2: due dates that were moved."""

from __future__ import annotations

from collections.abc import Iterator

from ragplan.diagnostics import Origin, Severity
from ragplan.model.dates import PlanDate
from ragplan.model.plan import Deadline
from ragplan.plans import Plans
from ragplan.rules.dates import deadlines
from ragplan.rules.rule import Finding, rule


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


RULES = (revision_without_reason, revision_not_later)

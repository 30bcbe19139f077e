"""RAG3 and RAG4: rows past their due date, and what their owners say of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ragplan.diagnostics import Origin, Severity
from ragplan.model.assessment import Assessment, assess
from ragplan.model.key import Category
from ragplan.model.programme import Programme, Row
from ragplan.plans import Plans
from ragplan.rules.rule import Days, Finding, Needs, rule


@rule("RAG304", "watermelon", Severity.WARNING, needs=Needs.CLOCK)
def watermelon(plans: Plans, days: Days) -> Iterator[Finding]:
    """A row is past its due date and still rated on track: green outside, red inside.

    Why:
        The group looks at the red rows. One that is late and says it is not is never looked at.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.
            due: 2014-01-10

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.
            due: 2014-01-10
            revised:
              - {to: 2014-02-28, on: 2014-01-06, reason: The board meets in February, agreed_by: The group}
    """
    for late in _late(plans, days):
        stated = late.judged.stated
        if stated is not None and stated.category is Category.ON_TRACK:
            yield Finding(
                late.origin("rating"),
                f"rated {stated.label!r}, but it was {late.told}",
                "rate it by its date, or move the date with a revision that says why",
            )


@rule("RAG401", "overdue", Severity.WARNING, needs=Needs.CLOCK)
def overdue(plans: Plans, days: Days) -> Iterator[Finding]:
    """A row is past its due date and not closed.

    Why:
        An action that is late has to be done, moved by agreement, or given up; the meeting decides which.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: red
            status: Drafted.
            next: The board reads the draft on 13 February.
            due: 2014-01-10

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.
            due: 2014-01-10
            revised:
              - {to: 2014-02-28, on: 2014-01-06, reason: The board meets in February, agreed_by: The group}
    """
    for late in _late(plans, days):
        stated = late.judged.stated
        if stated is None or stated.category is not Category.ON_TRACK:  # that is a watermelon
            yield Finding(
                late.origin("status"),
                f"this was {late.told}",
                "complete it, or move its date with a revision that says why and who agreed",
            )


class _Late(NamedTuple):
    """A row past its due date, judged."""

    programme: Programme
    row: Row
    judged: Assessment

    def origin(self, field: str) -> Origin:
        """Where its owner speaks, or where the action stands that nobody speaks on."""
        position = self.row.position
        return position.origin.at(field) if position else self.row.action.origin.at("due")

    @property
    def told(self) -> str:
        """When it was due, and how long ago."""
        days = self.judged.overdue_days
        due = self.row.deadline.current
        return f"due {due}, {days} day{'' if days == 1 else 's'} ago"


def _late(plans: Plans, days: Days) -> Iterator[_Late]:
    for programme in plans.programmes:
        for row in programme.rows:
            judged = assess(programme, row, days(programme))
            if judged.overdue:
                yield _Late(programme, row, judged)


RULES = (watermelon, overdue)

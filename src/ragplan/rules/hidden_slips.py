"""RAG3: rows whose dates were missed and whose rating does not say so."""

from __future__ import annotations

from collections.abc import Iterator

from ragplan.diagnostics import Severity
from ragplan.model.dates import PlanDate, date_in_words
from ragplan.model.key import Category, Key
from ragplan.model.plan import Deadline, Revision
from ragplan.plans import Plans
from ragplan.rules.overdue import CALM, calm, key_of, late_rows, spoken_at, told
from ragplan.rules.rule import Finding, Needs, Now, rule


@rule("RAG304", "rating-against-date", Severity.WARNING, needs=Needs.CLOCK)
def rating_against_date(plans: Plans, now: Now) -> Iterator[Finding]:
    """A row is past its due date and still rated on track, or as not started.

    Why:
        The group looks at the red rows. One that is late and does not say so is never looked at: green
        outside, red inside. Where the key has no level for what is late, only words can say it.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.
            due: 2014-01-10

    Fixed:
        @@
             due: 2014-01-10
        +    revised:
        +      - {to: 2014-02-28, on: 2014-01-06, reason: The board meets in February, agreed_by: The group}

    Near miss:
        @@
        +# On its due date a row is not late yet.
        @@
        -    due: 2014-01-10
        +    due: 2014-01-20
    """
    for late in late_rows(plans, now):
        stated, key = late.level, late.programme.key
        if calm(late) and stated is not None and key is not None:
            but = "but" if stated.category is Category.ON_TRACK else "and"
            yield Finding(
                spoken_at(late, "rating"),
                f"{late.action.ref!r} is rated {stated.label!r}, {but} was {told(late)}",
                f"{_say_late(key)}, or move the date with a revision that says why",
                row=key_of(late),
            )


def _say_late(key: Key) -> str:
    """How the owner of a late row says that it is."""
    if key.late is None:
        return "the key has no level for lateness: say so in the status"
    return f"rate it {key.late.spelled}"


@rule("RAG311", "hidden-by-revision", Severity.INFO)
def hidden_by_revision(plans: Plans) -> Iterator[Finding]:
    """A row was late before its date was moved, and is rated as if nothing had happened.

    Why:
        A new date makes a late row look on time. The group may well have agreed to it, but should know
        that the old date had passed by then. Only what the dates prove is told: the day of the
        decision, 'on', lies after the date that it replaces.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.
            due: 2014-01-10
            revised:
              - {to: 2014-02-28, on: 2014-01-13, reason: The board meets in February, agreed_by: The group}

    Fixed:
        @@
        -    rating: amber
        +    rating: red
             status: Drafted.
        +    next: The board reads the draft on 13 February.

    Near miss:
        @@
        +# A date that is moved on its own last day is moved in time.
        @@
        -      - {to: 2014-02-28, on: 2014-01-13, reason: The board meets in February, agreed_by: The group}
        +      - {to: 2014-02-28, on: 2014-01-10, reason: The board meets in February, agreed_by: The group}
    """
    for programme in plans.programmes:
        for each in programme.rated:
            position, level = each.position, each.level
            if level is None or level.category not in CALM or position.completed or position.assured:
                continue
            missed = next(_moved_too_late(each.row.deadline), None)
            if missed is not None:
                due, revision = missed
                decided = f" (decided {date_in_words(revision.on)})" if revision.on else ""
                yield Finding(
                    position.origin.at("rating"),
                    f"{each.told}, but its due date, {date_in_words(due)}, had passed when it was moved "
                    f"to {date_in_words(revision.to)}{decided}",
                    "tell the group that a date was missed, and rate the row accordingly if the key "
                    "requires it",
                )


def _moved_too_late(deadline: Deadline) -> Iterator[tuple[PlanDate, Revision]]:
    """Dates that had surely passed on the day their successor was decided, each with that successor."""
    due = deadline.first
    for revision in deadline.revisions:
        on = revision.on
        if due is not None and due.last and on is not None and on.first and on.first > due.last:
            yield due, revision
        if revision.to.last:
            due = revision.to


RULES = (rating_against_date, hidden_by_revision)

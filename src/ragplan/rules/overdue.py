"""RAG4: rows past their due date, and those about to be."""

from collections.abc import Iterator

from ragplan import english
from ragplan.diagnostics import ALONE, Cause, Origin, Severity, Within
from ragplan.model.dates import date_in_words, due_in_words
from ragplan.model.judged import JudgedRow
from ragplan.model.key import Category
from ragplan.model.programme import Row
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, Needs, Now, rule

CALM = (Category.ON_TRACK, Category.NOT_STARTED)
"""What an open row is rated whose owner sees nothing wrong."""


def late_rows(plans: Plans, now: Now) -> Iterator[JudgedRow]:
    """Every open row that is past its due date on its programme's day.

    Where working days count, one due on another day is late only after the next of them.
    """
    from ragplan.diff.owing import held_until

    for judged in _rows(plans, now):
        if judged.assessment.overdue and held_until(judged, plans.working_days) is None:
            yield judged


def _rows(plans: Plans, now: Now) -> Iterator[JudgedRow]:
    """All rows, each judged on its programme's day."""
    for snapshot in map(now, plans.programmes):
        for row in snapshot.programme.rows:
            yield JudgedRow(snapshot, row)


def calm(late: JudgedRow) -> bool:
    """Whether the owner of a late row rates it all the same as if nothing were late."""
    return late.level is not None and late.level.category in CALM


def spoken_at(row: JudgedRow, field: str) -> Origin:
    """Where the owner of a row speaks, or where the action stands that nobody speaks on."""
    return row.position.origin.at(field) if row.position else row.action.origin.at("due")


def key_of(row: JudgedRow) -> tuple[str, str, str]:
    """The row that it is, by programme, ref and organisation."""
    return (row.programme.id, row.action.ref, row.organisation)


def told(late: JudgedRow) -> str:
    """When a late row was due, and how long ago or that its year is doubted: ``due on 9 May, 1 day ago``."""
    doubt = late.assessment.doubt
    ago = doubt.told if doubt else f"{english.days(late.assessment.overdue_days)} ago"
    return f"due {due(late.row)}, {ago}"


def due(row: Row) -> str:
    """When a row that has a due date is due: ``on 10 January 2014``, ``by the end of December 2013``."""
    current = row.deadline.current
    return due_in_words(current) if current else "at no date"


@rule("RAG401", "overdue", Severity.WARNING, needs=Needs.CLOCK)
def overdue(plans: Plans, now: Now) -> Iterator[Finding]:
    """A row is past its due date and not closed.

    Why:
        An action that is late has to be done, moved by agreement, or given up; the meeting decides which.
        That a row has no rating (RAG306) or old words (RAG506) is told with it.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: red
            status: Drafted.
            next: The board reads the draft on 13 February.
            due: 2014-01-10

    Fixed:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.
            due: 2014-01-10
            revised:
              - {to: 2014-02-28, on: 2014-01-06, reason: The board meets in February, agreed_by: The group}

    Near miss:
        @@
        +# A month is overdue only after its last day.
        @@
        -    due: 2014-01-10
        +    due: 2014-01
    """
    for late in late_rows(plans, now):
        if not calm(late):  # that is RAG304
            yield Finding(
                spoken_at(late, "status"),
                f"{late.action.ref!r} was {told(late)}, and is still open",
                ("correct its year, " if late.assessment.doubt else "")
                + "complete it, or move its date with a revision that says why and who agreed",
                row=key_of(late),
                cause=_doubted(late.row) if late.assessment.doubt else ALONE,
                within=Within(("RAG112",), key_of(late), f"due {due(late.row)}"),
            )


def _doubted(row: Row) -> Cause:
    """What rows of a file have in common that are past a date whose year is doubted."""
    help = "correct the year, or say when each was completed"
    return Cause("row", end=" are past a date whose year is doubted", help=help, item=row.action.ref)


@rule("RAG404", "due-soon-not-started", Severity.WARNING, needs=Needs.CLOCK)
def due_soon_not_started(plans: Plans, now: Now) -> Iterator[Finding]:
    """A row is due on or before the next meeting, and rated as not started.

    Why:
        At the next meeting it will be late. This is the last one that can help, or agree to another date.

    Fails:
        # file: programme.yaml
        @@
        -key: rag-complete
        +key: rag-not-started
        # file: A.yaml
        organisation: A
        actions:
          - ref: "1.1"
            rating: blue
            status: The board is asked for a member to draft it.

    Fixed:
        @@
        -    rating: blue
        -    status: The board is asked for a member to draft it.
        +    rating: amber
        +    status: Drafted.

    Near miss:
        # file: programme.yaml
        @@
        +# The next meeting is on 3 February: there is another one before this date.
        @@
        -        due: 2014-01-31
        +        due: 2014-02-04
    """
    from ragplan.diff.owing import held_until, not_started

    for each in _rows(plans, now):
        soon = each.due_soon or held_until(each, plans.working_days) is not None
        if each.position and not each.action.proposed and not_started(each) and soon:
            yield Finding(
                each.position.origin.at("rating"),
                f"{each.action.ref!r} is due {due(each.row)} and has not started: it is rated "
                f"{each.level.label if each.level else ''!r}",
                "start it, or move its date with a revision that says why and who agreed",
            )


@rule("RAG412", "not-begun", Severity.WARNING, needs=Needs.CLOCK)
def not_begun(plans: Plans, now: Now) -> Iterator[Finding]:
    """A row is past the start of its action, and rated as not started.

    Why:
        Its due date is still ahead, so nothing else tells that it will be missed.

    Fails:
        # file: programme.yaml
        @@
        -key: rag-complete
        +key: rag-not-started
        @@
        -        due: 2014-01-31
        +        due: 2014-02-28
        @@
                 leads: [AA]
        +        start: 2014-01-13
        # file: A.yaml
        organisation: A
        actions:
          - ref: "1.1"
            rating: blue
            status: The board is asked for a member.

    Fixed:
        @@
        -    rating: blue
        -    status: The board is asked for a member.
        +    rating: amber
        +    status: Drafted.

    Near miss:
        # file: programme.yaml
        @@
        +# Any day of January will do.
        @@
        -        start: 2014-01-13
        +        start: 2014-01
    """
    for each in _rows(plans, now):
        start, position, level = each.action.start, each.position, each.level
        if start is None or start.last is None or start.last >= each.as_of or position is None:
            continue
        if each.assessment.open and level and level.category is Category.NOT_STARTED:
            yield Finding(
                position.origin.at("rating"),
                f"{each.action.ref!r} was to start {date_in_words(start)}, and is rated {level.label!r}",
                "start it and say so, or agree another start date",
            )


RULES = (
    overdue,
    due_soon_not_started,
    not_begun,
)

"""RAG2: actions that were to begin on a date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ragplan.diagnostics import Origin, Severity
from ragplan.history.rows import Histories, ProgrammeHistory, RowHistory, current_rows
from ragplan.model.dates import PlanDate, date_in_words, days_between, due_in_words
from ragplan.model.key import Category
from ragplan.model.plan import NO_DEADLINE, Action, Deadline
from ragplan.model.programme import Row
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, Needs, rule


@rule("RAG214", "due-before-start", Severity.WARNING)
def due_before_start(plans: Plans) -> Iterator[Finding]:
    """An action is due before it is to begin.

    Why:
        One of the two dates is wrong, often by a year.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "A1"
            title: Print the response
            leads: [AA]
            start: 2014-03-03
            due: 2014-02-28

    Fixed:
        @@
        -    start: 2014-03-03
        +    start: 2014-02-03

    Near miss:
        @@
        +# February goes on after the day on which it begins.
        @@
        -    start: 2014-03-03
        -    due: 2014-02-28
        +    start: 2014-02-24
        +    due: 2014-02
    """
    for programme in plans.programmes:
        for action in programme.actions:
            yield from _too_early(action, action.deadline, action.origin.at("start"))
        for row in programme.rows:
            if row.position and row.position.deadline.agreed != NO_DEADLINE.agreed:
                yield from _too_early(row.action, row.deadline, row.position.origin.at("due"))


def _too_early(action: Action, deadline: Deadline, place: Origin) -> Iterator[Finding]:
    start, due = action.start, deadline.current
    if start and start.first and due and due.last and due.last < start.first:
        yield Finding(
            place,
            f"{action.ref!r} is due {date_in_words(due)}, before its start, {date_in_words(start)}",
            "correct whichever is wrong",
        )


@rule("RAG219", "waits-for-later", Severity.WARNING)
def waits_for_later(plans: Plans) -> Iterator[Finding]:
    """An open action depends on another one that is due later.

    Why:
        It cannot be done in time if the other one is only done in time.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.
          - ref: "A1"
            title: Send the response to the providers
            leads: [AA]
            due: 2014-01-17
            depends_on: ["1.1"]

    Fixed:
        @@
        -    due: 2014-01-17
        +    due: 2014-02-14

    Near miss:
        @@
        +# January goes on after the day on which the response is due.
        @@
        -    due: 2014-01-17
        +    due: 2014-01
    """
    for programme in plans.programmes:
        waiting = [rows[0].action for rows in programme.open_rows if rows[0].action.depends_on]
        open_actions = {id(rows[0].action) for rows in programme.open_rows} if waiting else set()
        for action in waiting:
            code, due = programme.code(action.organisation), action.deadline.current
            others = [programme.action(ref, code) for ref in action.depends_on]
            late = [
                (later.first, at, other, later)
                for at, other in enumerate(others)
                if other and id(other) in open_actions and (later := other.deadline.current) and later.first
            ]
            first, at, other, later = max(late, key=lambda each: each[0], default=_NOTHING)
            if due and due.last and other and later and first > due.last:
                yield Finding(
                    action.origin.at("depends_on", at),
                    f"{action.ref!r} is due {due_in_words(due)}, and waits for {other.ref!r}, "
                    f"due {due_in_words(later)}",
                    "move one of the two dates with a revision, or say that it need not wait",
                )


_NOTHING = (date.min, 0, None, None)


@rule("RAG215", "started-late", Severity.INFO, needs=Needs.HISTORY)
def started_late(plans: Plans, histories: Histories) -> Iterator[Finding]:
    """An open action was begun after its start.

    Why:
        What begins late is seldom done in time. A meeting after the start must have seen it rated as not
        started; what happened between two meetings is nobody's delay.

    Fails:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        # file: programme.yaml
        @@
        -key: rag-complete
        +key: rag-not-started
        @@
                 leads: [AA]
        +        start: 2014-01-13
        # file: A.yaml
        organisation: A
        actions:
          - ref: "1.1"
            rating: blue
            status: The board is asked for a member.
        # commit: 2014-01-27 Ann Example <ann@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.

    Fixed:
        # commit: 2014-01-14 Ann Example <ann@alpha.example.org>
        @@
        -    rating: blue
        -    status: The board is asked for a member.
        +    rating: amber
        +    status: Drafted.

    Near miss:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        # file: programme.yaml
        @@
        +# Any day of January will do.
        @@
        -        start: 2014-01-13
        +        start: 2014-01
        # file: A.yaml
        organisation: A
        actions:
          - ref: "1.1"
            rating: blue
            status: The board is asked for a member.
        # commit: 2014-01-27 Ann Example <ann@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.
    """
    for programme in plans.programmes:
        history = histories(programme)
        last = len(history.states) - 1
        for key, row, versions in current_rows(history):
            start = row.action.start
            if start is None or start.last is None or not history.open(row, last, history.today):
                continue
            begun = _begun(history, versions, start)
            if begun and row.position:
                yield Finding(
                    row.position.origin.at("rating"),
                    f"{key[0]!r} was to start {date_in_words(start)}, and was started by "
                    f"{begun.isoformat()}, {days_between(start.last, begun)} days after it",
                    "tell the group whether its due date still holds",
                )


def _begun(history: ProgrammeHistory, versions: RowHistory, start: PlanDate) -> date | None:
    """The day a row was begun on, where a meeting after its start saw it not started; ``None`` else."""
    if start.last is None:
        return None
    late = False
    for before, after in pairwise(versions):
        until = history.day(after.state)
        if not _unbegun(history, before.state, before.row):
            continue
        since = history.day(before.state)
        met = history.programme.calendar.meetings
        late = late or any(max(since, start.last) < day < until or day == since > start.last for day in met)
        if late and after.row and not _unbegun(history, after.state, after.row):
            return until
    return None


def _unbegun(history: ProgrammeHistory, state: int, row: Row | None) -> bool:
    """Whether a row of a state is rated as not started."""
    level = history.states[state].programme.level(row.position if row else None)
    return level is not None and level.category is Category.NOT_STARTED


RULES = (due_before_start, waits_for_later, started_late)

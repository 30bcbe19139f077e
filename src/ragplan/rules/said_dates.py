"""RAG2: dates in the words of a plan, against the day and against the dates of its fields.

Only dates with a year are read, and only where the words around them leave one meaning: a hint that is
often wrong is switched off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ragplan.diagnostics import Origin, Severity, Span
from ragplan.english import cut
from ragplan.model.dates import ahead as lies_ahead
from ragplan.model.dates import due_in_words, gap, plan_date
from ragplan.model.plan import Action
from ragplan.model.programme import Programme, Row
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, Needs, Now, rule
from ragplan.rules.status_words import ahead, sentences
from ragplan.rules.written_dates import dated, far, promised, written_dates


class Said(NamedTuple):
    """A text about a row or a recommendation: where it stands, on what, and whether the row is still open.

    ``to_come`` is all of it, as of a next step.
    """

    origin: Origin
    on: str
    text: str
    open: bool
    to_come: bool = False


def dated_texts(programme: Programme) -> Iterator[Said]:
    """Every status and next step that gives a date; what was superseded or withdrawn is left out."""
    for row in programme.rows:
        position, action = row.position, row.action
        if position is None or action.given_up:
            continue
        still_open = programme.still_open(row)
        for field, text in (("status", position.status), ("next", position.next)):
            if dated(text):
                place = position.origin.at(field)
                yield Said(place, repr(position.ref), text, still_open, to_come=field == "next")
    for file in programme.files:
        for entry in file.on_recommendations:
            if dated(entry.status):
                on = f"recommendation {entry.recommendation!r}"
                yield Said(entry.origin.at("status"), on, entry.status, open=True)


_HAPPENED = (
    r"(?i)\b(?:took place|occurred|happened|(?<!be )(?<!being )(?:held|launched|published|presented|submitted"
    r"|issued|received|approved|concluded|completed|adopted|opened))"
    r"(?: (?!(?:by|for|from|to|until|till|of|before|after|with|and|on|in|at|during)\b)[\w’']+){0,3}?"
    r"(?: (?:on|in|at|during)(?: the)?)?\s+$"
)
"""Right before a date: words of what has happened."""
_OPEN_ENDED = (
    r"(?i)\b(?:will|shall|to be|is to|are to|due|planned|sched\w+|propos\w+|expect\w*|if|once|when"
    r"|until|subject to|may|might|should|would|could|can|must|target\w*|deadline|aim\w*|for)\b"
)
_REACH = 80


def happened_ahead(text: str, as_of: date) -> str:
    """The words of a text that tell of something past on a date still ahead, or ``""``."""
    for said in sentences(text):
        open_ended = re.search(_OPEN_ENDED, said)
        until = open_ended.start() if open_ended else len(said)
        for written in written_dates(said):
            before = said[max(0, written.start - _REACH) : written.start]
            found = re.search(_HAPPENED, before)
            if found and written.start < until and lies_ahead(written.date, as_of):
                return f"{found[0].strip()} {written.words}"
    return ""


@rule("RAG216", "past-event-ahead", Severity.WARNING, needs=Needs.CLOCK)
def past_event_ahead(plans: Plans, now: Now) -> Iterator[Finding]:
    """A status tells of something that has happened on a date that is still ahead.

    Why:
        "Event took place November 14" in a plan of January 2014 is a slip of a year, or a day without its
        month. Only dates with a year are read; a month is ahead only if all of it is.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: The workshop took place in November 2014.

    Fixed:
        @@
        -    status: The workshop took place in November 2014.
        +    status: The workshop took place in November 2013.

    Near miss:
        # A date that was agreed is one to come.
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: The group approved the plan for November 2014.
    """
    for programme in plans.programmes:
        as_of = now(programme).on
        for said in dated_texts(programme):
            words = happened_ahead(said.text, as_of)
            if words and (said.open or not ahead(said.text, as_of)):  # that is RAG309
                yield Finding(
                    said.origin,
                    f"{said.on} describes as past what is on a date still ahead: {cut(words)!r}",
                    "correct the date, or say that it is still to come",
                )


_FAR_YEAR = re.compile(r"(?a)(?<!\d)(?:2[1-9]|1[0-8])\d\d(?!\d)")
_FIELDS = ("due", "to", "start", "agreed")


@rule("RAG217", "year-of-no-plan", Severity.WARNING)
def year_of_no_plan(plans: Plans) -> Iterator[Finding]:
    """A due date, a start or a date in a text lies in another century.

    Why:
        "November 2103" is 2013 with two figures turned round. As a due date it is never missed.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted after the response of the government, published November 2103.

    Fixed:
        @@
        -    status: Drafted after the response of the government, published November 2103.
        +    status: Drafted after the response of the government, published November 2013.

    Near miss:
        # So many leaflets were sent, and no year is meant.
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: In November 2103 leaflets were sent.
    """
    for document in plans.documents.values():
        if document.path not in plans.judged or document.problems:
            continue
        for route, text in document.holding(_FAR_YEAR):
            coded = route[-1] in _FIELDS and plan_date(text).first is not None
            words = text if coded else far(text)
            if words and (coded or plans.is_free_text(document, route)):
                yield Finding(document.origin(*route), *_another_century(words))
        if document.markdown and _FAR_YEAR.search(document.body):
            for number, line in enumerate(document.body.split("\n"), document.body_line):
                words = far(line)
                column = line.find(words) + 1
                if words:
                    span = Span(number, column, number, column + len(words))
                    yield Finding(document.origin(), *_another_century(words), span=span)


def _another_century(words: str) -> tuple[str, str]:
    return f"{words!r} is in another century", "check the year"


_DEADLINE = (
    r"(?i)\b(?:(?:deadline|due date)(?: of| is)?|(?:^|\b(?:this|it|the action|action) )is due (?:on|by|in)):?"
    r"\s+(?:the\s+)?$"
)


@rule("RAG218", "date-said-otherwise", Severity.WARNING)
def date_said_otherwise(plans: Plans) -> Iterator[Finding]:
    """An open action is due after the date that its own words, its parent or its goal promise.

    Why:
        "Publish by March 2023" under a due date of March 2024 is read as late by those who read, and as
        on time by what counts. A status that names its deadline should name the one that counts. A title
        with several dates says nothing sure.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.
          - ref: "A1"
            title: Publish the plan by March 2013
            leads: [AA]
            due: 2014-03

    Fixed:
        @@
        -    title: Publish the plan by March 2013
        +    title: Publish the plan by March 2014

    Near miss:
        @@
        +# The date was moved, and the title still says the first one.
        @@
        -    title: Publish the plan by March 2013
        +    title: Publish the plan by March 2014
        @@
             due: 2014-03
        +    revised:
        +      - {to: 2014-04, on: 2014-01-06, reason: The board meets in April, agreed_by: The group}
    """
    for programme in plans.programmes:
        parents = {(each.organisation, each.ref): each.title for each in programme.actions if each.parts}
        for rows in programme.open_rows:
            action = rows[0].action
            yield from _after(action, action.title, "its title")
            if action.parent:
                title = parents.get((action.organisation, action.parent), "")
                yield from _after(action, title, f"its parent {action.parent!r}")
            if action.goal in programme.goal:
                yield from _after(action, programme.goal[action.goal].title, f"goal {action.goal!r}")
            for row in rows:
                yield from _by_another_deadline(row)


_EITHER = "correct whichever is wrong; a date that was moved goes under 'revised'"


def _after(action: Action, title: str, whose: str) -> Iterator[Finding]:
    """That an action is due after the date that a title promises."""
    due, said = action.deadline.first, promised(title)
    if due and due.first and said and said[1].last and due.first > said[1].last:
        yield Finding(
            action.origin.at("due"),
            f"{action.ref!r} is due {due_in_words(due)}, and {whose} says {said[0]!r}",
            _EITHER,
        )


def _by_another_deadline(row: Row) -> Iterator[Finding]:
    """A deadline that a status names, and that is none of those of its row."""
    position = row.position
    first, revisions = row.deadline.agreed
    known = [when for when in (first, *(each.to for each in revisions)) if when and when.last]
    if position is None or not known or not dated(position.status):
        return
    for said in sentences(position.status):
        for written in written_dates(said):
            named = re.search(_DEADLINE, said[max(0, written.start - _REACH) : written.start])
            if named and all(gap(when, written.date) for when in known):
                yield Finding(
                    position.origin.at("status"),
                    f"{position.ref!r} is due {due_in_words(known[-1])}, and its status says "
                    f"{cut(f'{named[0].strip()} {written.words}')!r}",
                    _EITHER,
                )


RULES = (past_event_ahead, year_of_no_plan, date_said_otherwise)

"""RAG2: dates in the words of a plan, against the day and against the dates of its fields.

Only dates with a year are read, and only where the words around them leave one meaning: a hint that is
often wrong is switched off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ragplan.diagnostics import Origin, Severity
from ragplan.english import cut
from ragplan.model.dates import ahead as lies_ahead
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.rules.rule import Days, Finding, Needs, rule
from ragplan.rules.status_words import ahead, sentences
from ragplan.rules.written_dates import dated, written_dates


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
        if position is None or action.superseded_by or action.withdrawn:
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
        for written in written_dates(said):
            before = said[max(0, written.start - _REACH) : written.start]
            found = re.search(_HAPPENED, before)
            if (
                found
                and lies_ahead(written.date, as_of)
                and not re.search(_OPEN_ENDED, said[: written.start])
            ):
                return f"{found[0].strip()} {written.words}"
    return ""


@rule("RAG216", "past-event-ahead", Severity.WARNING, needs=Needs.CLOCK)
def past_event_ahead(plans: Plans, days: Days) -> Iterator[Finding]:
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

    Mended:
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
        as_of = days(programme)
        for said in dated_texts(programme):
            words = happened_ahead(said.text, as_of)
            if words and (said.open or not ahead(said.text, as_of)):  # that is RAG309
                yield Finding(
                    said.origin,
                    f"{said.on} tells of what has happened on a date still ahead: {cut(words)!r}",
                    "put the date right, or say that it is still to come",
                )


RULES = (past_event_ahead,)

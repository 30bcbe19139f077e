"""RAG3: rows whose words say that another action took their place, and that are counted as before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ragplan.diagnostics import Severity
from ragplan.english import cut
from ragplan.model.programme import Programme, Row
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, rule
from ragplan.rules.status_words import sentences

_ITSELF = (
    r"(?i)(?:(?:the|this|it|that|action|task|item|row|is|was|has|have|been|now|therefore|and|formally|closed"
    r"|complete|completed|done)\s+)*"
)
_HANDED_ON = (
    _ITSELF + r"(?P<words>(?:superseded|replaced|subsumed|merged|absorbed)\s+(?:by|with|into|under|within)"
    r"(?:\s+(?:the|our|new))*\s+(?P<thing>(?:actions?|tasks?|items?|rows?)(?:\s+(?:points?|no|number|ref))?\.?"
    r"\s+)(?P<ref>[\w.-]*\w))"
)
_STEMS = ("superseded", "replaced", "subsumed", "merged", "absorbed")


class HandedOn(NamedTuple):
    """The words by which a status says that another action took its row's place, and that action's ref."""

    words: str
    ref: str


def handed_on(status: str) -> HandedOn | None:
    """What a status says of the action that took the place of its own; ``None`` for nothing.

    A plan, a policy or a form that was replaced is none of the rows.
    """
    if not any(map(status.casefold().__contains__, _STEMS)):
        return None
    found = (re.match(_HANDED_ON, said) for said in sentences(status))
    return next((HandedOn(each["words"], each["ref"]) for each in found if each), None)


@rule("RAG313", "superseded-in-words", Severity.WARNING)
def superseded_in_words(plans: Plans) -> Iterator[Finding]:
    """A status says that another action took the place of its own, and nothing else in the file does.

    Why:
        Rated complete it is counted as done, and rated otherwise as still to be done. It is neither: what
        was superseded is counted apart, and leads to what took its place.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.
          - ref: "A1"
            title: Write the plan for this year
            leads: [AA]
            due: 2014-01-31
            rating: green
            status: Action closed and superseded by action 1.1.
            completed: 2014-01-13

    Fixed:
        @@
        -    rating: green
        -    status: Action closed and superseded by action 1.1.
        -    completed: 2014-01-13
        +    superseded_by: "1.1"

    Near miss:
        @@
        +# A form that took the place of another one says nothing of the action.
        @@
        -    status: Action closed and superseded by action 1.1.
        +    status: The old form was replaced by form 1.1.
    """
    for programme in plans.programmes:
        for each in programme.rated:
            found = handed_on(each.position.status)
            if found and _is_another(programme, each.row, found.ref):
                yield Finding(
                    each.position.origin.at("status"),
                    f"{each.told}, but its status says {cut(found.words)!r}",
                    f'write superseded_by: "{found.ref}" on the action, if that is so',
                )


def _is_another(programme: Programme, row: Row, ref: str) -> bool:
    return ref != row.action.ref and programme.action(ref, row.organisation) is not None


RULES = (superseded_in_words,)

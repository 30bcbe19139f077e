"""RAG4: one status written for several actions."""

from __future__ import annotations

from collections.abc import Iterator

from ragplan.diagnostics import Severity
from ragplan.english import listed
from ragplan.model.plan import Position
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, rule

MOST = 100
"""Refs that a message lists before it is cut."""

SHORT = 5
"""So many words, such as "In progress, on track", may well be true of several actions."""


@rule("RAG407", "same-text", Severity.INFO)
def same_text(plans: Plans) -> Iterator[Finding]:
    """An organisation has the same status on several open actions.

    Why:
        Words that were copied seldom fit each action, and the meeting does not know which one it reads of.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: On target to be done by the deadline with the final report.
          - ref: "A1"
            title: Write the plan for next year
            leads: [AA]
            due: 2014-03-31
            rating: amber
            status: On target to be done by the deadline with the final report.

    Mended:
        @@
             due: 2014-03-31
             rating: amber
        -    status: On target to be done by the deadline with the final report.
        +    status: The first draft is with the quality team.

    Near miss:
        # So few words, five at the most, may well be true of both.
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: On target for the deadline.
          - ref: "A1"
            title: Write the plan for next year
            leads: [AA]
            due: 2014-03-31
            rating: amber
            status: On target for the deadline.
    """
    for programme in plans.programmes:
        for same in _repeated(programme):
            first, *others = same
            refs = listed([repr(each.ref) for each in others], MOST)
            yield Finding(
                first.origin.at("status"),
                f"the same words stand on {first.ref!r} and on {refs}",
                "say of each action how it stands",
            )


def _repeated(programme: Programme) -> Iterator[list[Position]]:
    """The positions of one organisation that have one status, where there are several."""
    found: dict[tuple[str, str], list[Position]] = {}
    for rows in programme.open_rows:
        for row in rows:
            words = row.position.status.casefold().split() if row.position else ()
            if row.position and len(words) > SHORT:
                found.setdefault((row.organisation, " ".join(words)), []).append(row.position)
    yield from (same for same in found.values() if len(same) > 1)


RULES = (same_text,)

"""RAG3: who says that an action is complete."""

from __future__ import annotations

from collections.abc import Iterator

from ragplan.diagnostics import Severity
from ragplan.english import cut
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, rule


@rule("RAG310", "assured-by-owner", Severity.WARNING)
def assured_by_owner(plans: Plans) -> Iterator[Finding]:
    """Completion is assured by the organisation that owns the row, or by one of its own leads.

    Why:
        Assurance is the word of somebody else. Given by the owner, it says no more than the rating.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: green
            status: The response is on the website.
            completed: 2014-01-15
            assured: {by: Alpha Hospital, on: 2014-01-17}

    Mended:
        @@
        -    assured: {by: Alpha Hospital, on: 2014-01-17}
        +    assured: {by: Beta Council, on: 2014-01-17}

    Near miss:
        @@
        +# The friends of the hospital are not the hospital: only its own names and leads count as its word.
        @@
        -    assured: {by: Alpha Hospital, on: 2014-01-17}
        +    assured: {by: Friends of Alpha Hospital, on: 2014-01-17}
    """
    for programme in plans.programmes:
        assured = [row for row in programme.rows if row.position and row.position.assured]
        names = _names(programme) if assured else {}
        for row in assured:
            position = row.position
            if position is None or position.assured is None:
                continue
            by = position.assured.by
            if by.strip().casefold() in names[row.organisation]:
                yield Finding(
                    position.origin.at("assured", "by"),
                    f"{position.ref!r} is assured by {cut(by)!r}, which is the owner's own word",
                    "name who outside the organisation confirmed it, or take 'assured' out",
                )


def _names(programme: Programme) -> dict[str, set[str]]:
    """What each organisation and its leads are called, in small letters, by the organisation's code."""
    found: dict[str, set[str]] = {}
    for row in programme.rows:
        own = found.setdefault(row.organisation, {row.organisation.casefold()})
        own.update(lead.casefold() for lead in row.leads)
    for code, organisation in programme.organisation.items():
        names = (organisation.name, *organisation.aliases)
        found.setdefault(code, set()).update(name.casefold() for name in names)
    return found


RULES = (assured_by_owner,)

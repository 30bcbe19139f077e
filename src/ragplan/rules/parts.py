"""RAG3: actions that are called complete before their parts are."""

from __future__ import annotations

from collections.abc import Iterator

from ragplan.diagnostics import Severity
from ragplan.english import listed
from ragplan.model.programme import Programme, Row
from ragplan.plans import Plans
from ragplan.rules.proof import completion
from ragplan.rules.rule import Finding, rule


@rule("RAG312", "open-parts", Severity.WARNING)
def open_parts(plans: Plans) -> Iterator[Finding]:
    """An action is complete and has sub-actions that are not.

    Why:
        A parent is done when its parts are. Called complete before, it hides them.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.
          - ref: "A1"
            title: Providers present their plans
            leads: [AA]
            due: 2014-03-31
            rating: green
            status: Heard by the committee.
            actions:
              - ref: "A1.1"
                title: The acute provider
                leads: [AA]
                due: 2014-01-31
                rating: green
                status: Heard on 8 January.
                completed: 2014-01-08
              - ref: "A1.2"
                title: The mental health provider
                leads: [AA]
                due: 2014-03-31
                rating: amber
                status: Invited for February.

    Fixed:
        @@
        -    rating: green
        -    status: Heard by the committee.
        +    rating: amber
        +    status: One of two was heard by the committee.

    Near miss:
        # A part that was withdrawn is not open: nobody waits for it.
        organisation: A
        actions:
          - {ref: "1.1", rating: amber, status: Drafted.}
          - ref: "A1"
            title: Providers present their plans
            rating: green
            status: Heard by the committee.
            completed: 2014-01-08
            actions:
              - ref: "A1.1"
                title: The dissolved provider
                leads: [AA]
                due: 2014-03-31
                rating: amber
                status: Invited for February.
                withdrawn: {on: 2014-01-06, reason: The provider was dissolved}
    """
    for programme in plans.programmes:
        below = _children(programme)
        for each in programme.rated if below else ():
            field = "rating" if each.closed else completion(each.position)
            parts = _parts(below, programme, each.row) if field else []
            refs = list(dict.fromkeys(part.action.ref for part in parts if programme.still_open(part)))
            if refs:
                done = each.told if each.closed else f"{each.position.ref!r} is marked as done"
                are = "sub-action is" if len(refs) == 1 else "sub-actions are"
                yield Finding(
                    each.position.origin.at(field),
                    f"{done}, but {len(refs):,} {are} still open: {listed(refs)}",
                    "rate it according to its parts, or close them",
                )


Family = tuple[str, str]
"""Whose sub-actions, by an organisation's code (``""`` for shared ones), and the ref they stand below."""


def _children(programme: Programme) -> dict[Family, list[Row]]:
    found: dict[Family, list[Row]] = {}
    for row in programme.rows:
        if row.action.parent:
            family = (programme.code(row.action.organisation), row.action.parent)
            found.setdefault(family, []).append(row)
    return found


def _parts(below: dict[Family, list[Row]], programme: Programme, row: Row) -> list[Row]:
    """The rows below a row at any depth: its organisation's, or everybody's where it has none there."""
    codes = dict.fromkeys((programme.code(row.action.organisation), row.organisation))
    found: list[Row] = []
    seen, refs = set(), [row.action.ref]
    while refs:
        ref = refs.pop()
        seen.add(ref)
        children = [each for code in codes for each in below.get((code, ref), ())]
        found += children
        refs += dict.fromkeys(each.action.ref for each in children if each.action.ref not in seen)
    own = [each for each in found if each.organisation == row.organisation]
    return own or found


RULES = (open_parts,)

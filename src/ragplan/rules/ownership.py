"""RAG1: who owns an action, and who reports on it."""

from __future__ import annotations

from collections.abc import Iterator

from ragplan.diagnostics import Severity
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, rule
from ragplan.suggestion import listed


@rule("RAG111", "position-not-owned", Severity.ERROR)
def position_not_owned(plans: Plans) -> Iterator[Finding]:
    """An organisation has a position on a shared action that it does not own.

    Why:
        Either the action's owners lack it, or the row belongs to another action.

    Fails:
        # file: A.yaml
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
        # file: B.yaml
        organisation: B
        actions:
          - ref: "1.1"
            status: Drafted too.

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.

    Near miss:
        # file: B.yaml
        # With a title it is an action of B's own, and B answers for it.
        organisation: B
        actions:
          - ref: "B1"
            title: Answer the letters
            leads: [BB]
            due: 2014-03-31
    """
    for programme in plans.programmes:
        owners = {
            ref: {programme.code(owner) for owner in action.owners}
            for ref, action in programme.shared.items()
        }
        for file in programme.files:
            code = programme.resolve(file.organisation)
            for position in file.positions:
                if position.ref not in owners or (position.ref, code) in programme.own:
                    continue
                if code is not None and code not in owners[position.ref]:
                    yield Finding(
                        position.origin.at("ref"),
                        f"{code} is not an owner of {position.ref!r}",
                        "owners are: " + (listed(sorted(owners[position.ref])) or "none"),
                    )


@rule("RAG112", "owner-without-position", Severity.WARNING)
def owner_without_position(plans: Plans) -> Iterator[Finding]:
    """An owner of a shared action has no row for it.

    Why:
        No row is another thing than an empty row, which says that an answer is still owed. Without a
        row nobody is asked.

    Fails:
        organisation: A

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            status:

    Near miss:
        # file: B.yaml
        # Nobody but an action's owners is asked for a row.
        organisation: B
    """
    for programme in plans.programmes:
        if any(programme.resolve(file.organisation) is None for file in programme.files):
            continue  # the row may be in the file whose organisation is not known
        for action in programme.shared_actions:
            if action.parts or action.superseded_by or action.withdrawn:
                continue
            positions = programme.positions.get(action.ref, {})
            for index, owner in enumerate(action.owners):
                code = programme.resolve(owner)
                if code is not None and code not in positions:
                    yield Finding(
                        action.origin.at("owners", index),
                        f"{code} has no row for {action.ref!r}",
                        f'add - ref: "{action.ref}" to its file, with its status or none',
                    )


RULES = (position_not_owned, owner_without_position)

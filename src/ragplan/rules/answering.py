"""RAG6: goals and actions that nobody works on or answers for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ragplan.diagnostics import Cause, Severity
from ragplan.english import share
from ragplan.model.plan import Action
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.rules.open_rows import lacking
from ragplan.rules.rule import Finding, rule


@rule("RAG602", "goal-without-action", Severity.WARNING)
def goal_without_action(plans: Plans) -> Iterator[Finding]:
    """A goal has no action, shared or of an organisation's own.

    Why:
        A goal that nobody acts on is a wish; the paper would show a heading over nothing.

    Fails:
        # file: programme.yaml
        format: ragplan/1
        programme: example
        title: Example plan
        key: rag-complete
        organisations:
          A: {name: Alpha Hospital}
        goals:
          - ref: "1"
            title: Publish a response
        # file: A.yaml
        organisation: A

    Fixed:
        @@
         organisation: A
        +actions:
        +  - ref: "A1"
        +    title: Publish the response
        +    goal: "1"
        +    leads: [AA]
        +    due: 2014-01-31

    Near miss:
        # file: programme.yaml
        @@
        +# Its only action was withdrawn: the paper has something to show below the heading.
        @@
        -key: rag-complete
        @@
             title: Publish a response
        +    actions:
        +      - ref: "1.1"
        +        title: Publish the response
        +        withdrawn: {on: 2013-12-02, reason: The government answers for all.}
    """
    for programme in plans.programmes:
        served = {action.goal for action in programme.actions}
        for goal in programme.goals:
            if goal.ref not in served:
                yield Finding(
                    goal.origin.at("ref"),
                    f"goal {goal.ref!r} has no action",
                    f"add its actions, or 'goal: \"{goal.ref}\"' to an organisation's own",
                )


@rule("RAG603", "action-without-owner", Severity.WARNING)
def action_without_owner(plans: Plans) -> Iterator[Finding]:
    """A shared action has no owner.

    Why:
        Nobody owes a position on it, so nobody is asked. An action with sub-actions needs none: their
        owners are asked.

    Fails:
        # file: programme.yaml
        @@
        -calendar:
        -  every: 2 weeks
        -  first: 2014-01-06
        -  last: 2014-03-31
        -key: rag-complete
        -registers: [francis-2013]
        @@
        -  B: {name: Beta Council}
        @@
        -        owners: [A]
        # file: A.yaml
        organisation: A

    Fixed:
        # file: programme.yaml
        @@
                 due: 2014-01-31
        +        owners: [A]
        # file: A.yaml
        organisation: A
        actions:
          - ref: "1.1"
            status:

    Near miss:
        # file: programme.yaml
        @@
        +# The action is done when its sub-actions are, and each of these has an owner.
        @@
        -        due: 2014-01-31
        -        leads: [AA]
        +        actions:
        +          - ref: "1.1.1"
        +            title: Draft the response
        +            due: 2014-01-31
        +            owners: [A]
        +            leads: [AA]
        # file: A.yaml
        organisation: A
        actions:
          - ref: "1.1.1"
    """
    for programme in plans.programmes:
        for action in programme.shared_actions:
            if action.owners or action.parts or action.given_up or action.ref in programme.positions:
                continue  # a position on it is told by position-not-owned
            yield Finding(
                action.origin.at("ref"),
                f"action {action.ref!r} has no owner",
                "name the organisations: owners: [A, B]",
            )


@rule("RAG604", "no-lead", Severity.INFO)
def no_lead(plans: Plans) -> Iterator[Finding]:
    """Nobody is named to answer for actions that are still to be done.

    Why:
        A lead is a person or a role. What an organisation owes and nobody in it answers for is
        chased last. One finding tells all actions of a programme.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "A1"
            title: Write the yearly account
            due: 2014-03-31

    Fixed:
        @@
             title: Write the yearly account
        +    leads: [Head of Communications]

    Near miss:
        # What is done needs nobody to answer for it.
        organisation: A
        actions:
          - ref: "1.1"
          - ref: "A1"
            title: Write the yearly account
            due: 2014-03-31
            rating: green
            status: It is on the website.
            completed: 2014-03-24
    """
    for programme in plans.programmes:
        if not any(row.leads for row in programme.rows):
            yield from _no_lead_at_all(programme)
            continue
        for each in lacking(programme, lambda row: bool(row.leads)):
            of = f" of {each.organisation}" if each.organisation else ""
            yield Finding(
                each.origin.at("ref"),
                f"nobody is named to answer for {each.ref!r}",
                "add 'leads:'",
                row=(programme.id, each.ref, each.organisation),
                cause=Cause(
                    "action",
                    "nobody is named to answer for ",
                    help="add 'leads:' to each",
                    item=f"{each.ref}{of}",
                    across=True,
                ),
            )


def _no_lead_at_all(programme: Programme) -> Iterator[Finding]:
    count = len(programme.open_rows)
    if count:
        what = "the only open action" if count == 1 else f"any of the {count:,} open actions"
        yield Finding(
            programme.origin.at("programme"),
            f"nobody is named to answer for {what}",
            "add 'leads:' to actions or positions",
        )


_BODIES = "organisations|agencies|partners|bodies|members|owners|trusts|providers"
_ALL = rf"(?:^|[.;:]\s+)(All (?:of the )?(?:{_BODIES}))\b"


@rule("RAG611", "all-named-few-own", Severity.INFO)
def all_named_few_own(plans: Plans) -> Iterator[Finding]:
    """An action is for all organisations in its own words, and at most half of them own it.

    Why:
        The others read that they are meant, and are never asked for a position.

    Fails:
        # file: programme.yaml
        @@
        -        title: Publish the response
        +        title: All organisations to publish their response
        @@
                 leads: [AA]
        +      - ref: "1.2"
        +        title: Train the staff
        +        due: 2014-01-31
        +        owners: [B]
        +        leads: [BB]
        # file: A.yaml
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
        # file: B.yaml
        organisation: B
        actions:
          - ref: "1.2"
            status: Begun with the wards.

    Fixed:
        # file: programme.yaml
        @@
        -        owners: [A]
        +        owners: [A, B]
        # file: B.yaml
        @@
         actions:
        +  - ref: "1.1"
        +    status: Drafted too.

    Near miss:
        # file: programme.yaml
        @@
        +# It is one organisation that asks them all.
        @@
        -        title: All organisations to publish their response
        +        title: Ask all organisations for their response
    """
    for programme in plans.programmes:
        bodies = {each.code for each in programme.organisations if not each.members}
        asked = bodies & _owning(programme, programme.shared_actions)
        for action in programme.shared_actions:
            owning = asked & _owning(programme, [action])
            said = re.search(_ALL, action.title)
            if said and owning and not action.queries and 2 * len(owning) <= len(asked):
                are = share(len(owning), len(asked), "organisation")
                yield Finding(
                    action.origin.at("title"),
                    f"{action.ref!r} is for {said[1]!r}, and {are} among its owners",
                    "add the others to 'owners', or name those it is for",
                )


def _owning(programme: Programme, actions: Iterable[Action]) -> set[str]:
    """The organisations that own one of some actions, those of groups among them."""
    found: set[str] = set()
    for code in (programme.code(owner) for action in actions for owner in action.owners):
        owner = programme.organisation.get(code)
        found |= {code, *(map(programme.code, owner.members) if owner else ())}
    return found


RULES = (goal_without_action, action_without_owner, no_lead, all_named_few_own)

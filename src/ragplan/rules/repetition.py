"""RAG4: what stands in a plan twice: one status written for several rows, one action for two."""

from __future__ import annotations

from collections.abc import Iterator

from ragplan.diagnostics import Origin, Severity
from ragplan.english import listed
from ragplan.model.plan import Action
from ragplan.model.programme import Programme, Row
from ragplan.model.wording import folded
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, rule

MOST = 100
"""Refs that a message lists before it is cut."""

SHORT = 5
"""So many words, such as "In progress, on track", may well be true of several actions."""


@rule("RAG407", "same-text", Severity.INFO)
def same_text(plans: Plans) -> Iterator[Finding]:
    """An organisation has the same status on several open actions, or several owners on one.

    Why:
        Words that were copied seldom fit each row, and the meeting does not know which one it reads of.

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

    Fixed:
        @@
             due: 2014-03-31
             rating: amber
        -    status: On target to be done by the deadline with the final report.
        +    status: The first draft is with the quality team.

    Near miss:
        @@
        +# So few words, five at the most, may well be true of both.
        @@
        -    status: On target to be done by the deadline with the final report.
        +    status: On target for the deadline.
           - ref: "A1"
        @@
        -    status: On target to be done by the deadline with the final report.
        +    status: On target for the deadline.
    """
    for programme in plans.programmes:
        worded = _worded(programme)
        for first, *others in _repeated(worded):
            refs = listed([repr(each.action.ref) for each in others], MOST)
            yield Finding(
                _status(first),
                f"the same text is used for {first.action.ref!r} and on {refs}",
                "say of each action where it stands",
            )
        for same in _of_several(worded):
            owners = listed([row.organisation for row in same], MOST)
            yield Finding(
                _status(same[0]),
                f"{len(same)} owners of {same[0].action.ref!r} give the same text: {owners}",
                "say where each one stands; if they answer as one, make a group of them the owner",
            )


def _status(row: Row) -> Origin:
    entry = row.position or row.action
    return entry.origin.at("status")


_Worded = list[list[tuple[Row, str]]]
"""Each action's open rows that have more than a few words, with these."""


def _worded(programme: Programme) -> _Worded:
    found: _Worded = []
    for rows in programme.open_rows:
        told = [(row, folded(row.position.status).split()) for row in rows if row.position]
        found.append([(row, " ".join(words)) for row, words in told if len(words) > SHORT])
    return found


def _repeated(worded: _Worded) -> Iterator[list[Row]]:
    """The rows of one organisation that have one status, where there are several."""
    found: dict[tuple[str, str], list[Row]] = {}
    for rows in worded:
        for row, words in rows:
            found.setdefault((row.organisation, words), []).append(row)
    yield from (same for same in found.values() if len(same) > 1)


def _of_several(worded: _Worded) -> Iterator[list[Row]]:
    """The rows of one action that have one status, where several owners do."""
    for rows in worded:
        found: dict[str, list[Row]] = {}
        for row, words in rows if len(rows) > 1 else ():
            found.setdefault(words, []).append(row)
        yield from (same for same in found.values() if len(same) > 1)


@rule("RAG414", "same-action", Severity.INFO)
def same_action(plans: Plans) -> Iterator[Finding]:
    """Two actions still to be done have the same title and the same due date.

    Why:
        A line that was pasted twice is counted twice, and one of the two is never updated. Under two goals
        a short title may well be of two actions.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.
          - ref: "A1"
            title: Send the letter to the providers
            leads: [AA]
            due: 2014-03-31
            rating: amber
            status: The letter is with the printer.
          - ref: "A2"
            title: Send the letter to the providers
            leads: [AA]
            due: 2014-03-31
            rating: amber
            status: Begun.

    Fixed:
        @@
        -  - ref: "A2"
        -    title: Send the letter to the providers
        -    leads: [AA]
        -    due: 2014-03-31
        -    rating: amber
        -    status: Begun.

    Near miss:
        @@
        +# The letter is sent every quarter.
        @@
        -    due: 2014-03-31
        -    rating: amber
        -    status: Begun.
        +    due: 2014-06-30
        +    rating: amber
        +    status: Begun.
    """
    for programme in plans.programmes:
        for first, *others in _alike(programme):
            refs, has = (
                listed([repr(each.ref) for each in others], MOST),
                "has" if others[1:] == [] else "have",
            )
            yield Finding(
                others[0].origin.at("title"),
                f"{refs} {has} the title and the due date of {first.ref!r}",
                "keep only one, or say in their titles how they differ",
            )


def _alike(programme: Programme) -> Iterator[list[Action]]:
    """Actions still to be done of one organisation that have one title and one due date."""
    found: dict[tuple[str, ...], list[Action]] = {}
    for action in (rows[0].action for rows in programme.open_rows):
        title, due = folded(action.title).split(), action.deadline.first
        if title and due and due.last:
            goal = action.goal if len(title) <= SHORT else ""
            key = (action.organisation, action.parent, goal, " ".join(title), due.text)
            found.setdefault(key, []).append(action)
    yield from (same for same in found.values() if len(same) > 1)


RULES = (same_text, same_action)

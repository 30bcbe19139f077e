"""The smaller fields of actions and positions as named facts, each in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from ragplan.model.dates import Precision
from ragplan.model.plan import Action, Evidence, Position, Revision
from ragplan.model.recommendations import in_words
from ragplan.reports import words

Fact = tuple[str, str]
"""A name and a text; the text is Markdown."""


def of_action(action: Action, *, leads: bool = True) -> Iterator[Fact]:
    """What a paper says of an action beside its title, dates and remarks; ``leads`` where not elsewhere."""
    if action.leads and leads:
        yield "Lead", ", ".join(action.leads)
    if action.outcome:
        yield "Desired outcome", action.outcome
    if action.recommendations:
        yield "Recommendations", in_words(action.recommendations)
    if action.depends_on:
        yield "After", ", ".join(action.depends_on)
    if action.proposed:
        yield "Proposed", "not yet agreed"
    elif action.agreed:
        yield "Agreed", words.plan_day(action.agreed)


def revision(moved: Revision) -> str:
    """A later due date with its reason."""
    agreed = f", agreed by {moved.agreed_by}" if moved.agreed_by else ""
    decided = f", decided {words.plan_day(moved.on)}" if moved.on else ""
    return f"{words.plan_day(moved.to)}: {moved.reason or 'no reason given'}{agreed}{decided}"


def closed(action: Action) -> str:
    """How an action ended without being done; ``""`` where it did not."""
    if action.superseded_by:
        return f"Superseded by {action.superseded_by}"
    if action.withdrawn is None:
        return ""
    on = f" {words.plan_day(action.withdrawn.on)}" if action.withdrawn.on else ""
    return f"Withdrawn{on}: {action.withdrawn.reason}"


def of_position(position: Position, *, leads: bool = True) -> Iterator[Fact]:
    """What a paper says of a position beside its status, rating and remarks."""
    if position.leads and leads:
        yield "Lead", ", ".join(position.leads)
    if position.next:
        yield "Next", position.next
    if position.waiting_for:
        yield "Waiting for", position.waiting_for
    if position.risk:
        yield "Risk", position.risk
    for proof in position.evidence:
        yield "Evidence", evidence(proof)
    if position.assured:
        on = f", {words.plan_day(position.assured.on)}" if position.assured.on else ""
        yield "Assured by", f"{position.assured.by}{on}"
    for moved in position.deadline.revisions:
        yield "Date moved to", revision(moved)
    if position.updated and position.updated.precision is not Precision.UNREADABLE:
        yield "Updated", words.plan_day(position.updated)


def evidence(proof: Evidence) -> str:
    """What proves something: a reference or a file, and its date."""
    on = f", {words.plan_day(proof.on)}" if proof.on else ""
    return " – ".join(filter(None, (proof.ref, proof.file))) + on

"""The smaller fields of actions and positions as named facts, each in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ragplan import english
from ragplan.model.dates import Precision, ahead, date_in_words
from ragplan.model.plan import Action, Deadline, Evidence, Occurrence, Position, Release, Revision
from ragplan.model.recommendations import in_words
from ragplan.reports import words

NO_PROOF = "No evidence given"
Fact = tuple[str, str]
"""A name and a text; the text is Markdown."""


def of_action(action: Action, *, leads: bool = True) -> Iterator[Fact]:
    """What a paper says of an action beside its title, dates and remarks; ``leads`` where not elsewhere."""
    said = (
        ("Lead", ", ".join(action.leads) if leads else ""),
        ("Priority", action.priority),
        ("Desired outcome", action.outcome),
        ("Supporting", ", ".join(action.supporting)),
        *(("Released", release(gone)) for gone in action.released),
        ("Start", date_in_words(action.start) if action.start else ""),
        *_not_moved(action.deadline),
        ("Recommendations", in_words(action.recommendations)),
        ("After", ", ".join(action.depends_on)),
        _agreement(action),
        ("Source", action.source),
        ("Carried from", action.carried_from),
    )
    yield from ((name, text) for name, text in said if text)


def _agreement(action: Action) -> Fact:
    if action.proposed:
        return "Proposed", "not yet agreed"
    return "Agreed", date_in_words(action.agreed) if action.agreed else ""


def _not_moved(deadline: Deadline) -> Iterator[Fact]:
    """Later due dates that are only asked for, and those that were refused."""
    for each in deadline.written:
        if each.asked:
            yield "Extension asked for", f"to {revision(each)}"
        elif each.refused:
            to, why = date_in_words(each.to), each.reason or "no reason given"
            yield "Extension refused", f"to {to}, on {date_in_words(each.refused)}: {why}"


def release(gone: Release) -> str:
    """An owner that was let go by decision, with the reason."""
    agreed = f", agreed by {gone.agreed_by}" if gone.agreed_by else ""
    return f"{gone.organisation}, {date_in_words(gone.on)}: {gone.reason}{agreed}"


def revision(moved: Revision) -> str:
    """A later due date with its reason."""
    agreed = f", agreed by {moved.agreed_by}" if moved.agreed_by else ""
    decided = f", decided {date_in_words(moved.on)}" if moved.on else ""
    return f"{date_in_words(moved.to)}: {moved.reason or 'no reason given'}{agreed}{decided}"


def closed(action: Action, as_of: date) -> str:
    """How an action ended without being done, or is to end on a later day; ``""`` where it does not."""
    said = [f"Superseded by {english.joined([*action.superseded_by])}"] if action.superseded_by else []
    if action.withdrawn is not None:
        on = f" {date_in_words(action.withdrawn.on)}" if action.withdrawn.on else ""
        how = "To be withdrawn" if ahead(action.withdrawn.on, as_of) else "Withdrawn"
        said.append(f"{how}{on}: {action.withdrawn.reason}")
    return ". ".join(said)


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
    if position.occurrences:
        yield "Occurrences", ", ".join(map(occurrence, position.occurrences))
    if by := words.assured(position):
        yield "Assured by", by
    for moved in position.deadline.revisions:
        yield "Date moved to", revision(moved)
    yield from _not_moved(position.deadline)
    if position.updated and position.updated.precision is not Precision.UNREADABLE:
        yield "Updated", date_in_words(position.updated)


def occurrence(each: Occurrence) -> str:
    """One time of a recurring duty: ``27 January 2014 (done)``."""
    return f"{date_in_words(each.on)}{' (done)' if each.done else ''}"


def evidence(proof: Evidence) -> str:
    """What proves something: a reference or a file, and its date."""
    return words.dated(" – ".join(filter(None, (proof.ref, proof.file))), proof.on)


def proofs(position: Position) -> Iterator[str]:
    """All that proves a completion: each piece of evidence, then who confirmed it."""
    yield from map(evidence, position.evidence)
    if by := words.assured(position):
        yield f"Assured by {by}"

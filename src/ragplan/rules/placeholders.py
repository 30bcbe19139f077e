"""RAG4: words that were put in the place of others, and left there."""

from __future__ import annotations

from collections.abc import Iterator

from ragplan.diagnostics import Severity
from ragplan.model.plan import Action, Goal, Position, RecommendationPosition
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.rules.placeholder_words import placeholder
from ragplan.rules.rule import Finding, rule


@rule("RAG405", "placeholder", Severity.WARNING)
def placeholder_left(plans: Plans) -> Iterator[Finding]:
    """A text holds a place for words that were never written, such as "x January", "TBC" or "???".

    Why:
        It was to be filled in before the paper went out. In a public paper it reads as if nobody knew.
        A date that cannot be read is told by RAG201.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: The progress report goes to the scrutiny committee on x February 14.

    Mended:
        @@
        -    status: The progress report goes to the scrutiny committee on x February 14.
        +    status: The progress report goes to the scrutiny committee on 6 February 14.

    Near miss:
        # Two sessions are meant, and no day is left open.
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: The progress report goes to the scrutiny committee, which has 2 x February sessions.
    """
    for programme in plans.programmes:
        names = frozenset(
            name.casefold() for each in programme.organisations for name in (each.code, *each.aliases)
        )
        for entry, steps, text in _texts(programme):
            left = placeholder(text, names)
            if left:
                message = f"{left!r}{_on(entry)} stands for words still to be written"
                yield Finding(entry.origin.at(*steps), message, "write them in its place")


_Entry = Programme | Goal | Action | Position | RecommendationPosition
_Text = tuple[_Entry, tuple[str | int, ...], str]
"""A text: the entry it is in, the steps to it, and what it says."""


def _on(entry: _Entry) -> str:
    """What a text is on, in a sentence; ``""`` for the whole programme."""
    if isinstance(entry, Programme):
        return ""
    if isinstance(entry, RecommendationPosition):
        return f" on recommendation {entry.recommendation!r}"
    return f" on {'goal ' if isinstance(entry, Goal) else ''}{entry.ref!r}"


def _texts(programme: Programme) -> Iterator[_Text]:
    """Every text that a paper prints, but notes and queries, which may well speak of placeholders."""
    yield programme, ("title",), programme.title
    yield programme, ("group",), programme.group
    for goal in programme.goals:
        yield from _fields(goal, ("title", "description"))
    for action in programme.actions:
        yield from _fields(action, ("title", "description", "outcome", "source"))
        yield from _promised(action)
        yield from _let_go(action)
    for file in programme.files:
        for position in file.positions:
            yield from _fields(position, ("status", "next", "waiting_for", "risk"))
            if position.leads or position.deadline.written:  # most have neither, and 10,000 calls add up
                yield from _promised(position)
            if position.evidence:
                yield from _proof(position)
            if position.assured:
                yield position, ("assured", "by"), position.assured.by
        for entry in file.on_recommendations:
            yield from _fields(entry, ("status",))
            yield from _proof(entry)


def _let_go(action: Action) -> Iterator[_Text]:
    """Why owners were released, or the action was withdrawn."""
    for at, released in enumerate(action.released):
        yield action, ("released", at, "reason"), released.reason
        yield action, ("released", at, "agreed_by"), released.agreed_by
    if action.withdrawn:
        yield action, ("withdrawn", "reason"), action.withdrawn.reason


def _fields(
    entry: Goal | Action | Position | RecommendationPosition, names: tuple[str, ...]
) -> Iterator[_Text]:
    for name in names:
        if text := getattr(entry, name):
            yield entry, (name,), text


def _promised(entry: Action | Position) -> Iterator[_Text]:
    """Who answers, and why a date moved."""
    for at, lead in enumerate(entry.leads):
        yield entry, ("leads", at), lead
    for at, moved in enumerate(entry.deadline.written):
        yield entry, ("revised", at, "reason"), moved.reason
        yield entry, ("revised", at, "agreed_by"), moved.agreed_by


def _proof(entry: Position | RecommendationPosition) -> Iterator[_Text]:
    for at, proof in enumerate(entry.evidence):
        yield entry, ("evidence", at, "ref"), proof.ref


RULES = (placeholder_left,)

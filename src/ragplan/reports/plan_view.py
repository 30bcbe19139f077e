"""What the plan report says, ready for a template: text, marks and counts, nothing to compute."""

from __future__ import annotations

from dataclasses import dataclass

from ragplan.model.key import Level
from ragplan.reports import words
from ragplan.reports.counts import Counts


@dataclass(frozen=True, slots=True)
class Tag:
    """A rating as it is printed: its level's words, a mark, and the category that gives its tint."""

    label: str
    mark: str
    category: str


def tag_of(level: Level) -> Tag:
    """A level as it is printed."""
    return Tag(level.label, words.MARKS[level.category], level.category.value)


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A level of the key with the positions that show it; ``meaning`` is empty where the label says it."""

    tag: Tag
    meaning: str
    count: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the proportion bar: a category (``none`` for unrated) and its share in per cent."""

    label: str
    mark: str
    category: str
    count: int
    percent: str


@dataclass(frozen=True, slots=True)
class OwnerView:
    """One owner's line. ``status`` is Markdown; ``silence`` stands in its place where it is empty.

    ``who`` is its code, or where all rows are of one organisation whoever answers for the row;
    ``named`` is false where that is nobody.
    """

    who: str
    named: bool
    organisation: str
    name: str
    status: str
    silence: str
    tag: Tag | None
    unrated: str
    standing: str
    due: str
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    queries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActionView:
    """One action with its owners. ``closed`` says how it ended without being done."""

    ref: str
    title: str
    part: bool
    description: str
    due: str
    distance: str
    facts: tuple[tuple[str, str], ...]
    revisions: tuple[str, ...]
    closed: str
    notes: tuple[str, ...]
    queries: tuple[str, ...]
    owners: tuple[OwnerView, ...]


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal, or the own actions of one organisation, with its actions.

    ``rollup`` says how its positions stand, in counts, the worst level first.
    """

    ref: str
    title: str
    description: str
    recommendations: str
    rollup: str
    notes: tuple[str, ...]
    queries: tuple[str, ...]
    actions: tuple[ActionView, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """Everything the plan report says.

    ``organisations`` are the owners whose code is not their name, with their names. ``single`` plans
    are of one organisation, whose rows name their leads. ``rated`` ones have a key. ``succession``
    says what the plan replaced, and what replaces it.
    """

    programme: str
    title: str
    group: str
    succession: tuple[str, ...]
    single: bool
    rated: bool
    wording: str
    as_of: str
    as_of_iso: str
    sentence: str
    footnote: str
    key_title: str
    key: tuple[KeyLine, ...]
    unrated: int
    segments: tuple[Segment, ...]
    goals: tuple[GoalView, ...]
    organisations: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    queries: tuple[str, ...]
    counts: Counts

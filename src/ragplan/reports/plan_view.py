"""What the plan report says, ready for a template: text, marks and counts, nothing to compute."""

from __future__ import annotations

from dataclasses import dataclass

from ragplan.model.assessment import Assessment
from ragplan.model.key import Level
from ragplan.model.programme import Row
from ragplan.reports import words
from ragplan.reports.counts import Counts


@dataclass(frozen=True, slots=True)
class Tag:
    """A rating as it is printed: its words, a mark, and the category that gives its tint.

    One ``by_date`` is what only the dates say; it is never printed as a stated one is.
    """

    label: str
    mark: str
    category: str
    by_date: bool = False

    @property
    def plain(self) -> str:
        """The tag as text: ``▲ Slipped``, ``By date: overdue 27 days``."""
        return f"By date: {self.label}" if self.by_date else f"{self.mark} {self.label}"


def tag_of(level: Level) -> Tag:
    """A stated level as it is printed."""
    return Tag(level.label, words.MARKS[level.category], level.category.value)


def tag_by_date(row: Row, assessment: Assessment) -> Tag | None:
    """What the dates say of a row as it is printed; ``None`` where that is no more than its rating."""
    said, level = words.by_date(row, assessment), assessment.derived
    if not said:
        return None
    if level is None:
        return Tag(said, "", "none", by_date=True)
    return Tag(said, words.MARKS[level.category], level.category.value, by_date=True)


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A level of the key with how many rows state it, and to how many the dates give it.

    ``meaning`` is empty where the label says it. ``tag`` is ``None`` for the rows that have no level.
    """

    tag: Tag | None
    label: str
    meaning: str
    stated: int
    by_date: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the proportion bar: a category (``none`` for no level) and its share in per cent.

    One ``by_date`` holds rows that state no rating and to which only the dates give a level.
    """

    label: str
    mark: str
    category: str
    count: int
    percent: str
    by_date: bool = False


@dataclass(frozen=True, slots=True)
class OwnerView:
    """One owner's line. ``status`` is Markdown; ``silence`` stands in its place where it is empty.

    ``tag`` is what the owner states, ``unrated`` the words where it states nothing, and ``by_date`` what
    the dates say beside it.

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
    by_date: Tag | None
    unrated: str
    standing: str
    due: str
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    queries: tuple[str, ...]


def rating_words(owner: OwnerView) -> list[str]:
    """What an owner states, what the dates say and more about it, each as text."""
    tags = [tag.plain if tag else "" for tag in (owner.tag, owner.by_date)]
    return [said for said in (tags[0], owner.unrated, tags[1], owner.standing) if said]


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
    segments: tuple[Segment, ...]
    goals: tuple[GoalView, ...]
    organisations: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    queries: tuple[str, ...]
    counts: Counts

"""What the recommendations report says, ready for a template: text, marks and counts, nothing to compute."""

from __future__ import annotations

from dataclasses import dataclass

from ragplan.reports.plan_view import Segment, Tag


@dataclass(frozen=True, slots=True)
class Listed:
    """A short list: what is counted, how many of how many, and which, in plain words."""

    title: str
    count: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexPosition:
    """A position in the index: whose, when it was updated or that it has no words, and its level."""

    organisation: str
    said: str
    tag: Tag | None


@dataclass(frozen=True, slots=True)
class IndexReview:
    """When a position in the index is to be reviewed, and whether that is late."""

    said: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A recommendation in the index; ``anchor`` is empty where there is nothing more to read of it."""

    number: int
    anchor: str
    heading: str
    response: str
    standing: str
    positions: tuple[IndexPosition, ...]
    reviews: tuple[IndexReview, ...]
    actions: str


@dataclass(frozen=True, slots=True)
class ActionLink:
    """An action that answers a recommendation: tags for one row, else ``rated`` in words."""

    ref: str
    title: str
    part: bool
    organisation: str
    tag: Tag | None
    by_date: Tag | None
    rated: str


@dataclass(frozen=True, slots=True)
class GoalLink:
    """A goal that cites a recommendation, with its actions; ``ref`` is empty for actions on their own."""

    ref: str
    title: str
    actions: tuple[ActionLink, ...]


@dataclass(frozen=True, slots=True)
class PositionView:
    """One organisation's position. ``status`` is Markdown; ``silence`` stands in its place.

    ``cited`` are the recommendations of a position on several; ``rated`` says that its rating is
    not in the key; ``overdue`` marks a review that is late.
    """

    organisation: str
    name: str
    cited: str
    status: str
    silence: str
    tag: Tag | None
    rated: str
    updated: str
    review: str
    overdue: bool
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    queries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntryView:
    """A recommendation, or neighbours of which only their numbers differ.

    ``headings`` are pairs of text and who prints it so. ``standing`` says whether it applies, and why
    not. ``text`` is Markdown. ``silence`` stands in the place of positions, goals and actions.
    """

    numbers: str
    anchor: str
    headings: tuple[tuple[str, str], ...]
    text: str
    response: str
    standing: tuple[str, ...]
    positions: tuple[PositionView, ...]
    goals: tuple[GoalLink, ...]
    silence: str
    notes: tuple[str, ...]
    queries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """The recommendations of one section of a register; ``title`` is empty where it is not known."""

    numbers: str
    title: str
    anchor: str
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """A document: what it is to the register, its title, its date and its link as Markdown."""

    name: str
    title: str
    date: str
    link: str


@dataclass(frozen=True, slots=True)
class RegisterView:
    """A register in a programme.

    ``segments`` are the runs of its numbers in order, ``key`` the same by kind. Of the columns of the
    index those that would say nothing are not in ``columns``. ``unanswered`` says where the response to
    no single recommendation is known.
    """

    id: str
    title: str
    first: int
    last: int
    total: int
    sentence: str
    segments: tuple[Segment, ...]
    key: tuple[Segment, ...]
    lists: tuple[Listed, ...]
    columns: tuple[str, ...]
    index: tuple[IndexRow, ...]
    sections: tuple[SectionView, ...]
    sources: tuple[SourceView, ...]
    totals: str
    unanswered: str
    notes: tuple[str, ...]
    queries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecommendationsView:
    """Everything the recommendations report says.

    ``several`` registers each have their own sentence. ``unplaced`` are positions on what no register
    of the programme holds. ``organisations`` are those that are named by a code which is not their
    name, with their names.
    """

    programme: str
    title: str
    group: str
    wording: str
    as_of: str
    as_of_iso: str
    sentence: str
    several: bool
    registers: tuple[RegisterView, ...]
    unplaced: tuple[PositionView, ...]
    organisations: tuple[tuple[str, str], ...]

"""What the trend report says, ready for a template: text, marks, counts and coordinates."""

from __future__ import annotations

from dataclasses import dataclass

from ragplan.reports.trend_chart import Chart


@dataclass(frozen=True, slots=True)
class LevelView:
    """What a column counts: a category, or ``none`` for rows without a rating.

    One ``by_date`` counts rows to which only the dates give a level.
    """

    category: str
    mark: str
    label: str
    by_date: bool = False

    @property
    def fill(self) -> str:
        """The name of its fill in a drawing."""
        return f"by-date-{self.category}" if self.by_date else self.category


@dataclass(frozen=True, slots=True)
class NumberView:
    """A count at the last meeting and how it differs from the meeting before: ``+2``, ``−1`` or ``""``."""

    count: int
    change: str


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting: what was read, the rows by level, and what the counts leave out.

    One that is not ``known`` has no counts, and a ``note`` that says why. ``still_open`` is how many
    rows were open, of which ``overdue`` were past their date and ``silent`` had nothing said in the period.
    """

    day: str
    short: str
    iso: str
    commit: str
    frozen: bool
    known: bool
    note: str
    counts: tuple[int, ...]
    total: int
    left_out: str
    still_open: int
    overdue: int
    silent: int
    moved: int
    median: str
    longest: str
    revisions: int


@dataclass(frozen=True, slots=True)
class GroupView:
    """An organisation or a goal: its chart, its numbers at the last meeting, and at each one shown.

    ``cells`` has each number beside its mark, ``None`` where a meeting is not known.
    """

    ref: str
    name: str
    chart: Chart
    said: str
    latest: tuple[NumberView, ...]
    total: int
    cells: tuple[tuple[tuple[str, int], ...] | None, ...]


@dataclass(frozen=True, slots=True)
class CoverView:
    """What an organisation did with its open rows for a meeting: a word, its mark, and of how many."""

    word: str
    mark: str
    said: str
    more: str


@dataclass(frozen=True, slots=True)
class CoverageView:
    """An organisation's line in the coverage table."""

    ref: str
    name: str
    cells: tuple[CoverView, ...]


@dataclass(frozen=True, slots=True)
class SlipView:
    """An action whose due date moved: from when to when, how far, and how often by a revision.

    ``owners`` are those it moved for, each with how its row stands. ``rewritten`` is the first date
    that the plan gives now, where it is another.
    """

    ref: str
    title: str
    owners: tuple[tuple[str, str], ...]
    first: str
    now: str
    days: int
    revisions: int
    rewritten: str


@dataclass(frozen=True, slots=True)
class SilenceView:
    """A row that is silent: for how many meetings and days, and when its owner was last heard."""

    ref: str
    organisation: str
    title: str
    meetings: int
    days: str
    heard: str


@dataclass(frozen=True, slots=True)
class TrendView:
    """Everything the trend report says.

    ``shown`` are the meetings that stand as columns of the wider tables: the last few; ``charted``
    says which are in the small charts. ``levels`` are the columns of counts, best first.
    """

    programme: str
    title: str
    group: str
    as_of: str
    as_of_iso: str
    sentence: str
    description: str
    levels: tuple[LevelView, ...]
    chart: Chart | None
    meetings: tuple[MeetingView, ...]
    shown: tuple[MeetingView, ...]
    charted: str
    organisations: tuple[GroupView, ...]
    goals: tuple[GroupView, ...]
    coverage: tuple[CoverageView, ...]
    slips: tuple[SlipView, ...]
    more_slips: int
    silences: tuple[SilenceView, ...]
    more_silences: int
    notes: tuple[str, ...]

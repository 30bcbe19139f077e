"""What a comparison says, ready for a template or a terminal: text, marks and counts, nothing to compute."""

from __future__ import annotations

from dataclasses import dataclass

from ragplan.diff import Segment


@dataclass(frozen=True, slots=True)
class EndView:
    """One end of a comparison: ``the meeting of 13 January 2014``, and in ``source`` where it was read."""

    name: str
    source: str
    iso: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change. ``tone`` is ``good``, ``neutral`` or ``bad``, ``mark`` its sign.

    ``segments`` are the words of a text before and after; ``quote`` is a text that came or went
    whole. ``place`` names the action's part of the page.
    """

    kind: str
    tone: str
    mark: str
    ref: str
    organisation: str
    title: str
    said: str
    segments: tuple[Segment, ...]
    quote: str
    place: str


@dataclass(frozen=True, slots=True)
class ActionChanges:
    """What happened to one action, or to positions on one recommendation."""

    ref: str
    title: str
    place: str
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class GroupChanges:
    """A goal, an organisation's actions without one, or the recommendations, with what happened there."""

    ref: str
    title: str
    place: str
    actions: tuple[ActionChanges, ...]


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many changes there are of a kind."""

    name: str
    mark: str
    tone: str
    count: int


@dataclass(frozen=True, slots=True)
class ToneCounts:
    """How many changes something had: good news, other changes, bad news, and all."""

    ref: str
    name: str
    good: int
    neutral: int
    bad: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.good + self.neutral + self.bad


@dataclass(frozen=True, slots=True)
class ChangesView:
    """Everything that is told of a comparison.

    ``best`` and ``worst`` are the first of the good and of the bad news; ``more_good`` and
    ``more_bad`` count the rest. ``narrowed`` says which changes alone were asked for. ``as_of`` is
    the day of the later end, for the foot of a printed page.
    """

    programme: str
    title: str
    group: str
    since: EndView
    until: EndView
    as_of: str
    sentence: str
    narrowed: str
    total: int
    best: tuple[ChangeView, ...]
    worst: tuple[ChangeView, ...]
    more_good: int
    more_bad: int
    kinds: tuple[KindCount, ...]
    organisations: tuple[ToneCounts, ...]
    groups: tuple[GroupChanges, ...]
    goals: tuple[ToneCounts, ...]

"""What a meeting has to look at: a programme's exceptions on a day, as values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ragplan.diff import Kind
from ragplan.diff.concerns import doubts
from ragplan.diff.owing import off_track_without_next, unspoken
from ragplan.diff.side import Side
from ragplan.reports.highlight.facts import DONE, Highlights, Rows, by_owner


@dataclass(frozen=True)
class Exceptions(Highlights):
    """A programme on a day, against what the meeting before saw where that is known."""

    @property
    def compared(self) -> bool:
        """Whether it is known what the meeting before saw, or there was none."""
        return self.before is not None or self.previous is None

    @cached_property
    def newly_overdue(self) -> Rows:
        """The rows that came to be past their date since."""
        return self._changed(Kind.WENT_OVERDUE)

    @cached_property
    def completed(self) -> Rows:
        """The rows that were completed since, or whose completion was confirmed."""
        return self._changed(*DONE)

    def _changed(self, *kinds: Kind) -> Rows:
        keys = {(each.ref, each.organisation) for each in self.changes if each.kind in kinds}
        return {key: side for key, side in self.sides.items() if key in keys}

    @cached_property
    def longest_overdue(self) -> Rows:
        """The rows past their date, the longest first; without those whose year is doubted."""
        late = {key: side for key, side in self.sides.items() if side.assessment.overdue}
        known = [(key, side) for key, side in late.items() if side.assessment.doubt is None]
        return dict(sorted(known, key=lambda each: -each[1].assessment.overdue_days))

    @cached_property
    def doubted(self) -> tuple[Side, ...]:
        """The rows past a date whose year is doubted."""
        return doubts(self.everything.values())

    @cached_property
    def watermelons(self) -> Rows:
        """The rows that are rated on track and past their date."""
        return {key: side for key, side in self.sides.items() if side.assessment.watermelon}

    @cached_property
    def stuck(self) -> Rows:
        """The open rows that are off track with no next step, or that wait for another."""
        return {key: side for key, side in self.sides.items() if off_track_without_next(side) or waits(side)}

    @cached_property
    def falling_due(self) -> Rows:
        """The open rows that are due by the next meeting, the soonest first."""
        name = self.programme.known_as
        return {(side.action.ref, name(side.row.organisation)): side for side in self.due}

    @cached_property
    def unspoken(self) -> Mapping[str, Rows]:
        """The rows on which each organisation owes an update: missing, empty, or not updated."""
        return by_owner({key: side for key, side in self.sides.items() if unspoken(side)})


def waits(side: Side) -> bool:
    """Whether an open row waits for another."""
    return side.assessment.open and side.position is not None and bool(side.position.waiting_for)


def by_action(rows: Iterable[Side]) -> list[list[Side]]:
    """Rows in stretches of one action, in their order; those of an action stand where its first does."""
    found: dict[int, list[Side]] = {}
    for side in rows:
        found.setdefault(id(side.action), []).append(side)
    return list(found.values())

"""What a meeting has to look at: a programme's exceptions on a day, as values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ragplan.diff import Kind
from ragplan.diff.concerns import doubts
from ragplan.diff.owing import off_track_without_next, unspoken
from ragplan.model.judged import JudgedRow
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
        return {key: judged for key, judged in self.rows.items() if key in keys}

    @cached_property
    def longest_overdue(self) -> Rows:
        """The rows past their date, the longest first; without those whose year is doubted."""
        late = {key: judged for key, judged in self.rows.items() if judged.assessment.overdue}
        known = [(key, judged) for key, judged in late.items() if judged.assessment.doubt is None]
        return dict(sorted(known, key=lambda each: -each[1].assessment.overdue_days))

    @cached_property
    def doubted(self) -> tuple[JudgedRow, ...]:
        """The rows past a date whose year is doubted."""
        return doubts(self.everything.values())

    @cached_property
    def watermelons(self) -> Rows:
        """The rows that are rated on track and past their date."""
        return {key: judged for key, judged in self.rows.items() if judged.assessment.watermelon}

    @cached_property
    def stuck(self) -> Rows:
        """The open rows that are off track with no next step, or that wait for another."""
        return {key: each for key, each in self.rows.items() if off_track_without_next(each) or waits(each)}

    @cached_property
    def falling_due(self) -> Rows:
        """The open rows that are due by the next meeting, the soonest first."""
        name = self.programme.known_as
        return {(judged.action.ref, name(judged.row.organisation)): judged for judged in self.due}

    @cached_property
    def unspoken(self) -> Mapping[str, Rows]:
        """The rows on which each organisation owes an update: missing, empty, or not updated."""
        return by_owner({key: judged for key, judged in self.rows.items() if unspoken(judged)})


def waits(judged: JudgedRow) -> bool:
    """Whether an open row waits for another."""
    return judged.assessment.open and judged.position is not None and bool(judged.position.waiting_for)


def by_action(rows: Iterable[JudgedRow]) -> list[list[JudgedRow]]:
    """Rows in stretches of one action, in their order; those of an action stand where its first does."""
    found: dict[int, list[JudgedRow]] = {}
    for judged in rows:
        found.setdefault(id(judged.action), []).append(judged)
    return list(found.values())

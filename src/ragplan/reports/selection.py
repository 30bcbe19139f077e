"""Which rows and recommendations of a programme a figure speaks of, at the paper's own day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ragplan.figures.figure import Figure, since
from ragplan.model.coverage import Covered, Standing, coverage
from ragplan.model.dates import PlanDate
from ragplan.model.key import Category
from ragplan.model.programme import Programme
from ragplan.model.recommendations import Reference, reference
from ragplan.model.snapshot import Snapshot
from ragplan.reports.counts import Counts, count
from ragplan.reports.listing import Entry, Filter, entries


@dataclass(frozen=True)
class Selection:
    """A programme at a day, to choose from. Figures are those without a fault."""

    snapshot: Snapshot

    @property
    def programme(self) -> Programme:
        """The programme."""
        return self.snapshot.programme

    @property
    def as_at(self) -> date:
        """The day."""
        return self.snapshot.on

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        return tuple(entries([self.snapshot]))

    @cached_property
    def covered(self) -> tuple[Covered, ...]:
        """Every recommendation of the programme's registers, each once."""
        found = coverage(self.programme, self.as_at)
        return tuple({(each.register.id, each.number): each for each in found}.values())

    def rows(self, figure: Figure) -> list[Entry]:
        """The rows of the plan that a figure speaks of, those without a position too."""
        wanted = _filters(figure)
        return [entry for entry in self._entries if all(each.holds(entry) for each in wanted)]

    def counted(self, figure: Figure) -> list[Entry]:
        """The rows that are counted: the denominator of the plan's own sentence, narrowed down."""
        return [entry for entry in self.rows(figure) if entry.assessment.uncounted is None]

    def recommendations(self, figure: Figure) -> list[Covered]:
        """The recommendations that a figure speaks of, in the order of registers and numbers."""
        return [each for each in self.covered if _wanted(each, figure)]

    def since(self, figure: Figure) -> date:
        """The day that changes are counted from, not included."""
        return since(figure, self.programme, self.as_at) or date.min

    def within(self, figure: Figure, when: PlanDate | None) -> bool:
        """Whether a date may lie after that day and on or before the status date; a month may by any day."""
        if when is None or when.first is None or when.last is None:
            return False
        return when.last > self.since(figure) and when.first <= self.as_at


def counts(chosen: list[Entry]) -> Counts:
    """Rows counted."""
    return count((entry.row, entry.assessment) for entry in chosen)


def _filters(figure: Figure) -> tuple[Filter, Filter]:
    """What must hold of a row: all that a figure's words ask of what is stated, and of what dates say."""
    category, cited = figure.value("category"), figure.value("recommendation")
    stated = Filter(
        organisation=figure.value("organisation"),
        lead=figure.value("lead"),
        goal=figure.value("goal"),
        rating=figure.value("rating"),
        category=Category(category) if category else None,
        recommendation=reference(cited) if cited else None,
        overdue=figure.has("overdue"),
        silent=figure.has("silent"),
        undated=figure.has("undated"),
        query=figure.has("query"),
    )
    return stated, Filter(rating=figure.value("by_date"), by_date=True)


def _wanted(covered: Covered, figure: Figure) -> bool:
    register, cited = figure.value("register"), reference(figure.value("recommendation"))
    return (
        (not register or covered.register.id == register)
        and (not cited.text or _cites(cited, covered))
        and all(covered.standing is standing for standing in Standing if figure.has(standing.value))
        and (not figure.has("answered") or covered.answered)
        and (not figure.has("unanswered") or not covered.answered)
    )


def _cites(cited: Reference, covered: Covered) -> bool:
    return covered.number in cited.numbers and cited.register in {"", covered.register.id}

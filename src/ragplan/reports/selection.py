"""Which rows and recommendations of a programme a figure speaks of, at the paper's own day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ragplan.model.coverage import Covered, Standing, coverage
from ragplan.model.dates import PlanDate
from ragplan.model.figures import Figure, since
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
        found = coverage(self.programme)
        return tuple({(each.register.id, each.number): each for each in found}.values())

    def rows(self, figure: Figure) -> list[Entry]:
        """The rows of the plan that a figure speaks of, those without a position too."""
        wanted, level = _filter(figure), figure.value("level")
        chosen = [entry for entry in self._entries if wanted.holds(entry)]
        return [entry for entry in chosen if _at_level(entry, level)] if level else chosen

    def positions(self, figure: Figure) -> list[Entry]:
        """The rows that are counted: the denominator of the plan's own sentence, narrowed down."""
        return [entry for entry in self.rows(figure) if counts([entry]).total]

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
    """Rows counted by the level they show."""
    return count((entry.row, entry.assessment) for entry in chosen)


def _filter(figure: Figure) -> Filter:
    category, cited = figure.value("category"), figure.value("recommendation")
    return Filter(
        organisation=figure.value("organisation"),
        lead=figure.value("lead"),
        goal=figure.value("goal"),
        rating=figure.value("rating"),
        category=Category(category) if category else None,
        recommendation=reference(cited) if cited else None,
        overdue=figure.has("overdue"),
        silent=figure.has("silent"),
        query=figure.has("query"),
    )


def _at_level(entry: Entry, level: str) -> bool:
    """Whether the plan's page counts a row under a level."""
    shown, key = entry.assessment.shown, entry.programme.key
    if level.casefold() == "none":
        return shown is None
    return shown is not None and key is not None and shown == key.level(level)


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

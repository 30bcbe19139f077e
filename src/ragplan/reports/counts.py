"""Counts of positions by level, with what is left out of them named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ragplan.model.assessment import Assessment
from ragplan.model.key import Category, Fact, Level
from ragplan.model.programme import Row
from ragplan.reports.words import OVERDUE, SAYING, counted, joined

Judged = tuple[Row, Assessment]


@dataclass(frozen=True, slots=True)
class Counts:
    """Positions by the level they show: the stated one, else what the dates lead to.

    ``total`` is the denominator: positions that are neither superseded, withdrawn nor mere parents,
    which ``left_out`` counts by that word. ``derived`` is how many of ``levels`` no owner stated.
    ``facts`` count what the dates and words say where there is no key to rate them by.
    """

    total: int
    levels: Counter[Level]
    unrated: int
    derived: int
    left_out: Counter[str]
    facts: Counter[Fact]

    @property
    def categories(self) -> Counter[Category]:
        """Positions by category."""
        found: Counter[Category] = Counter()
        for level, count in self.levels.items():
            found[level.category] += count
        return found


def count(judged: Iterable[Judged]) -> Counts:
    """Count rows by the level they show."""
    levels: Counter[Level] = Counter()
    uncounted: Counter[str] = Counter()
    facts: Counter[Fact] = Counter()
    total = unrated = derived = 0
    for row, assessment in judged:
        reason = left_out(row, assessment)
        if reason:
            uncounted[reason] += 1
            continue
        total += 1
        shown = assessment.shown
        if shown is None:
            unrated += 1
            facts.update([assessment.fact] if assessment.fact else [])
        else:
            levels[shown] += 1
            derived += assessment.stated is None
    return Counts(total, levels, unrated, derived, uncounted, facts)


def left_out(row: Row, assessment: Assessment) -> str:
    """Why a row is not counted; ``""`` where it is."""
    if row.action.superseded_by:
        return "superseded"
    if row.action.withdrawn:
        return "withdrawn"
    if assessment.parent:
        return "only gathering sub-actions"
    return "" if row.position else "without a position"


def sentence(counts: Counts) -> str:
    """The counts in words, with their denominator; every number can be found in the rows."""
    if not counts.total:
        return "No organisation reports a position yet."
    categories = counts.categories
    closed = categories[Category.COMPLETE] + categories[Category.ASSURED]
    said = [_completed(closed, counts.total)]
    for category in Category:
        if not category.closes and categories[category]:
            number = categories[category]
            said.append(f"{number} {SAYING[category][number != 1]}")
    if counts.unrated:
        said.append(f"{counts.unrated} {'is' if counts.unrated == 1 else 'are'} not rated")
    return ". ".join(said) + "."


def sentence_without_key(counts: Counts) -> str:
    """What the dates and words say of the positions of a programme that rates none."""
    if not counts.total:
        return "No organisation reports a position yet."
    closed = counts.facts[Fact.COMPLETED] + counts.facts[Fact.ASSURED]
    said = [_completed(closed, counts.total)]
    for fact, words in ((Fact.OVERDUE, OVERDUE), (Fact.SILENT, SAYING[Category.NO_UPDATE])):
        number = counts.facts[fact]
        said += [f"{number} {words[number != 1]}"] if number else []
    return ". ".join([*said, "This plan has no rating key"]) + "."


def _completed(closed: int, total: int) -> str:
    """``1 of 25 positions is completed``."""
    return f"{closed} of {counted(total, 'position')} " + SAYING[Category.COMPLETE][1 not in (closed, total)]


def rollup(counts: Counts, *, keyed: bool = True) -> str:
    """How the rows of a goal or a parent stand: counts, the worst level first, never an average.

    Without a key nothing is rated, and nothing is said of it.
    """
    if not counts.total:
        return ""
    closed = sum(number for category, number in counts.categories.items() if category.closes)
    closed += counts.facts[Fact.COMPLETED] + counts.facts[Fact.ASSURED]
    said = [f"{closed} of {counts.total} completed"]
    order = list(Category)
    said += [
        f"{counts.levels[level]} {level.label[:1].lower()}{level.label[1:]}"
        for level in sorted(counts.levels, key=lambda level: order.index(level.category))
        if not level.category.closes
    ]
    if counts.unrated and keyed:
        said.append(f"{counts.unrated} not rated")
    if counts.left_out:
        said.append(f"not counted: {_reasons(counts)}")
    return ", ".join(said)


def _reasons(counts: Counts) -> str:
    return joined([f"{number} {reason}" for reason, number in sorted(counts.left_out.items())])


def footnote(counts: Counts) -> str:
    """What the counts rest on: ratings that follow from dates, and rows that are left out."""
    said = []
    if counts.derived:
        follow = "follows" if counts.derived == 1 else "follow"
        said.append(
            f"{counts.derived} of these {follow} from dates and empty rows, not from a stated rating."
        )
    if counts.left_out:
        said.append(f"Not counted: {_reasons(counts)}.")
    return " ".join(said)

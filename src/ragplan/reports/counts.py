"""Counts of rows: what is done and what is late, what owners state and what the dates say, each apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ragplan.english import counted, day, joined, lowered, one_or_more, share
from ragplan.model.assessment import Assessment, Uncounted
from ragplan.model.dates import Precision, days_between
from ragplan.model.judged import JudgedRow
from ragplan.model.key import Category, Level
from ragplan.model.stated import occurred
from ragplan.reports import words

UNCOUNTED = {
    Uncounted.SUPERSEDED: "superseded",
    Uncounted.WITHDRAWN: "withdrawn",
    Uncounted.PROPOSED: "proposed",
    Uncounted.PARENT: "only grouping sub-actions",
    Uncounted.NOT_OWNED: "reported by someone other than an owner",
}
"""What sentences say of rows that are counted nowhere."""


@dataclass(frozen=True)
class Counts:
    """Rows of a plan, counted. A row is an action and an owner of it, whether it reports or not.

    ``judged`` are the rows that count; ``left_out`` says how many others there are and why. Every number
    but those is of ``judged``, and ``ragplan list --counted`` with the filter of its name lists it.
    """

    judged: tuple[JudgedRow, ...]
    left_out: Counter[Uncounted]

    @cached_property
    def assessed(self) -> tuple[Assessment, ...]:
        """What the dates and facts say of the rows that count."""
        return tuple(each.assessment for each in self.judged)

    @property
    def total(self) -> int:
        """The denominator of the page."""
        return len(self.judged)

    @cached_property
    def still_open(self) -> tuple[JudgedRow, ...]:
        """The rows that are still to be done."""
        return tuple(each for each in self.judged if each.assessment.open)

    @property
    def open(self) -> int:
        """How many are still to be done."""
        return len(self.still_open)

    @property
    def completed(self) -> int:
        """How many are done: the owner's rating, its date of completion or its assurance says so."""
        return self.total - self.open

    @property
    def overdue(self) -> int:
        """How many are open and past their date, whatever is stated."""
        return sum(each.overdue for each in self.assessed)

    @property
    def watermelons(self) -> int:
        """How many of the overdue are rated on track."""
        return sum(each.watermelon for each in self.assessed)

    @property
    def silent(self) -> int:
        """How many open positions say nothing in the period."""
        return sum(each.silent for each in self.assessed)

    @property
    def missing(self) -> int:
        """How many have no position from their owner."""
        return sum(each.position is None for each in self.judged)

    @property
    def undated(self) -> int:
        """How many open ones have no due date; an ongoing one has one."""
        return sum(each.undated for each in self.assessed)

    @cached_property
    def stated(self) -> Counter[Level]:
        """How many state each level."""
        return Counter(each.level for each in self.judged if each.level)

    @property
    def unrated(self) -> int:
        """How many state no level of the key, whatever their dates say."""
        return self.total - self.stated.total()

    @cached_property
    def by_date(self) -> Counter[Level]:
        """To how many the dates give each level, whatever is stated."""
        return Counter(each.derived for each in self.assessed if each.derived)

    @cached_property
    def unstated(self) -> Counter[Level]:
        """To how many that state nothing the dates give each level."""
        return Counter(each.derived for each in self.assessed if each.derived and not each.stated)

    @cached_property
    def unreported(self) -> tuple[str, ...]:
        """The organisations that own rows and have a position on none of them, in the order of the rows."""
        heard: dict[str, bool] = {}
        for each in self.judged:
            if code := each.organisation:
                heard[code] = heard.get(code, False) or each.position is not None
        return tuple(code for code, spoke in heard.items() if not spoke)


def count(judged: Iterable[JudgedRow]) -> Counts:
    """Count rows."""
    counting: list[JudgedRow] = []
    left_out: Counter[Uncounted] = Counter()
    for each in judged:
        if reason := each.assessment.uncounted:
            left_out[reason] += 1
        else:
            counting.append(each)
    return Counts(tuple(counting), left_out)


def sentence(counts: Counts, *, keyed: bool = True) -> str:
    """What a meeting must know first, in words; every number can be listed. Without a key it says so."""
    if not counts.total:
        return "There are no rows to count."
    said = [f"{share(counts.completed, counts.total, 'row')} completed."]
    if counts.open:
        said.append(f"{_late(counts)}.")
    said += [f"{words}." for words in [joined(_lacking(counts))] if words]
    return " ".join(said if keyed else [*said, "This plan has no rating key."])


def _late(counts: Counts) -> str:
    """How many of the open rows are past their date, and how many of these are rated on track."""
    if counts.open == 1:
        on_track = " and rated on track" if counts.watermelons else ""
        return f"The open row is {'' if counts.overdue else 'not '}past its date{on_track}"
    late = one_or_more(counts.overdue, "is past its date", "are past their date")
    on_track = one_or_more(counts.watermelons, "of these is rated on track", "of these are rated on track")
    also = f"; {on_track}" if counts.watermelons else ""
    return f"Of the {counted(counts.open, 'open row')}, {late}{also}"


def _lacking(counts: Counts) -> list[str]:
    """Whose words are missing, and which have no date."""
    told = [
        (counts.silent, "has no update from its owner", "have no update from their owner"),
        (counts.missing, "has no position", "have no position"),
        (counts.undated, "has no date", "have no date"),
    ]
    return [one_or_more(*each) for each in told if each[0]]


def rollup(counts: Counts, *, keyed: bool = True) -> str:
    """How the rows of a goal, an organisation or a parent stand: counts, never an average.

    What is done and late comes first, then how the open rows are rated, the worst level first. Without
    a key nothing is rated, and nothing is said of it.
    """
    said = []
    if counts.total:
        said = [f"{counts.completed:,} of {counts.total:,} completed"]
        said += [f"{counts.overdue:,} past {'its' if counts.overdue == 1 else 'their'} date"] * bool(
            counts.overdue
        )
        said += [f"{counts.silent:,} silent"] * bool(counts.silent)
        said += [f"{counts.missing:,} without a position"] * bool(counts.missing)
        rated = _rated(counts) if keyed else ""
        said = [", ".join(said) + (f". Open ones: {rated}" if rated else "")]
    if counts.left_out:
        said.append(f"Not counted: {reasons(counts.left_out)}")
    return ". ".join(said)


def often_done(judged: Iterable[JudgedRow], on: date) -> str:
    """How often the recurring duties of rows that count were done by a day; ``""`` where none was due."""
    each = [occurred(one.position, on) for one in judged if one.assessment.uncounted is None]
    done, due = (sum(numbers) for numbers in zip(*each, strict=True)) if each else (0, 0)
    return f"Recurring duties: {words.occurrences(done, due)}." if due else ""


def _rated(counts: Counts) -> str:
    """How the open rows are rated: ``2 rated slipped, 3 rated on track, 1 not rated``."""
    levels = Counter(each.level for each in counts.still_open)
    order = list(Category)
    stated = sorted((level for level in levels if level), key=lambda level: order.index(level.category))
    said = [f"{levels[level]:,} rated {lowered(level.label)}" for level in stated]
    said += [f"{levels[None]:,} not rated"] if levels[None] else []
    return ", ".join(said)


def reasons(left_out: Counter[Uncounted]) -> str:
    """How many rows are counted nowhere, and why: ``6 superseded and 5 withdrawn``."""
    return joined([f"{left_out[why]:,} {words}" for why, words in UNCOUNTED.items() if left_out[why]])


def footnote(counts: Counts) -> str:
    """Who has not reported at all, and what the counts leave out."""
    said = []
    if counts.unreported:
        said.append(f"Not reported yet: {joined(list(counts.unreported))}.")
    if counts.left_out:
        said.append(f"Not counted: {reasons(counts.left_out)}.")
    return " ".join(said)


AGES = ("up to 14 days", "15 to 56 days", "more than 56 days", "a date whose year is doubted")
"""How long a row is past its date."""
_AGES = (14, 56)


def by_age(counts: Counts) -> Counter[str]:
    """How many overdue rows there are of each of the ``AGES``; together they are ``counts.overdue``."""
    late = (each for each in counts.assessed if each.overdue)
    return Counter(
        AGES[-1] if each.doubt else AGES[sum(each.overdue_days > age for age in _AGES)] for each in late
    )


def due_by(counts: Counts, on: date, meetings: Sequence[date]) -> dict[str, int]:
    """How many open rows are due by each meeting after a day, and how many not by any; each row once."""
    ends = [*meetings] or [on]
    labels = [f"by {day(each)}" for each in meetings] or ["today"]
    later = f"after {day(ends[-1])}" if meetings else "later"
    found = dict.fromkeys(
        ("past their date", *labels, later, "ongoing", "no date that can be read", "no date"), 0
    )
    for each in counts.still_open:
        current, left = each.row.deadline.current, each.assessment.due_in_days
        if each.assessment.overdue:
            name = "past their date"
        elif left is not None:
            place = next((at for at, end in enumerate(ends) if left <= days_between(on, end)), None)
            name = later if place is None else labels[place]
        elif current is None:
            name = "no date"
        else:
            name = "ongoing" if current.precision is Precision.ONGOING else "no date that can be read"
        found[name] += 1
    return found

"""How far a programme covers a register: counts with their denominators, a bar, short lists."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import Enum
from itertools import groupby
from typing import NamedTuple

from ragplan import english
from ragplan.english import counted, joined, one_or_more
from ragplan.model.assessment import days_left
from ragplan.model.calendar import Period
from ragplan.model.coverage import Applicability, Covered, ExclusionReason
from ragplan.model.dates import date_in_words
from ragplan.model.plan import RecommendationPosition
from ragplan.model.programme import Programme
from ragplan.model.register import Register
from ragplan.model.silence import within
from ragplan.reports.blocks import (
    Bar,
    Block,
    Item,
    Items,
    Legend,
    LegendLine,
    Manner,
    Paragraph,
    Part,
    Text,
)


class Cover(Enum):
    """How far a recommendation is covered, in the order of the key; the value is its category in a bar.

    One with a position alone stands apart from one that is acted on: words are not yet the work.
    """

    ACTED = "acted"
    POSITION = "said"
    UNANSWERED = "unanswered"
    NOT_APPLICABLE = "not_applicable"
    NOT_ADDRESSED = "not_considered"


LABELS = {
    Cover.ACTED: "An action",
    Cover.POSITION: "A position, but no action",
    Cover.UNANSWERED: "Neither position nor action",
    Cover.NOT_APPLICABLE: "Does not apply",
    Cover.NOT_ADDRESSED: "Not addressed in this plan",
}


def cover(covered: Covered) -> Cover:
    """How far one recommendation is covered; one that is only named counts like one that applies."""
    if covered.standing is Applicability.NOT_APPLICABLE:
        return Cover.NOT_APPLICABLE
    if not covered.touched:
        return Cover.NOT_ADDRESSED
    if covered.acted:
        return Cover.ACTED
    return Cover.POSITION if covered.worded else Cover.UNANSWERED


def overview(register: Register, covered: Sequence[Covered]) -> Iterator[Block]:
    """The register from its first number to its last as a bar, and its key with counts.

    A register of which the programme says nothing has the key alone.
    """
    if any(each.touched for each in covered):
        runs = ((kind, sum(1 for _ in run)) for kind, run in groupby(covered, key=cover))
        parts = (Part(LABELS[kind], "", kind.value, number, number / len(covered)) for kind, number in runs)
        yield Bar(tuple(parts), (str(register.first), str(register.last)))
    found = Counter(map(cover, covered))
    lines = (LegendLine((LABELS[each],), (found[each],), "", each.value) for each in Cover)
    title = f"Recommendations {register.first}–{register.last}"
    caption = "How the recommendations stand"
    yield Legend(title, (("Count",),), tuple(lines), caption, "All recommendations", inline=True)


def sentence(covered: Sequence[Covered]) -> str:
    """The counts in words, each with its denominator."""
    apply, named = _of_standing(covered)
    found = Counter(map(cover, covered))
    excluded, rest = found[Cover.NOT_APPLICABLE], found[Cover.NOT_ADDRESSED]
    said = f"{counted(len(covered), 'recommendation')} in the register; "
    left = _being(rest, "not addressed in this plan")
    if not apply and not excluded:
        said += "none is said to apply or not to"
        if not named:
            return f"{said}, and no goal, action or position names one."
        return f"{said}. {_being(len(named), 'named')} by goals, actions or positions; {left}. {_of(named)}"
    said += f"{len(apply):,} {'applies' if len(apply) == 1 else 'apply'}, "
    said += f"{excluded:,} {'does' if excluded == 1 else 'do'} not, "
    said += f"{_being(len(named), 'named')} without being said to apply, " if named else ""
    return " ".join(filter(None, (f"{said}{left}.", _of(apply), _of(named))))


def _of_standing(covered: Iterable[Covered]) -> tuple[list[Covered], list[Covered]]:
    """Those that apply, and those that are named but of which nobody says whether they do."""
    touched = [each for each in covered if each.touched]
    return (
        [each for each in touched if each.standing is Applicability.APPLICABLE],
        [each for each in touched if each.standing is Applicability.NOT_CONSIDERED],
    )


def _being(number: int, how: str) -> str:
    return f"{number:,} {'is' if number == 1 else 'are'} {how}"


def _of(considered: Sequence[Covered]) -> str:
    """How many of those that apply, or are named, have an action, only a position, or neither."""
    if not considered:
        return ""
    number, applies = len(considered), considered[0].standing is Applicability.APPLICABLE
    if number == 1:
        return f"The one {'that applies' if applies else 'named'} has {_HAS[cover(considered[0])]}."
    found = Counter(map(cover, considered))
    rest = ((Cover.POSITION, "only a position"), (Cover.UNANSWERED, "neither"))
    said = [
        one_or_more(found[Cover.ACTED], "has an action", "have an action"),
        *(one_or_more(found[each], f"has {what}", f"have {what}") for each, what in rest if found[each]),
    ]
    return f"Of the {number:,} {'that apply' if applies else 'named'} {joined(said)}."


_HAS = {
    Cover.ACTED: "an action",
    Cover.POSITION: "only a position",
    Cover.UNANSWERED: "neither action nor position",
}


def spans(numbers: Iterable[int]) -> str:
    """Numbers in order as a paper prints them: ``8, 13–14, 124–125``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{first}–{last}" if first < last else str(first) for first, last in runs)


class _Entered(NamedTuple):
    """One position with the numbers of a register that it is on."""

    position: RecommendationPosition
    organisation: str
    numbers: tuple[int, ...]


def _entered(programme: Programme, covered: Iterable[Covered]) -> list[_Entered]:
    """The positions on a register's recommendations, each once, in the order of numbers."""
    found: dict[int, tuple[RecommendationPosition, list[int]]] = {}
    for each in covered:
        for position in each.positions:
            found.setdefault(id(position), (position, []))[1].append(each.number)
    return [
        _Entered(position, programme.code(position.organisation), tuple(numbers))
        for position, numbers in found.values()
    ]


def lists(programme: Programme, covered: Sequence[Covered], as_of: date) -> Items:
    """What is unchanged, past its review, or said not to apply: how many of how many, and which.

    Those about positions only where there are any.
    """
    return Items(tuple(_lists(programme, covered, as_of)), "lists", _LISTED)


_LISTED = "How many of how many, and which"


def not_considered(covered: Sequence[Covered]) -> Items:
    """What has no answer though it applies or is named, and what is not addressed at all."""
    found = [*_unanswered(covered)]
    rest = [each.number for each in covered if cover(each) is Cover.NOT_ADDRESSED]
    if rest:
        found.append(
            _listed(LABELS[Cover.NOT_ADDRESSED], f"{len(rest):,} of {len(covered):,}", [spans(rest)])
        )
    return Items(tuple(found), "lists", _LISTED)


def _lists(programme: Programme, covered: Sequence[Covered], as_of: date) -> Iterator[Item]:
    entered = _entered(programme, covered)
    positions = [each for each in entered if each.position.worded]
    if bare := [each for each in entered if not each.position.worded]:
        title = "Entered without words, which is no position"
        yield _listed(title, f"{len(bare):,} of {len(entered):,} entered", [_by_organisation(bare)])
    if positions:
        yield _unchanged(positions, programme.calendar.period(as_of))
    if entered:
        yield _late(entered, as_of)
    yield from _excluded(covered)


def _listed(title: str, count: str, which: Iterable[str]) -> Item:
    """A short list: what is counted, how many of how many, and which."""
    return Item(
        (Text(f"{title}:", Manner.STRONG), f" {count}"),
        tuple(Paragraph((said,)) for said in which if said),
    )


def _unanswered(covered: Sequence[Covered]) -> Iterator[Item]:
    """What applies, or is at least named, with neither a position nor a living action."""
    apply, named = _of_standing(covered)
    considered = sorted((*apply, *named), key=lambda each: each.number)
    if not considered:
        return
    bare = [each.number for each in considered if not each.answered]
    of = "that apply or are named" if apply and named else "that apply" if apply else "named"
    count = f"{len(bare):,} of {len(considered):,} {of}"
    yield _listed("Without a position or an action", count, [spans(bare)])


def _unchanged(positions: Sequence[_Entered], period: Period | None) -> Item:
    """Positions with no update since the last meeting; without a date that cannot be told of them."""
    undated = [each for each in positions if not (each.position.updated and each.position.updated.last)]
    bare = "Of these without a date of update: " + _by_organisation(undated) if undated else ""
    if len(undated) == len(positions):
        bare = "No position has a date of update."
    title, total = "Position not changed since the last meeting", f"{len(positions):,}"
    if period is None:
        nothing = "The group has no calendar, so there is no last meeting to count from."
        return _listed(title, f"not known of {total}", [nothing])
    same = [
        each for each in positions if not (each.position.updated and within(each.position.updated, period))
    ]
    first = "" if period.start else "No meeting came before this one."
    if period.start is not None:
        title = f"Position not changed since the meeting of {english.day(period.start - timedelta(days=1))}"
    return _listed(title, f"{len(same):,} of {total}", (_by_organisation(same), bare, first))


def _late(positions: Sequence[_Entered], as_of: date) -> Item:
    """Positions past their review date, and those that are to be reviewed next."""
    title = "Past the review date"
    dated = [
        (left, each) for each in positions if (left := days_left(each.position.review_by, as_of)) is not None
    ]
    if not dated:
        return _listed(title, "0", ["No position has a review date."])
    late = sorted((each for each in dated if each[0] < 0), key=lambda each: each[0])
    soonest = min((left for left, _ in dated if left >= 0), default=None)
    following = [each for left, each in dated if left == soonest]
    said = [f"{_by_organisation([each])}: {review(each.position, as_of)}" for _, each in late]
    if following:
        said.append(f"Next: {_by_organisation(following)}, {review(following[0].position, as_of)}")
    return _listed(title, f"{len(late):,} of {len(dated):,} with a review date", said)


def _excluded(covered: Sequence[Covered]) -> Iterator[Item]:
    """What is said not to apply: numbers, reason, and who says so where it is not the programme."""
    found: dict[ExclusionReason, list[int]] = {}
    for each in covered:
        for reason in each.reasons:
            found.setdefault(reason, []).append(each.number)
    if not found:
        return
    number = sum(bool(each.reasons) for each in covered)
    some = any(each.reasons and each.applies_to for each in covered)
    title = "Does not apply, or not to all" if some else "Does not apply"
    which = (f"{spans(numbers)}{_whose(reason)}: {reason.text}" for reason, numbers in found.items())
    yield _listed(title, f"{number:,} of {len(covered):,}", which)


def _whose(reason: ExclusionReason) -> str:
    return f" ({reason.organisation})" if reason.organisation else ""


def _by_organisation(positions: Iterable[_Entered]) -> str:
    """``123–125 (A); 123 (B)``."""
    found: dict[str, set[int]] = {}
    for each in positions:
        found.setdefault(each.organisation, set()).update(each.numbers)
    return "; ".join(f"{spans(sorted(numbers))} ({code})" for code, numbers in found.items())


def review(position: RecommendationPosition, as_of: date) -> str:
    """When a position is to be reviewed, and how far off that is: ``December 2014, in 309 days``.

    ``""`` where it has no date of review.
    """
    if position.review_by is None:
        return ""
    left = days_left(position.review_by, as_of)
    said = date_in_words(position.review_by)
    if left is None:
        return said
    if left == 0:
        return f"{said}, today"
    return f"{said}, in {english.days(left)}" if left > 0 else f"{said}, {english.days(-left)} ago"

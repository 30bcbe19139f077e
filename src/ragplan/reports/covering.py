"""How far a programme covers a register: the counts with their denominators, and the register as a strip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import groupby

from ragplan.english import counted, joined
from ragplan.model.coverage import Applicability, Covered
from ragplan.reports.plan_view import Segment


class Kind(Enum):
    """How a recommendation stands in a programme, in the order of the key.

    One with a position alone stands apart from one that is acted on: words are not yet the work.
    """

    ACTED = "acted"
    SAID = "said"
    UNANSWERED = "unanswered"
    NOT_APPLICABLE = "not_applicable"
    NOT_CONSIDERED = "not_considered"


LABELS = {
    Kind.ACTED: "An action",
    Kind.SAID: "A position, but no action",
    Kind.UNANSWERED: "Neither position nor action",
    Kind.NOT_APPLICABLE: "Does not apply",
    Kind.NOT_CONSIDERED: "Not addressed in this plan",
}


def kind(covered: Covered) -> Kind:
    """How one recommendation stands; one that is only named counts like one that applies."""
    if covered.standing is Applicability.NOT_APPLICABLE:
        return Kind.NOT_APPLICABLE
    if not covered.touched:
        return Kind.NOT_CONSIDERED
    if covered.acted:
        return Kind.ACTED
    return Kind.SAID if covered.worded else Kind.UNANSWERED


def strip(covered: Sequence[Covered]) -> Iterator[Segment]:
    """The register from its first number to its last, as runs of recommendations of one kind."""
    for each, run in groupby(covered, key=kind):
        yield _segment(each, sum(1 for _ in run), len(covered))


def key(covered: Sequence[Covered]) -> Iterator[Segment]:
    """How many recommendations there are of each kind."""
    found = Counter(map(kind, covered))
    for each in Kind:
        yield _segment(each, found[each], len(covered))


def _segment(each: Kind, number: int, total: int) -> Segment:
    return Segment(LABELS[each], "", each.value, number, f"{100 * number / max(total, 1):.4f}")


def applying(covered: Iterable[Covered]) -> list[Covered]:
    """Those that apply."""
    return [each for each in covered if each.standing is Applicability.APPLICABLE]


def named(covered: Iterable[Covered]) -> list[Covered]:
    """Those that a goal, an action or a position names, and of which none says whether they apply."""
    return [each for each in covered if each.touched and each.standing is Applicability.NOT_CONSIDERED]


def sentence(covered: Sequence[Covered]) -> str:
    """The counts in words, each with its denominator."""
    apply, spoken, found = applying(covered), named(covered), Counter(map(kind, covered))
    excluded, rest = (
        found[Kind.NOT_APPLICABLE],
        _being(found[Kind.NOT_CONSIDERED], "not addressed in this plan"),
    )
    said = f"{counted(len(covered), 'recommendation')} in the register; "
    if not apply and not excluded:
        said += "none is said to apply or not to"
        if not spoken:
            return f"{said}, and no goal, action or position names one."
        return f"{said}. {_being(len(spoken), 'named')} by goals, actions or positions; {rest}. {_of(spoken)}"
    said += f"{len(apply):,} {'applies' if len(apply) == 1 else 'apply'}, "
    said += f"{excluded:,} {'does' if excluded == 1 else 'do'} not, "
    said += f"{_being(len(spoken), 'named')} without being said to apply, " if spoken else ""
    return " ".join(filter(None, (f"{said}{rest}.", _of(apply), _of(spoken))))


def _being(number: int, how: str) -> str:
    return f"{number:,} {'is' if number == 1 else 'are'} {how}"


def _of(considered: list[Covered]) -> str:
    """How many of those that apply, or are named, have an action, only a position, or neither."""
    if not considered:
        return ""
    number = len(considered)
    named = considered[0].standing is Applicability.NOT_CONSIDERED
    if number == 1:
        return f"The one {'named' if named else 'that applies'} has {_HAS[kind(considered[0])]}."
    found = Counter(map(kind, considered))
    said = [_having(found[Kind.ACTED], "an action")]
    said += [
        _having(found[each], what)
        for each, what in ((Kind.SAID, "only a position"), (Kind.UNANSWERED, "neither"))
        if found[each]
    ]
    return f"Of the {number:,} {'named' if named else 'that apply'} {joined(said)}."


_HAS = {Kind.ACTED: "an action", Kind.SAID: "only a position", Kind.UNANSWERED: "neither action nor position"}


def _having(number: int, what: str) -> str:
    return f"{f'{number:,}' if number else 'none'} {'have' if number > 1 else 'has'} {what}"


def spans(numbers: Iterable[int]) -> str:
    """Numbers in order as a paper prints them: ``8, 13–14, 124–125``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{first}–{last}" if first < last else str(first) for first, last in runs)

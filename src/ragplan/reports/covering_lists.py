"""The short lists over a register: what is without an answer, unchanged, past its review, or left aside."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ragplan import english
from ragplan.model.assessment import days_left
from ragplan.model.calendar import Period
from ragplan.model.coverage import Applicability, Covered, ExclusionReason
from ragplan.model.dates import date_in_words
from ragplan.model.plan import RecommendationPosition
from ragplan.model.programme import Programme
from ragplan.model.silence import within
from ragplan.reports.covering import LABELS, Kind, applying, kind, named, spans
from ragplan.reports.recommendations_view import Listed


class Held(NamedTuple):
    """One position with the numbers of a register that it is on."""

    position: RecommendationPosition
    organisation: str
    numbers: tuple[int, ...]


def held(programme: Programme, covered: Iterable[Covered]) -> tuple[Held, ...]:
    """The positions on a register's recommendations, each once, in the order of numbers."""
    found: dict[int, tuple[RecommendationPosition, list[int]]] = {}
    for each in covered:
        for position in each.positions:
            found.setdefault(id(position), (position, []))[1].append(each.number)
    return tuple(
        Held(position, programme.code(position.organisation), tuple(numbers))
        for position, numbers in found.values()
    )


def lists(programme: Programme, covered: Sequence[Covered], as_of: date) -> Iterator[Listed]:
    """The short lists of one register, those about positions only where there are any."""
    yield from _unanswered(covered)
    entries = held(programme, covered)
    positions = [each for each in entries if each.position.worded]
    if bare := [each for each in entries if not each.position.worded]:
        title = "Entered without words, which is no position"
        yield Listed(title, f"{len(bare):,} of {len(entries):,} entered", (_by_organisation(bare),))
    if positions:
        yield _unchanged(positions, programme.calendar.period(as_of))
    if entries:
        yield _late(entries, as_of)
    yield from _excluded(covered)
    rest = [each.number for each in covered if kind(each) is Kind.NOT_CONSIDERED]
    if rest:
        yield Listed(LABELS[Kind.NOT_CONSIDERED], f"{len(rest):,} of {len(covered):,}", (spans(rest),))


def _unanswered(covered: Sequence[Covered]) -> Iterator[Listed]:
    """What applies, or is at least named, with neither a position nor a living action."""
    considered = sorted((*applying(covered), *named(covered)), key=lambda each: each.number)
    if not considered:
        return
    bare = [each.number for each in considered if not each.answered]
    which = {Applicability.APPLICABLE: "that apply", Applicability.NOT_CONSIDERED: "are named"}
    standings = {each.standing for each in considered}
    of = " or ".join(said for standing, said in which.items() if standing in standings)
    of = "named" if of == which[Applicability.NOT_CONSIDERED] else of
    count = f"{len(bare):,} of {len(considered):,} {of}"
    yield Listed("Without a position or an action", count, (spans(bare),) if bare else ())


def _unchanged(positions: Sequence[Held], period: Period | None) -> Listed:
    """Positions with no update since the last meeting; without a date that cannot be told of them."""
    undated = [each for each in positions if not (each.position.updated and each.position.updated.last)]
    bare = "Of these without a date of update: " + _by_organisation(undated) if undated else ""
    if len(undated) == len(positions):
        bare = "No position has a date of update."
    title, total = "Position not changed since the last meeting", f"{len(positions):,}"
    if period is None:
        nothing = "The group has no calendar, so there is no last meeting to count from."
        return Listed(title, f"not known of {total}", (nothing,))
    same = [
        each for each in positions if not (each.position.updated and within(each.position.updated, period))
    ]
    first = "" if period.start else "No meeting came before this one."
    if period.start is not None:
        title = f"Position not changed since the meeting of {english.day(period.start - timedelta(days=1))}"
    said = (_by_organisation(same), bare, first)
    return Listed(title, f"{len(same):,} of {total}", tuple(filter(None, said)))


def _late(positions: Sequence[Held], as_of: date) -> Listed:
    """Positions past their review date, and those that are to be reviewed next."""
    dated = [
        (left, each) for each in positions if (left := days_left(each.position.review_by, as_of)) is not None
    ]
    if not dated:
        return Listed("Past the review date", "0", ("No position has a review date.",))
    late = sorted((left for left in dated if left[0] < 0), key=lambda due: due[0])
    ahead = [(left, each) for left, each in dated if left >= 0]
    soonest = min((left for left, _ in ahead), default=0)
    following = [each for left, each in ahead if left == soonest]
    said = [f"{_by_organisation([each])}: {review(each.position, as_of)}" for _, each in late]
    if following:
        said.append(f"Next: {_by_organisation(following)}, {review(following[0].position, as_of)}")
    return Listed("Past the review date", f"{len(late):,} of {len(dated):,} with a review date", tuple(said))


def _excluded(covered: Sequence[Covered]) -> Iterator[Listed]:
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
    items = tuple(f"{spans(numbers)}{_whose(reason)}: {reason.text}" for reason, numbers in found.items())
    yield Listed(title, f"{number:,} of {len(covered):,}", items)


def _whose(reason: ExclusionReason) -> str:
    return f" ({reason.organisation})" if reason.organisation else ""


def _by_organisation(positions: Iterable[Held]) -> str:
    """``123–125 (A), 123 (B)``."""
    found: dict[str, set[int]] = {}
    for each in positions:
        found.setdefault(each.organisation, set()).update(each.numbers)
    return "; ".join(f"{spans(sorted(numbers))} ({code})" for code, numbers in found.items())


def review(position: RecommendationPosition, as_of: date) -> str:
    """When a position is to be reviewed, and how far off that is: ``December 2014, in 309 days``."""
    if position.review_by is None:
        return ""
    left = days_left(position.review_by, as_of)
    said = date_in_words(position.review_by)
    if left is None:
        return said
    if left == 0:
        return f"{said}, today"
    return f"{said}, in {english.days(left)}" if left > 0 else f"{said}, {english.days(-left)} ago"

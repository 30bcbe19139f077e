"""A programme's course by row: due dates that moved, and owners that were silent."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ragplan.diff.side import Key, Side, sides
from ragplan.history.course import Course
from ragplan.model.assessment import Assessment
from ragplan.model.dates import PlanDate, days_between
from ragplan.model.plan import Action, Deadline
from ragplan.reports import trend_words, words
from ragplan.reports.trend_view import SilenceView, SlipView


def slips(course: Course) -> tuple[SlipView, ...]:
    """The actions whose due date was later at the last meeting than at first, the furthest first.

    Owners for whom it moved in the same way stand together.
    """
    found: dict[_Move, list[tuple[str, Assessment]]] = {}
    for key, side in _last_rows(course).items():
        counted = side.assessment.uncounted is None
        first = course.memory.first.get(key)
        if counted and first is not None and (days := _days(first, side.row.deadline.current)) > 0:
            whose = key[1] if side.action.organisation else ""
            move = _Move(days, whose, side.action, first, side.row.deadline)
            found.setdefault(move, []).append((key[1], side.assessment))
    moves = sorted(found, key=lambda move: -move.days)
    return tuple(_slip(move, found[move]) for move in moves)


def _days(first: PlanDate, current: PlanDate | None) -> int:
    """Days from the due date that a row was first given to the one that counts."""
    if first.last is None or current is None or current.last is None:
        return 0
    return days_between(first.last, current.last)


def _last_rows(course: Course) -> Mapping[Key, Side]:
    """The rows that the last meeting saw."""
    return sides(course.last, course.name) if course.last else {}


class _Move(NamedTuple):
    """How far a due date moved, of which action, from when, and to when."""

    days: int
    own: str
    action: Action
    first: PlanDate
    deadline: Deadline


def _slip(move: _Move, owners: Sequence[tuple[str, Assessment]]) -> SlipView:
    return SlipView(
        ref=move.action.ref,
        title=move.action.title,
        owners=tuple((code, trend_words.standing(assessment)) for code, assessment in owners),
        first=words.plan_day(move.first),
        now=words.plan_day(move.deadline.current) if move.deadline.current else "",
        days=move.days,
        revisions=len(move.deadline.revisions),
        rewritten=_rewritten(move.first, move.deadline.first),
    )


def _rewritten(first: PlanDate, given: PlanDate | None) -> str:
    """The first date as the plan gives it now, where it is not the one it gave first."""
    if given is not None and given.last == first.last:
        return ""
    return words.plan_day(given) if given else "none"


def silences(course: Course) -> tuple[SilenceView, ...]:
    """The rows that were silent at the last meeting, the longest silence first."""
    silent = course.memory.silences
    found = [
        (silent[key], key, side.action.title) for key, side in _last_rows(course).items() if key in silent
    ]
    found.sort(key=lambda each: -each[0].meetings)
    return tuple(
        SilenceView(
            ref=ref,
            organisation=code,
            title=title,
            meetings=meetings,
            days=f"{days_between(since, course.last.on):,}" if since and course.last else "",
            heard=words.day(since) if since else "",
        )
        for (meetings, since), (ref, code), title in found
    )

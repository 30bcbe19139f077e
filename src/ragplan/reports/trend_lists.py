"""A programme's course by row: due dates that moved, and owners that were silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ragplan.diff import Heard
from ragplan.diff.side import Key, Side
from ragplan.model.assessment import Assessment
from ragplan.model.dates import PlanDate, days_between
from ragplan.model.plan import Action, Deadline
from ragplan.reports import trend_words, words
from ragplan.reports.sittings import Course, Sitting
from ragplan.reports.trend_view import SilenceView, SlipView


def moved(course: Course, sitting: Sitting) -> tuple[tuple[int, ...], int]:
    """By how many days each due date lay later than the first, and how often dates were revised."""
    rows = _counted(sitting)
    days = (_days(course, key, side) for key, side in rows.items())
    revisions = sum(len(side.row.deadline.revisions) for side in rows.values())
    return tuple(each for each in days if each > 0), revisions


def _counted(sitting: Sitting) -> Mapping[Key, Side]:
    """The rows that its counts count."""
    return {
        key: side
        for key, side in sitting.rows.items()
        if side.position and not side.action.superseded_by and not side.action.withdrawn
    }


def _days(course: Course, key: Key, side: Side) -> int:
    """Days from the due date that a row was first given to the one that counts."""
    first, current = course.first.get(key), side.row.deadline.current
    if first is None or first.last is None or current is None or current.last is None:
        return 0
    return days_between(first.last, current.last)


def slips(course: Course) -> tuple[SlipView, ...]:
    """The actions whose due date was later at the last meeting than at first, the furthest first.

    Owners for whom it moved in the same way stand together.
    """
    if not course.known:
        return ()
    found: dict[_Move, list[tuple[str, Assessment]]] = {}
    for key, side in _counted(course.known[-1]).items():
        days = _days(course, key, side)
        if days > 0:
            whose = key[1] if side.action.organisation else ""
            move = _Move(days, whose, side.action, course.first[key], side.row.deadline)
            found.setdefault(move, []).append((key[1], side.assessment))
    moves = sorted(found, key=lambda move: -move.days)
    return tuple(_slip(move, found[move]) for move in moves)


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
    if not course.known:
        return ()
    last = course.known[-1]
    found = [
        (_silence(course, key), key, side.action.title)
        for key, side in last.rows.items()
        if last.heard.get(key) is Heard.SILENT
    ]
    found.sort(key=lambda each: -each[0][0])
    return tuple(
        SilenceView(
            ref=ref,
            organisation=code,
            title=title,
            meetings=meetings,
            days=str(days_between(since, last.day)) if since else "",
            heard=words.day(since) if since else "",
        )
        for (meetings, since), (ref, code), title in found
    )


def _silence(course: Course, key: Key) -> tuple[int, date | None]:
    """At how many meetings in turn a row was silent, and the last meeting that heard its owner."""
    meetings = 0
    for sitting in reversed(course.known):
        heard = sitting.heard.get(key)
        if heard is not Heard.SILENT:
            return meetings, sitting.day if key in sitting.rows else None
        meetings += 1
    return meetings, None

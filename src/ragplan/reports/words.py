"""How papers say dates, days, ratings and counts in plain words."""

from __future__ import annotations

from datetime import date

from ragplan.model.assessment import Assessment
from ragplan.model.dates import Precision, date_in_words, day_in_words
from ragplan.model.key import Category
from ragplan.model.plan import Deadline
from ragplan.model.programme import Row
from ragplan.model.recommendations import Reference, in_words

MARKS = {
    Category.ASSURED: "✓✓",
    Category.COMPLETE: "✓",
    Category.ON_TRACK: "●",
    Category.UNDER_WAY: "◐",
    Category.AT_RISK: "◆",
    Category.OFF_TRACK: "▲",
    Category.NOT_STARTED: "○",
    Category.ON_HOLD: "‖",
    Category.NO_UPDATE: "–",
}
"""A mark for each category, so that colour is never the only sign."""

SAYING = {
    Category.ASSURED: ("is assured", "are assured"),
    Category.COMPLETE: ("is completed", "are completed"),
    Category.ON_TRACK: ("is on track", "are on track"),
    Category.UNDER_WAY: ("is under way", "are under way"),
    Category.AT_RISK: ("is at risk", "are at risk"),
    Category.OFF_TRACK: ("has slipped", "have slipped"),
    Category.NOT_STARTED: ("has not started", "have not started"),
    Category.ON_HOLD: ("is on hold", "are on hold"),
    Category.NO_UPDATE: ("has no update", "have no update"),
}
"""What a sentence says of one position, and of several, in a category."""


OVERDUE = ("is overdue", "are overdue")


day = day_in_words
plan_day = date_in_words


def days(count: int) -> str:
    """``1 day``, ``3 days``."""
    return counted(count, "day")


def counted(count: int, thing: str) -> str:
    """A number with its noun in singular or plural: ``1 row``, ``3 rows``."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def lowered(label: str) -> str:
    """A label inside a sentence: ``slipped``; one in capitals, as a letter, stays as it is."""
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"


def owned(count: int, whose: str) -> str:
    """``12 open rows that A owns``: what an organisation's figures are counted of, wherever they stand."""
    return f"{counted(count, 'open row')} that {whose}"


def joined(parts: list[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def cited(references: tuple[Reference, ...]) -> str:
    """``Recommendation 1``, ``Recommendations 8, 13, 124–125``, or ``""`` where none is cited."""
    several = len(references) > 1 or any(len(each.numbers) > 1 for each in references)
    return f"Recommendation{'s' if several else ''} {in_words(references)}" if references else ""


def due(deadline: Deadline) -> str:
    """The due date that counts now, and the first one where it was moved; or that there is none."""
    current = deadline.current
    if current is None:
        return "No due date"
    said = "Ongoing" if current.precision is Precision.ONGOING else f"Due {plan_day(current)}"
    if not deadline.revisions:
        return said
    first = f"first {plan_day(deadline.first)}, " if deadline.first else ""
    return f"{said} ({first}moved {_times(len(deadline.revisions))})"


def asked(deadline: Deadline) -> str:
    """``extension asked for to 28 February 2014``; ``""`` where none is."""
    dates = [plan_day(each.to) for each in deadline.asked]
    return f"extension asked for to {joined(dates)}" if dates else ""


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def distance(assessment: Assessment) -> str:
    """How far off a due date is: ``in 4 days``, ``today``, ``3 days ago``; nothing once closed."""
    if assessment.overdue:
        return f"{days(assessment.overdue_days)} ago"
    if assessment.due_in_days is None:
        return ""
    return f"in {days(assessment.due_in_days)}" if assessment.due_in_days else "today"


def standing(row: Row, assessment: Assessment, as_of: date) -> str:
    """What the dates say of a row, to stand under its rating; ``""`` where they add nothing."""
    position = row.position
    if position is None:
        return ""
    if row.action.superseded_by or row.action.withdrawn:
        return f"Completed {plan_day(position.completed)}" if position.completed else ""
    if not assessment.open:
        return _finished(row, assessment, as_of)
    late = f"overdue by {days(assessment.overdue_days)}" if assessment.overdue else ""
    if not position.status:
        return f"{late.capitalize()}, nothing reported" if late else "Nothing reported"
    said = [f"By date: {late}"] if late else []
    said += ["No rating stated"] if late and not position.rating else []
    said += ["Not updated since the last meeting"] if assessment.silent else []
    return ". ".join(said)


def _finished(row: Row, assessment: Assessment, as_of: date) -> str:
    """When it was completed and how that compares with the first date."""
    completed = row.position.completed if row.position else None
    target = row.deadline.first
    if completed is None:
        updated = row.position.updated if row.position else None
        told = updated is not None and updated.first is not None and updated.first <= as_of
        return f"Reported {plan_day(updated)}" if updated and told else ""
    said = f"Completed {plan_day(completed)}"
    miss = assessment.slippage_days
    if miss is None:
        return said
    if miss == 0:
        return f"{said}, on time"
    by_day = target is not None and target.precision is Precision.DAY
    exact = completed.precision is Precision.DAY and (miss > 0 or by_day)
    least = "" if exact else "at least "
    return f"{said}, {least}{days(abs(miss))} {'late' if miss > 0 else 'early'}"

"""How papers say dates, days, ratings and counts in plain words."""

from __future__ import annotations

import re
from datetime import date

from ragplan.english import counted, days, joined
from ragplan.model.assessment import Assessment, ended
from ragplan.model.dates import PlanDate, Precision, ahead, date_in_words, gap
from ragplan.model.judged import JudgedRow
from ragplan.model.key import Category, Fact
from ragplan.model.plan import Deadline, Position
from ragplan.model.programme import Row
from ragplan.model.recommendations import Reference, in_words
from ragplan.model.silence import Silence

NO_GOAL, NO_LEAD, NO_OWNER = "Actions without a goal", "No lead named", "No owner"
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


def occurrences(done: int, due: int) -> str:
    """How often recurring duties were done: ``3 of 4 times done so far``; ``""`` where none was due yet."""
    return f"{done:,} of {counted(due, 'time')} done so far" if due else ""


def owned(count: int, whose: str) -> str:
    """``12 open rows that A owns``: what an organisation's figures are counted of, wherever they stand."""
    return f"{counted(count, 'open row')} that {whose}"


def cited(references: tuple[Reference, ...]) -> str:
    """``Recommendation 1``, ``Recommendations 8, 13, 124–125``, or ``""`` where none is cited."""
    several = len(references) > 1 or any(len(each.numbers) > 1 for each in references)
    return f"Recommendation{'s' if several else ''} {in_words(references)}" if references else ""


def due(deadline: Deadline) -> str:
    """The due date that counts now, and the first one where it was moved; or that there is none."""
    current = deadline.current
    if current is None:
        return "No due date"
    said = "Ongoing" if current.precision is Precision.ONGOING else f"Due {date_in_words(current)}"
    if not deadline.revisions:
        return said
    first = f"first {date_in_words(deadline.first)}, " if deadline.first else ""
    return f"{said} ({first}moved {_times(len(deadline.revisions))})"


def asked(deadline: Deadline) -> str:
    """``extension asked for to 28 February 2014``; ``""`` where none is."""
    dates = [date_in_words(each.to) for each in deadline.asked]
    return f"extension asked for to {joined(dates)}" if dates else ""


def dated(text: str, on: PlanDate | None) -> str:
    """A text and its date, which is not said again where the text holds it: ``Minutes of 18 March 2014``.

    A day without its year in the text is given that.
    """
    if on is None:
        return text
    said = date_in_words(on)
    if on.precision is Precision.DAY:
        bare = said.rpartition(" ")[0]
        text = re.sub(rf"\b{bare}\b(?!,? \d)", said, text, count=1)
    return text if re.search(rf"\b{re.escape(said)}\b", text) else f"{text}, {said}"


def assured(position: Position) -> str:
    """Who confirmed a completion, and when: ``Board, 3 March 2014``; ``""`` where nobody did."""
    return dated(position.assured.by, position.assured.on) if position.assured else ""


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")


def distance(assessment: Assessment) -> str:
    """How far off a due date is: ``in 4 days``, ``today``, ``3 days ago``; nothing once closed.

    Where its year is doubted, that is said instead.
    """
    if assessment.doubt:
        return assessment.doubt.told
    if assessment.overdue:
        return f"{days(assessment.overdue_days)} ago"
    if assessment.due_in_days is None:
        return ""
    return f"in {days(assessment.due_in_days)}" if assessment.due_in_days else "today"


def doubted(judged: JudgedRow) -> str:
    """That the year of a date is doubted: ``28 February 13, if that is the year``; ``""`` where none is."""
    due, doubt = judged.row.deadline.current, judged.assessment.doubt
    return f"{date_in_words(due)}, {doubt.told}" if due and doubt else ""


def by_date(judged: JudgedRow, *, exact: bool = True) -> str:
    """What the dates and words alone say, where it is more than the rating: ``overdue 27 days``.

    Where it need not be ``exact``, as the days stand elsewhere, only ``overdue``.
    """
    assessment = judged.assessment
    if assessment.doubt:
        return "overdue, if that is the year"
    if assessment.overdue:
        return f"overdue {days(assessment.overdue_days)}" if exact else "overdue"
    if assessment.fact is Fact.SILENT:
        return silence(judged)
    closes = assessment.stated is not None and assessment.stated.category.closes
    closed = assessment.fact in (Fact.ASSURED, Fact.COMPLETED) and assessment.uncounted is None
    return _CLOSED[assessment.fact] if closed and assessment.fact and not closes else ""


def by_date_and_silence(judged: JudgedRow) -> str:
    """What the dates say, and that an overdue row is silent besides; ``""`` for nothing."""
    said = (by_date(judged), silence(judged))
    return ", ".join(filter(None, dict.fromkeys(said)))


def silence(judged: JudgedRow) -> str:
    """That a position is silent, and how; ``""`` where it is not."""
    assessment = judged.assessment
    if not assessment.silent or judged.position is None:
        return ""
    return "nothing reported" if assessment.silence is Silence.EMPTY else "not updated since the last meeting"


_CLOSED = {Fact.ASSURED: "assured", Fact.COMPLETED: "completed"}


def standing(judged: JudgedRow) -> str:
    """More about what the dates say, to stand under a rating; ``""`` where they add nothing."""
    position, as_of = judged.position, judged.as_of
    if position is None:
        return ""
    if ended(judged.action, as_of):
        return f"Completed {date_in_words(position.completed)}" if position.completed else ""
    if not judged.assessment.open:
        return _finished(judged.row, as_of)
    said = []
    if position.completed and ahead(position.completed, as_of):
        said.append(f"Completion dated {date_in_words(position.completed)}, still to come")
    if judged.assessment.overdue:
        said.append(silence(judged).capitalize())
    return ". ".join(filter(None, said))


def _finished(row: Row, as_of: date) -> str:
    """When it was completed, and how that compares with the first date and the one agreed last."""
    completed = row.position.completed if row.position else None
    if completed is None:
        updated = row.position.updated if row.position else None
        told = updated is not None and updated.first is not None and updated.first <= as_of
        return f"Reported {date_in_words(updated)}" if updated and told else ""
    return ", ".join(
        filter(None, (f"Completed {date_in_words(completed)}", punctuality(row.deadline, completed)))
    )


def punctuality(deadline: Deadline, completed: PlanDate) -> str:
    """How a completion compares with the first due date, and with the one agreed last where it missed that.

    ``30 days after the first date, within the agreed one``; a month is not met to the day but
    ``in its month``. ``""`` where there is nothing to compare with.
    """
    first, agreed = deadline.first, deadline.current
    missed = gap(first, completed) if first else None
    if first is None or missed is None:
        return ""
    if not deadline.revisions or missed <= 0 or agreed is None:
        return _against(first, completed, missed)
    later = gap(agreed, completed)
    said = f"{_least(first, completed, missed)} after the first date"
    if later is None:
        return said
    return f"{said}, {'within' if later <= 0 else f'{_least(agreed, completed, later)} after'} the agreed one"


def _against(due: PlanDate, completed: PlanDate, missed: int) -> str:
    """How a completion compares with a date that was not moved, or that it kept to."""
    if missed:
        return f"{_least(due, completed, missed)} {'late' if missed > 0 else 'early'}"
    if due.precision is not Precision.DAY:
        return f"in its {due.precision.value}"
    return (
        "on time"
        if completed.precision is Precision.DAY
        else f"in the {completed.precision.value} it was due"
    )


def _least(due: PlanDate, completed: PlanDate, missed: int) -> str:
    """By how many days a date was missed; where one of the two is no day, at least."""
    exact = completed.precision is Precision.DAY and (missed > 0 or due.precision is Precision.DAY)
    return f"{'' if exact else 'at least '}{days(abs(missed))}"

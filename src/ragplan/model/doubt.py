"""Due dates whose year is doubted: in January people write last year's number.

Decided here, once: the rule that tells it, those that tell what is overdue, papers and chase ask.
"""

from datetime import date
from typing import NamedTuple

from ragplan.model.dates import PlanDate, date_in_words, days_between, plan_date
from ragplan.model.programme import NEARLY_A_YEAR, Programme, Row


class Doubt(NamedTuple):
    """A due date that is nearly a year, or more, before the other dates of its plan, by so many ``days``.

    ``likely`` is the same day in the year nearest to them; ``None`` where these years do not have it.
    """

    written: PlanDate
    days: int
    likely: PlanDate | None

    @property
    def told(self) -> str:
        """How a sentence goes on after the date: ``if that is the year (28 February 2014 is likelier)``."""
        likelier = f" ({date_in_words(self.likely)} is likelier)" if self.likely else ""
        return f"if that is the year{likelier}"


def doubted(programme: Programme, row: Row) -> Doubt | None:
    """Whether the year of a row's first due date is doubted, and why; never where nothing is to be done.

    A plan that takes the place of another, and an action carried from one, have older dates by right; so has
    an action that some owner completed then. Without a calendar that can be read nothing is doubted.
    """
    due, span, action = row.deadline.first, programme.span, row.action
    if due is None or due.last is None or span is None:
        return None
    days = days_between(due.last, span[0])
    if days < NEARLY_A_YEAR:
        return None
    if programme.supersedes or action.carried_from or not programme.to_do(row):
        return None
    said = programme.positions.get(action.ref, {}).values()
    if any(each.completed and each.completed.last and each.completed.last < span[0] for each in said):
        return None
    return Doubt(due, days, _likely(due, *span))


def _likely(due: PlanDate, start: date, end: date) -> PlanDate | None:
    """The same date in the year in which it is nearest to a span of days; the earlier of two."""
    moved = (plan_date(f"{year:04}{due.text[4:]}") for year in (start.year, start.year + 1))
    known = [each for each in moved if each.first and each.last]
    return min(known, key=lambda each: _apart(each, start, end), default=None)


def _apart(when: PlanDate, start: date, end: date) -> int:
    """Days by which a date lies outside a span."""
    if not (when.first and when.last):
        return 0
    return max(0, days_between(when.last, start), days_between(end, when.first))

"""The days on which people work, where a group asks for its due dates to heed them."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from ragplan.model.dates import PlanDate, Precision

SATURDAY = 5
"""The number of the first day of a weekend; Monday is 0."""


class WorkingDays(NamedTuple):
    """Monday to Friday without the bank holidays, which are given by day, with their names.

    Where they are not ``counted`` every day is as good as another.
    """

    counted: bool = False
    bank_holidays: tuple[Mapping[date, str], ...] = ()

    def bank_holiday(self, day: date) -> str | None:
        """The name of the bank holiday that a day is; ``None`` for any other day."""
        return next((name for days in self.bank_holidays if (name := days.get(day)) is not None), None)

    def worked(self, day: date) -> bool:
        """Whether people work on a day."""
        return not self.counted or (day.weekday() < SATURDAY and self.bank_holiday(day) is None)

    def next(self, day: date) -> date:
        """The day itself if it is worked, else the first worked day after it."""
        while not self.worked(day) and day < date.max:
            day += timedelta(days=1)
        return day

    def last_day(self, due: PlanDate | None) -> date | None:
        """The last day on which what is due is not late, ``None`` for no date: a day moves on to be worked.

        A month, a quarter or a year ends when it ends: there were other days in it.
        """
        if due is None or due.last is None or due.precision is not Precision.DAY:
            return due.last if due else None
        return self.next(due.last)


EVERY_DAY = WorkingDays()
"""Every day is as good as another."""

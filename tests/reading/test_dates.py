"""Dates as plans write them: what is a date, how exactly, and how far two of them lie apart."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragplan.model.dates import Precision, days_between, gap, plan_date


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2014-01-31", Precision.DAY, date(2014, 1, 31), date(2014, 1, 31)),
        ("2012-02-29", Precision.DAY, date(2012, 2, 29), date(2012, 2, 29)),
        ("9999-12-31", Precision.DAY, date(9999, 12, 31), date(9999, 12, 31)),
        ("2014-01", Precision.MONTH, date(2014, 1, 1), date(2014, 1, 31)),
        ("2014-02", Precision.MONTH, date(2014, 2, 1), date(2014, 2, 28)),
        ("2012-02", Precision.MONTH, date(2012, 2, 1), date(2012, 2, 29)),
        ("9999-12", Precision.MONTH, date(9999, 12, 1), date(9999, 12, 31)),
        ("ongoing", Precision.ONGOING, None, None),
        ("Ongoing", Precision.ONGOING, None, None),
        ("ONGOING", Precision.ONGOING, None, None),
    ],
)
def test_a_date_is_a_day_a_month_or_ongoing(
    text: str, precision: Precision, first: date | None, last: date | None
) -> None:
    assert plan_date(text) == (text, precision, first, last)
    assert str(plan_date(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "2014-02-31",
        "2013-02-29",
        "2014-13",
        "2014-13-01",
        "2014-00-10",
        "2014-01-00",
        "0000-01-01",
        "2014-1-31",
        "2014-01-1",
        "14-01-31",
        "20140131",
        "2014/01/31",
        "31/01/2014",
        "28 February 13",
        "x January 14",
        "December",
        "Aug 2013",
        "TBC",
        "2014",
        "2014-01-31 ",
        "2014-01-31\n",
        "2014-01-31T12:00",
        "-2014-01-31",
        "２０１４-01-31",
        "ongoing until March",
        "",
    ],
)
def test_anything_else_is_kept_as_it_was_written_and_is_no_date(text: str) -> None:
    assert plan_date(text) == (text, Precision.UNREADABLE, None, None)


@given(st.dates())
def test_every_day_is_read_back(day: date) -> None:
    assert plan_date(day.isoformat()) == (day.isoformat(), Precision.DAY, day, day)


@given(st.dates())
def test_a_month_covers_all_of_its_days_and_no_other(day: date) -> None:
    month = plan_date(day.isoformat()[:7])
    assert month.precision is Precision.MONTH
    assert month.first == day.replace(day=1)
    assert month.last == day.replace(day=monthrange(day.year, day.month)[1])


@given(st.text())
def test_no_text_is_ever_given_a_day_it_does_not_name(text: str) -> None:
    when = plan_date(text)
    assert when.text == text
    if when.first is not None:
        assert when.first.isoformat().startswith(text)


@pytest.mark.parametrize(
    ("target", "actual", "days"),
    [
        ("2013-08", "2013-08-31", 0),
        ("2013-08-31", "2013-08", 0),
        ("2013-08", "2013-08", 0),
        ("2013-08-31", "2013-08-31", 0),
        ("2013-08", "2013-09-01", 1),
        ("2013-08-31", "2013-09", 1),
        ("2013-08", "2013-09", 1),
        ("2013-08", "2013-07", -1),
        ("2013-08-15", "2013-07", -15),
        ("2013-12-31", "2013-11-28", -33),
        ("2013-12-31", "2014-02-28", 59),
        ("2013-12", "2014-02", 32),
        ("ongoing", "2014-02", None),
        ("2014-02", "ongoing", None),
        ("TBC", "2014-02", None),
        ("2014-02", "TBC", None),
    ],
)
def test_a_date_is_missed_only_by_the_days_that_surely_lie_between(
    target: str, actual: str, days: int | None
) -> None:
    assert gap(plan_date(target), plan_date(actual)) == days


@given(st.dates(), st.dates())
def test_between_two_days_the_gap_is_their_difference(target: date, actual: date) -> None:
    assert gap(plan_date(target.isoformat()), plan_date(actual.isoformat())) == days_between(target, actual)


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(0, 100_000))
def test_days_between_counts_forward_and_back(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    assert (days_between(start, end), days_between(end, start)) == (days, -days)

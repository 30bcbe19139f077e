"""Dates as plans write them: what is a date, how exactly, and how far two of them lie apart."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragplan.model.dates import (
    WIDE,
    Precision,
    date_in_words,
    days_between,
    due_in_words,
    gap,
    narrow_date,
    plan_date,
)


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
        ("2014-Q1", Precision.QUARTER, date(2014, 1, 1), date(2014, 3, 31)),
        ("2014-Q2", Precision.QUARTER, date(2014, 4, 1), date(2014, 6, 30)),
        ("2014-Q3", Precision.QUARTER, date(2014, 7, 1), date(2014, 9, 30)),
        ("9999-Q4", Precision.QUARTER, date(9999, 10, 1), date(9999, 12, 31)),
        ("2014", Precision.YEAR, date(2014, 1, 1), date(2014, 12, 31)),
        ("0001", Precision.YEAR, date(1, 1, 1), date(1, 12, 31)),
        ("ongoing", Precision.ONGOING, None, None),
        ("Ongoing", Precision.ONGOING, None, None),
        ("ONGOING", Precision.ONGOING, None, None),
    ],
)
def test_a_date_is_a_day_a_month_a_quarter_a_year_or_ongoing(
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
        "0000",
        "0000-Q1",
        "2014-Q0",
        "2014-Q5",
        "2014-q1",
        "2014-Q1-31",
        "2014 Q1",
        "2014/15",
        "2014-15",
        "20144",
        "214",
        "Q1",
        "２０１４",
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
        assert when.first.isoformat()[:4] == text[:4]


DATES = st.dates()
WAYS = st.sampled_from(["day", "month", "quarter", "year"])


def written(day: date, way: str) -> str:
    """A day, or the month, quarter or year around it, as plans write it."""
    quarter = f"{day.year:04}-Q{(day.month + 2) // 3}"
    iso = day.isoformat()
    return {"day": iso, "month": iso[:7], "quarter": quarter, "year": iso[:4]}[way]


@given(DATES, WAYS)
def test_a_date_is_read_back_and_covers_exactly_the_days_that_are_written_so(day: date, way: str) -> None:
    text = written(day, way)
    when = plan_date(text)
    assert (when.text, when.precision.value) == (text, way)
    assert when.first is not None
    assert when.last is not None
    assert when.first <= day <= when.last
    assert {written(when.first, way), written(when.last, way)} == {text}
    for outside in (when.first.toordinal() - 1, when.last.toordinal() + 1):
        if date.min.toordinal() <= outside <= date.max.toordinal():
            assert written(date.fromordinal(outside), way) != text


@given(DATES, WAYS)
def test_words_said_and_meetings_are_of_days_and_months_only(day: date, way: str) -> None:
    text = written(day, way)
    read = narrow_date(text)
    if way in ("quarter", "year"):
        assert plan_date(text).precision in WIDE
        assert read == (text, Precision.UNREADABLE, None, None)
    else:
        assert read == plan_date(text)


@given(st.lists(st.tuples(DATES, WAYS), min_size=2, max_size=2))
def test_a_wider_date_is_missed_by_no_more_than_a_day_in_it(dates: list[tuple[date, str]]) -> None:
    (one, _), (other, _) = dates
    target, actual = (plan_date(written(*each)) for each in dates)
    exact, known = days_between(one, other), gap(target, actual)
    assert known is not None
    assert abs(known) <= abs(exact)
    assert known * exact >= 0


@given(st.lists(st.tuples(DATES, WAYS), min_size=2, max_size=2))
def test_words_keep_apart_what_is_apart(dates: list[tuple[date, str]]) -> None:
    one, other = (plan_date(written(*each)) for each in dates)
    assert (date_in_words(one) == date_in_words(other)) is (one == other)
    assert (due_in_words(one) == due_in_words(other)) is (
        one == other
        or (
            one.last == other.last
            and {one.precision, other.precision} == {Precision.MONTH, Precision.QUARTER}
        )
    )
    for each in (one, other):
        assert each.precision is not Precision.QUARTER or "Q" not in date_in_words(each) + due_in_words(each)


@pytest.mark.parametrize(
    ("text", "words", "due"),
    [
        ("2026-04-07", "7 April 2026", "on 7 April 2026"),
        ("2026-04", "April 2026", "by the end of April 2026"),
        ("2026-Q2", "April to June 2026", "by the end of June 2026"),
        ("2026", "2026", "by the end of 2026"),
        ("ongoing", "ongoing", "ongoing"),
        ("spring", "spring", "spring"),
    ],
)
def test_dates_in_words(text: str, words: str, due: str) -> None:
    assert date_in_words(plan_date(text)) == words
    assert due_in_words(plan_date(text)) == due


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
        ("2013-Q3", "2013-09-30", 0),
        ("2013-Q3", "2013-10", 1),
        ("2013", "2014-Q1", 1),
        ("2014-Q1", "2013-12-31", -1),
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

"""A calendar as written in a programme file: its meetings, the period under way, the day reports speak of."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragplan.model.calendar import MOST_MEETINGS, Cadence, Calendar, Period
from reading.findings import only_programme


def calendar(text: str) -> Calendar:
    head = "format: ragplan/1\nprogramme: example\ntitle: T\n"
    return only_programme({"programme.yaml": f"{head}calendar: {text}\n"}).calendar


def days(*texts: str) -> tuple[date, ...]:
    return tuple(map(date.fromisoformat, texts))


@pytest.mark.parametrize(
    ("text", "meetings"),
    [
        (
            "{every: 2 weeks, first: 2014-01-06, last: 2014-02-03}",
            days("2014-01-06", "2014-01-20", "2014-02-03"),
        ),
        ("{every: 2 weeks, first: 2014-01-06, last: 2014-02-02}", days("2014-01-06", "2014-01-20")),
        ("{every: week, first: 2014-01-06, last: 2014-01-13}", days("2014-01-06", "2014-01-13")),
        ("{every: 10 days, first: 2014-01-25, last: 2014-02-04}", days("2014-01-25", "2014-02-04")),
        (
            "{every: 1 month, first: 2014-01-31, last: 2014-04-30}",
            days("2014-01-31", "2014-02-28", "2014-03-31", "2014-04-30"),
        ),
        (
            "{every: month, first: 2011-12-29, last: 2012-02-29}",
            days("2011-12-29", "2012-01-29", "2012-02-29"),
        ),
        (
            "{every: quarter, first: 2013-11-30, last: 2014-05-30}",
            days("2013-11-30", "2014-02-28", "2014-05-30"),
        ),
        ("{every: 2 quarters, first: 2013-11-30, last: 2014-05-30}", days("2013-11-30", "2014-05-30")),
        ("{meetings: [2014-02-10, 2014-01-27]}", days("2014-01-27", "2014-02-10")),
        ("{every: week, first: 2014-01-06, last: 2014-01-06, meetings: [2014-01-06]}", days("2014-01-06")),
        (
            "[{every: week, first: 2014-01-06, last: 2014-01-13}, {meetings: [2014-02-03]}]",
            days("2014-01-06", "2014-01-13", "2014-02-03"),
        ),
        (
            "[{every: 2 weeks, first: 2014-01-06}, {every: month, first: 2014-02-03, last: 2014-03-03}]",
            days("2014-01-06", "2014-01-20", "2014-02-03", "2014-03-03"),
        ),
        ("", ()),
        ("{every: 2 weeks}", ()),
    ],
)
def test_the_meetings_of_a_calendar(text: str, meetings: tuple[date, ...]) -> None:
    assert calendar(text).meetings == meetings


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("{every: 2 weeks, first: 2014-01-06, last: 2014-03-31}", date(2014, 3, 31)),
        ("{every: 2 weeks, first: 2014-01-06}", None),
        ("{meetings: [2014-02-10, 2014-01-27]}", date(2014, 2, 10)),
        ("[{every: week, first: 2014-01-06, last: 2014-01-20}, {every: month, first: 2014-02-03}]", None),
        ("[{every: week, first: 2014-01-06, last: 2014-01-20}, {meetings: [2014-02-10]}]", date(2014, 2, 10)),
        ("", None),
    ],
)
def test_a_programme_ends_with_the_last_meeting_of_its_last_entry(text: str, last: date | None) -> None:
    assert calendar(text).last == last


FORTNIGHTLY = "{every: 2 weeks, first: 2014-01-06, last: 2014-02-03}"


@pytest.mark.parametrize(
    ("as_of", "start", "next_meeting", "meets"),
    [
        ("2013-12-25", None, "2014-01-06", False),
        ("2014-01-06", None, "2014-01-20", True),
        ("2014-01-07", "2014-01-07", "2014-01-20", False),
        ("2014-01-19", "2014-01-07", "2014-01-20", False),
        ("2014-01-20", "2014-01-07", "2014-02-03", True),
        ("2014-01-21", "2014-01-21", "2014-02-03", False),
        ("2014-02-03", "2014-01-21", None, True),
        ("2014-03-01", "2014-02-04", None, False),
    ],
)
def test_a_period_runs_from_the_day_after_the_previous_meeting(
    as_of: str, start: str | None, next_meeting: str | None, meets: bool
) -> None:
    found, day = calendar(FORTNIGHTLY), date.fromisoformat(as_of)
    assert found.period(day) == Period(date.fromisoformat(start) if start else None, day)
    assert found.next_meeting(day) == (date.fromisoformat(next_meeting) if next_meeting else None)
    assert found.on(day) is meets


def test_without_a_calendar_there_is_no_period() -> None:
    assert Calendar().period(date(2014, 1, 6)) is None
    assert Calendar().next_meeting(date(2014, 1, 6)) is None


@pytest.mark.parametrize(
    ("today", "as_of"),
    [
        ("2014-01-20", "2014-01-20"),
        ("2014-02-03", "2014-02-03"),
        ("2014-02-04", "2014-02-03"),
        ("2026-01-01", "2014-02-03"),
    ],
)
def test_reports_speak_of_today_until_the_programme_has_closed(today: str, as_of: str) -> None:
    assert calendar(FORTNIGHTLY).default_as_of(date.fromisoformat(today)) == date.fromisoformat(as_of)
    assert Calendar().default_as_of(date.fromisoformat(today)) == date.fromisoformat(today)


@pytest.mark.parametrize("unit", ["day", "week", "month", "quarter"])
def test_an_open_calendar_is_finite(unit: str) -> None:
    meetings = list(Cadence(1, unit, date(2014, 1, 31), date.max).meetings())
    assert len(meetings) <= MOST_MEETINGS
    assert all(earlier < later for earlier, later in pairwise(meetings))


@given(
    st.integers(1, 999),
    st.sampled_from(["day", "week", "month", "quarter"]),
    st.dates(),
    st.integers(0, 5000),
    st.dates(),
)
def test_any_calendar_gives_rising_meetings_and_a_period_that_holds_the_day(
    every: int, unit: str, first: date, length: int, as_of: date
) -> None:
    last = date.fromordinal(min(first.toordinal() + length, date.max.toordinal()))
    meetings = tuple(Cadence(every, unit, first, last).meetings())
    assert meetings[0] == first
    assert all(first <= day <= last for day in meetings)
    assert all(earlier < later for earlier, later in pairwise(meetings))
    period = Calendar(meetings).period(as_of)
    assert period is not None
    assert period.holds(as_of)
    assert period.start is None or not period.holds(period.start - timedelta(days=1))
    assert not any(period.holds(day) for day in meetings if day != as_of)

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
        (
            "{every: month, on: second Monday, first: 2026-01-12, last: 2026-04-30}",
            days("2026-01-12", "2026-02-09", "2026-03-09", "2026-04-13"),
        ),
        (
            "{every: month, on: last weekday, first: 2026-01-30, last: 2026-05-31}",
            days("2026-01-30", "2026-02-27", "2026-03-31", "2026-04-30", "2026-05-29"),
        ),
        (
            "{every: 2 months, on: last friday, first: 2026-01-30, last: 2026-06-30}",
            days("2026-01-30", "2026-03-27", "2026-05-29"),
        ),
        (
            "{every: quarter, on: 31, first: 2025-11-30, last: 2026-08-31}",
            days("2025-11-30", "2026-02-28", "2026-05-31", "2026-08-31"),
        ),
        (
            "{every: month, on: first weekday, first: 2026-08-03, last: 2026-09-02}",
            days("2026-08-03", "2026-09-01"),
        ),
        (
            "{every: month, on: last day, first: 2026-01-31, last: 2026-02-28}",
            days("2026-01-31", "2026-02-28"),
        ),
        (
            (
                "[{every: 2 weeks, first: 2026-01-12},"
                " {every: month, on: 2, first: 2026-02-02, last: 2026-03-02}]"
            ),
            days("2026-01-12", "2026-01-26", "2026-02-02", "2026-03-02"),
        ),
        (
            (
                "{every: 2 weeks, first: 2026-02-23, last: 2026-04-06,"
                " moved: {2026-03-09: 2026-03-16}, cancelled: [2026-04-06]}"
            ),
            days("2026-02-23", "2026-03-16", "2026-03-23"),
        ),
        (
            (
                "{every: week, first: 2026-01-05, last: 2026-01-19,"
                " moved: {2026-01-05: 2026-01-12, 2026-01-12: 2026-01-13}}"
            ),
            days("2026-01-12", "2026-01-13", "2026-01-19"),
        ),
        (
            "{meetings: [2026-01-05], moved: {2026-01-06: 2026-01-07}, cancelled: [2026-01-08]}",
            days("2026-01-05"),
        ),
        (
            "{meetings: [2026-01-05, 2026-02-02], moved: {2026-01-05: 2026-01}}",
            days("2026-01-05", "2026-02-02"),
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
        ("{meetings: [2014-02-10, 2014-01-27]}", None),
        ("{meetings: [2014-02-10, 2014-01-27], last: 2014-02-10}", date(2014, 2, 10)),
        (
            "{every: week, first: 2014-01-06, last: 2014-01-20, moved: {2014-01-20: 2014-01-27}}",
            date(2014, 1, 27),
        ),
        (
            "{every: week, first: 2014-01-06, last: 2014-01-20, moved: {2014-01-20: 2014-01-17}}",
            date(2014, 1, 17),
        ),
        (
            "{every: week, first: 2014-01-06, last: 2014-01-22, moved: {2014-01-20: 2014-01-27}}",
            date(2014, 1, 27),
        ),
        ("{every: week, first: 2014-01-06, last: 2014-01-20, cancelled: [2014-01-20]}", date(2014, 1, 20)),
        ("[{every: week, first: 2014-01-06, last: 2014-01-20}, {every: month, first: 2014-02-03}]", None),
        ("[{every: week, first: 2014-01-06, last: 2014-01-20}, {meetings: [2014-02-10]}]", None),
        ("", None),
    ],
)
def test_only_the_last_day_of_the_last_entry_ends_a_programme(text: str, last: date | None) -> None:
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


@pytest.mark.parametrize(
    ("text", "day", "out"),
    [
        ("{meetings: [2014-01-27, 2014-02-10]}", "2014-02-10", False),
        ("{meetings: [2014-01-27, 2014-02-10]}", "2014-02-11", True),
        ("{meetings: [2014-01-27, 2014-02-10], last: 2014-02-10}", "2014-02-11", False),
        ("{meetings: [2014-01-27, 2014-02-10], cancelled: [2014-02-10]}", "2014-02-01", True),
        ("{every: month, first: 2014-01-27}", "2026-11-27", False),
        ("", "2026-11-27", False),
    ],
)
def test_a_list_of_meetings_runs_out(text: str, day: str, out: bool) -> None:
    assert calendar(text).run_out(date.fromisoformat(day)) is out


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


DAYS_OF_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ORDINALS = ("first", "second", "third", "fourth", "last")
ON = st.one_of(
    st.integers(1, 31).map(str),
    st.tuples(st.sampled_from(ORDINALS), st.sampled_from([*DAYS_OF_WEEK, "weekday", "day"])).map(" ".join),
)


def fits(on: str, day: date) -> bool:
    """Whether a day is the one of its month that ``on`` says: by looking at all days of the month in turn."""
    month = [day.replace(day=1) + timedelta(days=step) for step in range(31)]
    month = [each for each in month if each.month == day.month]
    if on.isdigit():
        return day == month[min(int(on), len(month)) - 1]
    which, what = on.split()
    wanted = {"weekday": DAYS_OF_WEEK[:5], "day": DAYS_OF_WEEK}.get(what, (what,))
    of_kind = [each for each in month if f"{each:%A}" in wanted]
    return day == (of_kind[-1] if which == "last" else of_kind[ORDINALS.index(which)])


@st.composite
def monthly(draw: st.DrawFn) -> tuple[str, list[date]]:
    """A calendar in YAML that moves and cancels, and its meetings as found by looking at every day."""
    on, every = draw(ON), draw(st.integers(1, 4))
    start = date(draw(st.integers(2012, 2032)), draw(st.integers(1, 12)), 1)
    end = start + timedelta(days=draw(st.integers(31, 900)))
    days = [start + timedelta(days=step) for step in range((end - start).days + 1)]
    held = [
        day
        for day in days
        if fits(on, day) and ((day.year - start.year) * 12 + day.month - start.month) % every == 0
    ]
    cancelled = draw(st.sets(st.sampled_from(held), max_size=3))
    moved = draw(st.sets(st.sampled_from(held), max_size=3)) - cancelled
    to = draw(st.lists(st.sampled_from(days), min_size=len(moved), max_size=len(moved), unique=True))
    moves = dict(zip(sorted(moved), to, strict=True))
    text = (
        f"{{every: {every} months, on: {on}, first: {held[0]}, last: {end}, "
        f"moved: {{{', '.join(f'{day}: {other}' for day, other in moves.items())}}}, "
        f"cancelled: [{', '.join(map(str, sorted(cancelled)))}]}}"
    )
    return text, [day for day in days if (day in held and day not in cancelled | moved) or day in to]


@given(monthly(), st.data())
def test_every_meeting_is_what_a_look_at_each_day_says(
    found: tuple[str, list[date]], data: st.DataObject
) -> None:
    text, naive = found
    read = calendar(text)
    assert list(read.meetings) == naive
    if not naive:
        return
    on = data.draw(st.dates(naive[0] - timedelta(days=40), naive[-1] + timedelta(days=40)))
    period, following = read.period(on), read.next_meeting(on)
    assert period == Period(max((day + timedelta(days=1) for day in naive if day < on), default=None), on)
    assert following == min((day for day in naive if day > on), default=None)
    if following:
        after = read.period(following)
        assert after is not None
        assert after.start == (on + timedelta(days=1) if read.on(on) else period.start if period else None)

"""Dates in sentences: many spellings, one meaning; what has no year is not read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragplan.rules.written_dates import written_dates

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
SPELLINGS = (
    "{d:%Y-%m-%d}",
    "{d:%d/%m/%Y}",
    "{d.day}/{d.month}/{y:02}",
    "{d:%d.%m.%Y}",
    "{d.day} {d:%B} {d.year}",
    "{d.day} {d:%B} {y:02}",
    "{d.day} {d:%b} {y:02}",
    "{d.day} {d:%b}. {d.year}",
    "{d.day}th {d:%B} {d.year}",
    "{d.day} th of {d:%B} {d.year}",
    "{d.day} {d:%B} ’{y:02}",
)
AROUND = ("{}", "on {}.", "Meeting {}, then another", "({})", "HWB {} item 3")


@given(DAYS, st.sampled_from(SPELLINGS), st.sampled_from(AROUND))
def test_every_spelling_of_a_day_is_that_day(day: date, spelling: str, around: str) -> None:
    text = around.format(spelling.format(d=day, y=day.year % 100))
    found = list(written_dates(text))
    assert [(each.date.first, each.date.last) for each in found] == [(day, day)]
    assert text[found[0].start :].startswith(found[0].words)


@given(DAYS, st.sampled_from(("{d:%B} {d.year}", "{d:%b} {y:02}", "{d:%Y-%m}", "end of {d:%B} {y:02}")))
def test_a_month_stays_a_month(day: date, spelling: str) -> None:
    (found,) = written_dates(spelling.format(d=day, y=day.year % 100))
    assert (found.date.first, found.date.text) == (day.replace(day=1), f"{day:%Y-%m}")


@pytest.mark.parametrize(
    "text",
    [
        "11 February",
        "March",
        "in September",
        "July 17 th",
        "October 3rd",
        "x January 14",
        "?? January 14",
        "31 February 2014",
        "31/02/14",
        "13/13/14",
        "14/15",
        "2013/2014",
        "2013/14",
        "2012 – 2015",
        "during 2014",
        "late 13",
        "8.1.2",
        "minute 9.1",
        "12/02/2014/7",
        "may 14 providers",
        "MARCH",
        "Marching 14",
        "May 13-15",
        "ref 2014-021",
        "",
    ],
)
def test_what_is_no_date_with_a_year_is_not_read(text: str) -> None:
    assert list(written_dates(text)) == []


def test_every_date_of_a_text_is_found_in_order() -> None:
    text = "April 13 to CQC to May 13 to Governing Body, sign off 3 June 13"
    assert [each.date.text for each in written_dates(text)] == ["2013-04", "2013-05", "2013-06-03"]

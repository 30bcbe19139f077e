"""Every row of the printed plan is in the encoded one, with the same words and dates."""

from __future__ import annotations

from calendar import month_name
from collections import Counter

import pytest
from golden.command import once

from bhr.paper import PRINTED_ROWS, PRINTED_TASKS, listed, rows

EVERY_ROW = pytest.mark.parametrize(
    ("place", "printed"),
    list(enumerate(PRINTED_ROWS)),
    ids=[f"{row['ref']}-{row['printed_owner']}" for row in PRINTED_ROWS],
)
READ_DIFFERENTLY = {"December": "2013-12", "28 February 13": "2014-02-28", "24 January 13": "2014-01-24",
                    "31 January 13": "2014-01-31"}  # fmt: skip
RATED_GREEN = {
    ("2.3", "LBR"), ("3.1", "BDCCG"), ("3.1", "HCCG"), ("3.1", "RCCG"), ("3.1", "LBBD"), ("3.2", "LBH"),
    ("3.2", "LBR"), ("3.3", "LBR"), ("6.1", "LBBD"), ("7.1", "BDCCG"), ("7.1", "HCCG"), ("7.1", "RCCG"),
    ("10.1", "NHS England"),
}  # fmt: skip


def encoded(printed: str) -> str | None:
    """A printed date as a plan writes it, where it can be read in one way only."""
    if printed in ("", "Ongoing"):
        return printed.lower() or None
    day, month, year = printed.split()
    return f"20{year[-2:]}-{list(month_name).index(month):02}-{int(day):02}"


def test_the_transcription_is_whole() -> None:
    assert len(PRINTED_ROWS) == 84
    assert sum(not row["status"] for row in PRINTED_ROWS) == 14
    assert len(PRINTED_TASKS) == 24
    assert len({row["goal"] for row in PRINTED_TASKS}) == 11


@EVERY_ROW
def test_the_row_has_its_owner_and_its_words(place: int, printed: dict[str, str]) -> None:
    row = rows()[place]
    owner = "LBBD" if printed["printed_owner"] == "LBBB" else printed["printed_owner"]
    assert (row["goal"], row["ref"], row["organisation"]) == (printed["goal"], printed["ref"], owner)
    assert row["status"] == printed["status"]


@EVERY_ROW
def test_the_row_has_its_date_or_a_query_quotes_it(place: int, printed: dict[str, str]) -> None:
    row, due = rows()[place], printed["printed_due"]
    if due in READ_DIFFERENTLY:
        assert row["due"] == READ_DIFFERENTLY[due]
        assert any(f'"{due}"' in query for query in row["queries"])
    else:
        assert row["due"] == encoded(due)
    assert (row["first_due"], row["completed"], row["updated"]) == (row["due"], None, None)


def test_the_other_name_of_a_borough_is_kept_in_a_query() -> None:
    refs = [row["ref"] for row in PRINTED_ROWS if row["printed_owner"] == "LBBB"]
    page = once("report", "--programme", "bhr-francis", "--format", "markdown", "--output", "-").out
    assert len(refs) == 8
    assert f"Printed LBBB on {', '.join(refs[:-1])} and {refs[-1]}" in page


def test_only_rows_whose_words_say_so_are_rated() -> None:
    stated = {(row["ref"], row["organisation"]): row["rating"] for row in rows() if row["rating"]}
    assert stated == dict.fromkeys(RATED_GREEN, "green")
    assert all("omplete" in row["status"] for row in rows() if row["rating"])


def test_the_silent_rows_are_exactly_the_empty_ones() -> None:
    silent = [(row["ref"], row["organisation"]) for row in rows() if row["silent"]]
    empty = [(row["ref"], row["printed_owner"]) for row in PRINTED_ROWS if not row["status"]]
    assert silent == empty


def test_counts() -> None:
    assert len(rows()) == 84
    filled = Counter(bool(row["status"]) for row in rows())
    assert filled == {True: 70, False: 14}
    havering = [row for row in rows() if row["organisation"] == "HCCG"]
    assert (len(havering), sum(row["silent"] for row in havering)) == (15, 7)
    assert len({row["ref"] for row in rows()}) == 24
    assert len({row["goal"] for row in rows()}) == 11
    assert len({number for row in rows() for number in row["recommendations"]}) == 52


def test_it_is_judged_on_the_week_of_the_paper() -> None:
    assert listed()["as_of"] == "2014-01-27"
    assert {row["as_of"] for row in rows()} == {"2014-01-27"}
    overdue = Counter(row["ref"] for row in rows() if row["overdue"])
    assert overdue == {"1.1": 3, "2.2": 6}


@pytest.mark.parametrize("task", PRINTED_TASKS, ids=[task["ref"] for task in PRINTED_TASKS])
def test_a_task_answers_the_recommendations_printed_beside_its_goal(task: dict[str, str]) -> None:
    printed = [f"francis-2013/{number}" for number in task["recommendations"].split(", ") if number]
    told = [row["recommendations"] for row in rows() if row["ref"] == task["ref"]]
    assert told
    assert all(row == printed for row in told)

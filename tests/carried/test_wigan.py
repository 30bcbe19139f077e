"""The Wigan plan of 25 February 2014: its 17 rows under its own key."""

from __future__ import annotations

import re

import pytest
from golden.page import sentences, squeezed
from golden.transcription import transcribed

from carried.rows import plan_page, rows

PRINTED = transcribed("wigan-2014-02-25-actions.tsv")
EVERY_ROW = pytest.mark.parametrize("printed", PRINTED, ids=[row["ref"] for row in PRINTED])
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LEVELS = {"R": "red", "A": "amber", "G": "green", "B": "blue", "": None}


def encoded(printed: str) -> str | None:
    """A printed date at its own precision: ``31/12/13`` is a day, ``Oct 13`` a month."""
    if not printed:
        return None
    if "/" in printed:
        day, month, year = printed.split("/")
        return f"20{year[-2:]}-{month}-{day}"
    month, year = printed.split()
    return f"20{year[-2:]}-{MONTHS.index(month[:3]) + 1:02}"


def test_the_transcription_is_whole() -> None:
    assert [row["ref"] for row in PRINTED] == [
        *map(str, range(1, 9)), "8.1", "8.2", "8.3", *map(str, range(9, 15)),
    ]  # fmt: skip
    assert list(rows("wigan-francis")) == [row["ref"] for row in PRINTED]


@EVERY_ROW
def test_dates_stand_at_the_precision_printed(printed: dict[str, str]) -> None:
    row = rows("wigan-francis")[printed["ref"]]
    first, *later = printed["date_set"].split() or [""]
    assert row["first_due"] == encoded(first)
    assert row["due"] == encoded(later[-1] if later else first)
    assert row["completed"] == encoded(printed["date_completed"])


@EVERY_ROW
def test_the_rating_is_the_printed_one_and_no_other(printed: dict[str, str]) -> None:
    assert rows("wigan-francis")[printed["ref"]]["rating"] == LEVELS[printed["rag"]]


@EVERY_ROW
def test_the_leads_stand_in_printed_order(printed: dict[str, str]) -> None:
    assert " ".join(rows("wigan-francis")[printed["ref"]]["leads"]) == printed["leads"]


@EVERY_ROW
@pytest.mark.parametrize("format", ["html", "markdown"])
def test_every_sentence_is_in_the_report(printed: dict[str, str], format: str) -> None:
    text = plan_page("wigan-francis", format).text
    words = re.sub(r"• ", "", text)
    parts = re.split(r" (?=(?:Community|Mental Health) Provider –)", printed["position"])
    for sentence in [*sentences(printed["action"]), *(s for part in parts for s in sentences(part))]:
        assert sentence in words


def test_sub_actions_and_supersession() -> None:
    found = rows("wigan-francis")
    assert {ref: row["parent"] for ref, row in found.items() if row["parent"]} == dict.fromkeys(
        ("8.1", "8.2", "8.3"), "8"
    )
    assert {ref: row["superseded_by"] for ref, row in found.items() if row["superseded_by"]} == {"10": "14"}


def test_the_counts_say_what_is_not_in_them() -> None:
    text = plan_page("wigan-francis", "html").text
    assert "12 of 15 rows are completed. Of the 3 open rows, none is past its date." in text
    assert "Not counted: 1 superseded and 1 only grouping sub-actions." in text


@pytest.mark.parametrize("format", ["html", "markdown"])
def test_the_key_is_wigans_own_with_the_levels_nobody_uses(format: str) -> None:
    text = plan_page("wigan-francis", format).text
    for meaning in (
        "Action not completed by deadline date",
        "Action commenced and work progressing towards deadline",
        "Action completed",
        "Action has not yet started",
    ):
        assert meaning in text


@pytest.mark.parametrize("format", ["html", "markdown"])
def test_the_report_names_the_plan_it_replaced_and_the_meeting(format: str) -> None:
    text = plan_page("wigan-francis", format).text
    said = "Supersedes “Francis Report Action Plan”, approved by the Governing Body on 26 November 2013"
    assert said in text


@pytest.mark.parametrize(
    ("ref", "words"),
    [("7", "no date of completion"), ("11", "26/03/2013"), ("11", "still ahead"), ("13", "still ahead"),
     ("14", "word for word")],
)  # fmt: skip
def test_contradictions_are_queries(ref: str, words: str) -> None:
    assert any(words in squeezed(query) for query in rows("wigan-francis")[ref]["queries"])

"""The paper made of the real plan says everything that the printed one says."""

from __future__ import annotations

import re
from functools import cache

import pytest
from golden.command import once
from golden.page import Page, as_page, sentences, squeezed

from bhr.paper import PRINTED_ROWS, PRINTED_TASKS

EVERY_PAGE = pytest.mark.parametrize("format", ["html", "markdown"])
EVERY_TASK = pytest.mark.parametrize("task", PRINTED_TASKS, ids=[task["ref"] for task in PRINTED_TASKS])
HEAD = (
    "Francis Report Task & Finish Group",
    "System Wide Implementation Plan",
    "week commencing 27 January 2014",
)
KEY = (
    "Tasks and outcomes are completed",
    "Tasks and outcomes are on track, milestones met but not completed",
    "Tasks and outcomes have not been met or timescale slipped",
    "No update available",
)
CLOSING = (
    "Action Plan to be updated every fortnight after each meeting of the Task and Finish Group",
    "New actions to be agreed at Task and Finish group and added as needed",
)


@cache
def page_of(format: str) -> Page:
    """The paper as it is read, whichever way it was written."""
    ran = once("report", "--programme", "bhr-francis", "--format", format, "--output", "-")
    assert (ran.code, ran.err) == (0, "")
    return Page(ran.out) if format == "html" else as_page(ran.out)


@EVERY_PAGE
@EVERY_TASK
def test_every_sentence_of_goal_and_task_is_there(task: dict[str, str], format: str) -> None:
    text = page_of(format).text
    for sentence in sentences(task["goal_text"]) + sentences(task["task_text"]):
        assert sentence in text


@EVERY_PAGE
def test_every_status_is_there_as_often_as_it_is_printed(format: str) -> None:
    text = page_of(format).text
    printed = [squeezed(row["status"]) for row in PRINTED_ROWS if row["status"]]
    assert [status for status in printed if text.count(status) < printed.count(status)] == []
    assert text.count("No update available") >= 14


@EVERY_PAGE
def test_title_group_week_key_and_closing_lines_are_there(format: str) -> None:
    text = page_of(format).text
    assert max(map(text.index, HEAD)) < min(map(text.index, (*KEY, *CLOSING)))
    assert (
        "13 of 84 rows are completed. Of the 71 open rows, 9 are past their date. 14 have no update" in text
    )


def test_nothing_in_the_page_is_fetched_or_run() -> None:
    page = page_of("html")
    assert {"script", "link", "img", "iframe", "object"} & set(page.tags) == set()
    assert not {"src", "srcset"} & {name for each in page.elements for name in each.attributes}
    led = {each.attributes["href"] for each in page.elements if "href" in each.attributes}
    assert {target[0] for target in led} == {"#"}
    assert not re.search(r"url\(|@import", page.style)


def test_lint_lists_four_facts_of_the_paper_and_passes() -> None:
    """What it finds in ratings and updates (RAG3, RAG4) is read in ``tests/rules/real``."""
    ran = once("lint", "plans/bhr-francis", "--ignore", "RAG3,RAG4", "--format", "concise")
    assert ran.code == 0
    assert re.findall(r"(\w+ RAG\d+) (.*?) \(", ran.out) == [
        ("info RAG121", "BDCCG says on '2.2' what LBH does: 'completed by LBH'"),
        ("info RAG604", "nobody is named to answer for any of the 20 open actions"),
        ("info RAG206", "2014-03-30 is a Sunday"),
        ("info RAG205", "'10.2' has no due date and can never be overdue"),
    ]

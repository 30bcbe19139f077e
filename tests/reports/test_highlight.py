"""The highlight report: each of its numbers is what a command lists, now and at the last meeting."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import replace
from functools import cache
from pathlib import Path
from shutil import copytree

import pytest
from diff.random_plans import Files, as_json
from diff.snapshots import SECOND, THIRD, shared, snapshot
from diff.test_properties import PAIRS
from golden.command import REPOSITORY, once, ragplan
from hypothesis import given, settings

from ragplan.query import Filter
from ragplan.query import rows as judged
from ragplan.render.tables import PIPE
from ragplan.render.text import render
from ragplan.reports.highlight import build
from ragplan.reports.request import Request

pytestmark = pytest.mark.thorough


MEETINGS = {
    "2014-02-24": ("10 February 2014", "2014-02-10"),
    "2014-05-19": ("5 May 2014", "2014-05-05"),
}
"""Meetings, each with the one before it."""
REAL = ("bhr-francis", "merton-quality")
STAND = (
    r"(\d+) of (\d+) rows? (?:is|are|was|were) completed; of the (\d+) open rows? (\w+) .*? date and (\w+) "
)
FILTERS = (
    "--counted --closed",
    "--counted",
    "--counted --open",
    "--counted --overdue",
    "--counted --silent",
)


@cache
def number_of(folder: Path, command: str) -> int:
    """How many rows or changes a command lists; a report lists nothing that is counted here."""
    ran = ragplan(*shlex.split(command)[1:], "--format", "json", cwd=folder)
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    return len(found["rows"] if "rows" in found else found["changes"])


def paper(folder: Path, *options: str) -> str:
    """The report as a terminal has it, a line for each paragraph."""
    ran = once("report", "highlight", "--format", "text", *options, cwd=folder)
    assert ran.code == 0, ran.err
    return ran.out


def claimed(text: str) -> list[tuple[int, str]]:
    """The numbers that stand before a command that lists them, each with that command."""
    found = re.findall(
        r"(\d+)(?: rows?(?: past their date)?)?(?: in all)?: (ragplan (?:list|diff) [^\n]*)", text
    )
    return [
        (int(number), re.split(r"[.;]? (?:The plan|every row)", command)[0].rstrip("."))
        for number, command in found
    ]


def stand(text: str) -> list[list[int]]:
    """The numbers of the sentence now, and at the last meeting."""
    return [[0 if each == "none" else int(each) for each in found] for found in re.findall(STAND, text)]


@pytest.mark.parametrize("day", MEETINGS)
def test_every_number_is_that_of_its_list_then_as_now(demo: Path, day: str) -> None:
    text = paper(demo, "--at", day)
    before, last = MEETINGS[day]
    assert f"Previous meeting: {before}." in text
    now, earlier = stand(text)
    assert now == [number_of(demo, f"ragplan list {each} --at {day}") for each in FILTERS]
    assert earlier == [number_of(demo, f"ragplan list {each} --at {last}") for each in FILTERS]
    moved = number_of(demo, f"ragplan diff {last} {day} --kind revised,due-rewritten")
    assert f"{moved or 'no'} due date" in text


@pytest.mark.parametrize("day", MEETINGS)
def test_what_does_not_fit_is_counted_by_the_command_beside_it(demo: Path, day: str) -> None:
    found = claimed(paper(demo, "--at", day))
    assert found
    assert [number for number, _ in found] == [number_of(demo, command) for _, command in found]


@pytest.mark.parametrize("programme", REAL)
def test_without_the_last_meeting_it_says_so_and_compares_nothing(programme: str, tmp_path: Path) -> None:
    copytree(REPOSITORY / "plans", tmp_path / "plans")
    text = paper(tmp_path, "--programme", programme)
    assert "nothing is compared" in text
    assert "At the last meeting" not in text
    assert "Dates moved" not in text
    assert "there is nothing to compare with" in text
    (now,) = stand(text) or [None]
    if now:
        filters = [f"ragplan list {each} --programme {programme}" for each in FILTERS]
        assert now == [number_of(tmp_path, each) for each in filters]
    found = claimed(text)
    assert [number for number, _ in found] == [number_of(tmp_path, command) for _, command in found]


def test_a_completion_names_its_proof_or_says_that_there_is_none(demo: Path) -> None:
    text = paper(demo, "--at", "2014-02-24")
    assert "LBBD: completed on 13 February 2014, 15 days early.\n    No evidence given" in text
    assert "BDCCG: completed on 11 February 2014, 1 day early.\n    Proof: Letters of 11 February" in text


def test_a_moved_date_is_told_with_its_reason_and_who_agreed(demo: Path) -> None:
    text = " ".join(paper(demo, "--at", "2014-02-24").split())
    assert "28 February 2014" in text
    assert "The last provider's review is on 20 March" in text
    assert "Task and Finish Group" in text


def test_a_doubted_year_is_no_concern() -> None:
    files = {"A.yaml": shared("status: X.\ndue: 2013-02-28")}
    text = render(build(Request(snapshot(files, THIRD))), PIPE)
    concerns = text[text.index("Concerns") : text.index("Silent")]
    assert "In doubt: 1.1 (A) is overdue since 28 February 2013, if that is the year" in concerns
    assert "A: overdue" not in concerns


@settings(max_examples=12)
@given(PAIRS)
def test_of_any_two_plans_the_numbers_are_those_of_the_lists(pair: tuple[Files, Files]) -> None:
    old, new = (snapshot(as_json(files), on) for files, on in zip(pair, (SECOND, THIRD), strict=True))
    now = replace(new, seen=old)
    text = render(build(Request(now)), PIPE)
    for found, at in zip(stand(text), (now, old), strict=False):  # a plan without open rows has other words
        wanted = (
            Filter(counted=True, closed=True),
            Filter(counted=True),
            Filter(counted=True, open=True),
            Filter(counted=True, overdue=True),
            Filter(counted=True, silent=True),
        )
        assert found == [sum(1 for _ in judged([at], each)) for each in wanted]


def test_a_public_copy_counts_what_its_commands_list(demo: Path) -> None:
    found = claimed(paper(demo, "--public"))
    assert all(command.endswith(" --public") for _, command in found)
    assert [number for number, _ in found] == [number_of(demo, command) for _, command in found]

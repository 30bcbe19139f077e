"""The annual report, held against what ``list`` and ``diff`` tell of its two ends."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from golden.command import REPOSITORY, ragplan

SPANS = [("2014-02-11", "2014-04-07"), ("2014-03-11", "2014-03-24"), ("2014-01-28", "2014-05-19")]
Key = tuple[str, str]


def page(folder: Path, *args: str) -> str:
    ran = ragplan("report", "annual", *args, "--format", "markdown", "--output", "-", cwd=folder)
    assert ran.code == 0, ran.err
    return ran.out


def told(folder: Path, *args: str) -> Any:
    ran = ragplan(*args, "--format", "json", cwd=folder)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def rows(folder: Path, *args: str) -> dict[Key, dict[str, Any]]:
    found = told(folder, "list", "--counted", *args)["rows"]
    return {(each["ref"], each["organisation"]): each for each in found}


def totals(text: str) -> dict[str, int]:
    """The line of all goals: rows, promised, done, of these promised, moved, open, past date."""
    (line,) = (line for line in text.splitlines() if line.startswith("| **All**"))
    names = ("rows", "promised", "done", "kept", "moved", "open", "late")
    return dict(zip(names, map(int, line.strip("| ").split(" | ")[1:]), strict=True))


@pytest.mark.parametrize(("since", "until"), SPANS)
def test_its_totals_are_those_of_the_rows_at_both_ends(demo: Path, since: str, until: str) -> None:
    eve = date.fromordinal(date.fromisoformat(since).toordinal() - 1).isoformat()
    began, ended = rows(demo, "--at", eve), rows(demo, "--at", until)
    found = totals(page(demo, "--from", since, "--to", until))
    assert found["rows"] == len(ended)
    assert found["open"] == sum(each["open"] for each in ended.values())
    assert found["late"] == sum(each["overdue"] for each in ended.values())
    fresh = {key: each for key, each in ended.items() if key not in began or began[key]["open"]}
    assert found["done"] == sum(not each["open"] for each in fresh.values())
    both = {key: (began[key], each) for key, each in ended.items() if key in began}
    later = [key for key, (old, new) in both.items() if old["due"] and new["due"] and new["due"] > old["due"]]
    new = sum(each["due"] != each["first_due"] for key, each in ended.items() if key not in began)
    assert found["moved"] == len(later) + new


def test_what_was_done_is_what_diff_calls_completed_or_assured(demo: Path) -> None:
    changes = told(demo, "diff", "2014-03-10", "2014-03-24")["changes"]
    done = {
        (each["ref"], each["organisation"])
        for each in changes
        if each["kind"] in ("completed", "assured") and each["subject"] == "position"
    }
    ended = rows(demo, "--at", "2014-03-24", "--closed")
    assert totals(page(demo, "--from", "2014-03-11", "--to", "2014-03-24"))["done"] == len(done & {*ended})


def test_goals_sum_up_to_all(demo: Path) -> None:
    text = page(demo).split("## By goal")[1]
    lines = [line.strip("| ").split(" | ")[1:] for line in text.splitlines() if line.startswith("| **")]
    *goals, every = [[*map(int, line)] for line in lines]
    assert [sum(column) for column in zip(*goals, strict=True)] == every


def test_recommendations_that_the_same_actions_answer_stand_together(demo: Path) -> None:
    text = page(demo).split("## By recommendation")[1]
    assert re.search(r"\| \*\*109–122\*\* \| 5\.1, 5\.2, 5\.3 and 5\.4 \(goal 5\) \| 17 \|", text)


def test_without_a_span_it_is_the_whole_calendar(demo: Path) -> None:
    assert "from **2 December 2013** to **19 May 2014**" in page(demo)


def test_before_the_plan_there_was_nothing(demo: Path) -> None:
    assert "Git holds no plan of that time." in page(demo, "--to", "2013-12-31")


def test_without_git_it_goes_by_dates_and_says_so(tmp_path: Path, demo: Path) -> None:
    copytree(demo / "plans", tmp_path / "plans")
    text = page(tmp_path, "--from", "2014-04-01", "--to", "2014-05-19")
    assert "Based on dates alone" in text
    known = rows(tmp_path, "--closed")
    done = [each for each in known.values() if each["completed"] and each["completed"] >= "2014-04"]
    assert totals(text)["done"] == len(done)


def test_positions_without_an_action_are_told_as_such() -> None:
    text = page(REPOSITORY, "--programme", "wigan-francis")
    assert "| *A position, but no action* |" in text


def test_a_span_that_ends_before_it_begins_is_refused(demo: Path) -> None:
    ran = ragplan("report", "annual", "--from", "2014-04-01", "--to", "2014-03-01", cwd=demo)
    assert (ran.code, ran.err) == (2, "ragplan: --from 2014-04-01 is after --to 2014-03-01\n")

"""The paper on moved dates, held against what other commands tell of the same history."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from golden.command import REPOSITORY, lay, ragplan
from history.building import Repo

from ragplan.english import day
from ragplan.rules.example import FILES

pytestmark = pytest.mark.thorough

HIDDEN = {"due-rewritten", "revision-altered", "revision-removed"}
Json = dict[str, Any]


def told(folder: Path, *args: str) -> Json:
    ran = ragplan(*args, "--format", "json", cwd=folder)
    assert ran.code == 0, ran.err
    found: Json = json.loads(ran.out)
    return found


def page(folder: Path, *args: str) -> str:
    ran = ragplan("report", "moves", *args, "--format", "markdown", "--output", "-", cwd=folder)
    assert ran.code == 0, ran.err
    return ran.out


def lines(text: str) -> list[list[str]]:
    """The cells of the rows of all tables, without the heads."""
    found = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| **")]
    return [[re.sub(r"[*`]", "", cell) for cell in row] for row in found]


def whose(cell: str) -> tuple[str, str]:
    owner = re.search(r"\((\w+)\)$", cell)
    return cell.split(maxsplit=1)[0], owner[1] if owner else ""


def words(text: str) -> str:
    return day(date.fromisoformat(text))


def test_each_date_moved_as_list_and_history_tell(demo: Path) -> None:
    moved = {whose(row[0]): row[1:] for row in lines(page(demo)) if len(row) == 6}
    rows = [each for each in told(demo, "list")["rows"] if each["due"] != each["first_due"]]
    assert {each["ref"] for each in rows} == {ref for ref, _ in moved}
    for each in rows:
        first, now, times, days, _ = moved.get((each["ref"], each["organisation"])) or moved[each["ref"], ""]
        assert (first, now) == (words(each["first_due"]), words(each["due"]))
        apart = date.fromisoformat(each["due"]) - date.fromisoformat(each["first_due"])
        assert int(days) == apart.days
        entries = told(demo, "history", each["ref"])["entries"]
        revised = [one for one in entries if one["kind"] == "revised"]
        assert int(times) == max(
            one["times"] for one in revised if one["organisation"] in (None, each["organisation"])
        )


def test_what_was_written_over_is_what_history_tells(demo: Path) -> None:
    text = page(demo)
    hidden = {(*whose(row[0]), row[-1]) for row in lines(text) if len(row) == 5}
    known = set()
    for ref in {each["ref"] for each in told(demo, "list")["rows"]}:
        for one in told(demo, "history", ref)["entries"]:
            if one["kind"] in HIDDEN:
                known.add((ref, one["organisation"] or "", one["revision"][:10]))
    assert hidden == known
    assert "1 date was overwritten without a revision and 2 revisions were taken out or altered" in text


def test_without_git_it_says_what_it_cannot_tell(tmp_path: Path, demo: Path) -> None:
    copytree(demo / "plans", tmp_path / "plans")
    ran = ragplan("report", "moves", "--format", "text", cwd=tmp_path)
    assert ran.code == 0
    assert "6 due dates were moved" in ran.out
    assert "only the history in git has them" in ran.out
    assert "made without the history" in ran.err


def test_a_plan_in_which_no_date_moved_says_so_in_a_sentence(tmp_path: Path) -> None:
    lay(tmp_path / "plans", FILES)
    Repo(tmp_path).commit({}, at="2014-01-06T10:00:00+00:00")
    text = page(tmp_path)
    assert "No date was moved." in text
    assert "|" not in text


def test_every_real_plan_has_one() -> None:
    assert ragplan("report", "moves", "--format", "text", cwd=REPOSITORY).code == 0

"""Who answered what several owners were asked, and which rows name a risk, held against ``list``."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from golden.command import REPOSITORY, lay, ragplan

from ragplan.rules.example import FILES


def page(folder: Path, report: str, *args: str) -> str:
    ran = ragplan("report", report, *args, "--format", "markdown", "--output", "-", cwd=folder)
    assert ran.code == 0, ran.err
    return ran.out


def rows(folder: Path, *args: str) -> list[dict[str, Any]]:
    ran = ragplan("list", "--counted", *args, "--format", "json", cwd=folder)
    assert ran.code == 0, ran.err
    found: list[dict[str, Any]] = json.loads(ran.out)["rows"]
    return found


def asked(folder: Path, *args: str) -> list[dict[str, Any]]:
    """The rows of actions that several owners have, as ``list`` counts them."""
    found = [each for each in rows(folder, *args) if not re.fullmatch(r"[A-Z]+\d+", each["ref"])]
    several = Counter(each["ref"] for each in found)
    return [each for each in found if several[each["ref"]] > 1]


def test_answers_are_those_that_list_knows(demo: Path) -> None:
    text = page(demo, "providers")
    known = asked(demo)
    waiting = [each for each in known if each["open"] and not each["status"]]
    given = len(known) - len(waiting)
    assert f"{given} of {len(known)} answers are given" in text
    owing = text.split("## Not answered")[1].split("##")[0]
    for each in waiting:
        line = next(line for line in owing.splitlines() if f"**{each['organisation']}**" in line)
        assert re.search(rf"\b{re.escape(each['ref'])}\b", line)


def test_a_goal_alone_can_be_asked_for(demo: Path) -> None:
    known = asked(demo, "--goal", "5")
    assert f"of {len(known)} answers are given" in page(demo, "providers", "--goal", "5")


def test_who_has_not_answered_is_told_the_recommendations_to_write_of(demo: Path) -> None:
    owing = page(demo, "providers").split("## Not answered")[1].split("##")[0]
    assert "Recommendations 12, 109–122, 123" in owing


def test_a_plan_that_asks_nobody_else_says_so(tmp_path: Path) -> None:
    lay(tmp_path / "plans", FILES)
    text = page(tmp_path, "providers")
    assert "No action is asked of several owners." in text
    assert "|" not in text


def test_the_rows_with_a_risk_stand_with_its_reference(demo: Path) -> None:
    text = page(demo, "risks", "--at", "2014-03-31")
    known = [each for each in rows(demo, "--at", "2014-03-31") if each["risk"]]
    assert [each["risk"] for each in known] == ["BDCCG risk register 31"]
    assert f"{len(known)} of " in text
    assert "| BDCCG | BDCCG risk register 31 | Due 28 March 2014, 3 days ago |" in text


def test_a_plan_without_risks_says_so_in_a_sentence() -> None:
    text = page(REPOSITORY, "risks", "--programme", "merton-quality")
    assert "No row names a risk." in text
    assert "|" not in text


def test_risks_of_one_owner_alone(demo: Path) -> None:
    text = page(demo, "risks", "--at", "2014-03-31", "--organisation", "LBR")
    assert "No row names a risk." in text

"""One action's whole trail, held against its history."""

from __future__ import annotations

import json
import re
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from golden.command import lay, ragplan
from history.building import Repo

from ragplan.rules.example import FILES


def page(folder: Path, *args: str) -> str:
    ran = ragplan("report", "audit", *args, "--format", "markdown", "--output", "-", cwd=folder)
    assert ran.code == 0, ran.err
    return ran.out


def entries(folder: Path, ref: str) -> list[dict[str, Any]]:
    ran = ragplan("history", ref, "--format", "json", cwd=folder)
    found: list[dict[str, Any]] = json.loads(ran.out)["entries"]
    return found


@pytest.mark.parametrize("ref", ["2.2", "2.4", "3.4", "9.1", "L1"])
def test_it_tells_all_that_history_tells(demo: Path, ref: str) -> None:
    text, known = page(demo, ref), entries(demo, ref)
    assert f"{len(known)} entries in " in text
    assert {each["revision"][:10] for each in known} - {*_commits(text)} == set()
    for each in known:
        if each["kind"] == "evidence-added":
            (line,) = (line for line in text.splitlines() if line.endswith(f"`{each['revision'][:10]}` |"))
            assert each["author"] in line


def _commits(text: str) -> list[str]:
    return text.replace(",", " ").replace(":", " ").replace("`", " ").split()


def test_who_reported_is_counted_by_owner(demo: Path) -> None:
    known = entries(demo, "2.2")
    commits = {each["revision"] for each in known if each["organisation"] == "BDCCG"}
    mine = {each["revision"] for each in known if each["author"] == "Priya Nair"} & commits
    assert f"| **BDCCG** | Priya Nair | {len(mine)} |" in page(demo, "2.2")


def test_an_action_that_is_gone_has_its_trail_and_what_proved_it(demo: Path) -> None:
    text = page(demo, "L1")
    assert "L1 is no longer in the plan." in text
    assert "Attendance list of 18 March 2014" in text
    assert "taken out since" in text


def test_dates_that_moved_stand_in_it_with_those_written_over(demo: Path) -> None:
    text = page(demo, "1.2")
    assert "## Moved with a revision" in text
    assert "## Overwritten without a revision" in text
    assert "3.4" not in text


def test_one_owner_alone(demo: Path) -> None:
    text = page(demo, "2.2", "--organisation", "LBBD")
    assert "Internal audit note 2014/07" in text
    assert "Quality and Safety Committee minute" not in text


def test_its_file_bears_the_ref(demo: Path) -> None:
    assert ragplan("report", "audit", "3.4", cwd=demo).out.splitlines()[0] == (
        "reports/bhr-francis-audit-3-4.html"
    )


@pytest.mark.parametrize(
    ("args", "told"),
    [((), "'report audit' needs one more word: REF"), (("99",), "no action '99', now or before")],
)
def test_an_action_has_to_be_named_that_there_is(demo: Path, args: tuple[str, ...], told: str) -> None:
    ran = ragplan("report", "audit", *args, cwd=demo)
    assert (ran.code, told in ran.err) == (2, True), ran.err


def test_there_is_no_trail_without_git(tmp_path: Path, demo: Path) -> None:
    copytree(demo / "plans", tmp_path / "plans")
    ran = ragplan("report", "audit", "2.2", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "git" in ran.err


def test_a_public_trail_knows_of_no_internal_remark(tmp_path: Path) -> None:
    lay(tmp_path / "plans", FILES)
    files = (tmp_path / "plans").rglob("*.yaml")
    file = next(path for path in files if "organisation: A" in path.read_text())
    plain = file.read_text(encoding="utf-8")
    Repo(tmp_path).commit({}, at="2014-01-06T10:00:00+00:00")
    remark = "    notes: [{text: Whispered among us, internal: true}]\n"
    file.write_text(re.sub(r"(  - ref: .*\n)", rf"\1{remark}", plain, count=1), encoding="utf-8")
    Repo(tmp_path).commit({}, at="2014-01-13T10:00:00+00:00")
    ref = re.search(r'ref: "?([^"\n]+)', plain)
    assert ref is not None
    assert "Whispered" in page(tmp_path, ref[1])
    assert "Whispered" not in page(tmp_path, ref[1], "--public")

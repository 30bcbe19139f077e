"""What the README shows is what happens."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, Run

README = (ROOT / "README.md").read_text(encoding="utf-8")
OWN_FILES = re.findall(r"`(plans/our-plan/\w+\.yaml)`:\n\n```yaml\n(.*?)```", README, re.DOTALL)


def test_the_plan_of_ones_own_is_told_the_row_it_lacks(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in OWN_FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    ran = run("lint")
    assert len(OWN_FILES) == 2
    assert (ran.code, ran.stdout.count("\n")) == (1, 1)
    assert "RAG112 CITY has no row for '1.1'" in ran.stdout


def test_a_mistyped_field_is_told_as_shown(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = re.search(r"```text\n(error RAG005.*?)```", README, re.DOTALL)
    shutil.copytree(ROOT / "plans", tmp_path / "plans")
    path = tmp_path / "plans" / "bhr-francis" / "BDCCG.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines.insert(7, "    raing: amber\n")
    path.write_text("".join(lines), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert shown is not None
    assert run("lint", "plans/bhr-francis", "--output-format", "full").stdout.strip() == shown[1].strip()


def test_every_command_of_the_tables_is_one(run: Run) -> None:
    commands = re.findall(r"^\| `ragplan (\w+)[^`]*` \|", README, re.MULTILINE)
    assert len(commands) == 28
    assert {run(command, "--help").code for command in commands} == {0}


def test_the_news_of_the_demo_is_what_diff_tells(run: Run, tmp_path: Path) -> None:
    shown = re.search(r"```text\n(Best news.*?)```", README, re.DOTALL)
    assert shown is not None
    assert run("demo", tmp_path / "demo").code == 0
    told = run("diff", cwd=tmp_path / "demo").stdout.splitlines()
    assert [line for line in shown[1].splitlines() if line.strip() and line not in told] == []


def test_the_findings_that_stop_a_change_are_those_of_the_demonstration() -> None:
    shown = re.search(r"```text\n(warning RAG402.*?)```", README, re.DOTALL)
    told = (ROOT / "tests/check/expected/stopped.full.txt").read_text(encoding="utf-8")
    assert shown is not None
    assert shown[1] == told


def test_the_policy_is_one(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = re.search(r"```yaml\n(format: ragplan-policy/1.*?)```", README, re.DOTALL)
    assert shown is not None
    shutil.copytree(ROOT / "plans", tmp_path / "plans")
    (tmp_path / "ragplan.yaml").write_text(shown[1], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    ran = run("policy")
    assert (ran.code, ran.stderr) == (0, "")
    assert "ragplan.yaml:4" in ran.stdout

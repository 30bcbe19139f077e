"""Golden cases: a folder ``cases/RAGnnn-what`` with ``plans/`` and ``expected.txt``, no Python.

A case of history has its commits in ``history.txt``, written as in the rules' examples and laid over the
plan around those; ``plans/`` is what is not committed yet, if anything. It is checked on the day of its
last commit, and only its rule's family is told of.

The rule's code is in the expected text; where ``what`` begins with ``not-`` it is a near miss, and the
code is not. Cases are linted, those of rules that need the clock checked at the last meeting of their
closed programme. What nobody owns, leads or does (RAG6), what the facts say of ratings (RAG3) and what
the calendar requires (RAG4) is told in cases of those families only.
A case with a file ``CODEOWNERS`` is linted where that is at the top.
``pytest --renew-golden`` writes the expected text.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from golden.command import ragplan
from golden.plugin import Golden

from ragplan.rules import RULES
from ragplan.rules.rule import Needs, example
from rules.recording import record

CASES = Path(__file__).with_name("cases")
OPTIONS = ("--format", "concise", "--fail-on", "info")
APART = ("RAG3", "RAG4", "RAG6")
"""Families that are told in their own cases only."""
COMMITS = "history.txt"
OWNERS = "CODEOWNERS"
BY_CLOCK = {rule.code for rule in RULES if rule.needs in (Needs.CLOCK, Needs.MEETING)}
ALL = sorted(path.name for path in CASES.iterdir())
HISTORIES = [name for name in ALL if (CASES / name / COMMITS).is_file()]
NAMES = [name for name in ALL if name not in HISTORIES]


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, tmp_path: Path, golden: Golden) -> None:
    code, what = name.split("-", 1)
    command = ("check", "--no-history") if code in BY_CLOCK else ("lint",)
    quiet = ("--ignore", ",".join(family for family in APART if not code.startswith(family)))
    folder = CASES / name
    if (folder / OWNERS).is_file():
        folder = shutil.copytree(folder, tmp_path / name)
    ran = ragplan(*command, *OPTIONS, *quiet, cwd=folder)
    assert ran.code == bool(ran.out), ran.err
    assert (f" {code} " in ran.out) is not what.startswith("not-")
    golden(CASES / name / "expected.txt", ran.out)


@pytest.mark.parametrize("name", HISTORIES)
def test_history(name: str, tmp_path: Path, golden: Golden) -> None:
    code, what = name.split("-", 1)
    commits = example((CASES / name / COMMITS).read_text(encoding="utf-8"))
    repo = record(tmp_path, commits)
    if (CASES / name / "plans").is_dir():
        shutil.copytree(CASES / name / "plans", repo.folder / "plans", dirs_exist_ok=True)
    ran = ragplan("check", *OPTIONS, "--select", code[:4], "--as-of", commits[-1].on, cwd=repo.folder)
    assert ran.code == bool(ran.out), ran.err
    assert (f" {code} " in ran.out) is not what.startswith("not-")
    golden(CASES / name / "expected.txt", ran.out)


def test_every_case_is_of_a_rule_and_whole() -> None:
    codes = {rule.code for rule in RULES}
    assert [name for name in ALL if name.split("-")[0] not in codes] == []
    for name in HISTORIES:
        inside = {path.name for path in (CASES / name).iterdir()}
        assert {"expected.txt", COMMITS} <= inside <= {"expected.txt", COMMITS, "plans"}
    inside = {
        name: sorted(path.name for path in (CASES / name).iterdir() if path.name != OWNERS) for name in NAMES
    }
    assert inside == {name: ["expected.txt", "plans"] for name in NAMES}


@pytest.mark.parametrize("code", [rule.code for rule in RULES if rule.code > "RAG1"])
def test_every_rule_of_names_and_dates_has_a_case_beside_its_example(code: str) -> None:
    assert any(name.startswith(f"{code}-") for name in ALL)

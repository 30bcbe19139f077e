"""``ragplan policy`` and ``ragplan rules``: what is in force, and where it comes from."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import ROOT, Run
from golden.plugin import Golden

from policy.conftest import HEAD, Decide
from ragplan.rules import RULES

HERE = Path(__file__).parent
EXAMPLES = HERE / "examples"
WIGAN, LBR = "plans/wigan-francis/WBCCG.yaml", "plans/bhr-francis/LBR.yaml"
COUNT = re.compile(r"^\d+(?= rules)", re.MULTILINE)


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """Two real plan files with the policy of the examples that says everything."""
    for name in (WIGAN, "plans/wigan-francis/programme.yaml", LBR, "plans/bhr-francis/programme.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / "ragplan.yaml").write_text((EXAMPLES / "whole.yaml").read_text())
    return tmp_path


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("policy", []),
        ("policy-wigan", ["--for", WIGAN]),
        ("policy-lbr", ["--for", LBR]),
        (
            "policy-options",
            ["--select", "RAG3", "--ignore", "RAG306,rating-against-date", "--fail-on", "info"],
        ),
    ],
)
def test_what_is_in_force(run: Run, real: Path, golden: Golden, name: str, arguments: list[str]) -> None:
    ran = run("policy", *arguments)
    assert (ran.code, ran.stderr) == (0, "")
    assert max(map(len, ran.stdout.splitlines())) <= 80
    golden(HERE / "expected" / f"{name}.txt", COUNT.sub("N", ran.stdout))


def test_without_a_policy(run: Run, plan: Path, golden: Golden) -> None:
    golden(HERE / "expected" / "policy-default.txt", COUNT.sub("N", run("policy").stdout))


def test_for_other_programs(run: Run, real: Path) -> None:
    told = json.loads(run("policy", "--format", "json").stdout)
    rules = {rule["code"]: rule for rule in told.pop("rules")}
    assert list(rules) == [rule.code for rule in RULES]
    assert rules["RAG304"] == {
        "code": "RAG304",
        "name": "rating-against-date",
        "told": {"value": True, "from": "default"},
        "severity": {"value": "error", "from": "ragplan.yaml:6"},
        "default_severity": "warning",
    }
    assert told == {
        "version": 1,
        "for": None,
        "fail_on": {"value": "error", "from": "ragplan.yaml:8"},
        "working_days": {"value": "England, 2014-06-05", "from": "ragplan.yaml:16"},
        "paths": [
            {
                "path": "plans/wigan-francis",
                "from": "ragplan.yaml:10",
                "select": ["RAG205"],
                "ignore": ["RAG4"],
                "severity": {},
            },
            {
                "path": "plans/**/LBR.yaml",
                "from": "ragplan.yaml:13",
                "select": [],
                "ignore": [],
                "severity": {"RAG405": "info"},
            },
        ],
    }
    told = json.loads(run("policy", "--format", "json", "--for", LBR).stdout)
    assert (told["for"], told["paths"]) == (LBR, [])
    assert {rule["code"]: rule for rule in told["rules"]}["RAG405"]["severity"] == {
        "value": "info",
        "from": "ragplan.yaml:14",
    }


def test_it_is_what_lint_tells(run: Run, real: Path) -> None:
    for path in (WIGAN, LBR):
        told = json.loads(run("policy", "--format", "json", "--for", path).stdout)
        known = {rule["code"]: rule["severity"]["value"] for rule in told["rules"] if rule["told"]["value"]}
        lines = [line.split(": ")[1].split()[:2] for line in run("lint", path).stdout.splitlines()]
        assert lines
        assert [severity for severity, _ in lines] == [known[code] for _, code in lines]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--for", "plans/nothing.yaml"], "there is nothing at 'plans/nothing.yaml'"),
        (["--for", "plans"], "'plans' is a folder; --for takes one plan file"),
        (["--for", "plans/bhr-francis/"], "'plans/bhr-francis/' is a folder; --for takes one plan file"),
        (["--select", "RAG999"], "no rule 'RAG999'; see 'ragplan rules' for all of them"),
        (
            ["--ignore", "rating-against-dat"],
            "no rule 'rating-against-dat'; did you mean 'rating-against-date'?",
        ),
    ],
)
def test_what_cannot_be_told(run: Run, real: Path, arguments: list[str], told: str) -> None:
    assert run("policy", *arguments) == (2, "", f"ragplan: {told}\n")


def test_a_path_of_no_file_is_noticed(run: Run, plan: Path, decide: Decide) -> None:
    decide("paths:\n  - {path: plans/wigna, ignore: RAG4}\n  - {path: plans/A.yaml, ignore: RAG4}\n")
    assert run("policy").stderr == "note: no plan file is at 'plans/wigna' (ragplan.yaml:3)\n"


def test_the_rules_of_a_family(run: Run, real: Path, golden: Golden) -> None:
    assert run("rules", "nonsense").code == 2
    for name, format in (("rules.txt", "text"), ("rules.md", "markdown")):
        golden(
            HERE / "expected" / name,
            run("rules", "RAG20,rating-against-date", "RAG113", "--format", format).stdout,
        )


@pytest.mark.parametrize("format", ["text", "markdown"])
def test_every_rule_is_on_one_line(run: Run, real: Path, format: str) -> None:
    lines = run("rules", "--format", format).stdout.splitlines()
    for rule in RULES:
        (line,) = (each for each in lines if rule.code in each.split())
        assert rule.name in line
        assert rule.severity.word in line
    assert format != "text" or max(map(len, lines)) <= 80


def test_the_rules_for_other_programs(run: Run, plan: Path, decide: Decide) -> None:
    decide("severity: {RAG113: error}\nignore: RAG114\n")
    told = json.loads(run("rules", "--format", "json").stdout)
    rules = {rule["code"]: rule for rule in told["rules"]}
    assert (told["version"], list(rules)) == (1, [rule.code for rule in RULES])
    what = next(rule for rule in RULES if rule.code == "RAG113").documentation.what
    assert rules["RAG113"] == {
        "code": "RAG113",
        "name": "number-like-ref",
        "family": "Names and references",
        "told": True,
        "severity": "error",
        "default_severity": "warning",
        "needs": "files",
        "fixable": True,
        "what": what,
    }
    assert not rules["RAG114"]["told"]


def test_the_rules_need_no_plans(run: Run, tmp_path: Path) -> None:
    ran = run("rules")
    assert (ran.code, ran.stderr) == (0, "")
    (tmp_path / "ragplan.yaml").write_text(HEAD + "severity: {RAG113: error}")
    assert "error (was warning)" in run("rules", "RAG113").stdout

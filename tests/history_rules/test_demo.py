"""The demonstration holds an offence of every rule of history, at one of its meetings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from golden.command import ragplan

from ragplan.demo import demonstration
from ragplan.rules import RULES
from ragplan.rules.rule import Needs


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "demo"
    made = ragplan("demo", str(folder), cwd=folder.parent)
    assert made.code == 0, made.err
    return folder


def codes(demo: Path, *options: str) -> set[str]:
    ran = ragplan("check", "--select", "RAG5", "--output-format", "json", *options, cwd=demo)
    assert ran.code in {0, 1}, ran.err
    return {each["code"] for each in json.loads(ran.out)["findings"]}


def test_every_rule_of_history_is_broken_in_it(demo: Path) -> None:
    meetings = [str(day) for day in demonstration().meetings]
    assert codes(demo, "--at", meetings[0]) <= {"RAG506"}
    found = set().union(*(codes(demo, "--at", day) for day in meetings))
    assert found == {rule.code for rule in RULES if rule.needs is Needs.HISTORY}
    assert codes(demo) >= {"RAG501", "RAG502", "RAG503", "RAG506", "RAG507", "RAG509"}

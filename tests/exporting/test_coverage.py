"""What each organisation answers, against what the paper on recommendations counts."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from golden.command import ragplan

from ragplan.loader import load
from ragplan.model.coverage import coverage
from ragplan.model.programme import Programme
from ragplan.reports.recommendations.coverage import Cover, cover
from ragplan.repository import working_files

PROGRAMME = """\
format: ragplan/1
programme: example
title: Example plan
group: Steering group
registers: [francis-2013]
not_applicable: [{recommendations: [1-4], reason: Not of this region}]
applicable: [4]
organisations:
  A: {name: Alpha}
  B: {name: Beta}
  All: {name: All, members: [A, B]}
goals:
  - ref: "1"
    title: Goal
    actions:
      - {ref: "1.1", title: Train, owners: [All], due: 2014-03-31, recommendations: [6, 9]}
      - {ref: "1.2", title: Tell, owners: [A], due: 2014-03-31, recommendations: [1, 7, 10]}
"""
ALPHA = """\
organisation: A
applicable: [1, 5]
not_applicable: [{recommendations: [9], reason: Not ours}]
positions: [{recommendation: 8, status: We do this already.}, {recommendation: 11, status: ""}]
actions: [{ref: "1.2", status: Under way}]
"""
SAID = {
    "A": {"action": {1, 6, 7, 10}, "position": {8}, "not_applicable": {2, 3, 9}},
    "B": {"action": {6, 9}, "not_applicable": {1, 2, 3}},
}


def exported(folder: Path, *options: str) -> list[dict[str, Any]]:
    ran = ragplan("export", "coverage", "--as-of", "2014-06-01", "--format", "jsonl", *options, cwd=folder)
    assert ran.code == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


def programmes() -> dict[str, Programme]:
    found = working_files(ROOT / "plans")
    return {each.id: each for each in load(found.sources, found.problems).programmes}


@pytest.mark.parametrize("id", ["wigan-francis", "merton-quality", "coventry-rugby-francis"])
def test_one_organisation_answers_as_the_paper_of_its_plan_counts(id: str) -> None:
    programme = programmes()[id]
    on = programme.calendar.last
    assert on is not None
    paper = Counter(map(cover, coverage(programme, on)))
    told = Counter(each["answer"] for each in exported(ROOT, "--programme", id))
    assert told == +Counter(
        {
            "action": paper[Cover.ACTED],
            "position": paper[Cover.POSITION],
            "not_applicable": paper[Cover.NOT_APPLICABLE],
            "no_return": paper[Cover.UNANSWERED] + paper[Cover.NOT_ADDRESSED],
        }
    )


def test_an_organisation_answers_itself_or_through_its_groups(tmp_path: Path) -> None:
    for name, text in {
        "plans/programme.yaml": PROGRAMME,
        "plans/A.yaml": ALPHA,
        "plans/registers/francis-2013.yaml": (ROOT / "plans/registers/francis-2013.yaml").read_text("utf-8"),
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found: dict[str, dict[str, set[int]]] = {}
    for each in exported(tmp_path):
        number = int(each["recommendation"].rpartition("/")[2])
        assert (each["reason"] is not None) == (each["answer"] == "not_applicable")
        if each["answer"] != "no_return":
            found.setdefault(each["organisation"], {}).setdefault(each["answer"], set()).add(number)
    assert found == SAID
    reasons = {each["recommendation"]: each["reason"] for each in exported(tmp_path) if each["reason"]}
    assert reasons["francis-2013/9"] == "Not ours"
    assert reasons["francis-2013/2"] == "Not of this region"

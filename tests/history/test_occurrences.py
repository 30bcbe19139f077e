"""Recurring duties: the times of an ongoing action, read, counted, told by ``diff`` and ``history``."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

import pytest
from conftest import Ran, Run

from history.building import ALONE, Repo

PROGRAMME = """\
format: ragplan/1
programme: duties
title: Duties
calendar: {every: 2 weeks, first: 2014-01-06, last: 2014-03-31}
key: rag-complete
organisations: {A: Alpha Hospital, B: Beta Hospital}
goals:
  - ref: "7"
    title: Clinical leaders are there
    actions:
      - {ref: "7.1", title: Attend the quality meetings, due: ongoing, owners: [A, B]}
      - {ref: "7.2", title: Write it down, due: 2014-03-31, owners: [A]}
"""
A = """\
organisation: A
actions:
  - ref: "7.1"
    rating: amber
    status: We go.
    updated: 2014-01-06
    occurrences:
      - {on: 2014-01-06, done: true}
      - {on: 2014-01-20}
      - {on: 2014-02}
  - {ref: "7.2", rating: amber, status: Begun.}
"""
B = """\
organisation: B
actions:
  - {ref: "7.1", rating: amber, status: We go too., occurrences: [{on: 2014-01-06, done: true}]}
"""
DONE = A.replace("{on: 2014-01-20}", "{on: 2014-01-20, done: true}")
FILES = {"plans/programme.yaml": PROGRAMME, "plans/A.yaml": A, "plans/B.yaml": B}


Here = Callable[..., Ran]


@pytest.fixture
def told(repo: Repo, run: Run) -> Here:
    """Run a command in a plan whose owner did its duty a second time after the meeting of 20 January."""
    repo.commit(FILES, at="2014-01-20T10:00:00Z")
    repo.commit({"plans/A.yaml": DONE}, at="2014-01-22T10:00:00Z")
    return partial(run, cwd=repo.folder, env=ALONE)


def test_a_plan_counts_what_was_done_of_what_was_due_by_its_day(told: Here) -> None:
    def said(day: str) -> str:
        return told("report", "plan", "--format", "text", "--as-of", day).stdout

    assert said("2014-01-05").count("done so far") == 0
    assert said("2014-01-22").count("Recurring duties: 3 of 3 times done so far.") == 2
    assert "2 of 2 times done so far" in said("2014-01-22")
    assert said("2014-02-28").count("Recurring duties: 3 of 4 times done so far.") == 2
    assert "6 January 2014 (done), 20 January 2014 (done), February 2014" in said("2014-02-28")


def test_an_organisation_reads_how_often_it_did_its_duties(told: Here) -> None:
    ran = told("report", "organisation", "A", "--format", "text", "--as-of", "2014-02-28")
    assert "Recurring duties: 2 of 3 times done so far." in ran.stdout


def test_a_row_is_shown_with_its_times(told: Here) -> None:
    assert "2 of 2 times done so far" in told("show", "7.1", "--as-of", "2014-01-22").stdout
    rows = json.loads(told("list", "--format", "json", "--as-of", "2014-01-22").stdout)["rows"]
    first = {"on": "2014-01-06", "done": True}
    assert [len(row["occurrences"]) for row in rows] == [3, 1, 0]
    assert rows[0]["occurrences"][0] == rows[1]["occurrences"][0] == first


def test_a_time_that_was_done_since_is_told_and_is_a_word(told: Here) -> None:
    ran = told("diff", "2014-01-20", "--as-of", "2014-01-22", "--format", "json")
    changes = json.loads(ran.stdout)["changes"]
    (change,) = [each for each in changes if each["field"] == "occurrences"]
    assert (change["old"], change["new"]) == ("2014-01-20", "2014-01-20, done")
    assert "silent" not in {
        each["kind"] for each in changes if each["organisation"] == "A" and each["ref"] == "7.1"
    }


def test_the_history_of_an_action_has_its_times(told: Here) -> None:
    assert "occurrence changed from 20 January 2014 to 20 January 2014, done" in told("history", "7.1").stdout


@pytest.mark.parametrize(
    ("times", "code"),
    [
        ("[{on: 2014-02-30}]", "RAG201"),
        ("[{on: 9014-01-06, done: true}]", "RAG209"),
        ("[{on: 9014-01-06}]", ""),
        ("[{done: true}]", "RAG0"),
    ],
)
def test_a_day_that_cannot_be_is_told(told: Here, repo: Repo, times: str, code: str) -> None:
    repo.commit(
        {"plans/B.yaml": B.replace("[{on: 2014-01-06, done: true}]", times)}, at="2014-01-23T10:00:00Z"
    )
    ran = told("check", "--as-of", "2014-01-24", "--format", "concise")
    found = [line for line in ran.stdout.splitlines() if "B.yaml" in line and "RAG4" not in line]
    assert [code in line for line in found] == [True] * bool(code), found

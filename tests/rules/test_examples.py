"""Every rule's own example: what it fails with is a golden file, and mended it is clean."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from golden.command import Ran, ragplan
from golden.plugin import Golden

from ragplan.rules import RULES
from ragplan.rules.rule import Example, ExampleFiles, Rule, example
from rules.recording import laid

EXPECTED = Path(__file__).with_name("expected")
EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])


def checked(folder: Path, example: Example, code: str = "RAG3") -> Ran:
    """Everything found at the last meeting of the example, which is closed; of a history, on its last day.

    Ratings against facts (RAG3), and what the calendar requires (RAG4), are told in examples of these two
    families only, at the meeting of 20 January: the others' are as short as can be.
    """
    by_date = code.startswith(("RAG3", "RAG4"))
    day = ("--as-of", "2014-01-20") if by_date and not example[0].on else ()
    options = (*laid(folder, example), *day, *(() if by_date else ("--ignore", "RAG3,RAG4")))
    return ragplan("check", "--format", "concise", "--fail-on", "info", *options, cwd=folder)


def test_the_plan_around_the_examples_is_clean(tmp_path: Path) -> None:
    assert checked(tmp_path, (ExampleFiles({}),)) == (0, "", "3 files read, nothing found\n")


@EVERY_RULE
def test_the_failing_example_fails_as_recorded_and_mended_it_is_clean(
    rule: Rule, tmp_path: Path, golden: Golden
) -> None:
    told = rule.documentation
    mended = checked(tmp_path / "mended", told.mended, rule.code)
    assert (mended.code, mended.out) == (0, "")
    fails = checked(tmp_path / "fails", told.fails, rule.code)
    assert fails.code == 1, fails.err
    assert f" {rule.severity.word} {rule.code} " in fails.out
    golden(EXPECTED / f"{rule.code}.txt", fails.out)


@EVERY_RULE
def test_the_near_miss_is_not_found_and_says_why(rule: Rule, tmp_path: Path) -> None:
    near = rule.documentation.near_miss
    ran = checked(tmp_path, near, rule.code)
    assert near[0].files
    assert any(
        re.search(r"^# [A-Z].+[.!]$", text, re.MULTILINE) for stage in near for text in stage.files.values()
    )
    assert ran.code < 2, ran.err
    assert f" {rule.code} " not in ran.out
    assert near not in (rule.documentation.fails, rule.documentation.mended)


def test_no_golden_file_is_left_over() -> None:
    kept = {path.name for path in EXPECTED.iterdir()}
    assert kept == {f"{rule.code}.txt" for rule in RULES}


FAILS = example("# file: A.yaml\none\ntwo\none\n# file: B.yaml\nthree\n")


@pytest.mark.parametrize(
    ("change", "file"),
    [
        ("@@\n-two\n+2", "one\n2\none\n"),
        ("@@\n two\n-one\n+1", "one\ntwo\n1\n"),
        ("@@\n-two", "one\none\n"),
        ("@@\n two\n one\n+four\n@@\n+# Why.", "# Why.\none\ntwo\none\nfour\n"),
    ],
)
def test_an_example_of_changes_is_laid_over_the_one_that_fails(change: str, file: str) -> None:
    assert example(change, FAILS) == (ExampleFiles({"A.yaml": file, "B.yaml": "three\n"}),)


def test_an_example_without_changes_stands_alone() -> None:
    assert example("whole\n", FAILS) == (ExampleFiles({"A.yaml": "whole\n"}),)


@pytest.mark.parametrize("change", ["@@\n-one\n+1", "@@\n-four\n+4", "@@\n-two\n-two"])
def test_a_change_of_what_does_not_stand_once_is_a_mistake(change: str) -> None:
    with pytest.raises(ValueError, match="not once"):
        example(change, FAILS)


def test_changes_of_a_history_follow_the_commits_of_the_days_before() -> None:
    first, second = "# commit: 2014-01-06 Ann\none\ntwo\n", "# commit: 2014-01-20 Bob\n@@\n-two\n+{}\n"
    fails = example(first + second.format("2"))
    assert [stage.files["A.yaml"] for stage in fails] == ["one\ntwo\n", "one\n2\n"]
    mended = example(second.format("II"), fails)
    assert mended == (fails[0], ExampleFiles({"A.yaml": "one\nII\n"}, "2014-01-20", "Bob"))
    from_the_start = example(second.format("II").replace("2014-01-20", "2014-01-06"), fails)
    assert from_the_start == (ExampleFiles({"A.yaml": "one\nII\n"}, "2014-01-06", "Bob"),)

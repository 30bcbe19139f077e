"""What ``lint`` and ``check`` tell under a policy, and with which exit code."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run, Write
from lint.plan_files import NOT_A_DATE, ON_A_SUNDAY, UNKNOWN_FIELD, UNQUOTED

from policy.conftest import Decide, found

SEVERAL = UNQUOTED + "    updated: TBC\n    due: 2014-03-30\n"
FOUND = ["A.yaml error RAG201", "A.yaml info RAG206", "A.yaml warning RAG113"]
CHECK = ("check", "--as-of", "2014-01-06", "--no-history")


@pytest.mark.parametrize("command", [("lint",), CHECK])
@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("", [], FOUND),
        ("ignore: RAG2", [], FOUND[2:]),
        ("ignore: [invalid-date]", [], FOUND[1:]),
        ("select: RAG2", [], FOUND[:2]),
        (
            "severity: {RAG2: warning, RAG206: error}",
            [],
            ["error RAG206", "warning RAG113", "warning RAG201"],
        ),
        ("ignore: RAG2", ["--select", "RAG2"], FOUND[:2]),
        ("ignore: RAG2", ["--ignore", "RAG1"], []),
        ("select: RAG1", ["--select", "RAG206"], [FOUND[1]]),
        ("select: RAG2", ["--ignore", "RAG201"], [FOUND[1]]),
        ("paths: {path: plans/A.yaml, ignore: RAG2}", [], FOUND[2:]),
        ("paths: {path: plans/B.yaml, ignore: RAG2}", [], FOUND),
        ("paths: {path: A.yaml, ignore: RAG2}", [], FOUND),
        ("ignore: RAG2\npaths: {path: plans, select: RAG206}", [], FOUND[1:]),
        ("ignore: RAG2\npaths: {path: plans, select: RAG206}", ["--ignore", "RAG206"], FOUND[2:]),
        ("paths: {path: plans, ignore: RAG206}", ["--select", "RAG2"], FOUND[:1]),
        ("paths: {path: plans, severity: {RAG1: info}}", ["--select", "RAG1"], ["info RAG113"]),
    ],
)
def test_which_rules_are_told_and_how(
    run: Run, plan: Path, write: Write, decide: Decide, command: tuple[str, ...], text: str,
    options: list[str], expected: list[str],
) -> None:  # fmt: skip
    write({"A.yaml": SEVERAL})
    decide(text)
    known = [each if each.startswith("A.yaml") else f"A.yaml {each}" for each in expected]
    assert found(run(*command, *options).stdout) == known


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        ("", [], 1),
        ("fail_on: error", [], 0),
        ("fail_on: never", [], 0),
        ("fail_on: error", ["--fail-on", "warning"], 1),
        ("fail_on: info", ["--fail-on", "error"], 0),
        ("severity: {RAG113: info}", [], 0),
        ("severity: {RAG113: error}\nfail_on: error", [], 1),
    ],
)
def test_the_exit_code(
    run: Run, plan: Path, write: Write, decide: Decide, text: str, options: list[str], code: int
) -> None:
    write({"A.yaml": UNQUOTED})
    decide(text)
    ran = run("lint", *options)
    assert (ran.code, len(ran.stdout.splitlines())) == (code, 1)


@pytest.mark.parametrize(
    "text", ["ignore: [RAG0]", "select: [RAG2]", "severity: {RAG: info}", "paths: {path: '**', ignore: RAG}"]
)
def test_what_keeps_a_file_from_being_read_stays_an_error(
    run: Run, plan: Path, write: Write, decide: Decide, text: str
) -> None:
    write({"A.yaml": UNKNOWN_FIELD})
    decide(text)
    ran = run("lint")
    assert (ran.code, found(ran.stdout)) == (1, ["A.yaml error RAG005"])


IGNORED = ON_A_SUNDAY.rstrip("\n") + "  # ragplan: ignore[RAG206] the board meets that Sunday\n"
NEEDLESS = IGNORED.replace("-30", "-31")


@pytest.mark.parametrize(
    ("body", "text", "expected"),
    [
        (IGNORED, "", []),
        (IGNORED, "severity: {RAG206: error}", []),
        (IGNORED, "ignore: RAG206", []),
        (IGNORED, "paths: {path: plans, ignore: RAG206}", []),
        (NEEDLESS, "", ["A.yaml warning RAG021"]),
        (NEEDLESS, "ignore: RAG206", []),
        (NEEDLESS, "paths: {path: plans/A.yaml, ignore: RAG206}", []),
        (NEEDLESS, "paths: {path: plans/B.yaml, ignore: RAG206}", ["A.yaml warning RAG021"]),
        (NEEDLESS, "ignore: RAG206\npaths: {path: plans, select: RAG206}", ["A.yaml warning RAG021"]),
        (NEEDLESS, "severity: {RAG021: info}", ["A.yaml info RAG021"]),
        (NEEDLESS, "ignore: unused-ignore", []),
    ],
)
def test_a_comment_is_needless_where_its_rule_looked(
    run: Run, plan: Path, write: Write, decide: Decide, body: str, text: str, expected: list[str]
) -> None:
    write({"A.yaml": body})
    decide(text)
    assert found(run("lint").stdout) == expected


def test_a_code_that_cannot_run_is_refused_on_the_command_line_and_heeded_in_the_file(
    run: Run, plan: Path, decide: Decide
) -> None:
    decide("select: [RAG401]")
    assert run("lint") == (0, "", "3 files read, nothing found\n")
    assert run("lint", "--select", "RAG401").code == 2


def test_fix_mends_only_what_is_told(run: Run, plan: Path, write: Write, decide: Decide) -> None:
    write({"A.yaml": UNQUOTED})
    decide("paths: {path: plans/A.yaml, ignore: RAG113}")
    assert run("lint", "--fix").code == 0
    assert (plan / "A.yaml").read_text() == UNQUOTED


def test_a_note_of_a_report_counts_as_lint_does(run: Run, plan: Path, write: Write, decide: Decide) -> None:
    write({"A.yaml": NOT_A_DATE})
    note = "note: 'ragplan lint' finds 1 error in these plans"
    assert note in run("report", "plan", "--output", "-").stderr
    decide("severity: {RAG201: warning}")
    assert note not in run("report", "plan", "--output", "-").stderr

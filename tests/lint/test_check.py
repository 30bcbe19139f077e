"""``ragplan check`` without the history: what lint finds, and what a day decides."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT, Run, Write

from lint.plan_files import NOT_A_DATE, ON_A_SUNDAY, ORGANISATION, PROGRAMME, UNKNOWN_FIELD, UNQUOTED
from ragplan.rules.example import FILES

POSITION = "positions:\n  - recommendation: 1\n    status: Accepted.\n    review_by: {}\n"
REVIEW = ORGANISATION + POSITION.format("2014-02-24")


CHECK = ("check", "--no-history")
REVIEWS = (*CHECK, "--ignore", "RAG3,RAG4")
"""Without what the facts say of ratings, and what the calendar requires of the plan of the examples."""
EARLY = ("--as-of", "2014-01-20")
"""A day on which nothing is late in it."""


def codes(output: str) -> list[str]:
    return [line.split()[2] for line in output.splitlines()]


@pytest.mark.parametrize("text", [ORGANISATION, NOT_A_DATE, UNQUOTED, ON_A_SUNDAY, UNKNOWN_FIELD])
@pytest.mark.parametrize("options", [[], ["--fail-on", "info"], ["--select", "RAG1"], ["--format", "json"]])
def test_check_finds_what_lint_finds(
    run: Run, plan: Path, write: Write, text: str, options: list[str]
) -> None:
    write({"A.yaml": text})
    linted, checked = run("lint", *options), run(*CHECK, *EARLY, *options)
    assert checked.code == linted.code
    assert checked.stdout == linted.stdout.replace('"command": "lint"', '"command": "check"')
    assert checked.stderr == linted.stderr.replace("; 1 can be fixed with --fix", "")


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2014-01-01", []), ("2014-02-24", []), ("2014-02-25", ["RAG605"]), ("9999-12-31", ["RAG605"])],
)
def test_the_day_decides(run: Run, plan: Path, write: Write, day: str, expected: list[str]) -> None:
    write({"A.yaml": REVIEW})
    ran = run(*REVIEWS, "--as-of", day)
    assert (ran.code, codes(ran.stdout)) == (bool(expected), expected)
    assert run("lint").stdout == ""


def test_without_a_day_a_closed_programme_is_judged_at_its_last_meeting(
    run: Run, plan: Path, write: Write
) -> None:
    """The example's last meeting is 31 March 2014; a programme without one is judged today."""
    write({"A.yaml": ORGANISATION + POSITION.format("2014-03-30")})
    assert codes(run(*REVIEWS).stdout) == ["RAG605"]
    write({"A.yaml": ORGANISATION + POSITION.format("2014-03-31")})
    assert codes(run(*REVIEWS).stdout) == []
    write({"programme.yaml": PROGRAMME.replace("  last: 2014-03-31\n", "")})
    assert codes(run(*REVIEWS).stdout) == ["RAG605"]


def test_each_programme_is_judged_at_its_own_day(run: Run, write: Write) -> None:
    later = PROGRAMME.replace("programme: example", "programme: later").replace("2014-03-31", "2014-02-17")
    write(
        {"x/programme.yaml": PROGRAMME, "x/A.yaml": REVIEW, "y/programme.yaml": later, "y/A.yaml": REVIEW}
        | {"registers/francis-2013.yaml": FILES["registers/francis-2013.yaml"]}
    )
    assert run(*REVIEWS).stdout.startswith("plans/x/A.yaml:9:16: warning RAG605")
    assert run(*REVIEWS).stdout.count("\n") == 1
    assert run(*REVIEWS, "plans/y").stdout == ""
    assert codes(run(*REVIEWS, "--as-of", "2014-03-01").stdout) == ["RAG605", "RAG605"]


def test_a_superseded_programme_is_still_looked_at(run: Run, write: Write) -> None:
    write(
        {
            "programme.yaml": PROGRAMME + "superseded_by: {title: Next year's plan}\n",
            "A.yaml": REVIEW + "reviewed: TBC\n",
            "registers/francis-2013.yaml": FILES["registers/francis-2013.yaml"],
        }
    )
    assert codes(run("lint").stdout) == ["RAG201"]
    assert codes(run(*REVIEWS).stdout) == ["RAG201", "RAG605"]


@pytest.mark.parametrize("code", ["RAG605", "position-past-review"])
def test_lint_refuses_a_rule_that_it_cannot_run(run: Run, plan: Path, code: str) -> None:
    ran = run("lint", "--select", code)
    assert (ran.code, ran.stdout) == (2, "")
    assert "run 'ragplan check'" in ran.stderr
    assert run(*CHECK, "--select", code).code == 0
    assert run("lint", "--select", "RAG6").code == 0
    assert run("lint", "--ignore", code).code == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--as-of", "2014-02-31"], "'2014-02-31' is not a day"),
        (["--as-of", "2014-02"], "'2014-02' is not a day"),
        (["--select", "RAG999"], "no rule 'RAG999'"),
        (["nowhere.yaml"], "there is nothing at 'nowhere.yaml'"),
        (["--plans", "nowhere"], "there is no folder 'nowhere' here"),
        (["--fix"], "--fix"),
    ],
)
def test_what_cannot_be_checked_never_passes_for_clean(
    run: Run, plan: Path, options: list[str], message: str
) -> None:
    ran = run(*CHECK, *options)
    assert (ran.code, ran.stdout) == (2, "")
    assert message in ran.stderr


def test_the_real_plans_are_past_their_reviews_in_2015(process: Run) -> None:
    before = process(*REVIEWS, "--as-of", "2014-12-31", cwd=ROOT)
    after = process(*REVIEWS, "--as-of", "2015-01-01", cwd=ROOT)
    assert before == process("lint", "--ignore", "RAG3,RAG4", cwd=ROOT)
    more = [line for line in after.stdout.splitlines() if line not in before.stdout.splitlines()]
    assert {line.split()[2] for line in more} == {"RAG605"}
    assert len(more) == 4


def test_check_writes_nothing(run: Run, plan: Path, write: Write) -> None:
    write({"A.yaml": UNQUOTED})
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in plan.rglob("*.yaml")}
    run(*CHECK)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in plan.rglob("*.yaml")} == before
    assert sorted(path.name for path in plan.parent.iterdir()) == ["plans"]

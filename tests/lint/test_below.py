"""From any folder below, the plans are found upwards, as git finds its repository."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run, Write

from lint.plan_files import NOT_A_DATE, ORGANISATION

TOLD = "A.yaml:6:14: error RAG201 'TBC' is not a date"


@pytest.fixture
def top(write: Write, plan: Path) -> Path:
    """The folder with ``plans``, in which A's file holds a mistake."""
    write({"A.yaml": NOT_A_DATE})
    return plan.parent


@pytest.mark.parametrize(
    ("below", "plans"), [("plans", "../plans"), ("docs", "../plans"), ("docs/a/b", "../../../plans")]
)
@pytest.mark.parametrize("mark", ["", ".git", "ragplan.yaml"])
def test_paths_are_told_from_where_one_stands(run: Run, top: Path, below: str, plans: str, mark: str) -> None:
    (top / below).mkdir(parents=True, exist_ok=True)
    if mark == ".git":
        (top / mark).mkdir()
    elif mark:
        (top / mark).write_text("format: ragplan-policy/1\n", encoding="utf-8")
    ran = run("lint", cwd=top / below)
    assert ran.code == 1
    assert ran.stdout.startswith(f"{plans}/{TOLD}")
    assert (top / below / plans / "A.yaml").is_file()


def test_a_path_is_the_one_that_was_typed(run: Run, top: Path) -> None:
    assert run("lint", "A.yaml", cwd=top / "plans").stdout.startswith(f"../plans/{TOLD}")
    assert run("lint", "B.yaml", cwd=top / "plans").stderr == "ragplan: there is nothing at 'B.yaml'\n"


def test_the_nearest_plans_count(run: Run, top: Path) -> None:
    other = top / "other" / "plans"
    other.mkdir(parents=True)
    assert "no plan files (.yaml) in 'plans'" in run("lint", cwd=other.parent).stderr
    assert run("lint", cwd=other).stderr.startswith("ragplan: no plan files (.yaml) in '../plans'")


@pytest.mark.parametrize("mark", [".git", "ragplan.yaml"])
def test_nothing_is_looked_for_above_the_top(run: Run, top: Path, mark: str) -> None:
    inner = top / "inner" / "below"
    inner.mkdir(parents=True)
    (top / "inner" / mark).touch()
    ran = run("lint", cwd=inner)
    assert (ran.code, ran.stdout) == (2, "")
    assert "there is no folder 'plans' here or above" in ran.stderr


def test_a_folder_that_is_named_is_looked_for_nowhere_else(run: Run, top: Path) -> None:
    (top / "docs").mkdir()
    ran = run("lint", "--plans", "plans", cwd=top / "docs")
    assert (ran.code, ran.stdout) == (2, "")


@pytest.mark.parametrize("below", ["plans", "docs"])
def test_the_policy_is_that_of_the_top(run: Run, top: Path, below: str) -> None:
    (top / "docs").mkdir()
    (top / "ragplan.yaml").write_text("format: ragplan-policy/1\nignore: RAG201\n", encoding="utf-8")
    assert (run("lint").code, run("lint", cwd=top / below).code) == (0, 0)
    assert "../ragplan.yaml:2" in run("policy", cwd=top / below).stdout


def test_papers_and_templates_are_those_beside_the_plans(run: Run, top: Path, write: Write) -> None:
    write({"A.yaml": ORGANISATION})
    (top / "templates").mkdir()
    (top / "templates" / "plan.md.j2").write_text("OURS", encoding="utf-8")
    ran = run("report", "plan", "--as-of", "2014-02-10", "--format", "markdown", cwd=top / "plans")
    assert (ran.code, ran.stdout.splitlines()[0]) == (0, "../reports/example-plan.md")
    assert (top / "reports" / "example-plan.md").read_text(encoding="utf-8") == "OURS\n"


@pytest.mark.parametrize("command", ["lint", "check", "report", "list", "chase"])
def test_without_plans_one_is_told_how_to_begin(run: Run, tmp_path: Path, command: str) -> None:
    ran = run(command)
    assert (ran.code, ran.stdout) == (2, "")
    assert "start with 'ragplan demo DIR', which makes a plan to try" in ran.stderr
    assert "README" in ran.stderr

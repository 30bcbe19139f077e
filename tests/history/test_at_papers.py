"""A paper shows the plan as it stood on its own day, where git knows that, and says from where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Ran, Run

from history.building import ALONE, ORGANISATION, Repo
from ragplan.rules.example import FILES

PAPER = """\
---
title: Progress
meeting: The board
date: 2014-01-20
appendices:
  - title: The plan
    show: plan
---

# Words of January
"""
WHOLE = {f"plans/{name}": text for name, text in FILES.items()}
NAME = "plans/papers/january.md"
HERE = {name: ALONE[name] for name in ("GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_GLOBAL")}
Here = Callable[..., Ran]


def said(words: str) -> str:
    return ORGANISATION.replace("Drafted.", words)


@pytest.fixture
def here(repo: Repo, run: Run) -> Here:
    """Make the paper of January in a folder, by default in the repository."""

    def call(*arguments: str, cwd: Path | None = None) -> Ran:
        asked = ("report", "paper", NAME, "--format", "markdown", "--output", "-")
        return run(*asked, *arguments, cwd=cwd or repo.folder, env=HERE)

    return call


@pytest.fixture
def past(repo: Repo) -> list[str]:
    """The ids of the commits of January, of the day after, and of February, when the paper was written."""
    return [
        repo.commit(WHOLE, at="2014-01-20T10:00:00+00:00"),
        repo.commit(WHOLE | {"plans/A.yaml": said("A day late.")}, at="2014-01-21T10:00:00+00:00"),
        repo.commit(WHOLE | {"plans/A.yaml": said("February."), NAME: PAPER}, at="2014-02-10T10:00:00+00:00"),
    ]


def test_figures_are_those_of_the_day(here: Here, past: list[str]) -> None:
    ran = here()
    assert ran.code == 0
    assert "Words of January" in ran.stdout
    assert "Drafted." in ran.stdout
    assert "February." not in ran.stdout
    assert ran.stderr == f"note: the plan as it stood at {past[0][:10]}, 2014-01-20\n"
    assert past[0][:10] not in ran.stdout


def test_the_words_of_the_paper_are_those_on_disk(here: Here, past: list[str], repo: Repo) -> None:
    repo.write({NAME: PAPER.replace("Words of January", "Words of today")})
    assert "Words of today" in here().stdout
    assert "Drafted." in here().stdout


def test_a_freeze_goes_before_the_day(here: Here, past: list[str], repo: Repo) -> None:
    repo.git("tag", "ragplan/example/2014-01-20", past[1])
    ran = here()
    assert "A day late." in ran.stdout
    assert ran.stderr == f"note: the plan as it stood at {past[1][:10]}, 2014-01-20, as frozen\n"


def test_the_last_commit_is_what_is_being_worked_on(here: Here, past: list[str], repo: Repo) -> None:
    repo.write({NAME: PAPER.replace("2014-01-20", "2014-02-17"), "plans/A.yaml": said("Not committed.")})
    ran = here()
    assert "Not committed." in ran.stdout
    assert ran.stderr == ""


def test_a_day_before_the_first_commit(here: Here, past: list[str], repo: Repo) -> None:
    repo.write({NAME: PAPER.replace("2014-01-20", "2014-01-06")})
    ran = here()
    assert "February." in ran.stdout
    assert ran.stderr == ""


def test_other_days_are_asked_for(here: Here, past: list[str]) -> None:
    assert "February." in here("--as-of", "2014-01-20").stdout
    assert "February." in here("--at", "HEAD").stdout
    assert here("--at", "HEAD~1").code == 2


def test_a_plan_that_did_not_load_then(here: Here, repo: Repo) -> None:
    broken = repo.commit(WHOLE | {"plans/A.yaml": "organisation: [\n"}, at="2014-01-20T10:00:00+00:00")
    repo.commit(WHOLE | {"plans/A.yaml": said("February."), NAME: PAPER}, at="2014-02-10T10:00:00+00:00")
    ran = here()
    assert "February." in ran.stdout
    why = f"at {broken[:10]}, 2014-01-20, it does not load: plans/A.yaml: "
    assert ran.stderr.startswith(f"note: the plan is shown as it stands now; {why}")


def test_without_a_repository_or_its_history(here: Here, past: list[str], repo: Repo, tmp_path: Path) -> None:
    first = here("--as-of", "2014-01-20")
    repo.git("clone", "--quiet", "--depth=1", f"file://{repo.folder}", str(tmp_path / "shallow"))
    shallow = here(cwd=tmp_path / "shallow")
    assert shallow.stdout == first.stdout
    assert shallow.stderr.startswith("note: the plan is shown as it stands now: this is a shallow clone")
    (tmp_path / "bare").mkdir()
    (repo.folder / "plans").rename(tmp_path / "bare" / "plans")
    plain = here(cwd=tmp_path / "bare")
    assert (plain.code, plain.stdout) == (first.code, first.stdout)
    assert plain.stderr.startswith("note: silence is judged by dates alone: 'plans' is in no git")


def test_the_same_from_every_clone(here: Here, past: list[str], repo: Repo, tmp_path: Path) -> None:
    first = here()
    repo.git("clone", "--quiet", str(repo.folder), str(tmp_path / "fresh"))
    repo.git("clone", "--quiet", "--bare", str(repo.folder), str(tmp_path / "bare.git"))
    repo.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "tree"))
    for name in ("fresh", "bare.git", "tree"):
        assert (name, here(cwd=tmp_path / name)) == (name, first)

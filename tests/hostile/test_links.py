"""No link of a repository leads a command out of it, and what is no file does not hold it up."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from conftest import Run
from history.building import Repo

from ragplan.rules.example import FILES

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes are POSIX's")
PLANS = {f"plans/{name}": text for name, text in FILES.items()}
DAY = ("--as-of", "2014-01-27")


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo(tmp_path / "repository")
    made.commit(PLANS)
    return made


@pytest.mark.parametrize("format", ["html", "markdown"])
@pytest.mark.parametrize("target", [".", "..", "own"])
def test_templates_that_are_a_link(repo: Repo, run: Run, target: str, format: str) -> None:
    secret = '{% include ".git/config" %}{% include ".env" %}'
    repo.write({"own/plan.html.j2": secret, "plan.html.j2": secret, "plan.md.j2": secret, ".env": "hunter2"})
    (repo.folder / "templates").symlink_to(target)
    for command in (["report", "--output", "-"], ["history", "1.1"], ["diff"]):
        ran = run(*command, "--format", format, *DAY, cwd=repo.folder)
        assert (ran.code, ran.stdout) == (2, "")
        assert ran.stderr.endswith(
            "ragplan: the folder 'templates' is a symbolic link, which is not followed; "
            "put the templates themselves there\n"
        )


@pytest.mark.parametrize("command", ["lint", "check", "list", "report", "diff", "history 1.1", "chase"])
@pytest.mark.parametrize("named", ["plans", "sub/plans"])
def test_plans_that_lead_out_of_the_repository(
    repo: Repo, run: Run, tmp_path: Path, named: str, command: str
) -> None:
    (repo.folder / "plans").rename(tmp_path / "elsewhere")
    (repo.folder / "sub").mkdir()
    (repo.folder / named).symlink_to(tmp_path / "elsewhere")
    ran = run(*command.split(), "--plans", named, cwd=repo.folder)
    assert (ran.code, ran.stdout) == (2, "")
    assert f"'{named}' leads out of this repository by a symbolic link" in ran.stderr


def test_plans_within_it_may_be_a_link(repo: Repo, run: Run) -> None:
    (repo.folder / "link").symlink_to("plans")
    assert run("list", "--plans", "link", *DAY, cwd=repo.folder).code == 0


@pytest.mark.parametrize("link", ["reports", "reports/example-plan.html"])
def test_reports_are_written_through_no_link(repo: Repo, run: Run, tmp_path: Path, link: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "example-plan.html").write_text("mine", encoding="utf-8")
    if "/" in link:
        (repo.folder / "reports").mkdir()
    (repo.folder / link).symlink_to(elsewhere / "example-plan.html" if "/" in link else elsewhere)
    ran = run("report", *DAY, cwd=repo.folder)
    assert (ran.code, ran.stdout) == (2, "")
    assert (
        "'reports/example-plan.html' leads elsewhere by a symbolic link, which is not followed" in ran.stderr
    )
    assert (elsewhere / "example-plan.html").read_text(encoding="utf-8") == "mine"
    assert run("report", "--output", "mine.html", *DAY, cwd=repo.folder).code == 0


@pytest.mark.parametrize("place", ["CODEOWNERS", ".github/CODEOWNERS"])
def test_a_pipe_called_codeowners(repo: Repo, run: Run, place: str) -> None:
    (repo.folder / place).parent.mkdir(exist_ok=True)
    os.mkfifo(repo.folder / place)
    assert run("lint", cwd=repo.folder).code == 0


def test_owners_in_a_folder_that_is_a_link(repo: Repo, run: Run, tmp_path: Path) -> None:
    repo.write({"../elsewhere/CODEOWNERS": "/plans/A.yaml @a\n"})
    (repo.folder / ".github").symlink_to(tmp_path / "elsewhere")
    before = run("lint", "--fail-on", "info", cwd=repo.folder)
    (repo.folder / ".github").unlink()
    assert run("lint", "--fail-on", "info", cwd=repo.folder) == before


@pytest.mark.parametrize("command", ["check", "diff HEAD", "report trend --output -", "lint --at last"])
def test_a_tag_whose_name_holds_a_line_separator(repo: Repo, run: Run, command: str) -> None:
    repo.git("tag", "ragplan/example/\u2028x")
    repo.git("tag", "ragplan/example/2014-01-06\u0085")
    assert run(*command.split(), *(() if "lint" in command else DAY), cwd=repo.folder).code in {0, 1}


@pytest.mark.parametrize("command", ["check", "diff 2014-01-06", "report trend --output -", "report", "list"])
def test_a_meetings_tag_that_is_on_no_commit(repo: Repo, run: Run, command: str) -> None:
    blob = repo.git("rev-parse", "HEAD:plans/A.yaml")
    repo.git("tag", "ragplan/example/2014-01-06", blob)
    at = ["--at", "2014-01-06"] if command in {"report", "list"} else DAY
    ran = run(*command.split(), *at, cwd=repo.folder)
    assert (ran.code, ran.stdout) == (2, "")
    assert "the tag 'ragplan/example/2014-01-06' is not on a commit" in ran.stderr
    assert "'git tag -d ragplan/example/2014-01-06'" in ran.stderr

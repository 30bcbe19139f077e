"""``--at``: the plan as it stood, from whatever clone it is read, and nothing else where git cannot tell."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Ran, Run, environment

from history.building import ALONE, ORGANISATION, PROGRAMME, Repo
from ragplan.rules.example import FILES

WHOLE = {f"plans/{name}": text for name, text in FILES.items()}
HERE = {name: ALONE[name] for name in ("GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_GLOBAL")}
Here = Callable[..., Ran]


def said(words: str) -> str:
    return ORGANISATION.replace("Drafted.", words)


@pytest.fixture
def past(repo: Repo) -> Repo:
    """The words of four meetings; those of the third do not load, and the last moved the file."""
    repo.commit(WHOLE, at="2014-01-06T10:00:00+00:00")
    repo.commit({"plans/A.yaml": said("Second.")}, at="2014-01-20T10:00:00+00:00")
    repo.commit({"plans/A.yaml": "organisation: A\nactions: [\n"}, at="2014-02-03T10:00:00+00:00")
    repo.commit(
        {"plans/A.yaml": None, "plans/people/A.yaml": said("Fourth.")}, at="2014-02-17T10:00:00+00:00"
    )
    return repo


@pytest.fixture
def here(past: Repo, run: Run) -> Here:
    """Run a command in the repository, or in another folder."""

    def call(*arguments: str, cwd: Path | None = None) -> Ran:
        return run(*arguments, cwd=cwd or past.folder, env=HERE)

    return call


def listed(ran: Ran) -> str:
    """The status in the one row of a list in CSV."""
    assert ran.code == 0, ran.stderr
    return next(word for word in ("Drafted.", "Second.", "Fourth.") if word in ran.stdout)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2014-01-06", "Drafted."),
        ("2014-01-19", "Drafted."),
        ("2014-01-20", "Second."),
        ("HEAD", "Fourth."),
        ("HEAD~2", "Second."),
        ("last", "Fourth."),
        ("-1", "Fourth."),
        ("-3", "Second."),
        ("-4", "Drafted."),
        ("2015-01-01", "Fourth."),
    ],
)
def test_list(here: Here, at: str, words: str) -> None:
    ran = here("list", "--at", at, "--as-of", "2014-02-20", "--format", "csv")
    assert listed(ran) == words
    assert ran.stderr.startswith("note: the plan as it stood at ")


def test_meetings_count_back_from_the_day_asked_for(here: Here) -> None:
    assert listed(here("list", "--at", "last", "--as-of", "2014-01-20", "--format", "csv")) == "Drafted."
    assert listed(here("list", "--at", "last", "--as-of", "2014-01-21", "--format", "csv")) == "Second."


def test_a_day_is_also_the_day_to_judge_at(here: Here) -> None:
    assert "overdue" not in here("show", "1.1", "--at", "2014-01-20").stdout
    assert "overdue" in here("show", "1.1", "--at", "2014-01-20", "--as-of", "2014-03-01").stdout
    assert "overdue" in here("show", "1.1", "--at", "HEAD").stdout


def test_the_same_paper_as_then(here: Here, past: Repo) -> None:
    day = ("--as-of", "2014-01-20", "--output", "-")
    past.git("checkout", "--quiet", "HEAD~2")
    then = here("report", *day)
    past.git("checkout", "--quiet", "main")
    assert "Second." in then.stdout
    assert here("report", "--at", "2014-01-20", *day).stdout == then.stdout
    assert here("report", "--at", "2014-01-20", "--output", "-").stdout == then.stdout
    assert here("report", "--at", "HEAD~2", *day).stdout == then.stdout
    assert here("report", *day).stdout != then.stdout


def test_the_same_from_every_clone(here: Here, past: Repo, tmp_path: Path) -> None:
    past.git("tag", "--annotate", "--message=x", "ragplan/example/2014-02-03", "HEAD~2")
    folders = {name: tmp_path / name for name in ("fresh", "bare.git", "tree", "module")}
    past.git("clone", "--quiet", str(past.folder), str(folders["fresh"]))
    past.git("clone", "--quiet", "--bare", str(past.folder), str(folders["bare.git"]))
    past.git("worktree", "add", "--quiet", "--detach", str(folders["tree"]))
    outer = Repo(tmp_path / "outer")
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(past.folder), "inner")
    folders["module"] = outer.folder / "inner"
    for at in (["--at", "2014-02-03"], ["--at", "-3"], []):
        asked = ("report", *at, "--as-of", "2014-02-20", "--output", "-")
        first = here(*asked)
        assert first.code == 0, first.stderr
        for folder in folders.values():
            ran = here(*asked, cwd=folder)
            assert (folder.name, ran) == (folder.name, first)


def test_a_bare_repository_of_nothing_but_plans(here: Here, run: Run, tmp_path: Path) -> None:
    plain = Repo(tmp_path / "plain")
    plain.commit(FILES)
    plain.git("clone", "--quiet", "--bare", str(plain.folder), str(tmp_path / "bare.git"))
    ran = here("list", "--plans", ".", "--as-of", "2014-01-06", "--format", "csv", cwd=tmp_path / "bare.git")
    assert listed(ran) == "Drafted."


def test_a_shallow_clone_says_so(here: Here, past: Repo, tmp_path: Path) -> None:
    past.git("clone", "--quiet", "--depth=1", f"file://{past.folder}", str(tmp_path / "clone"))
    for at in ("2014-01-20", "last", "-2"):
        ran = here("list", "--at", at, "--as-of", "2014-02-20", cwd=tmp_path / "clone")
        assert (ran.code, ran.stdout) == (2, "")
        assert ran.stderr == (
            "ragplan: this is a shallow clone, which has only the latest commits, so its history "
            "cannot be read; run 'git fetch --unshallow'\n"
        )
    assert listed(here("list", "--at", "HEAD", "--format", "csv", cwd=tmp_path / "clone")) == "Fourth."


@pytest.mark.parametrize(
    ("at", "why"),
    [
        ("2013-12-31", "there is no commit on or before 2013-12-31"),
        ("-9", "the calendar has only 4 meetings before 2014-02-20"),
        ("2014-01", "this repository has no commit '2014-01'"),
        ("nowhere", "this repository has no commit 'nowhere'"),
        ("--output=x", "'--output=x' is not accepted as a revision"),
        ("HEAD:plans", "'HEAD:plans' is not accepted as a revision"),
        ("a\x1b[2Jb", r"'a\u001b[2Jb' is not accepted as a revision"),
    ],
)
def test_what_no_commit_stands_for(here: Here, at: str, why: str) -> None:
    ran = here("list", f"--at={at}", "--as-of", "2014-02-20")
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr.startswith("ragplan: ")
    assert why in ran.stderr
    assert ran.stderr.count("\n") == 1


def test_no_repository(run: Run, plan: Path) -> None:
    ran = run("list", "--at", "last", env=HERE)
    assert ran.code == 2
    assert ran.stderr.startswith("ragplan: 'plans' is in no git repository, so it has no history")


def test_a_commit_that_does_not_load(here: Here) -> None:
    for command in (["list"], ["show", "1.1"], ["report"]):
        ran = here(*command, "--at", "2014-02-03")
        assert (ran.code, ran.stdout) == (2, "")
        assert "plans/A.yaml:2:11: error RAG002" in ran.stderr
    ran = here("lint", "--at", "2014-02-03")
    assert ran.code == 1
    assert ran.stdout.startswith("plans/A.yaml:2:11: error RAG002")


def test_lint(here: Here, past: Repo) -> None:
    past.commit({"plans/people/A.yaml": said("Fifth.\n    rated: green")}, at="2014-02-24T10:00:00+00:00")
    assert here("lint").code == 1
    assert here("lint", "--at", "2014-01-20").code == 0
    assert here("lint", "plans/A.yaml", "--at", "2014-02-03").code == 1
    assert here("lint", "plans/programme.yaml", "--at", "2014-02-03").code == 0
    assert "so nothing was checked" in here("lint", "plans/B.yaml", "--at", "2014-02-03").stderr
    ran = here("lint", "--fix", "--at", "HEAD")
    assert (ran.code, ran.stdout) == (2, "")
    assert "--fix" in ran.stderr


def test_check(here: Here) -> None:
    assert here("check", "--at", "2014-01-20", "--fail-on", "never").code == 0
    assert here("check", "--at", "2014-02-03").stdout.startswith("plans/A.yaml:2:11: error RAG002")


def test_a_broken_working_tree_does_not_keep_the_past_from_being_read(here: Here, past: Repo) -> None:
    past.write({"plans/programme.yaml": "programme: example\n  title: x\n"})
    assert listed(here("list", "--at", "-3", "--as-of", "2014-02-20", "--format", "csv")) == "Second."


def test_programmes_that_met_on_other_days(here: Here, past: Repo) -> None:
    other = PROGRAMME.replace("example", "other").replace("2014-01-06", "2014-01-13")
    past.commit({"plans/other/programme.yaml": other}, at="2014-02-24T10:00:00+00:00")
    asked = ("--as-of", "2014-03-08", "--format", "csv")
    ran = here("list", "--at", "-2", *asked)
    assert (ran.code, ran.stderr) == (
        2,
        "ragplan: '-2' is not the same for other, example; name one with --programme, or give a revision\n",
    )
    assert listed(here("list", "--at", "-2", "--programme", "example", *asked)) == "Fourth."
    assert listed(here("list", "--at", "2014-03-03", *asked)) == "Fourth."


def test_nothing_of_git_is_loaded_without_it(past: Repo) -> None:
    code = (
        "import sys; from ragplan.cli.app import app; app(['lint'], standalone_mode=False); "
        "print(*sorted(each for each in sys.modules if each.startswith(('git', 'ragplan.re', 'ragplan.ti'))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=past.folder, env=environment(), check=True, capture_output=True
    )
    assert done.stdout.decode().split() == [
        "ragplan.repository",
        *(f"ragplan.repository.{part}" for part in ("files", "policy_file")),
    ]

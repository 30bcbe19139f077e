"""What a branch is compared with, in every kind of repository; where that cannot be told, nothing passes."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest
from conftest import Run
from history.building import Repo, git

from check.conftest import HERE, Against
from check.plans import ANSWERED, LATE, ON, SENT, SILENT, UNRATED, A, B, of_b

MOVED_ON = ANSWERED.replace("3 February", "10 February")
EXPECTED = (1, [LATE], [UNRATED])
"""What is told of a return of A that rates no more than before."""


@pytest.fixture
def sent(repo: Repo) -> Repo:
    """The repository with A's return on its branch."""
    repo.commit({"plans/A.yaml": MOVED_ON}, at=SENT)
    return repo


def test_a_branch_that_main_has_left_behind(sent: Repo, against: Against) -> None:
    told = against("main")
    assert (told.code, told.new, told.before) == EXPECTED
    base = sent.git("rev-parse", "--short=10", "main")
    sent.git("switch", "--quiet", "main")
    sent.commit({"plans/B.yaml": None}, at=SENT)
    sent.git("switch", "--quiet", "returns")
    told = against("main")
    assert (told.code, told.new, told.before) == EXPECTED
    assert f"note: main has moved on; compared with commit {base}, the last one in common" in told.notes


def test_a_branch_into_which_main_was_merged(sent: Repo, against: Against) -> None:
    """``main``'s new commit is then the one in common, and is not on the first-parent line of the branch."""
    sent.git("switch", "--quiet", "main")
    sent.commit({"plans/B.yaml": B.replace("3 February", "10 February")}, at=SENT)
    sent.git("switch", "--quiet", "returns")
    sent.git("merge", "--quiet", "--no-edit", "main", GIT_COMMITTER_DATE=SENT, GIT_AUTHOR_DATE=SENT)
    told = against("main")
    assert (told.code, told.new, told.before) == EXPECTED
    assert "moved on" not in told.notes


def test_the_merge_that_github_checks_out(sent: Repo, against: Against) -> None:
    sent.git("switch", "--quiet", "main")
    sent.commit({"README": "About these plans."}, at=SENT)
    sent.git("switch", "--quiet", "--detach", "main")
    sent.git("merge", "--quiet", "--no-ff", "--no-edit", "returns", GIT_COMMITTER_DATE=SENT)
    for base in ("HEAD^1", "main", sent.git("rev-parse", "main")):
        told = against(base)
        assert (told.code, told.new, told.before) == EXPECTED
        assert "moved on" not in told.notes


def test_what_is_not_committed_counts(repo: Repo, against: Against) -> None:
    repo.write({"plans/A.yaml": MOVED_ON})
    told = against("main")
    assert (told.code, told.new, told.before) == EXPECTED
    told = against("HEAD")
    assert (told.code, told.new, told.before) == EXPECTED


def test_a_bare_repository_and_a_revision(sent: Repo, against: Against, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--bare", str(sent.folder), "bare")
    told = against("main", cwd=tmp_path / "bare")
    assert (told.code, told.new, told.before) == EXPECTED
    sent.git("switch", "--quiet", "main")
    told = against("main", "--at", "returns", "--no-history")
    assert (told.code, told.new, told.before) == (1, [LATE], [UNRATED])
    assert against("main").findings == []


def test_plans_in_a_folder_of_a_repository_below_its_top(repo: Repo, against: Against) -> None:
    repo.git("switch", "--quiet", "main")
    repo.git("mv", "plans", "work")
    (repo.folder / "sub").mkdir()
    repo.git("mv", "work", "sub/plans")
    repo.record("Moved", "2014-01-06T12:00:00+00:00")
    repo.git("switch", "--quiet", "-C", "returns")
    repo.commit({"sub/plans/A.yaml": MOVED_ON}, at=SENT)
    told = against("main", cwd=repo.folder / "sub")
    assert (told.code, told.new, told.before) == EXPECTED
    assert {each["file"] for each in told.findings} == {"plans/A.yaml"}


@pytest.mark.parametrize("committed", [True, False])
def test_a_folder_that_was_renamed_brings_nothing_new(repo: Repo, against: Against, committed: bool) -> None:
    repo.git("mv", "plans", "action-plans")
    if committed:
        repo.record("A better name", SENT)
    told = against("main", "--plans", "action-plans")
    assert (told.code, told.findings) == (0, [])


def test_a_file_that_was_moved_is_not_touched(repo: Repo, against: Against) -> None:
    (repo.folder / "plans/hospitals").mkdir()
    repo.git("mv", "plans/A.yaml", "plans/hospitals/Alpha.yaml")
    repo.record("In a folder of its own", SENT)
    assert against("main").findings == []
    repo.commit({"plans/hospitals/Alpha.yaml": MOVED_ON}, at=SENT)
    told = against("main")
    assert (told.code, told.new, told.before) == EXPECTED


def test_line_ends_of_a_checkout_are_no_change(repo: Repo, against: Against) -> None:
    repo.write({"plans/A.yaml": A.replace("\n", "\r\n")})
    assert against("main").findings == []


def test_a_file_that_is_gone_is_its_organisations_turn_too(repo: Repo, against: Against) -> None:
    repo.commit({"plans/A.yaml": None}, at=SENT)
    told = against("main")
    assert told.code == 1
    assert ("RAG408", "example organisations/A") in told.new


def test_before_there_were_plans_everything_is_new(repo: Repo, against: Against) -> None:
    repo.git("switch", "--quiet", "--orphan", "empty")
    repo.commit({"README": "Plans follow."}, at="2014-01-05T10:00:00+00:00")
    repo.git("switch", "--quiet", "-c", "first")
    repo.git("checkout", "--quiet", "main", "--", "plans")
    repo.record("The plan", SENT)
    told = against("empty")
    assert "holds no plan files here, so everything counts as new" in told.notes
    assert UNRATED in told.new
    assert told.before == []


def test_without_anything_in_common_it_refuses(repo: Repo, against: Against) -> None:
    repo.git("switch", "--quiet", "--orphan", "another")
    repo.commit({"README": "Another."}, at=SENT)
    repo.git("switch", "--quiet", "returns")
    told = against("another")
    assert told.code == 2
    assert "'another' and what is checked out share no commit" in told.notes


@pytest.mark.parametrize("options", [(), ("--no-history",), ("--all",)])
def test_a_shallow_clone_is_refused(
    sent: Repo, against: Against, tmp_path: Path, options: tuple[str, ...]
) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{sent.folder}", "shallow")
    told = against("HEAD", *options, cwd=tmp_path / "shallow")
    assert told.code == 2
    assert told.notes.count("\n") == 1
    assert "run 'git fetch --unshallow'" in told.notes
    assert "--no-history" not in told.notes


@pytest.mark.parametrize(
    ("base", "message"),
    [
        ("nowhere", "this repository has no commit 'nowhere' to compare with"),
        ("--help", "'--help' is not accepted as a revision"),
        ("-1", "'-1' is not accepted as a revision"),
        ("main..returns", "'main..returns' is not accepted as a revision"),
        ("main:plans", "'main:plans' is not accepted as a revision"),
        ("HEAD@{1}", "'HEAD@{1}' is not accepted as a revision"),
        ("2014-01-06", "this repository has no commit '2014-01-06' to compare with"),
    ],
)
def test_a_base_that_is_none_is_one_sentence(repo: Repo, against: Against, base: str, message: str) -> None:
    told = against(base)
    assert told.code == 2
    assert told.notes.startswith(f"ragplan: {message}")
    assert told.notes.count("\n") == 1


def test_a_branch_that_only_the_remote_has_is_offered(repo: Repo, against: Against, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--branch", "returns", str(repo.folder), "clone")
    told = against("main", cwd=tmp_path / "clone")
    assert (told.code, "did you mean 'origin/main'?" in told.notes) == (2, True)
    assert against("origin/main", cwd=tmp_path / "clone").code == 0


def test_without_a_repository_it_refuses(run: Run, plan: Path) -> None:
    ran = run("check", "--base", "main", env={"GIT_CEILING_DIRECTORIES": str(plan.parent.parent)})
    assert (ran.code, ran.stdout) == (2, "")
    assert "is in no git repository" in ran.stderr


def test_it_writes_nothing(sent: Repo, run: Run) -> None:
    """Not into the index either, though every file's time is another than git knows."""
    for path in sent.folder.glob("plans/*.yaml"):
        os.utime(path, (1, 1))
    before = _facts(sent.folder)
    folders = [each for each in (sent.folder, *sent.folder.rglob("*")) if each.is_dir()]
    for folder in folders:
        folder.chmod(0o555)
    try:
        for format in ("json", "markdown"):
            words = ("check", "--base", "main", "--as-of", ON, "--format", format)
            assert run(*words, cwd=sent.folder, env=HERE).code == 1
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert _facts(sent.folder) == before


def _facts(folder: Path) -> dict[str, tuple[int, str]]:
    """Every file and folder: when it was written, and what is in it."""
    found = {}
    for path in sorted(folder.rglob("*")):
        facts = path.lstat()
        data = path.read_bytes() if stat.S_ISREG(facts.st_mode) else b""
        found[str(path)] = (facts.st_mtime_ns, hashlib.sha256(data).hexdigest())
    return found


def test_silence_at_the_base_stays_as_it_was(repo: Repo, against: Against) -> None:
    repo.commit({"plans/B.yaml": of_b(MOVED_ON)}, at=SENT)
    told = against("main")
    assert SILENT not in told.new
    assert {each["file"] for each in told.findings} == {"plans/B.yaml"}

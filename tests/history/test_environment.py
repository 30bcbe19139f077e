"""Variables lead to another repository only where ``GIT_DIR`` is set, and then all the way."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from conftest import environment

from history.building import ALONE, ORGANISATION, Repo, Told, history
from ragplan.repository.errors import NoRepositoryError, RepositoryError
from ragplan.repository.git import open_repository


@pytest.fixture
def other(tmp_path: Path) -> Repo:
    """Another repository, with another plan."""
    made = Repo(tmp_path / "other")
    made.commit({"plans/B.yaml": "organisation: B\n"})
    return made


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GIT_WORK_TREE", "{other}"),
        ("GIT_INDEX_FILE", "{other}/.git/index"),
        ("GIT_OBJECT_DIRECTORY", "{other}/.git/objects"),
        ("GIT_ALTERNATE_OBJECT_DIRECTORIES", "{other}/.git/objects"),
        ("GIT_COMMON_DIR", "{other}/.git"),
        ("GIT_NAMESPACE", "other"),
        ("GIT_SHALLOW_FILE", "{other}/.git/HEAD"),
        ("GIT_CEILING_DIRECTORIES", "/nowhere"),
        ("GIT_LITERAL_PATHSPECS", "0"),
        ("GIT_ICASE_PATHSPECS", "1"),
        ("GIT_EXTERNAL_DIFF", "false"),
        ("GIT_DEFAULT_HASH", "sha256"),
        ("GIT_DIR", ""),
    ],
)
def test_without_git_dir_nothing_leads_elsewhere(
    repo: Repo, told: Told, other: Repo, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value.format(other=other.folder))
    assert history(Path("plans")) == told
    assert os.environ[name] == value.format(other=other.folder)
    with open_repository(Path("plans")) as repository:
        assert len(repository.staged_files().sources) == 2


def test_git_dir_names_the_repository(
    repo: Repo, told: Told, other: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", "../repo/.git")
    monkeypatch.setenv("GIT_WORK_TREE", "../repo")
    monkeypatch.chdir(other.folder)
    with pytest.raises(
        RepositoryError, match=r"'plans' is not in the working tree of .*; run 'unset GIT_DIR"
    ):
        open_repository(Path("plans"))
    assert history(Path("../repo/plans")) == told
    monkeypatch.delenv("GIT_WORK_TREE")
    assert history(Path("plans")) == told


def test_git_dir_may_be_bare(
    repo: Repo, told: Told, other: Repo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    repo.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "bare.git"))
    monkeypatch.chdir(other.folder)
    assert history(Path("plans")) == told


def test_git_dir_that_is_none(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", "nowhere")
    with pytest.raises(NoRepositoryError, match=r"GIT_DIR names '.*nowhere', .*; run 'unset GIT_DIR'"):
        open_repository(Path("plans"))


def test_a_hook_names_the_index_that_is_committed(
    repo: Repo, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.write({"plans/A.yaml": "organisation: C\n"})
    shutil.copy(repo.folder / ".git" / "index", repo.folder / ".git" / "next-index")
    repo.git("add", ".", GIT_INDEX_FILE=".git/next-index")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next-index")
    with open_repository(Path("plans")) as repository:
        assert repository.staged_files().sources[0].data == b"organisation: C\n"
    monkeypatch.delenv("GIT_INDEX_FILE")
    with open_repository(Path("plans")) as repository:
        assert repository.staged_files().sources[0].data == ORGANISATION.encode()


def test_a_real_hook_reads_what_is_being_committed(repo: Repo, told: Told) -> None:
    hook = repo.folder / ".git" / "hooks" / "pre-commit"
    code = (
        "from pathlib import Path; from ragplan.repository.git import open_repository; "
        "print(open_repository(Path('plans')).staged_files().sources[0].data, file=open('seen', 'w'))"
    )
    hook.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{code}"\n', encoding="utf-8")
    hook.chmod(0o700)
    repo.write({"plans/A.yaml": "organisation: C\n"})
    settings = environment() | ALONE
    repo.git("commit", "--quiet", "-m", "x", "plans/A.yaml", **settings)
    assert (repo.folder / "seen").read_text(encoding="utf-8").strip() == r"b'organisation: C\n'"

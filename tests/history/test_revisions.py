"""What is taken for a revision, and what is refused before git sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from history.building import PLAN, Repo
from ragplan.repository.errors import RepositoryError
from ragplan.repository.git import open_repository


def test_names_ids_and_steps_back(repo: Repo) -> None:
    first = repo.commit(PLAN)
    second = repo.commit({})
    repo.git("branch", "größe/v1.0+x@2", first)
    repo.git("tag", "-a", "-m", "x", "light", first)
    repo.git("tag", "-a", "-m", "x", "nested", "light")
    for text, id in {
        "HEAD": second,
        "@": second,
        "main": second,
        "refs/heads/main": second,
        "HEAD~": first,
        "HEAD~1": first,
        "main^": first,
        "main^1~0": first,
        first: first,
        first[:7]: first,
        "größe/v1.0+x@2": first,
        "light": first,
        "nested": first,
    }.items():
        with open_repository(Path("plans")) as repository:
            assert repository.commit(text).revision == id


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-p",
        "--output=x",
        "--all",
        "^HEAD",
        "HEAD^!",
        "HEAD^@",
        "HEAD^-",
        "a..b",
        "a...b",
        "HEAD~1..",
        "HEAD:plans/A.yaml",
        ":/Fortnight",
        ":0:plans/A.yaml",
        "HEAD^{/Fort}",
        "HEAD^{tree}",
        "HEAD@{1}",
        "HEAD@{yesterday}",
        "@{-1}",
        "main@{upstream}",
        "../other/HEAD",
        "refs/../HEAD",
        "./HEAD",
        "*",
        "a b",
        "HEAD\n",
        "HEAD\nmain",
        "HEAD\0",
        "a\\b",
        "$(touch x)",
        "`x`",
        "~1",
        "\u202eHEAD",
    ],
)
def test_what_is_refused_before_git_sees_it(repo: Repo, text: str) -> None:
    repo.commit(PLAN)
    with (
        open_repository(Path("plans")) as repository,
        pytest.raises(RepositoryError, match="not accepted as a rev"),
    ):
        repository.commit(text)
    assert not (repo.folder / "x").exists()


@pytest.mark.parametrize("text", ["nowhere", "HEAD~9", "0" * 40, "refs/heads/nowhere", "plans", "light~1"])
def test_what_this_repository_does_not_have(repo: Repo, text: str) -> None:
    repo.commit(PLAN)
    repo.git("tag", "light")
    with open_repository(Path("plans")) as repository, pytest.raises(RepositoryError, match="has no commit"):
        repository.commit(text)


def test_a_tag_that_is_no_commit(repo: Repo) -> None:
    repo.commit(PLAN)
    repo.git("tag", "blob", "HEAD:plans/A.yaml")
    with (
        open_repository(Path("plans")) as repository,
        pytest.raises(RepositoryError, match="no commit 'blob'"),
    ):
        repository.commit("blob")


def test_the_beginning_of_several_ids(repo: Repo) -> None:
    repo.commit(PLAN)
    tree = repo.git("rev-parse", "HEAD^{tree}")
    date = "2014-01-06T00:00:00Z"
    seen: dict[str, str] = {}
    for number in range(3000):
        id = repo.git("commit-tree", tree, "-m", str(number), GIT_COMMITTER_DATE=date, GIT_AUTHOR_DATE=date)
        if seen.setdefault(id[:4], id) != id:
            break
    with (
        open_repository(Path("plans")) as repository,
        pytest.raises(RepositoryError, match="give more characters"),
    ):
        repository.commit(id[:4])

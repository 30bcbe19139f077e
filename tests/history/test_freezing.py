"""A freeze tag records what a meeting saw, and nothing that nobody could read again."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from history.building import CHANGED, ORGANISATION, PLAN, PROGRAMME, Repo
from ragplan.repository.errors import RepositoryError
from ragplan.repository.git import open_repository
from ragplan.repository.meetings import freeze, frozen, tag_name, uncommitted

DAY = date(2014, 1, 27)
TAG = "ragplan/bhr-francis/2014-01-27"


@pytest.fixture(autouse=True)
def somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whom git takes the tests for."""
    monkeypatch.setenv("GIT_COMMITTER_NAME", "Änne Müller")
    monkeypatch.setenv("GIT_COMMITTER_EMAIL", "ann@lbbd.example")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2014-01-27T16:00:00+00:00")


def freeze_here(programme: str = "bhr-francis", day: date = DAY) -> str:
    with open_repository(Path("plans")) as repository:
        return freeze(repository, programme, day)


def freezes(programme: str = "bhr-francis") -> dict[date, str]:
    with open_repository(Path("plans")) as repository:
        return dict(frozen(repository, programme))


def changes() -> tuple[str, ...]:
    with open_repository(Path("plans")) as repository:
        return uncommitted(repository)


def test_an_annotated_tag(repo: Repo) -> None:
    head = repo.commit(PLAN)
    assert freeze_here() == TAG == tag_name("bhr-francis", DAY)
    assert repo.git("cat-file", "-p", TAG) == (
        f"object {head}\ntype commit\ntag {TAG}\ntagger Änne Müller <ann@lbbd.example> 1390838400 +0000\n\n"
        "bhr-francis: the plan as the meeting of 2014-01-27 saw it"
    )
    assert freezes() == {DAY: head}


def test_freezes_are_each_programmes_own(repo: Repo) -> None:
    first = repo.commit(PLAN)
    freeze_here()
    second = repo.commit({"plans/A.yaml": CHANGED})
    freeze_here(day=date(2014, 1, 13))
    freeze_here("bhr")
    repo.git("tag", "ragplan/bhr-francis/2014-02-10", first)
    repo.git("tag", "ragplan/bhr-francis/not-a-day")
    repo.git("tag", "ragplan/bhr-francis/2014-02")
    assert list(freezes().items()) == [
        (date(2014, 1, 13), second),
        (DAY, first),
        (date(2014, 2, 10), first),
    ]
    assert freezes("bhr") == {DAY: second}
    assert freezes("francis") == {}


def test_an_earlier_commit_may_be_what_was_seen(repo: Repo) -> None:
    first = repo.commit(PLAN)
    repo.commit({"plans/A.yaml": CHANGED})
    with open_repository(Path("plans")) as repository:
        freeze(repository, "bhr-francis", DAY, "HEAD~1")
    assert freezes() == {DAY: first}


def test_a_meeting_is_frozen_once(repo: Repo) -> None:
    repo.commit(PLAN)
    freeze_here()
    repo.commit({"plans/A.yaml": CHANGED})
    with pytest.raises(RepositoryError, match=f"frozen already, by the tag '{TAG}'.*'git tag -d {TAG}'"):
        freeze_here()


@pytest.mark.parametrize(
    ("change", "staged", "paths"),
    [
        ({"plans/A.yaml": CHANGED}, False, ["plans/A.yaml"]),
        ({"plans/A.yaml": CHANGED}, True, ["plans/A.yaml"]),
        ({"plans/A.yaml": None}, False, ["plans/A.yaml"]),
        ({"plans/A.yaml": None}, True, ["plans/A.yaml"]),
        ({"plans/B.yaml": "x", "plans/A.yaml": CHANGED}, False, ["plans/A.yaml", "plans/B.yaml"]),
        ({"plans/papers/B.md": "x"}, False, ["plans/papers/B.md"]),
        ({"plans/B.txt": "x", "README": "x", "plans/.B.yaml": "x"}, False, []),
        ({"plans/A.yaml": ORGANISATION.replace("\n", "\r\n")}, False, []),
        ({}, False, []),
    ],
)
def test_an_unclean_tree(repo: Repo, change: dict[str, str | None], staged: bool, paths: list[str]) -> None:
    repo.commit(PLAN)
    repo.write(change)
    if staged:
        repo.git("add", "--all")
    assert changes() == tuple(paths)
    if not paths:
        assert freeze_here() == TAG
        return
    more = f" and {len(paths) - 1} more differ" if len(paths) > 1 else " differs"
    with pytest.raises(RepositoryError, match=f"'{paths[0]}'{more} from the last commit.*'git commit'"):
        freeze_here()
    with open_repository(Path("plans")) as repository:
        assert freeze(repository, "bhr-francis", DAY, unclean=True) == TAG


def test_a_change_that_is_only_staged(repo: Repo) -> None:
    repo.commit(PLAN)
    repo.write({"plans/A.yaml": CHANGED})
    repo.git("add", ".")
    repo.write(PLAN)
    assert changes() == ("plans/A.yaml",)


def test_an_ignored_plan_file_is_part_of_what_the_meeting_sees(repo: Repo) -> None:
    repo.commit({**PLAN, ".gitignore": "B.yaml\n"})
    repo.write({"plans/B.yaml": "organisation: B\n"})
    assert changes() == ("plans/B.yaml",)


def test_a_link_in_place_of_a_file(repo: Repo) -> None:
    repo.commit(PLAN)
    (repo.folder / "plans" / "A.yaml").unlink()
    (repo.folder / "plans" / "A.yaml").symlink_to("programme.yaml")
    assert changes() == ("plans/A.yaml",)


def test_a_folder_that_is_gone(repo: Repo) -> None:
    repo.commit({"README": "stays", **PLAN})
    shutil.rmtree(repo.folder / "plans")
    assert changes() == ("plans/A.yaml", "plans/programme.yaml")


def test_a_bare_repository_is_always_clean(repo: Repo, tmp_path: Path) -> None:
    head = repo.commit(PLAN)
    repo.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    with open_repository(tmp_path / "bare.git" / "plans") as repository:
        freeze(repository, "bhr-francis", DAY)
        assert frozen(repository, "bhr-francis") == {DAY: head}


@pytest.mark.parametrize("missing", ["NAME", "EMAIL"])
def test_nobody_freezes_nothing(repo: Repo, monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    repo.commit(PLAN)
    monkeypatch.delenv(f"GIT_COMMITTER_{missing}")
    monkeypatch.delenv("EMAIL", raising=False)
    with pytest.raises(
        RepositoryError, match=r"does not know who you are.*'git config user\.name \"Your Name\"'"
    ):
        freeze_here()
    repo.git("config", "user.name", "Ann")
    repo.git("config", "user.email", "ann@lbbd.example")
    assert freeze_here() == TAG


def test_no_commits(repo: Repo) -> None:
    repo.write({"plans/programme.yaml": PROGRAMME})
    with pytest.raises(RepositoryError, match="no commits yet"):
        freeze_here()


def test_a_name_that_another_tag_stands_in_the_way_of(repo: Repo) -> None:
    repo.commit(PLAN)
    repo.git("tag", "ragplan")
    with pytest.raises(RepositoryError, match=r"git cannot do this: .*ragplan"):
        freeze_here()

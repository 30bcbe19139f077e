"""Plans are found again in older commits, wherever their folder was."""

from __future__ import annotations

from pathlib import Path

import pytest

from history.building import CHANGED, ORGANISATION, PLAN, PROGRAMME, Repo
from ragplan.repository.folders import former_folder
from ragplan.repository.git import open_repository


def versions(folder: str = "plans", revision: str = "HEAD") -> list[list[str]]:
    """The paths of every commit's plan files; each commit read alone gives the same."""
    with open_repository(Path(folder)) as repository:
        found = list(repository.recorded(revision))
        assert [repository.tree(commit) for commit, _ in found] == [tree for _, tree in found]
        return [[version.path for version in tree.versions] for _, tree in found]


BOTH = ["plans/A.yaml", "plans/programme.yaml"]


def test_the_folder_was_renamed(repo: Repo) -> None:
    repo.commit({"work/programme.yaml": PROGRAMME, "work/A.yaml": ORGANISATION, "other/B.yaml": "x: y\n"})
    repo.commit({"work/A.yaml": CHANGED})
    repo.git("mv", "work", "plans")
    repo.commit({})
    repo.commit({"plans/B.yaml": "organisation: B\n"})
    assert versions() == [BOTH, BOTH, BOTH, ["plans/A.yaml", "plans/B.yaml", "plans/programme.yaml"]]


def test_the_folder_was_renamed_twice_and_back_again(repo: Repo) -> None:
    repo.commit(PLAN)
    for old, new in (("plans", "one"), ("one", "two"), ("two", "plans")):
        repo.git("mv", old, new)
        repo.commit({})
    assert versions() == [BOTH] * 4


def test_everything_was_changed_as_it_was_moved(repo: Repo) -> None:
    repo.commit({"work/programme.yaml": PROGRAMME, "work/A.yaml": ORGANISATION})
    repo.git("mv", "work", "plans")
    repo.commit({"plans/programme.yaml": PROGRAMME + "\n", "plans/A.yaml": CHANGED})
    assert versions() == [BOTH, BOTH]


def test_the_folders_within_were_renamed_too(repo: Repo) -> None:
    repo.commit({"work/old/programme.yaml": PROGRAMME, "work/old/BOROUGH.yaml": ORGANISATION})
    (repo.folder / "plans").mkdir()
    repo.git("mv", "work/old", "plans/new")
    repo.git("mv", "plans/new/BOROUGH.yaml", "plans/new/A.yaml")
    repo.commit({})
    assert versions() == [
        ["plans/old/BOROUGH.yaml", "plans/old/programme.yaml"],
        ["plans/new/A.yaml", "plans/new/programme.yaml"],
    ]


def test_the_plans_were_at_the_top(repo: Repo) -> None:
    repo.commit({"programme.yaml": PROGRAMME, "A.yaml": ORGANISATION, "B.yaml": "organisation: B\n"})
    repo.commit({"B.yaml": None, "mkdocs.yml": "site_name: x\n", ".github/ci.yml": "on: push\n"})
    (repo.folder / "plans").mkdir()
    for name in ("programme.yaml", "A.yaml"):
        repo.git("mv", name, f"plans/{name}")
    repo.commit({})
    assert versions() == [["plans/A.yaml", "plans/B.yaml", "plans/programme.yaml"], BOTH, BOTH]


def test_the_plans_moved_to_the_top(repo: Repo) -> None:
    repo.commit(PLAN)
    for name in ("programme.yaml", "A.yaml"):
        repo.git("mv", f"plans/{name}", name)
    repo.commit({})
    assert versions(".") == [BOTH, ["A.yaml", "programme.yaml"]]


def test_one_programme_of_several_is_followed(repo: Repo) -> None:
    one = {"one/programme.yaml": PROGRAMME, "one/A.yaml": ORGANISATION}
    repo.commit({**one, "two/programme.yaml": PROGRAMME.replace("example", "other")})
    (repo.folder / "plans").mkdir()
    repo.git("mv", "one", "plans/one")
    repo.git("mv", "two", "plans/two")
    repo.commit({})
    assert versions("plans/one") == [["plans/one/A.yaml", "plans/one/programme.yaml"]] * 2
    assert [len(paths) for paths in versions()] == [3, 3]


def test_files_moved_between_folders_of_the_plans(repo: Repo) -> None:
    repo.commit(PLAN)
    (repo.folder / "plans" / "north").mkdir()
    repo.git("mv", "plans/A.yaml", "plans/north/A.yaml")
    repo.commit({})
    assert versions() == [BOTH, ["plans/north/A.yaml", "plans/programme.yaml"]]


def test_a_copy_is_a_beginning(repo: Repo) -> None:
    repo.commit({"template/programme.yaml": PROGRAMME, "template/A.yaml": ORGANISATION})
    repo.commit(PLAN)
    assert versions() == [[], BOTH]


def test_a_plan_that_began_later_and_was_away_for_a_while(repo: Repo) -> None:
    repo.commit({"README": "soon"})
    repo.commit(PLAN)
    repo.commit({"plans/A.yaml": None, "plans/programme.yaml": None})
    repo.commit(PLAN)
    assert versions() == [[], BOTH, [], BOTH]


def test_the_folder_was_renamed_and_that_is_not_yet_committed(repo: Repo) -> None:
    repo.commit({"work/programme.yaml": PROGRAMME, "work/A.yaml": ORGANISATION})
    (repo.folder / "work").rename("plans")
    assert versions() == [BOTH]
    repo.git("add", "--all")
    assert versions() == [BOTH]


def test_the_folder_was_renamed_on_the_other_side_of_a_merge(repo: Repo) -> None:
    repo.commit({"work/programme.yaml": PROGRAMME, "work/A.yaml": ORGANISATION})
    repo.git("checkout", "--quiet", "-b", "side")
    repo.git("mv", "work", "plans")
    repo.commit({})
    repo.git("checkout", "--quiet", "main")
    repo.commit({"README": "meanwhile"})
    repo.git("merge", "--quiet", "--no-commit", "--no-ff", "side")
    repo.record("Merge")
    assert versions() == [BOTH] * 3


def test_a_branch_from_before_the_folder_was_renamed(repo: Repo) -> None:
    repo.commit({"work/programme.yaml": PROGRAMME, "work/A.yaml": ORGANISATION})
    repo.git("branch", "side")
    repo.git("mv", "work", "plans")
    repo.commit({})
    repo.git("checkout", "--quiet", "side")
    repo.commit({"work/B.yaml": "organisation: B\n"})
    repo.git("checkout", "--quiet", "main")
    with open_repository(Path("plans")) as repository:
        paths = [version.path for version in repository.tree("side").versions]
    assert paths == ["plans/A.yaml", "plans/B.yaml", "plans/programme.yaml"]


@pytest.mark.parametrize(
    ("removed", "added", "folder"),
    [
        ({}, {"A.yaml": "1"}, None),
        ({"old/A.yaml": "1"}, {}, None),
        ({"old/A.yaml": "1"}, {"A.yaml": "2"}, "old"),
        ({"old/A.yaml": "1"}, {"B.yaml": "1"}, "old"),
        ({"old/A.yaml": "1"}, {"B.yaml": "2"}, None),
        ({"A.yaml": "1"}, {"A.yaml": "2"}, ""),
        ({"a/b/x/A.yaml": "1"}, {"x/A.yaml": "1"}, "a/b"),
        ({"a/y/A.yaml": "1"}, {"x/A.yaml": "1"}, "a"),
        ({"A.yaml": "1"}, {"x/y/A.yaml": "1"}, ""),
        ({"old/A.yaml": "1", "old/B.yaml": "2", "new/A.yaml": "3"}, {"A.yaml": "1", "B.yaml": "2"}, "old"),
        ({"b/A.yaml": "1", "a/A.yaml": "1"}, {"A.yaml": "1"}, "a"),
        ({"b/A.yaml": "1", "a/c/A.yaml": "1"}, {"A.yaml": "1"}, "b"),
    ],
)
def test_where_files_were_moved_from(
    removed: dict[str, str], added: dict[str, str], folder: str | None
) -> None:
    assert former_folder(removed, added) == folder

"""A checkout of a part of the plans knows all of them: what is not on disk is read from the index."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Ran, Run

from history.building import ALONE, ORGANISATION, PROGRAMME, Repo
from ragplan.repository import working_files
from ragplan.rules.example import FILES

HERE = {name: value for name, value in ALONE.items() if "AUTHOR" not in name}
BETA = "" if "  B:" in PROGRAMME else "  B: {name: Beta}\n"
OTHER = PROGRAMME.replace("organisations:\n", f"organisations:\n{BETA}").replace("s: [A]", "s: [A, B]")
WHOLE = {
    "plans/programme.yaml": OTHER,
    "plans/a/A.yaml": ORGANISATION,
    "plans/b/B.yaml": ORGANISATION.replace("organisation: A", "organisation: B"),
    "plans/registers/francis-2013.yaml": FILES["registers/francis-2013.yaml"],
    "notes/README": "x",
}
Here = Callable[..., Ran]


@pytest.fixture
def here(repo: Repo, run: Run) -> Here:
    """Run a command in a plan of two organisations, whose commit the meeting of 6 January saw."""
    repo.commit(WHOLE, at="2014-01-06T10:00:00Z")

    def call(*arguments: str) -> Ran:
        return run(*arguments, cwd=repo.folder, env=HERE)

    return call


ASKED = (
    ("lint",),
    ("check", "--as-of", "2014-01-14"),
    ("check", "--as-of", "2014-01-14", "--base", "HEAD"),
    ("diff", "HEAD", "--as-of", "2014-01-14"),
    ("list", "--format", "csv", "--as-of", "2014-01-14"),
    ("chase", "--as-of", "2014-01-14"),
    ("freeze", "2014-01-06"),
)


@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
@pytest.mark.parametrize("kept", [["plans/a"], ["notes"]], ids=["a part", "nothing of the plans"])
def test_it_makes_no_difference(repo: Repo, here: Here, asked: tuple[str, ...], kept: list[str]) -> None:
    whole = here(*asked)
    if asked[0] == "freeze":
        repo.git("tag", "-d", "ragplan/example/2014-01-06")
    repo.git("sparse-checkout", "set", "--cone", *kept)
    assert not Path("plans/b").exists()
    assert here(*asked) == whole


def test_patterns_that_are_no_cone(repo: Repo, here: Here) -> None:
    whole = here("lint")
    repo.git("sparse-checkout", "set", "--no-cone", "/*", "!B.yaml", "!programme.yaml")
    assert sorted(path.name for path in Path("plans").rglob("*.yaml")) == ["A.yaml", "francis-2013.yaml"]
    assert here("lint") == whole


def test_the_files_come_in_the_same_order(repo: Repo, here: Here) -> None:
    whole = working_files(Path("plans"))
    repo.git("sparse-checkout", "set", "--cone", "plans/b")
    assert working_files(Path("plans")) == whole._replace(is_there=None)


def test_a_file_that_was_put_there_all_the_same_counts_as_it_is(repo: Repo, here: Here) -> None:
    repo.git("sparse-checkout", "set", "--cone", "plans/a")
    repo.write({"plans/b/B.yaml": WHOLE["plans/b/B.yaml"].replace("Drafted.", "Printed.")})
    assert "Printed." in here("list", "--format", "csv").stdout


def test_a_file_taken_out_of_the_index_is_gone(repo: Repo, here: Here) -> None:
    repo.git("sparse-checkout", "set", "--cone", "plans/a")
    repo.git("rm", "-q", "--cached", "--sparse", "plans/b/B.yaml")
    assert "B has no file" in here("check", "--as-of", "2014-01-06").stdout


def test_a_worktree_of_its_own(repo: Repo, here: Here, run: Run, tmp_path: Path) -> None:
    whole = here("lint")
    there = tmp_path / "there"
    repo.git("worktree", "add", "-q", "--detach", str(there))
    repo.git("-C", str(there), "sparse-checkout", "set", "--cone", "plans/a")
    assert not (there / "plans/b").exists()
    assert run("lint", cwd=there, env=HERE) == whole


def test_a_partial_clone_says_what_it_lacks(repo: Repo, here: Here, run: Run, tmp_path: Path) -> None:
    repo.git("config", "uploadpack.allowFilter", "true")
    there = tmp_path / "there"
    repo.git("clone", "-q", "--no-checkout", "--filter=blob:none", f"file://{repo.folder}", str(there))
    repo.git("-C", str(there), "sparse-checkout", "set", "--cone", "plans/a")
    repo.git("-C", str(there), "checkout", "-q")
    ran = run("lint", cwd=there, env=HERE)
    assert ran.code == 1
    assert "the files that it leaves out cannot be read: this is a partial clone" in ran.stdout

"""RAG608 in real repositories: which file is in use, what it says of which files, and at which commit."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run
from history.building import Repo

from code_owners.plans import FILES

ALL = "/plans/  @north/programme-office\n"
LINT = ("lint", "--format", "concise", "--select", "RAG608")


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    repo = Repo(tmp_path / "repo")
    repo.commit(FILES)
    return repo


def unowned(run: Run, repo: Repo, *options: str) -> list[str]:
    """The files that nobody owns."""
    ran = run(*LINT, *options, cwd=repo.folder)
    assert ran.code == bool(ran.stdout), ran.stderr
    return [line.split(":")[0] for line in ran.stdout.splitlines()]


def test_without_the_file_nothing_is_asked_for(run: Run, repo: Repo) -> None:
    assert unowned(run, repo) == []


@pytest.mark.parametrize(
    "place", [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"]
)
def test_each_place_that_a_forge_looks_at_counts(run: Run, repo: Repo, place: str) -> None:
    repo.write({place: "/plans/north/  @north/programme-office\n"})
    ran = run(*LINT, cwd=repo.folder)
    assert f"nobody owns this file in {place} (add the line '/plans/south/A.yaml @south/alpha'" in ran.stdout
    assert unowned(run, repo) == [
        "plans/registers/francis-2013.yaml",
        "plans/south/A.yaml",
        "plans/south/D.yaml",
        "plans/south/programme.yaml",
    ]


def test_the_first_place_counts(run: Run, repo: Repo) -> None:
    repo.write({".github/CODEOWNERS": ALL, "CODEOWNERS": "docs/ @nobody-here\n"})
    assert unowned(run, repo) == []


def test_the_file_that_the_command_prints_leaves_only_what_has_no_team(run: Run, repo: Repo) -> None:
    repo.write({"CODEOWNERS": run("codeowners", cwd=repo.folder).stdout})
    assert unowned(run, repo) == ["plans/south/D.yaml", "plans/south/programme.yaml"]


def test_only_the_repositorys_top_is_looked_at(run: Run, repo: Repo) -> None:
    repo.write({"plans/CODEOWNERS": "* @north/programme-office\n", "CODEOWNERS": "plans/south/  @south/a\n"})
    assert "plans/north/C.yaml" in unowned(run, repo)


def test_it_is_the_file_of_the_commit_that_is_read(run: Run, repo: Repo) -> None:
    repo.commit({"CODEOWNERS": "/plans/north/  @north/programme-office\n"})
    repo.commit({"CODEOWNERS": ALL})
    assert unowned(run, repo) == []
    assert unowned(run, repo, "--at", "HEAD") == []
    assert "plans/south/A.yaml" in unowned(run, repo, "--at", "HEAD~1")
    assert unowned(run, repo, "--at", "HEAD~2") == []


def test_a_commit_that_kept_the_plans_elsewhere_is_not_judged_by_todays_paths(
    run: Run, tmp_path: Path
) -> None:
    repo = Repo(tmp_path / "repo")
    files = {path.replace("plans/", "old/", 1): text for path, text in FILES.items()}
    repo.commit(files | {"CODEOWNERS": "/old/  @north/programme-office\n"})
    repo.git("mv", "old", "plans")
    repo.commit({"CODEOWNERS": ALL})
    assert unowned(run, repo, "--at", "HEAD~1") == []
    assert unowned(run, repo) == []


def test_the_plans_may_stand_in_the_folder_of_the_file_itself(run: Run, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo")
    files = {path.replace("plans/", "docs/", 1): text for path, text in FILES.items()}
    repo.commit(files | {"docs/CODEOWNERS": "/docs/north/  @north/programme-office\n"})
    for options in ((), ("--at", "HEAD")):
        found = unowned(run, repo, "--plans", "docs", *options)
        assert "docs/south/A.yaml" in found
        assert "docs/north/C.yaml" not in found


def test_a_comment_silences_it(run: Run, repo: Repo) -> None:
    text = FILES["plans/south/D.yaml"].replace(
        "organisation: D", "organisation: D  # ragplan: ignore[RAG608] it has no people here", 1
    )
    repo.write({"CODEOWNERS": ALL + "/plans/south/D.yaml\n"})
    assert unowned(run, repo) == ["plans/south/D.yaml"]
    repo.write({"plans/south/D.yaml": text})
    assert unowned(run, repo) == []


def test_kept_output_is_not_said_again_once_the_file_changes(
    process: Run, repo: Repo, tmp_path: Path
) -> None:
    env = {"RAGPLAN_CACHE": str(tmp_path / "cache")}
    repo.write({"CODEOWNERS": ALL})
    for _ in range(2):
        assert process(*LINT, cwd=repo.folder, env=env).code == 0
    repo.write({"CODEOWNERS": "/plans/north/  @north/programme-office\n"})
    assert process(*LINT, cwd=repo.folder, env=env).code == 1
    repo.write({"CODEOWNERS": None})
    assert process(*LINT, cwd=repo.folder, env=env).code == 0


def test_a_link_is_not_followed_as_forges_do_not(run: Run, repo: Repo) -> None:
    (repo.folder / "CODEOWNERS").symlink_to("plans/north/C.yaml")
    repo.commit({})
    assert unowned(run, repo) == []
    assert unowned(run, repo, "--at", "HEAD") == []


def test_a_file_too_large_for_the_forge_is_not_in_use(run: Run, repo: Repo) -> None:
    repo.write({"CODEOWNERS": "# nothing\n" * 300_001})
    assert unowned(run, repo) == []
    repo.commit({})
    assert unowned(run, repo, "--at", "HEAD") == []


def test_bytes_that_are_no_text_end_nothing(run: Run, repo: Repo) -> None:
    repo.write({"CODEOWNERS": b"\xef\xbb\xbf/plans/ @a\n\xff\xfe\0 @b\n"})
    assert unowned(run, repo) == []

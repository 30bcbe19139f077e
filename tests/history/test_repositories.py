"""Every kind of repository tells the same history, and what cannot be told says why."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import environment

from history.building import CHANGED, ORGANISATION, PLAN, Repo, Told, git, history
from ragplan.repository.errors import NoRepositoryError, RepositoryError
from ragplan.repository.git import open_repository

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def test_a_clone_and_a_worktree(repo: Repo, told: Told, tmp_path: Path) -> None:
    repo.git("clone", "--quiet", ".", str(tmp_path / "clone"))
    repo.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "tree"))
    assert history(tmp_path / "clone" / "plans") == told
    assert history(tmp_path / "tree" / "plans") == told


def test_a_bare_repository_is_read_at_its_head(
    repo: Repo, told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    assert history(tmp_path / "bare.git" / "plans") == told
    monkeypatch.chdir(tmp_path / "bare.git")
    assert history(Path("plans")) == told
    with open_repository(Path("plans")) as repository:
        assert repository.bare
        assert [source.path for source in repository.files().sources] == [
            "plans/A.yaml",
            "plans/programme.yaml",
        ]
        with pytest.raises(RepositoryError, match="a bare repository has no index"):
            repository.staged_files()


def test_a_worktree_of_a_bare_repository(repo: Repo, told: Told, tmp_path: Path) -> None:
    repo.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    git(tmp_path / "bare.git", "worktree", "add", "--quiet", str(tmp_path / "tree"), "main")
    assert history(tmp_path / "tree" / "plans") == told
    with open_repository(tmp_path / "tree" / "plans") as repository:
        assert not repository.bare


def test_a_submodule(repo: Repo, told: Told, tmp_path: Path) -> None:
    above = Repo(tmp_path / "above")
    above.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(repo.folder), "sub")
    above.commit({"plans/B.yaml": "organisation: B\n"})
    assert history(above.folder / "sub" / "plans") == told


def test_a_detached_head(repo: Repo, told: Told) -> None:
    repo.git("checkout", "--quiet", "HEAD~1")
    assert history(Path("plans")) == told[:2]


def test_a_separate_git_folder(repo: Repo, told: Told, tmp_path: Path) -> None:
    repo.git("init", "--quiet", "--separate-git-dir", str(tmp_path / "apart"))
    assert (repo.folder / ".git").is_file()
    assert history(Path("plans")) == told


def test_names_by_another_hash(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "long", "--object-format=sha256")
    repo.commit(PLAN)
    repo.commit({"plans/A.yaml": CHANGED})
    with open_repository(repo.folder / "plans") as repository:
        assert len(repository.commit().revision) == 64
        assert repository.files().sources[0].data == CHANGED.encode()
        assert len(list(repository.recorded())) == 2


def test_packed_objects_and_refs(repo: Repo, told: Told) -> None:
    repo.git("gc", "--quiet", "--aggressive")
    repo.git("commit-graph", "write", "--reachable")
    assert history(Path("plans")) == told


def test_a_merge_shows_what_it_brought_to_the_line(repo: Repo) -> None:
    repo.commit(PLAN)
    repo.git("checkout", "--quiet", "-b", "side")
    aside = repo.commit({"plans/B.yaml": "organisation: B\n"})
    repo.commit({"plans/B.yaml": "organisation: B\nreviewed: 2014-01-27\n"})
    repo.git("checkout", "--quiet", "main")
    repo.commit({"plans/A.yaml": CHANGED})
    repo.git("merge", "--quiet", "--no-commit", "--no-ff", "side")
    repo.record("Merge")
    with open_repository(Path("plans")) as repository:
        found = list(repository.recorded())
        *_, (_, tree) = found
        assert [len(each.versions) for _, each in found] == [2, 2, 3]
        assert aside not in [commit.revision for commit, _ in found]
        assert tree == repository.tree()


@pytest.mark.parametrize("setting", ["separate", "combined", "off", "remerge"])
def test_settings_of_the_log_change_nothing(repo: Repo, setting: str) -> None:
    test_a_merge_shows_what_it_brought_to_the_line(repo)
    expected = history(Path("plans"))
    for name, value in {
        "log.diffMerges": setting,
        "log.showRoot": "false",
        "log.follow": "true",
        "log.date": "relative",
        "log.decorate": "full",
        "log.abbrevCommit": "true",
        "log.mailmap": "true",
        "core.abbrev": "5",
        "core.quotePath": "true",
        "color.ui": "always",
        "diff.renames": "copies",
        "diff.relative": "true",
        "diff.orderFile": "nowhere",
        "diff.ignoreSubmodules": "all",
        "diff.noPrefix": "true",
        "format.pretty": "fuller",
    }.items():
        repo.git("config", name, value)
    assert history(Path("plans")) == expected


MAILMAP = "Ann Married <ann@new.example> <ann@lbbd.example>\n"


@pytest.mark.parametrize("kind", ["disk", "bare"])
def test_a_mailmap_names_authors_and_leaves_their_addresses(repo: Repo, tmp_path: Path, kind: str) -> None:
    repo.commit({**PLAN, ".mailmap": MAILMAP})
    folder = repo.folder
    if kind == "bare":
        repo.git("clone", "--quiet", "--bare", ".", str(folder := tmp_path / "bare"))
    with open_repository(folder / "plans") as repository:
        for commit in (repository.commit(), *repository.line()):
            assert (commit.author, commit.email) == ("Ann Married", "ann@lbbd.example")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders")
def test_a_mailmap_that_is_none_or_endless_is_not_waited_for(repo: Repo) -> None:
    repo.commit(PLAN)
    os.mkfifo(repo.folder / ".mailmap")
    with open_repository(repo.folder / "plans") as repository:
        assert repository.commit().author == "Ann Author"
    (repo.folder / ".mailmap").unlink()
    repo.write({".mailmap": MAILMAP * 10_000})
    with open_repository(repo.folder / "plans") as repository:
        assert repository.commit().author == "Ann Author"


def test_what_replaces_commits_on_this_computer_does_not_count(repo: Repo, told: Told) -> None:
    repo.git("replace", "HEAD~1", "HEAD")
    (repo.folder / ".git" / "info").mkdir(exist_ok=True)
    (repo.folder / ".git" / "info" / "grafts").write_text(told[2][0] + "\n", encoding="utf-8")
    assert history(Path("plans")) == told


def test_no_repository(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    with pytest.raises(NoRepositoryError) as raised:
        open_repository(tmp_path / "plans")
    assert str(raised.value) == (
        f"'{tmp_path}/plans' is in no git repository, so it has no history; "
        "run 'git init' and commit the plans"
    )


def test_no_commits(repo: Repo) -> None:
    repo.write(PLAN)
    with open_repository(Path("plans")) as repository:
        for read in (repository.line, repository.files, lambda: list(repository.recorded())):
            with pytest.raises(
                RepositoryError, match=r"no commits yet, .*; run 'git add' and 'git commit' first"
            ):
                read()
        assert repository.staged_files().sources == ()


def test_a_head_without_commits_beside_a_branch_with_some(repo: Repo, told: Told, tmp_path: Path) -> None:
    repo.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    git(tmp_path / "bare.git", "symbolic-ref", "HEAD", "refs/heads/master")
    with open_repository(tmp_path / "bare.git" / "plans") as repository:
        with pytest.raises(RepositoryError) as raised:
            repository.files()
        assert len(repository.line("main")) == 3
    assert str(raised.value) == (
        "the branch 'refs/heads/master' has no commits yet, but 'refs/heads/main' has; "
        "run 'git symbolic-ref HEAD refs/heads/main'"
    )


def test_a_shallow_clone_says_so_and_is_never_a_short_history(repo: Repo, told: Told, tmp_path: Path) -> None:
    repo.git("clone", "--quiet", "--depth=1", f"file://{repo.folder}", str(tmp_path / "clone"))
    with open_repository(tmp_path / "clone" / "plans") as repository:
        for read in (repository.line, lambda: list(repository.recorded())):
            with pytest.raises(RepositoryError, match=r"shallow clone.*; run 'git fetch --unshallow'"):
                read()
        assert len(repository.files().sources) == 2
    git(tmp_path / "clone", "fetch", "--quiet", "--unshallow")
    assert history(tmp_path / "clone" / "plans") == told


@pytest.mark.parametrize("left_out", ["blob:none", "tree:0"])
def test_a_partial_clone_says_so_and_fetches_nothing(
    repo: Repo, told: Told, tmp_path: Path, left_out: str
) -> None:
    repo.git("config", "uploadpack.allowFilter", "true")
    source = f"file://{repo.folder}"
    repo.git("clone", "--quiet", "--no-checkout", f"--filter={left_out}", source, str(tmp_path / "clone"))
    with (
        open_repository(tmp_path / "clone" / "plans") as repository,
        pytest.raises(RepositoryError, match=r"partial clone.*; run 'git fetch --refetch --no-filter'"),
    ):
        repository.files("HEAD~1")
    git(tmp_path / "clone", "fetch", "--quiet", "--refetch", "--no-filter")
    assert history(tmp_path / "clone" / "plans") == told


def test_plans_that_were_never_committed(repo: Repo) -> None:
    repo.commit({"README": "none yet"})
    repo.write(PLAN)
    with open_repository(Path("plans")) as repository:
        assert repository.files().empty
        with pytest.raises(RepositoryError, match=r"no commit holds a plan file in 'plans'.*'git add plans'"):
            list(repository.recorded())


def test_a_damaged_repository(repo: Repo) -> None:
    repo.commit(PLAN)
    id = repo.git("rev-parse", "HEAD:plans/A.yaml")
    blob = repo.folder / ".git" / "objects" / id[:2] / id[2:]
    blob.chmod(0o600)
    blob.write_bytes(b"broken")
    with open_repository(Path("plans")) as repository, pytest.raises(RepositoryError, match="git fsck"):
        repository.files()
    blob.unlink()
    with open_repository(Path("plans")) as repository:
        with pytest.raises(
            RepositoryError, match="damaged: the content of a file is missing; run 'git fsck'"
        ):
            repository.files()
        assert len(repository.line()) == 1


@pytest.mark.skipif(not ROOT, reason="only the superuser can give a folder away")
def test_a_repository_that_git_does_not_trust(repo: Repo) -> None:
    repo.commit(PLAN)
    for path in (repo.folder, repo.folder / ".git"):
        os.chown(path, 65534, 65534)
    with pytest.raises(RepositoryError) as raised:
        open_repository(Path("plans"))
    assert str(raised.value) == (
        "git does not trust this repository, which belongs to another user; "
        f"run 'git config --global --add safe.directory {repo.folder}'"
    )


def test_a_bare_repository_that_must_be_named(
    repo: Repo, told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = tmp_path / "bare.git"
    repo.git("clone", "--quiet", "--bare", ".", str(bare))
    settings = tmp_path / "settings"
    settings.write_text("[safe]\nbareRepository = explicit\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.chdir(bare)
    with pytest.raises(RepositoryError, match="name it with GIT_DIR"):
        open_repository(Path("plans"))
    monkeypatch.setenv("GIT_DIR", ".")
    assert history(Path("plans")) == told


def test_an_unknown_kind_of_repository(repo: Repo) -> None:
    repo.git("config", "core.repositoryFormatVersion", "99")
    with pytest.raises(RepositoryError, match=r"git cannot do this: .*99"):
        open_repository(Path("plans"))


def test_no_git_once_it_was_there(repo: Repo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    repo.commit(PLAN)
    repository = open_repository(Path("plans"))
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    for read in (lambda: open_repository(Path("plans")), repository.line, repository.files):
        with pytest.raises(
            NoRepositoryError, match="needs the program git, which is not installed; install it"
        ):
            read()


def test_git_is_never_taken_from_where_one_works(
    repo: Repo, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A search path that begins with ``.`` would run what a repository brings along."""
    (repo.folder / "git").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (repo.folder / "git").chmod(0o700)
    monkeypatch.setenv("PATH", os.pathsep.join((".", "", os.environ["PATH"])))
    assert history(Path("plans")) == told


def test_reading_does_without_gitpython(repo: Repo) -> None:
    repo.commit(PLAN)
    code = (
        "import sys; from pathlib import Path; from ragplan.repository import git, meetings\n"
        "git.open_repository(Path('plans')).files(); assert 'git' not in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), cwd=repo.folder, capture_output=True, timeout=60
    )
    assert done.stderr == b""


def test_no_git_from_the_start(repo: Repo, tmp_path: Path) -> None:
    repo.commit(PLAN)
    code = (
        "from pathlib import Path\n"
        "from ragplan.repository.git import open_repository\n"
        "from ragplan.repository.errors import RepositoryError\n"
        "try:\n    open_repository(Path('plans'))\n"
        "except RepositoryError as error:\n    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment({"PATH": str(tmp_path / "empty")}),
        cwd=repo.folder,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.startswith(
        "the history needs the program git, which is not installed; install it ("
    ), done.stderr


def test_a_name_of_the_folder_that_is_a_file(repo: Repo) -> None:
    repo.commit({"plans": "a file", "plan": ORGANISATION})
    with open_repository(Path("plans")) as repository:
        assert repository.files().empty


def test_a_closed_folder_is_not_taken_for_the_one_git_stands_in(
    repo: Repo, told: Told, tmp_path: Path
) -> None:
    other = Repo(tmp_path / "other")
    other.commit(PLAN)
    other.folder.chmod(0)
    try:
        if os.access(other.folder, os.X_OK):
            pytest.skip("nothing is closed to the superuser")
        for folder in (other.folder, other.folder / "plans"):
            with pytest.raises(RepositoryError, match="cannot be opened; see whether it is there"):
                open_repository(folder)
    finally:
        other.folder.chmod(0o700)


def _with_a_million_files(repo: Repo) -> None:
    """A commit whose plans' folder holds a million paths, of three objects."""
    blob = git(repo.folder, "rev-parse", "HEAD:plans/A.yaml")
    inner = _tree(repo, [f"100644 blob {blob}\tf{number}.yaml" for number in range(1000)])
    outer = _tree(repo, [f"040000 tree {inner}\td{number}" for number in range(1000)])
    plans = _tree(repo, [*repo.git("ls-tree", "HEAD:plans").splitlines(), f"040000 tree {outer}\tmany"])
    commit = repo.git("commit-tree", _tree(repo, [f"040000 tree {plans}\tplans"]), "-p", "HEAD", "-m", "Many")
    repo.git("update-ref", "HEAD", commit)


def _tree(repo: Repo, entries: list[str]) -> str:
    given = "".join(f"{entry}\n" for entry in entries).encode()
    done = subprocess.run(
        ["git", "mktree"], cwd=repo.folder, input=given, check=True, capture_output=True, timeout=60
    )
    return done.stdout.decode().strip()


def test_a_tree_of_a_million_paths_is_refused_now_and_in_the_past(repo: Repo) -> None:
    repo.commit(PLAN)
    before = repo.git("rev-parse", "HEAD^{tree}")
    _with_a_million_files(repo)
    with (
        open_repository(repo.folder / "plans") as repository,
        pytest.raises(RepositoryError, match="than ragplan looks through"),
    ):
        repository.files()
    repo.git("update-ref", "HEAD", repo.git("commit-tree", before, "-p", "HEAD", "-m", "Back"))
    with open_repository(repo.folder / "plans") as repository:
        assert not repository.files().empty
        with pytest.raises(RepositoryError, match="than ragplan looks through"):
            list(repository.recorded())

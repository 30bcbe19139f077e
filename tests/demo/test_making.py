"""The repository is the same wherever it is made, and is made whole or not at all."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import Ran, Run

from ragplan.cli.demo_command import TRY
from ragplan.demo import demonstration
from ragplan.repository import making
from ragplan.repository.errors import RepositoryError
from ragplan.repository.making import NewCommit, NewHistory, Signature, make_repository

HEAD = "015619de33474da7e861345bf38b354495a0f21e"
"""The id of the last commit. It is another whenever the story or the packaged plan is."""

WHO = Signature("Ann", "ann@example.org", datetime(2014, 2, 6, 10, tzinfo=UTC))
FILES = {".gitignore", "README.md", "plans"}


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)
    return done.stdout.decode().strip()


def new_demo(process: Run, folder: str = "tried", env: Mapping[str, str] | None = None) -> Ran:
    """Run the command, by default where git knows nothing of anybody."""
    return process(
        "demo", folder, env={"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull} | dict(env or {})
    )


def test_two_runs_make_the_same_commits(process: Run, tmp_path: Path) -> None:
    runs = [new_demo(process, "one"), new_demo(process, "two")]
    heads = [git(tmp_path / name, "rev-parse", "HEAD") for name in ("one", "two")]
    assert [ran.code for ran in runs] == [0, 0]
    assert heads == [HEAD, HEAD]


def test_the_tag_is_the_same_too(demo: Path, tmp_path: Path, process: Run) -> None:
    new_demo(process)
    tags = {
        git(folder, "for-each-ref", "--format=%(objectname) %(refname)")
        for folder in (demo, tmp_path / "tried")
    }
    assert len(tags) == 1


def test_no_setting_of_the_user_has_a_part_in_it(process: Run, tmp_path: Path) -> None:
    """Templates with hooks, signing, other line ends, names, filters, branches and repositories."""
    template = tmp_path / "template" / "hooks"
    template.mkdir(parents=True)
    for name in ("reference-transaction", "post-checkout", "post-index-change", "post-commit"):
        hook = template / name
        hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n", encoding="utf-8")
        hook.chmod(0o755)
    attributes = tmp_path / "attributes"
    attributes.write_text("* text eol=crlf filter=loud\n", encoding="utf-8")
    settings = tmp_path / "gitconfig"
    settings.write_text(
        f"[init]\n\ttemplateDir = {template.parent}\n\tdefaultBranch = trunk\n"
        "\tdefaultObjectFormat = sha256\n[commit]\n\tgpgSign = true\n[tag]\n\tgpgSign = true\n"
        f"[core]\n\tautocrlf = true\n\teol = crlf\n\thooksPath = {template}\n"
        f"\tattributesFile = {attributes}\n"
        f'[filter "loud"]\n\tclean = touch {tmp_path}/ran\n\tsmudge = touch {tmp_path}/ran\n'
        "[user]\n\tname = Somebody\n\temail = somebody@example.com\n"
        "[i18n]\n\tcommitEncoding = latin1\n",
        encoding="utf-8",
    )
    env = {
        "GIT_CONFIG_GLOBAL": str(settings),
        "GIT_DIR": str(tmp_path / "elsewhere"),
        "GIT_TEMPLATE_DIR": str(template.parent),
        "GIT_DEFAULT_HASH": "sha256",
        "GIT_AUTHOR_NAME": "Somebody",
        "GIT_COMMITTER_DATE": "2020-01-01T00:00:00Z",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.autocrlf",
        "GIT_CONFIG_VALUE_0": "true",
        "TZ": "Pacific/Auckland",
    }
    ran = new_demo(process, env=env)
    assert (ran.code, ran.stderr) == (0, "")
    tried = tmp_path / "tried"
    assert git(tried, "rev-parse", "HEAD") == HEAD
    assert git(tried, "symbolic-ref", "HEAD") == "refs/heads/main"
    assert {path.name for path in tmp_path.iterdir()} == {"template", "attributes", "gitconfig", "tried"}
    assert not (tried / ".git" / "hooks").exists()
    assert b"\r" not in (tried / "README.md").read_bytes()


def test_what_is_made_is_sound_and_clean(tmp_path: Path) -> None:
    made = tmp_path / "made"
    make_repository(made, demonstration().history)
    assert git(made, "fsck", "--strict") == ""
    assert git(made, "status", "--porcelain", "--ignored") == ""
    assert git(made, "for-each-ref", "--format=%(refname)").splitlines() == [
        "refs/heads/main",
        "refs/tags/ragplan/bhr-francis/2014-03-10",
    ]
    assert {path.name for path in made.iterdir()} == FILES | {".git"}


def test_it_says_what_to_try(process: Run) -> None:
    ran = new_demo(process, "a folder")
    lines = ran.stdout.splitlines()
    assert lines[0] == "a folder: 92 commits of 10 people, for 8 meetings, 2014-02-10 to 2014-05-19"
    assert lines[-8:] == ["  cd 'a folder'", *(f"  {line}" for line in TRY)]


@pytest.mark.parametrize(
    "options", [["report", "--output", "-"], ["list", "--silent"], ["lint", "--fail-on", "error"]]
)
def test_commands_run_on_it(run: Run, demo: Path, options: list[str]) -> None:
    assert run(*options, cwd=demo).code == 0


def test_it_may_be_an_empty_folder_that_one_stands_in(process: Run, tmp_path: Path) -> None:
    ran = new_demo(process, ".")
    assert ran.code == 0
    assert {path.name for path in tmp_path.iterdir()} == FILES | {".git"}
    assert git(tmp_path, "rev-parse", "HEAD") == HEAD
    assert git(tmp_path, "status", "--porcelain") == ""


def test_rights_are_those_of_any_new_folder(process: Run, tmp_path: Path) -> None:
    new_demo(process)
    (tmp_path / "plain").mkdir()
    assert (tmp_path / "tried").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize("folder", ["full", "full/file", "link", "none/below", "full/file/below"])
def test_a_place_that_is_taken_is_refused(process: Run, tmp_path: Path, folder: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    (tmp_path / "link").symlink_to("nowhere")
    ran = new_demo(process, folder)
    assert (ran.code, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")} == {
        "full",
        "full/file",
        "link",
    }


def test_without_git_nothing_is_left(process: Run, tmp_path: Path) -> None:
    ran = new_demo(process, env={"PATH": str(tmp_path)})
    assert ran.code == 2
    assert "the program git" in ran.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("there", [False, True])
def test_a_repository_that_cannot_be_finished_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    folder = tmp_path / "made"
    if there:
        folder.mkdir()
    monkeypatch.setattr(making, "_stream", lambda _: [b"no such command\n"])
    with pytest.raises(RepositoryError, match="no such command"):
        make_repository(folder, NewHistory([NewCommit(WHO, "Begin", {"a": b""})]))
    assert [path.name for path in tmp_path.rglob("*")] == (["made"] if there else [])


def test_what_was_moved_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def full(self: Path, target: Path) -> Path:
        if self.name == ".git":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(OSError, match="No space"):
        make_repository(tmp_path, NewHistory([NewCommit(WHO, "Begin", {"a": b"", "b": b""})]))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "path", ["../a", "/a", "a//b", ".git/../a/..", 'a"b', "a\nb", "", "a/.git/config", ".git"]
)
def test_a_path_that_leads_elsewhere_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        make_repository(tmp_path / "made", NewHistory([NewCommit(WHO, "Begin", {path: b""})]))
    assert list(tmp_path.iterdir()) == []


def test_the_plan_of_a_wheel_is_taken_before_that_of_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ragplan.demo import story

    shutil.copytree(story.CHECKOUT / "bhr-francis", tmp_path / "bhr-francis")
    (tmp_path / "bhr-francis" / "All.yaml").write_bytes(b"organisation: All\r\n")
    monkeypatch.setattr(story, "PACKAGED", tmp_path)
    assert story.packaged_plan()["All.yaml"] == "organisation: All\n"

"""A repository names programs for every occasion; none of them runs, whatever is read or frozen."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from history.building import PLAN, Repo
from ragplan.repository.git import open_repository
from ragplan.repository.meetings import freeze, frozen, uncommitted

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs are shell scripts")

HOOKS = (
    *("applypatch-msg", "commit-msg", "fsmonitor-watchman", "post-applypatch", "post-checkout"),
    *("post-commit", "post-index-change", "post-merge", "post-receive", "post-rewrite", "post-update"),
    *("pre-applypatch", "pre-auto-gc", "pre-commit", "pre-merge-commit", "pre-push", "pre-rebase"),
    *("pre-receive", "prepare-commit-msg", "push-to-checkout", "reference-transaction", "update"),
)
SETTINGS = (
    *("core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass", "core.gitProxy"),
    *("core.alternateRefsCommand", "pager.log", "pager.tag", "pager.ls-tree", "credential.helper"),
    *("diff.external", "diff.trap.textconv", "diff.trap.command", "filter.trap.clean", "filter.trap.smudge"),
    *("filter.trap.process", "gpg.program", "gpg.ssh.program", "gpg.x509.program", "sequence.editor"),
    *("interactive.diffFilter", "merge.trap.driver", "uploadpack.packObjectsHook", "trailer.x.command"),
)
COMMANDS = (
    "log",
    "tag",
    "ls-tree",
    "ls-files",
    "cat-file",
    "rev-parse",
    "diff-tree",
    "for-each-ref",
    "config",
)


class Trap:
    """A script that leaves its name behind when it is run."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.caught = folder / "caught"
        self.script = folder / "trap"
        self.script.write_text(f'#!/bin/sh\necho "$0 $*" >>{self.caught}\nexit 1\n', encoding="utf-8")
        self.script.chmod(0o700)

    def take(self) -> str:
        """What was run since the last time."""
        said = self.caught.read_text(encoding="utf-8") if self.caught.exists() else ""
        self.caught.unlink(missing_ok=True)
        return said


@pytest.fixture
def trap(repo: Repo, tmp_path: Path) -> Trap:
    """A trap for everything git can be told to run, in a repository with a signed commit."""
    made = Trap(tmp_path / "trap")
    signed(repo, repo.commit({**PLAN, ".gitattributes": "*.yaml filter=trap diff=trap merge=trap\n"}))
    for hook in HOOKS:
        (repo.folder / ".git" / "hooks" / hook).symlink_to(made.script)
    for setting in SETTINGS:
        repo.git("config", setting, str(made.script))
    for command in COMMANDS:
        repo.git("config", f"alias.{command}", f"!{made.script}")
    for setting in ("log.showSignature", "tag.gpgSign", "tag.forceSignAnnotated", "commit.gpgSign"):
        repo.git("config", setting, "true")
    repo.write({"plans/A.yaml": PLAN["plans/A.yaml"]})  # its date is new, so that git would look into it
    return made


def signed(repo: Repo, commit: str) -> None:
    """Put a commit with a signature after a commit, at the end of the branch."""
    tree = repo.git("rev-parse", f"{commit}^{{tree}}")
    person = "A <a@b.example> 1390000000 +0000"
    text = f"tree {tree}\nparent {commit}\nauthor {person}\ncommitter {person}\n"
    text += "gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\nSigned\n"
    (repo.folder / ".git" / "signed").write_text(text, encoding="utf-8")
    repo.git("update-ref", "HEAD", repo.git("hash-object", "-t", "commit", "-w", ".git/signed"))


def attempt(repo: Repo, *arguments: str) -> None:
    try:
        repo.git(*arguments)
    except OSError:
        raise
    except Exception:  # noqa: BLE001 - the trap makes git fail, which is no matter
        pass


@pytest.mark.parametrize(
    "arguments",
    [
        ["log", "-1"],
        ["status"],
        ["diff"],
        ["tag", "-a", "-m", "x", "x"],
        ["update-ref", "refs/tags/y", "HEAD"],
        ["show", "HEAD~1"],
    ],
)
def test_the_traps_are_set(repo: Repo, trap: Trap, arguments: list[str]) -> None:
    trap.take()
    attempt(repo, *arguments)
    assert trap.take()


def test_nothing_runs(repo: Repo, trap: Trap, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("PAGER", "EXTERNAL_DIFF", "SSH", "SSH_COMMAND", "ASKPASS", "EDITOR", "PROXY_COMMAND")
    for name in names:
        monkeypatch.setenv(f"GIT_{name}", str(trap.script))
    for name in ("PAGER", "EDITOR", "VISUAL", "SSH_ASKPASS"):
        monkeypatch.setenv(name, str(trap.script))
    monkeypatch.setenv("GIT_COMMITTER_NAME", "A")
    monkeypatch.setenv("GIT_COMMITTER_EMAIL", "a@b.example")
    trap.take()
    with open_repository(Path("plans")) as repository:
        list(repository.recorded())
        repository.line()
        repository.commit("HEAD~1")
        assert len(repository.files().sources) == 2
        assert len(repository.staged_files().sources) == 2
        assert uncommitted(repository) == ()
        assert freeze(repository, "example", date(2014, 1, 27)) == "ragplan/example/2014-01-27"
        assert len(frozen(repository, "example")) == 1
    assert trap.take() == ""


def test_nothing_is_fetched(repo: Repo, tmp_path: Path) -> None:
    """A partial clone fetches what it lacks, by any program its remote names."""
    repo.commit(PLAN)
    repo.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    repo.git("clone", "--quiet", "--no-checkout", "--filter=blob:none", f"file://{repo.folder}", str(clone))
    trap = Trap(tmp_path / "trap")
    made = Repo(clone)
    made.git("config", "protocol.ext.allow", "always")
    made.git("config", "remote.origin.url", f"ext::{trap.script}")
    attempt(made, "cat-file", "-p", "HEAD:plans/A.yaml")
    assert trap.take()
    with open_repository(clone / "plans") as repository, pytest.raises(Exception, match="partial clone"):
        repository.files()
    assert trap.take() == ""

"""Where a file is edited: addresses of repositories, as git and the runners of forges give them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from history.building import Repo

from ragplan.cli.forges import edited_branch
from ragplan.forge import branch
from ragplan.repository.git import open_repository

GITHUB, GITLAB = "https://github.com/o/n", "https://gitlab.com/g/s/n"


@pytest.mark.parametrize(
    ("address", "kind", "web"),
    [
        ("https://github.com/o/n.git", "", GITHUB),
        ("https://github.com/o/n/", "", GITHUB),
        ("https://name:secret@github.com/o/n?token=secret#secret", "", GITHUB),
        ("git@github.com:o/n.git", "", GITHUB),
        ("ssh://git@github.com:22/o/n.git", "", GITHUB),
        ("ssh://git@ssh.github.com:443/o/n.git", "", GITHUB),
        ("git@ssh.github.com:o/n.git", "", GITHUB),
        ("https://www.github.com/o/n", "", GITHUB),
        ("git://github.com:9418/o/n.git", "", GITHUB),
        ("ssh://git@altssh.gitlab.com:443/g/s/n.git", "", GITLAB),
        ("https://WWW.gitlab.com/g/s/n", "", GITLAB),
        ("https://acme.ghe.com/o/n", "", "https://acme.ghe.com/o/n"),
        ("https://github.example.org/o/n", "github", "https://github.example.org/o/n"),
        ("http://localhost:3000/o/n", "github", "http://localhost:3000/o/n"),
        ("git@gitlab.com:g/s/n.git", "", GITLAB),
        ("https://gitlab.com/g/s/n", "", GITLAB),
        ("https://github.com/o/n)](evil", "", "https://github.com/o/n%29%5D%28evil"),
        ("https://github.com/ä/n", "", "https://github.com/%C3%A4/n"),
    ],
)
def test_addresses_that_lead_to_a_forge(address: str, kind: str, web: str) -> None:
    found = branch(address, "main", kind)
    assert found is not None
    between = "/-/edit/" if found.kind == "gitlab" else "/edit/"
    assert found.editing("plans/A.yaml", 12) == f"{web}{between}main/plans/A.yaml#L12"


@pytest.mark.parametrize(
    "address",
    [
        *("", "plans", "../plans", "/srv/plans.git", "C:\\plans", "file:///srv/plans", "https://github.com"),
        *("https://github.com@example.org/o/n", "https://example.org/github.com/o", "git@example.org:o/n"),
        *("javascript://github.com/%0aalert(1)", "ext::sh -c x", "https://[::1/o", "https://git hub.com/o/n"),
        *("https://github.com.example.org/o/n", "data:text/html,x"),
        *("git@github-work:o/n.git", "https://ssh.github.com.example.org/o/n", "git+https://github.com/o/n"),
        *("https://www.ssh.github.com/o/n", "https://www.example.org/o/n"),
    ],
)
def test_addresses_that_do_not(address: str) -> None:
    assert branch(address, "main") is None


def test_names_are_quoted() -> None:
    found = branch(GITHUB, "fix/#1 ä?")
    assert found is not None
    told = found.editing("plans/a b/#c%.yaml", 1)
    assert told == f"{GITHUB}/edit/fix/%231%20%C3%A4%3F/plans/a%20b/%23c%25.yaml#L1"
    assert branch(GITHUB, "") is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, None),
        (
            {
                "GITHUB_ACTIONS": "true",
                "GITHUB_SERVER_URL": "https://github.com",
                "GITHUB_REPOSITORY": "o/n",
                "GITHUB_REF_TYPE": "branch",
                "GITHUB_REF_NAME": "main",
            },
            f"{GITHUB}/edit/main/x#L1",
        ),
        (
            {
                "GITHUB_ACTIONS": "true",
                "GITHUB_SERVER_URL": "https://github.com",
                "GITHUB_REPOSITORY": "o/n",
                "GITHUB_REF_TYPE": "branch",
                "GITHUB_REF_NAME": "7/merge",
            },
            None,
        ),
        (
            {
                "GITHUB_ACTIONS": "true",
                "GITHUB_SERVER_URL": "https://github.com",
                "GITHUB_REPOSITORY": "o/n",
                "GITHUB_REF_TYPE": "branch",
                "GITHUB_REF_NAME": "gh-readonly-queue/main/pr-7-0123456",
            },
            None,
        ),
        (
            {
                "GITLAB_CI": "true",
                "CI_PROJECT_URL": "https://git.example.org/g/n",
                "CI_COMMIT_BRANCH": "main",
            },
            "https://git.example.org/g/n/-/edit/main/x#L1",
        ),
        (
            {
                "GITLAB_CI": "true",
                "CI_PROJECT_URL": "https://git.example.org/g/n",
                "CI_MERGE_REQUEST_SOURCE_PROJECT_URL": "https://git.example.org/fork/n",
                "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "returns",
            },
            "https://git.example.org/fork/n/-/edit/returns/x#L1",
        ),
        ({"GITLAB_CI": "true", "CI_PROJECT_URL": "javascript:alert(1)", "CI_COMMIT_BRANCH": "main"}, None),
    ],
)
def test_what_a_runner_tells(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], expected: str | None
) -> None:
    assert _edited(repo, monkeypatch, given) == expected


def test_a_pull_request_from_a_fork_is_edited_there(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    event = tmp_path / "event.json"
    given = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_REPOSITORY": "o/n",
        "GITHUB_HEAD_REF": "returns",
        "GITHUB_EVENT_PATH": str(event),
    }
    event.write_text(json.dumps({"pull_request": {"head": {"repo": {"full_name": "fork/n"}}}}))
    assert _edited(repo, monkeypatch, given) == "https://github.com/fork/n/edit/returns/x#L1"
    for text in ("", "[]", '{"pull_request": {"head": {"repo": null}}}', "{"):
        event.write_text(text)
        assert _edited(repo, monkeypatch, given) == f"{GITHUB}/edit/returns/x#L1"


SECRET = "https://name:secret@github.com/o/n.git"


def test_without_a_runner_git_tells(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.git("remote", "add", "origin", SECRET)
    pushed(repo, "origin/returns")
    assert _edited(repo, monkeypatch, {}) == f"{GITHUB}/edit/returns/x#L1"
    repo.git("switch", "--quiet", "--detach")
    assert _edited(repo, monkeypatch, {}) is None


def test_only_a_branch_that_is_there_is_edited_there(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.git("remote", "add", "origin", SECRET)
    assert _edited(repo, monkeypatch, {}) is None, "nothing of it was ever pushed"
    repo.git("switch", "--quiet", "main")
    assert _edited(repo, monkeypatch, {}) == f"{GITHUB}/edit/main/x#L1", "it is about to be"
    pushed(repo, "origin/trunk")
    assert _edited(repo, monkeypatch, {}) is None, "the main branch has another name there"
    repo.git("branch", "--quiet", "--set-upstream-to=origin/trunk")
    assert _edited(repo, monkeypatch, {}) == f"{GITHUB}/edit/trunk/x#L1"
    repo.git("update-ref", "-d", "refs/remotes/origin/trunk")
    pushed(repo, "origin/other")
    assert _edited(repo, monkeypatch, {}) is None, "it was taken away"
    repo.git("branch", "--quiet", "here")
    repo.git("branch", "--quiet", "--set-upstream-to=here")
    assert _edited(repo, monkeypatch, {}) is None


def test_the_remote_is_the_one_that_git_fetches_from(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.git("remote", "add", "mine", "https://gitlab.com/g/s/n.git")
    pushed(repo, "mine/returns")
    assert _edited(repo, monkeypatch, {}) == f"{GITLAB}/-/edit/returns/x#L1", "there is but one"
    repo.git("remote", "add", "origin", "gh:o/n.git")
    pushed(repo, "origin/returns")
    assert _edited(repo, monkeypatch, {}) is None
    repo.git("config", "url.git@github.com:.insteadOf", "gh:")
    assert _edited(repo, monkeypatch, {}) == f"{GITHUB}/edit/returns/x#L1"
    repo.git("remote", "set-url", "--add", "origin", "https://gitlab.com/mirror/n.git")
    assert _edited(repo, monkeypatch, {}) == f"{GITHUB}/edit/returns/x#L1", "it fetches from the first"
    repo.git("branch", "--quiet", "--set-upstream-to=mine/returns")
    assert _edited(repo, monkeypatch, {}) == f"{GITLAB}/-/edit/returns/x#L1"
    repo.git("remote", "rename", "origin", "other")
    repo.git("branch", "--quiet", "--unset-upstream")
    assert _edited(repo, monkeypatch, {}) is None, "of two git would ask which"


def pushed(repo: Repo, branch: str) -> None:
    """Let the repository know a branch of a remote, as it does after a push or a fetch."""
    repo.git("update-ref", f"refs/remotes/{branch}", "HEAD")


def _edited(repo: Repo, monkeypatch: pytest.MonkeyPatch, given: dict[str, str]) -> str | None:
    with monkeypatch.context() as patched:
        for name, value in given.items():
            patched.setenv(name, value)
        with open_repository(repo.folder / "plans") as opened:
            found = edited_branch(opened)
    return found.editing("x", 1) if found else None

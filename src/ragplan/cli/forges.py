"""The branch that a pull request comes from, as the environment of a run tells it, else as git does."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from ragplan.forge import Branch, branch
from ragplan.repository.branches import remote_branch
from ragplan.repository.git import Repository

_LARGEST = 10 * 1024 * 1024
_QUEUE = "gh-readonly-queue/"
"""What the branches begin with that a merge queue makes; nobody edits them."""


def edited_branch(repository: Repository) -> Branch | None:
    """The branch on whose files the next commit is to be made; ``None`` where no forge is known."""
    given = os.environ
    if given.get("GITHUB_ACTIONS") == "true":
        return _on_github()
    if given.get("GITLAB_CI"):
        return branch(
            given.get("CI_MERGE_REQUEST_SOURCE_PROJECT_URL") or given.get("CI_PROJECT_URL", ""),
            given.get("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME") or given.get("CI_COMMIT_BRANCH", ""),
            "gitlab",
        )
    found = remote_branch(repository)
    return branch(found.address, found.name) if found else None


def _on_github() -> Branch | None:
    """The branch of a pull request, which may be of another repository, else the one that was pushed."""
    given = os.environ
    server = given.get("GITHUB_SERVER_URL", "")
    owner = _head_repository() or given.get("GITHUB_REPOSITORY", "")
    pushed = given.get("GITHUB_REF_NAME", "") if given.get("GITHUB_REF_TYPE") == "branch" else ""
    name = given.get("GITHUB_HEAD_REF") or (
        "" if pushed.endswith("/merge") or pushed.startswith(_QUEUE) else pushed
    )
    return branch(f"{server}/{owner}", name, "github") if server and owner else None


def _head_repository() -> str:
    """The repository that a pull request's branch is in; ``""`` outside one."""
    try:
        path = Path(os.environ.get("GITHUB_EVENT_PATH", ""))
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return ""
        event: Any = json.loads(path.read_bytes())
        name = event["pull_request"]["head"]["repo"]["full_name"]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return name if isinstance(name, str) else ""

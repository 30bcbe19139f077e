"""A pull request of a plan repository as a forge checks it out, and the action run on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from history.building import Files, Repo

from forge.comments import REPOSITORY, Forge, forge
from forge.definitions import ACTION, read
from forge.plan import AS_OF, GOOD
from forge.runner import Runner, runner

NOT_HERE = ("Set up Python", "Install ragplan")
"""Steps whose work is done: the tests run where ragplan is installed."""
DEFAULTS = {f"inputs.{name}": each["default"] for name, each in read(ACTION / "action.yml")["inputs"].items()}


@dataclass
class Pull:
    """A repository with a branch ``topic``, and what the forge says of its pull request."""

    repo: Repo
    forge: Forge
    scratch: Path

    def change(self, files: Files, branch: str = "topic") -> None:
        """A commit on a branch made from where main began."""
        if branch not in self.repo.git("branch", "--format=%(refname:short)").splitlines():
            self.repo.git("branch", "--", branch, "start")
        self.repo.git("checkout", "--quiet", branch, "--")
        self.repo.commit(files)

    def judged(
        self, inputs: Mapping[str, str] | None = None, *, source: str = REPOSITORY, branch: str = "topic"
    ) -> Runner:
        """Check out the branch's merge into main, as the forge does, and run the action on it."""
        self.repo.git("checkout", "--quiet", "--detach", "main")
        merge = ("merge", "--quiet", "--no-ff", "-m", "Merge the pull request")
        self.repo.git(*merge, f"refs/heads/{branch}", GIT_COMMITTER_DATE="2014-01-09T10:00:00+00:00")
        event = {
            "github.event.pull_request.base.sha": self.repo.git("rev-parse", "start"),
            "github.event.pull_request.number": "7",
            "github.event.pull_request.head.repo.full_name": source,
        }
        return self.run(self.repo.folder, event, inputs)

    def queued(self, *branches: str) -> Runner:
        """Let a merge queue put the last commits of branches on main, one on the other, and run the action.

        It is run for the last of them, on a checkout that has no branch and an event without a pull request.
        """
        self.repo.git("checkout", "--quiet", "--detach", "main")
        base = ""
        for branch in branches:
            base = self.repo.git("rev-parse", "HEAD")
            self.repo.git("cherry-pick", f"start..{branch}", GIT_COMMITTER_DATE="2014-01-09T10:00:00+00:00")
        event = {"github.event.merge_group.base_sha": base}
        return self.run(self.repo.folder, event, event_name="merge_group")

    def run(
        self,
        checkout: Path,
        event: Mapping[str, str],
        inputs: Mapping[str, str] | None = None,
        event_name: str = "pull_request",
    ) -> Runner:
        """Run the action in a checkout."""
        given = {f"inputs.{name}": value for name, value in (inputs or {}).items()}
        head = self.repo.git("rev-parse", "HEAD")
        job = runner(
            checkout,
            self.scratch,
            {**DEFAULTS, "inputs.as-of": AS_OF, **event, **given},
            GITHUB_SHA=head,
            GITHUB_API_URL=self.forge.url,
            GITHUB_EVENT_NAME=event_name,
        )
        return job.run(read(ACTION / "action.yml")["runs"]["steps"], skip=NOT_HERE)


@pytest.fixture
def comments() -> Iterator[Forge]:
    """A forge without a comment."""
    with forge() as server:
        yield server


@pytest.fixture
def pull(tmp_path: Path, comments: Forge) -> Pull:
    """A plan with nothing wrong on main, and no branch yet."""
    repo = Repo(tmp_path / "repository")
    repo.commit(GOOD)
    repo.git("tag", "start")
    return Pull(repo, comments, tmp_path / "scratch")

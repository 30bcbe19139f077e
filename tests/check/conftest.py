"""What tests of pull requests share: a small repository, a demonstration, and ``check`` run in them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import pytest
from conftest import Run
from history.building import ALONE, Repo

from check.plans import BEFORE, ON, WHOLE

HERE = {name: ALONE[name] for name in ("GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_GLOBAL")}


class Told(NamedTuple):
    """What ``check`` told: its exit code, its findings as the JSON has them, and what it said beside them."""

    code: int
    findings: list[dict[str, Any]]
    notes: str

    @property
    def new(self) -> list[tuple[str, str]]:
        """The code and the subject of each finding that the change answers for."""
        return [(each["code"], each["subject"]) for each in self.findings if each["new"]]

    @property
    def before(self) -> list[tuple[str, str]]:
        """The same of those that were there before."""
        return [(each["code"], each["subject"]) for each in self.findings if not each["new"]]


class Against(Protocol):
    """``against("main", "--all")``: the findings of ``check --base``."""

    def __call__(self, base: str, *options: str, cwd: Path | None = None) -> Told: ...


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' own git settings in place of those of the person who runs them."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "GITHUB_", "CI_", "GITLAB_"))]:
        monkeypatch.delenv(name)
    for name, value in HERE.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A repository whose ``main`` the meeting of 6 January saw, and a branch that has changed nothing yet."""
    made = Repo(tmp_path / "repo")
    made.commit(WHOLE, "The plan", BEFORE)
    made.git("switch", "--quiet", "-c", "returns")
    return made


@pytest.fixture
def against(repo: Repo, run: Run) -> Against:
    """``check --base`` on the day of the meeting of 20 January."""

    def call(base: str, *options: str, cwd: Path | None = None) -> Told:
        words = ("check", "--base", base, "--as-of", ON, "--format", "json", *options)
        ran = run(*words, cwd=cwd or repo.folder, env=HERE)
        return Told(ran.code, json.loads(ran.stdout)["findings"] if ran.code < 2 else [], ran.stderr)

    return call

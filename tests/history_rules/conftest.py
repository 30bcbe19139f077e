"""What these tests share: a repository, and ``check`` run in it for the rules of history."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Ran, Run
from history.building import ALONE, Repo

from ragplan.rules.example import FILES

HERE = {name: ALONE[name] for name in ("GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_GLOBAL")}
WHOLE = {f"plans/{name}": text for name, text in FILES.items()}
Check = Callable[..., Ran]
Told = Callable[..., list[dict[str, Any]]]


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' own git settings in place of those of the person who runs them."""
    for name in os.environ:
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    for name, value in HERE.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A repository without commits."""
    return Repo(tmp_path / "repo")


@pytest.fixture
def check(repo: Repo, run: Run) -> Check:
    """``check`` for the rules of history, in the repository or another folder."""

    def call(*options: str, cwd: Path | None = None) -> Ran:
        wanted = ("--select", "RAG5", "--fail-on", "info", *options)
        return run("check", *wanted, cwd=cwd or repo.folder, env=HERE)

    return call


@pytest.fixture
def told(check: Check) -> Told:
    """The findings of ``check``, as its JSON has them."""

    def call(*options: str, cwd: Path | None = None) -> list[dict[str, Any]]:
        ran = check("--format", "json", *options, cwd=cwd)
        assert ran.code in {0, 1}, ran.stderr
        found: list[dict[str, Any]] = json.loads(ran.stdout)["findings"]
        return found

    return call

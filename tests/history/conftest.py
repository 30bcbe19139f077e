"""What tests of history share: an empty repository, and an environment that is nobody's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from history.building import ALONE, CHANGED, ORGANISATION, PLAN, Repo, Told, history


@pytest.fixture(autouse=True)
def nobody(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' own git settings in place of those of the person who runs them."""
    for name in os.environ:
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
    for name in ("GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_GLOBAL"):
        monkeypatch.setenv(name, ALONE[name])


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """A repository without commits, in which the test stands."""
    made = Repo(tmp_path / "repo")
    monkeypatch.chdir(made.folder)
    return made


@pytest.fixture
def told(repo: Repo) -> Told:
    """The history of three commits, made in ``repo``."""
    repo.commit(PLAN)
    repo.commit({"plans/A.yaml": CHANGED})
    repo.commit({"plans/A.yaml": ORGANISATION})
    return history(Path("plans"))

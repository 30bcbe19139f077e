"""What tests of chasing share: a repository in which every kind of debt occurs, and the demonstration."""

from __future__ import annotations

from pathlib import Path

import pytest
from history.building import Repo
from history.conftest import nobody, repo

from chase.plans import recorded
from ragplan.demo import demonstration
from ragplan.repository.making import make_repository

__all__ = ["nobody", "owing", "repo"]


@pytest.fixture
def owing(repo: Repo) -> Repo:
    """The history of ``plans``, in which the test stands."""
    return recorded(repo)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, made once; tests only read it."""
    folder = tmp_path_factory.mktemp("demo") / "made"
    make_repository(folder, demonstration().history)
    return folder

"""What tests of history and trend share: repositories, and a small programme over four meetings."""

from __future__ import annotations

import pytest
from history.building import Repo
from history.conftest import nobody, repo

from trend.fortnights import told

__all__ = ["meetings", "nobody", "repo"]


@pytest.fixture
def meetings(repo: Repo) -> Repo:
    """The history of ``fortnights``, in which the test stands."""
    return told(repo)

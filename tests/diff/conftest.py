"""What tests of the command share: the repositories that tests of history are made with."""

import pytest
from history.building import Repo
from history.conftest import repo

from diff.fortnights import two_meetings

__all__ = ["meetings", "repo"]


@pytest.fixture
def meetings(repo: Repo) -> Repo:
    """The history of ``fortnights``, in which the test stands."""
    return two_meetings(repo)

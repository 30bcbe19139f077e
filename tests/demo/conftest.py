"""What the tests of the demonstration share: the repository, and the plan as each meeting saw it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ragplan.demo import demonstration
from ragplan.demo.story import PROGRAMME
from ragplan.history import time_zone
from ragplan.loader import load
from ragplan.model.snapshot import Snapshot
from ragplan.repository.git import Repository, open_repository
from ragplan.repository.meetings import on_day


@pytest.fixture(scope="module", autouse=True)
def nobody() -> Iterator[None]:
    """No git settings of the person who runs the tests."""
    with pytest.MonkeyPatch.context() as patched:
        for name in [name for name in os.environ if name.startswith("GIT_")]:
            patched.delenv(name)
        patched.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patched.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        yield


@pytest.fixture(scope="module")
def repository(demo: Path) -> Iterator[Repository]:
    with open_repository(demo / "plans") as opened:
        yield opened


@pytest.fixture(scope="module")
def snapshots(repository: Repository) -> list[Snapshot]:
    """The programme at each meeting from 27 January on."""
    meetings = demonstration().meetings
    found = []
    for meeting in meetings:
        commit = on_day(repository, meeting, PROGRAMME, meetings, time_zone()).commit
        plans = load(repository.files(commit).sources)
        assert not plans.broken
        found.append(Snapshot(plans.programmes[0], meeting))
    return found

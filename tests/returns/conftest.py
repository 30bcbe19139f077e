"""A plan whose rows go out, and what reads them back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Ran, Run, Write

PROGRAMME = """\
format: ragplan/1
programme: example
title: Example plan
calendar:
  every: 2 weeks
  first: 2014-01-06
  last: 2014-03-31
key: rag-complete
organisations:
  A: {name: Alpha Hospital}
  B: {name: Beta Council}
goals:
  - ref: "1"
    title: Publish a response
    actions:
      - {ref: "1.1", title: Publish the response, due: 2014-01-31, owners: [A, B]}
      - {ref: "1.10", title: Answer the letters, due: 2014-02, owners: [A]}
      - {ref: "1.2", title: Count the wards, due: ongoing, owners: [A]}
      - {ref: "1.3", title: Ask the patients, owners: [A]}
"""
ALPHA = """\
# kept
organisation: A
actions:
  - ref: "1.1"
    rating: amber
    status: Drafted.
    updated: 2014-01-07
    evidence:
      - ref: Minute 4
  - ref: "1.10"
    status: |
      Two letters: one is = open.

      And one is not.
    next: Write it
  - ref: "1.2"
    status: "-"
  - ref: A.1
    title: Repair the roof
    due: 2014-03-31
    status: Begun
"""
BETA = 'organisation: B\nactions:\n  - ref: "1.1"\n    status:\n'
SENT, BACK = "2014-01-10", "2014-01-16"
Collect = Callable[..., Ran]


@pytest.fixture
def sent(write: Write, run: Run, tmp_path: Path) -> Path:
    """The workbook of A, sent from a plan on disk."""
    write({"programme.yaml": PROGRAMME, "A.yaml": ALPHA, "B.yaml": BETA})
    ran = run("collect", "out", "r", "--as-of", SENT)
    assert ran.code == 0, ran.stderr
    return tmp_path / "r/example-a.xlsx"


@pytest.fixture
def back(run: Run) -> Collect:
    """Take in files that came back some days later."""

    def call(*paths: Path, received: str = BACK) -> Ran:
        return run("collect", "in", *paths, "--received", received)

    return call

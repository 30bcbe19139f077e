"""A row of a plan is judged once a run, however many rules and parts of a paper ask about it."""

import shutil
import sys
from collections import Counter
from pathlib import Path
from types import FrameType

import pytest
from conftest import ROOT, Run

from ragplan.model import assessment

COMMANDS = (
    "check --no-history --fail-on never --as-of 2014-02-10",
    "report agenda --programme bhr-francis --as-of 2014-02-10 --output -",
    "report plan --programme bhr-francis --as-of 2014-02-10 --output -",
    "report organisation LBR --programme bhr-francis --as-of 2014-02-10 --output -",
    "list --programme bhr-francis --as-of 2014-02-10",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_row_is_judged_once(run: Run, tmp_path: Path, command: str) -> None:
    shutil.copytree(ROOT / "plans", tmp_path / "plans")
    times: Counter[tuple[str, str, str]] = Counter()

    def called(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and frame.f_code is assessment._judge.__code__:  # noqa: SLF001 - what runs once
            row = frame.f_locals["row"]
            times[frame.f_locals["snapshot"].programme.id, row.action.ref, row.organisation] += 1

    sys.setprofile(called)
    try:
        done = run(*command.split())
    finally:
        sys.setprofile(None)
    assert done.code == 0, done.err
    assert times
    assert [each for each, many in times.items() if many > 1] == []

"""The action's step that installs ragplan, with pip, as it does on a runner."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from forge.definitions import ACTION, read
from forge.runner import runner

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(sys.platform == "win32", reason="the action runs in bash"),
]

TOOLS = Path(sys.executable).parent
HOSTILE = "import pathlib; pathlib.Path('hacked').touch()"


def test_ragplan_is_installed_from_where_the_action_is(tmp_path: Path) -> None:
    checkout, scratch = tmp_path / "checkout", tmp_path / "scratch"
    checkout.mkdir()
    for name in ("pip", "venv", "json"):
        (checkout / f"{name}.py").write_text(HOSTILE, encoding="utf-8")
    # A runner's Python has pip; the tests' own environment may have been made without.
    subprocess.run([TOOLS / "virtualenv", "--quiet", tmp_path / "python"], check=True)
    here = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "RUNNER_"))}
    here["PATH"] = f"{tmp_path / 'python' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    job = runner(checkout, scratch, {}, **here).run(
        [step for step in read(ACTION / "action.yml")["runs"]["steps"] if step["name"] == "Install ragplan"]
    )
    assert job.code == 0, job.log
    command = Path(job.names["steps.install.outputs.ragplan"])
    assert command.is_relative_to(scratch)
    assert subprocess.run([command, "--version"], cwd=checkout, check=True, capture_output=True).stdout
    assert subprocess.run(
        [command, "explain", "RAG401"], cwd=checkout, check=True, capture_output=True
    ).stdout
    assert not list(tmp_path.rglob("hacked"))

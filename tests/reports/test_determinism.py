"""The same plan and day make the same bytes, wherever and however the command runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from golden.command import once, process, ragplan

from reports.sample import DAY, RICH

SURROUNDINGS: dict[str, dict[str, str]] = {
    "east": {"TZ": "Pacific/Kiritimati", "LC_ALL": "de_DE.UTF-8", "LANGUAGE": "tr", "PYTHONHASHSEED": "1"},
    "west": {"TZ": "Pacific/Niue", "LC_ALL": "C", "PYTHONHASHSEED": "4242", "PYTHONIOENCODING": "latin-1"},
    "terminal": {"COLUMNS": "40", "FORCE_COLOR": "1", "TERM": "xterm-256color", "PYTHONOPTIMIZE": "2"},
}  # fmt: skip
COMMANDS = {
    "html": ("report", *DAY, "--output", "-"),
    "markdown": ("report", *DAY, "--output", "-", "--format", "markdown"),
    "table": ("list", *DAY),
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize("env", SURROUNDINGS.values(), ids=SURROUNDINGS)
def test_surroundings_change_nothing(command: tuple[str, ...], env: dict[str, str]) -> None:
    ran = process(*command, cwd=RICH, env=env)
    assert ran.out
    assert ran.out == once(*command, cwd=RICH).out


def test_the_folder_it_runs_in_and_the_file_it_writes_change_nothing(tmp_path: Path) -> None:
    assert ragplan("report", *DAY, "--plans", str(RICH / "plans"), cwd=tmp_path).code == 0
    written = (tmp_path / "reports/ward-safety-plan.html").read_bytes().decode("utf-8")
    assert written == once(*COMMANDS["html"], cwd=RICH).out

"""The four shells complete commands, options, and words of the plans."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from golden.command import BARE, COMMAND, REPOSITORY, process

COMPLETE = "_RAGPLAN_COMPLETE"


def completed(shell: str, line: str, cwd: Path = REPOSITORY) -> list[str]:
    """What a shell is offered for the last word of a line."""
    words = line.split(" ")
    asked = {
        "bash": {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)},
        "zsh": {"_TYPER_COMPLETE_ARGS": line},
        "fish": {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
        "powershell": {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1]},
    }
    ran = process(cwd=cwd, env=asked[shell] | {COMPLETE: f"complete_{shell}"})
    assert (ran.code, ran.err) == (0, "")
    return ran.out.splitlines()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_a_command_is_completed(shell: str) -> None:
    offered = "\n".join(completed(shell, "ragplan ch"))
    assert "check" in offered
    assert "chase" in offered
    assert "report" not in offered


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("ragplan list --organ", ["--organisation"]),
        ("ragplan lint --format sar", ["sarif"]),
        ("ragplan explain RAG40", None),
        ("ragplan --show", ["--show-completion"]),
    ],
)
def test_options_values_and_rules_are_completed(line: str, offered: list[str] | None) -> None:
    found = completed("bash", line)
    assert found == offered or (offered is None and set(found) >= {"RAG401", "RAG402"})


@pytest.mark.parametrize("below", ["", "plans"])
def test_words_of_the_plans_are_completed_from_any_folder_of_them(below: str) -> None:
    assert completed("bash", "ragplan list --organisation LB", REPOSITORY / below) == ["LBBD", "LBH", "LBR"]
    assert completed("bash", "ragplan show 2.", REPOSITORY / below)[:2] == ["2.1", "2.2"]
    assert completed("bash", "ragplan report --programme bhr", REPOSITORY / below) == ["bhr-francis"]


def test_nothing_is_offered_and_nothing_said_without_plans(tmp_path: Path) -> None:
    assert completed("bash", "ragplan list --organisation ", tmp_path) in ([], [""])


@pytest.mark.parametrize(
    ("shell", "sign"),
    [
        ("bash", "complete -o default -F _ragplan_completion ragplan"),
        ("zsh", "compdef _ragplan_completion ragplan"),
        ("fish", "complete --command ragplan"),
        ("powershell", "Register-ArgumentCompleter"),
        ("pwsh", "Register-ArgumentCompleter"),
    ],
)
def test_the_lines_for_each_shell_are_shown(shell: str, sign: str) -> None:
    ran = process("--show-completion", shell, env={"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"})
    assert (ran.code, ran.err) == (0, "")
    assert sign in ran.out


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_bash_itself_completes_once_it_is_installed(tmp_path: Path) -> None:
    environment = BARE | {"HOME": str(tmp_path), "PATH": f"{COMMAND.parent}:{BARE['PATH']}"}
    installed = subprocess.run(
        ["bash", "-c", "ragplan --install-completion; true"],
        env=environment,
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert b"bash completion installed" in installed.stdout
    typed = "COMP_WORDS=(ragplan fre); COMP_CWORD=1"
    script = f"source ~/.bashrc; {typed}; _ragplan_completion ragplan; echo ${{COMPREPLY[@]}}"
    ran = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, timeout=60, check=True)
    assert ran.stdout == b"freeze\n"


def test_completion_costs_no_start_up() -> None:
    """The table of commands reads no plans for it, and imports no command."""
    code = "import sys, ragplan.cli.app; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=True)
    own = [name for name in done.stdout.decode().split() if name.startswith("ragplan")]
    assert own == ["ragplan", "ragplan.cli", "ragplan.cli.app"]

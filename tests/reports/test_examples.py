"""Every command's help ends with a line to type, which runs as it stands in the folder of the demo."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from golden.command import once, ragplan

from ragplan.cli.app import COMMANDS
from ragplan.demo import demonstration
from ragplan.repository.making import make_repository

WIDTH = 80


SOMEBODY = {"GIT_COMMITTER_NAME": "A Clerk", "GIT_COMMITTER_EMAIL": "clerk@example.org"}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``ragplan demo`` makes."""
    folder = tmp_path_factory.mktemp("examples") / "demo"
    make_repository(folder, demonstration().history)
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_the_example_of_a_command_runs(command: str, demo: Path) -> None:
    told = COMMANDS[command].example
    program, *words = shlex.split(told)
    assert (program, words[0]) == ("ragplan", command)
    ran = ragplan(*words, cwd=demo, env=SOMEBODY)
    assert ran.code in {0, 1}, ran.err
    assert ran.out


@pytest.mark.parametrize("command", COMMANDS)
def test_help_ends_with_the_example_on_a_line_of_its_own(command: str) -> None:
    *_, last = once(command, "--help").out.rstrip().splitlines()
    assert last == f"  Example: {COMMANDS[command].example}"
    assert len(last) <= WIDTH


@pytest.mark.parametrize("command", COMMANDS)
def test_help_in_front_tells_what_help_behind_tells(command: str) -> None:
    told = once("help", command)
    behind = once(command, "--help")
    assert (told.code, told.err) == (0, "")
    assert told.out == behind.out


def test_help_alone_names_all_commands() -> None:
    assert once("help").out == once("--help").out


def test_help_of_no_command_offers_a_likely_one() -> None:
    ran = once("help", "hsitory")
    assert (ran.code, ran.out) == (2, "")
    assert "There is no command 'hsitory'. Did you mean 'history'?" in ran.err

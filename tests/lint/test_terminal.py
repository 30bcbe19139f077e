"""Findings on a terminal, and what happens when nobody can take them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import Run, Write, command, environment

from lint.plan_files import ORGANISATION, UNQUOTED

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a terminal is made by POSIX's pty")

COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def on_a_terminal(folder: Path, *arguments: str, env: Mapping[str, str] | None = None) -> str:
    """Standard output of a run that has a terminal to write to."""
    import pty

    outer, inner = pty.openpty()
    unknown = {name: value for name, value in environment(env).items() if name != "COLUMNS" or env}
    running = subprocess.Popen(
        command("lint", *arguments), cwd=folder, env=unknown, stdout=inner, stderr=subprocess.DEVNULL
    )
    os.close(inner)
    told = b""
    while True:
        try:
            part = os.read(outer, 65536)
        except OSError:  # how Linux says that the other side has gone
            break
        if not part:
            break
        told += part
    os.close(outer)
    running.wait(timeout=60)
    return told.decode().replace("\r\n", "\n")


def test_a_terminal_gets_blocks_in_colour(plan: Path, write: Write) -> None:
    write({"A.yaml": UNQUOTED})
    shown = on_a_terminal(plan.parent, env={"TERM": "xterm"})
    assert COLOUR.search(shown)
    assert COLOUR.sub("", shown).splitlines()[:6] == [
        "warning RAG113 number-like-ref",
        "  other tools would read the ref 1.1 as a number",
        "  at plans/A.yaml:3:10",
        "  3 |   - ref: 1.1",
        "    |          ^^^",
        '  fix: put it in quotes: "1.1"',
    ]


MANY = ORGANISATION + "".join(
    f"  - {{ref: A{at}, title: x{at}, leads: [x], due: 2014-03-30, rating: amber, status: Week {at}.}}\n"
    for at in range(9)
)
"""Nine dates that are a Sunday."""


def test_a_terminal_gets_many_findings_a_line_each_by_file_those_with_errors_first(
    plan: Path, write: Write
) -> None:
    many = MANY + "  - {ref: A9, title: x, leads: [x], due: soon, rating: amber, status: x}\n"
    write(
        {
            "B.yaml": many.replace("organisation: A\n", "organisation: B\n").replace('"1.1"', "B1"),
            "A.yaml": MANY,
        }
    )
    shown = on_a_terminal(plan.parent, env={"NO_COLOR": "1", "COLUMNS": "60"}).splitlines()
    assert [line for line in shown if not line.startswith(" ")] == ["plans/B.yaml", "", "plans/A.yaml", ""]
    assert shown[1].startswith("  ")
    assert " error   RAG" in shown[1]
    assert all(len(line) <= 60 for line in shown)


@pytest.mark.parametrize("option", ["--full", "--format=full"])
def test_full_shows_many_with_their_lines(plan: Path, write: Write, option: str) -> None:
    write({"A.yaml": MANY.replace("2014-03-30", "soon")})
    assert on_a_terminal(plan.parent, option, env={"NO_COLOR": "1"}).count("^^^^") == 9


def test_few_are_shown_with_their_lines(plan: Path, write: Write) -> None:
    write({"A.yaml": MANY})
    assert on_a_terminal(plan.parent, env={"NO_COLOR": "1"}).count("^" * 10) == 9


def test_full_goes_with_no_other_format(run: Run, plan: Path) -> None:
    ran = run("lint", "--full", "--format", "json")
    assert (ran.code, ran.stdout) == (2, "")
    assert "--full" in ran.stderr


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "yes", "TERM": "xterm"}])
def test_a_terminal_that_wants_no_colour_gets_none(plan: Path, write: Write, env: dict[str, str]) -> None:
    write({"A.yaml": UNQUOTED})
    shown = on_a_terminal(plan.parent, env=env)
    assert "\x1b" not in shown
    assert "    |          ^^^\n" in shown


@pytest.mark.parametrize("format", ["concise", "json"])
def test_lines_and_json_are_never_coloured(plan: Path, write: Write, format: str) -> None:
    write({"A.yaml": UNQUOTED})
    shown = on_a_terminal(plan.parent, "--format", format, env={"TERM": "xterm"})
    assert "RAG113" in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize(("columns", "widest"), [("60", 60), ("300", 100)])
def test_blocks_are_as_wide_as_the_terminal_but_not_wider_than_text_is_read(
    plan: Path, write: Write, columns: str, widest: int
) -> None:
    write({"A.yaml": f"{ORGANISATION}    rating: {'x' * 400}\n    due: {'TBC ' * 40}\n"})
    shown = on_a_terminal(plan.parent, env={"COLUMNS": columns, "NO_COLOR": "1"})
    assert widest - 10 < max(map(len, shown.splitlines())) <= widest


def test_a_reader_that_goes_away_is_no_error_of_the_plan(plan: Path, write: Write) -> None:
    write({f"{number}.yaml": "" for number in range(2000)})
    running = subprocess.Popen(
        command("lint"), cwd=plan.parent, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert running.stdout is not None
    assert running.stdout.readline().startswith(b"plans/0.yaml:1:1: error RAG001")
    running.stdout.close()
    assert running.stderr is not None
    assert b"Traceback" not in running.stderr.read()
    running.stderr.close()
    running.wait(timeout=60)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a device that is always full")
def test_findings_that_cannot_be_written_are_not_lost_silently(plan: Path, write: Write) -> None:
    write({"A.yaml": UNQUOTED})
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command("lint"),
            cwd=plan.parent,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert b"No space left on device" in done.stderr
    assert b"Traceback" not in done.stderr


def test_standard_output_that_is_closed_is_not_a_crash(plan: Path, process: Run) -> None:
    closed = [sys.executable, "-c", "import os, sys; os.close(1); os.execv(sys.argv[1], sys.argv[1:])"]
    done = subprocess.run(
        [*closed, *command("lint")], cwd=plan.parent, env=environment(), stderr=subprocess.PIPE, check=False
    )
    assert done.returncode in {0, 2}
    assert b"Traceback" not in done.stderr

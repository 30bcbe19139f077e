"""Streams that take nothing, a folder that is gone, a person who stops it: one sentence and no trace."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import command, environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="streams, folders and signals are POSIX's")

SAYING = [
    ["--help"],
    ["--version"],
    ["lint", "--help"],
    ["rules"],
    ["list"],
    ["report", "--output", "-"],
]
FULL = Path("/dev/full")
NEVER = [sys.executable, "-c", "import os, sys; os.close(1); os.execv(sys.argv[1], sys.argv[1:])"]


def code_of(done: subprocess.CompletedProcess[bytes]) -> int:
    """The exit code of a process that told no trace."""
    assert b"Traceback" not in done.stderr, done.stderr
    return done.returncode


def ran(folder: Path, *words: str, stdout: int) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        words, cwd=folder, env=environment(), stdout=stdout, stderr=subprocess.PIPE, timeout=60
    )


@pytest.mark.skipif(not FULL.exists(), reason="Linux has a device that is always full")
@pytest.mark.parametrize("arguments", SAYING, ids=" ".join)
def test_a_full_disk(plan: Path, arguments: list[str]) -> None:
    with FULL.open("wb") as full:
        done = ran(plan.parent, *command(*arguments), stdout=full.fileno())
    assert code_of(done) == 2
    assert b"ragplan: standard output cannot be written: No space left on device\n" in done.stderr


@pytest.mark.parametrize("arguments", SAYING, ids=" ".join)
def test_a_closed_stream(plan: Path, arguments: list[str]) -> None:
    done = ran(plan.parent, *NEVER, *command(*arguments), stdout=subprocess.DEVNULL)
    assert code_of(done) == 2
    assert done.stderr == b"ragplan: standard output cannot be written: it is closed\n"


@pytest.mark.parametrize("arguments", SAYING, ids=" ".join)
def test_a_reader_that_has_left(plan: Path, arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = ran(plan.parent, *command(*arguments), stdout=writing)
    os.close(writing)
    assert code_of(done) == 2
    assert b"cannot be written" not in done.stderr


@pytest.mark.skipif(not FULL.exists(), reason="Linux has a device that is always full")
@pytest.mark.parametrize("arguments", [["lint"], ["report"], ["nosuch"], []], ids=" ".join)
def test_standard_error_that_is_full(plan: Path, arguments: list[str]) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(
            command(*arguments), cwd=plan.parent, env=environment(), stdout=subprocess.PIPE, stderr=full
        )
    assert done.returncode == 2


@pytest.mark.parametrize(
    "name", ["lint", "check", "list", "report", "diff", "show 1.1", "history 1.1", "chase"]
)
def test_a_folder_that_is_gone(tmp_path: Path, name: str) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f'cd {gone} && rmdir {gone} && exec "$@"'
    done = ran(tmp_path, "sh", "-c", script, "sh", *command(*name.split()), stdout=subprocess.DEVNULL)
    assert code_of(done) == 2
    assert done.stderr.startswith(
        b"ragplan: the folder you are in cannot be used: No such file or directory; "
    )


@pytest.mark.usefixtures("heeded")
@pytest.mark.parametrize("seconds", [0.1, 0.2, 0.4])
def test_a_person_who_stops_it(plan: Path, seconds: float) -> None:
    (plan / "many.yaml").write_text("organisation: A\nactions:\n" + "  - {}\n" * 200_000, encoding="utf-8")
    running = subprocess.Popen(
        command("lint"), cwd=plan.parent, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    time.sleep(seconds)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert not re.search(rb'File "[^"]*ragplan/(?!__main__)', said), said
    assert running.returncode == 130 or b"Traceback" in said  # for Python itself may not have begun

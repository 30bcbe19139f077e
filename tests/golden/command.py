"""The real command line, run in a folder of the caller's choosing: in this process, or in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir
from functools import cache
from pathlib import Path
from typing import NamedTuple

from typer.testing import CliRunner

from ragplan.cli.app import app

REPOSITORY = Path(__file__).parents[2]
COMMAND = Path(sys.executable).with_name("ragplan")
SECONDS = 60
BARE = {
    "PATH": os.environ.get("PATH", ""),
    "LC_ALL": "C.UTF-8",
    "COLUMNS": "80",
    "RAGPLAN_CACHE": "off",
    "PYTHONWARNINGS": "error",
}
"""An environment that says nothing about a terminal and lets no warning pass."""


class Ran(NamedTuple):
    """What a run left behind; line ends of ``out`` are as they were written."""

    code: int
    out: str
    err: str


def ragplan(*args: str, cwd: Path = REPOSITORY, env: Mapping[str, str] | None = None) -> Ran:
    """Run ``ragplan`` with a bare environment, in a hundredth of a process's time; an exception fails."""
    bare = BARE | dict(env or {})
    hidden = dict.fromkeys(os.environ.keys() - bare.keys())
    with chdir(cwd):
        done = CliRunner(env=hidden | bare).invoke(app, args, prog_name="ragplan", catch_exceptions=False)
    return Ran(done.exit_code, done.stdout_bytes.decode("utf-8"), done.stderr_bytes.decode("utf-8"))


def process(*args: str, cwd: Path = REPOSITORY, env: Mapping[str, str] | None = None) -> Ran:
    """The same in a process of its own. A traceback is a failure whatever the test looks for."""
    done = subprocess.run(
        [COMMAND, *args],
        cwd=cwd,
        env=BARE | dict(env or {}),
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    ran = Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
    assert "Traceback" not in ran.err, ran.err
    return ran


@cache
def once(*args: str, cwd: Path = REPOSITORY) -> Ran:
    """A run that only reads, shared by every test that looks at it."""
    return ragplan(*args, cwd=cwd)


def lay(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files into a folder, by their paths in it, and return the folder.

    A file with nothing in it is left out; ``# link: NAME -> TARGET`` makes a symbolic link.
    """
    for name, body in files.items():
        path = folder / name
        if not body.strip():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        if body.startswith("# link: "):
            link, target = body.splitlines()[0].removeprefix("# link: ").split(" -> ")
            (folder / link).symlink_to(target)
        else:
            path.write_text(body, encoding="utf-8", newline="")
    return folder


def beside(err: str) -> str:
    """What was said on standard error beside the note that, outside git, dates alone tell who has spoken."""
    return "".join(
        line for line in err.splitlines(keepends=True) if not line.startswith("note: silence is judged")
    )

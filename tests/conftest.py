"""What tests of reading and linting share: plan files on disk, and the real command line run on them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest
from hypothesis import HealthCheck, settings
from typer.testing import CliRunner

import ragplan
from ragplan.cli.app import app
from ragplan.demo import demonstration
from ragplan.repository.making import make_repository
from ragplan.rules.example import FILES

pytest_plugins = ("golden.plugin",)

ROOT = Path(__file__).parent.parent
"""The checkout, where the real plans are."""

HERE = str(Path(ragplan.__file__).parent.parent)
"""Where the package under test was found, so that processes find the same one."""

os.environ["RAGPLAN_CACHE"] = "off"  # of whoever runs the tests

EXAMPLES = int(os.environ.get("RAGPLAN_FUZZ") or 0)
"""Examples a property is tried with in a long run; by default few, and the same ones every time."""

settings.register_profile(
    "ragplan",
    max_examples=EXAMPLES or 60,
    derandomize=not EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ragplan")


class Ran(NamedTuple):
    """What a finished command left behind."""

    code: int
    stdout: str
    stderr: str


class Run(Protocol):
    """``run("lint", "--fix")``: the command line, by default in ``tmp_path``."""

    def __call__(
        self, *arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
    ) -> Ran: ...


Files = Mapping[str, str | bytes]
Write = Callable[[Files], Path]


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """A bare environment in which a warning is an error and nothing is said about a terminal."""
    bare = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "COLUMNS": "80", "RAGPLAN_CACHE": "off"}
    return bare | {"PYTHONPATH": HERE, "PYTHONWARNINGS": "error"} | dict(extra or {})


def command(*arguments: str | Path) -> list[str]:
    """The command line as the list of words that starts it."""
    return [sys.executable, "-m", "ragplan", *map(str, arguments)]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a command in this process, which takes a fiftieth of the time; an exception fails the test."""

    def call(*arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> Ran:
        hidden = dict.fromkeys(os.environ.keys() - environment().keys())
        with chdir(cwd or tmp_path):
            done = CliRunner(env=hidden | environment(env)).invoke(
                app, list(map(str, arguments)), prog_name="ragplan", catch_exceptions=False
            )
        return Ran(done.exit_code, done.stdout_bytes.decode(), done.stderr_bytes.decode())

    return call


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """Run a command in a process of its own; a traceback fails the test."""

    def call(*arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> Ran:
        done = subprocess.run(
            command(*arguments),
            cwd=cwd or tmp_path,
            env=environment(env),
            capture_output=True,
            timeout=60,
            check=False,
        )
        ran = Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in ran.stderr, ran.stderr
        return ran

    return call


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write files below ``tmp_path/plans``, byte by byte as given, and return that folder."""

    def put(files: Files) -> Path:
        folder = tmp_path / "plans"
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return put


@pytest.fixture
def plan(write: Write) -> Path:
    """The folder of a small plan in which no rule finds anything."""
    return write(FILES)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, made once; tests only read it."""
    folder = tmp_path_factory.mktemp("made") / "demo"
    make_repository(folder, demonstration().history)
    return folder


@pytest.fixture
def heeded() -> Iterator[None]:
    """Ctrl-C is heeded, also where the tests run behind a shell that lets them ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)

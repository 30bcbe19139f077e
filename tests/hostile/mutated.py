"""Repositories of plans, papers, policies and registers that were damaged, and every command run on them.

``python -m hostile.mutated --seed 1 --count 5000`` in the folder ``tests`` prints a tally, also when it is
stopped; exit code 1 where a command ended in anything but 0, 1, 2 or 130, in an exception, or not in time,
and where not all ran. The same seed damages alike, whether all at once or in parts, by ``--first``.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import NamedTuple

from history.building import ALONE, Repo
from lint.damage import PAPER, SMALL, SNIPPETS
from typer.testing import CliRunner

from ragplan.cli.app import app

POLICY = b"""\
format: ragplan-policy/1
fail_on: error
ignore: [RAG206]
severity: {RAG401: warning}
paths:
  - path: plans/A.yaml
    select: [RAG206]
working_days:
  bank_holidays: [GB-ENG, 2014-01-06]
"""
OWNERS = b"/plans/ @organisation/office\n/plans/A.yaml @alpha\n"
FILES: Mapping[str, bytes] = {
    **{f"plans/{name}": data for name, data in SMALL.items()},
    "ragplan.yaml": POLICY,
    "CODEOWNERS": OWNERS,
}
PAPER_PATH = next(f"plans/{name}" for name, data in SMALL.items() if data == PAPER.encode())
DAYS = ("2014-01-27", "2014-03-31", "0001-01-01", "9999-12-31")
COMMANDS = (
    "lint", "lint --fix", "lint --format json", "lint --format sarif", "lint --at HEAD~1",
    "check", "check --base HEAD~1 --format markdown", "check --format github", "diff",
    "diff HEAD~1 --format json", "diff --format markdown --output -", "list", "list --format json",
    "list --format csv", "list --positions", "show 1.1", "history 1.1", "history 1.1 --format json",
    "report --output -", "report --format markdown --output - --public", "report recommendations --output -",
    f"report paper {PAPER_PATH} --output -", "report trend --output - --no-cache", "chase",
    "chase --format eml --organisation A", "codeowners", "rules", "policy", "policy --format json",
    "export rows", "export positions --format jsonl", "export changes --all-meetings",
    "export meetings --all-meetings",
)  # fmt: skip
UNDATED = ("lint", "codeowners", "rules", "policy", "show", "report paper")
SECONDS = 20
CODES = (0, 1, 2, 130)


class Run(NamedTuple):
    """A command on the files of a case, and what was wrong with how it ended; ``""`` for nothing."""

    case: int
    command: str
    code: int
    wrong: str


class _SlowError(Exception):
    """A command that takes too long."""


def damaged(chance: random.Random, data: bytes) -> bytes:
    """A file with a few values given otherwise, or with stretches taken out, doubled or written over."""
    change = _other_value if chance.random() < 0.6 else _other_stretch
    for _ in range(chance.randint(1, 4)):
        data = change(chance, data)
    return data


def _other_value(chance: random.Random, data: bytes) -> bytes:
    """A file in which a field says what another does, or something odd, or appears twice or elsewhere."""
    lines = data.splitlines(keepends=True)
    place = chance.randrange(len(lines) or 1)
    field, colon, _ = (lines or [b""])[place].partition(b": ")
    values = [line.partition(b": ")[2] for line in lines if b": " in line] or [b""]
    odd = chance.choice(SNIPPETS).replace(b"\n", b" ") + b"\n"
    put = field + colon + chance.choice((chance.choice(values), odd, b'"' + b"x" * 3000 + b'"\n', b"\n"))
    where = chance.choice((place, place, place, chance.randint(0, len(lines))))
    lines[where : where + chance.randint(0, 1)] = [put]
    return b"".join(lines)


def _other_stretch(chance: random.Random, data: bytes) -> bytes:
    start = chance.randint(0, len(data))
    end = min(len(data), start + chance.choice((0, 1, 3, 10, 40, 400)))
    lines = data.splitlines(keepends=True) or [b""]
    put = chance.choice(
        (chance.choice(SNIPPETS), data[start:end] * 2, chance.choice(lines), chance.randbytes(3), b"")
    )
    return data[:start] + put + data[end if chance.random() < 0.5 else start :]


def case(seed: int, number: int) -> tuple[dict[str, bytes], str]:
    """The files of a case, of which one to three are damaged, and the command that is run on them."""
    chance = random.Random(f"{seed}/{number}")
    files = dict(FILES)
    for name in chance.sample(sorted(files), chance.choice((1, 1, 1, 2, 3))):
        files[name] = damaged(chance, files[name])
    if chance.random() < 0.1:
        files.pop(chance.choice(sorted(files)))
    command = COMMANDS[number % len(COMMANDS)]
    day = "" if command.startswith(UNDATED) else f" --as-of {chance.choice(DAYS)}"
    return files, command + day


def runs(seed: int, numbers: range) -> Iterator[Run]:
    """Every case of some numbers, run one after the other in one repository."""
    with TemporaryDirectory() as name:
        repo = Repo(Path(name) / "repository")
        repo.commit(dict(FILES))
        for number in numbers:
            files, command = case(seed, number)
            _lay(repo.folder, files)
            if number % 3 == 0:
                repo.git("add", "--all", ".")
                repo.record("Damaged")
            yield ran(repo.folder, number, command)
            if number % 3 == 0:
                repo.git("reset", "--quiet", "--hard", "HEAD~1")


def ran(folder: Path, number: int, command: str) -> Run:
    """A command on the files of a folder, in this process."""
    code, wrong = -1, ""
    hidden = dict.fromkeys(each for each in os.environ if each.startswith(("GIT_", "GITHUB_", "GITLAB_")))
    try:
        with chdir(folder), _in_time():
            done = CliRunner(env=hidden | {"RAGPLAN_CACHE": "off", **ALONE}).invoke(
                app, command.split(), prog_name="ragplan", catch_exceptions=False
            )
            code = done.exit_code
            wrong = "" if code in CODES else f"exit code {code}"
    except _SlowError:
        wrong = f"more than {SECONDS} s"
    except Exception:  # noqa: BLE001 - what this looks for
        wrong = traceback.format_exc()
    return Run(number, command, code, wrong)


def _lay(folder: Path, files: Mapping[str, bytes]) -> None:
    """The files of a case in place of those of the one before."""
    for name in FILES:
        path = folder / name
        if name in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files[name])
        else:
            path.unlink(missing_ok=True)


@contextmanager
def _in_time() -> Iterator[None]:
    """Stops what takes too long, where the system can."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise _SlowError

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


class _Stopped(BaseException):
    """Somebody wants no more cases."""


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise _Stopped


def _told(tally: Counter[str], each: Run) -> None:
    """Count a run, and print what was wrong with it."""
    tally["wrong" if each.wrong else f"exit code {each.code}"] += 1
    if each.wrong:
        print(f"case {each.case}: ragplan {each.command}\n{each.wrong}", flush=True)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--count", type=int, default=5000)
    options.add_argument("--first", type=int, default=0, help="the number of the first case")
    asked = options.parse_args()
    tally: Counter[str] = Counter()
    signal.signal(signal.SIGTERM, _stop)
    try:
        for each in runs(asked.seed, range(asked.first, asked.first + asked.count)):
            _told(tally, each)
    except (_Stopped, KeyboardInterrupt):
        print("stopped")
    ran = f"{tally.total()} of {asked.count} runs from {asked.first}"
    print(f"seed {asked.seed}, {ran}:", dict(sorted(tally.items())), flush=True)
    return int(bool(tally["wrong"]) or tally.total() < asked.count)


if __name__ == "__main__":
    sys.exit(main())

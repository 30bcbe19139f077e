"""A command's finished output, said again where nothing that decides it is different.

``lint`` reads files only, so its arguments, the plan files, the policy, the terminal and ragplan's own
code decide all it says; for the trend and what changed the repository, the templates and the day in each
programme's time zone come to that. This is looked up before what reads plans is imported. A run in which
anything else could count keeps nothing.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date, tzinfo

    from ragplan.cache import Cache
    from ragplan.repository import Found

Stream = Literal["out", "err"]
Files = list[tuple[str, str]]
"""Paths and the texts that stand there."""
Days = dict[str, str]
"""Names of time zones, and the day that it was there."""

NO_CACHE = "--no-cache"
_OF_THE_PAST = (("report", "trend"), ("diff",))
KNOWN = (("lint",), *_OF_THE_PAST)
"""How the commands begin whose output is kept."""
COULD_NOT_RUN = 2
_CODES = (0, 1)


@dataclass
class Run:
    """One run of a command: what it read, said and wrote so far. That is kept where the command allows it."""

    arguments: tuple[str, ...]
    cache: Cache
    folder: str = ""
    found: Found | None = None
    plans: bytes = b""
    before: bytes = b""
    said: list[tuple[Stream, str]] = field(default_factory=list)
    files: Files = field(default_factory=list)
    days: Days = field(default_factory=dict)
    allowed: bool = False

    def read(self, folder: str, found: Found) -> None:
        """Take in the plan files that decide the output; they are gone through once."""
        if found is not self.found:
            self.folder, self.found = folder, found
            self.plans = _digest(_plan_facts(found))
            self.before = self.digest()

    def digest(self) -> bytes:
        """What everything that decides the output comes to now."""
        return _digest((self.plans, *_facts(self.arguments, self.folder)))


_run: Run | None = None
"""The run of this process; none where output is not kept."""


def replayed(arguments: Sequence[str]) -> int | None:
    """Say what the same command said before; its exit code, or ``None`` where it has to run."""
    global _run  # noqa: PLW0603 - a process runs one command
    if not _begins(arguments, KNOWN) or NO_CACHE in arguments:
        return None
    from ragplan.cache import usual

    cache = usual()
    if cache is None:
        return None
    _run = Run(tuple(arguments), cache)
    folder = cache.get(_whose(arguments))
    if folder is None:
        return None
    from ragplan.repository import working_files

    try:
        _run.read(os.fsdecode(folder), working_files(Path(os.fsdecode(folder))))
        kept = cache.get(_run.before)
    except (OSError, ValueError):
        return None
    return _said_again(kept) if kept else None


def already_read(folder: str) -> Found | None:
    """The plan files of a folder where the look-up has just read them."""
    return _run.found if _run is not None and _run.folder == folder else None


def was_read(folder: str, found: Found) -> None:
    """Remember which plan files the command reads."""
    if _run is not None and _run.allowed:
        try:
            _run.read(folder, found)
        except (OSError, ValueError):
            _run.allowed = False


def said(stream: Stream, text: str) -> None:
    """Remember what the command says on standard output or error."""
    if _run is not None:
        _run.said.append((stream, text))


def wrote(path: Path, text: str) -> None:
    """Remember the file that the command wrote."""
    if _run is not None:
        _run.files.append((os.fspath(path), text))


def was_today(zone: tzinfo, day: date) -> None:
    """Remember which day the command took it to be in a time zone."""
    if _run is not None:
        _run.days[str(zone)] = day.isoformat()


def allow() -> None:
    """Let what this run says and writes be kept: nothing else than is looked at here decides it."""
    if _run is not None:
        _run.allowed = True


def keep(code: str | int | None) -> None:
    """Keep what the run said, where it was allowed, came to an end, and nothing changed meanwhile."""
    if _run is None or not _run.allowed or not _run.before or (code or 0) not in _CODES:
        return
    try:
        if _run.digest() != _run.before:
            return
        text = json.dumps([code or 0, _run.said, _run.files, _run.days])
    except (OSError, ValueError):
        return
    _run.cache.put(_whose(_run.arguments), os.fsencode(_run.folder))
    _run.cache.put(_run.before, text.encode())


def _said_again(kept: bytes) -> int | None:
    """Write and say what was kept, and return the exit code; ``None`` where nothing of it can be done.

    That is where it is not what ``keep`` writes, where it is another day now, and where a file cannot be
    written: the command says why.
    """
    try:
        code, told, wrote, days = json.loads(kept)
        parts = [(str(stream), str(text)) for stream, text in told]
        files = [(str(path), str(text)) for path, text in wrote]
        now = all(_today(str(zone)) == day for zone, day in dict(days).items())
    except (ValueError, TypeError):
        return None
    if not now or code not in _CODES or sys.stdout is None or sys.stderr is None or not _written_again(files):
        return None
    try:
        for stream, text in parts:
            if stream == "err":
                sys.stderr.write(text)
            else:
                sys.stdout.buffer.write(text.encode("utf-8", "replace"))
                sys.stdout.buffer.flush()
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            sys.stderr.write(f"ragplan: standard output cannot be written: {error.strerror}\n")
        return COULD_NOT_RUN
    return int(code)


def _written_again(files: Files) -> bool:
    """Whether each file could be written as it was then."""
    from ragplan.repository import write_whole

    try:
        for path, text in files:
            write_whole(Path(path), text)
    except (OSError, ValueError):
        return False
    return True


def _today(zone: str) -> str:
    from ragplan.cli import clock
    from ragplan.history import time_zone

    known = time_zone(zone)
    return clock.today(known).isoformat() if known else ""


def _begins(arguments: Sequence[str], starts: Iterable[tuple[str, ...]]) -> bool:
    return any(tuple(arguments[: len(start)]) == start for start in starts)


def _whose(arguments: Sequence[str]) -> bytes:
    """By what the folder is kept that a command with these arguments reads."""
    from hashlib import sha256  # OpenSSL, which takes longer to load than most of what is before it

    return sha256(b"folder\0" + b"\0".join(map(os.fsencode, arguments))).digest()


def _digest(facts: Iterable[bytes]) -> bytes:
    """One digest of many facts, none of which runs into the next."""
    from hashlib import sha256

    all_of_it = sha256()
    for fact in facts:
        all_of_it.update(b"%d:" % len(fact))
        all_of_it.update(fact)
    return all_of_it.digest()


def _plan_facts(found: Found) -> Iterator[bytes]:
    """All that a reader is told of plan files."""
    for path, data, fault in found.sources:
        yield os.fsencode(path)
        yield data
        yield fault.encode("utf-8", "backslashreplace")
    yield repr((found.problems, found.code_owners)).encode("utf-8", "backslashreplace")


def _facts(arguments: Sequence[str], folder: str) -> Iterator[bytes]:
    """Everything beside the plan files that decides what a command says."""
    from ragplan.cache import code

    yield from map(os.fsencode, arguments)
    yield repr(_terminal()).encode("utf-8", "backslashreplace")
    yield repr(list(code())).encode("utf-8", "backslashreplace")
    yield from _policy_facts(folder)
    if _begins(arguments, _OF_THE_PAST):
        yield from _past_facts(folder)


def _policy_facts(folder: str) -> Iterator[bytes]:
    """What decides which rules are told, and how."""
    from ragplan.repository.policy_file import facts

    yield from facts(Path(folder))


def _terminal() -> tuple[object, ...]:
    """What ``lint`` looks at to choose its format, width and colours."""
    if sys.stdout is None or not sys.stdout.isatty():
        return (os.environ.get("GITHUB_ACTIONS") == "true",)
    from shutil import get_terminal_size

    return (get_terminal_size((80, 24)).columns, os.environ.get("NO_COLOR"), os.environ.get("TERM"))


def _past_facts(folder: str) -> Iterator[bytes]:
    """What a report on the past depends on beside the plans: the repository and the templates."""
    from ragplan.repository.git import open_repository
    from ragplan.repository.situations import RepositoryError

    for path in sorted(Path("templates").rglob("*")):
        if path.is_file():
            yield os.fsencode(path)
            yield path.read_bytes()
    try:
        with open_repository(Path(folder)) as repository:
            yield repository.state()
    except RepositoryError as error:
        raise ValueError(str(error)) from error

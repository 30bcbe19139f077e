"""The contents of a repository's files, by blob id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from ragplan.document.reader import LARGEST
from ragplan.repository import errors
from ragplan.repository.program import Process, Program

KEPT = 64 * 1024 * 1024
"""Bytes of contents that are remembered."""

_ASKED = 50
"""Ids asked for at once: no more than the smallest pipe holds, so that git never waits for us to read."""
_PIECE = 1024 * 1024


class Blobs:
    """Contents by blob id, each read once and the latest remembered, by one ``git cat-file --batch``."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._process: Process | None = None
        self._kept: dict[str, bytes] = {}
        self._size = 0

    def contents(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Ids and contents, each id once; of a file too large to be a plan, its beginning.

        Nothing is remembered that is read here, so that a whole history can be gone through.
        """
        distinct = iter(dict.fromkeys(ids))
        while asked := list(islice(distinct, _ASKED)):
            kept = {id: self._kept[id] for id in asked if id in self._kept}
            yield from [*kept.items(), *self._read([id for id in asked if id not in kept])]

    def content(self, ids: Iterable[str]) -> dict[str, bytes]:
        """Contents by id, remembered for the next time."""
        found = dict(self.contents(ids))
        for id, data in found.items():
            if id not in self._kept:
                self._kept[id] = data
                self._size += len(data)
        while self._size > KEPT:
            self._size -= len(self._kept.pop(next(iter(self._kept))))
        return found

    def close(self) -> None:
        """End the process."""
        self._process = None

    def _read(self, ids: list[str]) -> list[tuple[str, bytes]]:
        if not ids:
            return []
        if self._process is None:
            self._process = self._program.start("cat-file", "--batch")
        try:
            self._process.stdin.write("".join(f"{id}\n" for id in ids).encode())
            self._process.stdin.flush()
            return [(id, _next(self._process)) for id in ids]
        except (_Stopped, OSError):
            complaint = self._process.stderr.read().decode("utf-8", "replace")
            self.close()
            raise errors.told(complaint) from None
        except _Missing:
            self.close()
            promised = self._program.ask("config", "--get-regexp", r"^remote\..*\.promisor$")
            raise (errors.missing() if promised.status else errors.partial()) from None


class _Stopped(Exception):  # noqa: N818 - what is wrong, git says on standard error
    """Git ended before it had said all."""


class _Missing(Exception):  # noqa: N818 - why, the configuration says
    """Git has an id and not what it stands for."""


def _next(process: Process) -> bytes:
    """The next content that git hands over."""
    *_, last = process.stdout.readline().split() or (b"",)
    if last == b"missing":
        raise _Missing
    if not last.isdigit():
        raise _Stopped
    size = int(last)
    data = process.stdout.read(min(size, LARGEST + 1))
    rest = size - len(data)
    while rest > 0 and (piece := process.stdout.read(min(rest, _PIECE))):
        rest -= len(piece)
    if rest or not process.stdout.read(1):
        raise _Stopped
    return data

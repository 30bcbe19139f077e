"""Large plans read by several processes at once; the result is that of reading one file after another."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from ragplan.document import SourceFile, decoded
from ragplan.schema.parts import Content, Part, read_parts

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

WORTHWHILE = 1024 * 1024
"""Bytes of plans below which a second process costs more than it saves."""

Shared = list[tuple[str, Content] | None]
"""What a process hands back: kinds and contents, ``None`` for a file that has problems."""


def read_with(sources: Sequence[SourceFile], jobs: int) -> list[Part]:
    """What files say, read by ``jobs`` processes; 0 means as many as there are processors.

    Small plans, and systems that cannot fork, are read by one.
    """
    jobs = (jobs or os.cpu_count() or 1) if hasattr(os, "fork") else 1
    if jobs == 1 or sum(len(source.data) for source in sources) < WORTHWHILE:
        return read_parts(sources)
    first, *others = _shares(sources, jobs)
    workers = [(share, _start(share)) for share in others]
    read = dict(zip(map(id, first), read_parts(first), strict=True))
    for share, worker in workers:
        read.update(zip(map(id, share), _received(share, worker), strict=True))
    return [read[id(source)] for source in sources]  # a path may come twice, with another content


class Reading:
    """Reads files as ``read_with`` does, each path and content once, and keeps what they say."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self.parts: dict[SourceFile, Part] = {}

    def __call__(self, sources: Sequence[SourceFile]) -> list[Part]:
        """What files say, in their order."""
        new = [source for source in dict.fromkeys(sources) if source not in self.parts]
        self.parts.update(zip(new, read_with(new, self.jobs), strict=True))
        return [self.parts[source] for source in sources]


def beside(work: Callable[[], bytes]) -> Callable[[], bytes]:
    """Start work in a process beside this one; what is returned waits for what comes of it.

    Where there can be no such process, or it died, the work is done then and here.
    """
    if not hasattr(os, "fork"):
        return work
    from multiprocessing import get_context

    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)

    def send() -> None:
        with suppress(Exception):  # then it is done once more, where it can be told
            sender.send_bytes(work())

    context.Process(target=send, daemon=True).start()
    sender.close()

    def wait() -> bytes:
        try:
            return receiver.recv_bytes()
        except EOFError:
            return work()

    return wait


def _shares(sources: Sequence[SourceFile], jobs: int) -> list[list[SourceFile]]:
    """The files in shares of much the same size: the largest first, each to the smallest share."""
    shares: list[list[SourceFile]] = [[] for _ in range(jobs)]
    sizes = [0] * jobs
    for source in sorted(sources, key=lambda source: len(source.data), reverse=True):
        smallest = sizes.index(min(sizes))
        shares[smallest].append(source)
        sizes[smallest] += len(source.data)
    return shares


def _start(share: list[SourceFile]) -> Connection:
    """A process that reads a share of the files and sends back what they say."""
    from multiprocessing import get_context

    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    context.Process(target=_work, args=(share, sender), daemon=True).start()
    sender.close()
    return receiver


def _work(share: list[SourceFile], sender: Connection) -> None:
    read = read_parts(share)
    sender.send([(each.kind, each.content) if each.content is not None else None for each in read])


def _received(share: list[SourceFile], receiver: Connection) -> list[Part]:
    """A process's share; what it could not read, or all of it if it died, is read here."""
    try:
        contents: Shared = receiver.recv()
    except EOFError:
        return read_parts(share)
    return [_part(source, content) for source, content in zip(share, contents, strict=True)]


def _part(source: SourceFile, content: tuple[str, Content] | None) -> Part:
    if content is None:
        return read_parts([source])[0]
    return Part(decoded(source), content[0], content[1], ())

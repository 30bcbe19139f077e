"""Texts kept between runs, by a digest of everything that decides them; losing any costs time alone.

One SQLite file in the user's cache folder. A file that is busy or cannot be written is done without;
one that is damaged is made anew.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import TypeVar

VARIABLE = "RAGPLAN_CACHE"
OFF = "off"
NAME = "kept-2.sqlite3"
"""The file in the folder; its number changes with the table."""
LARGEST = 64 * 1024 * 1024
"""Bytes that are kept; what was used longest ago goes first."""
LARGEST_TEXT = LARGEST // 8
"""Bytes of one text, packed."""
SECONDS = 0.2
"""How long another process is waited for."""

_TABLE = """
CREATE TABLE IF NOT EXISTS kept (digest BLOB PRIMARY KEY, text BLOB NOT NULL, used INTEGER NOT NULL)
"""
_FIND = "SELECT text, used < (SELECT max(used) FROM kept) FROM kept WHERE digest = ?"
_USE = "UPDATE kept SET used = (SELECT max(used) + 1 FROM kept) WHERE digest = ?"
_PUT = """
INSERT OR REPLACE INTO kept VALUES (?, ?, (SELECT coalesce(max(used), 0) + 1 FROM kept))
"""
_BOUND = """
DELETE FROM kept WHERE digest IN (
    SELECT digest FROM (SELECT digest, sum(length(text)) OVER (ORDER BY used DESC) AS size FROM kept)
    WHERE size > ?
)
"""
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)

Answer = TypeVar("Answer")


def folder(environment: Mapping[str, str]) -> Path | None:
    """The folder that an environment gives the cache; ``None`` where it is off, or there is no home."""
    asked = environment.get(VARIABLE, "")
    if asked:
        return None if asked == OFF else Path(asked)
    if sys.platform == "win32":
        local = environment.get("LOCALAPPDATA", "")
        return Path(local, "ragplan", "Cache") if local else None
    caches = Path(environment.get("XDG_CACHE_HOME", ""))
    if not caches.is_absolute():  # as its specification has it
        caches = Path(environment.get("HOME", ""), ".cache")
    return caches / "ragplan" if caches.is_absolute() else None


class Cache:
    """What is kept in a folder. Nothing it does fails: what cannot be had or kept is as if it were new."""

    def __init__(self, folder: Path, largest: int = LARGEST) -> None:
        self._file = folder / NAME
        self._largest = largest

    def get(self, digest: bytes) -> bytes | None:
        """The text kept by a digest."""

        def found(database: sqlite3.Connection) -> bytes | None:
            text, older = database.execute(_FIND, (digest,)).fetchone() or (None, False)
            if older:
                with suppress(sqlite3.OperationalError), database:  # a busy file is read all the same
                    database.execute(_USE, (digest,))
            return text if isinstance(text, bytes) else None

        text = self._tried(found) if self._file.exists() else None
        with suppress(zlib.error):  # then it was damaged
            return zlib.decompress(text) if text else None
        return None

    def put(self, digest: bytes, text: bytes) -> None:
        """Keep a text, unless it is very long."""

        def kept(database: sqlite3.Connection) -> None:
            with database:
                database.execute(_PUT, (digest, packed))
                database.execute(_BOUND, (self._largest,))

        packed = zlib.compress(text, 1)
        if len(packed) <= min(LARGEST_TEXT, self._largest):
            self._tried(kept)

    def _tried(self, work: Callable[[sqlite3.Connection], Answer]) -> Answer | None:
        """What work on the file gives; ``None`` where it cannot be done, with a damaged file made anew."""
        for _ in range(2):
            try:
                self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                with closing(sqlite3.connect(self._file, timeout=SECONDS)) as database:
                    database.execute(_TABLE)
                    return work(database)
            except sqlite3.DatabaseError as error:
                reason = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)  # it may give none
                if reason & 0xFF not in _DAMAGED:
                    return None
                with suppress(OSError):
                    self._file.unlink(missing_ok=True)
            except (sqlite3.Error, OSError, ValueError):
                return None
        return None


def usual(environment: Mapping[str, str] = os.environ) -> Cache | None:
    """The user's cache; ``None`` where it is off."""
    place = folder(environment)
    return Cache(place) if place else None


def code() -> Iterator[object]:
    """The state of ragplan's own files, of Python, and of the folders of installed packages.

    What any of them made is kept for that state alone.
    """
    package = Path(__file__).parent
    yield sys.version
    for folder in (str(package), str(package.parents[1] / "templates")):
        yield from _states(folder)
    for folder in sys.path:
        if folder.endswith("-packages"):
            yield folder, _changed(folder)


def _states(folder: str) -> Iterator[object]:
    """When each file below a folder was last changed, and its size."""
    try:
        with os.scandir(folder) as entries:
            inside = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in inside:
        if entry.name.startswith((".", "__pycache__")):
            continue
        if entry.is_dir():
            yield from _states(entry.path)
        else:
            state = entry.stat()
            yield entry.path, state.st_mtime_ns, state.st_size


def _changed(folder: str) -> int:
    try:
        return Path(folder).stat().st_mtime_ns
    except OSError:
        return 0

"""The packaged templates as Python has compiled them, kept beside them as it keeps its own modules.

Compiling them takes a fourth of the time of a report. A project's own templates are compiled each time:
nothing that a repository brings along is run from a file of this kind.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Container
from contextlib import suppress
from hashlib import sha1
from importlib.util import cache_from_source
from pathlib import Path
from pickle import UnpicklingError

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

_OURS = (jinja2.__file__, str(Path(__file__).with_name("templates.py")))
"""What decides on the code of a template beside its text: Jinja, and how it is set up here."""


class Bytecode(BytecodeCache):
    """Compiled templates of ``folders``; what cannot be read or kept is compiled anew."""

    def __init__(self, folders: Container[Path]) -> None:
        self._folders = folders

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 - as Jinja calls it
        """The file of a template's code; ``""`` where it is not kept."""
        if filename is None or Path(filename).parent not in self._folders:
            return ""
        return str(Path(cache_from_source(filename)).with_suffix(".jinja"))

    def get_source_checksum(self, source: str) -> str:
        """A digest of what decides on the code."""
        states = [Path(each).stat().st_mtime_ns for each in _OURS]
        return sha1(f"{states} {source}".encode(), usedforsecurity=False).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code from its file, if it is that of this text."""
        if bucket.key:
            try:
                with Path(bucket.key).open("rb") as file:
                    bucket.load_bytecode(file)
            except (OSError, ValueError, EOFError, UnpicklingError):
                bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Put the code into its file, unless Python is told to keep none; another process may do so too."""
        if not bucket.key or sys.dont_write_bytecode:
            return
        path = Path(bucket.key)
        own = path.with_suffix(f".{os.getpid()}")
        try:
            path.parent.mkdir(exist_ok=True)
            with own.open("xb") as file:
                bucket.write_bytecode(file)
            own.replace(path)
        except OSError:
            with suppress(OSError):
                own.unlink(missing_ok=True)

"""What a command says that lacks a library of an extra."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ragplan.cli.session import fail
from ragplan.extras import lacking


@contextmanager
def needing(what: str) -> Iterator[None]:
    """Exit with 2 and one line where a library is missing; ``what`` is said to need it."""
    try:
        yield
    except ModuleNotFoundError as error:
        library, remedy = lacking(error)
        fail(f"{what} needs {library}; {remedy}")

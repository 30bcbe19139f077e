"""Libraries that come only where they are asked for, as extras of the package."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ragplan.cli.session import fail

EXTRAS = {
    "docx": ("python-docx", "word"),
    "xlsxwriter": ("XlsxWriter", "excel"),
    "openpyxl": ("openpyxl", "excel"),
    "python_calamine": ("python-calamine", "excel"),
    "icalendar": ("icalendar", "calendar"),
    "watchfiles": ("watchfiles", "serve"),
    "duckdb": ("duckdb", "rollup"),
}
"""By the name of the module: the library's own name, and the extra that brings it."""


@contextmanager
def needing(what: str) -> Iterator[None]:
    """Exit with 2 and one line where a library is missing; ``what`` is said to need it."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name not in EXTRAS:
            raise
        library, extra = EXTRAS[error.name]
        missing = f"{what} needs the library '{library}', which is not installed"
        fail(f"{missing}; run pip install 'ragplan[{extra}]'")

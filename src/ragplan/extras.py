"""Libraries that come only where they are asked for, as extras of the package."""

from typing import NamedTuple

EXTRAS = {
    "docx": ("python-docx", "word"),
    "xlsxwriter": ("XlsxWriter", "excel"),
    "openpyxl": ("openpyxl", "excel"),
    "python_calamine": ("python-calamine", "excel"),
    "icalendar": ("icalendar", "calendar"),
    "watchfiles": ("watchfiles", "serve"),
    "duckdb": ("duckdb", "rollup"),
    "fsspec": ("fsspec", "store"),
    "holidays": ("holidays", "holidays"),
}
"""By the name of the module: the library's own name, and the extra that brings it."""


class Lacking(NamedTuple):
    """A library that is not installed, as a sentence names it, and what brings it."""

    library: str
    remedy: str


def lacking(error: ModuleNotFoundError) -> Lacking:
    """What an import did without. Raises the error again where its module comes by no extra."""
    if error.name not in EXTRAS:
        raise error
    library, extra = EXTRAS[error.name]
    return Lacking(f"the library '{library}', which is not installed", f"run pip install 'ragplan[{extra}]'")

"""Files that hold tables to tables of cells: one module a format, which reads bytes and nothing else."""

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from ragplan.importing.tables.grid import NotATable, SourceTable

FORMATS = {
    ".docx": "word",
    ".xlsx": "excel",
    ".xlsm": "excel",
    ".ods": "sheets",
    ".xls": "sheets",
    ".csv": "delimited",
    ".tsv": "delimited",
    ".txt": "delimited",
    ".md": "markup",
    ".html": "markup",
    ".htm": "markup",
}
"""The module that reads a file, by the ending of its name."""


def tables(name: str, data: bytes) -> tuple[SourceTable, ...]:
    """The tables of a file, in their order; raises ``NotATable`` in words where it holds none to be read.

    Raises ``ModuleNotFoundError`` where the format needs a library that is not installed.
    """
    ending = PurePath(name).suffix.casefold()
    if ending not in FORMATS:
        raise NotATable(f"tables are read from {', '.join(FORMATS)}; '{ending or name}' is none of these")
    read: Callable[[str, bytes], tuple[SourceTable, ...]]
    read = import_module(f"ragplan.importing.tables.{FORMATS[ending]}").read
    found = tuple(each for each in read(name, data) if any(map(any, each.rows)))
    if not found:
        raise NotATable("there is no table in it")
    return found

"""Lines of a table as text: JSON lines, which hold every text as written, and CSV, which guards formulas.

It is UTF-8; what UTF-8 has no bytes for, in names of files, becomes a question mark.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from ragplan.escaping import in_json
from ragplan.exporting.tables import Table, Type, Value
from ragplan.reports.list_formats import cell

as_json = json.JSONEncoder(ensure_ascii=False).encode
"""A value as JSON on one line."""


def as_jsonl(table: Table[Any], lines: Iterable[list[Value]]) -> Iterator[bytes]:
    """One object a line, with every column."""
    names = [each.name for each in table.columns]
    for line in lines:
        yield _bytes(f"{in_json(as_json(dict(zip(names, line, strict=True))))}\n")


def as_csv(table: Table[Any], lines: Iterable[list[Value]]) -> Iterator[bytes]:
    """A line of names and a line a line, written as ``ragplan list --format csv`` writes cells.

    Every cell is in quotes, for some spreadsheets take ``;`` and tabs for separators too.
    """
    writing = [_WRITING[each.type] for each in table.columns]
    yield _bytes("\ufeff" + _LINE.format('","'.join(each.name for each in table.columns)))
    for line in lines:
        cells = ["" if value is None else write(value) for write, value in zip(writing, line, strict=True)]
        yield _bytes(_LINE.format('","'.join(cells)))


_LINE = '"{}"\r\n'


def _within_quotes(value: Any) -> str:
    return cell(value).replace('"', '""')


def _joined(value: list[Any]) -> str:
    return _within_quotes(value) if value else ""


_text: Callable[[Any], str] = lru_cache(maxsize=4096)(_within_quotes)
"""Most texts of a line stand in many others too."""
_WRITING: dict[Type, Callable[[Any], str]] = {
    Type.TEXT: _text,
    Type.TEXTS: _joined,
    Type.DATE: str,
    Type.INTEGER: str,
    Type.BOOLEAN: _text,
    Type.RECORDS: _joined,
}
"""How a value that is there is written between quotes."""


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")

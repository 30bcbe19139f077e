"""Text with a separator between cells: commas, semicolons or tabs, in UTF-8, UTF-16 or Windows' own."""

from __future__ import annotations

import csv
import io

from ragplan.importing.tables.grid import NotATable, SourceCell, SourceTable, table, words

_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_SEPARATORS = ",;\t|"


def read(_name: str, data: bytes) -> tuple[SourceTable, ...]:
    """The one table of a text."""
    text, faults = decoded(data)
    separator = _separator(text)
    csv.field_size_limit(10 * 1024 * 1024)
    try:
        rows = [
            [SourceCell(words(each)) for each in row]
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        ]
    except csv.Error as error:
        raise NotATable(f"it is no table with separators: {error}") from error
    return (table("table", rows, faults),)


def decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """A text, and what was wrong in reading it: bytes that are in no known encoding."""
    known = next((encoding for mark, encoding in _MARKS.items() if data.startswith(mark)), "")
    for encoding in filter(None, (known, "utf-8", "cp1252")):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        said = "the text is not UTF-8; it was read as Windows-1252" if encoding == "cp1252" else ""
        return text, (said,) * bool(said)
    text = data.decode("cp1252", "replace")
    lines = [number for number, line in enumerate(text.split("\n"), 1) if "\ufffd" in line]
    at = ", ".join(map(str, lines[:10])) + (f" and {len(lines) - 10:,} more" if lines[10:] else "")
    return text, (
        f"bytes that are no letter in any known encoding stand in lines {at}; '\ufffd' stands for each",
    )


def _separator(text: str) -> str:
    """The separator that gives the first lines most cells, of the same number."""
    sample = text[:65_536]

    def told(separator: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if row]
        usual = max(set(widths), key=widths.count, default=1)
        return (usual > 1) * widths.count(usual), usual

    return max(_SEPARATORS, key=told)

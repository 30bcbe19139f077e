"""The tables of a Markdown or HTML page."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import PurePath

from ragplan.importing.tables.delimited import decoded
from ragplan.importing.tables.grid import SourceCell, SourceTable, span, table, words

_COLOUR = re.compile(r"background(?:-color)?\s*:\s*#([0-9a-f]{6}|[0-9a-f]{3})\b", re.IGNORECASE)
_BREAKS = frozenset({"br", "p", "div", "li"})


def read(name: str, data: bytes) -> tuple[SourceTable, ...]:
    """The tables of a page; one inside another comes after it."""
    text, faults = decoded(data)
    if PurePath(name).suffix.casefold() == ".md":
        from markdown_it import MarkdownIt

        text = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    page = _Page()
    page.feed(text)
    page.close()
    return tuple(table(f"table {number}", rows, faults) for number, rows in enumerate(page.tables, 1))


class _Page(HTMLParser):
    """The tables of a page as it is read; tags that nobody closed are closed by what follows."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[SourceCell]]] = []
        self._open: list[list[list[SourceCell]]] = []
        self._cells: list[tuple[SourceCell, list[str]] | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A table, a row or a cell begins, or a line ends."""
        given = {name: value or "" for name, value in attrs}
        if tag == "table":
            self._open.append([])
            self._cells.append(None)
            self.tables.append(self._open[-1])
        elif not self._open:
            return
        elif tag == "tr":
            self._end_cell()
            self._open[-1].append([])
        elif tag in ("td", "th"):
            self._end_cell()
            if not self._open[-1]:
                self._open[-1].append([])
            cell = SourceCell(
                "", _colour(given), span(given.get("rowspan", "")), span(given.get("colspan", ""))
            )
            self._cells[-1] = (cell, [])
        elif tag in _BREAKS:
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        """A cell or a table ends."""
        if self._open and tag in ("td", "th", "tr", "table"):
            self._end_cell()
        if self._open and tag == "table":
            self._open.pop()
            self._cells.pop()

    def handle_data(self, data: str) -> None:
        """Words of a cell."""
        if self._cells and self._cells[-1] is not None:
            self._cells[-1][1].append(data)

    def _end_cell(self) -> None:
        held = self._cells[-1]
        if held is not None:
            cell, texts = held
            self._open[-1][-1].append(cell._replace(text=words("".join(texts))))
            self._cells[-1] = None


def _colour(given: dict[str, str]) -> str:
    found = _COLOUR.search(given.get("style", ""))
    digits = found[1] if found else given.get("bgcolor", "").removeprefix("#")
    if re.fullmatch(r"[0-9A-Fa-f]{3}", digits):
        digits = "".join(each * 2 for each in digits)
    colour = digits.upper() if re.fullmatch(r"[0-9A-Fa-f]{6}", digits) else ""
    return "" if colour == "FFFFFF" else colour

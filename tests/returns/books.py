"""Workbooks that were sent, opened and changed as people change them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

SHEET = "Your rows"
HEAD = 3
"""The line of the heads."""


class Book:
    """A workbook that was sent, by refs and heads."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.sheet: Any = book[SHEET]

    def column(self, head: str) -> int:
        heads = [cell.value for cell in self.sheet[HEAD]]
        return heads.index(head) + 1

    def line(self, ref: str) -> int:
        return next(line for line, text in self.refs() if text == ref)

    def refs(self) -> Iterator[tuple[int, str]]:
        for line in range(HEAD + 1, self.sheet.max_row + 1):
            text = self.sheet.cell(line, 1).value
            if text:
                yield line, text

    def cell(self, ref: str, head: str) -> Any:
        return self.sheet.cell(self.line(ref), self.column(head))

    def put(self, ref: str, head: str, value: object) -> None:
        self.cell(ref, head).value = value

    def tick(self, word: str = "x") -> None:
        self.sheet["A2"] = word

    def empty_line(self) -> int:
        return max(line for line, _ in self.refs()) + 1

    def lines(self) -> list[list[object]]:
        """The values of the rows that were sent."""
        return [[cell.value for cell in self.sheet[line]] for line, _ in self.refs()]

    def lay(self, rows: Sequence[Sequence[object]]) -> None:
        """Put values where rows stand, in another order."""
        for line, values in enumerate(rows, HEAD + 1):
            for column, value in enumerate(values, 1):
                self.sheet.cell(line, column).value = value


@contextmanager
def changed(path: Path) -> Iterator[Book]:
    """A workbook, saved as openpyxl saves it once it is changed."""
    book = Book(load_workbook(path))
    yield book
    book.book.save(path)

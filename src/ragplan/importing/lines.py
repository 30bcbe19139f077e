"""A row of a table by the fields of its columns, and what its words are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ragplan.english import flat
from ragplan.importing.tables.grid import EMPTY, SourceCell, SourceTable, place

_CITED = re.compile(r"(?<!\w)(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?(?!\w)")
_BESIDE_NUMBERS = re.compile(r"[\s,;&.]|\band\b|\bfrancis\b|\brecommendations?\b", re.IGNORECASE)
_PEOPLE = re.compile(r"\s*(?:[,/;&\n]|\band\b)\s*")

Placed = Sequence[tuple[int, SourceCell]]
"""Cells with their columns."""


class Line(NamedTuple):
    """A row: the cells that begin in it, and those from above that go on in it, by field."""

    table: SourceTable
    number: int
    begun: Mapping[str, Placed]
    going_on: Mapping[str, Placed]

    def text(self, name: str) -> str:
        """The words of a field that begin in this row."""
        return _words(self.begun.get(name, ()))

    def cell(self, name: str) -> SourceCell:
        """The cell of a field that begins in this row, several as one."""
        return _one(self.begun.get(name, ()))

    def holding(self, name: str) -> SourceCell:
        """The cell of a field that holds for this row, be it that it began above."""
        return _one(self.begun.get(name, ())) or _one(self.going_on.get(name, ()))

    def shared(self, name: str) -> bool:
        """Whether a cell from above holds for this row too."""
        return not _one(self.begun.get(name, ())) and bool(_one(self.going_on.get(name, ())))

    def place(self, name: str = "") -> str:
        """Where a field stands."""
        found = self.begun.get(name) or self.going_on.get(name, ())
        return f"{self.table.name}, {place(self.number, found[0][0]) if found else f'row {self.number + 1}'}"

    @property
    def said(self) -> str:
        """All words that begin in this row, but for a title."""
        return "\n".join(filter(None, map(_words, self.begun.values())))


def line_of(table: SourceTable, number: int, fields: Mapping[int, str]) -> Line:
    """A row of a table; ``fields`` say what the columns hold."""
    begun: dict[str, list[tuple[int, SourceCell]]] = {}
    going_on: dict[str, list[tuple[int, SourceCell]]] = {}
    for column, cell in enumerate(table.rows[number]):
        held = table.cell(number, column) if cell is None else cell
        if held:
            (going_on if cell is None else begun).setdefault(fields.get(column, ""), []).append(
                (column, held)
            )
    return Line(table, number, begun, going_on)


def heading(line: Line) -> str:
    """The words of a row that heads others: its one cell, which goes over most columns; ``""`` for none."""
    cells = [cell for cells in line.begun.values() for _, cell in cells if cell.text]
    width = len(line.table.rows[line.number])
    return cells[0].text if len(cells) == 1 and 1 < width < cells[0].columns * 2 else ""


def recommendations(text: str) -> tuple[list[str], str]:
    """The numbers and ranges that a text cites, and what else it says."""
    found = [f"{one}-{last}" if last else one for one, last in _CITED.findall(text)]
    return found, _BESIDE_NUMBERS.sub("", _CITED.sub("", text))


def people(text: str) -> list[str]:
    """The people or roles that a text names, each once."""
    return list(dict.fromkeys(filter(None, (flat(each) for each in _PEOPLE.split(text)))))


def _words(cells: Placed) -> str:
    return "\n".join(cell.text for _, cell in cells if cell.text)


def _one(cells: Placed) -> SourceCell:
    found = [cell for _, cell in cells if cell]
    return found[0] if len(found) == 1 else EMPTY._replace(text=_words(cells))

"""What a paper says, ready for a template: labels, Markdown, numbers and tables, nothing to compute."""

from __future__ import annotations

from dataclasses import dataclass

from ragplan.reports.plan_view import PlanView, Tag
from ragplan.reports.recommendations_view import RegisterView
from ragplan.reports.sections import Piece

BRIEF = 160
"""Signs of a text that stands on one line of a table."""


@dataclass(frozen=True, slots=True)
class CoverLine:
    """A field of the cover sheet: Markdown, ``plain`` words, ``items`` of a list, or ``links``.

    ``asked`` marks what the meeting is asked to do. A link is a title and the name of a place.
    """

    label: str
    text: str = ""
    plain: str = ""
    items: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    asked: bool = False

    @property
    def brief(self) -> bool:
        """Whether it is said in one line."""
        return bool(self.plain) or (0 < len(self.text) <= BRIEF and "\n" not in self.text)


@dataclass(frozen=True, slots=True)
class CoverGroup:
    """Fields of the cover sheet that stand together; ``title`` is empty where they need none."""

    title: str
    lines: tuple[CoverLine, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a small table: words, a rating, what is to be said under them, and what dates say."""

    text: str = ""
    tag: Tag | None = None
    below: str = ""
    by_date: Tag | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A small table. Rows begin with their heading; the columns ``right`` hold numbers."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    right: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A recommendation: its number, its headings with who prints them so, and what is known beyond."""

    number: int
    headings: tuple[tuple[str, str], ...]
    response: str
    standing: str


@dataclass(frozen=True, slots=True)
class RegisterTable:
    """Recommendations of one register; columns that would say nothing are left out."""

    title: str
    about: str
    rows: tuple[RegisterRow, ...]
    responses: bool
    standings: bool


@dataclass(frozen=True, slots=True)
class TableView:
    """A table in a paper; one of its parts is filled, else ``nothing`` says that there is nothing.

    ``anchor`` begins the names of the places in it.
    """

    title: str
    anchor: str
    grid: Grid | None = None
    plan: PlanView | None = None
    registers: tuple[RegisterTable, ...] = ()
    positions: tuple[RegisterView, ...] = ()
    nothing: str = ""

    @property
    def wide(self) -> bool:
        """Whether it is printed across the page."""
        return self.plan is not None


Pieces = tuple[Piece[TableView], ...]


@dataclass(frozen=True, slots=True)
class AppendixView:
    """An appendix: words before it, a table, a text; ``missing`` says that one is not there."""

    title: str
    anchor: str
    text: str
    table: TableView | None
    pieces: Pieces
    missing: str

    @property
    def wide(self) -> bool:
        """Whether it is printed across the page."""
        return self.table is not None and self.table.wide


@dataclass(frozen=True, slots=True)
class PaperView:
    """Everything a paper says.

    ``running`` is the line at the foot of every page. ``faults`` are the figures that cannot be said.
    """

    programme: str
    title: str
    subtitle: str
    meeting: str
    date: str
    as_of: str
    as_of_iso: str
    running: str
    cover: tuple[CoverGroup, ...]
    pieces: Pieces
    notes: tuple[str, ...]
    queries: tuple[str, ...]
    appendices: tuple[AppendixView, ...]
    faults: tuple[str, ...]

"""What reports make tables of: heads and cells of words and numbers, and the sections they stand in."""

from collections.abc import Iterator
from datetime import date, tzinfo

from ragplan import english
from ragplan.history import Commit
from ragplan.reports.blocks import (
    Block,
    Cell,
    Column,
    Day,
    Manner,
    Paragraph,
    Run,
    Section,
    Table,
    TableRow,
    Text,
    Words,
)


def section(title: str, id: str, said: str, *blocks: Block) -> Section:
    """A section of the page; ``said`` is what its tables show."""
    return Section((title,), (Paragraph((said,), "quiet"), *blocks), id, "table-of")


def table(columns: tuple[Column, ...], rows: tuple[TableRow, ...], role: str, id: str) -> Table:
    """A table that scrolls in a frame; ``id`` is that of the heading which names it."""
    return Table(columns, (rows,), role=f"plain {role}".strip(), wide=True, id=id)


def cell(*said: Run, role: str = "", columns: int = 1) -> Cell:
    """A cell of words on a line."""
    return Cell((Paragraph(said),), role, columns=columns)


def head(*said: Run, role: str = "") -> Cell:
    """The head of a row."""
    return Cell((Paragraph(said),), role, "row")


def number(number: int) -> Cell:
    """A cell with a number."""
    return cell(f"{number:,}", role="count")


def day(when: date) -> Day:
    """A day in words."""
    return Day(english.day(when), when.isoformat())


def named(ref: str, name: str) -> Words:
    """A ref and its name, or the one of the two that there is."""
    return (Text(ref, Manner.STRONG), " ", name) if ref and name else (Text(ref or name, Manner.STRONG),)


def committed(commit: Commit | None, zone: tzinfo) -> Iterator[Cell]:
    """Who made a commit, when, and its id, in three cells; days are those of the time zone.

    No commit is one that is still to come.
    """
    if commit is None:
        yield cell(Text("not committed yet", Manner.MISSING), columns=3)
        return
    author = english.flat(commit.author)
    yield cell(author or Text("nobody named", Manner.MISSING))
    yield cell(day(commit.day(zone)), role="when")
    yield cell(Text(commit.short, Manner.CODE))

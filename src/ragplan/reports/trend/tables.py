"""What the tables of the trend are made of: levels as heads, and cells of words and numbers."""

from datetime import date

from ragplan import english
from ragplan.history.tallies import Shown
from ragplan.model.key import Category, Key
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
    Tag,
    Text,
    Words,
)
from ragplan.reports.standing import NO_LEVEL
from ragplan.reports.words import MARKS

NAMES = {
    Category.ASSURED: "Assured",
    Category.COMPLETE: "Completed",
    Category.ON_TRACK: "On track",
    Category.UNDER_WAY: "Under way",
    Category.AT_RISK: "At risk",
    Category.OFF_TRACK: "Slipped",
    Category.NOT_STARTED: "Not started",
    Category.ON_HOLD: "On hold",
    Category.NO_UPDATE: "No update",
}
"""What a category is called where the key has several levels of it, or none."""


def level(key: Key | None, shown: Shown | None) -> Tag:
    """What a column of counts is called: the key's own word where it has one for the category.

    Rows to which only the dates give a level have its mark in brackets.
    """
    if shown is None:
        return Tag(NO_LEVEL, "", "none")
    category, mark = shown.category, MARKS[shown.category]
    labels = [each.label for each in key.levels if each.category is category] if key else []
    label = labels[0] if len(labels) == 1 else NAMES[category]
    if shown.stated:
        return Tag(label, mark, category.value)
    return Tag(f"By date: {english.lowered(label)}", f"({mark})", category.value, by_date=True)


def off_track(key: Key | None) -> Tag | None:
    """What the owners of a programme state of a row that is off track; ``None`` where its key has no such."""
    has = key is not None and any(each.category is Category.OFF_TRACK for each in key.levels)
    return level(key, Shown(Category.OFF_TRACK)) if has else None


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

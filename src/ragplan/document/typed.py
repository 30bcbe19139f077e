"""What stands on a line of a plan file, looked at without reading the file: for files that cannot be read."""

import re
from collections.abc import Sequence
from typing import NamedTuple

BLANKS = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000"
"""Spaces that are none to a plan file, though they look like one or like nothing."""
_LINE = re.compile(
    r"([ \t]*)((?:- +|-$)*)(?:([a-z_]+|\"[^\"]+\"|'[^']+'|[^\s:#\"'][^:#\"']*):(?:[ \t]+|$))?(.*)"
)
_HEAD = re.compile(rf"[ \t{BLANKS}-]*(?:\"?[A-Za-z_]+\"?[ \t{BLANKS}]*:[{BLANKS}]?)?")
_BULLET = re.compile(r"[ \t]*([•‣▪·–—−+*])[ \t]+[a-z_]+[ \t]*:")
FIELD = re.compile(r"[a-z_]+")
"""A word that looks like a field's name."""
FAR = 20
"""Lines above the place where a reader gave up that may be why it did."""


class Typed(NamedTuple):
    """A line in its parts: spaces, the columns of its dashes, its field's name, and what follows.

    ``column`` is that of the name, or of the value where there is none; ``value_column`` the value's.
    All count from 0. ``name`` is ``""`` for a line that begins no field.
    """

    dashes: tuple[int, ...]
    column: int
    name: str
    value: str
    value_column: int

    @property
    def begins(self) -> bool:
        """Whether a field or an item begins on the line."""
        return bool(self.name or self.dashes)

    @property
    def indentation(self) -> int:
        """Where the line's first character stands."""
        return self.dashes[0] if self.dashes else self.column


def typed(line: str) -> Typed:
    """A line in its parts."""
    found = _LINE.match(line)
    assert found is not None  # noqa: S101 - every part of it may be empty
    dashes = tuple(found.start(2) + at for at, sign in enumerate(found[2]) if sign == "-")
    return Typed(dashes, found.end(2), found[3] or "", found[4].rstrip(), found.start(4))


def odd_blank(line: str) -> int | None:
    """The column, from 0, of a blank that is no space, in front of a line's field or right behind it."""
    head = _HEAD.match(line)
    if head is None or not ("-" in head[0] or ":" in head[0]):
        return None
    found = re.search(rf"[{BLANKS}]", head[0])
    return found.start() if found else None


def bullet(line: str) -> int | None:
    """The column, from 0, of a sign in front of a line's field that is meant to begin an item."""
    found = _BULLET.match(line)
    return found.start(1) if found else None


class Open(NamedTuple):
    """The columns, from 0, at which a line may go on with fields, and with items, of what is open above it.

    ``last`` is the line that began a field or an item last; ``first`` the name behind the last ``- ``.
    """

    fields: tuple[int, ...]
    items: tuple[int, ...]
    last: Typed | None
    first: str

    @property
    def deepest(self) -> int:
        """How far the next line may be indented most."""
        if self.last is not None and self.last.name and not self.last.value:
            return self.last.column + 2
        return max(self.fields, default=0)


def opened(lines: Sequence[str]) -> Open:
    """What is open below some lines of a file."""
    columns: list[tuple[int, bool]] = []
    last: Typed | None = None
    first = ""
    for line in lines:
        each = typed(line)
        in_block = last is not None and last.value[:1] in ("|", ">") and each.indentation > last.column
        if in_block or not each.begins or line.lstrip().startswith("#"):
            continue
        at = each.indentation
        columns = [(column, item) for column, item in columns if column < at or (column == at and not item)]
        columns += [(column, True) for column in each.dashes]
        if each.name and (each.column, False) not in columns:
            columns.append((each.column, False))
        last, first = each, each.name if each.dashes else first
    fields, items = (tuple(column for column, item in columns if item is kind) for kind in (False, True))
    return Open(fields, items, last, first)

"""What a table of an export is: its columns, made of the documented fields, and its lines.

A later ragplan may add columns to a version and changes none.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from enum import Enum
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Any, Generic, NamedTuple, TypeVar

from ragplan.fields import Field, Holds
from ragplan.model.dates import plan_date

Of = TypeVar("Of")
Value = str | int | bool | list[str] | list[dict[str, Any]] | None
"""What a cell of a line may be; days are text as ``2014-01-27``."""


class Type(Enum):
    """The type of a column; its value is what the pages call it."""

    TEXT = "text"
    TEXTS = "list of texts"
    DATE = "date"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    RECORDS = "list of objects"


class Column(NamedTuple):
    """A column: its name, type, unit (``""`` for none) and what it holds; all may be null."""

    name: str
    type: Type
    unit: str
    meaning: str


class Seen(NamedTuple):
    """Which state of the plans a line is of: the commit's id, ``""`` for files on disk, and the meeting that
    saw it, ``None`` for a day between meetings.
    """

    revision: str = ""
    meeting: date | None = None


class Place(NamedTuple):
    """Which file of many a line belongs to; an organisation of ``None`` is nobody's."""

    programme: str
    organisation: str | None
    year: int


_TYPES = {
    Holds.TEXT: Type.TEXT,
    Holds.TEXTS: Type.TEXTS,
    Holds.DATE: Type.TEXT,
    Holds.DAY: Type.DATE,
    Holds.NUMBER: Type.INTEGER,
    Holds.BOOLEAN: Type.BOOLEAN,
    Holds.RECORDS: Type.RECORDS,
}


class Table(Generic[Of]):
    """A table: its name, its version, what a line is, and its fields.

    The fields hold ``programme``, ``organisation`` and ``as_of``, by which lines are shared out to files.
    """

    def __init__(self, name: str, about: str, fields: Iterable[Field[Of]], version: int = 1) -> None:
        self.name = name
        self.about = about
        self.format = f"ragplan-{name}/{version}"
        self.fields = tuple(each for each in fields if each.holds is not Holds.LINE)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Every column, in order."""
        return (*_SEEN, *(column for each in self.fields for column in _columns(each)))

    def lines(self, seen: Seen, found: Iterable[Of]) -> Iterator[list[Value]]:
        """What was found in one state of the plans as lines: their cells in the order of the columns."""
        first: list[Value] = [
            self.format,
            seen.revision or None,
            seen.meeting.isoformat() if seen.meeting else None,
        ]
        fields = [(each.get, _SPREAD.get(each.holds)) for each in self.fields]
        for of in found:
            line = first.copy()
            for get, spread in fields:
                if spread:
                    line += spread(get(of))
                else:
                    line.append(get(of))
            yield line

    def place(self, line: Sequence[Value]) -> Place:
        """Which file of many a line belongs to."""
        programme, organisation, as_of = (line[at] for at in self._placing)
        whose = None if organisation is None else str(organisation)
        return Place(str(programme), whose, date.fromisoformat(str(as_of)).year)

    @cached_property
    def _placing(self) -> tuple[int, ...]:
        names = [each.name for each in self.columns]
        return tuple(names.index(name) for name in ("programme", "organisation", "as_of"))


_SEEN = (
    Column("format", Type.TEXT, "", "The table and its version."),
    Column("revision", Type.TEXT, "", "The id of the commit that was read; null for files on disk."),
    Column("meeting", Type.DATE, "", "The meeting that saw it; null for a day without one."),
)


def _columns(field: Field[Any]) -> Iterator[Column]:
    """The columns of a field: a date has its days and its precision beside it, a boolean its number."""
    yield Column(field.name, _TYPES[field.holds], field.unit, field.meaning)
    if field.holds is Holds.DATE:
        of = f"`{field.name}`"
        yield Column(
            f"{field.name}_first_day", Type.DATE, "", f"The first day of {of}, null where it has none."
        )
        yield Column(
            f"{field.name}_last_day", Type.DATE, "", f"The last day of {of}, null where it has none."
        )
        yield Column(
            f"{field.name}_precision",
            Type.TEXT,
            "",
            f"How exactly {of} says when: `day`, `month`, `quarter`, `year`, `ongoing` or `unreadable`.",
        )
    elif field.holds is Holds.BOOLEAN:
        yield Column(f"{field.name}_01", Type.INTEGER, "", f"`{field.name}` as 1 for true and 0 for false.")


@lru_cache(maxsize=4096)
def _date(text: str | None) -> tuple[str | None, str | None, str | None, str | None]:
    """A date as written, its first and last day, and its precision."""
    if text is None:
        return None, None, None, None
    when = plan_date(text)
    first, last = (day.isoformat() if day else None for day in (when.first, when.last))
    return text, first, last, when.precision.value


def _boolean(value: bool | None) -> tuple[bool | None, int | None]:
    return value, None if value is None else int(value)


def _texts(value: str | list[str] | None) -> tuple[list[str]]:
    return ([value] if isinstance(value, str) else value or [],)


_SPREAD: dict[Holds, Callable[[Any], Sequence[Value]]] = {
    Holds.DATE: _date,
    Holds.BOOLEAN: _boolean,
    Holds.TEXTS: _texts,
}
"""The cells of a field's value, of the kinds whose value is no cell as it is."""


def shared_out(table: Table[Any], lines: Iterable[list[Value]]) -> Iterator[tuple[Place, list[list[Value]]]]:
    """Lines by the file that they belong to, in the order in which each first occurs.

    Lines come by programme and year, so that those of one year alone are held at a time.
    """
    placed = ((table.place(line), line) for line in lines)
    for _, some in groupby(placed, key=lambda each: (each[0].programme, each[0].year)):
        found: dict[Place, list[list[Value]]] = {}
        for place, line in some:
            found.setdefault(place, []).append(line)
        yield from found.items()

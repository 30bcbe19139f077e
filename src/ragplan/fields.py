"""What a field of a documented table is: its name, what it holds, of which kind, and how it is had."""

from collections.abc import Callable
from enum import Enum
from typing import Any, Generic, NamedTuple, TypeVar

Of = TypeVar("Of")


class Holds(Enum):
    """The kind of value that a field holds where there is one; its value is what the pages call it."""

    TEXT = "text"
    TEXTS = "list of texts"
    DATE = "date as written"
    """A date of the plan, which may be a month, a quarter, a year, ``ongoing`` or no date at all."""
    DAY = "day"
    """A day as ``2014-01-27``."""
    NUMBER = "whole number"
    BOOLEAN = "true or false"
    RECORDS = "list of objects"
    LINE = "line of a file"
    """Had as the ``Origin``; who has read the file knows the line."""


class Field(NamedTuple, Generic[Of]):
    """A field: its name, what it holds, and how that is had of an entry.

    Dates are as written; what there is none of is ``null``. ``unit`` is that of a number, ``""`` for a count.
    """

    name: str
    meaning: str
    get: Callable[[Of], Any]
    holds: Holds = Holds.TEXT
    unit: str = ""

"""What can be intended for a plan file: a field or an item set, added, taken out, renamed, made a list."""

from typing import NamedTuple

from ragplan.diagnostics import Route

Data = str | list["Data"] | dict[str, "Data"]
"""What a plan file holds: texts, lists and fields."""


class Set(NamedTuple):
    """Give the field or the item at a route a value; one not there is added in its usual order."""

    route: Route
    value: Data


class Insert(NamedTuple):
    """Add an item to the list at a route: in front of the item ``before``, at the end for ``None``.

    A field that is absent or empty becomes a list of it.
    """

    route: Route
    value: Data
    before: int | None = None


class Remove(NamedTuple):
    """Take out the field or the item at a route, and a list or a field that nothing is left in with it."""

    route: Route


class Rename(NamedTuple):
    """Give the field at a route another name."""

    route: Route
    name: str


class Wrap(NamedTuple):
    """Make the fields at a route the first item of a list, to which others can then be added."""

    route: Route


Change = Set | Insert | Remove | Rename | Wrap

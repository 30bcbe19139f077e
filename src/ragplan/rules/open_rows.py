"""Rows still to be done that lack something, gathered by file: one finding a file, not one a row."""

from collections.abc import Callable
from typing import NamedTuple

from ragplan import english
from ragplan.diagnostics import Origin
from ragplan.english import listed
from ragplan.model.programme import Programme, Row

MOST = 100
"""Refs that a message lists before it is cut."""


class Lacking(NamedTuple):
    """The actions of one file that lack something: the field they stand in, and their refs in order."""

    origin: Origin
    refs: tuple[str, ...]

    @property
    def counted(self) -> str:
        """``1 action`` or ``12 actions``."""
        return english.counted(len(self.refs), "action")

    @property
    def listed(self) -> str:
        """The refs as a text."""
        return listed(self.refs, MOST)


def lacking(programme: Programme, has: Callable[[Row], bool]) -> list[Lacking]:
    """The actions with an open row that does not have something, by file.

    Where no open row has it, the action lacks it; where some have, the other owners' rows do.
    """
    found: dict[Origin, dict[str, None]] = {}
    for rows in programme.open_rows:
        without = [row for row in rows if not has(row)]
        if len(without) == len(rows):
            places = [rows[0].action.origin]
        else:
            places = [row.position.origin for row in without if row.position]
        for place in places:
            file = Origin(place.path, place.route[:1])
            found.setdefault(file, {}).setdefault(rows[0].action.ref)
    return [Lacking(origin, tuple(refs)) for origin, refs in found.items()]

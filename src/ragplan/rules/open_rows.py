"""Rows still to be done that lack something, gathered by file: one finding a file, not one a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import NamedTuple

from ragplan.diagnostics import Origin
from ragplan.model.programme import Programme, Row
from ragplan.suggestion import listed

MOST = 100
"""Refs that a message lists before it is cut."""


class Lacking(NamedTuple):
    """The actions of one file that lack something: the field they stand in, and their refs in order."""

    origin: Origin
    refs: tuple[str, ...]

    @property
    def counted(self) -> str:
        """``1 action`` or ``12 actions``."""
        return f"{len(self.refs)} action{'' if len(self.refs) == 1 else 's'}"

    @property
    def listed(self) -> str:
        """The refs as a text."""
        return listed(self.refs, MOST)


def open_rows(programme: Programme) -> Iterator[list[Row]]:
    """Each action's rows that nobody calls done, where there are any; closed ones and parents have none."""
    for _, rows in groupby(programme.rows, key=lambda row: id(row.action)):
        still = [row for row in rows if still_open(programme, row)]
        if still:
            yield still


def lacking(programme: Programme, has: Callable[[Row], bool]) -> list[Lacking]:
    """The actions with an open row that does not have something, by file.

    Where no open row has it, the action lacks it; where some have, the other owners' rows do.
    """
    found: dict[Origin, dict[str, None]] = {}
    for rows in open_rows(programme):
        without = [row for row in rows if not has(row)]
        if len(without) == len(rows):
            places = [rows[0].action.origin]
        else:
            places = [row.position.origin for row in without if row.position]
        for place in places:
            file = Origin(place.path, place.route[:1])
            found.setdefault(file, {}).setdefault(rows[0].action.ref)
    return [Lacking(origin, tuple(refs)) for origin, refs in found.items()]


def still_open(programme: Programme, row: Row) -> bool:
    """Whether nobody calls a row done, and it is not given up or a parent."""
    action, position = row.action, row.position
    if action.superseded_by or action.withdrawn or action.parts:
        return False
    if position is None:
        return True
    stated = programme.key.level(position.rating) if programme.key and position.rating else None
    closed = stated is not None and stated.category.closes
    return not (closed or position.completed or position.assured)

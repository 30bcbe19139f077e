"""Rows still to be done that lack something, and what those of one file have in common."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ragplan.diagnostics import Origin
from ragplan.model.programme import Programme, Row


class Lacking(NamedTuple):
    """An action that lacks something, or one owner's row of it: where it stands, its ref, and whose it is.

    ``organisation`` is ``""`` for a shared action.
    """

    origin: Origin
    ref: str
    organisation: str


def lacking(programme: Programme, has: Callable[[Row], bool]) -> Iterator[Lacking]:
    """The actions with an open row that does not have something.

    Where no open row has it, the action lacks it; where some have, the other owners' rows do.
    """
    for rows in programme.open_rows:
        without = [row for row in rows if not has(row)]
        action = rows[0].action
        if len(without) == len(rows):
            yield Lacking(action.origin, action.ref, action.organisation)
        else:
            yield from (
                Lacking(row.position.origin, action.ref, row.organisation) for row in without if row.position
            )

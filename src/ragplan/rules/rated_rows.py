"""Rows that are judged by their rating: those with a position, of actions that were not given up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ragplan.model.key import Key, Level
from ragplan.model.plan import Position
from ragplan.model.programme import Programme, Row


class RatedRow(NamedTuple):
    """A row with its position, its programme's key, and the level stated.

    ``level`` is ``None`` where the row is not rated.
    """

    row: Row
    position: Position
    key: Key
    level: Level | None

    @property
    def closed(self) -> bool:
        """Whether it is rated complete or assured."""
        return self.level is not None and self.level.category.closes


def rated_rows(programme: Programme) -> Iterator[RatedRow]:
    """The rows of a programme with a key that say something; a rating that the key does not know has none.

    An action that was superseded or withdrawn is not judged: how it is rated tells nobody anything.
    """
    key = programme.key
    if key is None:
        return
    for row in programme.rows:
        position, action = row.position, row.action
        if position is None or action.superseded_by or action.withdrawn:
            continue
        level = key.level(position.rating) if position.rating else None
        if level is not None or not position.rating:
            yield RatedRow(row, position, key, level)


def spelled(level: Level) -> str:
    """What to write for a level, with what it means where that is another word: ``green (Completed)``."""
    return level.code if level.code.casefold() == level.label.casefold() else f"{level.code} ({level.label})"

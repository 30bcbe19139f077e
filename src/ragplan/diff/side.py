"""One row as a snapshot has it, judged on its day: what a comparison looks at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ragplan.diff.change import Snapshot
from ragplan.diff.ratings import UNSTATED, Stated, stated
from ragplan.model.assessment import Assessment, assess, closing
from ragplan.model.plan import Action, Position
from ragplan.model.programme import Programme, Row

Key = tuple[str, str]
"""A ref and an organisation's code: what a row, or an organisation's own action, is known by."""


@dataclass(frozen=True)
class Side:
    """A row of a snapshot."""

    snapshot: Snapshot
    row: Row

    @property
    def action(self) -> Action:
        """The action."""
        return self.row.action

    @property
    def position(self) -> Position | None:
        """The owner's position, ``None`` where it has none."""
        return self.row.position

    @cached_property
    def assessment(self) -> Assessment:
        """What the dates and facts say."""
        return assess(self.snapshot.programme, self.row, self.snapshot.on)

    @cached_property
    def stated(self) -> Stated:
        """What the owner says of how it stands."""
        position, key = self.position, self.snapshot.programme.key
        return stated(position.rating, key, closing(position, self.snapshot.on)) if position else UNSTATED


def names(programme: Programme) -> Callable[[str], str]:
    """How a programme calls an organisation that another snapshot knows by a code of its own time."""
    return lambda code: code if code in programme.organisation else programme.code(code)


def sides(snapshot: Snapshot, name: Callable[[str], str]) -> Mapping[Key, Side]:
    """A snapshot's rows by ref and organisation; an organisation's own action before a shared one."""
    found: dict[Key, Side] = {}
    for row in snapshot.programme.rows:
        key = (row.action.ref, name(row.organisation))
        if key not in found or row.action.organisation:
            found[key] = Side(snapshot, row)
    return found

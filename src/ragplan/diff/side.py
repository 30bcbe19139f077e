"""One row as a snapshot has it, judged on its day: what a comparison looks at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ragplan.model.assessment import Assessment, assess
from ragplan.model.plan import Action, Position
from ragplan.model.programme import Row
from ragplan.model.snapshot import Key, Snapshot, keyed
from ragplan.model.stated import Stated, of_position

__all__ = ["Key", "Side", "sides"]


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
        return assess(self.snapshot, self.row)

    @cached_property
    def stated(self) -> Stated:
        """What the owner says of how it stands."""
        return of_position(self.position, self.snapshot.programme.key, self.snapshot.on)


def sides(snapshot: Snapshot, name: Callable[[str], str]) -> Mapping[Key, Side]:
    """A snapshot's rows by ref and organisation; an organisation's own action before a shared one."""
    return {key: Side(snapshot, row) for key, row in keyed(snapshot.programme, name).items()}

"""A row of a snapshot, judged on its day: what lists, comparisons, rules and papers look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ragplan.diagnostics import Origin
from ragplan.model.assessment import Assessment, assess
from ragplan.model.dates import days_between
from ragplan.model.key import Level
from ragplan.model.plan import Action, Position, Remark
from ragplan.model.programme import Programme, Row
from ragplan.model.recommendations import Reference
from ragplan.model.snapshot import Key, Snapshot, keyed
from ragplan.model.stated import Stated, of_position


@dataclass(frozen=True)
class JudgedRow:
    """A row of a snapshot."""

    snapshot: Snapshot
    row: Row

    @cached_property
    def assessment(self) -> Assessment:
        """What the dates and facts say."""
        return assess(self.snapshot, self.row)

    @cached_property
    def before(self) -> JudgedRow | None:
        """The row as the meeting before saw it; ``None`` where that is not known to have seen it."""
        seen, before = self.snapshot.seen, self.snapshot.before_of(self.row)
        return JudgedRow(seen, before) if seen and before else None

    @property
    def programme(self) -> Programme:
        """The programme."""
        return self.snapshot.programme

    @property
    def as_of(self) -> date:
        """The day."""
        return self.snapshot.on

    @property
    def action(self) -> Action:
        """The action."""
        return self.row.action

    @property
    def position(self) -> Position | None:
        """The owner's position, ``None`` where it has none."""
        return self.row.position

    @property
    def origin(self) -> Origin:
        """Where the row is written: its position, else its action."""
        return (self.position or self.action).origin

    @property
    def organisation(self) -> str:
        """The code of the owner; ``""`` where the action has none."""
        return self.row.organisation

    @cached_property
    def stated(self) -> Stated:
        """What the owner says of how it stands."""
        return of_position(self.position, self.programme.key, self.as_of)

    @property
    def level(self) -> Level | None:
        """The level it states, where the key knows it."""
        return self.assessment.stated

    @property
    def rating(self) -> str:
        """The stated level's code; a rating the key does not know as written; ``""`` for none."""
        written = self.position.rating if self.position else ""
        return self.level.code if self.level else written

    @property
    def due_soon(self) -> bool:
        """Whether it is open and due on or before the next meeting; without one, on the very day."""
        left, meeting = self.assessment.due_in_days, self.programme.calendar.next_meeting(self.as_of)
        return left is not None and left <= days_between(self.as_of, meeting or self.as_of)

    @property
    def cited(self) -> tuple[Reference, ...]:
        """The recommendations that the action, else its goal, answers."""
        return self.programme.recommendations(self.action)

    @property
    def queries(self) -> tuple[Remark, ...]:
        """What a person must confirm about the action or the position."""
        return self.action.queries + (self.position.queries if self.position else ())


def rows_by_key(snapshot: Snapshot, name: Callable[[str], str]) -> Mapping[Key, JudgedRow]:
    """A snapshot's rows by ref and organisation; an organisation's own action before a shared one.

    ``name`` tells what an organisation's code is called.
    """
    return {key: JudgedRow(snapshot, row) for key, row in keyed(snapshot.programme, name).items()}

"""A programme as it stood and the day it is read at, with what the meeting before that day saw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from ragplan.model.calendar import Period
from ragplan.model.programme import Programme, Row

if TYPE_CHECKING:
    from ragplan.model.assessment import Assessment

Key = tuple[str, str]
"""A ref and an organisation's code: what a row, or an organisation's own action, is known by."""


@dataclass(frozen=True)
class Snapshot:
    """A programme as it stood, and the day it is read at.

    ``seen`` is what the last meeting before that day saw, an earlier one where that is not known;
    ``None`` where none is: then only dates tell who has spoken since.
    """

    programme: Programme
    on: date
    seen: Snapshot | None = None

    @cached_property
    def judged(self) -> dict[int, tuple[Row, Assessment]]:
        """What ``assess`` has found of rows, by the identity of each row, which lives as long."""
        return {}

    @cached_property
    def period(self) -> Period | None:
        """The days since the meeting before its day, up to it; ``None`` where there was no meeting."""
        period = self.programme.calendar.period(self.on)
        return period if period and period.start else None

    def before_of(self, row: Row) -> Row | None:
        """A row as the meeting before saw it; ``None`` where it was not there."""
        return self._before.get((row.action.ref, self.programme.known_as(row.organisation)))

    @cached_property
    def _before(self) -> Mapping[Key, Row]:
        """The rows that the meeting before saw, by ref and the code that their organisation has now.

        An organisation's own action goes before a shared one of the same ref.
        """
        if self.seen is None:
            return {}
        return keyed(self.seen.programme, self.programme.known_as)


def keyed(programme: Programme, name: Callable[[str], str]) -> dict[Key, Row]:
    """A programme's rows by ref and by what their organisation's code is called."""
    found: dict[Key, Row] = {}
    for row in programme.rows:
        key = (row.action.ref, name(row.organisation))
        if key not in found or row.action.organisation:
            found[key] = row
    return found

"""Rows past their due date: what RAG3 says of their ratings and RAG4 of the dates themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ragplan.diagnostics import Origin
from ragplan.model.assessment import Assessment
from ragplan.model.dates import due_in_words
from ragplan.model.key import Category
from ragplan.model.programme import Programme, Row
from ragplan.plans import Plans
from ragplan.rules.rule import Days


class Late(NamedTuple):
    """A row past its due date, judged."""

    programme: Programme
    row: Row
    judged: Assessment

    @property
    def watermelon(self) -> bool:
        """Whether its owner rates it on track all the same."""
        stated = self.judged.stated
        return stated is not None and stated.category is Category.ON_TRACK

    def origin(self, field: str) -> Origin:
        """Where its owner speaks, or where the action stands that nobody speaks on."""
        position = self.row.position
        return position.origin.at(field) if position else self.row.action.origin.at("due")

    @property
    def told(self) -> str:
        """When it was due, and how long ago: ``due on 10 January 2014, 10 days ago``."""
        days = self.judged.overdue_days
        return f"due {due(self.row)}, {days} day{'' if days == 1 else 's'} ago"


def late_rows(plans: Plans, days: Days) -> Iterator[Late]:
    """Every open row that is past its due date on its programme's day.

    Where working days count, one due on another day is late only after the next of them.
    """
    from ragplan.diff.owing import held_until
    from ragplan.diff.side import Side
    from ragplan.model.snapshot import Snapshot

    for programme in plans.programmes:
        snapshot = Snapshot(programme, days(programme))
        for row in programme.rows:
            side = Side(snapshot, row)
            if side.assessment.overdue and held_until(side, plans.working_days) is None:
                yield Late(programme, row, side.assessment)


def due(row: Row) -> str:
    """When a row that has a due date is due: ``on 10 January 2014``, ``by the end of December 2013``."""
    current = row.deadline.current
    return due_in_words(current) if current else "at no date"

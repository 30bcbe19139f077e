"""The course of a programme: its meetings, what the rows that each saw come to, and what is remembered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ragplan.diff.side import names
from ragplan.history import Commit
from ragplan.model.key import Category
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Snapshot
from ragplan.reports.tallies import Memory, Shown, Tally


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting: the commit that it saw and what the rows there come to.

    ``tally`` is ``None`` where that is not known; ``note`` then says why.
    """

    day: date
    commit: Commit
    frozen: bool
    tally: Tally | None
    note: str = ""


@dataclass(frozen=True)
class Course:
    """A programme as it is now and its meetings, oldest first.

    ``last`` is what the last meeting saw of those that are known, ``memory`` what is to be known of all
    meetings up to it. ``notes`` tell what the history does not.
    """

    programme: Programme
    meetings: tuple[Meeting, ...]
    last: Snapshot | None
    memory: Memory
    notes: tuple[str, ...] = ()

    @cached_property
    def known(self) -> tuple[tuple[Meeting, Tally], ...]:
        """The meetings that are known, with their tallies."""
        return tuple((each, each.tally) for each in self.meetings if each.tally)

    @cached_property
    def name(self) -> Callable[[str], str]:
        """How an organisation of any meeting is called now."""
        return names(self.programme)

    @cached_property
    def levels(self) -> tuple[Shown | None, ...]:
        """What rows showed at any meeting, best first, stated before by date; ``None`` for no rating."""
        seen = {shown for _, tally in self.known for share in tally.organisations.values() for shown in share}
        best_first = (
            shown
            for category in reversed(Category)
            for shown in (Shown(category), Shown(category, stated=False))
            if shown in seen
        )
        return (*best_first, *([None] if None in seen else []))

"""What a report is asked for: a programme on a day, whose part of it, and what is known of its past."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, tzinfo
from typing import TYPE_CHECKING, Literal

from ragplan.diff.owing import Owed
from ragplan.document import Document
from ragplan.history import Past
from ragplan.history.course import Course
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Snapshot
from ragplan.model.working_days import EVERY_DAY, WorkingDays
from ragplan.query import Filter
from ragplan.reports.commands import Scope

if TYPE_CHECKING:
    from ragplan.reports.history.action import ActionHistory

EditLink = Callable[[str, int], str]
"""The address at which a person edits a line of a file; ``""`` where that is not known."""

By = Literal["goal", "organisation", "lead"]


def unlinked(_path: str, _line: int) -> str:
    """No address."""
    return ""


@dataclass(frozen=True)
class Sources:
    """The files of the plans and where people edit them; ``working_days`` are those of the policy."""

    documents: Mapping[str, Document] = field(default_factory=dict)
    link: EditLink = unlinked
    working_days: WorkingDays = EVERY_DAY


@dataclass(frozen=True)
class Request:
    """A programme on a day, what is wanted of it, and what is known beside it.

    ``subject`` is the organisation's code, the lead or the ref that the report is of, ``""`` for none.
    ``wanted`` chooses rows, ``by`` says how they are grouped. ``since`` and ``until`` are the span asked
    for. ``past`` and ``course`` are there where the report asks for them and git can tell, ``history`` where
    the report is of one action. ``together`` are all programmes, of which ``snapshot`` is the first, where
    one page is of them all. ``owed`` is what everybody owes, where requests are made for one organisation
    after another. ``scope`` tells commands to read the same.
    """

    snapshot: Snapshot
    subject: str = ""
    wanted: Filter = field(default_factory=Filter)
    by: By = "goal"
    since: date | None = None
    until: date | None = None
    past: Past | None = None
    course: Course | None = None
    history: ActionHistory | None = None
    together: tuple[Snapshot, ...] = ()
    sources: Sources = field(default_factory=Sources)
    zone: tzinfo = UTC
    owed: Owed | None = None
    scope: Scope = field(default_factory=Scope)

    @property
    def programme(self) -> Programme:
        """The programme."""
        return self.snapshot.programme

    @property
    def on(self) -> date:
        """The day it is read at."""
        return self.snapshot.on

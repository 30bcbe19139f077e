"""A change: one thing that happened to an action or a position between two days, as a value."""

import dataclasses
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from ragplan.diagnostics import Origin
from ragplan.diff.kinds import Kind
from ragplan.diff.wording import Rewording
from ragplan.model.dates import PlanDate
from ragplan.model.plan import Deadline


class Subject(Enum):
    """What a change happened to."""

    ACTION = "action"
    POSITION = "position"
    RECOMMENDATION = "recommendation"
    ORGANISATION = "organisation"


class Done(NamedTuple):
    """When something was completed, and by when it was due."""

    completed: PlanDate
    deadline: Deadline


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change, in the plan's own texts.

    ``organisation`` is ``""`` for an action shared by its ``owners``. ``old`` and ``new`` are the
    texts of ``field`` as written, ``""`` for none; ``rating`` is the one now stated. ``words`` are
    the texts of a rewritten field, and of a status that was rewritten along with something else.
    ``days`` is how far a date moved, how late a completion was, or how long a silence has lasted; ``done``
    is the day of a completion with the due date that it is held against;
    ``times`` how often a due date has been revised now; ``reason`` what the plan gives as one.
    ``internal`` marks a remark that public copies leave out; ``became`` is the day of the commit that made
    a row complete which gives no date itself.
    """

    kind: Kind
    programme: str
    subject: Subject
    ref: str
    organisation: str
    title: str
    goal: str
    owners: tuple[str, ...]
    rating: str
    field: str
    old: str = ""
    new: str = ""
    days: int | None = None
    times: int | None = None
    reason: str = ""
    done: Done | None = None
    words: Rewording | None = None
    internal: bool = False
    became: date | None = None
    old_origin: Origin | None = dataclasses.field(default=None, compare=False)
    new_origin: Origin | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedEntry:
    """What all changes of one entry have in common."""

    programme: str
    subject: Subject
    ref: str
    organisation: str
    title: str = ""
    goal: str = ""
    owners: tuple[str, ...] = ()
    rating: str = ""
    old_origin: Origin | None = None
    new_origin: Origin | None = None

    def change(self, kind: Kind, field: str, old: str = "", new: str = "", days: int | None = None) -> Change:
        """A change of one field of the entry."""
        return Change(
            kind=kind,
            programme=self.programme,
            subject=self.subject,
            ref=self.ref,
            organisation=self.organisation,
            title=self.title,
            goal=self.goal,
            owners=self.owners,
            rating=self.rating,
            field=field,
            old=old,
            new=new,
            days=days,
            old_origin=self.old_origin,
            new_origin=self.new_origin,
        )

"""What a programme file holds beside its actions: calendar, key, organisations, goals, predecessor."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from ragplan.schema.v1.actions import ActionShape
from ragplan.schema.v1.entries import (
    EVERY,
    ON,
    Code,
    Codes,
    DateText,
    DateTexts,
    Remarks,
    Required,
    RequiredCode,
    Shape,
    Team,
    absent,
    listed,
    mapped,
)


class CadenceShape(Shape):
    """When the group meets: a rhythm, single dates, or both."""

    every: Annotated[Code, Field(pattern=EVERY)] = ""
    """The rhythm: `2 weeks`, `1 month`, `10 days`, `quarter`."""
    first: DateText = ""
    """The first meeting of the rhythm."""
    on: Annotated[Code, Field(pattern=ON)] = ""
    """The day in a rhythm of months or quarters: `second Monday`, `last Friday`, `last weekday`, `15`."""
    last: DateText = ""
    """The last meeting; after that of the last entry the programme is closed: reports speak of that day."""
    meetings: DateTexts = ()
    """Single meetings, beside or instead of a rhythm."""
    moved: Annotated[dict[str, RequiredCode], BeforeValidator(mapped)] = {}
    """Meetings held on another day: `{2026-03-09: 2026-03-16}`."""
    cancelled: DateTexts = ()
    """Meetings that are not held: `[2026-04-06]`."""
    wording: str = ""
    """Words before a meeting's date, as `week commencing`."""
    grace: Annotated[Code, Field(pattern=r"\d{1,3}")] = ""
    """The last days before a meeting, that day included, in which what is owed for it stops a change: 3
    unless said, never more than half of the time between two meetings."""

    @model_validator(mode="after")
    def repeated(self) -> Self:
        """Only a rhythm has a day of the month."""
        if self.on and not self.every:
            raise PydanticCustomError("needed", "every is needed", {"field": "every"})
        return self


class LevelShape(Shape):
    """One level of a rating key."""

    code: RequiredCode
    """What a `rating` says."""
    label: Required
    """The words on the paper."""
    letter: Code = ""
    """A letter that may stand for it."""
    colour: Code = ""
    """Its colour's name; presentation only."""
    meaning: Required
    """What it means, in a sentence."""
    category: Literal[
        "not_started",
        "under_way",
        "on_track",
        "at_risk",
        "off_track",
        "complete",
        "assured",
        "no_update",
        "on_hold",
    ]
    """What it says whatever its colour; `keys.md` tells what each of them claims."""
    requires: Annotated[
        tuple[Literal["status", "next", "evidence", "completed", "assured"], ...],
        BeforeValidator(listed),
    ] = ()
    """Fields a position with this rating must have."""


class KeyShape(Shape):
    """A rating key written out."""

    title: str = ""
    """Its name on the paper."""
    levels: Annotated[tuple[LevelShape, ...], BeforeValidator(listed)]
    """The levels, in printed order."""
    derive: Annotated[
        dict[Literal["assured", "completed", "overdue", "silent"], Code],
        BeforeValidator(mapped),
    ] = {}
    """The level that a fact leads to."""


class KeyChoiceShape(KeyShape):
    """The name of a shipped key, or a key written out."""

    name: Code = ""
    """The name of a key that ships with ragplan."""
    levels: Annotated[tuple[LevelShape, ...], BeforeValidator(listed)] = ()
    """The levels, in printed order."""

    @model_validator(mode="after")
    def either(self) -> Self:
        """A key that is not named has levels."""
        if not self.name and not self.levels:
            raise PydanticCustomError("needed", "levels are needed", {"field": "levels"})
        return self


class OrganisationShape(Shape):
    """An organisation; its name alone may stand for it."""

    name: Required
    """Its full name."""
    aliases: Codes = ()
    """Other codes that mean the same body."""
    members: Codes = ()
    """For a group that answers with one voice: the codes of its members."""
    emails: Codes = ()
    """The domains or addresses its people commit from, such as `north.example.org`."""
    team: Team = ""
    """Who looks after its file, for `ragplan codeowners`: `"@north/quality"`, a person or an address."""


class GoalShape(Shape):
    """A heading over actions."""

    ref: RequiredCode
    """Its number in the plan, in quotes."""
    title: Required
    """The goal."""
    description: str = ""
    """More about it, below the title."""
    recommendations: Codes = ()
    """Recommendations that all of its actions answer."""
    actions: Annotated[tuple[ActionShape, ...], BeforeValidator(listed)] = ()
    """Its actions."""
    notes: Remarks = ()
    """Notes."""
    queries: Remarks = ()
    """Things a person must confirm."""


class SuccessionShape(Shape):
    """A programme in place of another."""

    title: Required
    """The other programme's title."""
    programme: Code = ""
    """Its id, where it is in these plans."""
    approved: DateText = ""
    """The meeting that approved it."""
    by: str = ""
    """The group that approved it."""


Succeeded = Annotated[SuccessionShape | None, BeforeValidator(absent)]

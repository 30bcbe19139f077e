"""The files that hold actions: a programme, and an organisation's."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from ragplan.schema.v1.actions import OwnActionShape, RecommendationPositionShape
from ragplan.schema.v1.entries import (
    ID,
    Code,
    Codes,
    DateText,
    Exclusions,
    Remarks,
    Required,
    RequiredCode,
    Shape,
    Team,
    absent,
    listed,
    mapped,
    named,
    several,
)
from ragplan.schema.v1.programme import (
    CadenceShape,
    GoalShape,
    KeyChoiceShape,
    OrganisationShape,
    Succeeded,
)


class OrganisationFileShape(Shape):
    """A file of one organisation: its positions, and actions of its own."""

    organisation: RequiredCode
    """The organisation's code."""
    format: Literal["", "ragplan/1"] = ""
    """The file format."""
    reviewed: DateText = ""
    """The day the organisation last went through all of its rows; "no change" is an answer."""
    actions: Annotated[tuple[OwnActionShape, ...], BeforeValidator(listed)] = ()
    """Its rows."""
    positions: Annotated[tuple[RecommendationPositionShape, ...], BeforeValidator(listed)] = ()
    """Its positions on recommendations."""
    applicable: Codes = ()
    """The recommendations that apply to it: `[1, 123-144]`."""
    not_applicable: Exclusions = ()
    """Those that do not apply to it, with the reason; those in neither, nor cited, are not addressed."""
    notes: Remarks = ()
    """Notes on the whole file."""
    queries: Remarks = ()
    """Things a person must confirm about the whole file."""


class ProgrammeFileShape(Shape):
    """A programme file: one plan under one group."""

    programme: Annotated[Code, Field(pattern=ID)]
    """The programme's id: lower-case letters, digits and hyphens."""
    format: Literal["ragplan/1"]
    """The file format."""
    title: Required
    """The plan's title."""
    group: str = ""
    """The group it is for."""
    calendar: Annotated[tuple[CadenceShape, ...], BeforeValidator(several)] = ()
    """When the group meets; a list where the rhythm changed."""
    time_zone: Code = ""
    """Where its days begin and end, for meetings in git's history: `Europe/London` where it names none."""
    team: Team = ""
    """Who looks after this file and its folder, for `ragplan codeowners`: `"@north/programme-office"`."""
    key: Annotated[Annotated[KeyChoiceShape, BeforeValidator(named)] | None, BeforeValidator(absent)] = None
    """The rating key: the name of one that ships with ragplan, or its levels."""
    priorities: Codes = ()
    """What an action's `priority` may say, the highest first: `[high, medium, low]`."""
    registers: Codes = ()
    """The registers of recommendations it answers."""
    applicable: Codes = ()
    """The recommendations that apply to the programme: `[1, 123-144]`."""
    not_applicable: Exclusions = ()
    """Those that do not apply, with the reason; those in neither, nor cited, are not addressed."""
    supersedes: Succeeded = None
    """The programme that this one replaced."""
    superseded_by: Succeeded = None
    """The programme that replaces this one; commands then leave it out unless it is named."""
    organisations: Annotated[
        dict[str, Annotated[OrganisationShape, BeforeValidator(named)]],
        BeforeValidator(mapped),
    ] = {}
    """The organisations, by code."""
    goals: Annotated[tuple[GoalShape, ...], BeforeValidator(listed)] = ()
    """The goals with the shared actions."""
    notes: Remarks = ()
    """Notes, printed at the end of the plan."""
    queries: Remarks = ()
    """Things a person must confirm about the whole plan."""

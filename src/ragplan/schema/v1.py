"""The shapes of plan files, format ``ragplan/1``.

Every scalar is text here: dates, ratings and refs keep what was typed, and the model reads them.
An absent field and an empty one are the same. The descriptions are the field reference of the
documentation and of ``ragplan schema``.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

FORMAT = "ragplan/1"
EVERY = r"^(([1-9][0-9]{0,2} +)?(day|week|month|quarter)s?)?$"
ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
RANGE = r"^[0-9]{1,6} *[-–] *[0-9]{1,6}$"


def _listed(value: Any) -> Any:
    """A field left empty is an empty list."""
    return [] if value == "" else value


def _mapped(value: Any) -> Any:
    """A field left empty is an empty mapping."""
    return {} if value == "" else value


def _worded(value: Any) -> Any:
    """A remark may be its text alone."""
    return {"text": value} if isinstance(value, str) else value


def _referred(value: Any) -> Any:
    """Evidence may be its reference alone."""
    return {"ref": value} if isinstance(value, str) else value


def _named(value: Any) -> Any:
    """An organisation, or a key, may be its name alone."""
    return {"name": value} if isinstance(value, str) else value


def _several(value: Any) -> Any:
    """A calendar of one entry may be that entry."""
    return [value] if isinstance(value, dict) else _listed(value)


Required = Annotated[str, Field(min_length=1)]
Texts = Annotated[list[str], BeforeValidator(_listed)]
Flag = Literal["true", "false", ""]
DateText = Annotated[
    str, Field(json_schema_extra={"examples": ["2014-01-31", "2014-01"]})
]


class Shape(BaseModel):
    """What all shapes share: no field but those named here."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class RemarkShape(Shape):
    """A note or a query; its text alone may stand for it."""

    text: Required
    """The words. Markdown for emphasis, lists and links."""
    internal: Flag = ""
    """`true` keeps it out of public copies."""


Remarks = Annotated[
    list[Annotated[RemarkShape, BeforeValidator(_worded)]], BeforeValidator(_listed)
]


class RevisionShape(Shape):
    """A due date that was moved. The first date stays in `due`."""

    to: Required
    """The new date, a day or a month."""
    on: DateText = ""
    """The day it was decided."""
    reason: str = ""
    """Why."""
    agreed_by: str = ""
    """The person or group that agreed."""


class EvidenceShape(Shape):
    """What proves completion; its reference alone may stand for it."""

    ref: str = ""
    """A minute, report or other reference."""
    file: str = ""
    """A file or a web address."""
    on: DateText = ""
    """Its date."""


class AssuranceShape(Shape):
    """Completion confirmed by someone other than the owner."""

    by: Required
    """Who confirmed it."""
    on: DateText = ""
    """When."""


class WithdrawalShape(Shape):
    """An action closed without being done."""

    on: DateText = ""
    """When."""
    reason: Required
    """Why."""


Evidences = Annotated[
    list[Annotated[EvidenceShape, BeforeValidator(_referred)]], BeforeValidator(_listed)
]
Revisions = Annotated[list[RevisionShape], BeforeValidator(_listed)]


class ActionShape(Shape):
    """An action as the programme defines it, shared by its owners."""

    ref: Required
    """Its number in the plan, in quotes: `"2.1"`."""
    title: Required
    """What is to be done."""
    description: str = ""
    """More about it, below the title."""
    outcome: str = ""
    """The desired outcome."""
    owners: Texts = []
    """Codes of the organisations that each report a position."""
    leads: Texts = []
    """Who answers for it: initials, names or roles."""
    due: DateText = ""
    """The date first agreed, a day, a month or `ongoing`. It never changes: later dates go under `revised`."""
    revised: Revisions = []
    """Later due dates, oldest first."""
    recommendations: Texts = []
    """Recommendations it answers: `[8, 124-125]`; those of its goal where it names none."""
    agreed: DateText = ""
    """The meeting that agreed it."""
    proposed: Flag = ""
    """`true` while no meeting has agreed it."""
    superseded_by: str = ""
    """The ref of the action that replaces it."""
    withdrawn: WithdrawalShape | None = None
    """When and why it was closed without being done."""
    depends_on: Texts = []
    """Refs of actions that come first."""
    notes: Remarks = []
    """Notes."""
    queries: Remarks = []
    """Things a person must confirm."""
    actions: Annotated[list[ActionShape], BeforeValidator(_listed)] = []
    """Sub-actions."""


class PositionShape(Shape):
    """One organisation's current word on an action the programme defines."""

    ref: Required
    """The action's ref."""
    rating: str = ""
    """A level of the programme's key: its code, letter or label."""
    status: str = ""
    """What there is to say. Markdown for emphasis, lists and links."""
    updated: DateText = ""
    """The day these words were written."""
    completed: DateText = ""
    """The day or month it was completed."""
    leads: Texts = []
    """Who answers for it here."""
    due: DateText = ""
    """A date of this organisation's own, where it differs from the action's."""
    revised: Revisions = []
    """Later due dates, oldest first."""
    evidence: Evidences = []
    """What proves completion."""
    next: str = ""
    """The next step, or the path to green."""
    assured: AssuranceShape | None = None
    """Who confirmed completion, other than the owner."""
    waiting_for: str = ""
    """What or whom it waits for."""
    risk: str = ""
    """A reference to a risk register."""
    notes: Remarks = []
    """Notes."""
    queries: Remarks = []
    """Things a person must confirm."""


class OwnActionShape(PositionShape):
    """An entry of an organisation's file.

    With a `title` it is an action of the organisation's own, definition and position together;
    without one it is a position on an action that the programme defines.
    """

    title: str = ""
    """What is to be done."""
    description: str = ""
    """More about it, below the title."""
    outcome: str = ""
    """The desired outcome."""
    goal: str = ""
    """The ref of the programme's goal it serves."""
    recommendations: Texts = []
    """Recommendations it answers: `[8, 124-125]`."""
    agreed: DateText = ""
    """The meeting that agreed it."""
    proposed: Flag = ""
    """`true` while no meeting has agreed it."""
    superseded_by: str = ""
    """The ref of the action that replaces it."""
    withdrawn: WithdrawalShape | None = None
    """When and why it was closed without being done."""
    depends_on: Texts = []
    """Refs of actions that come first."""
    actions: Annotated[list[OwnActionShape], BeforeValidator(_listed)] = []
    """Sub-actions."""


class RecommendationPositionShape(Shape):
    """One organisation's current word on a recommendation."""

    recommendation: Required
    """The recommendation: `francis-2013/123`, or its number where the programme has one register."""
    rating: str = ""
    """A level of the programme's key."""
    status: str = ""
    """What there is to say."""
    updated: DateText = ""
    """The day these words were written."""
    review_by: DateText = ""
    """When it is to be looked at again."""
    evidence: Evidences = []
    """What proves it."""
    notes: Remarks = []
    """Notes."""
    queries: Remarks = []
    """Things a person must confirm."""


class OrganisationFileShape(Shape):
    """A file of one organisation: its positions, and actions of its own."""

    organisation: Required
    """The organisation's code."""
    format: Literal["", "ragplan/1"] = ""
    """The file format."""
    reviewed: DateText = ""
    """The day the organisation last went through all of its rows; "no change" is an answer."""
    actions: Annotated[list[OwnActionShape], BeforeValidator(_listed)] = []
    """Its rows."""
    positions: Annotated[list[RecommendationPositionShape], BeforeValidator(_listed)] = []
    """Its positions on recommendations."""
    notes: Remarks = []
    """Notes on the whole file."""
    queries: Remarks = []
    """Things a person must confirm about the whole file."""


class CadenceShape(Shape):
    """When the group meets: a rhythm, single dates, or both."""

    every: Annotated[str, Field(pattern=EVERY)] = ""
    """The rhythm: `2 weeks`, `1 month`, `10 days`, `quarter`."""
    first: DateText = ""
    """The first meeting of the rhythm."""
    last: DateText = ""
    """The last meeting; after that of the last entry the programme is closed, and reports speak of that day."""
    meetings: Texts = []
    """Single meetings, beside or instead of a rhythm."""
    wording: str = ""
    """Words before a meeting's date, as `week commencing`."""


class LevelShape(Shape):
    """One level of a rating key."""

    code: Required
    """What a `rating` says."""
    label: Required
    """The words on the paper."""
    letter: str = ""
    """A letter that may stand for it."""
    colour: str = ""
    """Its colour's name; presentation only."""
    meaning: Required
    """What it means, in a sentence."""
    category: Literal[
        "not_started",
        "on_track",
        "at_risk",
        "off_track",
        "complete",
        "assured",
        "no_update",
        "on_hold",
    ]
    """What it says whatever its colour."""
    requires: Annotated[
        list[Literal["status", "next", "evidence", "completed", "assured"]],
        BeforeValidator(_listed),
    ] = []
    """Fields a position with this rating must have."""


class KeyShape(Shape):
    """A rating key written out."""

    title: str = ""
    """Its name on the paper."""
    levels: Annotated[list[LevelShape], BeforeValidator(_listed)]
    """The levels, in printed order."""
    derive: Annotated[
        dict[Literal["assured", "completed", "overdue", "silent"], str],
        BeforeValidator(_mapped),
    ] = {}
    """The level that a fact leads to."""


class KeyChoiceShape(KeyShape):
    """The name of a shipped key, or a key written out."""

    name: str = ""
    """The name of a key that ships with ragplan."""
    levels: Annotated[list[LevelShape], BeforeValidator(_listed)] = []
    """The levels, in printed order."""


class OrganisationShape(Shape):
    """An organisation; its name alone may stand for it."""

    name: Required
    """Its full name."""
    aliases: Texts = []
    """Other codes that mean the same body."""
    members: Texts = []
    """For a group that answers with one voice: the codes of its members."""


class GoalShape(Shape):
    """A heading over actions."""

    ref: Required
    """Its number in the plan, in quotes."""
    title: Required
    """The goal."""
    description: str = ""
    """More about it, below the title."""
    recommendations: Texts = []
    """Recommendations that all of its actions answer."""
    actions: Annotated[list[ActionShape], BeforeValidator(_listed)] = []
    """Its actions."""
    notes: Remarks = []
    """Notes."""
    queries: Remarks = []
    """Things a person must confirm."""


class ProgrammeFileShape(Shape):
    """A programme file: one plan under one group."""

    programme: Annotated[str, Field(pattern=ID)]
    """The programme's id: lower-case letters, digits and hyphens."""
    format: Literal["ragplan/1"]
    """The file format."""
    title: Required
    """The plan's title."""
    group: str = ""
    """The group it is for."""
    calendar: Annotated[list[CadenceShape], BeforeValidator(_several)] = []
    """When the group meets; a list where the rhythm changed."""
    key: Annotated[KeyChoiceShape, BeforeValidator(_named)] | None = None
    """The rating key: the name of one that ships with ragplan, or its levels."""
    registers: Texts = []
    """The registers of recommendations it answers."""
    organisations: Annotated[
        dict[str, Annotated[OrganisationShape, BeforeValidator(_named)]],
        BeforeValidator(_mapped),
    ] = {}
    """The organisations, by code."""
    goals: Annotated[list[GoalShape], BeforeValidator(_listed)] = []
    """The goals with the shared actions."""
    notes: Remarks = []
    """Notes, printed at the end of the plan."""
    queries: Remarks = []
    """Things a person must confirm about the whole plan."""


class RegisterFileShape(Shape):
    """A register: the numbered recommendations of one inquiry or review."""

    id: Annotated[str, Field(pattern=ID, alias="register")]
    """Its id, used in references such as `francis-2013/123`."""
    format: Literal["", "ragplan/1"] = ""
    """The file format."""
    title: Required
    """The report's title."""
    published: DateText = ""
    """When the report was published."""
    recommendations: Annotated[str, Field(pattern=RANGE)]
    """The numbers it has: `1-290`."""

"""The shape of a programme's file, and its way to the model: key, organisations, goals, shared actions."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from ragplan.diagnostics import Origin
from ragplan.model.key import Category, Fact, Key, Level
from ragplan.model.plan import Action, Goal, Organisation
from ragplan.model.programme import Programme, Succession
from ragplan.schema.v1.actions import ActionShape, action
from ragplan.schema.v1.calendars import CadenceShape, calendar_from
from ragplan.schema.v1.entries import (
    ID,
    Citations,
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
    dated,
    exclusions,
    listed,
    mapped,
    named,
    references,
    remarks,
    several,
)


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
    recommendations: Citations = ()
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


class ProgrammeFileShape(Shape):
    """A programme file: one plan under one group."""

    format: Literal["ragplan/1"]
    """The file format."""
    programme: Annotated[Code, Field(pattern=ID)]
    """The programme's id: lower-case letters, digits and hyphens."""
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
    applicable: Citations = ()
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


def key_from(shape: KeyShape, name: str) -> Key:
    """A key in the order of its levels."""
    return Key(
        name=name,
        title=shape.title,
        levels=tuple(
            Level(
                code=level.code,
                label=level.label,
                letter=level.letter,
                colour=level.colour,
                meaning=level.meaning,
                category=Category(level.category),
                requires=level.requires,
            )
            for level in shape.levels
        ),
        derive={Fact(fact): code for fact, code in shape.derive.items()},
    )


def programme_from(shape: ProgrammeFileShape, path: str, shipped: Callable[[str], Key | None]) -> Programme:
    """A programme as its own file has it, without organisations' files and registers."""
    choice = shape.key
    key = None
    if choice is not None:
        key = key_from(choice, choice.name) if choice.levels else shipped(choice.name)
        key = replace(key, title=choice.title or key.title) if key else None
    return Programme(
        id=shape.programme,
        title=shape.title,
        group=shape.group,
        calendar=calendar_from(shape.calendar, path),
        key_name=choice.name if choice else "",
        key=key,
        register_names=shape.registers,
        priorities=shape.priorities,
        registers=(),
        organisations=organisations_from(shape, path),
        goals=goals_from(shape, path),
        shared_actions=shared_actions_from(shape, path),
        files=(),
        notes=remarks(shape.notes),
        queries=remarks(shape.queries),
        origin=Origin(path),
        applicable=references(shape.applicable),
        not_applicable=exclusions(shape.not_applicable),
        supersedes=_succession(shape.supersedes),
        superseded_by=_succession(shape.superseded_by),
        time_zone=shape.time_zone,
        team=shape.team,
    )


def _succession(shape: SuccessionShape | None) -> Succession | None:
    return Succession(shape.title, shape.programme, dated(shape.approved), shape.by) if shape else None


def organisations_from(shape: ProgrammeFileShape, path: str) -> tuple[Organisation, ...]:
    """A programme's organisations in the order of the file."""
    return tuple(
        Organisation(
            code=code,
            name=entry.name,
            origin=Origin(path, ("organisations", code)),
            aliases=entry.aliases,
            members=entry.members,
            emails=entry.emails,
            team=entry.team,
        )
        for code, entry in shape.organisations.items()
    )


def goals_from(shape: ProgrammeFileShape, path: str) -> tuple[Goal, ...]:
    """A programme's goals in the order of the file, without their actions."""
    return tuple(
        Goal(
            ref=goal.ref,
            title=goal.title,
            origin=Origin(path, ("goals", index)),
            description=goal.description,
            recommendations=references(goal.recommendations),
            notes=remarks(goal.notes),
            queries=remarks(goal.queries),
        )
        for index, goal in enumerate(shape.goals)
    )


def shared_actions_from(shape: ProgrammeFileShape, path: str) -> tuple[Action, ...]:
    """A programme's shared actions, each followed by its sub-actions."""
    return tuple(
        each
        for index, goal in enumerate(shape.goals)
        for each in _shared(goal.actions, Origin(path, ("goals", index)), goal.ref, "")
    )


def _shared(shapes: Iterable[ActionShape], above: Origin, goal: str, parent: str) -> Iterator[Action]:
    for index, shape in enumerate(shapes):
        origin = above.at("actions", index)
        yield action(shape, origin, goal, parent)
        yield from _shared(shape.actions, origin, goal, shape.ref)

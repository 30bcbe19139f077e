"""The shape of a programme's file to the model: key, organisations, goals, shared actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ragplan.diagnostics import Origin
from ragplan.model.key import Category, Fact, Key, Level
from ragplan.model.plan import Action, Goal, Organisation
from ragplan.model.programme import Programme, Succession
from ragplan.schema import v1
from ragplan.schema.calendars import calendar_from
from ragplan.schema.entries import (
    dated,
    deadline,
    exclusions,
    planned,
    references,
    releases,
    remarks,
    withdrawn,
)


def key_from(shape: v1.KeyShape, name: str) -> Key:
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


def programme_from(
    shape: v1.ProgrammeFileShape, path: str, shipped: Callable[[str], Key | None]
) -> Programme:
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


def _succession(shape: v1.SuccessionShape | None) -> Succession | None:
    return Succession(shape.title, shape.programme, dated(shape.approved), shape.by) if shape else None


def organisations_from(shape: v1.ProgrammeFileShape, path: str) -> tuple[Organisation, ...]:
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


def goals_from(shape: v1.ProgrammeFileShape, path: str) -> tuple[Goal, ...]:
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


def shared_actions_from(shape: v1.ProgrammeFileShape, path: str) -> tuple[Action, ...]:
    """A programme's shared actions, each followed by its sub-actions."""
    return tuple(
        action
        for index, goal in enumerate(shape.goals)
        for action in _shared(goal.actions, Origin(path, ("goals", index)), goal.ref, "")
    )


def _shared(shapes: Iterable[v1.ActionShape], above: Origin, goal: str, parent: str) -> Iterator[Action]:
    for index, shape in enumerate(shapes):
        origin = above.at("actions", index)
        yield Action(
            ref=shape.ref,
            title=shape.title,
            origin=origin,
            goal=goal,
            parent=parent,
            parts=len(shape.actions),
            description=shape.description,
            outcome=shape.outcome,
            owners=shape.owners,
            leads=shape.leads,
            deadline=deadline(shape.due, shape.revised),
            recommendations=references(shape.recommendations),
            agreed=dated(shape.agreed),
            proposed=shape.proposed == "true",
            superseded_by=shape.superseded_by,
            withdrawn=withdrawn(shape.withdrawn),
            depends_on=shape.depends_on,
            supporting=shape.supporting,
            released=releases(shape.released),
            start=planned(shape.start),
            priority=shape.priority,
            source=shape.source,
            carried_from=shape.carried_from,
            notes=remarks(shape.notes),
            queries=remarks(shape.queries),
        )
        yield from _shared(shape.actions, origin, goal, shape.ref)

"""Validated file shapes to the model; the only place that knows both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ragplan.diagnostics import Origin
from ragplan.model.calendar import Cadence, Calendar
from ragplan.model.dates import PlanDate, Precision, plan_date
from ragplan.model.key import Category, Fact, Key, Level
from ragplan.model.plan import (
    NO_DEADLINE,
    Action,
    Assurance,
    Deadline,
    Evidence,
    Exclusion,
    Goal,
    Organisation,
    OrganisationFile,
    Position,
    RecommendationPosition,
    Remark,
    Revision,
    Withdrawal,
)
from ragplan.model.programme import Programme, Succession
from ragplan.model.recommendations import Reference, reference
from ragplan.schema import v1

DAY = timedelta(days=1)
_EVERY = re.compile(r"(?:(\d+) +)?(day|week|month|quarter)s?")


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


def calendar_from(entries: tuple[v1.CadenceShape, ...], path: str) -> Calendar:
    """Every meeting that the entries give, each once and in order; a date that is none gives none."""
    meetings: set[date] = set()
    written: list[tuple[Origin, PlanDate]] = []
    last: date | None = None
    wording = ""
    for index, entry in enumerate(entries):
        following = (_day(later.first) for later in entries[index + 1 :])
        place = Origin(path, ("calendar", index))
        texts = [(place.at("first"), entry.first), (place.at("last"), entry.last)]
        texts += [(place.at("meetings", at), text) for at, text in enumerate(entry.meetings)]
        written += [(origin, plan_date(text)) for origin, text in texts if text]
        singles = [day for text in entry.meetings if (day := _day(text))]
        cadence = _cadence(entry, next(filter(None, following), None))
        meetings.update(cadence.meetings() if cadence else (), singles)
        last = _day(entry.last) or (max(singles) if singles and not entry.every else None)
        wording = entry.wording or wording
    ordered = tuple(sorted(meetings))
    return Calendar(ordered, last, wording, declared=bool(entries), written=tuple(written))


def _cadence(entry: v1.CadenceShape, following: date | None) -> Cadence | None:
    """An entry's rhythm; one without a last meeting ends where the next begins."""
    rhythm, first = _EVERY.fullmatch(entry.every), _day(entry.first)
    if rhythm is None or first is None:
        return None
    return Cadence(
        int(rhythm[1] or 1),
        rhythm[2],
        first,
        _day(entry.last) or (following - DAY if following else date.max),
    )


def _day(text: str) -> date | None:
    day = plan_date(text)
    return day.first if day.precision is Precision.DAY else None


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
        registers=(),
        organisations=organisations_from(shape, path),
        goals=goals_from(shape, path),
        shared_actions=shared_actions_from(shape, path),
        files=(),
        notes=remarks(shape.notes),
        queries=remarks(shape.queries),
        origin=Origin(path),
        applicable=references(shape.applicable),
        not_applicable=_exclusions(shape.not_applicable),
        supersedes=_succession(shape.supersedes),
        superseded_by=_succession(shape.superseded_by),
        time_zone=shape.time_zone,
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
            deadline=_deadline(shape.due, shape.revised),
            recommendations=references(shape.recommendations),
            agreed=dated(shape.agreed),
            proposed=shape.proposed == "true",
            superseded_by=shape.superseded_by,
            withdrawn=_withdrawn(shape.withdrawn),
            depends_on=shape.depends_on,
            notes=remarks(shape.notes),
            queries=remarks(shape.queries),
        )
        yield from _shared(shape.actions, origin, goal, shape.ref)


def organisation_file_from(shape: v1.OrganisationFileShape, path: str) -> OrganisationFile:
    """What one organisation's file says."""
    gathered = _Gathered(shape.organisation, dated(shape.reviewed), [], [])
    gathered.entries(shape.actions, Origin(path), "", "")
    return OrganisationFile(
        organisation=shape.organisation,
        origin=Origin(path),
        reviewed=gathered.reviewed,
        actions=tuple(gathered.actions),
        positions=tuple(gathered.positions),
        on_recommendations=tuple(
            RecommendationPosition(
                recommendation=entry.recommendation,
                organisation=shape.organisation,
                origin=Origin(path, ("positions", index)),
                rating=entry.rating,
                status=entry.status,
                updated=dated(entry.updated),
                review_by=dated(entry.review_by),
                evidence=_evidence(entry.evidence),
                notes=remarks(entry.notes),
                queries=remarks(entry.queries),
            )
            for index, entry in enumerate(shape.positions)
        ),
        applicable=references(shape.applicable),
        not_applicable=_exclusions(shape.not_applicable),
        notes=remarks(shape.notes),
        queries=remarks(shape.queries),
    )


_SAID = frozenset(("rating", "status", "updated", "completed", "evidence", "next", "assured", "waiting_for"))
"""Fields that make a position of an action with sub-actions, which else only gathers them."""


@dataclass(frozen=True, slots=True)
class _Gathered:
    """The actions and positions of one file while its entries are walked."""

    organisation: str
    reviewed: PlanDate | None
    actions: list[Action]
    positions: list[Position]

    def entries(self, shapes: Iterable[v1.OwnActionShape], above: Origin, goal: str, parent: str) -> None:
        for index, shape in enumerate(shapes):
            origin = above.at("actions", index)
            below = shape.goal or goal
            own = bool(shape.title)
            if own:
                self.actions.append(_own(shape, origin, self.organisation, below, parent))
            if not own or not shape.actions or _SAID & shape.model_fields_set:
                self.positions.append(_position(shape, origin, self, own))
            if shape.actions:
                self.entries(shape.actions, origin, below, shape.ref)


def _own(shape: v1.OwnActionShape, origin: Origin, organisation: str, goal: str, parent: str) -> Action:
    return Action(
        ref=shape.ref,
        title=shape.title,
        origin=origin,
        organisation=organisation,
        goal=goal,
        parent=parent,
        parts=len(shape.actions),
        description=shape.description,
        outcome=shape.outcome,
        owners=(organisation,),
        leads=shape.leads,
        deadline=_deadline(shape.due, shape.revised),
        recommendations=references(shape.recommendations),
        agreed=dated(shape.agreed),
        proposed=shape.proposed == "true",
        superseded_by=shape.superseded_by,
        withdrawn=_withdrawn(shape.withdrawn),
        depends_on=shape.depends_on,
        notes=remarks(shape.notes),
        queries=remarks(shape.queries),
    )


def _position(shape: v1.OwnActionShape, origin: Origin, file: _Gathered, own: bool) -> Position:
    return Position(
        ref=shape.ref,
        organisation=file.organisation,
        origin=origin,
        rating=shape.rating,
        status=shape.status,
        updated=plan_date(shape.updated) if shape.updated else None,
        reviewed=file.reviewed,
        completed=plan_date(shape.completed) if shape.completed else None,
        leads=() if own else shape.leads,
        deadline=NO_DEADLINE if own else _deadline(shape.due, shape.revised),
        evidence=_evidence(shape.evidence) if shape.evidence else (),
        next=shape.next,
        assured=Assurance(shape.assured.by, dated(shape.assured.on)) if shape.assured else None,
        waiting_for=shape.waiting_for,
        risk=shape.risk,
        notes=() if own else remarks(shape.notes),
        queries=() if own else remarks(shape.queries),
    )


def remarks(shapes: tuple[v1.RemarkShape, ...]) -> tuple[Remark, ...]:
    """Notes or queries in the order of the file."""
    return tuple([Remark(shape.text, shape.internal == "true") for shape in shapes]) if shapes else ()


def dated(text: str) -> PlanDate | None:
    """A date field; ``None`` where it is empty."""
    return plan_date(text) if text else None


def _deadline(due: str, revised: tuple[v1.RevisionShape, ...]) -> Deadline:
    if not due and not revised:
        return NO_DEADLINE
    return Deadline(
        dated(due),
        tuple(
            Revision(plan_date(entry.to), dated(entry.on), entry.reason, entry.agreed_by) for entry in revised
        ),
    )


def _evidence(shapes: tuple[v1.EvidenceShape, ...]) -> tuple[Evidence, ...]:
    return tuple([Evidence(shape.ref, shape.file, dated(shape.on)) for shape in shapes]) if shapes else ()


def _withdrawn(shape: v1.WithdrawalShape | None) -> Withdrawal | None:
    return Withdrawal(dated(shape.on), shape.reason) if shape else None


def _exclusions(shapes: tuple[v1.ExclusionShape, ...]) -> tuple[Exclusion, ...]:
    return tuple(Exclusion(references(shape.recommendations), shape.reason) for shape in shapes)


def references(texts: Iterable[str]) -> tuple[Reference, ...]:
    """Citations in the order of the file."""
    return tuple(map(reference, texts))

"""The plan report: a programme at a day, as goals, actions and owners in printed order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ragplan.model.assessment import assess
from ragplan.model.dates import Precision
from ragplan.model.key import Level
from ragplan.model.plan import Action, Evidence, Position, Remark, Revision
from ragplan.model.programme import Programme, Row
from ragplan.model.public import public_copy
from ragplan.model.recommendations import in_words
from ragplan.reports import words
from ragplan.reports.counts import Counts, Judged, count, footnote, sentence

NO_UPDATE = "No update available"
NO_POSITION = "No row for this action"


@dataclass(frozen=True, slots=True)
class Tag:
    """A rating as it is printed: its level's words, a mark, and the category that gives its tint."""

    label: str
    mark: str
    category: str


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A level of the key with the positions that show it; ``meaning`` is empty where the label says it."""

    tag: Tag
    meaning: str
    count: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the proportion bar: a category (``none`` for unrated) and its share in per cent."""

    label: str
    category: str
    count: int
    percent: str


@dataclass(frozen=True, slots=True)
class OwnerView:
    """One owner's line. ``status`` is Markdown; ``silence`` stands in its place where it is empty."""

    organisation: str
    name: str
    status: str
    silence: str
    tag: Tag | None
    unrated: str
    standing: str
    due: str
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    queries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActionView:
    """One action with its owners. ``closed`` says how it ended without being done."""

    ref: str
    title: str
    part: bool
    description: str
    due: str
    distance: str
    facts: tuple[tuple[str, str], ...]
    revisions: tuple[str, ...]
    closed: str
    notes: tuple[str, ...]
    queries: tuple[str, ...]
    owners: tuple[OwnerView, ...]


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal, or the own actions of one organisation, with its actions."""

    ref: str
    title: str
    description: str
    recommendations: str
    notes: tuple[str, ...]
    queries: tuple[str, ...]
    actions: tuple[ActionView, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """Everything the plan report says."""

    programme: str
    title: str
    group: str
    wording: str
    as_of: str
    as_of_iso: str
    sentence: str
    footnote: str
    key_title: str
    key: tuple[KeyLine, ...]
    unrated: int
    segments: tuple[Segment, ...]
    goals: tuple[GoalView, ...]
    notes: tuple[str, ...]
    queries: tuple[str, ...]
    counts: Counts


def build(programme: Programme, as_of: date, *, public: bool = False) -> PlanView:
    """The plan of a programme at a day; a ``public`` one is without internal notes and queries."""
    programme = public_copy(programme) if public else programme
    judged = [(row, assess(programme, row, as_of)) for row in programme.rows]
    counts = count(judged)
    meets = programme.calendar.on(as_of)
    return PlanView(
        programme=programme.id,
        title=programme.title,
        group=programme.group,
        wording=programme.calendar.wording if meets else "",
        as_of=words.day(as_of),
        as_of_iso=as_of.isoformat(),
        sentence=sentence(counts),
        footnote=footnote(counts),
        key_title=programme.key.title if programme.key else "",
        key=tuple(_key(programme, counts)),
        unrated=counts.unrated,
        segments=tuple(_segments(programme, counts)),
        goals=tuple(_goals(programme, judged, as_of)),
        notes=_texts(programme.notes) + tuple(_of_files(programme, "notes")),
        queries=_texts(programme.queries) + tuple(_of_files(programme, "queries")),
        counts=counts,
    )


def _key(programme: Programme, counts: Counts) -> Iterator[KeyLine]:
    for level in programme.key.levels if programme.key else ():
        meaning = "" if level.meaning.casefold() == level.label.casefold() else level.meaning
        yield KeyLine(_tag(level), meaning, counts.levels[level])


def _segments(programme: Programme, counts: Counts) -> Iterator[Segment]:
    shares = [
        (level.label, level.category.value, counts.levels[level])
        for level in (programme.key.levels if programme.key else ())
    ]
    for label, category, number in (*shares, ("Not rated", "none", counts.unrated)):
        if number:
            yield Segment(label, category, number, f"{100 * number / counts.total:.4f}")


def _of_files(programme: Programme, field: str) -> Iterator[str]:
    """The remarks on whole files, each after its organisation's code."""
    for file in programme.files:
        for text in _texts(getattr(file, field)):
            yield f"{programme.code(file.organisation)}: {text}"


def _goals(programme: Programme, judged: list[Judged], as_of: date) -> Iterator[GoalView]:
    """Goals in the order of the file, then own actions without a goal, an organisation at a time."""
    by_goal: dict[str, list[Judged]] = {goal.ref: [] for goal in programme.goals}
    by_owner: dict[str, list[Judged]] = {}
    for row, assessment in judged:
        if row.action.goal in by_goal:
            by_goal[row.action.goal].append((row, assessment))
        else:
            by_owner.setdefault(row.organisation, []).append((row, assessment))
    for goal in programme.goals:
        yield GoalView(
            ref=goal.ref,
            title=goal.title,
            description=goal.description,
            recommendations=in_words(goal.recommendations),
            notes=_texts(goal.notes),
            queries=_texts(goal.queries),
            actions=tuple(_actions(programme, by_goal[goal.ref], as_of)),
        )
    for code, rows in by_owner.items():
        owner = programme.organisation.get(code)
        title = owner.name if owner else code
        actions = tuple(_actions(programme, rows, as_of))
        yield GoalView("", title, "", "", (), (), actions)


def _actions(
    programme: Programme, judged: Iterable[Judged], as_of: date
) -> Iterator[ActionView]:
    for _, group in groupby(judged, key=lambda each: id(each[0].action)):
        rows = list(group)
        action = rows[0][0].action
        distances = [words.distance(assessment) for _, assessment in rows]
        gathers = rows[0][1].parent
        yield ActionView(
            ref=action.ref,
            title=action.title,
            part=bool(action.parent),
            description=action.description,
            due="" if gathers and action.deadline.first is None else words.due(_shared(rows)),
            distance=next(filter(None, distances), ""),
            facts=tuple(_action_facts(programme, action)),
            revisions=tuple(map(_revision, action.deadline.revisions)),
            closed=_closed(action),
            notes=_texts(action.notes),
            queries=_texts(action.queries),
            owners=tuple(_owner(programme, each, as_of) for each in rows if each[0].organisation),
        )


def _shared(rows: list[Judged]) -> Row:
    """The first row whose dates are the action's own."""
    plain = (row for row, _ in rows if row.deadline is row.action.deadline)
    row = next(plain, rows[0][0])
    return row._replace(position=None)


def _action_facts(programme: Programme, action: Action) -> Iterator[tuple[str, str]]:
    if action.leads:
        yield "Lead", ", ".join(action.leads)
    if action.outcome:
        yield "Desired outcome", action.outcome
    if action.recommendations:
        yield "Recommendations", in_words(action.recommendations)
    if action.depends_on:
        yield "After", ", ".join(action.depends_on)
    if action.proposed:
        yield "Proposed", "not yet agreed"
    elif action.agreed:
        yield "Agreed", words.plan_day(action.agreed)


def _revision(revision: Revision) -> str:
    agreed = f", agreed by {revision.agreed_by}" if revision.agreed_by else ""
    decided = f", decided {words.plan_day(revision.on)}" if revision.on else ""
    return f"{words.plan_day(revision.to)}: {revision.reason or 'no reason given'}{agreed}{decided}"


def _closed(action: Action) -> str:
    if action.superseded_by:
        return f"Superseded by {action.superseded_by}"
    if action.withdrawn is None:
        return ""
    on = f" {words.plan_day(action.withdrawn.on)}" if action.withdrawn.on else ""
    return f"Withdrawn{on}: {action.withdrawn.reason}"


def _owner(programme: Programme, judged: Judged, as_of: date) -> OwnerView:
    row, assessment = judged
    position = row.position
    body = programme.organisation.get(row.organisation)
    name = body.name if body else ""
    shown = assessment.shown
    own_dates = row.deadline is not row.action.deadline
    return OwnerView(
        organisation=row.organisation,
        name="" if name == row.organisation else name,
        status=position.status if position else "",
        silence=_silence(row.action, position),
        tag=_tag(shown) if shown else None,
        unrated=_unrated(position, assessment.parent),
        standing=words.standing(row, assessment, as_of),
        due=words.due(row) if own_dates else "",
        facts=tuple(_position_facts(position)) if position else (),
        notes=_texts(position.notes) if position else (),
        queries=_texts(position.queries) if position else (),
    )


def _silence(action: Action, position: Position | None) -> str:
    if position is not None:
        return NO_UPDATE
    return "See its parts below" if action.parts else NO_POSITION


def _unrated(position: Position | None, parent: bool) -> str:
    if position is not None and position.rating:
        return f"“{position.rating}” is not in the key"
    return "" if parent else "Not rated"


def _position_facts(position: Position) -> Iterator[tuple[str, str]]:
    if position.leads:
        yield "Lead", ", ".join(position.leads)
    if position.next:
        yield "Next", position.next
    if position.waiting_for:
        yield "Waiting for", position.waiting_for
    if position.risk:
        yield "Risk", position.risk
    for proof in position.evidence:
        yield "Evidence", _evidence(proof)
    if position.assured:
        on = f", {words.plan_day(position.assured.on)}" if position.assured.on else ""
        yield "Assured by", f"{position.assured.by}{on}"
    for revision in position.deadline.revisions:
        yield "Date moved to", _revision(revision)
    if position.updated and position.updated.precision is not Precision.UNREADABLE:
        yield "Updated", words.plan_day(position.updated)


def _evidence(proof: Evidence) -> str:
    on = f", {words.plan_day(proof.on)}" if proof.on else ""
    return " – ".join(filter(None, (proof.ref, proof.file))) + on


def _tag(level: Level) -> Tag:
    return Tag(level.label, words.MARKS[level.category], level.category.value)


def _texts(remarks: Iterable[Remark]) -> tuple[str, ...]:
    return tuple(remark.text for remark in remarks)

"""The rows that a plan prints: which are wanted, of what action each is, and under what they are gathered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from ragplan.alike import normal
from ragplan.english import joined
from ragplan.model.judged import JudgedRow
from ragplan.model.plan import Action, Goal, Release
from ragplan.model.programme import Programme, Row
from ragplan.model.snapshot import Snapshot
from ragplan.query import Filter, rows
from ragplan.reports.counts import Counts, count
from ragplan.reports.request import By, Request
from ragplan.reports.words import NO_GOAL, NO_LEAD, NO_OWNER

BY_DATES = "Who has said nothing since the last meeting is judged by dates alone."


class Owned(NamedTuple):
    """An owner's row of an action; ``release`` is how the owner was let go, ``None`` for one who was not."""

    judged: JudgedRow
    release: Release | None = None

    @property
    def row(self) -> Row:
        """The row."""
        return self.judged.row


@dataclass(frozen=True)
class Group:
    """Rows that stand under one heading: a goal, an organisation or a lead; ``key`` is its ref, code or name.

    ``goal`` is ``None`` where it is no goal. ``id`` is its place in the page.
    """

    id: str
    key: str
    title: str
    owned: tuple[Owned, ...]
    goal: Goal | None = None

    @property
    def number(self) -> str:
        """The ref of a goal; ``""`` for none."""
        return self.goal.ref if self.goal else ""

    @cached_property
    def counts(self) -> Counts:
        """Its rows, counted; those of owners let go count nowhere."""
        return count(each.judged for each in self.owned if each.release is None)

    @cached_property
    def actions(self) -> tuple[tuple[Action, tuple[Owned, ...]], ...]:
        """Its rows by action."""
        grouped = groupby(self.owned, key=lambda each: id(each.row.action))
        together = (tuple(each) for _, each in grouped)
        return tuple((each[0].row.action, each) for each in together)


def chosen(request: Request) -> tuple[JudgedRow, ...]:
    """The rows that are wanted, in the order of the plan."""
    return tuple(rows([request.snapshot], request.wanted))


def by_action(
    snapshot: Snapshot, judged: Iterable[JudgedRow], *, released: bool = True
) -> Iterator[tuple[Action, list[Owned]]]:
    """Rows by their action, in their order; one without an owner is of ``""``.

    Last are the rows that stayed of owners let go, which count nowhere.
    """
    programme = snapshot.programme
    alone = Snapshot(programme, snapshot.on)
    for _, group in groupby(judged, key=lambda each: id(each.action)):
        owned = [Owned(each) for each in group]
        action = owned[0].row.action
        for gone in action.released if released else ():
            row = programme.released_row(action, gone)
            if row is not None:
                owned.append(Owned(JudgedRow(alone, row), gone))
        yield action, owned


def groups(request: Request, judged: Iterable[JudgedRow]) -> tuple[Group, ...]:
    """Rows as they are gathered; goals without a row stand there only where all rows are wanted."""
    whole = request.wanted == Filter()
    owned = [each for _, several in by_action(request.snapshot, judged, released=whole) for each in several]
    programme = request.programme
    if request.by == "goal":
        found = _by_goal(programme, owned)
        return tuple(each for each in found if whole or each.owned)
    order = {ref: at for at, ref in enumerate(programme.goal)}
    owned.sort(key=lambda each: order.get(each.row.action.goal, len(order)))
    return tuple(_by_organisation(programme, owned) if request.by == "organisation" else _by_lead(owned))


def _by_goal(programme: Programme, owned: Iterable[Owned]) -> Iterator[Group]:
    """Goals in the order of the file, then own actions without a goal under their organisation."""
    under: dict[str, list[Owned]] = {goal.ref: [] for goal in programme.goals}
    own: dict[str, list[Owned]] = {}
    for each in owned:
        found = under.get(each.row.action.goal)
        (own.setdefault(each.row.organisation, []) if found is None else found).append(each)
    taken: Counter[str] = Counter()
    for goal in programme.goals:
        id = unused(place("goal", goal.ref), taken)
        yield Group(id, goal.ref, goal.title, tuple(under.pop(goal.ref, ())), goal)
    for code, several in own.items():
        name = programme.named(code) or code or NO_GOAL
        yield Group(place("own", code), code, name, tuple(several))


def _by_organisation(programme: Programme, owned: Iterable[Owned]) -> Iterator[Group]:
    """Organisations in the order of the programme, then those that it does not know, then no owner."""
    under: dict[str, list[Owned]] = {code: [] for code in programme.organisation}
    for each in owned:
        under.setdefault(each.row.organisation, []).append(each)
    nobody = under.pop("", [])
    for code, several in [*under.items(), ("", nobody)]:
        if several:
            name = programme.named(code)
            title = f"{name} ({code})" if name else code or NO_OWNER
            yield Group(place("organisation", code), code, title, tuple(several))


def _by_lead(owned: Iterable[Owned]) -> Iterator[Group]:
    """Leads by name, each with every row that they answer for, then the rows without a lead."""
    under: dict[str, tuple[str, list[Owned]]] = {}
    for each in owned:
        for lead in each.row.leads or ("",):
            under.setdefault(normal(lead), (lead, []))[1].append(each)
    for _, (lead, several) in sorted(under.items(), key=lambda each: (not each[0], each[0])):
        yield Group(place("lead", lead), lead, lead or NO_LEAD, tuple(several))


def place(*parts: str) -> str:
    """The name of a place in a page: ``action-2.2``; what a link cannot hold is a hyphen."""
    return "-".join(filter(None, (re.sub(r"[^\w.]+", "-", each).strip("-") for each in parts)))


Places = Mapping[tuple[str, int], str]
"""The places of actions by the group that they stand in and the action's identity."""


def places(request: Request, found: Sequence[Group]) -> Places:
    """A place for each action of each group, named by its ref and what tells it from its namesakes."""
    actions = {id(action): action for group in found for action, _ in group.actions}
    refs = Counter(place(action.ref) for action in actions.values())
    taken: Counter[str] = Counter()
    named: dict[tuple[str, int], str] = {}
    for group in found:
        for action, _ in group.actions:
            name = place("action", action.ref, _apart(action, group, request.by, refs))
            named[group.id, id(action)] = unused(name, taken)
    return named


def unused(name: str, taken: Counter[str]) -> str:
    """A name that no other place has, and that is taken now."""
    taken[name] += 1
    return name if taken[name] == 1 else unused(f"{name}-{taken[name]}", taken)


def _apart(action: Action, group: Group, by: By, refs: Counter[str]) -> str:
    """What tells an action from others of its ref, and from where else in the page it stands."""
    if by != "goal":
        return group.key
    return action.organisation if refs[place(action.ref)] > 1 else ""


def told(request: Request, number: int) -> Iterator[str]:
    """Which rows of how many a page shows, and under what they stand, where it is not the whole by goal."""
    wanted, programme = request.wanted, request.programme
    if wanted != Filter():
        said = f"Shows only rows {joined(list(_told(wanted, programme)))}"
        yield f"{said}: {number:,} of {len(programme.rows):,} rows of the plan."
    if request.by == "organisation":
        yield "By organisation: an action with several owners appears under each of them."
    elif request.by == "lead":
        yield "By lead: a row with several leads appears under each of them, and is counted once overall."


def _told(wanted: Filter, programme: Programme) -> Iterator[str]:
    if wanted.organisation:
        yield f"that {programme.code(wanted.organisation)} owns"
    if wanted.lead:
        yield f"that {wanted.lead} leads"
    if wanted.goal:
        yield f"under goal {wanted.goal}" if normal(wanted.goal) != "none" else "without a goal"
    if wanted.rating:
        level = programme.key.level(wanted.rating) if programme.key else None
        yield f"rated {level.label}" if level else "that are not rated"
    if wanted.overdue:
        yield "that are past their date"

"""A programme: one plan under one group, with indexes over its organisations, actions and positions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from itertools import groupby
from typing import NamedTuple

from ragplan.alike import normal, within
from ragplan.diagnostics import Origin
from ragplan.model.calendar import Calendar
from ragplan.model.dates import PlanDate
from ragplan.model.key import Key, Level
from ragplan.model.paper import Annex, Paper
from ragplan.model.plan import (
    NO_DEADLINE,
    Action,
    Deadline,
    Exclusion,
    Goal,
    Organisation,
    OrganisationFile,
    Position,
    RecommendationPosition,
    Release,
    Remark,
)
from ragplan.model.recommendations import Reference, ranges_of
from ragplan.model.register import Register

NEARLY_A_YEAR = 270
"""Days between a date and those after it from which it is none of their neighbours."""


class Row(NamedTuple):
    """One line of the plan: an action and one owner's position on it.

    ``organisation`` is ``""`` where an action has no owner; ``position`` is ``None`` where an owner
    has no row.
    """

    action: Action
    organisation: str
    position: Position | None

    @property
    def deadline(self) -> Deadline:
        """The owner's own dates where it has some, else the action's with what the owner asks for."""
        shared = self.action.deadline
        own = self.position.deadline if self.position else NO_DEADLINE
        if own == NO_DEADLINE:
            return shared
        if own.first or own.revisions:
            return Deadline(own.first or shared.first, own.written)
        return Deadline(shared.first, (*shared.written, *own.written))

    @property
    def leads(self) -> tuple[str, ...]:
        """Who answers for the row: the position's leads, else the action's."""
        return (self.position.leads if self.position else ()) or self.action.leads


class RatedRow(NamedTuple):
    """A row with its position, its programme's key, and the level stated: whether that ``closed`` it.

    ``level`` is ``None`` where the row is not rated.
    """

    row: Row
    position: Position
    key: Key
    level: Level | None
    closed: bool

    @property
    def told(self) -> str:
        """Which action it is on and how it is rated: ``'5.4' is rated 'Completed'``."""
        rated = f"rated {self.level.label!r}" if self.level else "not rated"
        return f"{self.position.ref!r} is {rated}"


class Succession(NamedTuple):
    """One programme in place of another: the other's title, its id where it is in these plans, and
    the meeting that approved it.
    """

    title: str
    programme: str
    approved: PlanDate | None
    by: str


@dataclass(frozen=True)
class Programme:
    """A programme as read from its files; ``registers`` and ``key`` are those it names that exist.

    ``register_names``, ``key_name`` and ``time_zone`` are as written; ``team`` looks after its folder.
    """

    id: str
    title: str
    group: str
    calendar: Calendar
    key_name: str
    key: Key | None
    register_names: tuple[str, ...]
    registers: tuple[Register, ...]
    organisations: tuple[Organisation, ...]
    goals: tuple[Goal, ...]
    shared_actions: tuple[Action, ...]
    files: tuple[OrganisationFile, ...]
    notes: tuple[Remark, ...]
    queries: tuple[Remark, ...]
    origin: Origin = field(compare=False)
    applicable: tuple[Reference, ...] = ()
    not_applicable: tuple[Exclusion, ...] = ()
    supersedes: Succession | None = None
    superseded_by: Succession | None = None
    time_zone: str = ""
    team: str = ""
    priorities: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()
    annexes: tuple[Annex, ...] = ()

    @cached_property
    def _codes(self) -> Mapping[str, str]:
        names: dict[str, str] = {}
        for organisation in self.organisations:
            for name in (organisation.code, *organisation.aliases):
                names.setdefault(normal(name), organisation.code)
        return names

    @cached_property
    def asked(self) -> frozenset[Origin]:
        """Where actions with queries stand; what an organisation says on its own one stands there too."""
        return frozenset(action.origin for action in self.actions if action.queries)

    @property
    def organisation_names(self) -> tuple[str, ...]:
        """Every code and alias of its organisations."""
        return tuple(name for each in self.organisations for name in (each.code, *each.aliases))

    def resolve(self, name: str) -> str | None:
        """The code of the organisation that a code or an alias names, in any case; ``None`` for none."""
        return self._codes.get(normal(name))

    def code(self, name: str) -> str:
        """The code a name stands for, or the name itself where no organisation has it."""
        return self._codes.get(normal(name), name)

    def named(self, code: str) -> str:
        """An organisation's name where it says more than its code, else ``""``."""
        body = self.organisation.get(code)
        return body.name if body and body.name != code else ""

    def known_as(self, code: str) -> str:
        """The code it has for an organisation that another state of it knows by a code of its own time."""
        return code if code in self.organisation else self.code(code)

    def met(self, calendar: Calendar) -> "Programme":
        """The same programme with a calendar: that of now tells when the group met before."""
        return self if self.calendar == calendar else replace(self, calendar=calendar)

    @cached_property
    def organisation(self) -> Mapping[str, Organisation]:
        """Organisations by code."""
        return {organisation.code: organisation for organisation in self.organisations}

    @cached_property
    def file(self) -> Mapping[str, OrganisationFile]:
        """The file of each organisation, by its code; the first where it has several, which is an error."""
        return {self.code(each.organisation): each for each in reversed(self.files)}

    @cached_property
    def goal(self) -> Mapping[str, Goal]:
        """Goals by ref."""
        return {goal.ref: goal for goal in self.goals}

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """Every action: the shared ones, then each organisation's own, in the order of the files."""
        own = (action for file in self.files for action in file.actions)
        return (*self.shared_actions, *own)

    @cached_property
    def shared(self) -> Mapping[str, Action]:
        """Shared actions by ref; the first one where a ref is used twice."""
        by_ref: dict[str, Action] = {}
        for action in self.shared_actions:
            by_ref.setdefault(action.ref, action)
        return by_ref

    @cached_property
    def own(self) -> Mapping[tuple[str, str], Action]:
        """Organisations' own actions by ref and organisation code."""
        by_ref: dict[tuple[str, str], Action] = {}
        for file in self.files:
            for action in file.actions:
                by_ref.setdefault((action.ref, self.code(file.organisation)), action)
        return by_ref

    def action(self, ref: str, organisation: str) -> Action | None:
        """The action a ref names for one organisation: its own first, then a shared one."""
        return self.own.get((ref, organisation)) or self.shared.get(ref)

    @cached_property
    def positions(self) -> Mapping[str, Mapping[str, Position]]:
        """Positions by ref, then by organisation code; the first one where there are two."""
        by_ref: dict[str, dict[str, Position]] = {}
        for file in self.files:
            code = self.code(file.organisation)
            for position in file.positions:
                by_ref.setdefault(position.ref, {}).setdefault(code, position)
        return by_ref

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The plan's lines: shared actions by goal with their owners in order, then own actions."""
        return tuple(self._rows())

    def _rows(self) -> Iterator[Row]:
        for action in self.actions:
            positions = self.positions.get(action.ref, {})
            if action.organisation:
                code = self.code(action.organisation)
                yield Row(action, code, positions.get(code))
                continue
            owners = dict.fromkeys(self.code(owner) for owner in action.owners)
            left = {self.code(each.organisation) for each in action.released} if action.released else ()
            strangers = (
                code
                for code in positions
                if code not in owners and code not in left and (action.ref, code) not in self.own
            )
            codes = (*owners, *strangers)
            for code in codes or ("",):
                yield Row(action, code, positions.get(code))

    @cached_property
    def _leads(self) -> frozenset[str]:
        """Everybody that answers for a row, in the form in which names are compared."""
        return frozenset(normal(lead) for row in self.rows for lead in row.leads)

    def leads(self, name: str, row: Row) -> bool:
        """Whether somebody who answers for a row has a name, as ``meant`` understands it."""
        return bool(self.meant(name, row))

    def meant(self, name: str, row: Row) -> tuple[str, ...]:
        """Those who answer for a row that have a name, in any case.

        Where nobody of the whole plan has just that name, it is a whole word, or several, of a name or role.
        """
        called = normal(name)
        exact = called in self._leads
        return tuple(
            each for each in row.leads if (called == normal(each) if exact else within(called, normal(each)))
        )

    def let_go(self, ref: str, organisation: str) -> Release | None:
        """The decision that released an organisation, given by its code, from a shared action."""
        action = self.shared.get(ref)
        found = action.released if action else ()
        return next((each for each in found if self.code(each.organisation) == organisation), None)

    def priority(self, action: Action) -> int:
        """The place of an action's priority, 0 the highest; none, or an unknown one, is last."""
        levels = [level.casefold() for level in self.priorities]
        named = action.priority.casefold()
        return levels.index(named) if named in levels else len(levels)

    def released_row(self, action: Action, gone: Release) -> Row | None:
        """The row that stayed of an owner let go, which is none of the plan's; ``None`` where it went."""
        code = self.code(gone.organisation)
        if code in map(self.code, action.owners) or (action.ref, code) in self.own:
            return None
        position = self.positions.get(action.ref, {}).get(code)
        return Row(action, code, position) if position else None

    def parts(self, parent: Row) -> tuple[Row, ...]:
        """The rows of the sub-actions that a row gathers: its owner's, or all where the owner has none."""
        family = self._parts.get((parent.action.organisation, parent.action.ref), ())
        return tuple(row for row in family if row.organisation == parent.organisation) or family

    @cached_property
    def _parts(self) -> Mapping[tuple[str, str], tuple[Row, ...]]:
        """Rows of sub-actions by whose action their parent is, and its ref."""
        found: dict[tuple[str, str], list[Row]] = {}
        for row in self.rows:
            if row.action.parent:
                found.setdefault((row.action.organisation, row.action.parent), []).append(row)
        return {family: tuple(rows) for family, rows in found.items()}

    def level(self, position: Position | RecommendationPosition | None) -> Level | None:
        """The level that a position states, where the key knows it."""
        return self.key.level(position.rating) if self.key and position else None

    @cached_property
    def rated(self) -> tuple[RatedRow, ...]:
        """The rows that say something; one with a rating that the key does not know has no place here.

        An action that was superseded or withdrawn is not judged: how it is rated tells nobody anything.
        """
        return tuple(self._rated(self.key)) if self.key else ()

    def rated_complete(self, ref: str, organisation: str) -> bool:
        """Whether an organisation, given by its code, rates its position on an action as complete."""
        level = self.level(self.positions.get(ref, {}).get(organisation))
        return level is not None and level.category.closes

    def _rated(self, key: Key) -> Iterator[RatedRow]:
        for row in self.rows:
            position = row.position
            if position is None or row.action.given_up:
                continue
            level = self.level(position)
            if level is not None or not position.rating:
                yield RatedRow(row, position, key, level, level is not None and level.category.closes)

    @cached_property
    def open_rows(self) -> tuple[tuple[Row, ...], ...]:
        """Each action's rows that nobody calls done, where there are any; parents have none."""
        found = (
            tuple(row for row in rows if self.still_open(row))
            for _, rows in groupby(self.rows, key=lambda row: id(row.action))
        )
        return tuple(filter(None, found))

    def still_open(self, row: Row) -> bool:
        """Whether nobody calls a row done, and it is not given up or a parent."""
        action, _, position = row
        if action.given_up or action.parts:
            return False
        if position is None:
            return True
        if position.completed or position.assured:
            return False
        stated = self.level(position)
        return stated is None or not stated.category.closes

    def to_do(self, row: Row) -> bool:
        """Whether a row is still open, or a part of what it gathers is."""
        return any(map(self.to_do, self.parts(row))) if row.action.parts else self.still_open(row)

    @cached_property
    def span(self) -> tuple[date, date] | None:
        """The days from the first to the last of a plan's meetings and due dates.

        A due date nearly a year before all others is not among them. ``None`` without a readable calendar.
        """
        meetings = self.calendar.meetings
        if not meetings or not self.calendar.readable:
            return None
        own = (position.deadline for file in self.files for position in file.positions)
        firsts = {each.first for each in (*(action.deadline for action in self.actions), *own)}
        dues = sorted({due.last for due in firsts if due and due.last}, reverse=True)
        start = meetings[0]
        for due in dues:
            if (start - due).days >= NEARLY_A_YEAR:
                break
            start = min(start, due)
        return start, max([meetings[-1], *dues[:1]])

    def owns(self, row: Row) -> bool:
        """Whether a row's organisation owns its action, and is not one that only reports on it."""
        if row.action.organisation:
            return True
        return row.organisation in self._owning(row.action.owners)

    def _owning(self, owners: tuple[str, ...]) -> frozenset[str]:
        """The codes of owners; many rows have the very same, which may be long to compare."""
        known = self._owned.get(id(owners))
        if known is None or known[0] is not owners:
            known = self._owned[id(owners)] = (owners, frozenset(map(self.code, owners)))
        return known[1]

    @cached_property
    def _owned(self) -> dict[int, tuple[tuple[str, ...], frozenset[str]]]:
        return {}

    def recommendations(self, action: Action) -> tuple[Reference, ...]:
        """What an action answers: its own citations, else those of its goal."""
        goal = self.goal.get(action.goal)
        return action.recommendations or (goal.recommendations if goal else ())

    def register_name(self, cited: Reference) -> str:
        """The register a citation means: the one it names, else the programme's only one, else ``""``."""
        return cited.register or self._only_register

    @property
    def _only_register(self) -> str:
        return self.register_names[0] if len(self.register_names) == 1 else ""

    def cited(self, references: tuple[Reference, ...]) -> tuple[str, ...]:
        """Citations as full references, one a number and each once: ``francis-2013/123``."""
        return _cited(references, self._only_register)


@lru_cache(maxsize=4096)
def _cited(references: tuple[Reference, ...], register: str) -> tuple[str, ...]:
    """Citations as full references; ``register`` is what those mean that name none, ``""`` for none."""
    by_register: dict[str, list[Reference]] = {}
    for cited in references:
        by_register.setdefault(cited.register or register, []).append(cited)
    return tuple(
        f"{name}/{number}" if name else str(number)
        for name, several in by_register.items()
        for first, last in ranges_of(several)
        for number in range(first, last + 1)
    )

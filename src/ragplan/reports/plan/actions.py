"""Actions beside the rows of their owners: the table of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from itertools import groupby
from math import ceil

from ragplan.model.dates import date_in_words
from ragplan.model.judged import JudgedRow
from ragplan.model.plan import NO_DEADLINE, Action, Goal, Release
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Snapshot
from ragplan.model.stated import occurred
from ragplan.reports import facts, standing, words
from ragplan.reports.blocks import (
    Block,
    Cell,
    Column,
    Facts,
    Heading,
    Link,
    Manner,
    Paragraph,
    Statement,
    Table,
    TableRow,
    Text,
)
from ragplan.reports.counts import count, rollup
from ragplan.reports.plan.queries import Queries
from ragplan.reports.plan.rows import Group, Owned, Places

NO_UPDATE = "No update available"
NO_STATUS = "No status given"
NO_POSITION = "No row for this action"
NO_OWNER = "No owner reports on this action."

SHARES = {"": 0.44, " narrow": 0.34, " wide": 0.56}
"""How much of the room for words the actions may have, by what their column is called."""


ROOM = 95
"""Letters of a line that is as wide as actions and words together."""
BESIDE_WORDS = 2
"""Lines that dates take: below the title of an action, and below a rating, however short the words."""


class Beside(Enum):
    """Who is named beside an action; the value heads the column."""

    OWNER = "Owner"
    LEAD = "Lead"
    NOBODY = ""
    """It is said above them, or one body owns all that is shown and names nobody who leads on it."""


@dataclass(frozen=True)
class Context:
    """What the tables of a page are made of: the programme at a day, and where everything stands in it.

    ``dated`` tells whether anything has a due date: where nothing has, no action need say so.
    ``bodies`` are the places of organisations in their list, by code. ``goals`` are those of goals by ref,
    where actions stand elsewhere than under them and so name them.
    """

    snapshot: Snapshot
    groups: Sequence[Group]
    places: Places
    queries: Queries
    beside: Beside
    dated: bool = True
    bodies: Mapping[str, str] = field(default_factory=dict)
    goals: Mapping[str, str] = field(default_factory=dict)

    @property
    def programme(self) -> Programme:
        """The programme."""
        return self.snapshot.programme

    @property
    def keyed(self) -> bool:
        """Whether the plan is rated."""
        return self.programme.key is not None

    @property
    def columns(self) -> int:
        """How many columns tables have."""
        return 3 if self.beside is Beside.NOBODY else 4

    @cached_property
    def action_column(self) -> str:
        """How wide actions stand, so that they and the words beside them take the least height together."""
        groups = [each for group in self.groups for each in group.actions]
        return min(SHARES, key=lambda name: sum(_lines(SHARES[name], *each) for each in groups))


def beside(groups: Iterable[Group], *, apart: bool = False) -> Beside:
    """Who is named beside actions: owners where there are several, which may stand ``apart``, else leads."""
    rows = [each.row for group in groups for each in group.owned]
    if len({row.organisation for row in rows}) > 1:
        return Beside.NOBODY if apart else Beside.OWNER
    return Beside.LEAD if led(groups) else Beside.NOBODY


def led(groups: Iterable[Group]) -> bool:
    """Whether anybody is named who leads on something."""
    return any(each.row.leads for group in groups for each in group.owned)


def dated(groups: Iterable[Group]) -> bool:
    """Whether anything has a due date, or had one asked for."""
    return any(each.row.deadline != NO_DEADLINE for group in groups for each in group.owned)


def _lines(action_share: float, of: Action, owned: Sequence[Owned]) -> int:
    """About how many lines an action and its owners' rows take, beside each other."""
    texts = (of.title, of.description, *(text for _, text in facts.of_action(of)))
    own = BESIDE_WORDS + sum(ceil(len(text) / action_share / ROOM) for text in texts)
    return max(own, sum(_row_lines(1 - action_share, each) for each in owned))


def _row_lines(share: float, owned: Owned) -> int:
    position = owned.row.position
    texts = (position.status, *(text for _, text in facts.of_position(position))) if position else ()
    return max(BESIDE_WORDS, sum(ceil(len(text) / share / ROOM) for text in texts))


def table(context: Context, group: Group, caption: str = "", *, headed: bool = True) -> Table:
    """The actions of a group with the rows of their owners."""
    names = {
        f"action{context.action_column}": "Action",
        "owner": context.beside.value,
        "status": "Status",
        "rating": "RAG" if context.keyed else "By date",
    }
    columns = (Column((name,) if headed else (), role) for role, name in names.items() if name)
    return Table(tuple(columns), tuple(_rows(context, group)), caption)


def _rows(context: Context, group: Group) -> Iterator[tuple[TableRow, ...]]:
    """An action after the other; where they do not stand under their goals, these head them in the table."""
    for ref, actions in groupby(group.actions, key=lambda each: each[0].goal):
        goal = context.programme.goal.get(ref)
        if context.goals:
            yield (TableRow((Cell((_under(context, goal),), "under", columns=context.columns),)),)
        yield from (_action(context, group, *each) for each in actions)


def _under(context: Context, goal: Goal | None) -> Paragraph:
    if goal is None:
        return Paragraph((Text("Without a goal", Manner.MISSING),))
    number = (Text(goal.ref, Manner.NUMBER), " ") if goal.ref else ()
    return Paragraph((*number, Link(goal.title, f"#{context.goals[goal.ref]}")))


def _action(context: Context, group: Group, of: Action, owned: Sequence[Owned]) -> tuple[TableRow, ...]:
    """An action beside the rows of its owners, and below these the remarks on it."""
    rows = [each for each in owned if each.row.organisation]
    beside = [tuple(_owner(context, each)) for each in rows]
    across = context.columns - 1
    if not beside:
        said = facts.closed(of, context.snapshot.on) or NO_OWNER
        beside = [(Cell((_missing(said),), "status", columns=across),)]
    if remarks := tuple(_remarks(context, of)):
        beside.append((Cell(remarks, "status remarks", columns=across),))
    role = "action part" if of.parent else "action"
    blocks = tuple(_definition(context, group, of, rows))
    head = Cell(blocks, role, "rowgroup", len(beside))
    return tuple(TableRow((head, *each) if number == 0 else each) for number, each in enumerate(beside))


def _remarks(context: Context, of: Action) -> Iterator[Block]:
    """What is remarked on a shared action, below the rows of its owners."""
    if not of.organisation:
        yield from standing.remarks(of.notes, ())
        yield from () if context.queries.apart else context.queries.of(of)


def _definition(context: Context, group: Group, of: Action, owned: Sequence[Owned]) -> Iterator[Block]:
    """What an action is, when it is due, and what else is said of it."""
    yield heading(of, context.places[group.id, id(of)])
    if of.description:
        yield Statement(of.description, "description")
    closed = facts.closed(of, context.snapshot.on) if owned else ""
    said = (due(of, owned) if context.dated else "", closed, _shown(context, of, owned))
    yield from (Paragraph((each,), "due") for each in said if each)
    moved = tuple(("Date moved to", (facts.revision(each),)) for each in of.deadline.revisions)
    yield from [Facts(moved)] if moved else []
    yield from standing.facts(facts.of_action(of, leads=context.beside is not Beside.LEAD))
    if context.queries.apart and not of.organisation:
        yield from context.queries.of(of)


def heading(of: Action, id: str = "") -> Heading:
    """The heading of an action."""
    return Heading((Text(of.ref, Manner.NUMBER), " ", Text(of.title, Manner.STRONG)), id)


def _shown(context: Context, of: Action, owned: Sequence[Owned]) -> str:
    """How many of its owners' rows are shown, where not all of them are."""
    if context.goals:
        return ""  # the page's own head says it of all
    there = len({each.row.organisation for each in owned if each.release is None})
    owners = {context.programme.code(each) for each in of.owners}
    of_these = len(owners & {each.row.organisation for each in owned})
    return "" if of_these >= len(owners) or not there else f"{of_these:,} of {len(owners):,} owners shown"


def due(of: Action, owned: Iterable[Owned]) -> str:
    """An action's due date in words, and how far off it is for owners without a date of their own."""
    if of.parts and of.deadline == NO_DEADLINE:
        return ""
    agreed = of.deadline.agreed
    shared = (each.judged for each in owned if not each.release and each.row.deadline.agreed == agreed)
    distance = next(filter(None, (words.distance(each.assessment) for each in shared)), "")
    return ", ".join(filter(None, (words.due(of.deadline), distance)))


def _owner(context: Context, owned: Owned) -> Iterator[Cell]:
    """An owner's row; an action of its own is remarked on beside its words, not below its title."""
    row, position = owned.row, owned.row.position
    remarked = row.action if row.action.organisation else position
    if context.beside is not Beside.NOBODY:
        yield Cell((_who(context, owned),), "owner", "row")
    rated = tuple(ratings(*owned))
    leads = context.beside is not Beside.LEAD
    blocks = (
        status(*owned),
        *(standing.facts(facts.of_position(position, leads=leads)) if position else ()),
        *(standing.remarks(remarked.notes, ()) if remarked else ()),
        *(context.queries.of(remarked) if remarked else ()),
    )
    yield Cell(blocks, "status", columns=1 if rated else 2)
    if rated:
        yield Cell(rated, "rating")


def _who(context: Context, owned: Owned) -> Paragraph:
    """A row's owner, or where one body owns all who leads on it; a parent leaves that to its parts."""
    row = owned.row
    if context.beside is Beside.OWNER or owned.release:
        return Paragraph((standing.organisation(context.programme, row.organisation),))
    if row.leads:
        return Paragraph((", ".join(row.leads),))
    return _missing("Its parts" if owned.judged.assessment.parent else words.NO_LEAD)


def _missing(said: str) -> Paragraph:
    return Paragraph((Text(said, Manner.MISSING),))


def status(judged: JudgedRow, release: Release | None = None) -> Statement | Paragraph:
    """An owner's words, or what stands in their place; a parent tells how its parts stand."""
    row, position = judged.row, judged.position
    if position is not None:
        silence = NO_UPDATE if judged.assessment.open and not release else NO_STATUS
        return Statement(position.status) if position.status else _missing(silence)
    if not row.action.parts:
        return _missing(NO_POSITION)
    parts = (JudgedRow(judged.snapshot, part) for part in judged.programme.parts(row))
    said = rollup(count(parts), keyed=judged.programme.key is not None)
    return _missing(f"Its parts: {said or 'none reported on yet'}")


def ratings(judged: JudgedRow, release: Release | None = None) -> Iterator[Paragraph]:
    """What an owner states, what the dates say beside it, and more about it.

    By how many days a row is late stands with its due date: the action's, or one of its owner's own here.
    """
    row = judged.row
    if release:
        yield Paragraph((f"Released {date_in_words(release.on)}",), "unrated")
    else:
        yield from _rated(judged)
    if row.deadline.agreed != row.action.deadline.agreed:
        own = ", ".join(filter(None, (words.due(row.deadline), words.distance(judged.assessment))))
        yield Paragraph((own,), "standing")


def _rated(judged: JudgedRow) -> Iterator[Paragraph]:
    unrated = standing.unrated(judged)
    if judged.level:
        yield Paragraph((standing.tag_of(judged.level),))
    elif unrated:
        yield Paragraph((unrated,), "unrated")
    by_date = standing.tag_by_date(judged, exact=False)
    if by_date:
        yield Paragraph((by_date,))
    often = words.occurrences(*occurred(judged.position, judged.as_of))
    for said in filter(None, (words.standing(judged), often)):
        yield Paragraph(standing.phrases(said), "standing")

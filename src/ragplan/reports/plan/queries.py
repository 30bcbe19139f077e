"""The queries of a plan: beside what they are about, or, where they are many, numbered at its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ragplan.model.plan import Action, Goal, Position, Remark
from ragplan.model.programme import Programme
from ragplan.reports import standing
from ragplan.reports.blocks import (
    Block,
    Item,
    Items,
    Link,
    Manner,
    Paragraph,
    Section,
    Statement,
    Text,
    Words,
)
from ragplan.reports.plan.rows import Group, Places, place

FEW = 10
"""As many queries as a page has beside its rows; more would stand in the way of who reads the plan."""


class Asked(NamedTuple):
    """Queries about one thing: where it stands in the page, and what it is called there."""

    about: Goal | Action | Position | None
    queries: tuple[Remark, ...]
    place: str
    whose: str


class Queries:
    """The queries of a page by what they are about, each with its number in the list where there is one."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        self._asked = asked if sum(len(each.queries) for each in asked) > FEW else ()
        self._numbers: dict[int, range] = {}
        number = 1
        for each in self._asked:
            self._numbers[id(each.about or each)] = range(number, number + len(each.queries))
            number += len(each.queries)

    @property
    def apart(self) -> bool:
        """Whether they stand at the end of the page."""
        return bool(self._asked)

    def of(self, about: Goal | Action | Position) -> Iterator[Block]:
        """The queries about something, or the numbers under which they stand at the end."""
        if not self.apart:
            yield from standing.remarks((), about.queries)
            return
        numbers = self._numbers.get(id(about), range(0))
        if numbers:
            links = [run for each in numbers for run in (", ", Link(f"{each:,}", f"#query-{each}"))]
            yield Paragraph((f"{'Query' if len(numbers) == 1 else 'Queries'} ", *links[1:]), "asked")

    def section(self) -> Iterator[Section]:
        """All of them in their order, each with a way back; nothing where they stand beside the rows."""
        items = [
            _item(number, each, query)
            for each in self._asked
            for number, query in zip(self._numbers[id(each.about or each)], each.queries, strict=True)
        ]
        if items:
            yield Section(("To be confirmed",), (Items(tuple(items), "queries"),), "queries", "closing")


def _item(number: int, asked: Asked, query: Remark) -> Item:
    whose: Words = (Link(asked.whose, f"#{asked.place}") if asked.place else asked.whose,)
    internal = (" (internal)",) if query.internal else ()
    words = (Text(f"{number:,}.", Manner.NUMBER), " ", *whose, *internal)
    return Item(words, (Statement(query.text),), id=place("query", str(number)))


def asked(found: Sequence[Group], places: Places) -> Iterator[Asked]:
    """The queries about goals, actions and positions, each once, as a page comes to them."""
    seen: set[int] = set()
    for group in found:
        for each in _in_group(group, places):
            if each.queries and id(each.about) not in seen:
                seen.add(id(each.about))
                yield each


def _in_group(group: Group, places: Places) -> Iterator[Asked]:
    if group.goal:
        yield Asked(group.goal, group.goal.queries, group.id, f"Goal {group.goal.ref}")
    for action, owned in group.actions:
        where = places[group.id, id(action)]
        yield Asked(action, action.queries, where, f"Action {action.ref}")
        for each in owned:
            position, code = each.row.position, each.row.organisation
            if position and not action.organisation:
                yield Asked(position, position.queries, where, f"Action {action.ref}, {code}")


def of_files(programme: Programme) -> Iterator[Asked]:
    """The queries about the programme and about whole files."""
    yield Asked(None, programme.queries, "", "The plan")
    for file in programme.files:
        yield Asked(None, file.queries, "", programme.code(file.organisation))

"""What leads into a plan: its contents with counts, and where each organisation's rows stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ragplan.english import joined
from ragplan.model.plan import Organisation
from ragplan.reports.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Link,
    Manner,
    Paragraph,
    Run,
    Section,
    Table,
    TableRow,
    Text,
    Words,
)
from ragplan.reports.counts import Counts, count
from ragplan.reports.plan.actions import Context
from ragplan.reports.plan.rows import Group, Owned
from ragplan.reports.request import By

HEADS = {"goal": "Goal", "organisation": "Organisation", "lead": "Lead"}
COUNTED = ("Completed", "Overdue", "Silent")


def contents(by: By, groups: Sequence[Group]) -> Iterator[Section]:
    """The groups of a page with their counts; nothing where there is only one."""
    if len(groups) > 1:
        rows = tuple(_entry(group) for group in groups)
        table = Table(_columns(HEADS[by]), (rows,), "Contents: how the rows of each stand", "contents")
        yield Section(("Contents",), (table,), "contents", "leading")


def _columns(head: str, *more: str) -> tuple[Column, ...]:
    counted = (Column((each,), number=True) for each in COUNTED)
    return Column((head,), "name"), *counted, *(Column((each,), "places") for each in more)


def _entry(group: Group) -> TableRow:
    number = (Text(group.number, Manner.NUMBER), " ") if group.number else ()
    words: Words = (*number, Link(group.title, f"#{group.id}"))
    return TableRow((Cell((Paragraph(words),), "name", "row"), *_counts(group.counts)))


def _counts(counts: Counts) -> Iterator[Cell]:
    """How rows stand, in the order of the columns."""
    done = f"{counts.completed:,} of {counts.total:,}" if counts.total else "–"
    said = {"completed": done, "overdue": f"{counts.overdue:,}", "silent": f"{counts.silent:,}"}
    yield from (Cell((Paragraph((number,)),), f"count {what}") for what, number in said.items())


def organisations(context: Context) -> Iterator[Section]:
    """The organisations of the page: their names, how their rows stand, and where they are."""
    rows = tuple(_organisation(context, *each) for each in _owned(context))
    if rows:
        columns = _columns("Organisation", "Actions")
        table = Table(columns, (rows,), "Organisations: how their rows stand, and where they are", "contents")
        yield Section(("Organisations",), (table,), "organisations", "leading")


Placed = tuple[Owned, str]
"""A row and the place of its action."""


def _owned(context: Context) -> Iterator[tuple[Organisation, Sequence[Placed]]]:
    """The listed organisations, each with the rows that are its own still."""
    found: dict[str, list[Placed]] = {code: [] for code in context.bodies}
    for group in context.groups:
        for action, several in group.actions:
            where = context.places[group.id, id(action)]
            for each in several:
                if each.release is None and each.row.organisation in found:
                    found[each.row.organisation].append((each, where))
    yield from ((context.programme.organisation[code], placed) for code, placed in found.items())


def _organisation(context: Context, body: Organisation, owned: Sequence[Placed]) -> TableRow:
    name = context.programme.named(body.code)
    words: Words = (Text(body.code, Manner.STRONG), *((" ", name) if name else ()))
    blocks: list[Block] = [Heading(words, context.bodies[body.code])]
    if body.members:
        blocks.append(Paragraph((f"Members: {joined(body.members)}",), "standing"))
    rows = {id(each.row): each.judged for each, _ in owned}
    places = {where: each.row.action.ref for each, where in owned}
    links: list[Run] = [run for where, ref in places.items() for run in (", ", Link(ref, f"#{where}"))]
    return TableRow(
        (
            Cell(tuple(blocks), "name", "row"),
            *_counts(count(rows.values())),
            Cell((Paragraph(tuple(links[1:])),), "places"),
        )
    )

"""The items of an agenda as tables, whose last column is there to write in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from ragplan.model.judged import JudgedRow
from ragplan.model.plan import Action
from ragplan.model.snapshot import Snapshot
from ragplan.reports import plan, standing, words
from ragplan.reports.agenda.exceptions import by_action
from ragplan.reports.blocks import (
    Block,
    Cell,
    Column,
    Manner,
    Paragraph,
    Statement,
    Table,
    TableRow,
    Text,
    Words,
)

DECISION = "Decision, who, by when"


class Item(NamedTuple):
    """What heads an item, and its rows: the cells between that and the place to write."""

    head: Cell
    rows: tuple[tuple[Cell, ...], ...]


def by_action_table(
    heads: Sequence[tuple[str, str]],
    rows: Iterable[JudgedRow],
    cells: Callable[[JudgedRow], Iterable[Cell]],
    caption: str,
) -> Table:
    """Rows by action, whose one place to write stands behind the ``cells`` of all of them."""
    groups = (tuple(_action(several, cells)) for several in by_action(rows))
    return _table((("Action", "action"), *heads), groups, caption)


def rows_table(snapshot: Snapshot, rows: Iterable[JudgedRow], caption: str) -> Table:
    """Rows by action, each with its owners' words and ratings, and one place to write for the action."""
    rated = "RAG" if snapshot.programme.key else "By date"
    heads = (("Owner", "owner"), ("Status", "status"), (rated, "rating"))
    return by_action_table(heads, rows, partial(_owner, snapshot), caption)


def items_table(heads: Sequence[tuple[str, str]], items: Iterable[Item], caption: str) -> Table:
    """Items, each row of which has a place to write of its own."""
    return _table(heads, (tuple(_item(each)) for each in items), caption)


def _item(item: Item) -> Iterator[TableRow]:
    head = item.head._replace(rows=len(item.rows))
    for number, cells in enumerate(item.rows):
        yield TableRow((*cells, _to_write()) if number else (head, *cells, _to_write()))


def action_cell(action: Action, *below: str, rows: int = 1) -> Cell:
    """The ref and the title of an action, which head an item, and what stands below them."""
    title = Text(action.ref, Manner.NUMBER), " ", Text(action.title, Manner.STRONG)
    said = (Paragraph((each,), "due") for each in below if each)
    return Cell((Paragraph(title, "title"), *said), "action", "rowgroup", rows)


def owner_of(judged: JudgedRow) -> tuple[str, ...]:
    """The code of a row's owner, none where nobody owns it."""
    return (judged.row.organisation,) if judged.row.organisation else ()


def words_cell(*said: Words, role: str = "status") -> Cell:
    """A cell of words, a line for each."""
    return Cell(tuple(Paragraph(each) for each in said), role)


def owner_cell(snapshot: Snapshot, codes: Iterable[str]) -> Cell:
    """The owners of an item, which are named beside the head of a row of theirs."""
    named = tuple(Paragraph((standing.organisation(snapshot.programme, code),)) for code in codes)
    return Cell(named or (Paragraph((Text(words.NO_OWNER, Manner.MISSING),)),), "owner", "row")


def _table(heads: Sequence[tuple[str, str]], groups: Iterable[tuple[TableRow, ...]], caption: str) -> Table:
    columns = (*(Column((name,), role) for name, role in heads), Column((DECISION,), "write"))
    return Table(columns, tuple(groups), caption, "items")


def _to_write(rows: int = 1) -> Cell:
    return Cell((), "write", rows=rows)


def _action(several: Sequence[JudgedRow], cells: Callable[[JudgedRow], Iterable[Cell]]) -> Iterator[TableRow]:
    first = several[0]
    due = ", ".join(filter(None, (words.due(first.row.deadline), words.distance(first.assessment))))
    head, write = action_cell(first.action, due, rows=len(several)), _to_write(len(several))
    for number, judged in enumerate(several):
        yield TableRow(tuple(cells(judged)) if number else (head, *cells(judged), write))


def _owner(snapshot: Snapshot, judged: JudgedRow) -> Iterator[Cell]:
    yield owner_cell(snapshot, owner_of(judged))
    position = judged.position
    said: list[Block] = [plan.status(judged)]
    for name, text in (("Next", position.next), ("Waiting for", position.waiting_for)) if position else ():
        said += [Statement(f"{name}: {text}", "step")] if text else []
    yield Cell(tuple(said), "status")
    yield Cell(tuple(plan.ratings(judged)), "rating")

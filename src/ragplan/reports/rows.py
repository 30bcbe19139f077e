"""Rows of plans as a flat table: a line a row, a value a cell, for who sorts, filters and counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ragplan import english
from ragplan.model.dates import PlanDate, Precision
from ragplan.model.judged import JudgedRow
from ragplan.model.recommendations import in_words
from ragplan.query import rows
from ragplan.reports import facts, standing, words
from ragplan.reports.blocks import Block, Cell, Column, Day, Page, Paragraph, Statement, Table, TableRow, Tag
from ragplan.reports.counts import count, footnote, sentence
from ragplan.reports.request import Request

Value = str | Day | Tag


class _Field(NamedTuple):
    """A column: its head, its role, and what stands in it."""

    head: str
    role: str
    get: Callable[[JudgedRow], Value]


def build(request: Request) -> Page:
    """The rows that are wanted of a programme at a day, or of all that are together."""
    lines = (Paragraph(("As at ", *standing.as_at(request.snapshot)), "as-at"),)
    found = list(rows(request.together or [request.snapshot], request.wanted))
    return page(found, request.programme.title, lines)


def page(judged: Sequence[JudgedRow], title: str, lines: tuple[Paragraph, ...] = ()) -> Page:
    """Rows as one table under a title, with the key of each of their programmes."""
    counts = count(judged)
    several = len({each.programme.id for each in judged}) > 1
    days = sorted({each.as_of for each in judged})
    programmes = {each.programme.id: each.programme for each in judged}
    keys = {each.key.name: each.key for each in programmes.values() if each.key}
    said = (sentence(counts, keyed=bool(keys)), footnote(counts))
    return Page(
        name="rows",
        title=title,
        as_of=english.listed(map(english.day, days)),
        heading=title,
        said="rows",
        lines=lines,
        blocks=(
            *(Paragraph((each,)) for each in said if each),
            *_table(judged, several=several),
            *(block for key in keys.values() for block in standing.key_of(key, counts)),
        ),
    )


def _table(judged: Sequence[JudgedRow], *, several: bool) -> Iterator[Block]:
    """The rows, without columns in which nothing stands."""
    found = [
        (each, [each.get(row) for row in judged]) for each in FIELDS if several or each.head != "Programme"
    ]
    told = [(each, values) for each, values in found if any(values) or each.head in ALWAYS]
    columns = tuple(Column((each.head,), each.role) for each, _ in told)
    lines = (
        TableRow(tuple(_cell(values[number], each) for each, values in told)) for number in range(len(judged))
    )
    if judged:
        yield Table(columns, (tuple(lines),), "Rows", "rows", id="rows")


def _cell(value: Value, field: _Field) -> Cell:
    head = "row" if field.role == "number" else ""
    if isinstance(value, str) and field.role == "status":
        return Cell((Statement(value),) if value else (), field.role)
    return Cell((Paragraph((value,)),) if value else (), field.role, head)


def _day(when: PlanDate | None) -> Value:
    """A day for programs to count with; a month, a quarter and ``ongoing`` as they are written."""
    if when is None:
        return ""
    if when.precision is Precision.DAY and when.first is not None:
        return Day(english.day(when.first), when.first.isoformat())
    return when.text


def _first(row: JudgedRow) -> Value:
    """The date first agreed, where the one that counts is another."""
    deadline = row.row.deadline
    return "" if deadline.first == deadline.current else _day(deadline.first)


def _rating(row: JudgedRow) -> Value:
    return standing.tag_of(row.level) if row.level else row.rating


def _texts(texts: Iterable[str]) -> str:
    return "\n".join(texts)


def _uncounted(row: JudgedRow) -> str:
    return row.assessment.uncounted.value if row.assessment.uncounted else ""


FIELDS: tuple[_Field, ...] = (
    _Field("Programme", "code", lambda it: it.programme.id),
    _Field("Goal", "code", lambda it: it.row.action.goal),
    _Field("Ref", "number", lambda it: it.row.action.ref),
    _Field("Action", "long", lambda it: it.row.action.title),
    _Field("Owner", "code", lambda it: it.organisation),
    _Field("Lead", "short", lambda it: ", ".join(it.row.leads)),
    _Field("Due", "day", lambda it: _day(it.row.deadline.current)),
    _Field("First due", "day", _first),
    _Field("Rating", "rating", _rating),
    _Field("By date", "short", words.by_date_and_silence),
    _Field("Not counted", "code", _uncounted),
    _Field("Status", "status", lambda it: it.row.position.status if it.row.position else ""),
    _Field("Next step", "status", lambda it: it.row.position.next if it.row.position else ""),
    _Field("Updated", "day", lambda it: _day(it.row.position.updated if it.row.position else None)),
    _Field("Completed", "day", lambda it: _day(it.row.position.completed if it.row.position else None)),
    _Field(
        "Evidence",
        "short",
        lambda it: _texts(map(facts.evidence, it.row.position.evidence)) if it.row.position else "",
    ),
    _Field("Recommendations", "short", lambda it: in_words(it.cited)),
    _Field("Risk", "code", lambda it: it.row.position.risk if it.row.position else ""),
    _Field("To be confirmed", "long", lambda it: _texts(each.text for each in it.queries)),
)
"""The columns, in order."""
ALWAYS = ("Ref", "Action", "Owner", "Due", "Rating", "Status")
"""Those that stand there also where they are empty."""

"""The four numbers of a dashboard: each of how many, the command that lists it, and its rows in the page."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ragplan import english
from ragplan.model.dates import date_in_words
from ragplan.model.judged import JudgedRow
from ragplan.model.key import Category
from ragplan.query import Filter, rows
from ragplan.reports import standing, words
from ragplan.reports.blocks import (
    Break,
    Cell,
    Column,
    Facts,
    Link,
    Manner,
    Paragraph,
    Section,
    Table,
    TableRow,
    Text,
    Words,
)
from ragplan.reports.request import Request

TITLE = 110
"""Characters at most of an action in a list of rows."""


class Number(NamedTuple):
    """What is counted of what: ``options`` are those of ``ragplan list`` with which ``found`` were found."""

    name: str
    id: str
    found: tuple[JudgedRow, ...]
    total: int
    thing: str
    options: str


def numbers(request: Request) -> tuple[Number, ...]:
    """Completed of all; of the open ones the overdue, the silent, and the overdue that are rated on track.

    Where the key has no such rating, or there is none, the last is the open rows without a date.
    """
    counted = tuple(rows([request.snapshot], Filter(counted=True)))
    still_open = sum(each.assessment.open for each in counted)
    key = request.programme.key
    rated = key is not None and any(level.category is Category.ON_TRACK for level in key.levels)
    late = Filter(overdue=True)

    def found(wanted: Filter) -> tuple[JudgedRow, ...]:
        return tuple(filter(wanted.holds, counted))

    return (
        Number("Completed", "completed", found(Filter(closed=True)), len(counted), "row", "--closed"),
        Number("Overdue", "overdue", found(late), still_open, "open row", "--overdue"),
        Number("Silent", "silent", found(Filter(silent=True)), still_open, "open row", "--silent"),
        Number(
            "Rated on track, yet overdue",
            "watermelons",
            found(Filter(overdue=True, category=Category.ON_TRACK)),
            len(found(late)),
            "overdue row",
            "--overdue --category on_track",
        )
        if rated
        else Number(
            "Without a date", "undated", found(Filter(undated=True)), still_open, "open row", "--undated"
        ),
    )


def figures(request: Request, found: Iterable[Number]) -> Facts:
    """The numbers, large; each leads to its rows, and names the command that lists them."""
    return Facts(tuple((each.name, _figure(request, each)) for each in found), "figures")


def _figure(request: Request, number: Number) -> Words:
    many = f"{len(number.found):,}"
    of = _several(number)
    lead = Link(many, f"#rows-{number.id}", Manner.STRONG) if number.found else Text(many, Manner.STRONG)
    command = request.scope.rows(f"--counted {number.options}")
    return (lead, " ", Text(f"of {number.total:,} {of}", Manner.QUIET), Break(), command)


def _several(number: Number) -> str:
    return number.thing if number.total == 1 else f"{number.thing}s"


def behind(request: Request, found: Iterable[Number]) -> Section:
    """The rows behind each number, folded away."""
    lists = tuple(_list(request, each) for each in found if each.found)
    return Section(("The rows behind the numbers",), lists, "rows", "table-of behind")


def _list(request: Request, number: Number) -> Section:
    keyed = request.programme.key is not None
    names = ("Action", "Owner", *(["Rating"] if keyed else []), "Due")
    columns = tuple(Column((name,), name.lower()) for name in names)
    order = number.found
    if number.id in ("overdue", "watermelons"):
        order = tuple(sorted(order, key=lambda each: -each.assessment.overdue_days))
    lines = tuple(TableRow(tuple(_row(each, keyed=keyed))) for each in order)
    heading = f"{number.name}: {english.counted(len(number.found), 'row')}"
    return Section(
        (heading,), (Table(columns, (lines,), heading, "listed"),), f"rows-{number.id}", folded=True
    )


def _row(judged: JudgedRow, *, keyed: bool) -> Iterator[Cell]:
    row, assessment = judged.row, judged.assessment
    name: Words = (Text(row.action.ref, Manner.STRONG), " ", english.abridged(row.action.title, TITLE))
    yield Cell((Paragraph(name),), "title", "row")
    yield Cell((Paragraph((standing.organisation(judged.programme, row.organisation) or "none",)),))
    if keyed:
        stated = assessment.stated
        said = standing.tag_of(stated) if stated else Text(standing.NO_LEVEL, Manner.MISSING)
        yield Cell((Paragraph((said,)),))
    due = row.deadline.current
    told = ", ".join(filter(None, (date_in_words(due) if due else "no date", words.distance(assessment))))
    yield Cell((Paragraph((told,)),))

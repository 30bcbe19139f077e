"""How the rows of each organisation and of each goal stand: bars of one scale, with their numbers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ragplan.model.judged import JudgedRow
from ragplan.model.key import Key
from ragplan.reports import standing
from ragplan.reports.blocks import Cell, Column, Manner, Paragraph, Section, Table, TableRow, Text, Words
from ragplan.reports.counts import Counts, count
from ragplan.reports.request import Request
from ragplan.reports.tables import named, number
from ragplan.reports.words import NO_GOAL, NO_OWNER

NAMES = ("Rows", "Completed", "Past date", "Silent")


class Group(NamedTuple):
    """An organisation or a goal, and its rows counted."""

    name: Words
    counts: Counts


def groups(request: Request, judged: Sequence[JudgedRow]) -> Iterator[Section]:
    """Organisations, then goals; those without a row that counts are left out."""
    programme = request.programme
    by_organisation = _grouped(programme.organisation, ((each.organisation, each) for each in judged))
    goals = programme.goal
    by_goal = _grouped(
        goals, ((each.action.goal if each.action.goal in goals else "", each) for each in judged)
    )
    organisations = [
        Group(named(code, programme.named(code)) if code else (NO_OWNER,), counts)
        for code, counts in by_organisation.items()
    ]
    titled = [
        Group(named(ref, goals[ref].title) if ref in goals else (NO_GOAL,), counts)
        for ref, counts in by_goal.items()
    ]
    most = max((each.counts.total for each in (*organisations, *titled)), default=0)
    if not most:
        return
    whole = standing.bar_of(programme.key, count(judged))
    legend = standing.legend_of((whole,), ("All rows",), "What the parts of the bars mean")
    bars = _bars(programme.key, "Organisation", organisations, most)
    yield Section(("By organisation",), (legend, bars), "organisations", "table-of")
    bars = _bars(programme.key, "Goal", titled, most)
    yield Section(("By goal",), (bars,), "goals", "table-of")


def _grouped(order: Iterable[str], pairs: Iterable[tuple[str, JudgedRow]]) -> Mapping[str, Counts]:
    """The counts of what has any row, in an order, what it does not name behind it."""
    found: dict[str, list[JudgedRow]] = {each: [] for each in order}
    for whose, judged in pairs:
        found.setdefault(whose, []).append(judged)
    counted = ((whose, count(rows)) for whose, rows in found.items())
    return {whose: counts for whose, counts in counted if counts.total}


def _bars(key: Key | None, heading: str, found: Iterable[Group], most: int) -> Table:
    columns = (Column((heading,), "barred"), *(Column((name,), number=True) for name in NAMES))
    lines = tuple(TableRow(tuple(_line(key, each, most))) for each in found)
    return Table(columns, (lines,), f"Rows by {heading.lower()}", "plain bars")


def _line(key: Key | None, group: Group, most: int) -> Iterator[Cell]:
    counts = group.counts
    bar = standing.bar_of(key, counts)._replace(length=counts.total / most)
    yield Cell((Paragraph(group.name), bar), head="row")
    yield number(counts.total)
    for many in (counts.completed, counts.overdue, counts.silent):
        yield number(many) if many else Cell((Paragraph((Text("–", Manner.QUIET),)),), "count")

"""What a meeting asks of every organisation as blocks: progress, what got worse, newly overdue, still silent.

Each organisation is named under each, those that have nothing of it together at its foot.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ragplan import english
from ragplan.diff import Change, Tone
from ragplan.diff.news import News, Topic
from ragplan.model.judged import JudgedRow
from ragplan.model.programme import Programme
from ragplan.model.silence import Silence
from ragplan.reports.blocks import (
    Block,
    Cell,
    Column,
    Columns,
    Item,
    Items,
    Manner,
    Paragraph,
    Section,
    Sign,
    Table,
    TableRow,
    Text,
    Words,
)
from ragplan.reports.tables import named

MARKS = {Tone.GOOD: "+", Tone.NEUTRAL: "·", Tone.BAD: "!"}
"""A sign for each tone, so that colour is never the only one."""
MOST = 12
"""Entries at most that stand under a topic; the others are counted."""
TITLES = {
    Topic.PROGRESS: "Progress",
    Topic.WORSE: "Concerns",
    Topic.NEWLY_OVERDUE: "Newly overdue",
    Topic.STILL_SILENT: "Still silent",
}
SHARED = "Shared actions"
_SILENT = {Silence.UNCHANGED: "not updated", Silence.EMPTY: "nothing reported"}

Told = Callable[[Sequence[Change]], Item]
"""One entry for changes that say the same of several organisations, or of one."""


class Asked(NamedTuple):
    """Whose news they are: the programme, the codes of all organisations, and how one change is told.

    Without ``codes`` only those are named that have something.
    """

    programme: Programme
    codes: tuple[str, ...]
    said: Callable[[Change], str]
    told: Told


def sign(tone: Tone) -> Sign:
    """The sign of good, neutral or bad news."""
    return Sign(MARKS[tone], tone.value)


def blocks(news: News, asked: Asked) -> Iterator[Block]:
    """A table with a row for every organisation, and a list for each topic."""
    yield _table(news, asked)
    progress = _changes(Topic.PROGRESS, news.progress, asked)
    worse = _changes(Topic.WORSE, news.worse, asked)
    overdue = _changes(Topic.NEWLY_OVERDUE, news.newly_overdue, asked)
    silent = _still_silent(news.still_silent, asked)
    yield Columns(((progress,), (worse,)))
    yield Columns(((overdue,), (silent,)))
    if news.unchanged:
        yield Section(("No change",), (Items(tuple(_unchanged(news, asked)), "unchanged"),), "unchanged")


def _table(news: News, asked: Asked) -> Table:
    """How much of each topic every organisation has, zero included."""
    numbers = news.numbers()
    codes = [*asked.codes, *(code for code in numbers if code and code not in asked.codes)]
    rows = [
        _row(
            named(code, asked.programme.named(code)),
            [numbers[code][each] for each in Topic] if code in numbers else [],
        )
        for code in codes
    ]
    if "" in numbers:
        rows.append(_row((SHARED,), [numbers[""][each] for each in Topic]))
    totals = [sum(each[topic] for each in numbers.values()) for topic in Topic]
    whole = (_row((Text("Together", Manner.STRONG),), totals, Manner.STRONG),)
    columns = (Column(("Organisation",)), *(Column((TITLES[each],), number=True) for each in Topic))
    return Table(columns, (tuple(rows), whole), "By organisation", "counts", shown=True)


def _row(name: Words, numbers: Sequence[int], manner: Manner | None = None) -> TableRow:
    said = [f"{each:,}" for each in numbers or [0] * len(Topic)]
    cells = (Cell((Paragraph((Text(each, manner) if manner else each,)),)) for each in said)
    return TableRow((Cell((Paragraph(name),), head="row"), *cells))


def _changes(topic: Topic, found: Sequence[Change], asked: Asked) -> Section:
    """Changes of a topic; what is said alike of several organisations on one action is one entry."""
    alike: dict[tuple[str, str], list[Change]] = {}
    for each in found:
        alike.setdefault((each.ref, asked.said(each)), []).append(each)
    entries = list(alike.values())
    more = sum(map(len, entries[MOST:]))
    items = tuple(map(asked.told, entries[:MOST]))
    left = (Paragraph((f"and {more:,} more below",), "more"),) if more else ()
    return _topic(topic, len(found), items, (each.organisation for each in found), asked, left)


def _still_silent(found: Sequence[JudgedRow], asked: Asked) -> Section:
    """Rows whose owner was silent before too: one entry an organisation, by how it is silent."""
    owners: dict[str, list[JudgedRow]] = {}
    for each in found:
        owners.setdefault(each.row.organisation, []).append(each)
    items = tuple(
        Item((Text(f"{code}:", Manner.STRONG), f" {_how(rows)}"), sign=sign(Tone.BAD))
        for code, rows in owners.items()
    )
    return _topic(Topic.STILL_SILENT, len(found), items, owners, asked)


def _how(rows: Iterable[JudgedRow]) -> str:
    """``2.2 and 3.1 not updated; 5.4 nothing reported``."""
    kinds: dict[str, list[str]] = {}
    for each in rows:
        if how := each.assessment.silence:
            kinds.setdefault(_SILENT[how], []).append(each.action.ref)
    return "; ".join(f"{english.joined(refs)} {how}" for how, refs in kinds.items())


def _topic(
    topic: Topic,
    count: int,
    items: tuple[Item, ...],
    having: Iterable[str],
    asked: Asked,
    more: tuple[Paragraph, ...] = (),
) -> Section:
    """A topic's heading with its count, its entries, and the organisations that have nothing of it."""
    having = set(having)
    without = [code for code in asked.codes if code not in having]
    listed = (Items(items, "news"),) if items else ()
    none = f"None for {english.joined(without)}." if count and without else "" if count else "None."
    foot = (Paragraph((Text(none, Manner.QUIET),), "more"),) if none else ()
    heading = (f"{TITLES[topic]} ", Text(f"{count:,}", Manner.NUMBER))
    return Section(heading, (*listed, *more, *foot), topic.value.replace(" ", "-"))


def _unchanged(news: News, asked: Asked) -> Iterator[Item]:
    """A line for each day on which an organisation said that nothing changed, with the rows it said it of."""
    for changes in news.unchanged:
        first = changes[0]
        refs = english.joined([each.ref for each in changes])
        yield Item(
            (Text(first.organisation, Manner.STRONG), f" {asked.said(first)}: {refs}"),
            sign=sign(Tone.NEUTRAL),
        )

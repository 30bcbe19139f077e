"""Leads: what one person or role answers for over all programmes, or how much each of them does, as a Page.

Initials mean nothing across plans: the load is counted for each programme and organisation apart, and what
one lead answers for says whose each row is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ragplan import english
from ragplan.alike import normal
from ragplan.model.judged import JudgedRow
from ragplan.model.snapshot import Snapshot
from ragplan.query import Filter, rows
from ragplan.reports import facts, plan, standing, words
from ragplan.reports.blocks import (
    Block,
    Cell,
    Column,
    Manner,
    Page,
    Paragraph,
    Section,
    Table,
    TableRow,
    Text,
)
from ragplan.reports.counts import Counts, count, footnote
from ragplan.reports.request import Request
from ragplan.reports.tables import cell, day, head, number

NO_LEADS = "No row names a lead."


def build(request: Request) -> Page:
    """What the lead that is the subject answers for; without one, all leads with their load."""
    together = request.together or (request.snapshot,)
    blocks, heading = _of_one(together, request.subject) if request.subject else _of_all(request, together)
    alone = together[0].programme if not together[1:] else None
    return Page(
        name="lead",
        title=alone.title if alone else "All programmes",
        as_of=english.day(max(each.on for each in together)),
        group=alone.group if alone else "",
        heading=heading,
        said=f"what {heading} answers for" if request.subject else "leads",
        lines=_lines(together),
        blocks=tuple(blocks),
    )


def _lines(together: Sequence[Snapshot]) -> tuple[Paragraph, ...]:
    """The programme where there is one, and the day where it is the same for all."""
    if not together[1:]:
        return (Paragraph((f"{together[0].programme.title}, as at ", *standing.as_at(together[0])), "as-at"),)
    if _one_day(together):
        return (Paragraph(("All programmes, as at ", day(together[0].on)), "as-at"),)
    return ()


def _one_day(together: Sequence[Snapshot]) -> bool:
    return len({each.on for each in together}) == 1


def _in_programmes(
    sections: Iterable[tuple[Snapshot, Iterable[Block]]], together: Sequence[Snapshot]
) -> Iterator[Block]:
    """What is said of each programme, under its title where there are several."""
    for snapshot, blocks in sections:
        if not together[1:]:
            yield from blocks
        else:
            on = () if _one_day(together) else (Paragraph(("As at ", *standing.as_at(snapshot)), "quiet"),)
            yield Section((snapshot.programme.title,), (*on, *blocks), role="programme")


class Load(NamedTuple):
    """Rows that somebody answers for, counted; ``due`` are those due by the next meeting."""

    counts: Counts
    due: int

    @property
    def numbers(self) -> tuple[int, ...]:
        """What the columns of a load say, in their order."""
        counts = self.counts
        return counts.open, counts.overdue, self.due, counts.undated, counts.completed, counts.total


COLUMNS = ("Open", "Overdue", "Due by the next meeting", "No date", "Completed", "All")


def load(judged: Iterable[JudgedRow]) -> Load:
    """Rows of a programme, counted as every paper counts them."""
    counts = count(judged)
    return Load(counts, sum(each.due_soon for each in counts.still_open))


def loads(snapshot: Snapshot) -> Mapping[tuple[str, str], Load]:
    """The load of each lead by organisation and name, the most open first; last that of rows without one.

    A name is spelt as it is first written. A row with several leads is counted for each.
    """
    found: dict[tuple[str, str], list[JudgedRow]] = {}
    spelt: dict[tuple[str, str], str] = {}
    for each in rows([snapshot]):
        for name in dict.fromkeys(each.row.leads) or ("",):
            key = (each.organisation if name else "", normal(name))
            spelt.setdefault(key, name)
            found.setdefault(key, []).append(each)
    counted = {(key[0], spelt[key]): load(several) for key, several in found.items()}
    known = [(key, each) for key, each in counted.items() if each.counts.total]
    return dict(sorted(known, key=lambda each: (not each[0][1], *(-many for many in each[1].numbers[:2]))))


def _of_all(request: Request, together: Sequence[Snapshot]) -> tuple[list[Block], str]:
    known = [(each, loads(each)) for each in together]
    names = sum(bool(name) for _, each in known for _, name in each)
    within = sum(any(name for _, name in each) for _, each in known)
    if not names:
        return [Paragraph((NO_LEADS,), "sentence")], "Leads"
    where = f" in {english.counted(within, 'programme')}" if together[1:] else ""
    blocks: list[Block] = [Paragraph((f"{english.counted(names, 'lead')}{where}.",), "sentence")]
    sections = (
        (snapshot, _loads(snapshot, each, f"loads-{place}"))
        for place, (snapshot, each) in enumerate(known, 1)
    )
    blocks += _in_programmes(sections, together)
    command = request.scope.report("lead NAME")
    blocks.append(Paragraph(("What one of them answers for: ", command), "footnote"))
    return blocks, "Leads"


def _loads(snapshot: Snapshot, known: Mapping[tuple[str, str], Load], id: str) -> Iterator[Block]:
    if not any(name for _, name in known):
        yield Paragraph((NO_LEADS,), "quiet")
        return
    every = list(rows([snapshot]))
    several = len({code for code, _ in known if code}) > 1
    columns = (
        Column(("Lead",), "lead"),
        *([Column(("Owner",), "owner")] if several else []),
        *(Column((name,), "number", number=True) for name in COLUMNS),
    )
    lines = [
        _load(snapshot, name or words.NO_LEAD, code if several else None, each)
        for (code, name), each in known.items()
    ]
    total = load(every)
    lines.append(_load(snapshot, "All rows, each once", "" if several else None, total, "total"))
    caption = f"{snapshot.programme.title}: how many rows each lead answers for"
    yield Table(columns, (tuple(lines),), caption, "plain loads stacked", wide=True, id=id)
    if shared := _with_several(every):
        has = english.one_or_more(
            shared, "row has several leads, and counts", "rows have several leads, and count"
        )
        yield Paragraph((f"{has} for each: the leads come to more than all rows.",), "footnote")
    below = footnote(count(every))
    yield from [Paragraph((below,), "footnote")] if below else []


def _load(snapshot: Snapshot, name: str, code: str | None, found: Load, role: str = "") -> TableRow:
    """The load of a lead; ``code`` is its organisation's, ``None`` where no column is for that."""
    owner = [] if code is None else [cell(standing.organisation(snapshot.programme, code), role="owner")]
    return TableRow((head(name), *owner, *map(number, found.numbers)), role)


def _of_one(together: Sequence[Snapshot], name: str) -> tuple[list[Block], str]:
    wanted = Filter(lead=name)
    found = [(each, judged) for each in together if (judged := list(rows([each], wanted)))]
    names = _names(found, name)
    counted = [load(judged) for _, judged in found]
    blocks: list[Block] = [Paragraph((_sentence(counted),), "sentence")]
    shared = _with_several(judged for _, several in found for judged in several)
    if shared:
        has = english.one_or_more(shared, "of them has", "of them have")
        blocks.append(Paragraph((f"{has} other leads too.",), "footnote"))
    sections = ((snapshot, _rows(snapshot, judged, names)) for snapshot, judged in found)
    blocks += _in_programmes(sections, together)
    return blocks, english.joined(list(names.values()))


def _names(found: Iterable[tuple[Snapshot, Sequence[JudgedRow]]], name: str) -> dict[str, str]:
    """The names that one asked for stands for, as they are first spelt, by the form that is compared."""
    spelt: dict[str, str] = {}
    for snapshot, judged in found:
        for each in judged:
            for lead in snapshot.programme.meant(name, each.row):
                spelt.setdefault(normal(lead), lead)
    return spelt


def _sentence(counted: Sequence[Load]) -> str:
    """How many rows somebody answers for, and how they stand, over all programmes."""
    numbers = zip(*(each.numbers for each in counted), strict=True)
    still_open, overdue, due, undated, completed, total = map(sum, numbers)
    said = [f"{english.counted(total, 'row')}: {completed:,} completed, {still_open:,} open."]
    told = (
        (overdue, "is past its date", "are past their date"),
        (due, "is due by the next meeting", "are due by the next meeting"),
        (undated, "has no date", "have no date"),
    )
    parts = [english.one_or_more(*each) for each in told if each[0]]
    return " ".join([*said, f"Of the open ones, {english.joined(parts)}."] if parts else said)


def _with_several(judged: Iterable[JudgedRow]) -> int:
    """How many of the rows that are counted have several leads."""
    counted = (each for each in judged if each.assessment.uncounted is None)
    return sum(len(set(map(normal, each.row.leads))) > 1 for each in counted)


def _rows(snapshot: Snapshot, judged: Sequence[JudgedRow], names: Mapping[str, str]) -> Iterator[Block]:
    """The rows of a programme by how they press, each once; those that are not counted are told by number."""
    counts = count(judged)
    several = len({row.organisation for row in snapshot.programme.rows}) > 1
    for title, found in _pressing(counts).items():
        if found:
            lines = tuple((TableRow(tuple(_row(snapshot, each, names, several=several))),) for each in found)
            columns = (("Action", "action"), ("Owner" if several else "With", "owner"), ("Status", "status"))
            rated = ("RAG" if snapshot.programme.key else "By date", "rating")
            heads = tuple(Column((name,), role) for name, role in (*columns, rated))
            heading = f"{title} ({len(found):,})"
            yield Section((heading,), (Table(heads, lines, heading),), role="goal pressing")
    below = footnote(count(each for each in judged if each.assessment.uncounted))
    yield from [Paragraph((below,), "footnote")] if below else []


def _pressing(counts: Counts) -> Mapping[str, list[JudgedRow]]:
    """Counted rows by what they ask for now, the most pressing first."""
    found: dict[str, list[JudgedRow]] = {title: [] for title in _TITLES}
    for each in counts.judged:
        if not each.assessment.open:
            title = "Completed"
        elif each.assessment.overdue:
            title = "Overdue"
        elif each.due_soon:
            title = "Due by the next meeting"
        else:
            title = "Later" if each.row.deadline.current else "No date"
        found[title].append(each)
    found["Overdue"].sort(key=lambda each: -each.assessment.overdue_days)
    return found


_TITLES = ("Overdue", "Due by the next meeting", "Later", "No date", "Completed")


def _row(snapshot: Snapshot, judged: JudgedRow, names: Mapping[str, str], *, several: bool) -> Iterator[Cell]:
    row = judged.row
    due = ", ".join(filter(None, (words.due(row.deadline), words.distance(judged.assessment))))
    ref, title = Text(row.action.ref, Manner.NUMBER), Text(row.action.title, Manner.STRONG)
    dated = (Paragraph((due,), "due"),) if row.deadline.current else ()
    yield Cell((Paragraph((ref, " ", title), "title"), *dated), "action", "rowgroup")
    others = [each for each in row.leads if normal(each) not in names]
    who = [Paragraph((standing.organisation(snapshot.programme, row.organisation),))] if several else []
    who += [Paragraph((f"with {english.joined(others)}",), "quiet")] if others else []
    yield Cell(tuple(who), "owner")
    position = row.position
    said = standing.facts(facts.of_position(position, leads=False)) if position else ()
    yield Cell((plan.status(judged), *said), "status")
    yield Cell(tuple(plan.ratings(judged)), "rating")

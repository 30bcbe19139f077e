"""The index of a set of papers: links to each, with what it says first, programme by programme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote

from ragplan.english import counted
from ragplan.reports import REPORTS
from ragplan.reports.blocks import (
    Block,
    Item,
    Items,
    Link,
    Manner,
    Page,
    Paragraph,
    Section,
    Text,
    Words,
)
from ragplan.reports.standing import summary

TITLES = {"paper": "Committee papers", "organisation": "Organisations"}
"""What papers of which a programme has several are headed with."""


EVERY = "All plans together"


class Entry(NamedTuple):
    """A paper of the set: of which report, on which programme, ``""`` for all, its page, and its file."""

    report: str
    programme: str
    page: Page
    file: str


def build(entries: Sequence[Entry]) -> Page:
    """An index of papers; those on one programme stand in a row. There is one at least."""
    groups = [(name, list(several)) for name, several in groupby(entries, key=lambda each: each.programme)]
    alone = len(groups) == 1
    title = groups[0][0] if alone else "Action plans"
    blocks: list[Block] = [summary(Paragraph((f"{counted(len(entries), 'paper')}.",), "sentence"))]
    for number, (name, several) in enumerate(groups, 1):
        found = tuple(_lists(several))
        heading = name or EVERY
        blocks += found if alone else [Section((heading,), found, f"plan-{number}", "table-of")]
    days = [*dict.fromkeys(each.page.as_of for each in entries if each.report != "paper")]
    as_of = (Paragraph(("As at ", Text(days[0], Manner.STRONG)), "as-at"),) if len(days) == 1 else ()
    return Page("index", title, days[0], tuple(blocks), heading=title, said="papers", lines=as_of)


def _lists(entries: Sequence[Entry]) -> Iterator[Block]:
    """The papers that a programme has one of, then lists of those that it has several of."""
    single = [each for each in entries if each.report not in TITLES]
    if single:
        yield Section(("Papers",), (_items(single),), role="papers-of")
    for report, title in TITLES.items():
        several = [each for each in entries if each.report == report]
        if several:
            yield Section((title,), (_items(several),), role="papers-of")


def _items(entries: Iterable[Entry]) -> Items:
    return Items(tuple(map(_item, entries)), "papers")


def _item(entry: Entry) -> Item:
    """A link to a paper with what it is, and below it what the paper says first."""
    several = entry.report in TITLES
    name = entry.page.heading if several else entry.report.capitalize()
    about = f", {entry.page.as_of}" if several else f": {REPORTS[entry.report].about}"
    said = next(_sentences(entry.page.blocks), ())
    below = (Paragraph(said, "quiet"),) if said else ()
    return Item((Link(name, quote(entry.file), Manner.STRONG), about), below)


def _sentences(blocks: Iterable[Block]) -> Iterator[Words]:
    """The sentences that head the parts of a page."""
    for block in blocks:
        if isinstance(block, Section):
            yield from _sentences(block.blocks)
        elif isinstance(block, Paragraph) and block.role == "sentence":
            yield block.words

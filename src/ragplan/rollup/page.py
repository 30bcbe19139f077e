"""Answers of a roll-up as a Page: a section a question, with what its columns hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from ragplan.english import counted, listed
from ragplan.english import day as in_words
from ragplan.reports.blocks import Block, Cell, Column, Facts, Page, Paragraph, Section, TableRow
from ragplan.reports.standing import summary
from ragplan.reports.tables import cell, day, head, number, table
from ragplan.rollup.engine import Answer
from ragplan.rollup.questions import Question

LONGEST = 1500
"""Lines of a table of a paper; a longer one says how many there are and where they are had."""
_HEADS = 2
"""The first columns that name a line."""


class Taken(NamedTuple):
    """What was read: how many files or clones, programmes, and lines by table; ``until`` is the last day."""

    sources: int
    programmes: int
    lines: dict[str, int]
    until: date | None


def build(answers: Sequence[tuple[Question, Answer]], taken: Taken, left_out: Sequence[str]) -> Page:
    """The paper of some questions; ``left_out`` are files that were not taken, each with the reason."""
    blocks: list[Block] = [summary(Paragraph((said(taken, len(left_out)),), "sentence"))]
    if left_out:
        lines = tuple(Paragraph((each,)) for each in left_out)
        blocks.append(Section(("Left out",), lines, "left-out"))
    blocks += [_answered(asked, answer) for asked, answer in answers]
    as_of = in_words(taken.until) if taken.until else ""
    lines = (Paragraph(("As exported up to ", day(taken.until)), "as-at"),) if taken.until else ()
    return Page("rollup", "Roll-up", as_of, tuple(blocks), heading="Roll-up of many plans", lines=lines)


def said(taken: Taken, left_out: int) -> str:
    """What was read, in a sentence or two."""
    lines = listed(f"{counted(many, 'line')} of {name}" for name, many in taken.lines.items() if many)
    whole = f"{counted(taken.programmes, 'programme')} from {counted(taken.sources, 'source')}"
    whole = f"{whole}: {lines or 'nothing'}."
    return f"{whole} {counted(left_out, 'source')} left out." if left_out else whole


def _answered(asked: Question, answer: Answer) -> Section:
    return Section((asked.name.capitalize(),), tuple(_blocks(asked, answer)), asked.name, "table-of")


def _blocks(asked: Question, answer: Answer) -> Iterator[Block]:
    yield Paragraph((asked.about,), "quiet")
    if not answer.lines:
        yield Paragraph(("Nothing that was read answers it.",))
        return
    if len(answer.lines) > LONGEST:
        yield Paragraph((f"The first {LONGEST:,} of {len(answer.lines):,} lines; --format csv has all.",))
    yield table(_columns(answer), tuple(map(_row, answer.lines[:LONGEST])), "rollup", asked.name)
    if asked.columns:
        facts = Facts(tuple((label(name), (meaning,)) for name, meaning in asked.columns.items()))
        yield Section(("What the columns hold",), (facts,), f"{asked.name}-columns", folded=True)


def label(name: str) -> str:
    """The name of a column as a head: ``Absent meetings``."""
    return name.replace("_", " ").capitalize()


def numbers(answer: Answer) -> list[int]:
    """Which columns hold numbers alone."""
    return [
        at
        for at in range(len(answer.columns))
        if answer.lines and all(isinstance(line[at], int) for line in answer.lines)
    ]


def _columns(answer: Answer) -> tuple[Column, ...]:
    of_numbers = {*numbers(answer)}
    return tuple(Column((label(name),), number=at in of_numbers) for at, name in enumerate(answer.columns))


def _row(line: Sequence[Any]) -> TableRow:
    heads = (head("" if value is None else str(value)) for value in line[:_HEADS])
    return TableRow((*heads, *map(_cell, line[_HEADS:])))


def _cell(value: Any) -> Cell:
    if value is None:
        return cell("")
    if isinstance(value, date):
        return cell(day(value))
    return number(value) if isinstance(value, int) else cell(str(value))

"""Answers of a roll-up as a Page: a section a question, with what its columns hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import takewhile
from typing import Any, NamedTuple

from ragplan.english import counted, listed
from ragplan.english import day as in_words
from ragplan.model.dates import date_in_words, plan_date
from ragplan.model.key import Category
from ragplan.reports.blocks import (
    Block,
    Column,
    Facts,
    Item,
    Items,
    Manner,
    Page,
    Paragraph,
    Run,
    Section,
    Table,
    TableRow,
    Tag,
    Text,
    Words,
)
from ragplan.reports.standing import summary
from ragplan.reports.tables import cell, day, table
from ragplan.reports.words import MARKS
from ragplan.rollup.engine import Answer
from ragplan.rollup.questions import Question

LONGEST = 1500
"""Lines of a table of a paper; a longer one says how many there are and where they are had."""
_NAMES = ("register", "programme", "organisation")
"""Columns that name a line, where it begins with them."""
_ONCE = ("register", "programme", "as_of")
"""Columns that are said once, above the table, where every line has the same in them."""
_ABSENT = {"organisation": "nobody", "due": "no date", "rating": "not rated"}
"""What is said where a column of a question has nothing."""
_WIDTHS = {"title": "title", **dict.fromkeys(("as_of", "meeting", "newest", "due", "rating"), "when")}
"""The roles of columns that are to be wide, or of which no line is broken."""
_YES, _NO = "1 where", "0 where"
"""What a question says of a column that holds 1 or 0."""


class Taken(NamedTuple):
    """What was read: how many files or clones, programmes, and lines by table; ``until`` is the last day."""

    sources: int
    programmes: int
    lines: dict[str, int]
    until: date | None


def build(answers: Sequence[tuple[Question, Answer]], taken: Taken, left_out: Sequence[str]) -> Page:
    """The paper of some questions; ``left_out`` are files that were not taken, each with the reason."""
    beginning = Paragraph((_sources(taken, len(left_out)),), "sentence")
    blocks: list[Block] = [summary(beginning, Paragraph((_lines(taken),), "quiet"))]
    if left_out:
        items = Items(tuple(Item((each,)) for each in left_out))
        blocks.append(Section(("Left out",), (items,), "left-out"))
    blocks += [_answered(asked, answer) for asked, answer in answers]
    as_of = in_words(taken.until) if taken.until else ""
    lines = (Paragraph(("As exported up to ", day(taken.until)), "as-at"),) if taken.until else ()
    return Page("rollup", "Roll-up", as_of, tuple(blocks), heading="Roll-up of many plans", lines=lines)


def said(taken: Taken, left_out: int) -> str:
    """What was read, in a sentence or two."""
    return f"{_sources(taken, left_out)} {_lines(taken)}"


def _sources(taken: Taken, left_out: int) -> str:
    whole = f"{counted(taken.programmes, 'programme')} from {counted(taken.sources, 'source')}."
    return f"{whole} {counted(left_out, 'source')} left out." if left_out else whole


def _lines(taken: Taken) -> str:
    lines = listed(f"{counted(many, 'line')} of {name}" for name, many in taken.lines.items() if many)
    return f"Read: {lines or 'nothing'}."


def _answered(asked: Question, answer: Answer) -> Section:
    return Section((asked.name.capitalize(),), tuple(_blocks(asked, answer)), asked.name, "table-of")


def _blocks(asked: Question, answer: Answer) -> Iterator[Block]:
    yield Paragraph((asked.about,), "quiet")
    if not answer.lines:
        yield Paragraph(("Nothing that was read answers it.",))
        return
    if len(answer.lines) > LONGEST:
        yield Paragraph((f"The first {LONGEST:,} of {len(answer.lines):,} lines; --format csv has all.",))
    once = _once(asked, answer)
    if once:
        same = zip(once, _row(asked, answer.columns, answer.lines[0], once), strict=True)
        yield Facts(tuple((label(name), words) for name, words in same))
    yield _table(asked, answer, tuple(each for each in answer.columns if each not in once))
    if asked.columns:
        meanings = ((name, _of_words(meaning)) for name, meaning in asked.columns.items())
        facts = Facts(tuple((label(name), (meaning,)) for name, meaning in meanings))
        yield Section(("What the columns hold",), (facts,), f"{asked.name}-columns", folded=True)


def _of_words(meaning: str) -> str:
    """What a column holds, of which a paper says yes and no."""
    return meaning.replace(_YES, "Yes where", 1).replace(_NO, "no where")


def _once(asked: Question, answer: Answer) -> tuple[str, ...]:
    """The columns of a question that say the same on every line of several."""
    lines = answer.lines if len(answer.lines) > 1 else []
    held = {name: {line[at] for line in lines} for at, name in enumerate(answer.columns) if name in _ONCE}
    return tuple(name for name, values in held.items() if name in asked.columns and len(values) == 1)


def label(name: str) -> str:
    """The name of a column as a head: ``Absent meetings``."""
    return name.replace("_", " ").capitalize()


def numbers(answer: Answer) -> list[int]:
    """Which columns hold numbers and nothing else."""
    return [at for at in range(len(answer.columns)) if _all_numbers([line[at] for line in answer.lines])]


def _all_numbers(values: Sequence[Any]) -> bool:
    known = [each for each in values if each is not None]
    return bool(known) and all(_is_number(each) for each in known)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _table(asked: Question, answer: Answer, names: tuple[str, ...]) -> Table:
    """Some columns of an answer; the first of them name a line."""
    of_numbers = {answer.columns[at] for at in numbers(answer)}
    columns = tuple(_column(asked, name, is_number=name in of_numbers) for name in names)
    heads = len([*takewhile(_NAMES.__contains__, names)]) or 1
    rows = []
    for line in answer.lines[:LONGEST]:
        cells = [
            cell(*words, role=column.role)
            for words, column in zip(_row(asked, answer.columns, line, names), columns, strict=True)
        ]
        rows.append(TableRow((*(each._replace(head="row") for each in cells[:heads]), *cells[heads:])))
    return table(columns, tuple(rows), "rollup", asked.name)


def _column(asked: Question, name: str, *, is_number: bool) -> Column:
    """A column; its role gives its width."""
    if is_number and not asked.columns.get(name, "").startswith(_YES):
        return Column((label(name),), "count", number=True)
    return Column((label(name),), _WIDTHS.get(name, ""))


def _row(
    asked: Question, columns: Sequence[str], line: Sequence[Any], names: Sequence[str]
) -> Iterator[Words]:
    """The words of some columns of a line."""
    held = dict(zip(columns, line, strict=True))
    return ((_told(asked, name, held),) for name in names)


def _told(asked: Question, name: str, held: Mapping[str, Any]) -> Run:
    """What a line says in a column: of a question's own columns as papers say it."""
    value, meaning = held[name], asked.columns.get(name, "")
    if value is None:
        return Text(_ABSENT.get(name, "none") if meaning else "none", Manner.MISSING)
    if isinstance(value, bool) or meaning.startswith(_YES):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day(value)
    if _is_number(value):
        return f"{value:,}"
    if meaning and name in _PRINTED:
        return _PRINTED[name](str(value), held)
    return str(value)


def _rating(text: str, held: Mapping[str, Any]) -> Run:
    """A stated level, with the mark and the tint of its category where its key says one."""
    category = held.get("category")
    return Tag(text, MARKS[Category(category)], category) if category else text


_PRINTED: dict[str, Callable[[str, Mapping[str, Any]], Run]] = {
    "organisation": lambda text, _: Text(text, Manner.STRONG),
    "due": lambda text, _: date_in_words(plan_date(text)),
    "rating": _rating,
    "category": lambda text, _: text.replace("_", " "),
}
"""How papers print a question's columns of text that are no plain words."""

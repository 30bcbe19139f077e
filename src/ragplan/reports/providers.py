"""Providers: of each action asked of several owners who has answered and presented, as a Page."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ragplan.english import day, joined, share
from ragplan.history.rows import ProgrammeHistory, RowHistory, status_of
from ragplan.model.dates import PlanDate, date_in_words
from ragplan.model.judged import JudgedRow
from ragplan.model.programme import Programme, Row
from ragplan.model.silence import Silence
from ragplan.model.wording import said
from ragplan.query import Filter, rows
from ragplan.reports import facts, words
from ragplan.reports.blocks import (
    Block,
    Cell,
    Column,
    Item,
    Items,
    Manner,
    Page,
    Paragraph,
    Section,
    Table,
    TableRow,
    Text,
)
from ragplan.reports.request import Request
from ragplan.reports.standing import organisation, organisations, page, summary
from ragplan.reports.tables import cell, named, section

NOTHING = "No action is asked of several owners."
SEVERAL = 2
"""Owners from which on an action is asked of several."""


class Reply(NamedTuple):
    """What one owner did with what it was asked, as a paper says it; ``answered`` is ``""`` for nothing."""

    judged: JudgedRow
    asked: str
    answered: str
    presented: tuple[str, ...]


def build(request: Request) -> Page:
    """The shared actions that several owners are asked for, with what each did."""
    asked = [*_asked(request)]
    replies = [each for several in asked for each in several]
    blocks: list[Block] = [summary(Paragraph((_sentence(len(asked), replies),), "sentence"))]
    if waiting := [each for each in replies if not each.answered]:
        blocks.append(_letter(waiting))
    if asked:
        blocks += (_grid(request, asked), *organisations(request.programme))
    return page(request.snapshot, "providers", "What several owners were asked", blocks)


def _asked(request: Request) -> Iterator[list[Reply]]:
    """The replies to each action, in the order of the plan."""
    wanted = Filter(goal=request.wanted.goal, counted=True)
    shared = (each for each in rows([request.snapshot], wanted) if not each.row.action.organisation)
    history = ProgrammeHistory(request.programme, request.past, request.on) if request.past else None
    for _, group in groupby(shared, key=lambda each: id(each.row.action)):
        several = [_reply(each, history) for each in group]
        if len(several) >= SEVERAL:
            yield several


def _reply(judged: JudgedRow, history: ProgrammeHistory | None) -> Reply:
    row, assessment = judged.row, judged.assessment
    key = (row.action.ref, history.name(row.organisation)) if history else None
    versions = history.row_histories.get(key, ()) if history and key else ()
    answers = assessment.silence not in (Silence.MISSING, Silence.EMPTY)
    return Reply(
        judged,
        _when(row.action.agreed, history, [at for at, each in versions if each]),
        _answered(row, history, versions) if answers else "",
        tuple(facts.proofs(row.position)) if row.position else (),
    )


def _answered(row: Row, history: ProgrammeHistory | None, versions: RowHistory) -> str:
    """When an owner first answered, as git tells it; else the day of its words, or only that it did."""
    worded = [at for at, each in versions if said(status_of(each))]
    updated = row.position.updated if row.position else None
    return _when(None if worded else updated, history, worded) or "answered"


def _when(known: PlanDate | None, history: ProgrammeHistory | None, states: Sequence[int]) -> str:
    """A date that the plan gives; else the day of the first of these states, ``by`` it for a plan's first."""
    if known is not None:
        return date_in_words(known)
    if history is None or not states:
        return ""
    return f"{'' if states[0] else 'by '}{day(history.day(states[0]))}"


def _sentence(actions: int, replies: Sequence[Reply]) -> str:
    if not actions:
        return NOTHING
    answered = sum(bool(each.answered) for each in replies)
    presented = sum(bool(each.answered and each.presented) for each in replies)
    are = "action is" if actions == 1 else "actions are"
    given = share(answered, len(replies), "answer", ("is given", "are given"))
    return f"{actions:,} {are} asked of several owners. {given}, {presented:,} with evidence."


def _letter(waiting: Sequence[Reply]) -> Section:
    """Who has not answered, on which actions, and the recommendations that a letter names."""
    found: dict[str, list[Reply]] = {}
    for each in waiting:
        found.setdefault(each.judged.organisation, []).append(each)
    items = tuple(_owing(code, several) for code, several in found.items())
    return Section(("Not answered",), (Items(items, "owing"),), "not-answered", "table-of")


def _owing(code: str, replies: Sequence[Reply]) -> Item:
    refs = joined([each.judged.row.action.ref for each in replies])
    cited = {one for each in replies for one in each.judged.cited}
    ordered = sorted(cited, key=lambda one: (one.register, one.first))
    below = Paragraph((words.cited(tuple(ordered)) or "No recommendation is cited.",), "quiet")
    return Item((Text(code, Manner.STRONG), f" on {refs}"), (below,))


def _grid(request: Request, asked: Iterable[Sequence[Reply]]) -> Section:
    names = ("Action", "Owner", "Asked", "Answered", "Presented")
    groups = tuple(tuple(_lines(request.programme, several)) for several in asked)
    found = Table(
        tuple(Column((name,)) for name in names), groups, role="plain asked stacked", wide=True, id="asked"
    )
    told = "An owner has answered where its status is not empty, and presented where it gives evidence."
    return section("Asked, answered, presented", "asked", told, found)


def _lines(programme: Programme, replies: Sequence[Reply]) -> Iterator[TableRow]:
    """An action beside its owners."""
    action = replies[0].judged.row.action
    cited = words.cited(replies[0].judged.cited)
    below = (Paragraph((cited,), "quiet"),) if cited else ()
    first = Cell((Paragraph(named(action.ref, action.title)), *below), "title", "rowgroup", len(replies))
    for number, each in enumerate(replies):
        yield TableRow((*(() if number else (first,)), *_cells(programme, each)))


def _cells(programme: Programme, reply: Reply) -> Iterator[Cell]:
    yield cell(organisation(programme, reply.judged.organisation), role="owner")
    yield cell(reply.asked or Text("no date known", Manner.MISSING), role="when")
    yield cell(f"✓ {reply.answered}" if reply.answered else Text("not answered", Manner.LATE), role="when")
    told = tuple(Paragraph((f"✓ {each}",)) for each in reply.presented)
    yield Cell(told, "told") if told else cell(Text("no evidence", Manner.MISSING))

"""Risks: the rows that name a risk, with its reference, as a Page."""

from collections.abc import Iterator, Sequence

from ragplan.english import one_or_more, share
from ragplan.model.judged import JudgedRow
from ragplan.query import rows
from ragplan.reports import plan, words
from ragplan.reports.blocks import Block, Cell, Column, Page, Paragraph, Section, Statement, TableRow
from ragplan.reports.request import Request
from ragplan.reports.standing import page, spelt_out, summary
from ragplan.reports.tables import cell, head, named, section, table

NOTHING = "No row names a risk."


def build(request: Request) -> Page:
    """The rows that are asked for and name a risk."""
    every = list(rows([request.snapshot], request.wanted))
    found = [each for each in every if each.row.position and each.row.position.risk]
    blocks: list[Block] = [summary(Paragraph((_sentence(found, len(every)),), "sentence"))]
    if found:
        owners = (each.organisation for each in found)
        blocks += (_risks(found), *spelt_out(request.programme, owners))
    return page(request.snapshot, "risks", "Risks", blocks)


def _sentence(found: Sequence[JudgedRow], every: int) -> str:
    """How many rows name a risk, and how many of these are open and late."""
    if not found:
        return NOTHING
    still_open = sum(each.assessment.open for each in found)
    overdue = sum(each.assessment.overdue for each in found)
    late = one_or_more(overdue, "is past its date", "are past their date")
    return f"{share(len(found), every, 'row', ('names', 'name'))} a risk: {still_open:,} open, {late}."


def _risks(found: Sequence[JudgedRow]) -> Section:
    columns = tuple(Column((name,)) for name in ("Action", "Owner", "Risk", "Due", "RAG"))
    lines = (TableRow(tuple(_row(each))) for each in found)
    said = "The reference leads to the risk register of the organisation, which is kept elsewhere."
    return section("Rows with a risk", "risks", said, table(columns, tuple(lines), "", "risks"))


def _row(judged: JudgedRow) -> Iterator[Cell]:
    row = judged.row
    yield head(*named(row.action.ref, row.action.title), role="title")
    yield cell(row.organisation)
    yield Cell((Statement(row.position.risk if row.position else ""),), "told")
    yield cell(", ".join(filter(None, (words.due(row.deadline), words.distance(judged.assessment)))))
    yield Cell(tuple(plan.ratings(judged)), "rating")

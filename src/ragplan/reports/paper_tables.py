"""The tables of a paper: the plan, its rows and counts, registers and positions, as at a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from ragplan import english
from ragplan.figures.figure import Figure
from ragplan.model.assessment import Uncounted
from ragplan.model.coverage import Covered
from ragplan.model.recommendations import Reference
from ragplan.query import JudgedRow, Selection
from ragplan.reports import facts, recommendation_registers, words
from ragplan.reports import paper_plan as plan
from ragplan.reports.counts import footnote, of_rows, rollup
from ragplan.reports.paper_view import Cell, Grid, RegisterRow, RegisterTable, TableView
from ragplan.reports.plan_view import tag_by_date, tag_of
from ragplan.reports.recommendation_entries import RESPONSES, briefly
from ragplan.reports.recommendations_view import EntryView, RegisterView


def table(chosen: Selection, figure: Figure, anchor: str) -> TableView:
    """The table that a figure asks for; ``anchor`` begins the names of its places."""
    kind = figure.name.removeprefix("table ")
    if kind == "plan":
        return plan_table(chosen, anchor)
    if kind == "register":
        return register_table(chosen.recommendations(figure), anchor)
    if kind == "positions":
        return positions_table(chosen, chosen.recommendations(figure), anchor, figure.value("organisation"))
    title, grid = _GRIDS[kind](chosen, figure)
    return TableView(title, anchor, grid=grid) if grid.rows else _empty(anchor, "No rows of the plan.")


def plan_table(chosen: Selection, anchor: str) -> TableView:
    """The plan, as its own report has it; what that leaves out may stand elsewhere in the paper."""
    view = plan.build(chosen.snapshot)
    return TableView(view.title, anchor, plan=replace(view, footnote=footnote(view.counts)))


def register_table(covered: Iterable[Covered], anchor: str) -> TableView:
    """Recommendations with their headings, a register at a time."""
    grouped = groupby(covered, key=lambda each: each.register)
    tables = tuple(_register(list(group)) for _, group in grouped)
    return TableView("", anchor, registers=tables) if tables else _empty(anchor, "No recommendations.")


def positions_table(
    chosen: Selection, covered: Iterable[Covered], anchor: str, organisation: str = ""
) -> TableView:
    """What organisations, or one of them, say on recommendations, each with its wording."""
    code = chosen.programme.code(organisation) if organisation else ""
    only = [_reference(each) for each in covered if each.positions]
    view = recommendation_registers.build(chosen.snapshot, only=only) if only else None
    narrowed = (_narrowed(register, code, anchor) for register in (view.registers if view else ()))
    found = tuple(register for register in narrowed if register.sections)
    return TableView("", anchor, positions=found) if found else _empty(anchor, "No positions.")


def _narrowed(register: RegisterView, code: str, anchor: str) -> RegisterView:
    """A register with those of its sections that hold positions, of one organisation where it is named."""
    sections = (
        replace(
            section,
            anchor=f"{anchor}-{section.anchor}",
            entries=tuple(_positions(section.entries, code, anchor)),
        )
        for section in register.sections
    )
    return replace(register, sections=tuple(section for section in sections if section.entries))


def _empty(anchor: str, nothing: str) -> TableView:
    return TableView("", anchor, nothing=nothing)


def _reference(covered: Covered) -> Reference:
    number = covered.number
    return Reference(f"{covered.register.id}/{number}", covered.register.id, number, number)


def _positions(entries: Iterable[EntryView], code: str, anchor: str) -> Iterator[EntryView]:
    """Entries with a position, of one organisation where its code is given; actions stand in the plan."""
    for entry in entries:
        said = tuple(each for each in entry.positions if not code or each.organisation == code)
        if said:
            yield replace(entry, anchor=f"{anchor}-{entry.anchor}", positions=said, goals=())


def _register(covered: Sequence[Covered]) -> RegisterTable:
    register = covered[0].register
    total = len(register.numbers)
    return RegisterTable(
        title=register.title,
        about=f"{len(covered):,} of {english.counted(total, 'recommendation')}",
        rows=tuple(map(_recommendation, covered)),
        responses=any(each.recommendation.response for each in covered),
        standings=len({each.standing for each in covered}) > 1,
    )


def _recommendation(covered: Covered) -> RegisterRow:
    known = covered.recommendation
    texts = {heading.text for heading in known.headings}
    return RegisterRow(
        number=covered.number,
        headings=tuple((each.text, each.by if len(texts) > 1 else "") for each in known.headings),
        response=RESPONSES[known.response],
        standing=briefly(covered),
    )


def _ratings(chosen: Selection, figure: Figure) -> tuple[str, Grid]:
    found = of_rows(chosen.rows(figure))
    key = chosen.programme.key
    rows = [
        (Cell(tag=tag_of(level)), _number(found.stated[level]), _number(found.by_date[level]))
        for level in (key.levels if key else ())
    ]
    none = found.total - found.by_date.total()
    rows.append((Cell(plan.NO_LEVEL), _number(found.unrated), _number(none)))
    rows.append((Cell("All rows"), _number(found.total), _number(found.total)))
    return "Rows by rating", Grid(("Rating", "Stated", "By date"), tuple(rows), right=(1, 2))


def _number(number: int) -> Cell:
    return Cell(f"{number:,}")


def _organisations(chosen: Selection, figure: Figure) -> tuple[str, Grid]:
    rows = chosen.rows(figure)
    bodies = {body.code: body.name for body in chosen.programme.organisations}
    codes = dict.fromkeys([*bodies, *(entry.row.organisation for entry in rows)])
    return "Rows by organisation", _standings(
        "Organisation",
        chosen,
        (
            (
                Cell(bodies.get(code) or code or "No owner"),
                [each for each in rows if each.row.organisation == code],
            )
            for code in codes
        ),
    )


def _goals(chosen: Selection, figure: Figure) -> tuple[str, Grid]:
    rows = chosen.rows(figure)
    titles = {goal.ref: f"{goal.ref}. {goal.title}" for goal in chosen.programme.goals}
    refs = dict.fromkeys([*titles, *(entry.row.action.goal for entry in rows)])
    return "Rows by goal", _standings(
        "Goal",
        chosen,
        (
            (
                Cell(titles.get(ref) or ref or "No goal"),
                [each for each in rows if each.row.action.goal == ref],
            )
            for ref in refs
        ),
    )


def _standings(first: str, chosen: Selection, groups: Iterable[tuple[Cell, list[JudgedRow]]]) -> Grid:
    keyed = chosen.programme.key is not None
    rows = tuple(
        (cell, Cell(_capital(rollup(found, keyed=keyed)) or "No rows"))
        for cell, group in groups
        if group and (found := of_rows(group))
    )
    return Grid((first, "How the rows stand"), rows)


def _actions(chosen: Selection, figure: Figure) -> tuple[str, Grid]:
    single = len({row.organisation for row in chosen.programme.rows}) == 1
    rated = "RAG" if chosen.programme.key else "By date"
    rows = sorted(chosen.rows(figure), key=lambda entry: chosen.programme.priority(entry.row.action))
    header = ("Ref", "Action", "Lead" if single else "Owner", "Due", rated)
    return "Actions", Grid(header, tuple(_action(entry, single=single) for entry in rows))


def _action(entry: JudgedRow, *, single: bool) -> tuple[Cell, ...]:
    row, assessment = entry.row, entry.assessment
    who = ", ".join(row.leads) or "No lead named" if single else row.organisation or "No owner"
    away = (words.distance(assessment), words.asked(row.deadline))
    stated, below = assessment.stated, words.standing(row, assessment, entry.as_of)
    given_up = facts.closed(row.action, entry.as_of) if assessment.uncounted else ""
    unrated = "" if stated else _unrated(entry)
    return (
        Cell(row.action.ref),
        Cell(row.action.title, below=given_up),
        Cell(who),
        Cell(words.due(row.deadline), below=_capital("; ".join(filter(None, away)))),
        Cell(unrated, tag_of(stated) if stated else None, below, tag_by_date(row, assessment)),
    )


def _unrated(entry: JudgedRow) -> str:
    row, assessment = entry.row, entry.assessment
    if row.position is None:
        return "" if assessment.uncounted else "No position"
    expected = entry.programme.key and assessment.uncounted in (None, Uncounted.PROPOSED)
    return row.position.rating or (plan.NO_LEVEL if expected else "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_GRIDS: Mapping[str, Callable[[Selection, Figure], tuple[str, Grid]]] = {
    "ratings": _ratings,
    "organisations": _organisations,
    "goals": _goals,
    "actions": _actions,
}

"""The tables of a paper: the plan, its rows and counts, registers and positions, as at its day."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from ragplan import english
from ragplan.figures.figure import Figure
from ragplan.model.coverage import Covered
from ragplan.model.judged import JudgedRow
from ragplan.query import Selection
from ragplan.reports import facts, plan, words
from ragplan.reports.blocks import (
    Abbreviation,
    Block,
    Cell,
    Column,
    Embedded,
    Manner,
    Page,
    Paragraph,
    Run,
    Table,
    TableRow,
    Text,
    Words,
)
from ragplan.reports.counts import count, rollup
from ragplan.reports.recommendations.entries import NO_HEADING, RESPONSES, briefly, positions
from ragplan.reports.request import Request
from ragplan.reports.standing import NO_LEVEL, as_at, tag_by_date, tag_of, unrated


def table(chosen: Selection, figure: Figure, id: str) -> Iterator[Block]:
    """The table that a figure asks for; ``id`` begins the names of its places."""
    kind = figure.name.removeprefix("table ")
    if kind == "plan":
        yield from plan_table(chosen, id)
    elif kind == "register":
        yield from register_table(chosen.recommendations(figure))
    elif kind == "positions":
        covered = chosen.recommendations(figure)
        yield from positions_table(chosen, covered, id, figure.value("organisation"))
    else:
        made = _TABLES[kind](chosen, figure)
        yield made if made.groups[0] else nothing("No rows of the plan.")


def plan_table(chosen: Selection, id: str) -> Iterator[Block]:
    """The plan, as its own report has it; what that leaves out may stand elsewhere in the paper."""
    page = plan.build(Request(chosen.snapshot), annexed=True)
    group = f", {page.group}" if page.group else ""
    head = [
        Paragraph((f"{page.title}{group}, as at ", *as_at(chosen.snapshot)), "of-plan"),
        *(Paragraph(line.words, "of-plan") for line in page.lines if line.role == "group"),
    ]
    yield Embedded(replace(page, blocks=(*head, *page.blocks)), id)


def register_table(covered: Iterable[Covered]) -> Iterator[Block]:
    """Recommendations with their headings, a register at a time."""
    grouped = [list(group) for _, group in groupby(covered, key=lambda each: each.register)]
    for group in grouped:
        yield from _register(group)
    if not grouped:
        yield nothing("No recommendations.")


def positions_table(
    chosen: Selection, covered: Iterable[Covered], id: str, organisation: str = ""
) -> Iterator[Block]:
    """What organisations, or one of them, say on recommendations, each with its wording."""
    programme = chosen.programme
    code = programme.code(organisation) if organisation else ""
    found = positions(chosen.snapshot, covered, code)
    if found:
        yield Embedded(Page("recommendations", programme.title, english.day(chosen.as_at), found), id)
    else:
        yield nothing("No positions.")


def nothing(said: str) -> Paragraph:
    """Words in the place of what is not there."""
    return Paragraph((Text(said, Manner.MISSING),), "nothing")


def _register(covered: Sequence[Covered]) -> Iterator[Block]:
    """Recommendations of one register; columns that would say nothing are left out."""
    register = covered[0].register
    about = f"{len(covered):,} of {english.counted(len(register.numbers), 'recommendation')}"
    yield Paragraph((f"{register.title}, {about}",), "of-plan")
    columns = [
        Column((Abbreviation("No.", "Number"),), "number", number=True),
        Column(("Recommendation",)),
    ]
    shown: list[Callable[[Covered], str]] = []
    if len({each.standing for each in covered}) > 1:
        columns.append(Column(("Applies",), "said"))
        shown.append(briefly)
    if any(each.recommendation.response for each in covered):
        columns.append(Column(("Response",), "said"))
        shown.append(lambda each: RESPONSES[each.recommendation.response])
    rows = tuple(
        TableRow((*_recommendation(each), *(_cell((of(each),), "said") for of in shown))) for each in covered
    )
    yield Table(tuple(columns), (rows,), f"{register.title}: recommendations by number", "headings")


def _recommendation(covered: Covered) -> tuple[Cell, Cell]:
    """The number of a recommendation, and its headings with who prints them so where they differ."""
    headings = covered.recommendation.headings
    several = len({heading.text for heading in headings}) > 1
    said: list[Words] = [
        (each.text, " – ", Text(each.by, Manner.QUIET)) if several and each.by else (each.text,)
        for each in headings
    ]
    unknown: list[Words] = [(Text(NO_HEADING, Manner.QUIET),)]
    return (
        Cell((Paragraph((str(covered.number),)),), head="row"),
        Cell(tuple(Paragraph(each) for each in said or unknown)),
    )


def _ratings(chosen: Selection, figure: Figure) -> Table:
    found = count(chosen.rows(figure))
    key = chosen.programme.key
    lines: list[tuple[Run, int, int]] = [
        (tag_of(level), found.stated[level], found.by_date[level]) for level in (key.levels if key else ())
    ]
    lines.append((NO_LEVEL, found.unrated, found.total - found.by_date.total()))
    lines.append(("All rows", found.total, found.total))
    rows = (TableRow((_head(said), _number(stated), _number(by_date))) for said, stated, by_date in lines)
    columns = Column(("Rating",)), Column(("Stated",), number=True), Column(("By date",), number=True)
    return Table(columns, (tuple(rows),), "Rows by rating", "grid small")


def _number(number: int) -> Cell:
    return _cell((f"{number:,}",), "count")


def _cell(words: Words, role: str = "") -> Cell:
    return Cell((Paragraph(words),), role)


def _head(said: Run) -> Cell:
    return Cell((Paragraph((said,)),), head="row")


def _organisations(chosen: Selection, figure: Figure) -> Table:
    names = {body.code: body.name for body in chosen.programme.organisations}
    return _rollups(chosen, figure, "organisation", names, lambda entry: entry.row.organisation)


def _goals(chosen: Selection, figure: Figure) -> Table:
    titles = {goal.ref: f"{goal.ref}. {goal.title}" for goal in chosen.programme.goals}
    return _rollups(chosen, figure, "goal", titles, lambda entry: entry.row.action.goal)


def _rollups(
    chosen: Selection, figure: Figure, by: str, names: Mapping[str, str], of: Callable[[JudgedRow], str]
) -> Table:
    """How rows stand by what they are ``of``, which ``names`` puts in order and in words."""
    grouped: dict[str, list[JudgedRow]] = {each: [] for each in names}
    for entry in chosen.rows(figure):
        grouped.setdefault(of(entry), []).append(entry)
    keyed = chosen.programme.key is not None
    rows = tuple(
        TableRow(
            (
                _head(names.get(each) or each or f"No {by}"),
                _cell((_capital(rollup(count(found), keyed=keyed)) or "No rows",)),
            )
        )
        for each, found in grouped.items()
        if found
    )
    columns = Column((_capital(by),)), Column(("How the rows stand",))
    return Table(columns, (rows,), f"Rows by {by}", "grid")


def _actions(chosen: Selection, figure: Figure) -> Table:
    single = len({row.organisation for row in chosen.programme.rows}) == 1
    rated = "RAG" if chosen.programme.key else "By date"
    rows = sorted(chosen.rows(figure), key=lambda entry: chosen.programme.priority(entry.row.action))
    header = {
        "ref": "Ref",
        "title": "Action",
        "who": "Lead" if single else "Owner",
        "due": "Due",
        "rating": rated,
    }
    columns = tuple(Column((said,), role) for role, said in header.items())
    return Table(columns, (tuple(_action(each, single=single) for each in rows),), "Actions", "grid actions")


def _action(entry: JudgedRow, *, single: bool) -> TableRow:
    row, assessment = entry.row, entry.assessment
    who = ", ".join(row.leads) or words.NO_LEAD if single else row.organisation or words.NO_OWNER
    away = "; ".join(filter(None, (words.distance(assessment), words.asked(row.deadline))))
    given_up = facts.closed(row.action, entry.as_of) if assessment.uncounted else ""
    return TableRow(
        (
            _head(row.action.ref),
            Cell(tuple(_lines(row.action.title, given_up))),
            _cell((who,)),
            Cell(tuple(_lines(words.due(row.deadline), _capital(away)))),
            Cell(tuple(_rating(entry))),
        )
    )


def _lines(said: str, below: str) -> Iterator[Paragraph]:
    yield Paragraph((said,))
    if below:
        yield Paragraph((below,), "standing")


def _rating(entry: JudgedRow) -> Iterator[Paragraph]:
    """What is stated, what the dates say, and what is to be said of both."""
    stated: Run = tag_of(entry.level) if entry.level else _unrated(entry)
    below = words.standing(entry)
    if stated:
        yield Paragraph((stated,))
    if by_date := tag_by_date(entry):
        yield Paragraph((by_date,))
    if below:
        yield Paragraph((below,), "standing")


def _unrated(entry: JudgedRow) -> str:
    if entry.position is None:
        return "" if entry.assessment.uncounted else "No position"
    return unrated(entry)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_TABLES: Mapping[str, Callable[[Selection, Figure], Table]] = {
    "ratings": _ratings,
    "organisations": _organisations,
    "goals": _goals,
    "actions": _actions,
}

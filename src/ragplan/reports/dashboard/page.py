"""The dashboard as a Page: its numbers, then what stands behind them by meeting, owner, goal and date."""

from collections.abc import Iterator, Sequence

from ragplan import english
from ragplan.history.course import Course, Meeting
from ragplan.history.tallies import Tally
from ragplan.model.coverage import coverage
from ragplan.model.key import Level
from ragplan.query import rows
from ragplan.reports import standing
from ragplan.reports.blocks import (
    Block,
    Cell,
    Chart,
    Column,
    Columns,
    Manner,
    Page,
    Paragraph,
    Section,
    Stack,
    Table,
    TableRow,
    Tag,
    Text,
    Words,
)
from ragplan.reports.counts import AGES, Counts, by_age, count, due_by, footnote
from ragplan.reports.dashboard.groups import groups
from ragplan.reports.dashboard.numbers import behind, figures, numbers
from ragplan.reports.recommendations.coverage import overview
from ragplan.reports.recommendations.coverage import sentence as covered_in_words
from ragplan.reports.request import Request
from ragplan.reports.tables import cell, day, head, number, section, table
from ragplan.reports.trend.coverage import who_reported

CHARTED = 6
"""Meetings in the chart and its table: the last of them."""
IN_COLUMNS = 6
"""Meetings that stand as columns: the last of them."""
AHEAD = 6
"""Meetings to come that have a line of their own."""
NO_PAST = "Earlier meetings are not known, so they are not shown."


def build(request: Request) -> Page:
    """A programme in numbers; of meetings before it tells what its course has, without one nothing."""
    programme = request.programme
    title = english.flat(programme.title)
    judged = tuple(rows([request.snapshot]))
    counts = count(judged)
    found = numbers(request)
    return Page(
        name="dashboard",
        title=title,
        said="dashboard",
        as_of=english.day(request.on),
        group=programme.group,
        heading=f"{title}: dashboard",
        lines=(Paragraph(("As at ", *standing.as_at(request.snapshot)), "as-at"),),
        blocks=(
            standing.summary(figures(request, found)),
            _promised(request.course),
            *groups(request, judged),
            *(who_reported(request.course, IN_COLUMNS, "Who reported") if request.course else ()),
            Columns(((_ages(counts),), (_ahead(request, counts),))),
            *_recommendations(request),
            *_against(request, counts),
            behind(request, found),
            *_left_out(counts),
        ),
        portrait=True,
        summary=(Paragraph((", ".join(f"{each.name.lower()}: {len(each.found):,}" for each in found),)),),
    )


def _bare(title: str, id: str, *blocks: Block) -> Section:
    return Section((title,), blocks, id, "table-of")


def _promised(course: Course | None) -> Section:
    """What was completed at each meeting, beside what the first due dates had promised by then."""
    title, id = "Completed, and promised by then", "promised"
    known = course.known[-CHARTED:] if course else ()
    if not known:
        return section(title, id, NO_PAST)
    first, last = known[0][1], known[-1][1]
    said = (
        "Completed rows out of all that are counted. Promised means that the first due date had "
        "passed, done or not, whatever later date was agreed."
    )
    done = english.share(last.completed, last.total, "row")
    chart = Chart(
        title=f"{done} completed; {last.promised:,} were promised",
        said=f"From {first.completed:,} of {first.total:,} completed and {first.promised:,} promised to "
        f"{last.completed:,} of {last.total:,} completed and {last.promised:,} promised.",
        levels=(Tag("Completed", "✓", "complete"), Tag("Open", "", "none")),
        stacks=tuple(
            Stack(
                each.day,
                (tally.completed, tally.open),
                tally.promised,
                english.percent(tally.completed, tally.total),
            )
            for each, tally in known
        ),
        beside="the rows whose first due date had passed",
        above="the per cent completed",
        id="promised-chart",
    )
    return section(title, id, said, chart, _shares(known))


def _shares(known: Sequence[tuple[Meeting, Tally]]) -> Table:
    columns = (Column(("Meeting",)), Column(("Completed",), number=True), Column(("Promised",), number=True))
    lines = (
        TableRow(
            (
                head(day(each.day)),
                *(_share(many, tally.total) for many in (tally.completed, tally.promised)),
            )
        )
        for each, tally in reversed(known)
    )
    return table(columns, tuple(lines), "", "promised")


def _share(many: int, total: int) -> Cell:
    share = (Text(f" ({english.percent(many, total)})", Manner.QUIET),) if total else ()
    return cell(f"{many:,} of {total:,}", *share, role="count")


def _ages(counts: Counts) -> Section:
    """How long the overdue rows are past their date."""
    found = by_age(counts)
    columns = (Column(("Past their date by",)), Column(("Rows",), number=True))
    lines = tuple(TableRow((head(name), number(found[name]))) for name in AGES if found[name])
    if not lines:
        return section("Overdue by age", "ages", "No open row is past its date.")
    return _bare("Overdue by age", "ages", table(columns, lines, "", "ages"))


def _ahead(request: Request, counts: Counts) -> Section:
    """How many open rows are due by each meeting to come."""
    calendar = request.programme.calendar
    to_come = [each for each in calendar.meetings if each > request.on][:AHEAD]
    columns = (Column(("Due",)), Column(("Open rows",), number=True))
    lines = tuple(
        TableRow((head(name), number(many)))
        for name, many in due_by(counts, request.on, to_come).items()
        if many
    )
    if not lines:
        return section("Due dates ahead", "ahead", "No row is open.")
    return _bare("Due dates ahead", "ahead", table(columns, lines, "", "ahead"))


def _recommendations(request: Request) -> Iterator[Section]:
    """How far each register that the programme speaks of is covered."""
    found = coverage(request.programme, request.on)
    for register in request.programme.registers:
        covered = [each for each in found if each.register.id == register.id]
        if any(each.touched for each in covered):
            blocks = (Paragraph((covered_in_words(covered),)), *overview(register, covered))
            yield Section(
                (f"Recommendations: {register.title}",), blocks, f"register-{register.id}", "table-of"
            )


def _against(request: Request, counts: Counts) -> Iterator[Section]:
    """What owners state, against what the dates say of the same rows."""
    key = request.programme.key
    if key is None or not counts.total:
        return
    pairs: dict[tuple[Level | None, Level | None], int] = {}
    for each in counts.assessed:
        pairs[each.stated, each.derived] = pairs.get((each.stated, each.derived), 0) + 1
    levels = (*key.levels, None)
    by_date = [each for each in levels if any(pair[1] == each for pair in pairs)]
    heads = ((_derived(each), True) for each in by_date)
    columns = (
        Column(("Stated",)),
        *(Column(name, number=number) for name, number in heads),
        Column(("All",), number=True),
    )
    lines = tuple(
        TableRow(
            (
                head(standing.tag_of(each) if each else standing.NO_LEVEL),
                *(number(pairs.get((each, other), 0)) for other in by_date),
                number(sum(many for pair, many in pairs.items() if pair[0] == each)),
            )
        )
        for each in levels
        if any(pair[0] == each for pair in pairs)
    )
    said = "Each row once: what its owner states, and what its dates and text say."
    yield section(
        "Stated against by date",
        "against",
        said,
        table(columns, lines, "against", "against"),
    )


def _derived(level: Level | None) -> Words:
    if level is None:
        return ("By date: nothing",)
    return (Tag(f"By date: {english.lowered(level.label)}", "", level.category.value, by_date=True),)


def _left_out(counts: Counts) -> Iterator[Section]:
    said = footnote(counts)
    if said:
        yield Section(("Not counted",), (Paragraph((said,), "footnote"),), "left-out", unseen=True)

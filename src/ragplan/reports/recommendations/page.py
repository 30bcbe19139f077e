"""The recommendations report: a programme's registers in number order, with what it says and does."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from ragplan.english import counted, joined
from ragplan.model.coverage import Covered
from ragplan.model.dates import date_in_words
from ragplan.model.plan import RecommendationPosition
from ragplan.model.programme import Programme
from ragplan.model.register import Register, Response
from ragplan.query import Selection, review_overdue, unplaced
from ragplan.reports.blocks import (
    Block,
    Cell,
    Column,
    Facts,
    Link,
    Manner,
    Markdown,
    Page,
    Paragraph,
    Run,
    Section,
    Table,
    TableRow,
    Text,
    Words,
)
from ragplan.reports.recommendations.coverage import lists, not_considered, overview, review, sentence, spans
from ragplan.reports.recommendations.entries import (
    NO_HEADING,
    RESPONSES,
    Context,
    briefly,
    places,
    position,
    sections,
)
from ragplan.reports.request import Request
from ragplan.reports.standing import page, remarks, summary, tag_of

WEB = re.compile(r"https?://[^\s<>]+")
NONE_KNOWN = "The response to each single recommendation is not recorded here."
TOTALS = {
    Response.ACCEPTED: "accepted",
    Response.IN_PRINCIPLE: "accepted in principle",
    Response.IN_PART: "accepted in part",
    Response.NOT_ACCEPTED: "not accepted",
}
COLUMNS = {
    "response": "Response",
    "standing": "Applies",
    "positions": "Position, updated",
    "review": "Review due",
    "actions": "Actions and their RAG",
}
"""The columns of the index after number and heading; one that would say nothing is left out."""

Covers = Sequence[tuple[Register, list[Covered]]]
"""Each register of a programme, with its recommendations in number order."""


def build(request: Request) -> Page:
    """The registers of a programme at a day."""
    snapshot, programme = request.snapshot, request.programme
    context = Context(snapshot, Selection(snapshot).covered)
    covers = [
        (register, [each for each in context.covered if each.register.id == register.id])
        for register in {register.id: register for register in programme.registers}.values()
    ]
    blocks = (
        _summary(programme, covers),
        *_not_considered(covers),
        *(_register(context, *each) for each in covers),
        *_closing(context),
    )
    return page(snapshot, "recommendations", "Recommendations", blocks)


def _summary(programme: Programme, covers: Covers) -> Section:
    """The counts of the one register; or how many there are, and those of each."""
    blocks: list[Block] = [Paragraph((_sentence(programme, covers),), "sentence")]
    several = len(covers) > 1
    for register, covered in covers:
        counts = tuple(overview(register, covered))
        if several:
            said = Paragraph((sentence(covered),))
            heading = (Link(register.title, f"#{_place(register)}"),)
            blocks.append(Section(heading, (said, *counts)))
        else:
            blocks += counts
    return summary(*blocks)


def _not_considered(covers: Covers) -> Iterator[Section]:
    """What nobody has looked at yet in any register: neither position nor action, nor said not to apply."""
    left = {register.id: sum(not each.considered for each in covered) for register, covered in covers}
    if not covers:
        return
    total = sum(len(covered) for _, covered in covers)
    heading = ("Not yet considered ", Text(f"{sum(left.values()):,} of {total:,}", Manner.NUMBER))
    if len(covers) == 1:
        yield Section(heading, (_looked_for(covers[0][1]),), "not-considered", "register")
        return
    blocks = (
        Section(
            (register.title, " ", Text(f"{left[register.id]:,} of {len(covered):,}", Manner.NUMBER)),
            (_looked_for(covered),),
        )
        for register, covered in covers
    )
    yield Section(heading, tuple(blocks), "not-considered", "register")


def _looked_for(covered: Sequence[Covered]) -> Block:
    found = not_considered(covered)
    return found if found.items else Paragraph(("Each is answered, or said not to apply.",))


def _sentence(programme: Programme, covers: Covers) -> str:
    """The counts of the one register; how many there are; or that there is none."""
    missing = [name for name in programme.register_names if name not in {each.id for each, _ in covers}]
    said = []
    if len(covers) == 1:
        said.append(sentence(covers[0][1]))
    elif covers:
        total = sum(len(covered) for _, covered in covers)
        said.append(f"{len(covers):,} registers with {counted(total, 'recommendation')}.")
    elif not missing:
        said.append("This programme names no register of recommendations.")
    if missing:
        be = "register {} is" if len(missing) == 1 else "registers {} are"
        said.append(f"The {be.format(joined(missing))} not among these plans.")
    return " ".join(said)


def _place(register: Register) -> str:
    return f"register-{register.id}"


def _register(context: Context, register: Register, covered: list[Covered]) -> Section:
    touched = [each for each in covered if each.touched]
    listed = lists(context.programme, covered, context.as_of)
    blocks: list[Block] = [listed] if listed.items else []
    if touched:
        blocks.append(_index(context, register, touched))
    blocks += [*sections(context, touched), *_about(register)]
    return Section((register.title,), tuple(blocks), _place(register), "register")


def _index(context: Context, register: Register, touched: Sequence[Covered]) -> Table:
    """Every recommendation that the programme touches; neighbours of which the same is said are a line."""
    names = [*_columns(register, touched)]
    anchors = places(touched)
    columns = (
        Column(("No.",), "number", number=True),
        Column(("Recommendation",), "heading"),
        *(Column((COLUMNS[name],), name) for name in names),
    )
    rows = tuple(_row(context, run, anchors, names) for run in _runs(context, touched, names))
    return Table(columns, (rows,), f"{register.title}: the recommendations in number order", "index")


def _runs(context: Context, touched: Iterable[Covered], names: Sequence[str]) -> Iterator[list[Covered]]:
    """Neighbours of which the columns with these names say the same; without any each stands alone."""
    run: list[Covered] = []
    said: list[Cell] = []
    for each in touched:
        cells = [_said(context, each, name) for name in names]
        if run and not (names and each.number == run[-1].number + 1 and cells == said):
            yield run
            run = []
        run.append(each)
        said = cells
    if run:
        yield run


def _columns(register: Register, touched: Sequence[Covered]) -> Iterator[str]:
    """The columns of the index that say something; the responses where any is known."""
    if any(each.response for each in register.entries):
        yield "response"
    if len(set(map(briefly, touched))) > 1:
        yield "standing"
    if any(each.positions for each in touched):
        yield "positions"
    if any(said.review_by for each in touched for said in each.positions):
        yield "review"
    if any(each.goals or each.actions for each in touched):
        yield "actions"


def _row(
    context: Context, run: Sequence[Covered], anchors: Mapping[int, str], names: Iterable[str]
) -> TableRow:
    """A recommendation, or neighbours of which the same is said."""
    return TableRow(
        (
            _cell((_led(run, anchors),), "number", head="row"),
            Cell(tuple(Paragraph(line, "said") for line in _headings(run, anchors)), "heading"),
            *(_said(context, run[0], name) for name in names),
        )
    )


def _led(run: Sequence[Covered], anchors: Mapping[int, str]) -> Run:
    """Numbers, which lead to the entry of the first where it has one."""
    numbers, place = spans(each.number for each in run), anchors.get(run[0].number)
    return Link(numbers, f"#{place}") if place else numbers


def _headings(run: Sequence[Covered], anchors: Mapping[int, str]) -> Iterator[Words]:
    """The heading of a recommendation; of neighbours each after its number, those not known together."""
    alike = [list(each) for _, each in groupby(run, key=lambda each: each.recommendation.heading)]
    for part in alike:
        heading = part[0].recommendation.heading or Text(NO_HEADING, Manner.QUIET)
        yield (_led(part, anchors), " ", heading) if len(alike) > 1 else (heading,)


def _cell(words: Words, role: str, head: str = "") -> Cell:
    return Cell((Paragraph(words),), role, head)


def _said(context: Context, covered: Covered, name: str) -> Cell:
    """What stands in a column about a recommendation."""
    role = f"of-{name}"
    if name == "positions":
        lines = [_indexed(context, each) for each in covered.positions]
        return _lined(lines, "No position", role)
    if name == "review":
        reviews = [*_reviews(context, covered)]
        return _lined(reviews, "None", role if reviews else f"{role} none")
    if name == "actions":
        return _cell((_acted(context, covered) or Text("No action", Manner.QUIET),), role)
    said = RESPONSES[covered.recommendation.response] if name == "response" else briefly(covered)
    return _cell((said,), role)


def _lined(lines: Sequence[Words], nothing: str, role: str) -> Cell:
    if not lines:
        return _cell((Text(nothing, Manner.QUIET),), role)
    return Cell(tuple(Paragraph(line, "said") for line in lines), role)


def _acted(context: Context, covered: Covered) -> str:
    """``Goal 7: 2 actions, 3 of 5 completed``; ``""`` where no goal and no action cites it."""
    refs = ", ".join(goal.ref for goal in covered.goals)
    goals = f"Goal{'s' if len(covered.goals) > 1 else ''} {refs}" if refs else ""
    if not covered.actions:
        return f"{goals}: no action yet" if goals else ""
    actions = f"{goals}: " if goals else ""
    actions += counted(len(covered.actions), "action")
    return ", ".join(filter(None, (actions, context.rated(covered.actions))))


def _indexed(context: Context, said: RecommendationPosition) -> Words:
    """A position in the index: whose, when it was updated or that it has no words, and its level."""
    level = context.programme.level(said)
    updated = (date_in_words(said.updated) if said.updated else "") if said.worded else "no words"
    words = ", ".join(filter(None, (context.programme.code(said.organisation), updated)))
    return (words, " ", tag_of(level)) if level else (words,)


def _reviews(context: Context, covered: Covered) -> Iterator[Words]:
    """When positions are to be reviewed, and whose where there are several."""
    for said in covered.positions:
        if said.review_by:
            whose = f"{context.programme.code(said.organisation)}: " if len(covered.positions) > 1 else ""
            due = whose + review(said, context.as_of)
            yield (Text(due, Manner.LATE) if review_overdue(said, context.as_of) else due,)


def _about(register: Register) -> Iterator[Section]:
    """Where a register and its response are printed, the stated totals, and remarks on it."""
    blocks: list[Block] = []
    if pairs := tuple(_sources(register)):
        blocks.append(Facts(pairs))
    if not any(each.response for each in register.entries):
        blocks.append(Paragraph((NONE_KNOWN,), "facts"))
    blocks += remarks(register.notes, register.queries)
    if blocks:
        yield Section(("About this register",), tuple(blocks), role="sources")


def _sources(register: Register) -> Iterator[tuple[str, Words]]:
    for name, source in (("Source", register.source), ("The government’s response", register.response)):
        if source is not None:
            on = f", {date_in_words(source.date)}" if source.date else ""
            yield name, (f"{source.title}{on}", *_link(source.link))
    totals = register.totals
    if said := [f"{totals[each]:,} {word}" for each, word in TOTALS.items() if each in totals]:
        yield "Stated totals", (f"{joined(said)}, of {len(register.numbers):,}",)


def _link(text: str) -> Words:
    """A web address as a link; any other text as it is."""
    if not text:
        return ()
    return " ", Markdown(f"<{text}>") if WEB.fullmatch(text) else text


def _closing(context: Context) -> Iterator[Section]:
    """Positions on what no register holds, and the organisations that are named by a code."""
    if nowhere := tuple(position(context, each) for each in unplaced(context.programme)):
        heading = "Positions on what no register here holds"
        yield Section((heading,), nowhere, "unplaced", "closing")
    if named := tuple(_organisations(context)):
        yield Section(("Organisations",), (Facts(named, "organisations"),), "organisations", "closing")


def _organisations(context: Context) -> Iterator[tuple[str, Words]]:
    """The organisations that the entries name by a code which is not their name."""
    programme = context.programme
    codes = {programme.code(said.organisation) for said in unplaced(programme)}
    for each in context.covered:
        codes.update(each.applies_to, (reason.organisation for reason in each.reasons))
        codes.update(programme.code(said.organisation) for said in each.positions)
        codes.update(programme.code(action.organisation) for action in each.actions if action.organisation)
    for code in programme.organisation:
        if code in codes and programme.named(code):
            yield code, (programme.named(code),)

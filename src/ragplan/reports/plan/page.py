"""The plan report: a programme at a day, as goals, actions and owners in printed order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ragplan import english
from ragplan.alike import normal
from ragplan.model.dates import date_in_words
from ragplan.model.judged import JudgedRow
from ragplan.model.plan import Goal
from ragplan.model.programme import Programme
from ragplan.model.silence import by_dates_alone
from ragplan.model.snapshot import Snapshot
from ragplan.query import Filter, rows
from ragplan.reports import standing, words
from ragplan.reports.blocks import Block, Manner, Note, Page, Paragraph, Section, Statement, Text
from ragplan.reports.counts import count, footnote, often_done, rollup
from ragplan.reports.plan.actions import Beside, Context, beside, dated, led, table
from ragplan.reports.plan.contents import contents, organisations
from ragplan.reports.plan.queries import Queries, asked, of_files
from ragplan.reports.plan.rows import (
    BY_DATES,
    Group,
    chosen,
    groups,
    place,
    places,
    told,
    unused,
)
from ragplan.reports.request import Request


def build(request: Request, *, annexed: bool = False) -> Page:
    """The plan of a programme at a day, or some of its rows.

    One ``annexed`` to a paper does not say what stands elsewhere.
    """
    snapshot, programme = request.snapshot, request.programme
    judged = chosen(request)
    context = _context(request, groups(request, judged))
    counts = count(judged)
    whole = request.wanted == Filter()
    elsewhere = () if annexed else (_by_dates(snapshot, judged), _left_out(programme) if whole else "")
    often = often_done(judged, snapshot.on)
    below = " ".join(filter(None, (footnote(counts), often, _nowhere(context), *elsewhere)))
    return Page(
        name="plan",
        title=programme.title,
        as_of=english.day(snapshot.on),
        group=programme.group,
        heading=programme.title,
        lines=tuple(_lines(request, len(judged))),
        blocks=(
            standing.overview(programme, counts, below),
            *contents(request.by, context.groups),
            *organisations(context),
            *(_group(context, group) for group in context.groups),
            *_goals(context),
            *context.queries.section(),
            *(_notes(context) if whole else ()),
            *(() if context.bodies else standing.organisations(programme)),
        ),
    )


def _context(request: Request, found: Sequence[Group]) -> Context:
    """What the page is made of, and where everything stands in it."""
    programme, where = request.programme, places(request, found)
    whole, by_goal = request.wanted == Filter(), request.by == "goal"
    taken: Counter[str] = Counter()
    shown = {each.row.action.goal for group in found for each in group.owned}
    return Context(
        request.snapshot,
        found,
        where,
        Queries([*asked(found, where), *(of_files(programme) if whole else ())]),
        beside(found, apart=request.by == "organisation"),
        dated(found),
        {code: unused(place("organisation", code), taken) for code in _listed(request, found)},
        {} if by_goal else {ref: unused(place("goal", ref), taken) for ref in programme.goal if ref in shown},
    )


def _listed(request: Request, found: Sequence[Group]) -> list[str]:
    """The organisations that the page lists: where it is gathered by them, or is one's alone, none."""
    owners = {each.row.organisation for group in found for each in group.owned}
    if request.by == "organisation" or len(owners) <= 1:
        return []
    return [code for code in request.programme.organisation if request.wanted == Filter() or code in owners]


def action(snapshot: Snapshot, ref: str, organisation: str = "") -> Iterator[Page]:
    """A page for each action of a ref, with all its owners, or where a code is given with that one."""
    programme, request = snapshot.programme, Request(snapshot)
    found = groups(request, rows([snapshot]))
    for group in found:
        for each, owned in group.actions:
            wanted = tuple(one for one in owned if organisation in ("", one.row.organisation))
            if normal(each.ref) == normal(ref) and wanted:
                alone = replace(group, owned=wanted, goal=None)
                where = places(request, [alone])
                context = Context(snapshot, [alone], where, Queries([*asked([alone], where)]), beside(found))
                under = group.goal.ref if group.goal else programme.named(group.key) or group.key
                yield Page(
                    name="plan",
                    title=programme.title,
                    as_of=english.day(snapshot.on),
                    heading=f"{programme.id}, {under}",
                    blocks=(table(context, alone, headed=False), *context.queries.section()),
                )


def _lines(request: Request, number: int) -> Iterator[Paragraph]:
    """What the programme replaced and what replaces it, the day, and which rows of it are shown."""
    for said in _succession(request.programme):
        yield Paragraph((said,), "group")
    yield Paragraph(("As at ", *standing.as_at(request.snapshot)), "as-at")
    for said in told(request, number):
        yield Paragraph((said,), "shown")


def _succession(programme: Programme) -> Iterator[str]:
    """What the programme replaced, and what replaces it, with the meeting that approved it."""
    for word, other in (("Supersedes", programme.supersedes), ("Superseded by", programme.superseded_by)):
        if other is not None:
            by = f" by the {other.by}" if other.by else ""
            on = f" on {date_in_words(other.approved)}" if other.approved else ""
            yield f"{word} “{other.title}”" + (f", approved{by}{on}" if by or on else "")


def _left_out(programme: Programme) -> str:
    """What this paper does not print."""
    number = sum(len(file.on_recommendations) for file in programme.files)
    return f"Not in this paper: {english.counted(number, 'position')} on recommendations." if number else ""


def _nowhere(context: Context) -> str:
    """What no action has, and so none need say."""
    led_on = context.beside is Beside.OWNER or led(context.groups)
    lacking = ("" if led_on else "a lead", "" if context.dated else "a due date")
    said = " or ".join(filter(None, lacking))
    return f"No action has {said}." if said and context.groups else ""


def _by_dates(snapshot: Snapshot, judged: Iterable[JudgedRow]) -> str:
    """That only dates told who has spoken, where what the last meeting saw could have told otherwise."""
    owed = (each.row for each in judged if each.assessment.owes)
    return BY_DATES if by_dates_alone(snapshot, owed) else ""


def _group(context: Context, group: Group) -> Section:
    number = (Text(group.number, Manner.NUMBER), " ") if group.number else ()
    role = "goal numbered" if number else "goal"
    return Section((*number, group.title), tuple(_under(context, group)), group.id, role)


def _under(context: Context, group: Group) -> Iterator[Block]:
    """What stands under a heading: how its rows stand, what a goal says, and its actions."""
    goal = group.goal
    if goal and goal.description:
        yield Statement(goal.description, "description")
    said = rollup(group.counts, keyed=context.keyed)
    if said:
        yield Paragraph((said[:1].upper() + said[1:],), "about")
    if often := often_done(group.counts.judged, context.snapshot.on):
        yield Paragraph((often,), "often")
    if goal:
        yield from _cited(goal)
        yield from standing.remarks(goal.notes, ())
        yield from context.queries.of(goal)
    if not group.owned:
        yield Paragraph(("No actions yet.",), "quiet")
        return
    whose = "the position of each owner" if context.beside is Beside.OWNER else "where they stand"
    named = f"Goal {group.number}: {group.title}" if group.number else group.title
    yield table(context, group, f"{named}: actions with {whose}")


def _cited(goal: Goal) -> Iterator[Paragraph]:
    cited = words.cited(goal.recommendations)
    if cited:
        yield Paragraph((cited,), "about quiet")


def _goals(context: Context) -> Iterator[Section]:
    """The goals of the actions, where these stand elsewhere than under them."""
    if context.goals:
        told = tuple(_goal(context, context.programme.goal[ref], id) for ref, id in context.goals.items())
        yield Section(("Goals",), told, "goals", "closing")


def _goal(context: Context, goal: Goal, id: str) -> Section:
    blocks: list[Block] = [Statement(goal.description, "description")] if goal.description else []
    blocks += [*_cited(goal), *standing.remarks(goal.notes, ()), *context.queries.of(goal)]
    return Section((Text(goal.ref, Manner.NUMBER), " ", goal.title), tuple(blocks), id, "told")


def _notes(context: Context) -> Iterator[Section]:
    """The remarks on the programme, and those on whole files, each after its organisation's code."""
    programme, apart = context.programme, context.queries.apart
    found: list[Note] = list(standing.remarks(programme.notes, () if apart else programme.queries))
    for file in programme.files:
        code = programme.code(file.organisation)
        remarks = standing.remarks(file.notes, () if apart else file.queries)
        found += [each._replace(text=f"{code}: {each.text}") for each in remarks]
    if found:
        ordered = tuple(sorted(found, key=lambda each: each.query))
        yield Section(("Notes",), ordered, "closing", "closing")

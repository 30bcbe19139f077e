"""The annual report as a Page: counts in a sentence, then by recommendation and by goal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ragplan.english import counted, day, joined, one_or_more, share
from ragplan.model.coverage import Covered
from ragplan.query import Selection
from ragplan.reports.annual.span import Fate, Span, span, sums
from ragplan.reports.blocks import (
    Cell,
    Column,
    Day,
    Manner,
    Page,
    Paragraph,
    Section,
    TableRow,
    Text,
    Words,
)
from ragplan.reports.recommendations.coverage import LABELS, cover, spans
from ragplan.reports.request import Request
from ragplan.reports.standing import page, summary
from ragplan.reports.tables import cell, head, named, number, section, table
from ragplan.reports.words import NO_GOAL

NUMBERS = ("Promised", "Done", "of these promised", "Moved", "Open", "Past date")
FROM_DATES = "Based on dates alone: without git, what has no completion date does not count as done."
NOT_THERE = "Git holds no plan of that time."


def build(request: Request) -> Page:
    """What was promised, done, moved and left open over the span of days that is asked for."""
    found = span(request)
    blocks = [summary(*_first(found))]
    if found.fates:
        blocks += (*_recommendations(found), _goals(found))
    days = (Day(day(each), each.isoformat()) for each in (found.first, found.end.on))
    line = Paragraph(("Annual report, from ", next(days), " to ", next(days)), "as-at")
    return replace(page(found.end, "annual", "Annual report", blocks), lines=(line,))


def _first(found: Span) -> Iterator[Paragraph]:
    """The sentence, and how its words are meant."""
    if not found.fates:
        yield Paragraph((NOT_THERE if found.known else "There are no rows to count.",), "sentence")
        return
    yield Paragraph((_sentence(found),), "sentence")
    yield Paragraph((_meant(found),), "footnote")
    if not found.known:
        yield Paragraph((FROM_DATES,), "footnote")


def _sentence(found: Span) -> str:
    all_of, promised_by = sums(found.fates), day(found.end.on)
    kept = one_or_more(all_of.kept, "was", "were")
    said = [f"No row was promised by {promised_by}."]
    if all_of.promised:
        said = [f"Of {counted(all_of.promised, 'row')} promised by {promised_by}, {kept} done."]
    said.append(f"{share(all_of.done, len(found.fates), 'row', ('was', 'were'))} done in all.")
    if all_of.moved:
        said.append(f"{one_or_more(all_of.moved, 'row has', 'rows have')} a later date.")
    late = one_or_more(all_of.late, "past its date", "past their date")
    said.append(f"{one_or_more(all_of.open, 'row is', 'rows are').capitalize()} still open, {late}.")
    if found.left:
        said.append(f"{one_or_more(found.left, 'row', 'rows')} that were open are no longer counted.")
    return " ".join(said)


def _meant(found: Span) -> str:
    """What is meant by promised, done and moved."""
    by = f"due by {day(found.end.on)}"
    if not found.known:
        return f"Promised: first {by}, and not completed before. Done: completed since. Moved: revised since."
    began = "the plan came here" if found.began is None else "the span began"
    return (
        f"Promised: open when {began}, or new since, and {by} as the date stood then. "
        "Done: closed since. Moved: the date is a later one than it was."
    )


def _recommendations(found: Span) -> Iterator[Section]:
    """A row for all recommendations that the same actions answer, and for those that none answers."""
    covered = [each for each in Selection(found.end).covered if each.touched]
    if not covered:
        return
    by_action = _by_action(found.fates)
    titled = len({each.register.id for each in covered}) > 1
    lines = []
    for several in _alike(covered):
        numbers, actions = head(*_numbers(several, titled=titled)), several[0].actions
        fates = [fate for action in actions for fate in by_action.get(id(action), ())]
        lines.append(TableRow((numbers, *_answer(several[0]), *(_cells(fates) if actions else ()))))
    columns = (Column(("Recommendations",)), Column(("Answered by",)), *_heads())
    told = "Recommendations answered by the same actions are grouped; a row counts for each that it answers."
    yield section(
        "By recommendation",
        "recommendations",
        told,
        table(columns, tuple(lines), "recommendations stacked", "recommendations"),
    )


def _alike(covered: Sequence[Covered]) -> list[list[Covered]]:
    """Recommendations of one register that the same actions answer, or that are covered alike by none."""
    found: dict[tuple[str, object], list[Covered]] = {}
    for each in covered:
        same = tuple(map(id, each.actions)) or cover(each)
        found.setdefault((each.register.id, same), []).append(each)
    return list(found.values())


def _numbers(several: Sequence[Covered], *, titled: bool) -> Words:
    """The numbers of recommendations, with their register where there are several."""
    numbers = Text(spans([each.number for each in several]), Manner.STRONG)
    return (numbers, f" {several[0].register.title}") if titled else (numbers,)


def _answer(covered: Covered) -> Iterator[Cell]:
    """The actions that answer; without any, how it is covered, in the place of the counts too."""
    if not covered.actions:
        yield cell(Text(LABELS[cover(covered)], Manner.MISSING), columns=len(NUMBERS) + 2)
        return
    goals = [f"goal {goal.ref}" for goal in covered.goals]
    refs = dict.fromkeys(action.ref for action in covered.actions)
    yield cell(f"{joined([*refs])}{f' ({joined(goals)})' if goals else ''}")


def _by_action(fates: Iterable[Fate]) -> Mapping[int, list[Fate]]:
    found: dict[int, list[Fate]] = {}
    for each in fates:
        found.setdefault(id(each.judged.row.action), []).append(each)
    return found


def _goals(found: Span) -> Section:
    """A row for each goal, for what stands under none, and for all."""
    programme = found.end.programme
    by_goal: dict[str, list[Fate]] = {goal.ref: [] for goal in programme.goals}
    for each in found.fates:
        goal = each.judged.row.action.goal
        by_goal.setdefault(goal if goal in programme.goal else "", []).append(each)
    lines = [TableRow((head(*_goal(found, ref)), *_cells(fates))) for ref, fates in by_goal.items() if fates]
    lines.append(TableRow((head(Text("All", Manner.STRONG)), *_cells(found.fates)), "total"))
    columns = (Column(("Goal",)), *_heads())
    return section(
        "By goal",
        "goals",
        "Each row is counted once.",
        table(columns, tuple(lines), "goals stacked", "goals"),
    )


def _goal(found: Span, ref: str) -> Words:
    goal = found.end.programme.goal.get(ref)
    return named(ref, goal.title) if goal else (Text(NO_GOAL, Manner.STRONG),)


def _heads() -> Iterator[Column]:
    return (Column((name,), number=True) for name in ("Rows", *NUMBERS))


def _cells(fates: Sequence[Fate]) -> Iterator[Cell]:
    """How many rows there are, and what became of them."""
    yield number(len(fates))
    yield from map(number, sums(fates))

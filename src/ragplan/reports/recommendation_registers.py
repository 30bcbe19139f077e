"""The recommendations report: a programme's registers in number order, with what it says and does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ragplan import english
from ragplan.model.coverage import Covered, Number, coverage, numbers
from ragplan.model.dates import date_in_words
from ragplan.model.programme import Programme
from ragplan.model.public import public_copy
from ragplan.model.recommendations import Reference
from ragplan.model.register import Register, Response, Source
from ragplan.model.snapshot import Snapshot
from ragplan.query import unplaced
from ragplan.reports.covering import key, sentence, spans, strip
from ragplan.reports.covering_lists import lists
from ragplan.reports.recommendation_entries import (
    Context,
    anchor,
    entry,
    known,
    position,
    remarks,
    runs,
)
from ragplan.reports.recommendation_index import columns, index_row
from ragplan.reports.recommendations_view import (
    RecommendationsView,
    RegisterView,
    SectionView,
    SourceView,
)
from ragplan.reports.summary import Summary

WEB = re.compile(r"https?://[^\s<>]+")
NONE_KNOWN = "The response to each single recommendation is not recorded here."
TOTALS = {
    Response.ACCEPTED: "accepted",
    Response.IN_PRINCIPLE: "accepted in principle",
    Response.IN_PART: "accepted in part",
    Response.NOT_ACCEPTED: "not accepted",
}


def build(snapshot: Snapshot, *, public: bool = False, only: Iterable[Reference] = ()) -> RecommendationsView:
    """The registers of a programme at a day; a ``public`` view is without internal notes and queries.

    ``only`` narrows the index and the entries down to what it cites; the counts stay whole.
    """
    snapshot = replace(snapshot, programme=public_copy(snapshot.programme)) if public else snapshot
    programme, as_of = snapshot.programme, snapshot.on
    context = Context(snapshot)
    covered = tuple({(each.register.id, each.number): each for each in coverage(programme, as_of)}.values())
    cited = tuple(only)
    wanted = set(numbers(programme, cited)) if cited else None
    shown: set[int] = set()
    registers = tuple(
        _register(
            context, register, [each for each in covered if each.register.id == register.id], wanted, shown
        )
        for register in {register.id: register for register in programme.registers}.values()
    )
    several = len(registers) > 1
    return RecommendationsView(
        programme=programme.id,
        title=programme.title,
        group=programme.group,
        wording=programme.calendar.wording if programme.calendar.on(as_of) else "",
        as_of=english.day(as_of),
        as_of_iso=as_of.isoformat(),
        sentence=_sentence(programme, registers),
        several=several,
        registers=registers,
        unplaced=tuple(position(context, each, shown) for each in unplaced(programme)),
        organisations=tuple(_organisations(programme, covered)),
    )


def summary(view: RecommendationsView) -> Summary:
    """The counts in a sentence, and by kind; of each register where there are several."""
    as_at = " ".join(filter(None, (view.wording, view.as_of)))
    each = [f"{register.title}: {register.sentence}" for register in view.registers if view.several]
    lines = (f"{view.title}: recommendations, as at {as_at}", view.sentence, *each)
    rows: list[tuple[str, str]] = []
    for register in view.registers:
        before = f"{register.id}: " if view.several else ""
        rows += [(f"{before}{part.label}", f"{part.count:,}") for part in register.key]
        rows.append((f"{before}All recommendations", f"{register.total:,}"))
    return Summary(lines, ("Recommendations", "Number"), tuple(rows)) if rows else Summary(lines)


def _sentence(programme: Programme, registers: Sequence[RegisterView]) -> str:
    """The counts of the one register; how many there are; or that there is none."""
    missing = [name for name in programme.register_names if name not in {each.id for each in registers}]
    said = []
    if len(registers) == 1:
        said.append(registers[0].sentence)
    elif registers:
        total = sum(register.total for register in registers)
        said.append(f"{len(registers):,} registers with {english.counted(total, 'recommendation')}.")
    elif not missing:
        said.append("This programme names no register of recommendations.")
    if missing:
        be = "register {} is" if len(missing) == 1 else "registers {} are"
        said.append(f"The {be.format(english.joined(missing))} not among these plans.")
    return " ".join(said)


def _register(
    context: Context, register: Register, covered: list[Covered], wanted: set[Number] | None, shown: set[int]
) -> RegisterView:
    touched = [
        each for each in covered if each.touched and (wanted is None or (register.id, each.number) in wanted)
    ]
    grouped = list(runs(each for each in touched if known(each)))
    places = {each.number: anchor(run[0]) for run in grouped for each in run}
    index = tuple(index_row(context, each, places.get(each.number, "")) for each in touched)
    answered = any(each.response for each in register.entries)
    return RegisterView(
        id=register.id,
        title=register.title,
        first=register.first,
        last=register.last,
        total=len(covered),
        sentence=sentence(covered),
        segments=tuple(strip(covered)),
        key=tuple(key(covered)),
        lists=tuple(lists(context.programme, covered, context.as_of)),
        columns=tuple(columns(index, answered=answered)),
        index=index,
        sections=tuple(_sections(context, grouped, shown)),
        sources=tuple(_sources(register)),
        totals=_totals(register),
        unanswered="" if answered else NONE_KNOWN,
        notes=remarks(register.notes),
        queries=remarks(register.queries),
    )


def _sections(context: Context, grouped: Iterable[list[Covered]], shown: set[int]) -> Iterator[SectionView]:
    """Entries in number order, under the sections they stand in as far as those are known."""
    sections = [list(each) for _, each in groupby(grouped, key=lambda run: run[0].recommendation.section)]
    for section in sections:
        title = section[0][0].recommendation.section
        yield SectionView(
            numbers=spans(each.number for run in section for each in run),
            title=title or ("Section not known" if len(sections) > 1 else "Recommendations"),
            anchor=f"section-{anchor(section[0][0])}",
            entries=tuple(entry(context, run, shown) for run in section),
        )


def _sources(register: Register) -> Iterator[SourceView]:
    for name, source in (("Source", register.source), ("The government’s response", register.response)):
        if source is not None:
            on = date_in_words(source.date) if source.date else ""
            yield SourceView(name, source.title, on, _link(source))


def _link(source: Source) -> str:
    """A web address as a link in Markdown; any other text as it is."""
    return f"<{source.link}>" if WEB.fullmatch(source.link) else source.link


def _totals(register: Register) -> str:
    """The responses as the government counted them."""
    said = [f"{register.totals[each]:,} {word}" for each, word in TOTALS.items() if each in register.totals]
    return f"{english.joined(said)}, of {len(register.numbers):,}" if said else ""


def _organisations(programme: Programme, covered: Iterable[Covered]) -> Iterator[tuple[str, str]]:
    """The organisations that the entries name by a code which is not their name."""
    codes = {programme.code(said.organisation) for said in unplaced(programme)}
    for each in covered:
        codes.update(each.applies_to, (reason.organisation for reason in each.reasons))
        codes.update(programme.code(said.organisation) for said in each.positions)
        codes.update(programme.code(action.organisation) for action in each.actions if action.organisation)
    for body in programme.organisations:
        if body.code in codes and body.name != body.code:
            yield body.code, body.name

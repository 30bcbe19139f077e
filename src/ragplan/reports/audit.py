"""Audit: one action's whole trail, from who agreed it to who proved it, with the commits, as a Page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, tzinfo
from typing import NamedTuple

from ragplan.alike import normal
from ragplan.english import counted, flat, joined
from ragplan.english import day as in_words
from ragplan.history import Commit
from ragplan.history.rows import ProgrammeHistory, RowHistory
from ragplan.model.plan import Evidence
from ragplan.model.programme import Programme, Row
from ragplan.model.snapshot import Key
from ragplan.reports import facts, words
from ragplan.reports.blocks import (
    Block,
    Break,
    Cell,
    Column,
    Facts,
    Manner,
    Page,
    Paragraph,
    Section,
    Statement,
    TableRow,
    Tag,
    Text,
    Words,
)
from ragplan.reports.history import page as history_page
from ragplan.reports.history.action import ActionHistory
from ragplan.reports.moves.moved import moved, overwritten
from ragplan.reports.moves.page import sections
from ragplan.reports.request import Request
from ragplan.reports.standing import NO_LEVEL, spelt_out, summary, tag_of, unknown
from ragplan.reports.tables import cell, committed, day, head, number, section, table

NO_PROOF = "No evidence was given."
SHARED = "The action itself"
"""Whose an entry is that is no single owner's."""


class Part(NamedTuple):
    """One owner's part in an action, through time, and as it is; or as it last was where it is gone."""

    key: Key
    versions: RowHistory
    row: Row
    stands: bool


class Trail(NamedTuple):
    """An action's history, what the programme was, and the part of each owner."""

    history: ActionHistory
    states: ProgrammeHistory
    parts: tuple[Part, ...]


def build(request: Request) -> Page:
    """Everything that is known of the action whose ``history`` a request brings, with its ``past``."""
    trail = _trail(request)
    history, states = trail.history, trail.states
    hidden = [each for each in overwritten(states) if _is(each.action.ref, history)]
    dates = moved((each.row for each in trail.parts), states)
    blocks: list[Block] = [
        summary(Paragraph((" ".join(_sentences(trail)),), "sentence")),
        Section(("How it stands",), tuple(history_page.now(history)), "now", "table-of"),
        *spelt_out(request.programme, (each.row.organisation for each in trail.parts)),
        *_record(trail),
        *sections(dates, hidden, request.zone),
        *_proof(trail, request.zone),
        *_authors(history),
        *_meetings(trail),
        Section(("What happened",), tuple(_steps(history)), "happened", "table-of"),
    ]
    built = history_page.build(history)
    heading = f"{history.ref}: audit trail"
    return replace(
        built, name="audit", said=heading, heading=heading, lines=built.lines[:1], blocks=tuple(blocks)
    )


def _steps(history: ActionHistory) -> Iterator[Section]:
    """What each commit did, those that changed nothing by name too."""
    return history_page.happened(history, named=True)


def _is(ref: str, history: ActionHistory) -> bool:
    return normal(ref) == normal(history.ref)


def _trail(request: Request) -> Trail:
    history, past = request.history, request.past
    if history is None or past is None:
        raise ValueError(request.subject)  # it is a report from git, and is asked for nothing else
    states = ProgrammeHistory(request.programme, past, request.on)
    return Trail(history, states, tuple(_parts(history, states)))


def _parts(history: ActionHistory, states: ProgrammeHistory) -> Iterator[Part]:
    """The owners that an action has or had, or the one that was asked for."""
    here = dict(states.now())
    for key, versions in states.row_histories.items():
        known = [row for _, row in versions if row is not None]
        if _is(key[0], history) and known and history.owner in ("", key[1]):
            reported = (row for row in reversed(known) if row.position)
            yield Part(key, versions, here.get(key) or next(reported, known[-1]), key in here)


def _sentences(trail: Trail) -> Iterator[str]:
    """Whether it is there, how much is known of it, and how much of that is proof."""
    history, states = trail.history, trail.states
    there = "is in the plan" if history.stands else "is no longer in the plan"
    yield f"{history.ref} {there}."
    yield history_page.counted(history)
    seen = [held.meeting for held in states.past.meetings if _rows(trail, held.recorded.programme)]
    if seen:
        have = "meeting has" if len(seen) == 1 else "meetings have"
        yield f"{len(seen):,} {have} seen it, the last on {in_words(seen[-1])}."
    given = sum(len(_given(each.versions)) for each in trail.parts)
    were = "was" if given == 1 else "were"
    yield f"{counted(given, 'piece')} of evidence {were} given." if given else NO_PROOF


def _record(trail: Trail) -> Iterator[Section]:
    """Who agreed it and when it came, what it is asked for, and what else the plan says of it."""
    if not trail.parts:
        return
    action = trail.parts[0].row.action
    said = list(facts.of_action(action))
    if not action.agreed and not action.proposed:
        said.insert(0, ("Agreed", "the plan does not say when"))
    goal = trail.states.programme.goal.get(action.goal)
    if goal is not None:
        said.insert(0, ("Goal", f"{goal.ref} {goal.title}".strip()))
    if not action.recommendations and (cited := words.cited(trail.states.programme.recommendations(action))):
        said.append(("By its goal", cited))
    pairs = tuple((name, Statement(text)) for name, text in said)
    yield Section(("What the plan says of it",), (Facts((*pairs, *_came(trail))),), "record", "table-of")


def _came(trail: Trail) -> Iterator[tuple[str, Words]]:
    """With which commit it came into the plan."""
    first = next((step for step in trail.history.steps if step.events), None)
    if first is not None:
        by = f", by {_author(first.commit)}" if first.commit else ", not committed yet"
        yield "In the plan since", (day(first.on), by)


def _author(commit: Commit) -> str:
    return flat(commit.author) or "nobody named"


def _proof(trail: Trail, zone: tzinfo) -> Iterator[Section]:
    """What proves it, what was taken out of that, and who assured it, with the commits that brought it."""
    rows = tuple(row for part in trail.parts for row in _proofs(trail.states, part, zone))
    if rows:
        names = ("Owner", "Evidence", "Given by", "When", "Commit")
        found = table(tuple(Column((name,)) for name in names), rows, "", "evidence")
        yield section("Evidence", "evidence", "The evidence, with the commit that added it.", found)


def _proofs(states: ProgrammeHistory, part: Part, zone: tzinfo) -> Iterator[TableRow]:
    stands = part.row.position.evidence if part.stands and part.row.position else ()
    for evidence, state in _given(part.versions).items():
        gone = () if evidence in stands else (Break(), Text("taken out since", Manner.MISSING))
        commit = states.states[state].commit
        yield TableRow((head(_code(part)), cell(facts.evidence(evidence), *gone), *committed(commit, zone)))
    for by, state in _assured(part.versions).items():
        commit = states.states[state].commit
        yield TableRow((head(_code(part)), cell(f"Assured by {by}"), *committed(commit, zone)))


def _code(part: Part) -> Text:
    return Text(part.key[1] or SHARED, Manner.STRONG)


def _given(versions: RowHistory) -> Mapping[Evidence, int]:
    """Every piece of evidence that was ever given, with the state that brought it."""
    found: dict[Evidence, int] = {}
    for state, row in versions:
        for each in row.position.evidence if row and row.position else ():
            found.setdefault(each, state)
    return found


def _assured(versions: RowHistory) -> Mapping[str, int]:
    """Everybody who ever assured it, with the state that said so."""
    found: dict[str, int] = {}
    for state, row in versions:
        assured = row.position.assured if row and row.position else None
        if assured:
            found.setdefault(assured.by, state)
    return found


def _authors(history: ActionHistory) -> Iterator[Section]:
    """Who wrote of which owner's part, how often, and from when to when."""
    found: dict[tuple[str, str], list[date]] = {}
    for step in history.steps:
        if step.commit:
            for whose in dict.fromkeys(event.change.organisation for event in step.events):
                found.setdefault((whose, _author(step.commit)), []).append(step.on)
    if found:
        names = ("Owner", "Written by", "Commits", "First", "Last")
        columns = tuple(Column((name,), number=name == "Commits") for name in names)
        rows = tuple(
            TableRow(
                (
                    head(Text(whose or SHARED, Manner.STRONG)),
                    cell(author),
                    number(len(days)),
                    cell(day(days[0]), role="when"),
                    cell(day(days[-1]), role="when"),
                )
            )
            for (whose, author), days in sorted(found.items())
        )
        said = "Who wrote for whom, according to the commits."
        yield section("Who reported", "authors", said, table(columns, rows, "", "authors"))


def _meetings(trail: Trail) -> Iterator[Section]:
    """What each meeting saw stated."""
    rows = tuple(_met(trail))
    if rows:
        columns = tuple(Column((name,)) for name in ("Meeting", "Read from", "Stated"))
        said = "What the plan said at each meeting."
        yield section("At each meeting", "meetings", said, table(columns, rows, "", "meetings"))


def _met(trail: Trail) -> Iterator[TableRow]:
    for held in trail.states.past.meetings:
        programme = held.recorded.programme
        rows = _rows(trail, programme)
        if programme is not None and rows:
            frozen = (Break(), "as frozen") if held.frozen else ()
            read = cell(Text(held.recorded.commit.short, Manner.CODE), *frozen)
            yield TableRow((head(day(held.meeting)), read, Cell(tuple(_stated(programme, rows)), "told")))


def _rows(trail: Trail, programme: Programme | None) -> list[Row]:
    """The rows that a state had of the action."""
    if programme is None:
        return []
    name, owner = trail.states.name, trail.history.owner
    return [
        row
        for row in programme.rows
        if _is(row.action.ref, trail.history) and owner in ("", name(row.organisation))
    ]


def _stated(programme: Programme, rows: list[Row]) -> Iterator[Paragraph]:
    """The levels that owners stated, each with who did."""
    found: dict[Tag | str, list[str]] = {}
    for row in rows:
        found.setdefault(_level(programme, row), []).append(row.organisation)
    for level, codes in found.items():
        yield Paragraph((level, f" {joined([code for code in codes if code])}"))


def _level(programme: Programme, row: Row) -> Tag | str:
    if row.position is None:
        return "No row"
    level = programme.level(row.position)
    if level is not None:
        return tag_of(level)
    return unknown(row.position.rating) if row.position.rating else NO_LEVEL

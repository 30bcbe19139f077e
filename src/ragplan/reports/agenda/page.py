"""The agenda by exception as a Page.

A row is told in full once, in the first section that it belongs to; later ones name it as told above.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from ragplan import english
from ragplan.diff.decisions import Extension, extensions, proposals
from ragplan.diff.owing import Reason, meeting_to_come, queries, unspoken
from ragplan.model.dates import date_in_words
from ragplan.model.judged import JudgedRow
from ragplan.model.plan import Action, Remark
from ragplan.model.silence import by_dates_alone
from ragplan.model.snapshot import Key
from ragplan.reports import facts, standing, words
from ragplan.reports.agenda.exceptions import Exceptions, by_action
from ragplan.reports.agenda.items import (
    Item,
    action_cell,
    by_action_table,
    items_table,
    owner_cell,
    owner_of,
    rows_table,
    words_cell,
)
from ragplan.reports.blocks import (
    Block,
    Cell,
    Manner,
    Markdown,
    Page,
    Paragraph,
    Section,
    Text,
    Words,
)
from ragplan.reports.highlight.facts import Rows
from ragplan.reports.meetings import by_the_next, occasion
from ragplan.reports.plan import BY_DATES
from ragplan.reports.request import Request
from ragplan.reports.tables import named

MOST = 10
"""Rows at most that are told as longest overdue."""
NOT_COMPARED = "Not shown: it is not known what the last meeting saw."


class Part(NamedTuple):
    """A section of the agenda: its heading, how many items it has, what it holds, and where it stands."""

    title: str
    number: int
    blocks: tuple[Block, ...]
    id: str

    def section(self) -> Section:
        """As a section, which says in its heading how many items there are."""
        return Section((f"{self.title} ({self.number:,})",), self.blocks, self.id, "exceptions")


def build(request: Request) -> Page:
    """What the meeting to come must decide."""
    found = Exceptions(request)
    programme, on = found.programme, found.now.on
    every = list(_parts(found))
    parts = [each for each in every if each.number or each.blocks]
    empty = [f"“{each.title}”" for each in every if each not in parts]
    unsure = by_dates_alone(found.now, (each.row for each in found.rows.values() if each.assessment.owes))
    blocks = [
        standing.summary(
            Paragraph((_sentence(found, parts),), "sentence"),
            *([Paragraph((BY_DATES,), "footnote")] if unsure else []),
            *([Paragraph((f"Nothing under {english.joined(empty)}.",), "footnote")] if empty else []),
        ),
        *(each.section() for each in parts),
        *standing.organisations(programme),
    ]
    what = "Agenda by exception" if programme.calendar.on(on) else _what(found)
    return standing.page(found.now, "agenda", what, blocks)


def _what(found: Exceptions) -> str:
    """For which meeting the agenda is, where that is not the day's own."""
    calendar, on = found.programme.calendar, found.now.on
    return f"Agenda by exception {occasion(calendar, on)}" if meeting_to_come(calendar, on) else "Exceptions"


def _sentence(found: Exceptions, parts: Iterable[Part]) -> str:
    """How many exceptions there are, the most pressing first."""
    numbers = {each.id: each.number for each in parts}
    late, new = found.counts.overdue, len(found.newly_overdue)
    told = [
        (numbers.get("decisions", 0), "decision is asked for", "decisions are asked for"),
        (late, "row is past its date", "rows are past their date"),
        (len(found.due), f"row is due {_next(found)}", f"rows are due {_next(found)}"),
        (numbers.get("queries", 0), "query is to be answered", "queries are to be answered"),
        (len(found.unspoken), "organisation owes an update", "organisations owe an update"),
    ]
    parts_said = [english.one_or_more(*each) for each in told if each[0]]
    if late and new:
        at = next(place for place, each in enumerate(parts_said) if "past" in each)
        parts_said[at] += f" ({new:,} newly)"
    return f"{english.joined(parts_said)}." if parts_said else "There is nothing for the meeting to decide."


def _next(found: Exceptions) -> str:
    return by_the_next(found.programme.calendar, found.now.on)


def _parts(found: Exceptions) -> Iterator[Part]:
    told: set[Key] = set()
    yield _decisions(found)
    compared = found.compared
    yield _rows(found, told, "Newly overdue", "newly-overdue", found.newly_overdue, compared=compared)
    yield _longest(found, told)
    yield _rows(found, told, "Rated on track, past their date", "on-track", found.watermelons, _ON_TRACK)
    yield _silent(found)
    yield _rows(found, told, "Off track with no next step, or waiting for another", "stuck", found.stuck)
    due = f"Due {_next(found)}"
    yield _rows(found, told, due, "due", found.falling_due)
    yield _completed(found, compared=compared)
    yield _queries(found)


_ON_TRACK = "Their owners rate them on track, but the dates say otherwise: one of the two is out of date."


def _rows(
    found: Exceptions,
    told: set[Key],
    title: str,
    id: str,
    rows: Rows,
    about: str = "",
    *,
    compared: bool = True,
) -> Part:
    """Rows in full that were not told yet, and the names of those that were."""
    new = {key: judged for key, judged in rows.items() if key not in told}
    above = [_name(key) for key in rows if key in told]
    told.update(new)
    blocks: list[Block] = []
    if not compared:
        blocks.append(Paragraph((NOT_COMPARED,), "quiet"))
    if rows and about:
        blocks.append(Paragraph((about,), "quiet"))
    if new:
        blocks.append(rows_table(found.now, new.values(), title))
    if above:
        blocks.append(Paragraph((f"Listed above: {', '.join(above)}.",), "above"))
    return Part(title, len(rows), tuple(blocks), id)


def _name(key: Key) -> str:
    """A row by its ref and its owner: ``2.1 HCCG``."""
    return " ".join(filter(None, key))


def _longest(found: Exceptions, told: set[Key]) -> Part:
    """The rows that are longest past their date, without those told as newly so; how many more there are."""
    rest = {key: judged for key, judged in found.longest_overdue.items() if key not in told}
    shown = dict(list(rest.items())[:MOST])
    part = _rows(found, told, "Longest overdue", "longest-overdue", shown)
    more = len(rest) - len(shown)
    blocks = part.blocks
    if more:
        command = found.request.scope.rows("--counted --overdue")
        said = f"and {more:,} more; {found.counts.overdue:,} rows are past their date in all: "
        blocks = (*blocks, Paragraph((said, command), "more"))
    return part._replace(number=len(rest), blocks=blocks)


def _decisions(found: Exceptions) -> Part:
    """What the group is asked to decide: to agree an action, or a later date."""
    asked = [*(_proposal(found, each) for each in proposals(found.now))]
    asked += (_extension(found, each) for each in extensions(found.everything.values()))
    heads = (("Action", "action"), ("Owner", "owner"), ("Asked", "status"))
    blocks = (items_table(heads, asked, "Decisions asked for"),) if asked else ()
    return Part("Decisions asked for", len(asked), blocks, "decisions")


def _proposal(found: Exceptions, action: Action) -> Item:
    codes = [action.organisation] if action.organisation else [*map(found.programme.code, action.owners)]
    source = f"Source: {action.source}" if action.source else ""
    asked = [("To agree this action",), *([(source,)] if source else [])]
    cells = owner_cell(found.now, codes), words_cell(*asked)
    return Item(action_cell(action, words.due(action.deadline)), (cells,))


def _extension(found: Exceptions, asked: Extension) -> Item:
    now = date_in_words(asked.now) if asked.now else "no date"
    to, why = date_in_words(asked.revision.to), asked.revision.reason
    said = (f"To move the date from {now} to {to}: ", Markdown(why) if why else "no reason given")
    cells = owner_cell(found.now, asked.organisations), words_cell(said)
    return Item(action_cell(asked.action), (cells,))


_KINDS = {Reason.SILENT: "not updated", Reason.EMPTY: "empty", Reason.MISSING: "missing"}


def _silent(found: Exceptions) -> Part:
    """Who owes a word: a line for each organisation."""
    items = [_silence(found, code, rows) for code, rows in found.unspoken.items()]
    heads = (("Organisation", "action"), ("Rows without an update", "status"))
    blocks = (items_table(heads, items, "Silent organisations"),) if items else ()
    return Part("Silent", len(items), blocks, "silent")


def _silence(found: Exceptions, code: str, rows: Rows) -> Item:
    """How many of its open rows an organisation says nothing on, how, and for how many meetings in turn."""
    kinds = Counter(unspoken(judged) for judged in rows.values())
    how = english.joined([f"{kinds[why]:,} {said}" for why, said in _KINDS.items() if kinds[why]])
    many = english.counted(len(found.owed.get(code, {})), "open row")
    meetings = found.in_turn(rows)
    turn = f"; silent at {english.counted(meetings, 'meeting')} in turn" if meetings > 1 else ""
    head = named(code, found.programme.named(code))
    said = words_cell((f"{len(rows):,} of {many}: {how}{turn}",))
    return Item(Cell((Paragraph(head, "title"),), "action", "rowgroup"), ((said,),))


def _completed(found: Exceptions, *, compared: bool) -> Part:
    """What was completed since the last meeting, each with its proof."""
    title, rows = "Completed since the last meeting", found.completed
    heads = (("Owner", "owner"), ("Completed, with evidence", "status"))
    blocks: tuple[Block, ...] = ()
    if rows:
        blocks = (by_action_table(heads, rows.values(), partial(_completion, found), title),)
    return Part(title, len(rows), blocks if compared else (Paragraph((NOT_COMPARED,), "quiet"),), "completed")


def _completion(found: Exceptions, judged: JudgedRow) -> Iterator[Cell]:
    position = judged.position
    done = words.standing(judged)
    none: Words = (Text(facts.NO_PROOF, Manner.MISSING),)
    said: list[Words] = [(Markdown(each),) for each in (facts.proofs(position) if position else ())] or [none]
    yield owner_cell(found.now, owner_of(judged))
    yield words_cell(*([(done,)] if done else []), *said)


def _queries(found: Exceptions) -> Part:
    """The queries that only the group can answer; those for an owner alone are counted."""
    programme, items = found.programme, list(_asked(found))
    heads = (("About", "action"), ("To be confirmed", "status"))
    title = "Queries that the meeting must answer"
    blocks: list[Block] = [items_table(heads, items, title)] if items else []
    owners = sum(len(queries(judged)) for judged in found.everything.values())
    owners += sum(len(file.queries) for file in programme.files)
    if owners:
        said = f"{english.one_or_more(owners, 'query is', 'queries are')} for an owner alone: "
        blocks.append(Paragraph((said, found.request.scope.chase()), "more"))
    return Part(title, sum(len(each.rows) for each in items), tuple(blocks), "queries")


def _asked(found: Exceptions) -> Iterator[Item]:
    """What the group must confirm of the plan, its goals and shared actions, and of doubted dates."""
    programme = found.programme
    heads = [("", "The plan as a whole", programme.queries)]
    heads += [(goal.ref, goal.title, goal.queries) for goal in programme.goals]
    heads += [(each.ref, each.title, each.queries) for each in programme.shared_actions]
    for ref, title, asked in heads:
        number = (Text(ref, Manner.NUMBER), " ") if ref else ()
        head = Cell((Paragraph((*number, Text(title, Manner.STRONG)), "title"),), "action", "rowgroup")
        if asked:
            yield Item(head, tuple((_query(each),) for each in asked))
    for several in by_action(found.doubted):
        yield Item(action_cell(several[0].action), tuple((_doubt(judged),) for judged in several))


def _query(query: Remark) -> Cell:
    internal = (Text("Internal: ", Manner.QUIET),) if query.internal else ()
    return words_cell((*internal, Markdown(query.text)))


def _doubt(judged: JudgedRow) -> Cell:
    """That the year of a row's date is doubted."""
    whose = f"{judged.row.organisation}: " if judged.row.organisation else ""
    return words_cell((f"{whose}due {words.doubted(judged)}",))

"""Tables to the draft of a programme: every cell is in it, or in a question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from ragplan.document.change import Data
from ragplan.editing.beginning import Beginning, Fields
from ragplan.english import flat
from ragplan.importing.columns import columns, head_row, heads_again, section_of
from ragplan.importing.dates import Reading, Window, firsts, reading
from ragplan.importing.lines import Line, heading, line_of, people, recommendations
from ragplan.importing.owners import Owners, Register
from ragplan.importing.ratings import Ratings
from ragplan.importing.tables.grid import SourceCell, SourceTable, place
from ragplan.model.key import Key

_NUMBERED = re.compile(r"(?P<ref>\d+(?:\.\d+)+[a-z]?)[.):]?\s+(?P<title>\S.*)", re.DOTALL)
_GOAL = re.compile(
    r"(?:(?:goal|theme|section|objective)\s+)?(?P<ref>\d+(?:\.\d+)*)[.):]?\s*(?:[-–:]\s*)?(?P<title>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
NO_GOALS = "The table has no goals; all actions stand under one, 'Actions'."
_AS_THEY_ARE = ("status", "next", "risk")
"""The fields of a position that take the words of a column as they are."""


class Settings(NamedTuple):
    """What is known before a table is read.

    ``organisations`` are the names and aliases by code; ``colours`` the levels that grounds stand for;
    ``given`` the columns that a person has named; ``months`` tells that firsts of months are months.
    """

    key: Key | None = None
    organisations: Mapping[str, Iterable[str]] = {}
    window: Window = Window()
    colours: Mapping[str, str] = {}
    given: Mapping[int, str] = {}
    months: bool = False


class Draft(NamedTuple):
    """A programme as a table has it; ``questions`` are those that no single row can hold.

    ``organisations`` are the codes met in it, in order; ``colours`` the grounds that nobody has explained.
    """

    goals: Sequence[Fields]
    positions: Mapping[str, Sequence[Fields]]
    questions: Sequence[str]
    organisations: Sequence[str]
    colours: Sequence[str]

    def beginning(self, programme: Fields) -> Beginning:
        """The programme with what is known of it beside the tables."""
        asked = [*cast("list[Data]", programme.get("queries", [])), *self.questions]
        own = {
            code: cast("Fields", {"organisation": code, "actions": [*rows]})
            for code, rows in self.positions.items()
        }
        fields: Fields = {**programme, "goals": [*self.goals]}
        return Beginning(fields | ({"queries": asked} if asked else {}), own)


def drafted(tables: Sequence[SourceTable], settings: Settings) -> Draft:
    """The draft of tables, one after the other; one without a head that is known is asked about whole."""
    made = _Making(settings)
    for each in tables:
        made.take(each)
    return made.draft()


@dataclass
class _Goal:
    """A goal in the making, and its actions."""

    ref: str
    title: str
    actions: list[Fields] = field(default_factory=list)

    @property
    def fields(self) -> Fields:
        """It as a plan has it."""
        actions: Fields = {"actions": [*self.actions]} if self.actions else {}
        return {"ref": self.ref, "title": self.title, **actions}


class _Making:
    """A draft in the making."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.register = Register(settings.organisations)
        self.goals: list[_Goal] = []
        self.positions: dict[str, list[Fields]] = {}
        self.questions: list[str] = []
        self.refs: set[str] = set()
        self.colours: dict[str, None] = {}
        self.unnumbered = 0
        self.last: list[Fields] = []
        """The positions of the row before, to which a row that goes on adds."""

    def take(self, table: SourceTable) -> None:
        """Take in a table."""
        self.questions += [f"{table.name}: {fault}." for fault in table.faults]
        self.questions += [
            f'{table.name}, {place(each.row, each.column)}, has a comment: "{flat(each.text)}"'
            for each in table.comments
        ]
        found = head_row(table)
        if found is None and not self.settings.given:
            self._ask_whole(table)
            return
        at = found or 0
        fields = columns(table, at, self.settings.given)
        ratings = Ratings(self.settings.key, self.settings.colours)
        self._ask_above(table, at)
        self._ask_given(table)
        self._ask_columns(table, fields, at)
        self._sections(table, at, at)
        lines: list[Line] = []
        for number in range(at + 1, len(table.rows)):
            if table.rows[number] == table.rows[at] or heads_again(table, at, number):
                self._sections(table, number, at)
            else:
                lines.append(line_of(table, number, fields))
                self._row(lines[-1], ratings, table.rows[at])
        self._ask_months(table, lines)
        self.questions += ratings.questions(table.name)
        self.colours.update(dict.fromkeys(ratings.asked))

    def draft(self) -> Draft:
        """What came of all tables."""
        if self.unnumbered:
            alone = self.unnumbered == 1
            said = "action has no number; it is" if alone else "actions have no number; they are"
            self.questions.append(f"{self.unnumbered:,} {said} counted in printed order.")
        goals = [each.fields for each in self.goals]
        return Draft(goals, self.positions, self.questions, [*self.register.found], [*self.colours])

    def _ask_whole(self, table: SourceTable) -> None:
        said = "; ".join(cell.text for row in table.rows for cell in row if cell and cell.text)
        self.questions.append(
            f'{table.name} has no head that is known, and is not in the draft: "{flat(said)}"'
        )

    def _ask_above(self, table: SourceTable, head: int) -> None:
        """What stands above the head."""
        said = [cell.text for row in table.rows[:head] for cell in row if cell and cell.text]
        if said:
            self.questions.append(f'{table.name} has above its head: "{flat("; ".join(said))}"')

    def _sections(self, table: SourceTable, number: int, head: int) -> None:
        """The goal that a row of heads begins; other words that the first has not are asked."""
        known = [flat(cell.text) for cell in table.rows[head] if cell]
        for cell in filter(None, table.rows[number]):
            if goal := section_of(cell.text):
                if not (self.goals and _named(goal, self.goals[-1])):
                    self._goal(goal)
            elif flat(cell.text) not in known:
                where = place(number, 0).split(", ")[0]
                self.questions.append(
                    f'{table.name}, {where}, heads the columns again, with "{flat(cell.text)}".'
                )

    def _ask_given(self, table: SourceTable) -> None:
        """Columns that a person has named, and the table has not."""
        for column, name in self.settings.given.items():
            if column >= len(table.rows[0]):
                where = place(0, column).split(", ")[1]
                self.questions.append(f"{table.name} has no {where}, which was said to hold '{name}'.")

    def _ask_columns(self, table: SourceTable, fields: Mapping[int, str], head: int) -> None:
        """Columns that are not known, each once."""
        for column, name in fields.items():
            named = table.rows[head][column]
            if not name and any(cell.text for row in table.rows[head + 1 :] if (cell := row[column])):
                said = f'"{flat(named.text)}"' if named and named.text else "which has no head"
                where = place(head, column).split(", ")[1]
                self.questions.append(f"{table.name}, {where}, {said}, is no field; its words are notes.")

    def _ask_months(self, table: SourceTable, lines: Sequence[Line]) -> None:
        """Due dates that a spreadsheet perhaps made of months."""
        found = (self._read(line.cell("due")) for line in lines if line.cell("due"))
        days = [day for each in found if each for day in each.dates]
        if not self.settings.months and firsts(days):
            self.questions.append(
                f"All {len(days):,} due dates of {table.name} are firsts of months; were months meant?"
            )

    def _row(self, line: Line, ratings: Ratings, head: Sequence[SourceCell | None]) -> None:
        """Take in a row: a goal, an action, an owner more of one, or what goes on from the row before."""
        if not line.begun:
            return
        if headed := heading(line):
            self._goal(headed)
            return
        goal = line.text("goal")
        if goal and not (self.goals and flat(goal) in (self.goals[-1].title, _named(goal, self.goals[-1]))):
            self._goal(goal)
        new = bool(line.text("title")) and not self._again(line)
        if new:
            self._action(line)
        elif not line.text("owners"):
            self._goes_on(line, besides=goal)
            return
        self._owned(line, ratings, new=new)
        self._notes(line, head, new=new)

    def _again(self, line: Line) -> bool:
        """Whether a row has the action of the row before once more, for an owner of its own."""
        action = self.goals[-1].actions[-1] if self.goals and self.goals[-1].actions else {}
        ref = flat(line.text("ref"))
        return (
            bool(line.text("owners"))
            and line.text("title") == action.get("title")
            and ref in ("", action["ref"])
        )

    def _goal(self, text: str) -> None:
        match = _GOAL.fullmatch(text)
        ref = match["ref"] if match else str(len(self.goals) + 1)
        while any(ref == each.ref for each in self.goals):
            ref = f"{ref}a"
        self.goals.append(_Goal(ref, flat(match["title"] if match else text)))

    def _action(self, line: Line) -> None:
        """An action with what its row says of it."""
        if not self.goals:
            self.goals.append(_Goal("1", "Actions"))
            self.questions.append(NO_GOALS)
        printed, title = self._numbered(line, self.goals[-1])
        ref, queries = self._free(printed), []
        if ref != printed:
            queries.append(f'Its number is printed "{printed}", as is that of an action before it.')
        self.refs.add(ref)
        action: Fields = {"ref": ref, "title": title}
        action |= {name: text for name in ("outcome", "source") if (text := line.text(name))}
        action |= self._dates(line, queries)
        if cited := line.holding("recommendations").text:
            numbers, rest = recommendations(cited)
            action |= {"recommendations": [*numbers]} if numbers else {}
            queries += [f'Recommendations printed "{flat(cited)}".'] if rest or not numbers else []
        if named := line.holding("leads").text:
            action["leads"] = [*people(named)]
        self.goals[-1].actions.append(action | _asked(queries))

    def _numbered(self, line: Line, goal: _Goal) -> tuple[str, str]:
        """The ref of a row's action and its title."""
        title = line.text("title")
        if ref := flat(line.text("ref")):
            return ref, title
        if match := _NUMBERED.fullmatch(title):
            return match["ref"], match["title"]
        self.unnumbered += 1
        return f"{goal.ref}.{len(goal.actions) + 1}", title

    def _free(self, ref: str) -> str:
        free, number = ref, 1
        while free in self.refs:
            number += 1
            free = f"{ref}-{number}"
        return free

    def _read(self, cell: SourceCell) -> Reading | None:
        """The dates of a cell; none of one that is worked out."""
        found = None if cell.formula else reading(cell, self.settings.window)
        if found is None or not self.settings.months:
            return found
        return found._replace(dates=tuple(re.sub(r"^(\d{4}-\d{2})-01$", r"\1", each) for each in found.dates))

    def _dates(self, line: Line, queries: list[str]) -> Fields:
        """The due date with those it was moved to, and the start; what is no date is a question."""
        fields: Fields = {}
        for name in ("due", "start"):
            cell = line.holding(name)
            if not cell.text:
                continue
            found = self._read(cell)
            if found is None or (name == "start" and len(found.dates) > 1):
                queries.append(f'{name.capitalize()} printed "{flat(cell.text)}".')
                continue
            first, *later = found.dates
            fields[name] = first
            if later:
                fields["revised"] = [{"to": each} for each in later]
            queries += filter(None, [found.doubt])
        return fields

    def _owned(self, line: Line, ratings: Ratings, *, new: bool) -> None:
        """The words of a row's owners on the action, and what stands beside them where it is not ``new``."""
        if not (self.goals and self.goals[-1].actions):
            self._goes_on(line)
            return
        action = self.goals[-1].actions[-1]
        printed = line.holding("owners").text
        owners = self.register.owners(printed) if printed else self._only()
        position, queries = self._position(line, ratings)
        if not owners.codes:
            self._unowned(action, printed, position, queries)
            return
        queries += owners.doubts
        if not new:
            queries += self._own_due(line.cell("due"), action, position)
            queries += self._beside(line, action, position)
        if len(owners.codes) > 1 and position:
            queries.append(f"Printed once for {', '.join(owners.codes)}.")
        held = cast("list[Data]", action.setdefault("owners", []))
        held += [code for code in owners.codes if code not in held]
        self.last = [{"ref": action["ref"], **position} | _asked(queries) for _ in owners.codes]
        for code, row in zip(owners.codes, self.last, strict=True):
            self.positions.setdefault(code, []).append(row)

    def _only(self) -> Owners:
        """The one organisation there is, where a table names no owners."""
        codes = tuple(self.settings.organisations)
        if len(codes) != 1:
            return Owners(())
        self.register.found[codes[0]] = None
        return Owners(codes)

    def _own_due(self, cell: SourceCell, action: Fields, position: Fields) -> list[str]:
        """A due date that stands beside a further owner, where it is another than the action's."""
        found = self._read(cell) if cell.text else None
        if found is None or len(found.dates) != 1:
            return [f'Due printed "{flat(cell.text)}".'] if cell.text else []
        if found.dates[0] != action.get("due"):
            position["due"] = found.dates[0]
        return [found.doubt] if found.doubt else []

    def _beside(self, line: Line, action: Fields, position: Fields) -> list[str]:
        """What a further owner's row says of the action: who leads there, and what is to be confirmed."""
        if named := line.text("leads"):
            position["leads"] = [*people(named)]
        said = [(name, line.text(name)) for name in ("ref", "recommendations", "outcome", "source", "start")]
        return [
            f'{name.capitalize()} printed beside it "{flat(text)}".'
            for name, text in said
            if text and flat(text) != action.get(name)
        ]

    def _unowned(self, action: Fields, printed: str, position: Fields, queries: list[str]) -> None:
        """Words without an owner: in queries on the action."""
        said = [f'Owner printed "{flat(printed)}".'] if printed else []
        if position:
            told = "; ".join(f"{name}: {_told(value)}" for name, value in position.items())
            said.append(f"No owner is known for what is printed beside it: {told}")
        action |= _asked([*cast("list[str]", action.get("queries", [])), *said, *queries])
        self.last = []

    def _position(self, line: Line, ratings: Ratings) -> tuple[Fields, list[str]]:
        """What a row says of its owners' word, and what of that is to be confirmed."""
        queries: list[str] = []
        position: Fields = {name: text for name in _AS_THEY_ARE if (text := line.holding(name).text)}
        rating = line.holding("rating")
        if rating:
            rated = ratings.rated(flat(rating.text), rating.colour, line.place("rating"))
            position |= {"rating": rated.code} if rated.code else {}
            queries += filter(None, [rated.doubt])
        for name in ("completed", "updated"):
            if (cell := line.holding(name)).text:
                found = self._read(cell)
                if found and len(found.dates) == 1:
                    position[name] = found.dates[0]
                    queries += filter(None, [found.doubt])
                else:
                    queries.append(f'{name.capitalize()} printed "{flat(cell.text)}".')
        if text := line.holding("evidence").text:
            position["evidence"] = [{"ref": flat(text)}]
        if line.shared("status"):
            queries.append("Its words are printed once for several rows.")
        if any(cell.formula for cells in line.begun.values() for _, cell in cells):
            queries.append("A cell of its row is worked out by a formula, of which the text is kept.")
        return position, queries

    def _goes_on(self, line: Line, besides: str = "") -> None:
        """A row without an action and an owner: the end of the row before, which a page has cut."""
        status = line.text("status")
        if status and self.last and line.said == "\n".join(filter(None, (besides, status))):
            for row in self.last:
                row["status"] = "\n".join(filter(None, (str(row.get("status", "")), status)))
                asked = cast("list[str]", row.get("queries", []))
                row |= _asked([*asked, f"Its words go on in {line.place()}, which has no owner."])  # noqa: PLW2901 - in place
        elif line.said and line.said != besides:
            self.questions.append(f'{line.place()} has neither action nor owner: "{flat(line.said)}"')

    def _notes(self, line: Line, head: Sequence[SourceCell | None], *, new: bool) -> None:
        """Notes and the words of columns that are no field: on the action, or on further owners' rows."""
        said = [line.text("notes")] if line.text("notes") else []
        for column, cell in line.begun.get("", ()):
            named = head[column]
            if cell.text:
                said.append(f"{flat(named.text)}: {cell.text}" if named and named.text else cell.text)
        if said and self.goals and self.goals[-1].actions:
            action = self.goals[-1].actions[-1]
            for holder in [action] if new or not self.last else self.last:
                holder["notes"] = [*cast("list[Data]", holder.get("notes", [])), *said]


def _named(text: str, goal: _Goal) -> str:
    """A goal's words as they would be printed again with its number."""
    match = _GOAL.fullmatch(text)
    return flat(text) if match and (match["ref"], flat(match["title"])) == (goal.ref, goal.title) else ""


def _asked(queries: Sequence[str]) -> Fields:
    return {"queries": [*dict.fromkeys(queries)]} if queries else {}


def _told(value: Data) -> str:
    """A field's value on one line."""
    if isinstance(value, list):
        return ", ".join(map(_told, value))
    return ", ".join(map(_told, value.values())) if isinstance(value, dict) else flat(value)

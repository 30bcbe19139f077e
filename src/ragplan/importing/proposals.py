"""A newer issue of a table against the plan: what its rows say anew, and what a person must decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ragplan.diff.titles import Titled, Titles, other_action
from ragplan.document.change import Data
from ragplan.editing.beginning import Fields
from ragplan.editing.tables import KEYS, TAKEN
from ragplan.english import flat, listed
from ragplan.escaping import from_spreadsheet, spreadsheet
from ragplan.importing.draft import NO_GOALS, Draft
from ragplan.model.dates import PlanDate, plan_date
from ragplan.model.judged import JudgedRow
from ragplan.model.plan import Action, Position
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.reports.list_formats import ROW_FIELDS, cell, csv_lines

_GETS = {field.name: field.get for field in ROW_FIELDS}
_OF_ACTION = ("outcome", "source", "start", "recommendations", "notes")
_OF_ROW = ("evidence", "notes")
"""The fields that no table of rows sets, of an action and of a row, in which a person sees to what is new."""
_MANY = 12
"""Rows or actions that one question names."""


class Proposed(NamedTuple):
    """A row of the plan and the words that the table has for it, by column, where they are others."""

    row: JudgedRow
    words: Mapping[str, str]

    @property
    def was(self) -> Iterator[tuple[str, str, str]]:
        """Each column with the words of the plan and those of the table."""
        for name, words in self.words.items():
            yield name, _word(self.row, name), words


class Proposals(NamedTuple):
    """What a table changes, row by row, and what it leaves to a person."""

    rows: Sequence[Proposed]
    questions: Sequence[str]


def proposals(plans: Plans, programme: Programme, rows: Iterable[JudgedRow], draft: Draft) -> Proposals:
    """A draft of a table against the programme that was once made of one, by the refs of both.

    Nothing is said of an action whose ref now has the title of another one: that is a question.
    """
    return _Comparison(plans, programme, rows, draft).proposals()


def as_table(proposed: Sequence[Proposed]) -> str:
    """The proposed rows as a table for ``set --from``: what stays in them is as ``list`` writes it."""
    told = {name for each in proposed for name in each.words}
    columns = (*KEYS, *(name for name in TAKEN if name in told))
    cells = (
        [
            spreadsheet(each.words[name]) if name in each.words else cell(_GETS[name](each.row))
            for name in columns
        ]
        for each in proposed
    )
    return csv_lines([columns, *cells])


def _word(row: JudgedRow, name: str) -> str:
    return from_spreadsheet(cell(_GETS[name](row)))


class _Comparison:
    """A draft beside the plan."""

    def __init__(self, plans: Plans, programme: Programme, rows: Iterable[JudgedRow], draft: Draft) -> None:
        self.plans = plans
        self.programme = programme
        self.rows = {(each.row.action.ref, each.organisation): each for each in rows}
        self.actions = {each.row.action.ref: each.row.action for each in self.rows.values()}
        self.draft = draft
        self.drafted = {str(each["ref"]): each for goal in draft.goals for each in _entries(goal, "actions")}
        self.titles = Titles(Titled(each.ref, each.title) for each in programme.actions)
        self.told = {name for entries in draft.positions.values() for entry in entries for name in entry}
        """The columns of which the table says something anywhere."""
        self.emptied: dict[str, list[str]] = {}
        self.questions: list[str] = []

    def proposals(self) -> Proposals:
        """What there is to propose and to ask."""
        known = {NO_GOALS, *(each.text for each in self.programme.queries)}
        self.questions += [each for each in self.draft.questions if each not in known]
        self._ask_goals()
        alike = {ref for ref, entry in self.drafted.items() if self._stands(ref, entry)}
        proposed = [
            found
            for code, entries in self.draft.positions.items()
            for entry in entries
            if str(entry["ref"]) in alike and (found := self._row(code, entry))
        ]
        self._ask_gone()
        for name, rows in self.emptied.items():
            self.questions.append(
                f"The table says nothing where the plan has words, which stay: {name} of {_few(rows)}."
            )
        order = {key: at for at, key in enumerate(self.rows)}
        proposed.sort(key=lambda each: order[each.row.row.action.ref, each.row.organisation])
        return Proposals(proposed, list(dict.fromkeys(self.questions)))

    def _ask_goals(self) -> None:
        if NO_GOALS in self.draft.questions:
            return
        known = {flat(goal.title) for goal in self.programme.goals}
        self.questions += [
            f'The goal "{goal["title"]}" of the table is none of the plan.'
            for goal in self.draft.goals
            if goal["title"] not in known and any(each in self.drafted for each in _refs(goal))
        ]

    def _stands(self, ref: str, entry: Fields) -> bool:
        """Whether an action of the table is the plan's of that ref; what differs in it is asked."""
        title = str(entry["title"])
        action = self.actions.get(ref)
        owners = [str(code) for code in _list(entry.get("owners"))]
        if action is None:
            self.questions.append(
                f'{ref} "{title}" of {listed(owners) or "nobody"} is new in the table; '
                f"'ragplan add action {ref}' adds it."
            )
            return False
        if other_action(self.titles, self.programme, action, Action(ref, title, action.origin)):
            self.questions.append(
                f'{ref} is "{flat(title)}" in the table, in the plan "{flat(action.title)}"; '
                "nothing of it is proposed."
            )
            return False
        if flat(title) != flat(action.title):
            self.questions.append(
                f'{ref} is called "{flat(title)}" in the table, in the plan "{flat(action.title)}"; '
                f"'ragplan set {ref} --title TEXT' changes it."
            )
        if action.given_up:
            self.questions.append(f"{ref} stands in the table, and is closed in the plan.")
        self._ask_owners(action, owners)
        self._ask_date(ref, "", entry, action.deadline.current)
        self._ask_beside(ref, entry, action, _OF_ACTION)
        return True

    def _ask_owners(self, action: Action, named: Sequence[str]) -> None:
        there = [self.programme.code(each) for each in action.owners or (action.organisation,)]
        for code in named:
            if code not in there:
                self.questions.append(
                    f"{action.ref} has {code} for an owner in the table; "
                    f"'ragplan owners {action.ref} --add {code}' adds one."
                )
        gone = [code for code in there if code not in named]
        if gone and named:
            self.questions.append(f"{action.ref} has no longer {listed(gone)} for an owner in the table.")

    def _ask_date(self, ref: str, code: str, entry: Fields, current: PlanDate | None) -> None:
        """A due date that is another one: only a decision moves it."""
        revised = [str(each["to"]) for each in _entries(entry, "revised")]
        due = revised[-1] if revised else str(entry.get("due", ""))
        if not due or plan_date(due) == current:
            return
        whose = f" --organisation {code}" if code else ""
        self.questions.append(
            f"{ref}{f' of {code}' if code else ''} is due {due} in the table, in the plan "
            f"{current.text if current else 'on no day'}; 'ragplan revise {ref}{whose} --to {due}' moves it."
        )

    def _row(self, code: str, entry: Fields) -> Proposed | None:
        """What an owner's row says anew; one that the plan has not is asked with the action's owners."""
        ref = str(entry["ref"])
        row = self.rows.get((ref, self.programme.code(code)))
        if row is None:
            return None
        said = {name: _told(entry[name]) for name in TAKEN if name in entry}
        leads = self.drafted[ref].get("leads")
        if leads and "leads" not in said:
            said["leads"] = _told(leads)
        for name in TAKEN:
            if name in self.told and name not in said and _word(row, name) and name != "updated":
                self.emptied.setdefault(name, []).append(f"{ref} {row.organisation}")
        if "due" in entry:
            self._ask_date(ref, row.organisation, entry, row.row.deadline.current)
        if row.row.position is not None:
            self._ask_beside(f"{ref} of {row.organisation}", entry, row.row.position, _OF_ROW)
        words = {name: text for name, text in said.items() if flat(text) != flat(_word(row, name))}
        return Proposed(row, words) if words else None

    def _ask_beside(self, what: str, entry: Fields, there: Action | Position, names: Iterable[str]) -> None:
        """What a table has of an entry that no table of rows sets, and what it is in doubt about."""
        standing: Fields = self.plans.documents[there.origin.path].at(there.origin.route)
        for name in names:
            known = [flat(_told(each)) for each in _list(standing.get(name))]
            for each in _list(entry.get(name)):
                words = flat(_told(each))
                if not any(words in one for one in known):
                    self.questions.append(f'{what} has in the table, and not in the plan, {name}: "{words}".')
        known = [_told(each) for each in _list(standing.get("queries"))]
        self.questions += [
            f"{what}: {each}" for each in map(_told, _list(entry.get("queries"))) if each not in known
        ]

    def _ask_gone(self) -> None:
        """Actions of the plan that the table has not, but for those that are closed without being done."""
        gone = [
            f'{ref} "{flat(each.title)}"'
            for ref, each in self.actions.items()
            if ref not in self.drafted and not (each.given_up or each.parts)
        ]
        if gone:
            self.questions.append(f"In the plan, and not in the table: {_few(gone)}.")


def _refs(goal: Fields) -> list[str]:
    return [str(each["ref"]) for each in _entries(goal, "actions")]


def _entries(holder: Fields, name: str) -> list[Fields]:
    return [each for each in _list(holder.get(name)) if isinstance(each, dict)]


def _list(value: Data | None) -> list[Data]:
    """A field's entries: what is one, as several."""
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def _told(value: Data) -> str:
    """A value as ``list`` writes it: entries are joined by a semicolon."""
    if isinstance(value, list):
        return "; ".join(map(_told, value))
    return ", ".join(map(_told, value.values())) if isinstance(value, dict) else value


def _few(names: Sequence[str]) -> str:
    more = len(names) - _MANY
    return listed(names if more <= 0 else [*names[:_MANY], f"{more:,} more"])

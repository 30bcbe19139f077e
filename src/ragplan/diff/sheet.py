"""A snapshot's actions and rows by what they are known by, so that two can be laid side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ragplan.diff.change import ChangedEntry, Subject
from ragplan.model.assessment import ended
from ragplan.model.judged import JudgedRow, rows_by_key
from ragplan.model.plan import Action, Release
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Key, Snapshot


@dataclass(frozen=True)
class Sheet:
    """A snapshot; ``name`` gives an organisation's code in the later snapshot of the two."""

    snapshot: Snapshot
    name: Callable[[str], str]

    @property
    def programme(self) -> Programme:
        """The programme."""
        return self.snapshot.programme

    @cached_property
    def rows(self) -> Mapping[Key, JudgedRow]:
        """Rows by ref and organisation."""
        return rows_by_key(self.snapshot, self.name)

    @cached_property
    def actions(self) -> Mapping[Key, Action]:
        """Actions in the order of the plan, by ref and organisation, ``""`` for a shared one."""
        found: dict[Key, Action] = {}
        for action in self.programme.actions:
            found.setdefault(self.key(action), action)
        return found

    @cached_property
    def rows_of(self) -> Mapping[Key, list[Key]]:
        """What each action's rows are known by, in the order of the plan."""
        found: dict[Key, list[Key]] = {key: [] for key in self.actions}
        for key, judged in self.rows.items():
            found[self.key(judged.action)].append(key)
        return found

    @cached_property
    def owners(self) -> Mapping[Key, Mapping[str, None]]:
        """Each action's owners in the order of the plan."""
        code = self.programme.code
        return {
            key: dict.fromkeys(self.name(code(owner)) for owner in action.owners)
            for key, action in self.actions.items()
        }

    @cached_property
    def parts(self) -> Mapping[Key, list[Key]]:
        """What the sub-actions of each action are known by."""
        found: dict[Key, list[Key]] = {}
        for key, action in self.actions.items():
            if action.parent:
                found.setdefault((action.parent, key[1]), []).append(key)
        return found

    def key(self, action: Action) -> Key:
        """What an action is known by."""
        organisation = action.organisation
        return (action.ref, self.name(self.programme.code(organisation)) if organisation else "")

    def owns(self, row: Key) -> bool:
        """Whether a row's organisation is an owner of its action, and not one that only reports."""
        return row in self.rows and row[1] in self.owners[self.key(self.rows[row].action)]

    def released(self, row: Key) -> Release | None:
        """The decision that let a row's organisation go from its shared action, where there is one."""
        action = self.actions.get((row[0], ""))
        code = self.programme.code
        found = (
            (each for each in action.released if self.name(code(each.organisation)) == row[1])
            if action
            else ()
        )
        return next(iter(found), None)

    def ended(self, key: Key) -> bool:
        """Whether an action was given up: superseded, or withdrawn on a day that has come."""
        return ended(self.actions[key], self.snapshot.on) is not None

    def closed(self, key: Key) -> bool:
        """Whether an action was closed: itself, by all of its owners, or in all of its parts."""
        if self.ended(key):
            return True
        found = (self.rows[each].assessment for each in self.rows_of[key])
        rows = [each for each in found if not each.parent]
        if rows:
            return not any(each.open for each in rows)
        parts = self.parts.get(key, [])
        return bool(parts) and all(self.closed(part) for part in parts)


def merged(old: Sheet, new: Sheet) -> Iterator[Key]:
    """The actions of both in the order of the new one, those gone after the one they stood behind."""
    behind: dict[Key | None, list[Key]] = {}
    anchor: Key | None = None
    for key in old.actions:
        if key in new.actions:
            anchor = key
        else:
            behind.setdefault(anchor, []).append(key)
    yield from behind.get(None, ())
    for key in new.actions:
        yield key
        yield from behind.get(key, ())


def entry_of_action(sheet: Sheet, key: Key, old: Action | None, new: Action | None) -> ChangedEntry:
    """What changes of an action have in common; ``sheet`` is the one that still has it."""
    action = sheet.actions[key]
    return ChangedEntry(
        programme=sheet.programme.id,
        subject=Subject.ACTION,
        ref=action.ref,
        organisation=key[1],
        title=action.title,
        goal=action.goal,
        owners=tuple(sheet.owners[sheet.key(action)]),
        rating=_rating(sheet.rows.get(key) if key[1] else None),
        old_origin=old.origin if old else None,
        new_origin=new.origin if new else None,
    )


def entry_of_row(sheet: Sheet, key: Key, old: JudgedRow | None, new: JudgedRow | None) -> ChangedEntry:
    """What changes of a row have in common; ``sheet`` is the one that still has it."""
    action = sheet.rows[key].action
    return ChangedEntry(
        programme=sheet.programme.id,
        subject=Subject.POSITION,
        ref=action.ref,
        organisation=key[1],
        title=action.title,
        goal=action.goal,
        owners=tuple(sheet.owners[sheet.key(action)]),
        rating=_rating(sheet.rows[key]),
        old_origin=(old.position or old.action).origin if old else None,
        new_origin=(new.position or new.action).origin if new else None,
    )


def _rating(judged: JudgedRow | None) -> str:
    return judged.position.rating if judged and judged.position else ""

"""Two snapshots of a programme to the changes between them, in the order of the plan.

An action is known by its ref and, where it is an organisation's own, its organisation; a position by
ref and organisation. An action that moved between an organisation's file and the programme is still
the same where its organisation still reports on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from ragplan.diff.actions import action_changes, closure
from ragplan.diff.change import Change, ChangedEntry, Kind, Subject, loss_of
from ragplan.diff.positions import arrived, gone, lapsed, position_changes, untouched, went_overdue
from ragplan.diff.recommendations import recommendation_changes
from ragplan.diff.sheet import Sheet, entry_of_action, entry_of_row, merged
from ragplan.diff.silence import Interval, span
from ragplan.diff.titles import RECOGNISED, SAME, Titled, Titles, other_action
from ragplan.diff.wording import Rewording, restated
from ragplan.model.plan import Action, Organisation
from ragplan.model.programme import Programme, Row
from ragplan.model.snapshot import Key, Snapshot
from ragplan.model.wording import same

Past = Callable[[], Iterable[Programme]]
"""What the programme was before the older of two snapshots, as far as meetings saw it."""


def compare(old: Snapshot, new: Snapshot, past: Past = tuple) -> Iterator[Change]:
    """Every change from one snapshot of a programme to a later one.

    ``past`` tells what is put back from what is rewritten: it is asked only where something may be either.
    Who went silent or spoke again follows from who was silent at either, as what each says that the
    meeting before it saw tells.
    """
    name = new.programme.known_as
    days = span(new.programme.calendar, old.on, new.on)
    yield from _Comparison(Sheet(old, name), Sheet(new, name), days, past).changes()
    yield from recommendation_changes(old, new, name)
    yield from renamings(old.programme, new.programme)


@dataclass(frozen=True)
class _Comparison:
    """Two sheets side by side."""

    old: Sheet
    new: Sheet
    span: Interval
    past: Past

    def changes(self) -> Iterator[Change]:
        """What happened to each action and its rows."""
        for key in merged(self.old, self.new):
            if key in self.new.actions:
                yield from self._here(key)
            if key in self.old.actions:
                yield from self._gone(key)

    def _partner(self, key: Key) -> Key | None:
        """What the old sheet knows an action of the new one by."""
        if key in self.old.actions:
            return key
        rows = (self.old.rows.get(row) for row in self.new.rows_of[key])
        keys = (self.old.key(each.action) for each in rows if each)
        return next((known for known in keys if known not in self.new.actions), None)

    def _here(self, key: Key) -> Iterator[Change]:
        """Changes of an action that is in the new sheet. One that is new takes in all of its rows."""
        action, partner = self.new.actions[key], self._partner(key)

        def earlier() -> Iterable[Action]:
            return self._earlier(action, (key, partner))

        before = self.old.actions[partner] if partner else None
        entry = entry_of_action(self.new, key, before, action)
        if before is None:
            kind = Kind.PROPOSED if action.proposed else Kind.NEW
            yield entry.change(kind, "title", "", action.title)
            return
        days = self.old.snapshot.on, self.new.snapshot.on
        closed = closure(entry, before, action, days)
        if closed:
            yield replace(closed, words=self._words(key) if key[1] else None)
        yield from action_changes(
            entry,
            (self.old.programme, before),
            (self.new.programme, action),
            days,
            earlier,
            reused=self._is_another(partner, before, action) and not self._is_back(before, earlier()),
        )
        for row in self.new.rows_of[key]:
            yield from self._row(row, closed is not None and bool(key[1]))

    def _is_another(self, partner: Key | None, before: Action, action: Action) -> bool:
        """Whether the ref of an action stands for another one than it did."""
        if partner is None or before.proposed or before.title == action.title:
            return False
        least = SAME if self.old.closed(partner) else RECOGNISED
        return other_action(self._titles, self.old.programme, before, action, least)

    def _is_back(self, before: Action, earlier: Iterable[Action]) -> bool:
        """Whether a ref stands again for what it stood for earlier, and did not before."""
        return any(not self._titles.alike(each.ref, each.title, before.title) for each in earlier)

    @cached_property
    def _titles(self) -> Titles:
        known = (self.old.actions.values(), self.new.actions.values())
        return Titles(Titled(each.ref, each.title) for actions in known for each in actions)

    @cached_property
    def _before(self) -> tuple[Sheet, ...]:
        """What the programme was before the old sheet."""
        on = self.old.snapshot.on
        return tuple(Sheet(Snapshot(each, on), self.old.name) for each, _ in groupby(self.past()))

    def _earlier(self, action: Action, keys: tuple[Key | None, ...]) -> Iterator[Action]:
        """What an action was before the old sheet, where it was agreed and not another one."""
        found = (sheet.actions.get(key) for sheet in self._before for key in dict.fromkeys(keys) if key)
        return (each for each in found if each and self._stood(each, action))

    def _earlier_rows(self, key: Key, action: Action) -> Iterator[Row]:
        """What a row was before the old sheet, where its action was agreed and not another one."""
        found = (sheet.rows.get(key) for sheet in self._before)
        return (each.row for each in found if each and self._stood(each.action, action))

    def _stood(self, before: Action, action: Action) -> bool:
        alike = self._titles.alike(action.ref, before.title, action.title)
        return alike and not before.proposed

    def _words(self, key: Key) -> Rewording | None:
        """The status of an organisation's own action where it was rewritten."""
        both = (self.old.rows.get(key), self.new.rows.get(key))
        texts = (each.position.status if each and each.position else "" for each in both)
        return restated(*texts)

    def _row(self, key: Key, closed: bool) -> Iterator[Change]:
        old, new = self.old.rows.get(key), self.new.rows[key]
        if old and not self.span.ended and untouched(old, new) and not lapsed(old, new):
            return
        entry = entry_of_row(self.new, key, old, new)
        owned, owns = self.old.owns(key), self.new.owns(key)
        if owns and not owned:
            yield entry.change(Kind.OWNER_ADDED, "owners", "", key[1])
        elif owned and not owns:
            yield entry.change(Kind.OWNER_REMOVED, "owners", key[1])
        if old:
            yield from position_changes(
                entry, old, new, self.span, lambda: self._earlier_rows(key, new.action), closed=closed
            )
            yield from went_overdue(entry, old, new)
        elif not owns:
            yield from arrived(entry, new)

    def _gone(self, key: Key) -> Iterator[Change]:
        """Rows of an action that the new sheet does not have; all of them where the action is gone."""
        rows = self.old.rows_of[key]
        left = [row for row in rows if row not in self.new.rows]
        if key not in self.new.actions and len(left) == len(rows):
            action = self.old.actions[key]
            kind = loss_of(closed=self.old.closed(key), proposed=action.proposed)
            yield entry_of_action(self.old, key, action, None).change(kind, "title", action.title)
            return
        for row in left:
            old = self.old.rows[row]
            entry = entry_of_row(self.old, row, old, None)
            release = self.new.released(row)
            if release:
                yield replace(
                    entry.change(Kind.RELEASED, "released", "", release.on.text), reason=release.reason
                )
            elif self.old.owns(row):
                yield entry.change(Kind.OWNER_REMOVED, "owners", row[1])
            else:
                closed = key in self.new.actions and self.new.ended(key)
                yield from gone(entry, old, closed=closed, owned=False)


def renamings(old: Programme, new: Programme) -> Iterator[Change]:
    """Each organisation that has another code, its old one being an alias now, or another name."""
    if old.organisations == new.organisations:
        return
    name = new.known_as
    for before in old.organisations:
        after = new.organisation.get(name(before.code))
        if after is None:
            continue
        entry = _entry(new, before, after)
        if after.code.casefold() != before.code.casefold():
            yield entry.change(Kind.RENAMED, "organisation", before.code, after.code)
        if not same(before.name, after.name):
            yield entry.change(Kind.RENAMED, "name", before.name, after.name)


def _entry(programme: Programme, before: Organisation, after: Organisation) -> ChangedEntry:
    return ChangedEntry(
        programme=programme.id,
        subject=Subject.ORGANISATION,
        ref=after.code,
        organisation=after.code,
        title=after.name,
        old_origin=before.origin,
        new_origin=after.origin,
    )

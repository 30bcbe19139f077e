"""Two snapshots to every text that came, went or changed beside what a comparison tells of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from ragplan.diff import Change, Kind
from ragplan.diff.sheet import Sheet, told_of_action, told_of_row
from ragplan.diff.side import Key, names
from ragplan.diff.wording import reworded
from ragplan.model.plan import Action
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Snapshot
from ragplan.model.wording import same
from ragplan.reports.biography_facts import (
    NOTHING,
    SEVERAL,
    Fact,
    differences,
    of_action,
    of_position,
    reading,
)

WORDED = ("status", "next")
"""Fields whose words are told by the change of the field itself, not beside a rating."""
_COME = (Kind.NEW, Kind.PROPOSED)
_DECIDED = (Kind.REFUSED, Kind.REVISED)
"""What became of an extension that was asked for."""


def details(old: Programme, new: Programme, on: date, changes: list[Change]) -> Iterator[Change]:
    """Every other text that came, went or changed with what happened."""
    name = names(new)
    before, after = Sheet(Snapshot(old, on), name), Sheet(Snapshot(new, on), name)
    came = {(change.ref, change.organisation) for change in changes if change.kind in _COME}
    for key, action in after.actions.items():
        was = before.actions.get(key)
        if was or key in came:
            yield from _action_details(after, key, (was, action), changes)
        for row in after.rows_of[key]:
            yield from _row_details(before, after, row, changes)


def _action_details(
    after: Sheet, key: Key, actions: tuple[Action | None, Action], changes: list[Change]
) -> Iterator[Change]:
    was, action = actions
    told = told_of_action(after, key, was, action)
    facts = of_action(was) if was else []
    yield from _untold(told.change, differences(facts, of_action(action)), key[1], changes)


def _row_details(before: Sheet, after: Sheet, row: Key, changes: list[Change]) -> Iterator[Change]:
    was, side = before.rows.get(row), after.rows[row]
    if side.position is None:
        return
    told = told_of_row(after, row, was, side)
    alone = before.programme.key == after.programme.key
    facts = of_position(was.position if was else None, reading(before.programme.key, alone=alone))
    found = differences(facts, of_position(side.position, reading(after.programme.key, alone=alone)))
    yield from _untold(told.change, found, row[1], changes)


def _untold(
    change: Callable[[Kind, str, str, str], Change],
    found: Iterable[tuple[Fact, Fact]],
    organisation: str,
    changes: list[Change],
) -> Iterator[Change]:
    """The differences that no change of the same action or organisation tells."""
    mine = [each for each in changes if each.organisation == organisation]
    went, came = list(mine), list(mine)
    for was, now in found:
        field = now.field or was.field
        tellers = went if now is NOTHING else came
        teller = next((each for each in tellers if _tells(each, field, was, now)), None)
        if teller is not None:
            if field in SEVERAL:
                tellers.remove(teller)  # of two texts that are the same, one change tells one
            continue
        detail = change(Kind.DETAIL_CHANGED, field, was.text, now.text)
        yield replace(
            detail,
            reason=now.reason,
            words=reworded(was.text, now.text) if field in WORDED and was.text else None,
            internal=was.internal or now.internal,
        )


def _tells(change: Change, field: str, was: Fact, now: Fact) -> bool:
    """Whether a change tells of a text; of a field that holds several, of that very one."""
    if field == "revised.proposed" and now is NOTHING and change.kind in _DECIDED:
        return same(change.old if change.kind is Kind.REFUSED else change.new, was.text)
    if change.field != field:
        return False
    if field not in SEVERAL:
        return True
    return same(change.old, was.text) if now is NOTHING else same(change.new, now.text)

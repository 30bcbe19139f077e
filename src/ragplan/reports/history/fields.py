"""Two snapshots to every text that came, went or changed beside what a comparison holds of them.

An action or a position is read as named texts, so that nothing it ever said is lost between two commits.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ragplan.diff import Change, Kind
from ragplan.diff.fields import field_of
from ragplan.diff.remarks import evidence_words, occurrence_words
from ragplan.diff.sheet import Sheet, entry_of_action, entry_of_row
from ragplan.diff.wording import reworded
from ragplan.model.dates import PlanDate, Precision
from ragplan.model.key import Key
from ragplan.model.plan import Action, Deadline, Position, Remark, Revision
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Key as RowKey
from ragplan.model.snapshot import Snapshot
from ragplan.model.wording import same, squeezed

_COME = (Kind.NEW, Kind.PROPOSED)
_GONE = (Kind.VANISHED, Kind.REMOVED, Kind.DROPPED)
_DECIDED = (Kind.REFUSED, Kind.REVISED)
"""What became of an extension that was asked for."""


class FieldText(NamedTuple):
    """One text of a field, as a comparison writes it; ``reason`` is what the plan gives for a revision.

    ``meaning`` is what the text says where that is not its words: two of one meaning are the same.
    """

    field: str
    text: str
    reason: str = ""
    internal: bool = False
    meaning: str = ""

    @property
    def meant(self) -> str:
        """What two texts that say the same have in common."""
        return self.meaning or squeezed(self.text)


NOTHING = FieldText("", "")
"""What stands for the side that is missing where a text came or went."""

Reading = Callable[[str], str]
"""What a rating means."""


def reading(key: Key | None, *, alone: bool) -> Reading:
    """How ratings of a key are read: by level where it is the only key, by category beside another."""

    def read(rating: str) -> str:
        level = key.level(rating) if key else None
        if level is None:
            return rating.casefold()
        return level.code if alone else level.category.value

    return read


def of_action(action: Action) -> list[FieldText]:
    """What an action says of itself beside its title, owners and goal."""
    withdrawn = action.withdrawn
    given = [
        _dated("agreed", action.agreed),
        *_dates(action.deadline),
        _leads(action.leads),
        _dated("start", action.start),
        FieldText(
            "supporting", ", ".join(action.supporting), meaning=", ".join(sorted(set(action.supporting)))
        ),
        FieldText("priority", action.priority),
        FieldText("source", action.source),
        FieldText("carried_from", action.carried_from),
        FieldText("superseded_by", ", ".join(action.superseded_by)),
        FieldText(
            "withdrawn", _date(withdrawn.on) if withdrawn else "", withdrawn.reason if withdrawn else ""
        ),
        *_remarks("queries", action.queries),
        *_remarks("notes", action.notes),
    ]
    return [fact for fact in given if fact.text]


def of_position(position: Position | None, read: Reading) -> list[FieldText]:
    """What a position says; ``read`` tells what its rating means."""
    if position is None:
        return []
    assured = position.assured
    given = [
        FieldText("rating", position.rating, meaning=read(position.rating)),
        FieldText("status", position.status),
        _dated("completed", position.completed),
        FieldText("assured", assured.by if assured else ""),
        _dated("assured.on", assured.on if assured else None),
        _dated("updated", position.updated),
        *_dates(position.deadline),
        _leads(position.leads),
        FieldText("next", position.next),
        FieldText("waiting_for", position.waiting_for),
        FieldText("risk", position.risk),
        *(FieldText("evidence", evidence_words(each)) for each in position.evidence),
        *(FieldText("occurrences", occurrence_words(each)) for each in position.occurrences),
        *_remarks("queries", position.queries),
        *_remarks("notes", position.notes),
    ]
    return [fact for fact in given if fact.text]


def differences(old: list[FieldText], new: list[FieldText]) -> Iterator[tuple[FieldText, FieldText]]:
    """The texts that came, went or changed, before and after, ``NOTHING`` where there was or is none."""
    for field in dict.fromkeys(fact.field for fact in (*new, *old)):
        before, after = ([fact for fact in facts if fact.field == field] for facts in (old, new))
        if field_of(field).several:
            yield from ((NOTHING, fact) for fact in _left(after, before))
            yield from ((fact, NOTHING) for fact in _left(before, after))
            continue
        was, now = (facts[0] if facts else NOTHING for facts in (before, after))
        if was.meant != now.meant:
            yield was, now


def _left(facts: list[FieldText], others: list[FieldText]) -> Iterator[FieldText]:
    """The texts that the others do not have, each as often as it is missing there."""
    known = Counter(each.meant for each in others)
    for fact in facts:
        known[fact.meant] -= 1
        if known[fact.meant] < 0:
            yield fact


def _dates(deadline: Deadline) -> Iterator[FieldText]:
    yield _dated("due", deadline.first)
    for each in deadline.written:
        if not each.moves:
            yield _request(each)
            continue
        yield _dated("revised", each.to, each.reason)
        yield _dated("revised.on", each.on)
        yield FieldText("revised.agreed_by", each.agreed_by)


def _request(request: Revision) -> FieldText:
    """A later date that is asked for, or the day it was refused."""
    if request.refused:
        return _dated("revised.refused", request.refused)
    return _dated("revised.proposed", request.to, request.reason)


def _leads(leads: tuple[str, ...]) -> FieldText:
    return FieldText("leads", ", ".join(leads), meaning=", ".join(sorted(set(leads))))


def _remarks(field: str, remarks: tuple[Remark, ...]) -> Iterator[FieldText]:
    return (FieldText(field, remark.text, internal=remark.internal) for remark in remarks)


def _dated(field: str, when: PlanDate | None, reason: str = "") -> FieldText:
    ongoing = when is not None and when.precision is Precision.ONGOING
    return FieldText(field, _date(when), reason, meaning=Precision.ONGOING.value if ongoing else "")


def _date(when: PlanDate | None) -> str:
    return when.text if when else ""


def details(old: Programme, new: Programme, on: date, changes: list[Change]) -> Iterator[Change]:
    """Every other text that came, went or changed with what happened."""
    name = new.known_as
    before, after = Sheet(Snapshot(old, on), name), Sheet(Snapshot(new, on), name)
    came = {(change.ref, change.organisation) for change in changes if change.kind in _COME}
    for key, action in after.actions.items():
        was = before.actions.get(key)
        if was or key in came:
            yield from _action_details(after, key, (was, action), changes)
        for row in after.rows_of[key]:
            yield from _row_details(before, after, row, changes)


def _action_details(
    after: Sheet, key: RowKey, actions: tuple[Action | None, Action], changes: list[Change]
) -> Iterator[Change]:
    was, action = actions
    about = entry_of_action(after, key, was, action)
    facts = _undecided(of_action(was) if was else [], key[1], changes)
    yield from _beside(about.change, differences(facts, of_action(action)), key[1], changes)


def _row_details(before: Sheet, after: Sheet, row: RowKey, changes: list[Change]) -> Iterator[Change]:
    was, now = before.rows.get(row), after.rows[row]
    if now.position is None and any(_is_gone(each, row) for each in changes):
        return
    about = entry_of_row(after, row, was, now)
    alone = before.programme.key == after.programme.key
    said = of_position(was.position if was else None, reading(before.programme.key, alone=alone))
    facts = _undecided(said, row[1], changes)
    found = differences(facts, of_position(now.position, reading(after.programme.key, alone=alone)))
    yield from _beside(about.change, found, row[1], changes)


def _undecided(facts: list[FieldText], organisation: str, changes: list[Change]) -> list[FieldText]:
    """The texts without extensions granted or refused by a change: one that stands is asked for anew."""
    left = list(facts)
    for change in changes:
        if change.kind in _DECIDED and change.organisation == organisation:
            asked = change.old if change.kind is Kind.REFUSED else change.new
            found = (each for each in left if each.field == "revised.proposed" and same(each.text, asked))
            if (granted := next(found, None)) is not None:
                left.remove(granted)
    return left


def _is_gone(change: Change, row: RowKey) -> bool:
    """Whether a change tells that a whole position is gone, and so all that it said."""
    return change.kind in _GONE and (change.ref, change.organisation) == row


def _beside(
    change: Callable[[Kind, str, str, str], Change],
    found: Iterable[tuple[FieldText, FieldText]],
    organisation: str,
    changes: list[Change],
) -> Iterator[Change]:
    """The differences that no change of the same action or organisation holds."""
    mine = [each for each in changes if each.organisation == organisation]
    went, came = list(mine), list(mine)
    for was, now in found:
        field = now.field or was.field
        candidates = went if now is NOTHING else came
        holder = next((each for each in candidates if _holds(each, field, was, now)), None)
        if holder is not None:
            if field_of(field).several:
                candidates.remove(holder)  # of two texts that are the same, one change holds one
            continue
        detail = change(Kind.DETAIL_CHANGED, field, was.text, now.text)
        yield replace(
            detail,
            reason=now.reason,
            words=reworded(was.text, now.text) if field_of(field).worded and was.text else None,
            internal=was.internal or now.internal,
        )


def _holds(change: Change, field: str, was: FieldText, now: FieldText) -> bool:
    """Whether a change holds a text; of a field that holds several, of that very one."""
    if change.field != field or change.kind is Kind.WENT_OVERDUE:  # a date that has passed is no other text
        return False
    if not field_of(field).several:
        return bool(now.text) or not change.new  # an owner's date that is gone leaves it the action's
    return same(change.old, was.text) if now is NOTHING else same(change.new, now.text)

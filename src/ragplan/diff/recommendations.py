"""Positions on recommendations before and after to what happened to them.

They are paired by what they cite: a range that was split or joined is still answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from ragplan.diff.change import Change, ChangedEntry, Kind, Subject, loss_of
from ragplan.diff.dating import apart, moved_on, text
from ragplan.diff.ratings import rating_kind
from ragplan.diff.remarks import evidence_changes, remark_changes
from ragplan.diff.updates import backdated
from ragplan.diff.wording import restated
from ragplan.model.dates import same_date
from ragplan.model.plan import RecommendationPosition
from ragplan.model.snapshot import Snapshot
from ragplan.model.stated import UNSTATED, Stage, Stated, stated

_Desk = tuple[str, str]
"""A register, or a text that cites nothing, and the organisation that answers."""

_Numbers = tuple[int, int]
"""The first and the last recommendation that a position is on."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """A position on a recommendation as a snapshot has it."""

    snapshot: Snapshot
    position: RecommendationPosition

    @property
    def stated(self) -> Stated:
        return stated(self.position.rating, self.snapshot.programme.key)

    @property
    def ref(self) -> str:
        """The citation with its register's name, as ``francis-2013/123``."""
        cited = self.position.cited
        register = self.snapshot.programme.register_name(cited)
        return cited.text if cited.register or not register else f"{register}/{cited.text}"


_Answers = Mapping[_Numbers, _Answer]


def recommendation_changes(old: Snapshot, new: Snapshot, name: Callable[[str], str]) -> Iterator[Change]:
    """What happened to positions on recommendations, by organisation and register; gone ones last."""
    before, after = _desks(old, name), _desks(new, name)
    for desk in dict.fromkeys((*after, *before)):
        was, now = before.get(desk, {}), after.get(desk, {})
        for numbers, answer in now.items():
            earlier = was.get(numbers) or _meeting(numbers, was)
            entry = _entry(desk, earlier, answer, answer)
            yield from _changes(entry, earlier, answer) if earlier else _arrived(entry, answer)
        for numbers, answer in was.items():
            if numbers not in now and _meeting(numbers, now) is None:
                kind = loss_of(closed=answer.stated.stage > Stage.OPEN, proposed=False)
                yield _entry(desk, answer, None, answer).change(kind, "status", answer.position.status)


def _desks(snapshot: Snapshot, name: Callable[[str], str]) -> Mapping[_Desk, _Answers]:
    found: dict[_Desk, dict[_Numbers, _Answer]] = {}
    for file in snapshot.programme.files:
        organisation = name(snapshot.programme.code(file.organisation))
        for position in file.on_recommendations:
            cited = position.cited
            register = snapshot.programme.register_name(cited) if cited.numbers else cited.text
            answers = found.setdefault((register, organisation), {})
            answers.setdefault((cited.first, cited.last), _Answer(snapshot, position))
    return found


def _meeting(numbers: _Numbers, others: _Answers) -> _Answer | None:
    """The first answer on any of the same recommendations."""
    first, last = numbers
    return next((answer for (start, end), answer in others.items() if first <= end and start <= last), None)


def _entry(desk: _Desk, old: _Answer | None, new: _Answer | None, shown: _Answer) -> ChangedEntry:
    return ChangedEntry(
        programme=shown.snapshot.programme.id,
        subject=Subject.RECOMMENDATION,
        ref=shown.ref,
        organisation=desk[1],
        rating=shown.position.rating,
        old_origin=old.position.origin if old else None,
        new_origin=new.position.origin if new else None,
    )


def _arrived(entry: ChangedEntry, answer: _Answer) -> Iterator[Change]:
    """That a position is there which was not; one that is completed says so at once."""
    position = answer.position
    if answer.stated.stage > Stage.OPEN:
        kind = rating_kind(UNSTATED, answer.stated) or Kind.REPORTED
        yield replace(entry.change(kind, "rating", "", position.rating), words=restated("", position.status))
    elif position.status or not position.rating:
        yield entry.change(Kind.REPORTED, "status", "", position.status)
    else:
        yield entry.change(Kind.REPORTED, "rating", "", position.rating)


def _changes(entry: ChangedEntry, before: _Answer, after: _Answer) -> Iterator[Change]:
    old, new = before.position, after.position
    if old == new and before.snapshot.programme.key == after.snapshot.programme.key:
        return
    said = [*_said(entry, before, after)]
    if not same_date(old.review_by, new.review_by):
        days = apart(old.review_by, new.review_by)
        said.append(
            entry.change(Kind.REVIEW_MOVED, "review_by", text(old.review_by), text(new.review_by), days)
        )
    said += evidence_changes(entry, old.evidence, new.evidence)
    if not said and moved_on(old.updated, new.updated):
        days = apart(old.updated, new.updated)
        said.append(entry.change(Kind.UPDATED, "updated", text(old.updated), text(new.updated), days))
    yield from said
    yield from backdated(entry, old, new)
    yield from remark_changes(entry, "queries", old.queries, new.queries)
    yield from remark_changes(entry, "notes", old.notes, new.notes)


def _said(entry: ChangedEntry, before: _Answer, after: _Answer) -> Iterator[Change]:
    """What became of the rating, with the words that came with it; else of the words."""
    old, new = before.position, after.position
    words = restated(old.status, new.status)
    kind = rating_kind(before.stated, after.stated)
    if kind:
        yield replace(entry.change(kind, "rating", old.rating, new.rating), words=words)
    elif words:
        yield replace(entry.change(Kind.STATUS_REWRITTEN, "status", old.status, new.status), words=words)

"""An action or a position as named texts, so that nothing it ever said is lost between two commits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ragplan.model.dates import PlanDate, Precision
from ragplan.model.key import Key
from ragplan.model.plan import Action, Deadline, Position, Remark, Revision
from ragplan.model.wording import squeezed

SEVERAL = (
    "revised",
    "revised.on",
    "revised.agreed_by",
    "revised.proposed",
    "revised.refused",
    "evidence",
    "notes",
    "queries",
)
"""Fields that may hold several texts; any other holds one at most."""


class Fact(NamedTuple):
    """One text of a field, as a comparison writes it; ``reason`` is what the plan gives for a revision.

    ``meaning`` is what the text says where that is not its words: two of one meaning are the same.
    """

    field: str
    text: str
    reason: str = ""
    internal: bool = False
    meaning: str = ""

    @property
    def said(self) -> str:
        """What two texts that say the same have in common."""
        return self.meaning or squeezed(self.text)


NOTHING = Fact("", "")
"""What stands for the side that is missing where a text came or went."""

Reading = Callable[[str], str]
"""What a rating means."""


def reading(key: Key | None, *, alone: bool) -> Reading:
    """How ratings of a key are read: by level where it is the only key, by category beside another."""

    def read(rating: str) -> str:
        level = key.level(rating) if key and rating else None
        if level is None:
            return rating.casefold()
        return level.code if alone else level.category.value

    return read


def of_action(action: Action) -> list[Fact]:
    """What an action says of itself beside its title, owners and goal."""
    withdrawn = action.withdrawn
    given = [
        _dated("agreed", action.agreed),
        *_dates(action.deadline),
        _leads(action.leads),
        _dated("start", action.start),
        Fact("supporting", ", ".join(action.supporting), meaning=", ".join(sorted(set(action.supporting)))),
        Fact("priority", action.priority),
        Fact("source", action.source),
        Fact("carried_from", action.carried_from),
        Fact("superseded_by", ", ".join(action.superseded_by)),
        Fact("withdrawn", _date(withdrawn.on) if withdrawn else "", withdrawn.reason if withdrawn else ""),
        *_remarks("queries", action.queries),
        *_remarks("notes", action.notes),
    ]
    return [fact for fact in given if fact.text]


def of_position(position: Position | None, read: Reading) -> list[Fact]:
    """What a position says; ``read`` tells what its rating means."""
    if position is None:
        return []
    assured = position.assured
    given = [
        Fact("rating", position.rating, meaning=read(position.rating)),
        Fact("status", position.status),
        _dated("completed", position.completed),
        Fact("assured", assured.by if assured else ""),
        _dated("assured.on", assured.on if assured else None),
        _dated("updated", position.updated),
        *_dates(position.deadline),
        _leads(position.leads),
        Fact("next", position.next),
        Fact("waiting_for", position.waiting_for),
        Fact("risk", position.risk),
        *(
            Fact("evidence", ", ".join(filter(None, (each.ref, each.file, _date(each.on)))))
            for each in position.evidence
        ),
        *_remarks("queries", position.queries),
        *_remarks("notes", position.notes),
    ]
    return [fact for fact in given if fact.text]


def differences(old: list[Fact], new: list[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """The texts that came, went or changed, before and after, ``NOTHING`` where there was or is none."""
    for field in dict.fromkeys(fact.field for fact in (*new, *old)):
        before, after = ([fact for fact in facts if fact.field == field] for facts in (old, new))
        if field in SEVERAL:
            yield from ((NOTHING, fact) for fact in _left(after, before))
            yield from ((fact, NOTHING) for fact in _left(before, after))
            continue
        was, now = (facts[0] if facts else NOTHING for facts in (before, after))
        if was.said != now.said:
            yield was, now


def _left(facts: list[Fact], others: list[Fact]) -> Iterator[Fact]:
    """The texts that the others do not have, each as often as it is missing there."""
    known = Counter(each.said for each in others)
    for fact in facts:
        known[fact.said] -= 1
        if known[fact.said] < 0:
            yield fact


def _dates(deadline: Deadline) -> Iterator[Fact]:
    yield _dated("due", deadline.first)
    for each in deadline.written:
        if not each.moves:
            yield _request(each)
            continue
        yield _dated("revised", each.to, each.reason)
        yield _dated("revised.on", each.on)
        yield Fact("revised.agreed_by", each.agreed_by)


def _request(request: Revision) -> Fact:
    """A later date that is asked for, or the day it was refused."""
    if request.refused:
        return _dated("revised.refused", request.refused)
    return _dated("revised.proposed", request.to, request.reason)


def _leads(leads: tuple[str, ...]) -> Fact:
    return Fact("leads", ", ".join(leads), meaning=", ".join(sorted(set(leads))))


def _remarks(field: str, remarks: tuple[Remark, ...]) -> Iterator[Fact]:
    return (Fact(field, remark.text, internal=remark.internal) for remark in remarks)


def _dated(field: str, when: PlanDate | None, reason: str = "") -> Fact:
    ongoing = when is not None and when.precision is Precision.ONGOING
    return Fact(field, _date(when), reason, meaning=Precision.ONGOING.value if ongoing else "")


def _date(when: PlanDate | None) -> str:
    return when.text if when else ""

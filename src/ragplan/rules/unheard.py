"""The organisations that have said nothing on open rows of theirs, and on which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ragplan.diagnostics import Origin
from ragplan.diff.change import Snapshot
from ragplan.diff.owing import Reason, last_meeting, period_of, unspoken
from ragplan.diff.side import Key, Side, names, sides
from ragplan.diff.silence import Span, same_word
from ragplan.model.dates import day_in_words
from ragplan.plans import Plans
from ragplan.rules.chronicle import Chronicles
from ragplan.rules.rule import Days

SEVERAL = 2
"""Silent rows of one file that are told as one; a single one is told where it stands."""


class Unheard(NamedTuple):
    """An organisation, its file if it has one, and its open rows on which it has said nothing.

    ``altogether`` tells that it has spoken on no other, and that one finding stands for all of them.
    """

    organisation: str
    origin: Origin
    file: Origin | None
    rows: tuple[tuple[Side, Reason], ...]
    altogether: bool

    @property
    def since(self) -> str:
        """Since when nothing was said, where there is something that was said before."""
        said = [side for side, reason in self.rows if reason is Reason.SILENT]
        return f" {since(said[0])}" if said else ""

    @property
    def happened(self) -> str:
        """What it may say has not happened: that anything changed, or that anything was begun."""
        return "changed" if any(reason is Reason.SILENT for _, reason in self.rows) else "begun"


def since(side: Side) -> str:
    """Since which meeting the words of a row are the same: ``since the meeting of 20 January 2014``."""
    meeting = last_meeting(side.snapshot.programme.calendar, side.snapshot.on)
    return f"since the meeting of {day_in_words(meeting)}" if meeting else ""


def unheard(plans: Plans, days: Days, chronicles: Chronicles | None) -> Iterator[Unheard]:
    """Every organisation with an open row on which it has said nothing, in the order of the plan."""
    for programme in plans.programmes:
        on = days(programme)
        seen = chronicles(programme).past.seen_before(on) if chronicles else None
        yield from _of(Snapshot(programme, on), Snapshot(*seen) if seen else None)


def _of(now: Snapshot, before: Snapshot | None) -> Iterator[Unheard]:
    programme = now.programme
    name = names(programme)
    judged = _Judged(sides(before, name) if before else None, period_of(now))
    files = {programme.code(file.organisation): file.origin for file in reversed(programme.files)}
    by_owner: dict[str, dict[Key, Side]] = {}
    for key, side in sides(now, name).items():
        by_owner.setdefault(key[1], {})[key] = side
    for code, rows in by_owner.items():
        owner, file = programme.organisation.get(code), files.get(code)
        found = judged.unspoken(rows)
        if file is not None:
            found = {key: told for key, told in found.items() if told[1] is not Reason.MISSING}
        if owner is None or not found:
            continue
        spoke = any(judged.spoke(key, side) for key, side in rows.items() if key not in found)
        altogether = file is None or (len(found) >= SEVERAL and not spoke)
        yield Unheard(code, owner.origin, file, tuple(found.values()), altogether)


class _Judged(NamedTuple):
    """What the last meeting saw, where that is known, and the days since then."""

    earlier: Mapping[Key, Side] | None
    period: Span | None

    def unspoken(self, rows: Mapping[Key, Side]) -> dict[Key, tuple[Side, Reason]]:
        """The rows on which their owner has said nothing."""
        before, known = self.earlier or {}, self.earlier is not None
        reasons = {
            key: unspoken(side, before.get(key), self.period, known=known) for key, side in rows.items()
        }
        return {key: (rows[key], reason) for key, reason in reasons.items() if reason}

    def spoke(self, key: Key, side: Side) -> bool:
        """Whether an owner has spoken on a row that it is not silent on: an open one, or by closing it."""
        position = side.position
        if position is None:
            return False
        if side.assessment.open and not side.action.proposed:
            return True
        if self.period and (self.period.holds(position.updated) or self.period.holds(position.completed)):
            return True
        before = (self.earlier or {}).get(key)
        return self.earlier is not None and (before is None or not same_word(before, side))

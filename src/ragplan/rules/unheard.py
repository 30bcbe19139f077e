"""The organisations that have said nothing on open rows of theirs, and on which."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ragplan.diagnostics import Origin
from ragplan.diff.owing import Reason, unspoken
from ragplan.diff.side import Side, names, sides
from ragplan.model.dates import day_in_words
from ragplan.model.silence import dated, last_meeting, period_since_meeting, repeated, whole_period, within
from ragplan.model.snapshot import Snapshot
from ragplan.plans import Plans
from ragplan.rules.chronicle import Chronicles
from ragplan.rules.rule import Days

SEVERAL = 2
"""Silent rows of one file that are told as one; a single one is told where it stands."""


class Unheard(NamedTuple):
    """An organisation, its file if it has one, and its open rows on which it has said nothing.

    ``spoke`` tells that it has spoken on another, ``altogether`` that it has not, and that one finding
    stands for all of them.
    """

    organisation: str
    origin: Origin
    file: Origin | None
    rows: tuple[tuple[Side, Reason], ...]
    altogether: bool
    spoke: bool

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
    """Every organisation that owes a word for the meeting to come, in the last days before it.

    They are in the order of the plan.
    """
    for now in _snapshots(plans, days, chronicles):
        if now.programme.calendar.presses(now.on):
            yield from _of(now)


def unheard_before(plans: Plans, days: Days, chronicles: Chronicles | None) -> Iterator[Unheard]:
    """Every organisation that said nothing on some rows over the whole period before, and nothing since.

    That is told until the last days before the meeting to come, when the words for it are owed.
    """
    for now in _snapshots(plans, days, chronicles):
        if now.programme.calendar.presses(now.on):
            continue
        for each in _of(now):
            silent = tuple(told for told in each.rows if _over_a_period(told[0]))
            if silent and not each.spoke:
                yield each._replace(rows=silent)


def _snapshots(plans: Plans, days: Days, chronicles: Chronicles | None) -> Iterator[Snapshot]:
    """The programmes at their days, knowing what the meetings before saw."""
    for programme in plans.programmes:
        on = days(programme)
        past = chronicles(programme).past if chronicles else None
        yield past.snapshot(programme, on) if past else Snapshot(programme, on)


def _over_a_period(side: Side) -> bool:
    """Whether the owner of a row that is silent had been so at the last meeting."""
    return side.position is not None and whole_period(side.snapshot, side.row, today=False)


def _of(now: Snapshot) -> Iterator[Unheard]:
    programme = now.programme
    files = {programme.code(file.organisation): file.origin for file in reversed(programme.files)}
    by_owner: dict[str, list[Side]] = {}
    for (_, code), side in sides(now, names(programme)).items():
        by_owner.setdefault(code, []).append(side)
    for code, rows in by_owner.items():
        owner, file = programme.organisation.get(code), files.get(code)
        told = ((side, unspoken(side)) for side in rows)
        found = tuple((side, reason) for side, reason in told if reason)
        if file is not None:
            found = tuple(each for each in found if each[1] is not Reason.MISSING)
        if owner is None or not found:
            continue
        silent = {id(side) for side, _ in found}
        spoke = any(_spoke(side) for side in rows if id(side) not in silent)
        altogether = file is None or (len(found) >= SEVERAL and not spoke)
        yield Unheard(code, owner.origin, file, found, altogether, spoke)


def _spoke(side: Side) -> bool:
    """Whether an owner has spoken on a row that it is not silent on: one that is open, or by closing it."""
    position, period = side.position, period_since_meeting(side.snapshot)
    if position is None:
        return False
    if side.assessment.open and not side.action.proposed:
        return True
    if period and (dated(position, period) or (position.completed and within(position.completed, period))):
        return True
    return side.snapshot.seen is not None and not repeated(side.snapshot, side.row)

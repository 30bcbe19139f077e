"""What a meeting must worry about first: what got worse since the last one, then what is longest overdue.

What a due date that moved, a silence or a query tells is left to those who list these. A row that is past
a date whose year is doubted is no concern but a doubt.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ragplan.diff.change import Change, Kind, Subject
from ragplan.diff.side import Side, sides
from ragplan.diff.summary import summarise
from ragplan.model.snapshot import Snapshot

_ELSEWHERE = (Kind.REVISED, Kind.WENT_SILENT, Kind.QUERY_RAISED, Kind.WENT_OVERDUE)


class Concern(NamedTuple):
    """An action and those of its owners for whom it goes wrong alike.

    ``change`` is what got worse, ``None`` where nothing did and the rows are only past their date;
    ``overdue_days`` is 0 where they are not. ``organisations`` are codes, none where nobody owns the action.
    """

    ref: str
    title: str
    organisations: tuple[str, ...]
    overdue_days: int
    change: Change | None = None


def concerns(now: Snapshot, changes: Iterable[Change]) -> tuple[Concern, ...]:
    """The concerns of a day, the worst change first, behind them the longest overdue.

    A row that a change tells of is not told of again. ``changes`` are those since the last meeting, none
    where that is not known.
    """
    rows = {key: side for key, side in sides(now, now.programme.known_as).items() if _late(side)}
    worse = tuple(
        each
        for each in summarise(changes).worst
        if each.kind not in _ELSEWHERE and each.subject in (Subject.ACTION, Subject.POSITION)
    )
    told = {(each.ref, each.organisation) for each in worse}
    late = [side for key, side in rows.items() if key not in told and (key[0], "") not in told]
    days = {key: side.assessment.overdue_days for key, side in rows.items()}
    return (*_changed(worse, days), *_overdue(late))


def doubts(now: Snapshot) -> tuple[Side, ...]:
    """The open rows that are past a date whose year is doubted, in the order of the plan."""
    found = sides(now, now.programme.known_as).values()
    return tuple(each for each in found if _counted(each) and each.assessment.doubt)


def _counted(side: Side) -> bool:
    return side.assessment.overdue and side.assessment.uncounted is None


def _late(side: Side) -> bool:
    return _counted(side) and side.assessment.doubt is None


def _changed(worse: Iterable[Change], days: dict[tuple[str, str], int]) -> Iterator[Concern]:
    """Changes of one action that say the same of several owners stand together."""
    found: dict[tuple[object, ...], list[Change]] = {}
    for each in worse:
        late = days.get((each.ref, each.organisation), 0)
        found.setdefault((each.ref, each.title, each.kind, each.old, each.new, late), []).append(each)
    for several in found.values():
        first = several[0]
        codes = tuple(each.organisation for each in several) if first.organisation else first.owners
        yield Concern(first.ref, first.title, codes, days.get((first.ref, first.organisation), 0), first)


def _overdue(late: Iterable[Side]) -> Iterator[Concern]:
    """Rows past their date, the longest first; owners whose date is the same stand together."""
    found: dict[tuple[int, int], list[Side]] = {}
    for side in late:
        found.setdefault((-side.assessment.overdue_days, id(side.action)), []).append(side)
    for (days, _), several in sorted(found.items(), key=lambda each: each[0][0]):
        action = several[0].action
        codes = tuple(side.row.organisation for side in several if side.row.organisation)
        yield Concern(action.ref, action.title, codes, -days)

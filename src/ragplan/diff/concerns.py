"""What a meeting must worry about first: what got worse since the last one, then what is longest overdue.

A fault of the record, as a date written over, comes behind both: it tells how the plan is kept, not how the
work stands. What a due date that moved, a silence or a query tells is left to those who list these. A row
that is past a date whose year is doubted is no concern but a doubt.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ragplan.diff.change import Change, Kind, Subject
from ragplan.diff.summary import summarise
from ragplan.model.judged import JudgedRow
from ragplan.model.snapshot import Key

_ELSEWHERE = (Kind.REVISED, Kind.WENT_SILENT, Kind.QUERY_RAISED, Kind.WENT_OVERDUE)
_OF_THE_RECORD = (
    Kind.BACKDATED,
    Kind.EVIDENCE_REMOVED,
    Kind.OWNER_REMOVED,
    Kind.UNRATED,
    Kind.REVISION_ALTERED,
    Kind.REVISION_REMOVED,
    Kind.REUSED,
    Kind.DUE_REWRITTEN,
)


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


def concerns(rows: Mapping[Key, JudgedRow], changes: Iterable[Change]) -> tuple[Concern, ...]:
    """The concerns of a day: the worst change first, behind it the longest overdue, then the record.

    A fault of the record on a row that is overdue stands where the row does, and a row that a change tells
    of is not told of again. ``rows`` are all of that day, ``changes`` those since the last meeting, none
    where that is not known.
    """
    late = {key: judged for key, judged in rows.items() if _late(judged)}
    days = {key: judged.assessment.overdue_days for key, judged in late.items()}
    worse, of_the_record = _worse(changes)
    told = {_key(each) for each in worse} | {_key(each) for each in of_the_record if _key(each) in days}
    untold = (judged for key, judged in late.items() if key not in told and (key[0], "") not in told)
    rest = [*_changed(of_the_record, days), *_overdue(untold)]
    return (*_changed(worse, days), *sorted(rest, key=lambda each: -each.overdue_days))


def doubts(rows: Iterable[JudgedRow]) -> tuple[JudgedRow, ...]:
    """The open rows that are past a date whose year is doubted, in their order."""
    return tuple(each for each in rows if _counted(each) and each.assessment.doubt)


def _worse(changes: Iterable[Change]) -> tuple[list[Change], list[Change]]:
    """Bad news of actions and positions, the worst first: how the work stands, and how the plan is kept."""
    worse: list[Change] = []
    of_the_record: list[Change] = []
    for each in summarise(changes).worst:
        if each.kind not in _ELSEWHERE and each.subject in (Subject.ACTION, Subject.POSITION):
            (of_the_record if each.kind in _OF_THE_RECORD else worse).append(each)
    return worse, of_the_record


def _key(change: Change) -> Key:
    return change.ref, change.organisation


def _counted(judged: JudgedRow) -> bool:
    return judged.assessment.overdue and judged.assessment.uncounted is None


def _late(judged: JudgedRow) -> bool:
    return _counted(judged) and judged.assessment.doubt is None


def _changed(worse: Iterable[Change], days: Mapping[Key, int]) -> Iterator[Concern]:
    """Changes of one action that say the same of several owners stand together."""
    found: dict[tuple[object, ...], list[Change]] = {}
    for each in worse:
        late = days.get(_key(each), 0)
        found.setdefault((each.ref, each.title, each.kind, each.old, each.new, late), []).append(each)
    for several in found.values():
        first = several[0]
        codes = tuple(each.organisation for each in several) if first.organisation else first.owners
        yield Concern(first.ref, first.title, codes, days.get(_key(first), 0), first)


def _overdue(late: Iterable[JudgedRow]) -> Iterator[Concern]:
    """Rows past their date, the longest first; owners whose date is the same stand together."""
    found: dict[tuple[int, int], list[JudgedRow]] = {}
    for judged in late:
        found.setdefault((-judged.assessment.overdue_days, id(judged.action)), []).append(judged)
    for (days, _), several in sorted(found.items(), key=lambda each: each[0][0]):
        action = several[0].action
        codes = tuple(judged.row.organisation for judged in several if judged.row.organisation)
        yield Concern(action.ref, action.title, codes, -days)

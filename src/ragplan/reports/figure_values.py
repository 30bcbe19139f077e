"""What each term of the vocabulary says that is no table: a number or a few words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ragplan import english
from ragplan.diagnostics import Origin
from ragplan.figures.figure import Figure
from ragplan.model.assessment import Uncounted
from ragplan.model.dates import PlanDate
from ragplan.model.plan import Deadline, Position
from ragplan.model.programme import Row
from ragplan.query import JudgedRow, Selection
from ragplan.reports.counts import of_rows, sentence

Value = Callable[[Selection, Figure], int | str]


def value(chosen: Selection, figure: Figure) -> str:
    """What a figure says; numbers with separators between thousands."""
    said = _VALUES[figure.name](chosen, figure)
    return f"{said:,}" if isinstance(said, int) else said


def _such(holds: Callable[[JudgedRow], bool]) -> Value:
    """How many of the counted rows are such."""
    return lambda chosen, figure: sum(map(holds, chosen.counted(figure)))


def _completed(chosen: Selection, figure: Figure) -> int:
    """As the plan's sentence counts; with a day, by the dates of completion."""
    if figure.has("since"):
        return _dated(chosen, figure, lambda position: position.completed)
    return of_rows(chosen.rows(figure)).completed


def _updated(chosen: Selection, figure: Figure) -> int:
    return _dated(chosen, figure, lambda position: position.updated)


def _dated(chosen: Selection, figure: Figure, when: Callable[[Position], PlanDate | None]) -> int:
    positions = (entry.row.position for entry in chosen.counted(figure))
    return sum(chosen.within(figure, when(each)) for each in positions if each is not None)


def _moved(chosen: Selection, figure: Figure) -> int:
    """Due dates, a shared one once however many owners it has."""
    found = {
        place
        for entry in chosen.rows(figure)
        for place, deadline in _deadlines(entry.row)
        if any(chosen.within(figure, revision.on) for revision in deadline.revisions)
    }
    return len(found)


def _deadlines(row: Row) -> Iterator[tuple[tuple[str, Origin], Deadline]]:
    yield ("action", row.action.origin), row.action.deadline
    if row.position is not None:
        yield ("position", row.position.origin), row.position.deadline


def _changes(chosen: Selection, figure: Figure) -> str:
    completed = _dated(chosen, figure, lambda position: position.completed)
    updated, moved = _updated(chosen, figure), _moved(chosen, figure)
    said = [
        f"{_counted(completed, 'position')} {_were(completed)} completed",
        f"{f'{updated:,}' if updated else 'none'} {_were(updated)} updated",
        f"{_counted(moved, 'due date')} {_were(moved)} moved",
    ]
    return f"Since {english.day(chosen.since(figure))} {english.joined(said)}."


def _counted(number: int, thing: str) -> str:
    return english.counted(number, thing) if number else f"no {thing}"


def _were(number: int) -> str:
    return "were" if number > 1 else "was"


def _due_soon(chosen: Selection, figure: Figure) -> int:
    meeting = chosen.programme.calendar.next_meeting(chosen.as_at) or chosen.as_at
    ahead = (meeting - chosen.as_at).days
    left = [entry.assessment.due_in_days for entry in chosen.counted(figure)]
    return sum(days is not None and days <= ahead for days in left)


def _actions(chosen: Selection, figure: Figure) -> int:
    return len({entry.row.action.origin for entry in chosen.counted(figure)})


def _proposed(chosen: Selection, figure: Figure) -> int:
    return of_rows(chosen.rows(figure)).left_out[Uncounted.PROPOSED]


def _sentence(chosen: Selection, figure: Figure) -> str:
    return sentence(of_rows(chosen.rows(figure)), keyed=chosen.programme.key is not None)


def _next_meeting(chosen: Selection, _: Figure) -> str:
    meeting = chosen.programme.calendar.next_meeting(chosen.as_at)
    return english.day(meeting) if meeting else ""


_VALUES: Mapping[str, Value] = {
    "rows": lambda chosen, figure: len(chosen.counted(figure)),
    "positions": _such(lambda entry: entry.row.position is not None),
    "missing": _such(lambda entry: entry.row.position is None),
    "completed": _completed,
    "open": _such(lambda entry: entry.assessment.open),
    "overdue": _such(lambda entry: entry.assessment.overdue),
    "due_soon": _due_soon,
    "silent": _such(lambda entry: entry.assessment.silent),
    "undated": lambda chosen, figure: of_rows(chosen.rows(figure)).undated,
    "unrated": _such(lambda entry: entry.assessment.stated is None),
    "actions": _actions,
    "proposed": _proposed,
    "updated": _updated,
    "moved": _moved,
    "changes": _changes,
    "sentence": _sentence,
    "as_at": lambda chosen, _: english.day(chosen.as_at),
    "next_meeting": _next_meeting,
    "recommendations": lambda chosen, figure: len(chosen.recommendations(figure)),
}

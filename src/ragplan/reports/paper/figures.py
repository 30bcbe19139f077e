"""The figures of a paper said in its texts, as at its own status date: a number or a few words each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ragplan import english
from ragplan.diagnostics import Origin
from ragplan.figures.faults import fault, misfit
from ragplan.figures.figure import Figure, FigureText, figures
from ragplan.model.assessment import Uncounted
from ragplan.model.dates import PlanDate
from ragplan.model.plan import Deadline, Position
from ragplan.model.programme import Row
from ragplan.query import Selection
from ragplan.reports.counts import Counts, count, sentence


@dataclass(frozen=True, slots=True)
class Figures:
    """What figures say of a programme at a day.

    One that cannot be said is named in brackets, with the reason: it never goes by in silence.
    """

    chosen: Selection

    def plain(self, text: str) -> str:
        """A text that is no Markdown, with its figures said."""
        said = _replaced(text, figures(text), lambda figure, _: self._value(figure, in_body=False))
        return said.replace("\\{{", "{{")

    def markdown(self, text: str) -> str:
        """A Markdown text with its figures said."""
        return _replaced(
            text, figures(text), lambda figure, before: _inert(self._value(figure, in_body=False), before)
        )

    def body(self, text: str) -> str:
        """The body of a paper with its figures said; tables stay as they are written."""
        said = (figure for figure in figures(text) if not self._shows(figure))
        return _replaced(text, said, lambda figure, before: _inert(self._value(figure, in_body=True), before))

    def tables(self, text: str) -> tuple[Figure, ...]:
        """The tables that the body of a paper shows, each once."""
        return tuple({figure.text: figure for figure in figures(text) if self._shows(figure)}.values())

    def faults(self, text: FigureText) -> Iterator[str]:
        """The figures of a text that cannot be said, with the reasons."""
        for figure in figures(text.text):
            wrong = self._wrong(figure, in_body=text.in_body)
            if wrong:
                yield f"{figure.text} – {wrong}"

    def _shows(self, figure: Figure) -> bool:
        return figure.table and not self._wrong(figure, in_body=True)

    def _wrong(self, figure: Figure, *, in_body: bool) -> str:
        found = fault(figure, in_body=in_body) or misfit(figure, self.chosen.programme, self.chosen.as_at)
        return found.message if found else ""

    def _value(self, figure: Figure, *, in_body: bool) -> str:
        wrong = self._wrong(figure, in_body=in_body)
        return f"[{figure.text} – {wrong}]" if wrong else _said(self.chosen, figure)


def _replaced(text: str, said: Iterable[Figure], words: Callable[[Figure, str], str]) -> str:
    """A text with figures replaced; ``words`` is told what stands before each in its line."""
    parts: list[str] = []
    at = 0
    for figure in said:
        line = text.rfind("\n", 0, figure.start) + 1
        parts += [text[at : figure.start], words(figure, text[line : figure.start])]
        at = figure.end
    return "".join([*parts, text[at:]])


def _inert(words: str, before: str) -> str:
    """Words as Markdown that is nothing but itself, at the beginning of a line too."""
    spelled = _SIGN.sub(lambda sign: f"&#{ord(sign[0])};", english.flat(words))
    opens = not re.search(r"\w", before)
    return f"&#{ord(spelled[0])};{spelled[1:]}" if opens and spelled[:1].isdigit() else spelled


_SIGN = re.compile(r"[!-/:-@\[-`{-~]")


Value = Callable[[Selection, Figure], int | str]


def _said(chosen: Selection, figure: Figure) -> str:
    """What a figure says; numbers with separators between thousands."""
    said = _VALUES[figure.name](chosen, figure)
    return f"{said:,}" if isinstance(said, int) else said


def _number(of: Callable[[Counts], int]) -> Value:
    """A number of the rows, as the plan's own sentence and key count it."""
    return lambda chosen, figure: of(count(chosen.rows(figure)))


def _completed(chosen: Selection, figure: Figure) -> int:
    """As the plan's sentence counts; with a day, by the dates of completion."""
    if figure.has("since"):
        return _dated(chosen, figure, lambda position: position.completed)
    return count(chosen.rows(figure)).completed


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
        english.one_or_more(updated, "was updated", "were updated"),
        f"{_counted(moved, 'due date')} {_were(moved)} moved",
    ]
    return f"Since {english.day(chosen.since(figure))} {english.joined(said)}."


def _counted(number: int, thing: str) -> str:
    return english.counted(number, thing) if number else f"no {thing}"


def _were(number: int) -> str:
    return "were" if number > 1 else "was"


def _due_soon(chosen: Selection, figure: Figure) -> int:
    return sum(entry.due_soon for entry in chosen.counted(figure))


def _actions(chosen: Selection, figure: Figure) -> int:
    return len({entry.row.action.origin for entry in chosen.counted(figure)})


def _sentence(chosen: Selection, figure: Figure) -> str:
    return sentence(count(chosen.rows(figure)), keyed=chosen.programme.key is not None)


def _next_meeting(chosen: Selection, _: Figure) -> str:
    meeting = chosen.programme.calendar.next_meeting(chosen.as_at)
    return english.day(meeting) if meeting else ""


_VALUES: Mapping[str, Value] = {
    "rows": _number(lambda counts: counts.total),
    "positions": _number(lambda counts: counts.total - counts.missing),
    "missing": _number(lambda counts: counts.missing),
    "completed": _completed,
    "open": _number(lambda counts: counts.open),
    "overdue": _number(lambda counts: counts.overdue),
    "due_soon": _due_soon,
    "silent": _number(lambda counts: counts.silent),
    "undated": _number(lambda counts: counts.undated),
    "unrated": _number(lambda counts: counts.unrated),
    "actions": _actions,
    "proposed": _number(lambda counts: counts.left_out[Uncounted.PROPOSED]),
    "updated": _updated,
    "moved": _moved,
    "changes": _changes,
    "sentence": _sentence,
    "as_at": lambda chosen, _: english.day(chosen.as_at),
    "next_meeting": _next_meeting,
    "recommendations": lambda chosen, figure: len(chosen.recommendations(figure)),
}

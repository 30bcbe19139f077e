"""Counts at each meeting to the stacked bars of a chart: where every stretch lies, in parts of the drawing.

Across, places are per cent of the width, so that a chart fits any page and its words keep their size;
up and down they are pixels of a drawing whose height is fixed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

HEAD = 22
"""Pixels above the highest bar, for its total."""
FOOT = 46
"""Pixels below the bars, for the day, the month and the year."""
READABLE = 15
"""Pixels of a stretch that holds its number."""
FEW = 16
"""Bars at most of a chart whose numbers stand in them."""
LABELS = 12
"""Days at most that are named below the bars."""
APART = 19
"""Pixels between two names beside the last bar."""
_GAP = 0.22
"""The part of a bar's room that is left free."""
_NARROW = 0.14
"""The part of a bar's room that the narrow bar of the overdue takes, beside it."""


class Column(NamedTuple):
    """The counts of a meeting, from the bottom of its bar to the top; ``None`` where none are known."""

    day: date
    counts: Sequence[int] | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a bar: which level it counts, how many, and where it lies; ``text`` where it is readable."""

    level: int
    count: int
    y: str
    height: str
    middle: str
    text: str


@dataclass(frozen=True, slots=True)
class Late:
    """The narrow bar beside a meeting's, which counts the open rows past their date."""

    x: str
    width: str
    y: str
    height: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A meeting's bar. ``labels`` are the day, the month and perhaps the year; ``above`` is its total."""

    x: str
    width: str
    middle: str
    stretches: tuple[Stretch, ...]
    top: str
    height: str
    known: bool
    above: str
    labels: tuple[str, ...]
    late: Late | None


@dataclass(frozen=True, slots=True)
class Line:
    """A number of the scale and its height."""

    y: str
    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a level beside the last bar: where it is written, and the stretch that it names."""

    level: int
    y: str
    at: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of bars and what is written around them."""

    height: int
    base: str
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    names: tuple[Name, ...]


def chart(columns: Sequence[Column], overdue: Sequence[int] = (), height: int = 340) -> Chart:
    """The chart of all meetings, with its scale and names, and the ``overdue`` of each."""
    most = _most(columns)
    room = height - HEAD - FOOT
    scale = room / most
    base = height - FOOT
    bars = tuple(_bars(columns, scale, base, HEAD, overdue, words=True))
    return Chart(
        height=height,
        base=_px(base),
        bars=bars,
        lines=tuple(Line(_px(base - number * scale), f"{number:,}") for number in _steps(most)),
        names=tuple(_names(columns, scale, base)),
    )


def small(columns: Sequence[Column], height: int = 40) -> Chart:
    """A chart without words, to stand in a row of a table."""
    scale = height / _most(columns)
    return Chart(height, _px(height), tuple(_bars(columns, scale, height, 0, (), words=False)), (), ())


def _most(columns: Sequence[Column]) -> int:
    return max((sum(column.counts) for column in columns if column.counts is not None), default=0) or 1


def _bars(
    columns: Sequence[Column],
    scale: float,
    base: float,
    top: float,
    overdue: Sequence[int],
    *,
    words: bool,
) -> Iterator[Bar]:
    room = 100 / len(columns)
    narrow = room * _NARROW if overdue else 0
    wide = room * (1 - _GAP) - narrow
    every = -(-len(columns) // LABELS)
    year = 0
    for number, (day, counts) in enumerate(columns):
        x = room * number + room * _GAP / 2
        total = sum(counts) if counts is not None else 0
        named = words and (len(columns) - 1 - number) % every == 0
        labels = (
            ((str(day.day), f"{day:%b}") + ((str(day.year),) if day.year != year else ())) if named else ()
        )
        year = day.year if named else year
        reach = total * scale if counts is not None else base - top
        yield Bar(
            x=f"{x:.3f}%",
            width=f"{wide:.3f}%",
            middle=f"{x + wide / 2:.3f}%",
            stretches=tuple(_stretches(counts or (), scale, base, words=words and len(columns) <= FEW)),
            top=_px(base - reach),
            height=_px(reach),
            known=counts is not None,
            above=("?" if counts is None else f"{total:,}") if words and len(columns) <= FEW else "",
            labels=labels,
            late=_late(x + wide, narrow, overdue[number] * scale, base)
            if overdue and overdue[number]
            else None,
        )


def _late(x: float, width: float, high: float, base: float) -> Late:
    return Late(f"{x:.3f}%", f"{width:.3f}%", _px(base - high), _px(high))


def _stretches(counts: Sequence[int], scale: float, base: float, *, words: bool) -> Iterator[Stretch]:
    below = 0
    for level, count in enumerate(counts):
        if count:
            high = count * scale
            top = base - (below + count) * scale
            text = f"{count:,}" if words and high >= READABLE else ""
            yield Stretch(level, count, _px(top), _px(high), _px(top + high / 2), text)
        below += count


def _steps(most: int) -> Iterator[int]:
    """Round numbers up to the highest bar, four or so."""
    step = next((each for each in (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500) if most / each <= 5), 1000)  # noqa: PLR2004
    while most / step > 5:  # noqa: PLR2004
        step *= 2
    return iter(range(0, most + 1, step))


def _names(columns: Sequence[Column], scale: float, base: float) -> Iterator[Name]:
    """The levels of the last bar beside it, lowest first; those of thin stretches are moved apart."""
    counts = columns[-1].counts or ()
    found: list[tuple[int, float]] = []
    below = 0
    for level, count in enumerate(counts):
        if count:
            found.append((level, base - (below + count / 2) * scale))
        below += count
    places: list[float] = []
    for _, middle in found:
        places.append(min(middle, places[-1] - APART) if places else middle)
    too_high = HEAD - places[-1] if places else 0.0
    if too_high > 0:
        for number in range(len(places) - 1, -1, -1):
            above = places[number + 1] + APART if number + 1 < len(places) else float(HEAD)
            places[number] = max(places[number], above)
    for (level, middle), place in zip(found, places, strict=True):
        yield Name(level, _px(place), _px(middle))


def _px(number: float) -> str:
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text

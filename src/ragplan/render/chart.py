"""A chart's counts to its drawing: where every stretch of its stacked bars lies.

Across, places are per cent of the width, so that a chart fits any page and its words keep their size;
up and down they are pixels of a drawing whose height is fixed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from ragplan.reports.blocks import Chart, Stack, Tag

HEIGHT = 356
"""Pixels of a drawing."""
SMALL = 40
"""Pixels of one that stands in a row of a table."""
HEAD = 38
"""Pixels above the highest bar, for its share and its total."""
FOOT = 46
"""Pixels below the bars, for the day, the month and the year."""
STEPS = 5
"""The most steps of the scale."""
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
"""The part of a bar's room that the narrow bar beside it takes."""


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
    """The narrow bar beside another."""

    x: str
    width: str
    y: str
    height: str


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar. ``labels`` are the day, the month and perhaps the year; ``above`` its total and its share."""

    x: str
    width: str
    middle: str
    stretches: tuple[Stretch, ...]
    top: str
    height: str
    known: bool
    above: tuple[str, ...]
    labels: tuple[str, ...]
    late: Late | None


@dataclass(frozen=True, slots=True)
class GridLine:
    """A number of the scale and its height."""

    y: str
    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a level beside the last bar: where it is written, and the stretch that it names."""

    level: int
    y: str
    at: str


class Pattern(NamedTuple):
    """What fills the stretches of a level, so that it is known without its colour: a path on a tile.

    ``look`` is by what style sheets know it.
    """

    id: str
    look: str
    across: int
    down: int
    turned: str
    path: str


_TILES = {
    "at_risk": (8, 8, "", "M7 0V8"),
    "off_track": (8, 8, "rotate(45)", "M1 0V8"),
    "no_update": (7, 7, "", "M2.4 3.5A1.1 1.1 0 1 1 4.6 3.5A1.1 1.1 0 1 1 2.4 3.5"),
    "on_hold": (8, 8, "", "M7 0V8"),
    "under_way": (7, 7, "rotate(-45)", "M1 0V7"),
    "not_started": (6, 5, "", "M0 4H6"),
    "none": (7, 7, "rotate(-45)", "M1 0V7"),
}
"""The pattern of each category that has one; the others are filled plainly."""
_BY_DATE = (8, 10, "", "M2 1V5M6 6V10")


@dataclass(frozen=True, slots=True)
class Drawing:
    """Bars and what is written around them; ``base`` is where the bars stand.

    ``fills`` are the attributes that fill a stretch of each level, with the ``patterns`` that they name.
    """

    height: int
    base: str
    bars: tuple[DrawnBar, ...]
    lines: tuple[GridLine, ...]
    names: tuple[Name, ...]
    fills: tuple[Markup, ...]
    patterns: tuple[Pattern, ...]


def drawing(chart: Chart) -> Drawing:
    """A chart with its scale and names, or a small one without any words."""
    stacks, most = chart.stacks, _most(chart.stacks)
    patterns = tuple(map(_pattern, chart.levels))
    fills = tuple(_fill(level, found) for level, found in zip(chart.levels, patterns, strict=True))
    there = tuple(filter(None, patterns))
    if chart.small:
        bars = _bars(chart, SMALL / most, SMALL, 0)
        return Drawing(SMALL, _px(SMALL), tuple(bars), (), (), fills, there)
    base = HEIGHT - FOOT
    scale = (base - HEAD) / most
    return Drawing(
        height=HEIGHT,
        base=_px(base),
        bars=tuple(_bars(chart, scale, base, HEAD)),
        lines=tuple(GridLine(_px(base - number * scale), f"{number:,}") for number in _steps(most)),
        names=tuple(_names(stacks, scale, base)),
        fills=fills,
        patterns=there,
    )


def _pattern(level: Tag) -> Pattern | None:
    if level.by_date:
        return Pattern(f"by-date-{level.category}", f"by-date {level.category}", *_BY_DATE)
    tile = _TILES.get(level.category)
    return Pattern(f"fill-{level.category}", level.category, *tile) if tile else None


def _fill(level: Tag, pattern: Pattern | None) -> Markup:
    if pattern:
        return Markup('fill="url(#{})"').format(pattern.id)
    return Markup('class="{}"').format(level.category)


def _most(stacks: Sequence[Stack]) -> int:
    return max((sum(each.counts) for each in stacks if each.counts is not None), default=0) or 1


def _bars(chart: Chart, scale: float, base: float, top: float) -> Iterator[DrawnBar]:
    stacks, words = chart.stacks, not chart.small
    written = words and len(stacks) <= FEW
    room = 100 / len(stacks)
    narrow = room * _NARROW if chart.beside else 0
    wide = room * (1 - _GAP) - narrow
    labels = _labels(stacks) if words else [()] * len(stacks)
    for number, (_, counts, late, share) in enumerate(stacks):
        x = room * number + room * _GAP / 2
        reach = sum(counts) * scale if counts is not None else base - top
        yield DrawnBar(
            x=f"{x:.3f}%",
            width=f"{wide:.3f}%",
            middle=f"{x + wide / 2:.3f}%",
            stretches=tuple(_stretches(counts or (), scale, base, words=written)),
            top=_px(base - reach),
            height=_px(reach),
            known=counts is not None,
            above=_above(counts, share) if written else (),
            labels=labels[number],
            late=_late(x + wide, narrow, late * scale, base) if chart.beside and late else None,
        )


def _above(counts: Sequence[int] | None, share: str) -> tuple[str, ...]:
    """What stands above a bar, lowest first: its total, or of what a share is, and the share."""
    if counts is None:
        return ("?",)
    total = f"{sum(counts):,}"
    return (f"of {total}", share) if share else (total,)


def _labels(stacks: Sequence[Stack]) -> list[tuple[str, ...]]:
    """What stands below each bar: the days that there is room for, a year where it is new."""
    every = -(-len(stacks) // LABELS)
    found: list[tuple[str, ...]] = []
    year = 0
    for number, (day, *_) in enumerate(stacks):
        if (len(stacks) - 1 - number) % every:
            found.append(())
            continue
        found.append((str(day.day), f"{day:%b}", *([str(day.year)] if day.year != year else [])))
        year = day.year
    return found


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
    step = next(
        (each for each in (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500) if most / each <= STEPS), 1000
    )
    while most / step > STEPS:
        step *= 2
    return iter(range(0, most + 1, step))


def _names(stacks: Sequence[Stack], scale: float, base: float) -> Iterator[Name]:
    """The levels of the last bar beside it, lowest first; those of thin stretches are moved apart."""
    counts = stacks[-1].counts or ()
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

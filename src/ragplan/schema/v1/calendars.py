"""The shape of a calendar, and its way to the meetings."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from ragplan.diagnostics import Origin
from ragplan.model.calendar import (
    GRACE,
    Cadence,
    Calendar,
    DayOfMonth,
    Exceptional,
    Rhythm,
    WrittenDay,
    meetings_of,
)
from ragplan.model.dates import Precision, narrow_date
from ragplan.schema.v1.entries import (
    EVERY,
    ON,
    Code,
    DateText,
    DateTexts,
    Shape,
    mapped,
)


class CadenceShape(Shape):
    """When the group meets: a rhythm, single dates, or both."""

    every: Annotated[Code, Field(pattern=EVERY)] = ""
    """The rhythm: `2 weeks`, `1 month`, `10 days`, `quarter`."""
    first: DateText = ""
    """The first meeting of the rhythm."""
    on: Annotated[Code, Field(pattern=ON)] = ""
    """The day in a rhythm of months or quarters: `second Monday`, `last Friday`, `last weekday`, `15`."""
    last: DateText = ""
    """The last meeting; after that of the last entry the programme is closed: reports speak of that day."""
    meetings: DateTexts = ()
    """Single meetings, beside or instead of a rhythm."""
    moved: Annotated[dict[str, Annotated[DateText, Field(min_length=1)]], BeforeValidator(mapped)] = {}
    """Meetings held on another day: `{2026-03-09: 2026-03-16}`."""
    cancelled: DateTexts = ()
    """Meetings that are not held: `[2026-04-06]`."""
    wording: str = ""
    """Words before a meeting's date, as `week commencing`."""
    grace: Annotated[Code, Field(pattern=r"\d{1,3}")] = ""
    """The last days before a meeting, that day included, in which what is owed for it stops a change: 3
    unless said, never more than half of the time between two meetings."""

    @model_validator(mode="after")
    def repeated(self) -> Self:
        """Only a rhythm has a day of the month."""
        if self.on and not self.every:
            raise PydanticCustomError("needed", "every is needed", {"field": "every"})
        return self


DAY = timedelta(days=1)
_EVERY = re.compile(r"(?:(\d+) +)?(day|week|month|quarter)s?")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS = {name: frozenset({number}) for number, name in enumerate(_WEEKDAYS)}
_DAYS |= {"weekday": frozenset(range(5)), "day": frozenset(range(7))}


def calendar_from(entries: tuple[CadenceShape, ...], path: str) -> Calendar:
    """Every meeting that the entries give, each once and in order; a date that is none gives none."""
    planned: set[date] = set()
    rhythms: list[Rhythm] = []
    places = [Origin(path, ("calendar", index)) for index in range(len(entries))]
    for index, (entry, place) in enumerate(zip(entries, places, strict=True)):
        following = (_day(later.first) for later in entries[index + 1 :])
        planned.update(day for text in entry.meetings if (day := _day(text)))
        if cadence := _cadence(entry, next(filter(None, following), None)):
            planned.update(meetings_of(cadence))
            rhythms.append(Rhythm(place, cadence))
    both = list(zip(entries, places, strict=True))
    exceptions = tuple(found for entry, place in both for found in _exceptions(entry, place))
    moves = {each.day: each.to for each in exceptions}
    return Calendar(
        meetings=tuple(sorted(_held(planned, moves))),
        last=_last(_day(entries[-1].last) if entries else None, planned, moves),
        wording=next((entry.wording for entry in reversed(entries) if entry.wording), ""),
        declared=bool(entries),
        grace=next((int(entry.grace) for entry in reversed(entries) if entry.grace), GRACE),
        planned=tuple(sorted(planned)),
        exceptions=exceptions,
        rhythms=tuple(rhythms),
        written=tuple(found for entry, place in both for found in _written(entry, place)),
    )


def _cadence(entry: CadenceShape, following: date | None) -> Cadence | None:
    """An entry's rhythm; one without a last meeting ends where the next begins."""
    rhythm, first = _EVERY.fullmatch(entry.every), _day(entry.first)
    if rhythm is None or first is None:
        return None
    return Cadence(
        int(rhythm[1] or 1),
        rhythm[2],
        first,
        _day(entry.last) or (following - DAY if following else date.max),
        _day_of_month(entry.on) if entry.on else None,
    )


def _day_of_month(text: str) -> DayOfMonth:
    """``15``, ``second Monday``, ``last weekday``."""
    which, _, what = text.lower().partition(" ")
    return DayOfMonth(_ORDINALS[which], _DAYS[what.strip()]) if what else DayOfMonth(int(which), _DAYS["day"])


def _exceptions(entry: CadenceShape, place: Origin) -> Iterator[Exceptional]:
    """The moves and cancellations of an entry whose dates can be read, cancellations last."""
    for text, other in entry.moved.items():
        if (day := _day(text)) and (to := _day(other)):
            yield Exceptional(place.at("moved", text), day, to)
    for index, text in enumerate(entry.cancelled):
        if day := _day(text):
            yield Exceptional(place.at("cancelled", index), day)


def _held(planned: set[date], moves: Mapping[date, date | None]) -> set[date]:
    """The days on which the group meets; a move or cancellation of what is no meeting changes nothing."""
    instead = (to for day, to in moves.items() if to and day in planned)
    return (planned - moves.keys()).union(instead)


def _last(last: date | None, planned: set[date], moves: Mapping[date, date | None]) -> date | None:
    """The last day of a programme: where a meeting up to it is moved beyond it, that one's."""
    if last is None:
        return None
    moved = {day: to for day, to in moves.items() if to and day in planned and day <= last}
    return max([moved.get(last, last), *moved.values()])


def _written(entry: CadenceShape, place: Origin) -> Iterable[WrittenDay]:
    for name, text in (("first", entry.first), ("last", entry.last)):
        if text:
            yield WrittenDay(place.at(name), narrow_date(text))
    for name, texts in (("meetings", entry.meetings), ("cancelled", entry.cancelled)):
        for at, text in enumerate(texts):
            yield WrittenDay(place.at(name, at), narrow_date(text))
    for text, to in entry.moved.items():
        yield WrittenDay(place.at("moved", text), narrow_date(text), key=True)
        yield WrittenDay(place.at("moved", text), narrow_date(to))


def _day(text: str) -> date | None:
    day = narrow_date(text)
    return day.first if day.precision is Precision.DAY else None

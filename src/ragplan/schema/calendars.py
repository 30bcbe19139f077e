"""The shape of a calendar to its meetings."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ragplan.diagnostics import Origin
from ragplan.model.calendar import Cadence, Calendar
from ragplan.model.dates import PlanDate, Precision, plan_date
from ragplan.schema import v1

DAY = timedelta(days=1)
_EVERY = re.compile(r"(?:(\d+) +)?(day|week|month|quarter)s?")


def calendar_from(entries: tuple[v1.CadenceShape, ...], path: str) -> Calendar:
    """Every meeting that the entries give, each once and in order; a date that is none gives none."""
    meetings: set[date] = set()
    written: list[tuple[Origin, PlanDate]] = []
    last: date | None = None
    wording = ""
    for index, entry in enumerate(entries):
        following = (_day(later.first) for later in entries[index + 1 :])
        place = Origin(path, ("calendar", index))
        texts = [(place.at("first"), entry.first), (place.at("last"), entry.last)]
        texts += [(place.at("meetings", at), text) for at, text in enumerate(entry.meetings)]
        written += [(origin, plan_date(text)) for origin, text in texts if text]
        singles = [day for text in entry.meetings if (day := _day(text))]
        cadence = _cadence(entry, next(filter(None, following), None))
        meetings.update(cadence.meetings() if cadence else (), singles)
        last = _day(entry.last) or (max(singles) if singles and not entry.every else None)
        wording = entry.wording or wording
    ordered = tuple(sorted(meetings))
    return Calendar(ordered, last, wording, declared=bool(entries), written=tuple(written))


def _cadence(entry: v1.CadenceShape, following: date | None) -> Cadence | None:
    """An entry's rhythm; one without a last meeting ends where the next begins."""
    rhythm, first = _EVERY.fullmatch(entry.every), _day(entry.first)
    if rhythm is None or first is None:
        return None
    return Cadence(
        int(rhythm[1] or 1),
        rhythm[2],
        first,
        _day(entry.last) or (following - DAY if following else date.max),
    )


def _day(text: str) -> date | None:
    day = plan_date(text)
    return day.first if day.precision is Precision.DAY else None

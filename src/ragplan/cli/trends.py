"""Programmes to their trend, read from git; and to one line on what is different since the last meeting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ragplan.cli.past import history_of
from ragplan.model.programme import Programme

if TYPE_CHECKING:
    from ragplan.reports.trend_view import TrendView
    from ragplan.workers import Reading


def trends(
    chosen: Iterable[tuple[Programme, date]], folder: str, reading: Reading, *, cached: bool
) -> Iterator[TrendView]:
    """The trend of each programme up to its day; exits with 2 and one sentence where git cannot tell.

    What is read already is not read again, nor what a cache holds where it may be used.
    """
    from ragplan.cache import usual
    from ragplan.reports.trend import build
    from ragplan.timeline.courses import course

    kept = usual() if cached else None
    with history_of(folder, jobs=0) as timeline:
        timeline.take(reading.parts)
        for programme, on in chosen:
            yield build(course(timeline, programme, on, kept), on)


def since_last_meeting(programme: Programme, on: date, folder: str) -> str:
    """What is different since the meeting before a day, in a line; nothing where git cannot tell."""
    from ragplan.diff import Snapshot
    from ragplan.reports.trend_line import line
    from ragplan.repository.git import open_repository
    from ragplan.repository.situations import RepositoryError
    from ragplan.timeline import Timeline

    try:
        with open_repository(Path(folder)) as repository:
            resolved, recorded = Timeline(repository).named("last", programme, on)
    except RepositoryError:
        return ""
    if recorded.programme is None:
        return ""
    return line(Snapshot(recorded.programme, resolved.day), Snapshot(programme, on))

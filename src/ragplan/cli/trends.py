"""Programmes to their trend, read from git."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
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

"""The trend report: how the ratings, dates and silences of a programme went from meeting to meeting."""

from __future__ import annotations

from collections import Counter
from datetime import date
from statistics import median

from ragplan.diff import Heard
from ragplan.history import Held, Past
from ragplan.model.programme import Programme
from ragplan.reports import trend_words, words
from ragplan.reports.sittings import Course, Sitting, course
from ragplan.reports.summary import Summary
from ragplan.reports.trend_chart import chart
from ragplan.reports.trend_groups import CHARTED, SHOWN, columns, coverage, goals, numbers, organisations
from ragplan.reports.trend_lists import moved, silences, slips
from ragplan.reports.trend_view import MeetingView, TrendView

MOST = 15
"""Rows at most in the lists of moved dates and of silences."""
IN_SUMMARY = 8
"""Meetings that the terminal names."""


def build(programme: Programme, as_of: date, past: Past) -> TrendView:
    """The trend of a programme over its meetings up to a day."""
    gone = course(programme, past, as_of)
    meetings = tuple(_meeting(gone, held, sitting) for held, sitting in gone.meetings)
    levels = tuple(trend_words.level(programme.key, category) for category in gone.levels)
    moves, silent = slips(gone), silences(gone)
    return TrendView(
        programme=programme.id,
        title=programme.title,
        group=programme.group,
        as_of=words.day(as_of),
        as_of_iso=as_of.isoformat(),
        sentence=trend_words.sentence(meetings, levels),
        description=trend_words.description(meetings, levels),
        levels=levels,
        chart=chart(columns(gone, lambda each: each.counts)) if gone.known else None,
        meetings=meetings,
        shown=meetings[-SHOWN:],
        charted=f"Last {CHARTED} meetings" if len(meetings) > CHARTED else "Every meeting",
        organisations=tuple(organisations(gone)),
        goals=tuple(goals(gone)),
        coverage=tuple(coverage(gone)),
        slips=moves[:MOST],
        more_slips=len(moves[MOST:]),
        silences=silent[:MOST],
        more_silences=len(silent[MOST:]),
        notes=past.notes,
    )


def summary(view: TrendView) -> Summary:
    """The trend in a sentence, and how many positions were completed at the last meetings."""
    lines = (f"{view.title}, trend as at {view.as_of}", view.sentence)
    rows = [
        (each.day, f"{trend_words.closed(each, view.levels)} of {each.total}" if each.known else "not known")
        for each in view.meetings[-IN_SUMMARY:]
    ]
    return Summary(lines, ("Meeting", "Completed"), tuple(rows)) if rows else Summary(lines)


def _meeting(gone: Course, held: Held, sitting: Sitting | None) -> MeetingView:
    """A meeting's line in the tables."""
    later, revisions = moved(gone, sitting) if sitting else ((), 0)
    heard = Counter(sitting.heard.values()) if sitting else Counter[Heard]()
    counts = sitting.counts if sitting else None
    return MeetingView(
        day=words.day(held.meeting),
        short=f"{held.meeting.day} {held.meeting:%b}",
        iso=held.meeting.isoformat(),
        commit=held.recorded.commit.short,
        frozen=held.frozen,
        known=sitting is not None,
        note=held.recorded.note,
        counts=numbers(counts, gone.levels) if counts else (),
        total=counts.total if counts else 0,
        left_out=trend_words.left_out(counts) if counts else "",
        still_open=sum(heard.values()),
        silent=heard[Heard.SILENT],
        moved=len(later),
        median=trend_words.number(median(later)) if later else "",
        longest=str(max(later)) if later else "",
        revisions=revisions,
    )

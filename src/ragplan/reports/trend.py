"""The trend report: how the ratings, dates and silences of a programme went from meeting to meeting."""

from __future__ import annotations

from collections import Counter
from datetime import date

from ragplan.diff import Heard
from ragplan.history.course import Course, Meeting
from ragplan.history.tallies import Moves
from ragplan.reports import trend_words, words
from ragplan.reports.summary import Summary
from ragplan.reports.trend_chart import chart
from ragplan.reports.trend_groups import (
    CHARTED,
    SHOWN,
    columns,
    coverage,
    goals,
    numbers,
    organisations,
    overdue,
)
from ragplan.reports.trend_lists import silences, slips
from ragplan.reports.trend_view import MeetingView, TrendView

MOST = 15
"""Rows at most in the lists of moved dates and of silences."""
IN_SUMMARY = 8
"""Meetings that the terminal names."""


def build(gone: Course, as_of: date) -> TrendView:
    """The trend of a programme over a course up to a day."""
    programme = gone.programme
    meetings = tuple(_meeting(gone, each) for each in gone.meetings)
    levels = tuple(trend_words.level(programme.key, shown) for shown in gone.levels)
    moves, silent = slips(gone), silences(gone)
    return TrendView(
        programme=programme.id,
        title=programme.title,
        group=programme.group,
        as_of=words.day(as_of),
        as_of_iso=as_of.isoformat(),
        sentence=trend_words.sentence(meetings, levels, programme.key),
        description=trend_words.description(meetings, levels),
        levels=levels,
        chart=chart(columns(gone, lambda tally: tally.all), overdue(gone)) if gone.known else None,
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
        notes=gone.notes,
    )


def summary(view: TrendView) -> Summary:
    """The trend in a sentence, and how many rows were completed and past their date at the last meetings."""
    lines = (f"{view.title}, trend as at {view.as_of}", view.sentence)
    rows = [
        (each.day, _standing(each) if each.known else "not known") for each in view.meetings[-IN_SUMMARY:]
    ]
    return Summary(lines, ("Meeting", "Completed, past date"), tuple(rows)) if rows else Summary(lines)


def _standing(meeting: MeetingView) -> str:
    """``3 of 20, 9 of 17``: of all rows those that are completed, and of the open ones the overdue."""
    done = trend_words.closed(meeting)
    return f"{done:,} of {meeting.total:,}, {meeting.overdue:,} of {meeting.still_open:,}"


def _meeting(gone: Course, meeting: Meeting) -> MeetingView:
    """A meeting's line in the tables."""
    tally = meeting.tally
    counts = numbers(tally.all, gone.levels) if tally else ()
    heard = sum(map(Counter, tally.heard.values()), Counter[Heard]()) if tally else Counter[Heard]()
    moves = tally.moves if tally else Moves()
    return MeetingView(
        day=words.day(meeting.day),
        short=f"{meeting.day.day} {meeting.day:%b}",
        iso=meeting.day.isoformat(),
        commit=meeting.commit.short,
        frozen=meeting.frozen,
        known=tally is not None,
        note=meeting.note,
        counts=counts,
        total=sum(counts),
        left_out=trend_words.left_out(tally.left_out) if tally else "",
        still_open=tally.open if tally else 0,
        overdue=tally.overdue if tally else 0,
        silent=heard[Heard.SILENT],
        moved=moves.rows,
        median=trend_words.number(moves.median) if moves.rows else "",
        longest=f"{moves.longest:,}" if moves.rows else "",
        revisions=moves.revisions,
    )

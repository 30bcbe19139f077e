"""At how many meetings in turn a row was silent: the past and the course say the same."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from ragplan.history.tallies import silences
from ragplan.query import Filter
from ragplan.query import rows as judged
from ragplan.repository.git import open_repository
from ragplan.timeline import Timeline
from ragplan.timeline.courses import course

DAY = timedelta(days=1)


def test_on_a_meeting_the_past_and_the_course_count_the_same(demo: Path) -> None:
    several = 0
    with open_repository(demo) as repository:
        timeline = Timeline(repository)
        latest = timeline.at(repository.line()[-1], "bhr-francis").programme
        assert latest
        for day in latest.calendar.meetings:
            past = timeline.past(latest, day)
            saw = next((each.recorded.programme for each in past.meetings if each.meeting == day), None)
            if saw is None:
                continue
            found = silences(past, past.snapshot(saw.met(latest.calendar), day))
            assert found == course(timeline, latest, day).memory.silences
            several += any(each.meetings > 1 for each in found.values())
    assert several > 3


def test_between_meetings_it_is_said_of_the_rows_that_a_list_calls_silent(demo: Path) -> None:
    with open_repository(demo) as repository:
        timeline = Timeline(repository)
        latest = timeline.at(repository.line()[-1], "bhr-francis").programme
        assert latest
        day = latest.calendar.meetings[-1] - DAY
        past = timeline.past(latest, day)
        now = past.snapshot(latest, day)
        found = silences(past, now)
    listed = {(each.row.action.ref, each.organisation) for each in judged([now], Filter(silent=True))}
    assert set(found) == listed
    assert min(each.meetings for each in found.values()) == 0

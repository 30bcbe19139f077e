"""The dashboard: each of its numbers is what a command lists, or what the meeting's own tally says."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from diff.random_plans import Files, as_json
from diff.snapshots import SECOND, THIRD, snapshot
from diff.test_properties import PAIRS
from golden.command import REPOSITORY, once
from hypothesis import given, settings

from ragplan.query import Filter
from ragplan.query import rows as judged
from ragplan.reports.counts import by_age, count, due_by
from ragplan.reports.dashboard.numbers import numbers
from ragplan.reports.request import Request
from ragplan.repository.git import open_repository
from ragplan.timeline import Timeline
from ragplan.timeline.courses import course

NUMBER = re.compile(r"^[A-Z][a-z, ]+: (\d+) of (\d+) .*? ragplan (list .*)$", re.MULTILINE)
PLANS = ("bhr-francis", "merton-quality", "wigan-francis")


def paper(folder: Path, *options: str) -> str:
    ran = once("report", "dashboard", "--format", "text", *options, cwd=folder)
    assert ran.code == 0, ran.err
    return ran.out


def listed(folder: Path, *words: str) -> list[dict[str, object]]:
    ran = once(*words, "--format", "json", cwd=folder)
    assert ran.code == 0, ran.err
    return list(json.loads(ran.out)["rows"])


@pytest.mark.parametrize("programme", PLANS)
def test_each_of_the_four_numbers_is_what_its_command_lists(programme: str) -> None:
    text = paper(REPOSITORY, "--programme", programme)
    found = NUMBER.findall(text)
    assert len(found) == 4
    for number, _, command in found:
        assert int(number) == len(listed(REPOSITORY, *command.split())), command
    totals = [int(total) for _, total, _ in found]
    choice = ("--programme", programme)
    assert totals[0] == len(listed(REPOSITORY, "list", "--counted", *choice))
    assert totals[1] == totals[2] == len(listed(REPOSITORY, "list", "--counted", "--open", *choice))


def test_what_was_completed_and_promised_is_what_the_course_says_and_the_list(demo: Path) -> None:
    """A first date that was written over still promises: the list alone does not know it any more."""
    text = paper(demo)
    rows = listed(demo, "list", "--counted")
    done = len(listed(demo, "list", "--counted", "--closed"))
    with open_repository(demo) as repository:
        timeline = Timeline(repository)
        latest = timeline.at(repository.line()[-1], "bhr-francis").programme
        assert latest
        found = course(timeline, latest, date(2014, 5, 19))
    _, last = found.known[-1]
    assert (last.completed, last.total) == (done, len(rows))
    assert f"{done} of {len(rows)} ({done * 100 // len(rows)}%)   {last.promised} of {len(rows)}" in text
    keys = {(str(each["ref"]), str(each["organisation"])): str(each["due"]) for each in rows if each["due"]}
    passed = {key for key, due in keys.items() if due < "2014-05-19"[: len(due)]}
    over = {
        key for key, due in keys.items() if (first := found.memory.first.get(key)) and first.text != due
    } - passed
    assert last.promised == len(passed) + len(over)


@settings(max_examples=15)
@given(PAIRS)
def test_ages_and_meetings_share_out_every_late_and_every_open_row(pair: tuple[Files, Files]) -> None:
    now = snapshot(as_json(pair[1]), THIRD)
    counts = count(judged([now]))
    assert by_age(counts).total() == counts.overdue
    by_meeting = due_by(counts, now.on, [date(2014, 2, 17), date(2014, 3, 3)])
    assert sum(by_meeting.values()) == counts.open
    assert by_meeting["past their date"] == counts.overdue


@settings(max_examples=15)
@given(PAIRS)
def test_of_any_plan_the_numbers_are_those_of_its_filters(pair: tuple[Files, Files]) -> None:
    old, new = (snapshot(as_json(files), on) for files, on in zip(pair, (SECOND, THIRD), strict=True))
    now = replace(new, seen=old)
    wanted = (
        Filter(counted=True, closed=True),
        Filter(counted=True, overdue=True),
        Filter(counted=True, silent=True),
    )
    found = [len(each.found) for each in numbers(Request(now))]
    assert found[:3] == [sum(1 for _ in judged([now], each)) for each in wanted]


def test_rows_due_soon_are_those_that_fall_due_by_the_next_meeting() -> None:
    now = snapshot({}, date(2014, 1, 28))
    soon = {id(each.row) for each in judged([now], Filter(due_soon=True))}
    meeting = now.programme.calendar.next_meeting(now.on)
    assert meeting
    left = ((each.row, each.assessment.due_in_days) for each in judged([now]))
    due = {id(row) for row, days in left if days is not None and days <= (meeting - now.on).days}
    assert soon == due
    assert len(soon) == 2


def test_stated_against_by_date_counts_each_row_once(demo: Path) -> None:
    rows = listed(demo, "list", "--counted")
    stated = Counter(str(each["rating"]) for each in rows)
    text = paper(demo)
    part = text[text.index("Stated against by date") :].split("──\n", 1)[1].split("\n\n")[0]
    alls = [re.match(r"[\d, ]+", line) for line in part.splitlines()]
    assert sum(int(each[0].split()[-1]) for each in alls if each) == len(rows) == stated.total()


def test_without_git_nothing_is_told_of_earlier_meetings(tmp_path: Path) -> None:
    (tmp_path / "plans").symlink_to(REPOSITORY / "plans")
    assert "Earlier meetings are not known" in paper(tmp_path, "--programme", "merton-quality")

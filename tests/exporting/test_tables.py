"""Every exported line is a line of the command for people, with the same values."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from golden.command import once, ragplan

from ragplan.exporting.catalogue import TABLES
from ragplan.exporting.tables import Type
from ragplan.fields import Holds
from ragplan.history.course import Course
from ragplan.reports.list_formats import POSITION_FIELDS, ROW_FIELDS
from ragplan.repository.git import open_repository
from ragplan.timeline import Timeline
from ragplan.timeline.courses import course

DAY = "2014-06-01"
PLANS = sorted(each.parent for each in (ROOT / "plans").glob("*/programme.yaml"))
TYPES = {
    Type.TEXT: str,
    Type.TEXTS: list,
    Type.DATE: str,
    Type.INTEGER: int,
    Type.BOOLEAN: bool,
    Type.RECORDS: list,
}


def lines(*arguments: str, cwd: Path = ROOT) -> list[dict[str, Any]]:
    """What ``ragplan export`` writes as JSON lines."""
    ran = once("export", *arguments, "--format", "jsonl", cwd=cwd)
    assert ran.code == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


def told(*arguments: str, cwd: Path = ROOT) -> Any:
    """What a command writes as JSON."""
    return json.loads(ragplan(*arguments, "--format", "json", cwd=cwd).out)


def as_listed(table: str, exported: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Exported lines with the fields of the list alone."""
    fields = {"rows": ROW_FIELDS, "positions": POSITION_FIELDS}[table]
    names = [each.name for each in fields if each.holds is not Holds.LINE]
    return [{name: line[name] for name in names} for line in exported]


def listed(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of the list as an export has them: without the line, and one successor as a list of one."""
    for row in rows:
        del row["line"]
        if "superseded_by" in row:
            one = row["superseded_by"]
            row["superseded_by"] = [one] if isinstance(one, str) else one or []
    return rows


@pytest.mark.parametrize("plan", PLANS, ids=lambda each: each.name)
@pytest.mark.parametrize(("table", "option"), [("rows", ()), ("positions", ("--positions",))])
def test_every_plan(plan: Path, table: str, option: tuple[str, ...]) -> None:
    chosen = ("--programme", plan.name, "--as-of", DAY)
    rows = told("list", *option, *chosen)["rows"]
    exported = lines(table, *chosen)
    assert as_listed(table, exported) == listed(rows)
    assert {(each["format"], each["revision"], each["meeting"]) for each in exported} <= {
        (f"ragplan-{table}/1", None, None)
    }


@pytest.mark.parametrize(("table", "option"), [("rows", ()), ("positions", ("--positions",))])
def test_every_meeting(demo: Path, table: str, option: tuple[str, ...]) -> None:
    exported = lines(table, "--all-meetings", "--as-of", DAY, cwd=demo)
    meetings = sorted({each["meeting"] for each in exported})
    assert len(meetings) >= 6
    for day in meetings:
        rows = listed(told("list", *option, "--at", day, cwd=demo)["rows"])
        of_day = [each for each in exported if each["meeting"] == day]
        assert as_listed(table, of_day) == rows, day
        assert lines(table, "--at", day, cwd=demo) == of_day, day


@pytest.mark.parametrize("table", ["meetings", "coverage"])
def test_a_meeting_alone_is_as_among_all(demo: Path, table: str) -> None:
    exported = lines(table, "--all-meetings", "--as-of", DAY, cwd=demo)
    for day in {each["meeting"] for each in exported}:
        of_day = [each for each in exported if each["meeting"] == day]
        assert lines(table, "--at", day, cwd=demo) == of_day, day


def test_changes_between_meetings(demo: Path) -> None:
    exported = lines("changes", "--all-meetings", "--as-of", DAY, cwd=demo)
    ends = sorted({(each["since_meeting"], each["meeting"]) for each in exported})
    assert len(ends) >= 6
    for since, until in ends:
        changes = told("diff", since, until, cwd=demo)["changes"]
        found = [each for each in exported if each["meeting"] == until]
        names = changes[0].keys()
        assert [{name: each[name] for name in names} for each in found] == changes
        at = lines("changes", "--at", until, cwd=demo)
        assert at == found


def test_changes_of_today_are_those_of_diff(demo: Path) -> None:
    changes = told("diff", cwd=demo)["changes"]
    assert [each["kind"] for each in lines("changes", cwd=demo)] == [each["kind"] for each in changes]


@pytest.fixture(scope="module")
def counted(demo: Path) -> Course:
    with open_repository(demo / "plans") as repository:
        timeline = Timeline(repository)
        now = timeline.at(repository.commit(), "bhr-francis").programme
        assert now is not None
        return course(timeline, now, now.calendar.meetings[-1])


def test_meetings_are_counted_as_trend_counts_them(demo: Path, counted: Course) -> None:
    exported = lines("meetings", "--all-meetings", "--as-of", DAY, cwd=demo)
    for meeting, tally in counted.known:
        own = [each for each in exported if each["meeting"] == meeting.day.isoformat()]
        totals = Counter[str]()
        for each in own:
            totals.update({name: value for name, value in each.items() if type(value) is int})
        assert (totals["counted"], totals["open"], totals["overdue"], totals["completed"]) == (
            tally.total,
            tally.open,
            tally.overdue,
            tally.completed,
        )
        assert {each["organisation"]: each["counted"] for each in own if each["counted"]} == {
            code or None: sum(share.values()) for code, share in tally.organisations.items()
        }
        stated = Counter(
            {shown.category: many for shown, many in tally.all.items() if shown and shown.stated}
        )
        assert {each: totals[f"stated_{each.value}"] for each in stated} == stated


def test_meetings_are_the_rows_counted(demo: Path) -> None:
    rows = lines("rows", "--all-meetings", "--as-of", DAY, cwd=demo)
    counting = [each for each in rows if each["uncounted"] is None]
    for name, column in (("open", "open_01"), ("overdue", "overdue_01"), ("silent", "silent_01")):
        by_rows = Counter[Any]()
        for each in counting:
            by_rows[each["meeting"], each["organisation"]] += each[column]
        of_meetings = lines("meetings", "--all-meetings", "--as-of", DAY, cwd=demo)
        assert (
            +Counter({(each["meeting"], each["organisation"]): each[name] for each in of_meetings})
            == +by_rows
        )


@pytest.mark.parametrize("table", TABLES)
def test_values_are_of_their_types(demo: Path, table: str) -> None:
    columns = TABLES[table].columns
    assert len({each.name for each in columns}) == len(columns)
    for line in lines(table, "--all-meetings", cwd=demo):
        assert list(line) == [each.name for each in columns]
        for each in columns:
            value = line[each.name]
            assert value is None or type(value) is TYPES[each.type], each
            if each.type is Type.BOOLEAN:
                assert line[f"{each.name}_01"] == value


def test_a_date_has_its_days_and_precision_beside_it() -> None:
    exported = lines("rows", "--programme", "bhr-francis", "--as-of", DAY)
    found = {each["due_precision"]: each for each in exported}
    month = found["month"]
    assert (month["due"], month["due_first_day"], month["due_last_day"]) == (
        month["due"],
        f"{month['due']}-01",
        f"{month['due']}-31",
    )
    assert found["ongoing"]["due_first_day"] is None
    assert found[None]["due"] is None

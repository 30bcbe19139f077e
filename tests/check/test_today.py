"""Today is the day where the group meets, whatever the machine's clock is set to."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from conftest import Run, Write

from ragplan.rules.example import FILES

EAST, WEST = "Pacific/Kiritimati", "Etc/GMT+12"
"""Their clocks are 26 hours apart, so that it is never the same day in both."""


def day_in(zone: str) -> date:
    return datetime.now(ZoneInfo(zone)).date()


def plan(zone: str, calendar: str) -> str:
    lines = FILES["programme.yaml"].splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(("calendar:", "  every:", "  first:", "  last:"))]
    return "".join([*kept[:3], f"time_zone: {zone}\ncalendar: {calendar}\n", *kept[3:]])


@pytest.mark.parametrize("zone", [EAST, WEST])
@pytest.mark.parametrize("machine", [EAST, WEST])
def test_a_programme_is_judged_on_its_own_day(process: Run, write: Write, zone: str, machine: str) -> None:
    write(FILES | {"programme.yaml": plan(zone, "{every: day, first: 2014-01-06}")})
    before = day_in(zone)
    listed = json.loads(process("list", "--format", "json", env={"TZ": machine}).stdout)
    assert listed["rows"][0]["as_of"] in (before.isoformat(), day_in(zone).isoformat())


def test_programmes_are_each_judged_on_their_own_day(run: Run, write: Write) -> None:
    east = {f"east/{name}": text for name, text in FILES.items()}
    west = {f"west/{name}": text for name, text in FILES.items()}
    east["east/programme.yaml"] = plan(EAST, "{every: day, first: 2014-01-06}")
    west["west/programme.yaml"] = plan(WEST, "{every: day, first: 2014-01-06}").replace("example", "west")
    del west["west/registers/francis-2013.yaml"]
    write(east | west)
    rows = json.loads(run("list", "--format", "json").stdout)["rows"]
    east_day, west_day = sorted({date.fromisoformat(each["as_of"]) for each in rows}, reverse=True)
    assert timedelta(1) <= east_day - west_day <= timedelta(2)


def test_a_meeting_to_come_is_looked_for_from_the_day_of_its_group(run: Run, write: Write) -> None:
    meeting = day_in(EAST)
    write(FILES | {"programme.yaml": plan(EAST, f"{{meetings: [2014-01-06, {meeting}]}}")})
    assert "No group meets" not in run("chase", "--within", "0").stderr
    write(FILES | {"programme.yaml": plan(WEST, f"{{meetings: [2014-01-06, {meeting}]}}")})
    assert "No group meets on " in run("chase", "--within", "0").stderr


def test_a_list_of_meetings_never_closes_a_programme(run: Run, write: Write) -> None:
    write(FILES | {"programme.yaml": plan(EAST, "{meetings: [2014-01-06, 2014-01-20]}")})
    before = day_in(EAST)
    listed = json.loads(run("list", "--format", "json").stdout)
    assert listed["rows"][0]["as_of"] >= before.isoformat()
    found = run("check", "--no-history", "--format", "concise").stdout
    assert "RAG411 the calendar has run out: the last meeting in it was on 2014-01-20" in found
    write(FILES | {"programme.yaml": plan(EAST, "{meetings: [2014-01-06, 2014-01-20], last: 2014-01-20}")})
    listed = json.loads(run("list", "--format", "json").stdout)
    assert listed["rows"][0]["as_of"] == "2014-01-20"
    assert "RAG411" not in run("check", "--no-history", "--format", "concise").stdout


def test_a_quarter_is_listed_by_its_months(run: Run, write: Write) -> None:
    plan_of_a_quarter = FILES["programme.yaml"].replace("due: 2014-01-31", "due: 2014-Q1")
    write(FILES | {"programme.yaml": plan_of_a_quarter})
    table = run("list", "--as-of", "2014-03-31").stdout
    assert "January to March 2014" in " ".join(table.split())
    assert "Q1" not in table
    assert json.loads(run("list", "--format", "json").stdout)["rows"][0]["due"] == "2014-Q1"

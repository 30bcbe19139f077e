"""Rows as a workbook and as a calendar: what ``list`` and the reports of rows hand to other programs."""

from __future__ import annotations

import json
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from shutil import copytree

import pytest
from conftest import ROOT, Run
from icalendar import Calendar
from openpyxl import load_workbook

DAY = ("--as-of", "2014-02-10")


@pytest.fixture
def real(tmp_path: Path) -> Path:
    copytree(ROOT / "plans", tmp_path / "plans")
    return tmp_path


def sheet(data: bytes, name: str = "Rows") -> list[dict[str, object]]:
    """The rows of a sheet by the heads of its columns; an empty cell is ``""``."""
    head, *lines = load_workbook(BytesIO(data))[name].iter_rows(values_only=True)
    return [
        {str(key): "" if value is None else value for key, value in zip(head, line, strict=True)}
        for line in lines
    ]


def listed(run: Run, *words: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(run("list", *words, *DAY, "--format", "json").stdout)["rows"]
    return rows


@pytest.mark.parametrize(
    "words",
    [(), ("--programme", "bhr-francis"), ("--programme", "bhr-francis", "--overdue"), ("--lead", "AA")],
)
def test_a_workbook_has_the_rows_of_the_list(run: Run, real: Path, words: tuple[str, ...]) -> None:
    assert run("list", *words, *DAY, "--format", "xlsx", "--output", "rows.xlsx").code == 0
    found = sheet((real / "rows.xlsx").read_bytes())
    rows = listed(run, *words)
    assert [(each["Ref"], each["Owner"], each["Action"]) for each in found] == [
        (each["ref"], each["organisation"] or "", each["title"]) for each in rows
    ]
    for cell, row in zip(found, rows, strict=True):
        due = cell["Due"]
        assert (f"{due:%Y-%m-%d}" if isinstance(due, datetime) else due or None) == row["due"]
        assert " ".join(str(cell["Status"]).split()) == " ".join(str(row["status"] or "").split())


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("plan", "--programme", "bhr-francis"), ("--programme", "bhr-francis")),
        (
            ("plan", "--programme", "bhr-francis", "--goal", "2"),
            ("--programme", "bhr-francis", "--goal", "2"),
        ),
        (
            ("organisation", "LBR", "--programme", "bhr-francis"),
            ("--organisation", "LBR", "--programme", "bhr-francis"),
        ),
        (("lead", "AA"), ("--lead", "AA")),
    ],
)
def test_reports_of_rows_have_the_same_workbook(
    run: Run, real: Path, words: tuple[str, ...], wanted: tuple[str, ...]
) -> None:
    assert run("report", *words, *DAY, "--format", "xlsx", "--output", "made.xlsx").code == 0
    found = [(each["Ref"], each["Owner"]) for each in sheet((real / "made.xlsx").read_bytes())]
    assert found == [(each["ref"], each["organisation"] or "") for each in listed(run, *wanted)]


def test_refs_stay_text_and_the_key_is_a_sheet(run: Run, real: Path) -> None:
    run("report", "plan", "--programme", "bhr-francis", *DAY, "--format", "xlsx", "--output", "made.xlsx")
    book = load_workbook(real / "made.xlsx")
    assert {type(cell.value) for cell in book["Rows"]["B"]} == {str}
    assert [cell.value for cell in book["Key"]["A"]][:3] == ["Rating", "Completed", "On track"]
    assert book["Rows"].auto_filter.ref is None or book["Rows"].tables


def test_the_same_commit_and_day_are_the_same_bytes(run: Run, real: Path) -> None:
    for name in ("one", "two"):
        for format in ("xlsx", "ics"):
            assert run("list", *DAY, "--format", format, "--output", f"{name}.{format}").code == 0
    for format in ("xlsx", "ics"):
        assert (real / f"one.{format}").read_bytes() == (real / f"two.{format}").read_bytes()


def test_a_calendar_has_the_meetings_and_the_due_dates_of_open_rows(run: Run, real: Path) -> None:
    words = ("--programme", "bhr-francis")
    assert run("list", *words, *DAY, "--format", "ics", "--output", "plan.ics").code == 0
    events = Calendar.from_ical((real / "plan.ics").read_bytes()).walk("VEVENT")
    by_id = {str(each["UID"]): each for each in events}
    assert len(by_id) == len(events)
    meetings = {each for each in by_id if "/meeting/" in each}
    assert "bhr-francis/meeting/2014-01-27@ragplan" in meetings
    due = {f"bhr-francis/{each['ref']}/{each['organisation'] or ''}@ragplan" for each in listed(run, *words)
           if each["open"] and each["due"] not in (None, "ongoing") and not each["uncounted"]}  # fmt: skip
    assert set(by_id) - meetings == due
    event = by_id["bhr-francis/2.1/LBR@ragplan"]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2014, 1, 31), date(2014, 2, 1))
    assert str(event["SUMMARY"]).startswith("2.1 LBR: Review all contracts")
    month = by_id["bhr-francis/1.1/BDCCG@ragplan"]
    assert month["DTSTART"].dt == date(2013, 12, 31)
    assert "Due December 2013." in str(month["DESCRIPTION"])


def test_a_moved_date_and_a_moved_meeting_keep_their_ids_and_count_their_moves(
    run: Run, tmp_path: Path
) -> None:
    assert run("demo", "demo").code == 0
    folder = tmp_path / "demo"
    assert run("list", "--as-of", "2014-05-19", "--format", "ics", "--output", "a.ics", cwd=folder).code == 0
    events = Calendar.from_ical((folder / "a.ics").read_bytes()).walk("VEVENT")
    moved = [each for each in events if int(each["SEQUENCE"]) > 0]
    rows = json.loads(run("list", "--as-of", "2014-05-19", "--format", "json", cwd=folder).stdout)["rows"]
    again = {f"{each['programme']}/{each['ref']}/{each['organisation'] or ''}@ragplan" for each in rows
             if each["open"] and each["due"] != each["first_due"] and not each["uncounted"]}  # fmt: skip
    assert {str(each["UID"]) for each in moved if "/meeting/" not in each["UID"]} == again
    assert all(each["DTSTAMP"].dt.date() == date(2014, 5, 19) for each in events)


@pytest.mark.parametrize("format", ["xlsx", "ics"])
def test_what_has_no_rows_is_said(run: Run, real: Path, format: str) -> None:
    ran = run("list", "--positions", "--format", format)
    assert (ran.code, ran.stderr) == (
        2, f"ragplan: --positions cannot be combined with {format}, which holds rows of the plan\n",
    )  # fmt: skip
    assert run("list", "--closed", "--overdue", *DAY, "--format", format, "--output", f"a.{format}").code == 0
    assert (real / f"a.{format}").stat().st_size > 0

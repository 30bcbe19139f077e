"""A secretary's whole year in the command line: the guide, typed line by line, its numbers counted apart."""

from __future__ import annotations

import re
import shlex
import subprocess
from datetime import date
from pathlib import Path

import pytest
from golden.command import Ran, ragplan
from returns.books import changed
from test_guide import GUIDE, person, steps

from year.counting import Counted, counted

pytestmark = pytest.mark.thorough

PLACE = "/tmp/year"
MEETINGS = {
    "2025-01-27": "2025-01-13",
    "2025-02-10": "2025-01-27",
    "2025-02-24": "2025-02-10",
    "2025-03-12": "2025-02-24",
    "2025-04-07": "2025-03-12",
    "2025-12-01": "2025-11-03",
}
"""The meetings that have a highlight report, each with the one before it: one was moved, one cancelled."""
ANSWERS = {
    "SOUTH": {
        "1.1": ("One clerk for both sites.", "On track"),
        "1.2": ("With the board.", "On track"),
        "2.1": ("The draft does not fit our system.", "Slipped"),
    },
    "CITY": {"2.3": ("Our staff come every morning.", "On track")},
}
"""What organisations write into their workbooks."""
SENTENCE = re.compile(
    r"(\w+) of (\d+) rows (?:is|are) completed; of the (\d+) open rows? (\w+) (?:is|are) past (?:its|their) "
    r"date and (\w+) (?:is|are) silent; (\w+) due dates? (?:has|have) moved since"
)


class Year:
    """The walk: what each command left behind, and what stood in the files before it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "year"
        self.env = person(folder)
        self.ran: dict[str, Ran] = {}
        self.counts: dict[str, Counted] = {}

    def walk(self) -> None:
        for printed in steps(GUIDE / "a-year.md"):
            step = printed.replace(PLACE, str(self.folder))
            if step.startswith("ragplan "):
                self.type(step)
            else:
                cwd = self.folder if self.folder.exists() else self.folder.parent
                subprocess.run(["bash", "-ec", step], cwd=cwd, env=self.env, check=True)

    def type(self, line: str) -> None:
        words = shlex.split(line, comments=True)[1:]
        if words[:2] == ["collect", "in"] and words[2].endswith(".xlsx"):
            self.fill_in(self.folder / words[2])
        self.ran[line] = ran = ragplan(*words, cwd=self.folder, env=self.env)
        assert ran.code <= 1, (line, ran)
        if words[:2] == ["report", "highlight"]:
            on = words[-1]
            previous = date.fromisoformat(MEETINGS[on])
            self.counts[on] = counted(self.folder / "plans" / "care", previous, date.fromisoformat(on))

    def fill_in(self, path: Path) -> None:
        with changed(path) as book:
            for ref, (status, rating) in ANSWERS[path.stem.removeprefix("care-").upper()].items():
                book.put(ref, "Status", status)
                book.put(ref, "Rating", rating)
            book.tick()

    def said(self, start: str) -> Ran:
        """What the only command that begins so left behind."""
        (line,) = [each for each in self.ran if each.startswith(f"ragplan {start}")]
        return self.ran[line]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    year = Year(tmp_path_factory.mktemp("year"))
    year.walk()
    return year


def number(text: str) -> int:
    return int({"none": "0", "no": "0", "one": "1"}.get(text, text))


def test_the_numbers_on_the_way_are_those_counted_apart(year: Year) -> None:
    moved = 0
    for on, counts in year.counts.items():
        told = year.said(f"report highlight --as-of {on}").out
        found = SENTENCE.search(" ".join(told.split()))
        assert found, told
        completed, rows, left, overdue, silent, since = map(number, found.groups())
        assert Counted(rows, completed, left, overdue, silent, moved + since) == counts, on
        moved = counts.moved
    assert [each.completed for each in year.counts.values()] == [1, 1, 2, 2, 6, 16]


def test_a_conflict_takes_nothing_and_shows_three_texts(year: Year) -> None:
    ran = year.said("collect in reports/returns/care-city.xlsx")
    assert ran.code == 1
    assert "was sent: Our staff join from February." in ran.out
    assert "plan now: Two mornings a week." in ran.out
    assert "came back: Our staff come every morning." in ran.out
    assert ran.err.endswith("nothing was taken\n")


def test_returns_are_taken_from_a_workbook_and_from_a_mail(year: Year) -> None:
    told = year.said("collect in reports/returns/care-south.xlsx").out
    assert "  reviewed: 2025-02-06\n" in told
    assert "    status: The draft does not fit our system.\n" in told
    assert "a fourth is asked" in year.said("collect in voice.txt").out


def test_all_other_commands_end_without_a_finding(year: Year) -> None:
    codes = {line: ran.code for line, ran in year.ran.items() if "care-city.xlsx" not in line}
    assert {line: code for line, code in codes.items() if code} == {}


def test_who_is_silent_is_told_before_the_meeting(year: Year) -> None:
    assert "6 of 6 rows need an update: 6 empty." in year.said("chase --organisation SOUTH").out


def test_what_a_meeting_saw_stays_as_it_was_when_a_mistake_is_put_right(year: Year) -> None:
    at = ("--programme", "care", "--at", "2025-03-12")
    again = ragplan("report", "plan", *at, "--output", "-", cwd=year.folder, env=year.env)
    assert "20 January 2025" in again.out
    assert "27 January 2025" not in again.out
    told = year.said("history 2.3").out
    assert "completed on 20 January 2025" in told
    assert "date of completion moved from 20 January 2025 to 27 January 2025" in told
    assert ragplan("freeze", "2025-03-12", "--at", "HEAD", cwd=year.folder, env=year.env).code == 2


def test_meetings_are_held_when_the_group_said(year: Year) -> None:
    asked = ("--programme", "care", "--format", "ics", "--as-of", "2025-01-13")
    told = ragplan("list", *asked, cwd=year.folder, env=year.env).out
    days = re.findall(r": meeting\s+DTSTART;VALUE=DATE:2025(\d{4})", told)
    assert days[:7] == ["0113", "0127", "0210", "0224", "0312", "0407", "0505"]
    assert days[-1] == "1201"


def test_the_year_as_a_whole_is_counted_too(year: Year) -> None:
    last = year.counts["2025-12-01"]
    told = year.said("report annual").out
    assert f"{last.completed} of {last.rows} rows were done in all" in told
    assert f"{last.open} rows are still open, {last.overdue} past their date" in told
    assert "4 rows have a later date" in told  # 2.1 of three owners, 1.1 of one


def test_what_was_open_goes_on_with_its_history(year: Year) -> None:
    carried = {line.split()[0] for line in year.said("list").out.splitlines() if line[:1].isdigit()}
    assert carried - {"5"} == {"3.3", "3.5", "3.6"}
    told = year.said("history 3.6").out
    assert "care 3.6: Decisions of 24 February" in told
    assert "carried from care/3.6" in told
    trail = (year.folder / "reports" / "care-2026-audit-3-6.html").read_text(encoding="utf-8")
    assert "Decisions of 24 February" in trail.replace("\u00a0", " ")


def test_every_paper_is_written(year: Year) -> None:
    names = ("highlight", "organisation-south", "lead-chief-nurse", "audit-2-1", "annual", "plan")
    assert [name for name in names if not (year.folder / "reports" / f"care-{name}.html").exists()] == []
    assert (year.folder / "public" / "index.html").exists()

"""``report lead``: every number is one that ``list`` gives, whoever is asked about, and nobody is made up."""

from __future__ import annotations

import json
import re

import pytest
from conftest import Run
from golden.command import REPOSITORY, ragplan

DAYS = ["2013-12-31", "2014-02-25", "2014-06-30"]
Listed = list[dict[str, object]]


def listed(*options: str) -> Listed:
    """The counted rows that ``list`` gives."""
    ran = ragplan("list", "--counted", "--format", "json", *options)
    assert ran.code == 0, ran.err
    rows: Listed = json.loads(ran.out)["rows"]
    return rows


def counted(rows: Listed) -> tuple[int, int, int, int, int]:
    """Of rows the open, the overdue, those without a date, the completed, and all."""
    still_open = [row for row in rows if row["open"]]
    undated = [row for row in still_open if row["due"] is None]
    overdue = [row for row in rows if row["overdue"]]
    return len(still_open), len(overdue), len(undated), len(rows) - len(still_open), len(rows)


def page(*words: str) -> str:
    ran = ragplan("report", "lead", *words, "--format", "markdown", "--output", "-")
    assert ran.code == 0, ran.err
    return ran.out


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("programme", ["merton-quality", "wigan-francis"])
def test_each_lead_has_the_load_that_list_gives(programme: str, on: str) -> None:
    asked = ("--programme", programme, "--as-of", on)
    cells = re.findall(r"^\| (.+?) \|((?: \d+ \|){6})$", page(*asked), re.MULTILINE)
    lines = {name: tuple(map(int, re.findall(r"\d+", numbers))) for name, numbers in cells}
    rows = listed(*asked)
    leads = {str(lead).casefold() for row in rows for lead in row["leads"]}  # type: ignore[attr-defined]
    nobody = {"No lead named"} if any(not row["leads"] for row in rows) else set()
    assert lines.keys() - {"All rows, each once"} - nobody == {
        name for name in lines if name.casefold() in leads
    }
    assert len(lines) == len(leads) + len(nobody) + 1
    for name, (still_open, overdue, due, undated, completed, every) in lines.items():
        whose = ("--lead", name) if name.casefold() in leads else ()
        found = listed(*asked, *whose)
        found = [row for row in found if not row["leads"]] if name == "No lead named" else found
        assert (still_open, overdue, undated, completed, every) == counted(found)
        assert overdue + due + undated <= still_open


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("lead", ["DoQ", "lm", "MT", "ccg", "team"])
def test_what_one_answers_for_is_what_list_gives_over_all_programmes(lead: str, on: str) -> None:
    rows = listed("--lead", lead, "--as-of", on)
    still_open, overdue, undated, completed, every = counted(rows)
    told = page(lead, "--as-of", on)
    assert f"{every} row{'s' * (every != 1)}: {completed} completed, {still_open} open." in told
    assert (f"{overdue} {'is' if overdue == 1 else 'are'} past" in told) == (overdue > 0)
    assert (f"{undated} {'has' if undated == 1 else 'have'} no date" in told) == (undated > 0)
    sections = map(int, re.findall(r"^#+ [\w ]+ \((\d+)\)$", told, re.MULTILINE))
    assert sum(sections) == every
    for row in rows:
        assert f"**{row['title']}**"[:30] in told.replace("\\", "")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Locality lead", "no lead 'Locality lead'; did you mean 'Locality leads'?"),
        ("Nobody", "no lead 'Nobody'; choose from: AA, AM"),
    ],
)
def test_a_lead_that_is_not_there_is_told(asked: str, told: str) -> None:
    ran = ragplan("report", "lead", asked)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_a_plan_without_leads_says_so_once(run: Run) -> None:
    plans = ("--plans", REPOSITORY / "plans", "--programme", "bhr-francis")
    assert run("report", "lead", *plans, "--format", "text").stdout.count("No row names a lead.") == 1
    ran = run("report", "lead", "LM", *plans)
    assert (ran.code, ran.stderr) == (2, "ragplan: no lead 'LM'; no row names one\n")

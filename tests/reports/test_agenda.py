"""``report agenda`` and ``report organisation``: what they count is what list, diff and chase say."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from shutil import copytree
from typing import Any
from zipfile import ZipFile

import pytest
from conftest import Run
from golden.command import REPOSITORY, ragplan

from ragplan.model.dates import plan_date
from ragplan.rules.example import FILES

pytestmark = pytest.mark.thorough

MEETINGS = ["2014-02-10", "2014-02-24", "2014-03-10", "2014-03-24", "2014-04-07", "2014-04-21", "2014-05-05",
            "2014-05-19"]  # fmt: skip
Row = dict[str, Any]
FOUR_CENTIMETRES = 2268
"""In twentieths of a point."""


def out(cwd: Path, *words: str) -> str:
    ran = ragplan(*words, cwd=cwd)
    assert ran.code == 0, ran.err
    return ran.out


def rows(cwd: Path, at: str, *options: str) -> list[Row]:
    """The counted rows of a day that ``list`` gives."""
    found: list[Row] = json.loads(out(cwd, "list", "--at", at, "--counted", "--format", "json", *options))[
        "rows"
    ]
    return found


def agenda(cwd: Path, *words: str) -> str:
    return out(cwd, "report", "agenda", *words, "--format", "markdown", "--output", "-")


def numbers(page: str) -> dict[str, int]:
    """How many items each section says it has."""
    return {title: int(number) for title, number in re.findall(r"^## (.+) \((\d+)\)$", page, re.MULTILINE)}


def changed(cwd: Path, since: str, at: str, kinds: str) -> set[tuple[str, str]]:
    told = json.loads(out(cwd, "diff", since, at, "--kind", kinds, "--format", "json"))
    return {(each["ref"], each["organisation"]) for each in told["changes"]}


def keys(found: list[Row]) -> set[tuple[str, str]]:
    return {(row["ref"], row["organisation"]) for row in found}


@pytest.mark.parametrize(("since", "at"), list(pairwise(MEETINGS)))
def test_each_section_counts_what_list_and_diff_give(demo: Path, since: str, at: str) -> None:
    page = agenda(demo, "--at", at)
    told = numbers(page)
    overdue = rows(demo, at, "--overdue")
    new = changed(demo, since, at, "went-overdue") & keys(overdue)
    assert f"{len(overdue)} rows are past their date" in page
    assert told.get("Newly overdue", 0) == len(new)
    assert told["Longest overdue"] == len(overdue) - len(new)
    assert told["Rated on track, past their date"] == len(
        rows(demo, at, "--overdue", "--category", "on_track")
    )
    completed = changed(demo, since, at, "completed,assured") & keys(rows(demo, at))
    assert told.get("Completed since the last meeting", 0) == len(completed)
    unspoken = rows(demo, at, "--silent") + [row for row in rows(demo, at, "--missing") if row["open"]]
    assert told.get("Silent", 0) == len({row["organisation"] for row in unspoken})
    for code in {row["organisation"] for row in unspoken}:
        many = sum(row["organisation"] == code for row in unspoken)
        assert re.search(rf"\*\*{code}\*\*.*\| {many} of \d+ open rows?: ", page)


@pytest.mark.parametrize("at", MEETINGS)
def test_what_is_due_is_due_by_the_next_meeting(demo: Path, at: str) -> None:
    later = [day for day in MEETINGS if day > at]
    last = date.fromisoformat(later[0] if later else at)
    lasts = (plan_date(row["due"]).last for row in rows(demo, at, "--open") if row["due"])
    due = [day for day in lasts if day and date.fromisoformat(at) <= day <= last]
    assert sum(
        many for title, many in numbers(agenda(demo, "--at", at)).items() if title.startswith("Due")
    ) == len(due)


@pytest.mark.parametrize("at", MEETINGS)
def test_a_row_stands_in_full_once_and_ten_at_most_are_longest_overdue(demo: Path, at: str) -> None:
    page = agenda(demo, "--at", at)
    (longest,) = re.findall(r"^## Longest overdue \(\d+\)$(.+?)^(?=## )", page, re.MULTILINE | re.DOTALL)
    shown = [
        line for line in longest.splitlines() if line.startswith("| ") and not line.startswith("| Action")
    ]
    assert len(shown) <= 10
    if " more; " in longest:
        assert len(shown) == 10
        assert f"`ragplan list --counted --overdue --at {at}`" in longest
    assert len(shown) == len(set(shown))


def test_every_item_has_a_place_to_write(demo: Path) -> None:
    """The demonstration's meeting of 5 May has items in most sections."""
    page = agenda(demo, "--at", "2014-05-05")
    tables = re.findall(r"^(\| .*Decision, who, by when \|)$", page, re.MULTILINE)
    assert len(tables) == sum("|---" in line for line in page.splitlines())
    text = out(demo, "report", "agenda", "--at", "2014-05-05", "--format", "text")
    assert text.count("Decision, who, by when: ____") >= len(tables)


PACK = re.compile(r"^(\d+) of (\d+) rows? needs? an update(.*)\.$", re.MULTILINE)


@pytest.mark.parametrize("at", MEETINGS)
def test_a_pack_says_of_how_many_rows_what_list_says(demo: Path, at: str) -> None:
    page = out(demo, "chase", "--as-of", at, "--format", "markdown") if at == MEETINGS[-1] else ""
    for code in ("BDCCG", "HCCG", "LBH"):
        pack = out(demo, "report", "organisation", code, "--at", at, "--format", "markdown", "--output", "-")
        own = rows(demo, at, "--organisation", code)
        (said,) = PACK.findall(pack)[:1]
        silent = [row for row in own if row["silent"]]
        missing = [row for row in rows(demo, at, "--organisation", code, "--missing") if row["open"]]
        assert int(said[1]) == len(own)
        kinds = {
            "not updated": sum(bool(row["status"]) for row in silent),
            "empty": sum(not row["status"] for row in silent),
            "missing": len(missing),
        }
        for kind, many in kinds.items():
            assert (f"{many} {kind}" in said[2]) == (many > 0), (kind, said)
        assert page == "" or said[2] in page


def test_the_sentence_of_the_demonstrations_silent_owner(demo: Path) -> None:
    told = out(demo, "report", "organisation", "HCCG", "--as-of", "2014-05-18", "--format", "text")
    sentence = "12 of 15 rows need an update; all 12 are overdue: 7 not updated, 3 empty, 2 missing."
    assert sentence in told
    assert told.count("Answer on ") == 12
    assert "[ ] Went through all others, no change" in told


def test_without_git_the_agenda_says_what_it_cannot_tell(run: Run, tmp_path: Path) -> None:
    copytree(REPOSITORY / "plans", tmp_path / "plans")
    ran = run("report", "agenda", "--programme", "bhr-francis", "--format", "text")
    assert (ran.code, ran.stderr.startswith("note: made without the history: ")) == (0, True)
    assert ran.stdout.count("Not shown: it is not known what the last meeting saw.") == 2


def test_internal_queries_stay_out_of_a_public_agenda(run: Run, write: Any) -> None:
    asked = "queries:\n  - {text: Who pays, internal: true}\n  - Is it agreed?\n"
    programme = FILES["programme.yaml"] + asked
    write(FILES | {"programme.yaml": programme})
    whole = run("report", "agenda", "--format", "text", "--as-of", "2014-01-20").stdout
    public = run("report", "agenda", "--format", "text", "--as-of", "2014-01-20", "--public").stdout
    assert ("Who pays" in whole, "Is it agreed?" in whole) == (True, True)
    assert ("Who pays" in public, "Is it agreed?" in public) == (False, True)


def test_the_place_to_write_is_wide_enough_in_word(demo: Path, tmp_path: Path) -> None:
    target = tmp_path / "agenda.docx"
    out(demo, "report", "agenda", "--at", "2014-05-05", "--format", "docx", "--output", str(target))
    body = ZipFile(target).read("word/document.xml").decode("utf-8")
    grids = re.findall(r"<w:tblGrid>(.+?)</w:tblGrid>", body)
    lasts = [int(re.findall(r'w:w="(\d+)"', grid)[-1]) for grid in grids]
    assert min(lasts) >= FOUR_CENTIMETRES

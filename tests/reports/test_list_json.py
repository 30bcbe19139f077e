"""``ragplan list`` as JSON: every field of version 1, in its order, as documented."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from golden.command import REPOSITORY, once, ragplan

from reports.sample import DAY, FIELDS, RICH, rows, two_programmes


def test_the_fields_are_these_in_this_order() -> None:
    told = json.loads(once("list", *DAY, "--format", "json", cwd=RICH).out)
    assert list(told) == ["version", "as_of", "rows"]
    assert (told["version"], told["as_of"], len(told["rows"])) == (1, "2024-05-20", 22)
    assert {tuple(row) for row in told["rows"]} == {tuple(FIELDS)}


def test_every_field_is_documented() -> None:
    about = (REPOSITORY / "docs" / "rows.md").read_text(encoding="utf-8")
    documented = [name for name in re.findall(r"^\| `(\w+)`", about, re.MULTILINE) if name in FIELDS]
    assert documented == FIELDS


OF_THE_GOAL = (23, 195, 196, 197, 198, 199)
ROWS: dict[tuple[str, str | None], dict[str, Any]] = {
    ("1.1", "NORTH"): {
        "goal": "1", "parent": None, "leads": ["AA", "Ward manager"], "due": "2024-05",
        "first_due": "2024-02-29", "recommendations": ["francis-2013/23"], "slippage_days": 28,
        "rating": "blue", "category": "assured",
        "derived": "blue", "updated": "2024-05-13", "reviewed": "2024-05-20", "completed": "2024-03-28",
        "outcome": "Visitors know who is on duty.", "assured_by": "Internal audit", "open": False,
        "evidence": [
            {"ref": "Board minute 9.1", "file": None, "on": "2024-04-22"},
            {"ref": "Photograph", "file": "evidence/door.jpg", "on": None},
            {"ref": "A letter of thanks", "file": None, "on": None},
        ],
    },
    ("1.2", "SOUTH"): {"status": None, "rating": None, "updated": None, "due": None, "open": False},
    ("1.2.1", "SOUTH"): {
        "parent": "1.2", "leads": [], "due": "2024-02", "slippage_days": 0, "rating": "yellow",
        "derived": "red", "reviewed": None, "open": True, "overdue": True, "overdue_days": 81,
        "silent": False,
        "uncounted": None,
        "recommendations": [*(f"francis-2013/{number}" for number in OF_THE_GOAL), "ward-review/4"],
    },
    ("1.2.2", "NORTH"): {
        "due": "2024-06-14", "first_due": "2024-04-12", "slippage_days": 63, "next": "Count the other two.",
        "waiting_for": "The night manager", "risk": "R-17", "overdue": False, "overdue_days": 0,
    },
    ("1.2.2", "COUNCIL"): {"status": None, "due": "2024-03-15", "overdue": True, "overdue_days": 66},
    ("1.3", "NORTH"): {"superseded_by": "1.2", "open": False, "overdue": False, "withdrawn": None},
    ("1.4", "SOUTH"): {
        "withdrawn": "The old one was mended",
        "uncounted": "withdrawn",
        "open": False,
        "proposed": False,
    },
    ("1.5", None): {
        "due": "ongoing",
        "proposed": True,
        "uncounted": "proposed",
        "silent": False,
        "slippage_days": None,
    },
    ("3.1", "NORTH"): {"status": "", "silent": True, "derived": "grey", "rating": None, "category": None},
    ("N2.1", "NORTH"): {"goal": None, "parent": "N2", "leads": ["LM"], "slippage_days": -7},
    ("S1", "SOUTH"): {"rating": "chartreuse", "category": None},
    ("S2", "SOUTH"): {"due": "TBC", "first_due": "TBC", "slippage_days": None, "overdue": False},
}  # fmt: skip


@pytest.mark.parametrize("key", ROWS, ids=[f"{ref}-{organisation}" for ref, organisation in ROWS])
def test_a_row_says(key: tuple[str, str | None]) -> None:
    row = rows()[key]
    assert {name: row[name] for name in ROWS[key]} == ROWS[key]


def test_a_row_names_the_line_it_is_written_on() -> None:
    for (ref, _), row in rows().items():
        lines = (RICH / row["file"]).read_text(encoding="utf-8").splitlines()
        assert re.fullmatch(rf' *- ref: "?{re.escape(ref)}"?', lines[row["line"] - 1]), (ref, row["line"])


def test_no_row_is_still_a_version_and_a_list(tmp_path: Path) -> None:
    ran = once("list", *DAY, "--format", "json", "--lead", "nobody", cwd=RICH)
    assert json.loads(ran.out) == {"version": 1, "as_of": "2024-05-20", "rows": []}


def test_programmes_of_several_days_have_no_day_in_common(tmp_path: Path) -> None:
    two_programmes(tmp_path, last="2014-02-28")
    told = json.loads(ragplan("list", "--format", "json", cwd=tmp_path).out)
    assert told["as_of"] is None
    days = {row["programme"]: row["as_of"] for row in told["rows"]}
    assert days == {"example": "2014-03-31", "second": "2014-02-28"}

"""``ragplan list`` as CSV: the fields of the JSON, fit for a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from golden.command import lay, once, ragplan

from ragplan.rules.example import FILES
from reports.sample import DAY, FIELDS, RICH, rows


def opened(text: str) -> list[dict[str, str]]:
    """CSV as a spreadsheet opens it."""
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_csv_has_the_fields_of_the_json_and_a_line_a_row() -> None:
    text = once("list", *DAY, "--format", "csv", cwd=RICH).out
    found = opened(text)
    assert list(found[0]) == FIELDS
    assert [row["ref"] for row in found] == [ref for ref, _ in rows()]
    assert found[0]["status"] == rows()["1.1", "NORTH"]["status"]
    assert found[0]["leads"] == "AA; Ward manager"
    assert found[0]["evidence"].startswith("Board minute 9.1, 2024-04-22; Photograph, evidence/door.jpg; ")
    assert (found[0]["open"], found[1]["overdue"], found[11]["organisation"]) == ("no", "no", "")
    assert re.sub(r'"[^"]*"', "", text).count("\n") == text.replace("\r\n", "\n").count("\n") - newlines(
        found
    )
    assert "\n" not in re.sub(r'"[^"]*"', "", text).replace("\r\n", "")


def newlines(found: list[dict[str, str]]) -> int:
    """The line breaks inside cells."""
    return sum(cell.count("\n") for row in found for cell in row.values())


def test_csv_without_a_row_still_has_its_header() -> None:
    text = once("list", *DAY, "--format", "csv", "--lead", "nobody", cwd=RICH).out
    assert text == "\ufeff" + ",".join(f'"{name}"' for name in FIELDS) + "\r\n"


FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("https://example.org";"x")',
    "=cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "＝1+1",
    "﹣1",
    "＠SUM(A1)",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_that_is_a_formula_to_a_spreadsheet_is_kept_from_being_one(text: str, tmp_path: Path) -> None:
    said = json.dumps(text)
    body = (
        f"organisation: A\nactions:\n  - ref: '1.1'\n    status: {said}\n    leads: [{said}]\n"
        f"    next: {said}\n    evidence: [{said}]\n    notes: [{said}]\n  - ref: {said}\n    title: {said}\n"
    )
    lay(tmp_path / "plans", FILES | {"A.yaml": body})
    found = opened(ragplan("list", "--format", "csv", cwd=tmp_path).out)
    for cell in (found[0][name] for name in ("status", "leads", "next", "evidence", "notes")):
        assert cell == f"'{text}"
    assert (found[1]["ref"], found[1]["title"]) == (f"'{text}", f"'{text}")
    assert not any(cell.startswith(("=", "+", "@")) for row in found for cell in row.values())

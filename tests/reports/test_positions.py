"""``ragplan list --positions``: the rows of positions on recommendations, filtered, in every format."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from golden.command import REPOSITORY, lay, once, ragplan

from ragplan.rules.example import FILES
from reports.sample import COVERED, DAY

POSITION_FIELDS = [
    "programme", "as_of", "register", "recommendation", "heading", "section", "applicable", "organisation",
    "response", "rating", "category", "status", "updated", "review_by", "review_overdue", "evidence",
    "actions", "notes", "queries", "file", "line",
]  # fmt: skip
LIST = ("list", "--positions")


def rows(*options: str, cwd: Path = REPOSITORY) -> list[dict[str, Any]]:
    """Rows of positions."""
    ran = once(*LIST, "--format", "json", *options, cwd=cwd)
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)
    assert (list(told), told["version"]) == (["version", "as_of", "rows"], 1)
    found: list[dict[str, Any]] = told["rows"]
    return found


def test_the_fields_are_these_in_this_order() -> None:
    assert {tuple(row) for row in rows()} == {tuple(POSITION_FIELDS)}


def test_every_field_is_documented() -> None:
    page = (REPOSITORY / "docs/positions.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)`", page, re.MULTILINE) == POSITION_FIELDS


def test_every_position_of_the_printed_register_is_a_row() -> None:
    with (REPOSITORY / "tests/papers/wigan-2014-02-25-register.tsv").open(encoding="utf-8") as file:
        printed = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = rows("--programme", "wigan-francis")
    assert [row["recommendation"] for row in found] == [f"francis-2013/{row['number']}" for row in printed]
    assert [row["heading"] or "" for row in found] == [row["heading"] for row in printed]
    assert [row["section"].casefold() for row in found] == [row["section"].casefold() for row in printed]
    assert {row["updated"] for row in found} == {"2014-02"}
    due = [row["recommendation"].split("/")[1] for row in found if row["review_by"] == "2014-12"]
    assert due == ["124", "125", "132", "139"]


ROWS: dict[tuple[str, str], dict[str, Any]] = {
    ("care-2023/1", "EAST"): {
        "register": "care-2023", "heading": "Ask every patient", "section": "Standards | of care",
        "applicable": True, "response": "accepted", "rating": None, "category": None, "status": "",
        "updated": None, "review_by": None, "review_overdue": False, "evidence": [], "actions": [],
        "notes": [], "queries": ["Is this ours?", "Would the chair object?"],
    },
    ("care-2023/2", "WEST"): {
        "heading": "Publish the answers", "response": "in_principle", "rating": "green",
        "category": "complete", "status": "We ask all of them.", "updated": "2024-05-13",
        "review_by": "2024-04", "review_overdue": True, "notes": ["Printed on page 7.", "Page 7 is wrong."],
        "queries": ["How often?", "Can we afford it?"],
    },
    ("care-2023/8", "WEST"): {
        "heading": None, "section": None, "response": None, "review_by": "2024-05-20",
        "review_overdue": False, "applicable": True,
    },
    ("keogh-2013/1", "EAST"): {
        "rating": "purple", "category": None, "status": "Read by **all**.\n\nTwice.\n",
        "evidence": [{"ref": "Board minute 7", "file": None, "on": "2024-04-15"}],
    },
    ("care-2023/40", "EAST"): {
        "register": None, "heading": None, "applicable": None, "status": "There is no such number.",
    },
}  # fmt: skip


@pytest.mark.parametrize("key", ROWS, ids=["-".join(key) for key in ROWS])
def test_a_row_says(key: tuple[str, str]) -> None:
    found = {(row["recommendation"], row["organisation"]): row for row in rows(*DAY, cwd=COVERED)}
    said = {name: found[key][name] for name in ROWS[key]}
    assert said | {"status": said.get("status", "").strip()} == ROWS[key] | {
        "status": ROWS[key].get("status", "").strip()
    }


def test_the_actions_that_answer_the_recommendation_are_named(tmp_path: Path) -> None:
    own = "organisation: A\npositions:\n  - recommendation: 13\n    status: Said.\n"
    own += "actions:\n  - ref: A1\n    title: Own\n    recommendations: [11-13]\n"
    title = "title: Publish a response\n"
    programme = FILES["programme.yaml"].replace(title, f"{title}    recommendations: [12-13]\n")
    lay(tmp_path / "plans", FILES | {"A.yaml": own, "programme.yaml": programme})
    found = json.loads(ragplan(*LIST, "--format", "json", cwd=tmp_path).out)["rows"]
    assert [row["actions"] for row in found] == [["1.1", "A1"]]


def test_a_row_names_the_line_it_is_written_on() -> None:
    for row in rows(*DAY, cwd=COVERED) + rows():
        folder = COVERED if row["programme"] == "care-homes" else REPOSITORY
        line = (folder / row["file"]).read_text(encoding="utf-8").splitlines()[row["line"] - 1]
        assert line.startswith("  - recommendation: "), row


FILTERS = {
    "": "care-2023/1 EAST, care-2023/1 WEST, care-2023/2 WEST, care-2023/8 WEST, keogh-2013/1 EAST, "
    "care-2023/40 EAST",
    "--organisation wc": "care-2023/1 WEST, care-2023/2 WEST, care-2023/8 WEST",
    "--recommendation care-2023/2-9": "care-2023/2 WEST, care-2023/8 WEST",
    "--recommendation keogh-2013/1": "keogh-2013/1 EAST",
    "--recommendation 1": "care-2023/1 EAST, care-2023/1 WEST, keogh-2013/1 EAST",
    "--recommendation care-2023/40": "care-2023/40 EAST",
    "--recommendation care-2023/9": "",
    "--rating green": "care-2023/1 WEST, care-2023/2 WEST",
    "--rating none": "care-2023/1 EAST, care-2023/8 WEST, care-2023/40 EAST",
    "--rating red": "",
    "--category complete": "care-2023/1 WEST, care-2023/2 WEST",
    "--query": "care-2023/1 EAST, care-2023/2 WEST",
    "--query --organisation EAST": "care-2023/1 EAST",
}


@pytest.mark.parametrize(("options", "expected"), FILTERS.items(), ids=[each or "all" for each in FILTERS])
def test_a_filter_leaves_these_rows(options: str, expected: str) -> None:
    ran = once(*LIST, *DAY, *options.split(), cwd=COVERED)
    found = [line.split()[:2] for line in ran.out.splitlines()[2:]]
    assert (ran.code, ", ".join(" ".join(row) for row in found)) == (0, expected)
    assert ran.err.startswith(f"{len(found)} position{'' if len(found) == 1 else 's'}")
    assert bool(ran.out) is bool(found)
    told = rows(*DAY, *options.split(), cwd=COVERED)
    assert ", ".join(f"{row['recommendation']} {row['organisation']}" for row in told) == expected


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ("--lead AA", "--lead"),
        ("--goal 1", "--goal"),
        ("--overdue", "--overdue"),
        ("--silent", "--silent"),
        ("--silent --overdue --goal nowhere", "--goal, --overdue, --silent"),
    ],
)
def test_a_filter_that_positions_have_nothing_for_is_refused(options: str, named: str) -> None:
    ran = ragplan(*LIST, *options.split(), cwd=COVERED)
    said = "a position on a recommendation has no lead, no goal and no due date"
    assert ran == (2, "", f"ragplan: --positions cannot be combined with {named}: {said}\n")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("--organisation EAS", "no organisation 'EAS'; did you mean 'EAST'?"),
        ("--rating gren", "no level 'gren'; did you mean 'green'?"),
        ("--recommendation none", "'none' is not a recommendation; write 13, 124-125 or francis-2013/13"),
        ("--recommendation keogh-2014/1", "no register 'keogh-2014'; did you mean 'keogh-2013'?"),
    ],
)
def test_a_word_that_nothing_has_is_refused(options: str, told: str) -> None:
    ran = ragplan(*LIST, *options.split(), cwd=COVERED)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_the_table_marks_what_is_past_its_review_date() -> None:
    ran = once(*LIST, *DAY, cwd=COVERED)
    lines = [re.split(r"\s{2,}", line.strip()) for line in ran.out.splitlines()]
    assert lines[0] == ["Recommendation", "Organisation", "Updated", "Review by", "Rating", "Status"]
    assert lines[2] == ["care-2023/1", "EAST", "no date", "none", "not rated", "no update"]
    assert lines[3] == [
        "care-2023/1",
        "WEST",
        "2024-05-13",
        "2024-04 !",
        "✓ Completed",
        "We ask all of them.",
    ]
    assert ran.err == "6 positions; ! is past its review date\n"


def test_a_programme_without_positions_has_none_and_that_is_no_error() -> None:
    ran = once(*LIST, "--programme", "bhr-francis")
    assert ran == (0, "", "0 positions\n")
    assert rows("--programme", "bhr-francis") == []
    empty = once(*LIST, "--programme", "bhr-francis", "--format", "csv").out
    assert empty == "\ufeff" + ",".join(f'"{field}"' for field in POSITION_FIELDS) + "\r\n"


def test_csv_has_the_fields_of_the_json_and_runs_no_formula(tmp_path: Path) -> None:
    text = once(*LIST, *DAY, "--format", "csv", cwd=COVERED).out
    found = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert list(found[0]) == POSITION_FIELDS
    assert [row["recommendation"] for row in found] == [
        row["recommendation"] for row in rows(*DAY, cwd=COVERED)
    ]
    assert (found[0]["review_overdue"], found[1]["review_overdue"], found[5]["applicable"]) == (
        "no",
        "yes",
        "",
    )
    own = "organisation: A\npositions:\n  - recommendation: '=1+1'\n    status: '=cmd'\n    notes: ['@x']\n"
    lay(tmp_path / "plans", FILES | {"A.yaml": own})
    text = ragplan(*LIST, "--format", "csv", cwd=tmp_path).out
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert (row["recommendation"], row["status"], row["notes"]) == ("'=1+1", "'=cmd", "'@x")


def test_invisible_characters_of_a_position_do_not_reach_the_terminal(tmp_path: Path) -> None:
    own = (
        'organisation: A\npositions:\n  - recommendation: "1\\u200b"\n    status: "a\\tb\\nc [red]d[/red]"\n'
    )
    lay(tmp_path / "plans", FILES | {"A.yaml": own})
    last = ragplan(*LIST, cwd=tmp_path).out.splitlines()[-1]
    assert last.split()[0] == "1\\u200b"
    assert last.endswith("a b c [red]d[/red]")


RANGES = {
    "--recommendation 123-144": 34,
    "--recommendation francis-2013/123-144": 34,
    "--recommendation 124-125": 18,
    "--recommendation 126": 10,
    "--recommendation 128": 0,
}


@pytest.mark.parametrize(("options", "number"), RANGES.items(), ids=RANGES)
def test_rows_of_the_plan_that_answer_a_range_of_recommendations(options: str, number: int) -> None:
    ran = once("list", "--programme", "bhr-francis", "--format", "json", *options.split())
    found = json.loads(ran.out)["rows"]
    assert (ran.code, len(found)) == (0, number)
    first, _, last = options.rsplit(" ", maxsplit=1)[1].removeprefix("francis-2013/").partition("-")
    wanted = {f"francis-2013/{each}" for each in range(int(first), int(last or first) + 1)}
    assert all(wanted & set(row["recommendations"]) for row in found)


def test_ranges_and_positions_go_together_on_the_real_plans() -> None:
    assert len(rows("--recommendation", "123-144")) == 22
    assert [row["recommendation"] for row in rows("--recommendation", "130-131")] == [
        "francis-2013/130",
        "francis-2013/131",
    ]
    reviewed = rows("--recommendation", "124", "--as-of", "2015-01-01")
    assert [(row["review_overdue"], row["as_of"]) for row in reviewed] == [(True, "2015-01-01")]

"""``ragplan show REF``: one action with what each owner says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from golden.command import lay, once, ragplan
from golden.page import squeezed

from ragplan.rules.example import FILES
from reports.sample import DAY, FIELDS, RICH, two_programmes

SAID = {
    "1.1": (
        "Publish staffing of every ward", "Due May 2024", "29 February 2024", "in 11 days",
        "29 March 2024: The boards were printed late, agreed by Ward Safety Group, decided 19 February 2024",
        "May 2024: Printed late again", "Lead: Director of Nursing",
        "Desired outcome: Visitors know who is on duty.", "Note: Boards are in the store.",
        "Query: Monthly or weekly?",
        "NORTH ✓✓ Embedded; Completed 28 March 2024, 28 days after the first date, within the agreed one",
        "Evidence: Board minute 9.1, 22 April 2024", "Evidence: Photograph – evidence/door.jpg",
        "Assured by: Internal audit, May 2024", "SOUTH ✓ Done", "Both Not rated The two boards met.",
    ),
    "1.2.2": (
        "Due 15 March 2024, 66 days ago", "NORTH ● Going well", "Due 14 June 2024", "12 April 2024",
        "14 June 2024: Two wards moved house, decided 1 April 2024", "Next: Count the other two.",
        "Waiting for: The night manager", "Risk: R-17", "COUNCIL", "No row for this action",
    ),
    "1.3": ("Superseded by 1.2", "NORTH ○ Not begun"),
    "1.4": ("Withdrawn 5 February 2024: The old one was mended",),
    "1.5": ("Ongoing", "Proposed: not yet agreed", "No owner"),
    "3.1": ("COUNCIL ● Going well; By date: not updated since the last meeting",
            "NORTH Not rated; By date: nothing reported"),
    "n2.1": ("N2.1 Mend the gate", "Lead: LM", "NORTH ✓ Done; Completed 15 March 2024, 7 days early"),
    "N2.3": ("Due 10 May 2024, 10 days ago", "NORTH Not rated; By date: overdue"),
    "S1": ("“chartreuse” is not in the key",),
}  # fmt: skip


@pytest.mark.parametrize("ref", SAID)
def test_it_says_everything_of_an_action(ref: str) -> None:
    ran = once("show", ref, *DAY, cwd=RICH)
    assert (ran.code, ran.err) == (0, "")
    told = squeezed(ran.out)
    assert [words for words in SAID[ref] if words not in told] == []


@pytest.mark.parametrize("ref", ["1.1", "1.2", "S3"])
def test_its_lines_are_short_and_end_in_no_space(ref: str) -> None:
    lines = once("show", ref, *DAY, cwd=RICH).out.splitlines()
    assert max(map(len, lines)) <= 78
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize("code", ["NI", "north"])
def test_one_owner_is_shown_alone(code: str) -> None:
    told = once("show", "1.1", "--organisation", code, *DAY, cwd=RICH).out
    assert "Published on **all** wards:" in told
    assert "SOUTH" not in told


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("1.22",), "no action '1.22'; did you mean '1.2"),
        (("Q7",), "no action 'Q7'; see ragplan list"),
        (("1.1", "--organisation", "COUNCIL"), "no action '1.1' of 'COUNCIL'"),
        (("1.1", "--organisation", "NORHT"), "did you mean 'NORTH'?"),
        (("1.1", "--as-of", "TBC"), "'TBC' is not a day"),
        ((), "'REF' is missing."),
    ],
)
def test_a_word_that_nothing_has_is_refused(args: tuple[str, ...], told: str) -> None:
    ran = once("show", *args, cwd=RICH)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_json_is_the_rows_of_the_list() -> None:
    told = json.loads(once("show", "1.2.1", "--format", "json", *DAY, cwd=RICH).out)
    whole = json.loads(once("list", "--format", "json", *DAY, cwd=RICH).out)
    assert told["rows"] == [row for row in whole["rows"] if row["ref"] == "1.2.1"]
    assert len(told["rows"]) == 2


def test_csv_has_the_fields_of_the_list() -> None:
    head = once("show", "S2", "--format", "csv", *DAY, cwd=RICH).out.splitlines()[0]
    assert head.removeprefix("\ufeff").split(",") == [f'"{field}"' for field in FIELDS]


def test_an_action_of_two_programmes_is_shown_for_each(tmp_path: Path) -> None:
    two_programmes(tmp_path)
    told = ragplan("show", "1.1", cwd=tmp_path).out
    assert told.count("Publish the response") == 2
    assert told.index("example") < told.index("second")
    one = ragplan("show", "1.1", "--programme", "second", cwd=tmp_path).out
    assert "example" not in one


def test_invisible_characters_of_a_plan_are_shown_and_not_obeyed(tmp_path: Path) -> None:
    hidden = FILES["A.yaml"].replace("status: Drafted.", 'status: "a\\u200bb"\n    next: "c\\U000e0041d"')
    lay(tmp_path / "plans", FILES | {"A.yaml": hidden})
    told = ragplan("show", "1.1", cwd=tmp_path).out
    assert "a\\u200bb" in told
    assert set("\u200b\U000e0041") & set(told) == set()

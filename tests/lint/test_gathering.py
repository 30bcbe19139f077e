"""What one cause gives in many rows is told once; each row keeps its place, its code and its ignore."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from conftest import Run, Write

PROGRAMME = """\
format: ragplan/1
programme: example
title: Example plan
calendar: {every: 2 weeks, first: 2014-01-06, last: 2014-03-31}
key: rag-complete
organisations:
  A: {name: Alpha Hospital}
  B: {name: Beta Council}
goals:
  - ref: "1"
    title: Publish a response
    actions:
      - {ref: "1.1", title: Draft it, due: 2014-01-10, owners: [A, B], leads: [AA]}
      - {ref: "1.2", title: Publish it, due: 2014-03-14, owners: [A, B], leads: [AA]}
      - {ref: "1.3", title: Tell the staff, due: 2014-03-21, owners: [A, B], leads: [AA]}
"""
ROWS = """\
organisation: A
reviewed: 2014-01-20
actions:
  - ref: "1.1"
    status: Drafted.
  - ref: "1.2"
    status: The site is ready.
  - ref: "1.3"
    status: The wards are told first.
"""
WHY = "# ragplan: ignore[RAG306] the group agreed it"
Findings = list[dict[str, Any]]
Told = Callable[..., Findings]


@pytest.fixture
def told(write: Write, run: Run) -> Told:
    """The findings of a command on the plan with a file of A's, as the JSON has them."""

    def findings(command: str, rows: str, *options: str, programme: str = PROGRAMME) -> Findings:
        write({"programme.yaml": programme, "A.yaml": rows})
        ran = run(command, *options, "--format", "json")
        found: Findings = json.loads(ran.stdout)["findings"]
        return found

    return findings


def on(*codes: str) -> tuple[str, ...]:
    return ("--no-history", "--as-of", "2014-01-20", "--select", ",".join(codes))


def lines(finding: dict[str, Any]) -> list[int]:
    return [each["line"] for each in finding["entries"]]


def test_rows_without_a_rating_are_one_finding_that_lists_them(told: Told) -> None:
    (found,) = told("lint", ROWS, "--select", "RAG306")
    assert found["message"] == "3 rows have a status and no rating: 1.1, 1.2, 1.3"
    assert (found["line"], found["subject"], lines(found)) == (5, "example/A actions", [5, 7, 9])


def test_rows_whose_words_name_a_level_are_told_apart(told: Told) -> None:
    rows = ROWS.replace("The site is ready.", "This can be recorded as green.")
    many, apart = told("lint", rows, "--select", "RAG306")
    assert many["message"] == "2 rows have a status and no rating: 1.1, 1.3"
    assert "if 'Completed' is meant" in apart["help"]


def test_a_row_is_silenced_where_it_stands_and_the_others_are_told(told: Told) -> None:
    rows = ROWS.replace("status: The site is ready.", f"status: The site is ready.  {WHY}")
    (found,) = told("lint", rows, "--select", "RAG306,RAG021")
    assert found["message"] == "2 rows have a status and no rating: 1.1, 1.3"
    rows = rows.replace("status: Drafted.", f"status: Drafted.  {WHY}")
    (found,) = told("lint", rows, "--select", "RAG306,RAG021")
    assert found["message"] == "'1.3' has a status and no rating"


@pytest.mark.parametrize("rows", [ROWS, ROWS[: ROWS.index('  - ref: "1.2"')]], ids=["many", "one"])
def test_at_their_list_all_rows_of_a_cause_are_silenced(told: Told, rows: str) -> None:
    rows = rows.replace("actions:", f"actions:  {WHY}")
    assert told("lint", rows, "--select", "RAG306,RAG021") == []


def test_at_a_list_nothing_else_is_silenced(told: Told) -> None:
    rows = ROWS.replace("actions:", "actions:  # ragplan: ignore[RAG206] why")
    rows += "    due: 2014-03-23\n"
    assert {each["code"] for each in told("lint", rows, "--select", "RAG206,RAG021")} == {"RAG206", "RAG021"}


def test_an_organisation_without_a_file_lacks_its_rows_once(told: Told) -> None:
    (found,) = told("lint", ROWS, "--select", "RAG112")
    assert found["message"] == "B has no file, and so no row for 3 actions: 1.1, 1.2, 1.3"
    assert lines(found) == [13, 14, 15]


def test_an_organisation_without_a_file_that_is_asked_for_it_is_asked_once(told: Told) -> None:
    programme = PROGRAMME.replace("[A, B]", "[B]")
    (found,) = told("check", "organisation: A\n", *on("RAG112", "RAG401", "RAG408"), programme=programme)
    assert found["message"] == "B has no file, and 3 open actions: 1.1, 1.2, 1.3"


def test_what_is_late_and_not_there_is_told_as_not_there(told: Told) -> None:
    (late,) = told("check", "organisation: A\n", *on("RAG401"), programme=PROGRAMME.replace("[A, B]", "[B]"))
    assert late["message"] == "'1.1' was due on 10 January 2014, 10 days ago, and is still open"
    (found,) = told(
        "check", "organisation: A\n", *on("RAG401", "RAG112"), programme=PROGRAMME.replace("[A, B]", "[B]")
    )
    assert found["message"] == (
        "B has no file, and so no row for 3 actions: 1.1 (due on 10 January 2014), 1.2, 1.3"
    )


def test_an_overdue_row_tells_that_it_is_not_rated(told: Told) -> None:
    late, others = told("check", ROWS, *on("RAG401", "RAG306"), programme=PROGRAMME.replace("[A, B]", "[A]"))
    assert late["message"] == (
        "'1.1' was due on 10 January 2014, 10 days ago, and is still open; it has no rating"
    )
    assert others["message"] == "2 rows have a status and no rating: 1.2, 1.3"


def test_where_the_overdue_row_is_silenced_the_missing_rating_is_told(told: Told) -> None:
    rows = ROWS.replace("status: Drafted.", "status: Drafted.  # ragplan: ignore[RAG401] agreed")
    (found,) = told("check", rows, *on("RAG401", "RAG306"), programme=PROGRAMME.replace("[A, B]", "[A]"))
    assert found["message"] == "3 rows have a status and no rating: 1.1, 1.2, 1.3"


def test_an_error_is_not_told_within_a_warning(told: Told, write: Write) -> None:
    policy = write({}).parent / "ragplan.yaml"
    policy.write_text("format: ragplan-policy/1\nseverity: {RAG306: error}\n", encoding="utf-8")
    found = told("check", ROWS, *on("RAG401", "RAG306"), programme=PROGRAMME.replace("[A, B]", "[A]"))
    assert [(each["code"], each["severity"]) for each in found] == [
        ("RAG306", "error"),
        ("RAG401", "warning"),
    ]
    assert len(found[0]["entries"]) == 3


def test_rows_complete_without_proof_and_one_placeholder_are_told_once(told: Told) -> None:
    rows = ROWS.replace("    status:", "    rating: green\n    status:").replace("Drafted.", "TBC")
    rows = rows.replace("The wards are told first.", "TBC")
    proof, left = told("lint", rows, "--select", "RAG301,RAG405")
    assert proof["message"] == (
        "3 rows rated 'Completed' give neither a completion date nor evidence: 1.1, 1.2, 1.3"
    )
    assert left["message"] == "'TBC' is a placeholder for text still to be written in 2 texts: 1.1, 1.3"


def _many_unknown(count: int) -> str:
    rows = "".join(f'  - ref: "9.{number}"\n    status: Word {number} of it.\n' for number in range(count))
    return f"organisation: A\nactions:\n{rows}"


def test_beyond_a_hundred_of_one_rule_are_counted_and_not_printed(run: Run, write: Write) -> None:
    write({"programme.yaml": PROGRAMME, "A.yaml": _many_unknown(130)})
    for format in ("concise", "grouped", "full"):
        done = run("lint", "--select", "RAG109", "--format", format)
        assert done.stdout.count("RAG109") == 100
        assert "130 RAG109" in done.stderr
        assert "30 of these are not shown" in done.stderr
    told = json.loads(run("lint", "--select", "RAG109", "--format", "json").stdout)
    assert len(told["findings"]) == 130
    assert "130 errors" in run("lint", "--select", "RAG109", "--format", "markdown").stdout


def test_items_of_a_list_that_are_wrong_alike_are_one_finding(run: Run, write: Write) -> None:
    write({"programme.yaml": PROGRAMME, "A.yaml": "organisation: A\nactions:\n" + "- a\n" * 500})
    done = run("lint")
    assert done.stdout.count("RAG007") == 1
    assert "and 499 more items of the list like it" in done.stdout


@pytest.mark.parametrize(("number", "told", "counted"), [(100, 100, 0), (101, 1, 1)])
@pytest.mark.parametrize("code", ["RAG102", "RAG105"])
def test_items_of_one_list_beyond_a_hundred_are_counted_where_the_first_is(
    run: Run, write: Write, code: str, number: int, told: int, counted: int
) -> None:
    names = ", ".join(f"X{each}" for each in range(number))
    numbers = ", ".join(str(each) for each in range(1000, 1000 + number))
    written = f"owners: [{names}], recommendations: [{numbers}]"
    write({"programme.yaml": PROGRAMME.replace("owners: [A, B]", written, 1), "A.yaml": ROWS})
    found = _messages(run, code)
    assert len(found) == told
    assert sum(message.endswith(", and 100 more here like it") for message in found) == counted


def test_ways_back_to_one_entry_beyond_a_hundred_are_counted(run: Run, write: Write) -> None:
    groups = [f"G{number}" for number in range(130)]
    inside = ", ".join(groups)
    written = "".join(f"  {group}: {{name: {group}, members: [{inside}]}}\n" for group in groups)
    write({"programme.yaml": PROGRAMME.replace("goals:\n", f"{written}goals:\n"), "A.yaml": ROWS})
    found = _messages(run, "RAG110")
    counted = [message for message in found if message.endswith("more here like it")]
    # G0 is led back to by all 130, G1 by the 129 behind it, and so on.
    assert (len(found), len(counted)) == (30 + sum(range(1, 101)), 30)
    assert counted[0].endswith(", and 129 more here like it")


def _messages(run: Run, code: str) -> list[str]:
    told = json.loads(run("lint", "--select", code, "--format", "json").stdout)
    return [each["message"] for each in told["findings"] if each["code"] == code]

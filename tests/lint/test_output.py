"""The formats findings are told in: a line each, blocks with the source, JSON; the others are in output/."""

from __future__ import annotations

import json
from pathlib import Path
from unicodedata import east_asian_width

import pytest
from conftest import Run, Write

from lint.plan_files import NOT_A_DATE, UNKNOWN_FIELD, UNQUOTED, UNRATED

LONG = "word " * 60


def cells(text: str) -> int:
    """Columns of a terminal, where wide letters take two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def test_full_shows_the_line_a_caret_the_rule_and_how_to_mend_it(
    process: Run, plan: Path, write: Write
) -> None:
    write({"A.yaml": UNQUOTED})
    assert (
        process("lint", "--format", "full").stdout
        == """\
warning RAG113 number-like-ref
  other tools would read the ref 1.1 as a number
  at plans/A.yaml:3:10
  3 |   - ref: 1.1
    |          ^^^
  fix: put it in quotes: "1.1"
"""
    )


def test_the_older_name_of_the_option_still_chooses_a_format(run: Run, plan: Path, write: Write) -> None:
    write({"A.yaml": UNQUOTED})
    assert run("lint", "--output-format", "json") == run("lint", "--format", "json")


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        pytest.param("    rating: purple", "purple", id="value"),
        pytest.param("    rating: 'purple'", "'purple'", id="quoted"),
        pytest.param("    RAG: green", "RAG", id="field-name"),
        pytest.param("    rating:  \t purple", "purple", id="tab-before"),
        pytest.param("    rating: 紫色", "紫色", id="wide"),
        pytest.param("    風: green", "風", id="wide-field-name"),
        pytest.param("    leads: [日本, [x]]", "[x]", id="wide-before"),
        pytest.param(f"    leads: [{LONG}, [x]]", "[x]", id="far-to-the-right"),
        pytest.param(f"    leads: [{'日本 ' * 40}, [x]]", "[x]", id="far-and-wide"),
        pytest.param(f"    rating: {LONG}".rstrip(), None, id="long-value"),
        pytest.param(f"    rating: {'紫色 ' * 60}".rstrip(), None, id="long-and-wide-value"),
    ],
)
def test_the_carets_stand_right_under_the_place(
    run: Run, plan: Path, write: Write, line: str, marked: str | None
) -> None:
    write({"A.yaml": f"{UNRATED}{line}\n"})
    ran = run("lint", "--format", "full")
    block = ran.stdout.splitlines()
    shown = next(each for each in block if each.startswith("  5 |"))
    carets = block[block.index(shown) + 1]
    before = cells(carets) - carets.count("^")
    assert carets.strip(" |").strip("^") == ""
    if marked is not None:
        assert carets.count("^") == cells(marked)
        at = next(index for index in range(len(shown)) if cells(shown[:index]) == before)
        assert shown[at:].startswith(marked)
    assert max(map(cells, block)) <= 80


def test_a_finding_without_a_line_to_show_shows_none(run: Run, plan: Path, write: Write) -> None:
    write({"A.yaml": ""})
    assert run("lint", "--format", "full").stdout.splitlines()[:3] == [
        "error RAG001 unreadable-file",
        "  the file is empty",
        "  at plans/A.yaml:1:1",
    ]


def test_blocks_are_parted_by_an_empty_line(run: Run, plan: Path, write: Write) -> None:
    write({"A.yaml": UNQUOTED + "    updated: TBC\n"})
    first, second = run("lint", "--format", "full").stdout.split("\n\n")
    assert first.startswith("error RAG201 invalid-date\n")
    assert second.startswith("warning RAG113 number-like-ref\n")
    assert second.endswith("\n")


def test_json_has_exactly_the_fields_of_version_1(process: Run, plan: Path, write: Write) -> None:
    write({"A.yaml": UNQUOTED})
    ran = process("lint", "--format", "json")
    assert ran.code == 1
    assert json.loads(ran.stdout) == {
        "version": 1,
        "findings": [
            {
                "code": "RAG113",
                "name": "number-like-ref",
                "severity": "warning",
                "message": "other tools would read the ref 1.1 as a number",
                "help": 'put it in quotes: "1.1"',
                "file": "plans/A.yaml",
                "line": 3,
                "column": 10,
                "end_line": 3,
                "end_column": 13,
                "fixable": True,
                "subject": "example/A actions/1.1/ref",
                "new": None,
                "entries": [],
            }
        ],
    }
    assert ran.stderr.splitlines() == [
        "1 finding needs fixing.",
        "  1 warning: 1 RAG113 number-like-ref",
        "3 files read; 1 can be fixed with --fix",
    ]


def test_json_without_findings_is_an_empty_list(run: Run, plan: Path) -> None:
    ran = run("lint", "--format", "json")
    assert (ran.code, json.loads(ran.stdout)) == (0, {"version": 1, "findings": []})


def test_json_says_null_where_there_is_no_help(run: Run, plan: Path, write: Write) -> None:
    write({"A.yaml": ""})
    (finding,) = json.loads(run("lint", "--format", "json").stdout)["findings"]
    assert (finding["message"], finding["help"], finding["fixable"]) == ("the file is empty", None, False)


def test_json_keeps_letters_and_places_of_any_script(run: Run, plan: Path, write: Write) -> None:
    write({"A.yaml": UNKNOWN_FIELD.replace("RAG", "風😀")})
    (finding,) = json.loads(run("lint", "--format", "json").stdout)["findings"]
    assert finding["message"] == "there is no field '風😀' here"
    assert (finding["column"], finding["end_column"]) == (5, 7)


@pytest.mark.parametrize("format", ["concise", "full", "json"])
def test_every_format_tells_the_same_findings_and_exits_alike(
    run: Run, plan: Path, write: Write, format: str
) -> None:
    write({"A.yaml": UNQUOTED + "    updated: TBC\n", "B.yaml": NOT_A_DATE})
    ran = run("lint", "--format", format)
    assert ran.code == 1
    assert [ran.stdout.count(code) for code in ("RAG113", "RAG201", "RAG011")] == [1, 0, 1]


def test_in_a_pipe_findings_are_a_line_each_and_without_colour(
    process: Run, plan: Path, write: Write
) -> None:
    write({"A.yaml": NOT_A_DATE})
    assert process("lint") == process("lint", "--format", "concise")
    assert "\x1b" not in process("lint", "--format", "full").stdout


def test_a_locale_without_unicode_changes_nothing(process: Run, plan: Path, write: Write) -> None:
    write({"Zoë – 日本.yaml": UNKNOWN_FIELD.replace("RAG", "風")})
    plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    assert process("lint", env=plain).stdout == process("lint").stdout != ""

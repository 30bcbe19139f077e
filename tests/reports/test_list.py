"""``ragplan list``: which rows each filter leaves, and the table of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from golden.command import lay, once, ragplan

from ragplan.rules.example import FILES
from reports.sample import DAY, RICH, two_programmes

ALL = (
    "1.1 NORTH, 1.1 SOUTH, 1.1 Both, 1.2 NORTH, 1.2 SOUTH, 1.2.1 NORTH, 1.2.1 SOUTH, 1.2.2 NORTH, "
    "1.2.2 COUNCIL, 1.3 NORTH, 1.4 SOUTH, 1.5 no, 3.1 COUNCIL, 3.1 NORTH, N1 NORTH, N2 NORTH, N2.1 NORTH, "
    "N2.2 NORTH, N2.3 NORTH, S1 SOUTH, S2 SOUTH, S3 SOUTH"
)
FILTERS = {
    "": ALL,
    "--organisation COUNCIL": "1.2.2 COUNCIL, 3.1 COUNCIL",
    "--organisation both": "1.1 Both",
    "--organisation NI --goal 1": "1.1 NORTH, 1.2 NORTH, 1.2.1 NORTH, 1.2.2 NORTH, 1.3 NORTH",
    "--lead js": "N1 NORTH",
    "--lead AA": "1.1 NORTH",
    "--lead lm": "N2.1 NORTH",
    "--lead nobody": "",
    "--goal 2": "N1 NORTH",
    "--goal none": "N2 NORTH, N2.1 NORTH, N2.2 NORTH, N2.3 NORTH, S1 SOUTH, S2 SOUTH, S3 SOUTH",
    "--part-of n2": "N2.1 NORTH, N2.2 NORTH, N2.3 NORTH",
    "--goal 3": "3.1 COUNCIL, 3.1 NORTH",
    "--recommendation francis-2013/23": "1.1 NORTH, 1.1 SOUTH, 1.1 Both, 1.2 NORTH, 1.2 SOUTH, 1.2.1 NORTH, "
    "1.2.1 SOUTH, 1.2.2 NORTH, 1.2.2 COUNCIL, 1.3 NORTH, 1.4 SOUTH, 1.5 no",
    "--recommendation francis-2013/197-300 --organisation COUNCIL": "1.2.2 COUNCIL",
    "--recommendation ward-review/7": "N2 NORTH",
    "--recommendation ward-review/8": "",
    "--rating blue": "1.1 NORTH",
    "--rating b": "1.1 NORTH",
    "--rating DONE": "1.1 SOUTH, 1.2.1 NORTH, N2.1 NORTH",
    "--rating none --organisation NORTH": "1.2 NORTH, 3.1 NORTH, N2 NORTH, N2.3 NORTH",
    "--category on_track": "1.2.1 SOUTH, 1.2.2 NORTH, 3.1 COUNCIL",
    "--category complete": "1.1 SOUTH, 1.2.1 NORTH, N2.1 NORTH",
    "--category off_track": "",
    "--overdue": "1.2.1 SOUTH, 1.2.2 COUNCIL, N1 NORTH, N2.3 NORTH",
    "--overdue --organisation NORTH": "N1 NORTH, N2.3 NORTH",
    "--due-soon": "1.1 Both, 3.1 COUNCIL, 3.1 NORTH, S1 SOUTH",
    "--silent": "3.1 COUNCIL, 3.1 NORTH",
    "--silent --rating none": "3.1 NORTH",
    "--open --organisation NORTH": "1.2.2 NORTH, 3.1 NORTH, N1 NORTH, N2.2 NORTH, N2.3 NORTH",
    "--closed": "1.1 NORTH, 1.1 SOUTH, 1.2.1 NORTH, N2.1 NORTH",
    "--missing": "1.2.2 COUNCIL",
    "--undated": "",
    "--rating red --by-date": "1.2.1 SOUTH, 1.2.2 COUNCIL, N1 NORTH, N2.3 NORTH",
    "--rating none --by-date --overdue": "",
    "--category no_update --by-date": "3.1 COUNCIL, 3.1 NORTH",
    "--unrated --counted --organisation NORTH": "3.1 NORTH, N2.3 NORTH",
    "--unrated --by-date --rating red": "1.2.2 COUNCIL, N2.3 NORTH",
    "--counted --organisation SOUTH": "1.1 SOUTH, 1.2.1 SOUTH, S1 SOUTH, S2 SOUTH",
    "--uncounted superseded": "1.3 NORTH, S3 SOUTH",
    "--uncounted withdrawn": "1.4 SOUTH",
    "--uncounted proposed": "1.5 no",
    "--uncounted parent": "1.2 NORTH, 1.2 SOUTH, N2 NORTH",
    "--query": "1.1 NORTH, 1.1 SOUTH, 1.1 Both",
    "--query --category assured": "1.1 NORTH",
}


@pytest.mark.parametrize(("options", "expected"), FILTERS.items(), ids=[each or "all" for each in FILTERS])
def test_a_filter_leaves_these_rows(options: str, expected: str) -> None:
    ran = ragplan("list", *DAY, *options.split(), cwd=RICH)
    rows = [line.split()[:2] for line in ran.out.splitlines()[2:]]
    assert (ran.code, ", ".join(" ".join(row) for row in rows)) == (0, expected)
    assert ran.err.startswith(f"{len(rows)} row{'' if len(rows) == 1 else 's'}")
    assert bool(ran.out) is bool(rows)


UNKNOWN = {
    "--organisation NORHT": "no organisation 'NORHT'; did you mean 'NORTH'?",
    "--organisation X": "no organisation 'X'; choose from: NORTH, NI, SOUTH, COUNCIL, Both",
    "--goal 9": "no goal '9'; choose from: none, 1, 2, 3",
    "--rating gren": "no level 'gren'; did you mean 'green'?",
    "--rating ochre": "no level 'ochre'; choose from: none, blue, B, ",
    "--recommendation eight": "'eight' is not a recommendation; write 13, 124-125 or francis-2013/13",
    "--recommendation 9-8": "'9-8' is not a recommendation",
    "--recommendation keogh-2013/1": "no register 'keogh-2013'",
    "--programme ward-safty": "no programme 'ward-safty'; did you mean 'ward-safety'?",
    "--as-of monday": "'monday' is not a day; write it as 2014-01-27",
    "--category green": "'green' is not one of",
    "--by-date": "--by-date qualifies --rating or --category; give one of them",
    "--part-of 1.1": "no action with parts '1.1'; choose from: 1.2, N2",
    "--positions --overdue --by-date": "--positions cannot be combined with --by-date, --overdue:",
    "--format xml": "'xml' is not one of 'table', 'json', 'csv'",
    "--organization NORTH": "There is no option '--organization'. Did you mean '--organisation'?",
}


@pytest.mark.parametrize(("options", "told"), UNKNOWN.items(), ids=UNKNOWN)
def test_a_word_that_nothing_has_is_refused_and_a_likely_one_offered(options: str, told: str) -> None:
    ran = ragplan("list", *options.split(), cwd=RICH)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_a_table_in_a_pipe_has_one_line_a_row_and_no_colours() -> None:
    ran = once("list", "--programme", "bhr-francis")
    lines = ran.out.splitlines()
    assert lines[0].split() == ["Ref", "Owner", "Due", "Rating", "By", "date", "Status"]
    assert set(lines[1]) == {"─"}
    assert len(lines) == 84 + len(lines[:2])
    assert ran.err == "84 rows\n"
    assert "\x1b" not in ran.out
    assert [line for line in lines if line != line.rstrip()] == []


def cells(*args: str) -> dict[tuple[str, str], list[str]]:
    """The cells of the table of rows, by ref and owner."""
    lines = once("list", *DAY, *args, cwd=RICH).out.splitlines()[2:]
    return {(row[0], row[1]): row[2:] for row in (re.split(r"\s{3,}", line) for line in lines)}


def test_what_is_stated_and_what_the_dates_say_stand_in_columns_of_their_own() -> None:
    found = cells()
    assert found["N2.3", "NORTH"][:3] == ["2024-05-10", "not rated", "overdue 10 days"]
    assert found["N1", "NORTH"][:3] == ["2024-04-26", "◆ Wobbly", "overdue 24 days"]
    assert found["3.1", "NORTH"][1:] == ["not rated", "nothing reported", "no update"]
    assert found["1.2.2", "COUNCIL"][1:] == ["not rated", "overdue 66 days", "no row"]


def test_several_programmes_are_told_apart(tmp_path: Path) -> None:
    two_programmes(tmp_path)
    lines = ragplan("list", cwd=tmp_path).out.splitlines()
    assert [line.split()[:3] for line in lines if line[0] != "─"] == [
        ["Programme", "Ref", "Owner"],
        ["example", "1.1", "A"],
        ["second", "1.1", "A"],
    ]
    one = ragplan("list", "--programme", "second", cwd=tmp_path).out.splitlines()
    assert one[0].split()[0] == "Ref"


def test_invisible_characters_of_a_plan_do_not_reach_the_terminal(tmp_path: Path) -> None:
    hidden = 'status: "a\\U000e0041b\\tc\\nd [red]e[/red] \\u200bf"'
    lay(tmp_path / "plans", FILES | {"A.yaml": FILES["A.yaml"].replace("status: Drafted.", hidden)})
    last = ragplan("list", cwd=tmp_path).out.splitlines()[-1]
    assert last.endswith("a\\ue0041b c d [red]e[/red] \\u200bf")

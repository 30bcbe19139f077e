"""Many rows at once: a table that ``list`` wrote and somebody changed, taken whole or not at all."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from conftest import ROOT, Run, Write
from hypothesis import given
from hypothesis import strategies as st
from lint.plan_files import ORGANISATION, PROGRAMME

from ragplan.editing.steps import Refusal
from ragplan.editing.tables import read_table
from ragplan.escaping import from_spreadsheet, spreadsheet

DAY = ("--as-of", "2014-01-20")


def listed(run: Run) -> list[dict[str, str]]:
    text = run("list", "--format", "csv", *DAY).stdout
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def table(path: Path, rows: list[dict[str, str]], delimiter: str = ",", encoding: str = "utf-8-sig") -> str:
    with path.open("w", newline="", encoding=encoding) as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path.name


def test_a_table_as_it_was_listed_changes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plans").symlink_to(ROOT / "plans")
    for programme in ("bhr-francis", "wigan-francis", "merton-quality"):
        listing = run("list", "--format", "csv", "--programme", programme, cwd=ROOT).stdout
        (tmp_path / "all.csv").write_text(listing, encoding="utf-8", newline="")
        ran = run("set", "--from", str(tmp_path / "all.csv"), "--programme", programme, cwd=ROOT)
        assert ran == (0, "", "nothing to change: the plans say so already\n")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_changed_cells_are_set_and_no_others(run: Run, plan: Path, tmp_path: Path, delimiter: str) -> None:
    (row,) = listed(run)
    row |= {"rating": "G", "status": "'=1+1 and #4", "leads": "BB; C D", "title": f" {row['title']} "}
    ran = run("set", "--from", table(tmp_path / "t.csv", [row], delimiter), *DAY)
    assert ran.code == 0
    assert "    status: Drafted. -> =1+1 and #4\n" in ran.stdout
    assert (plan / "A.yaml").read_text() == (
        'organisation: A\nactions:\n  - ref: "1.1"\n    leads:\n      - BB\n      - C D\n'
        "    rating: green\n    status: '=1+1 and #4'\n    updated: 2014-01-20\n"
    )


@pytest.mark.parametrize(
    ("due", "printed"), [("2014-01-31", "31/01/2014"), ("2014-01-31", "31/1/14"), ("2014-02", "Feb-14")]
)
def test_dates_as_a_spreadsheet_writes_them_anew_are_unchanged(
    run: Run, plan: Path, write: Write, tmp_path: Path, due: str, printed: str
) -> None:
    write(
        {
            "programme.yaml": PROGRAMME.replace("2014-01-31", due),
            "A.yaml": f"{ORGANISATION}    updated: 2014-01-07\n",
        }
    )
    (row,) = listed(run)
    row |= {"due": printed, "first_due": printed, "updated": "07/01/2014", "next": "Print it"}
    assert run("set", "--from", table(tmp_path / "t.csv", [row]), *DAY).code == 0
    assert (plan / "A.yaml").read_text().endswith("    updated: 2014-01-20\n    next: Print it\n")
    ran = run("set", "--from", table(tmp_path / "t.csv", [row | {"due": "30/01/2014"}]), *DAY)
    assert (ran.code, "the column 'due' was changed" in ran.stderr) == (2, True)


def test_a_row_that_its_owner_has_not_is_added(run: Run, plan: Path, write: Write, tmp_path: Path) -> None:
    write({"A.yaml": "organisation: A\nreviewed: 2014-01-19\n"})
    (row,) = listed(run)
    run("set", "--from", table(tmp_path / "t.csv", [row | {"status": "Begun."}]), *DAY)
    assert (
        (plan / "A.yaml")
        .read_text()
        .endswith('actions:\n  - ref: "1.1"\n    status: Begun.\n    updated: 2014-01-20\n')
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": "Something else"}, "line 2 of the table, '1.1' of A: the column 'title' was changed"),
        ({"ref": "1.10"}, "line 2 of the table: there is no row '1.10' of 'A'; did you mean '1.1'?"),
        ({"organisation": "B"}, "there is no row '1.1' of 'B'"),
        ({"rating": "grene"}, "RAG107 'grene' is not a level of the key; did you mean 'green'?"),
        ({"updated": "20/01/2014"}, "RAG201"),
        ({"evidence": "Minute 4"}, "the column 'evidence' was changed, which cannot be set from a table"),
        ({"stauts": "x"}, "there is no column 'stauts'; did you mean 'status'?"),
    ],
)
def test_a_cell_that_cannot_be_taken_stops_all_of_them(
    run: Run, plan: Path, tmp_path: Path, change: dict[str, str], said: str
) -> None:
    (row,) = listed(run)
    ran = run("set", "--from", table(tmp_path / "t.csv", [row | {"status": "New."} | change]), *DAY)
    assert (ran.code, (plan / "A.yaml").read_text()) == (2, ORGANISATION)
    assert said in ran.stderr


def test_one_row_twice(run: Run, plan: Path, tmp_path: Path) -> None:
    (row,) = listed(run)
    ran = run("set", "--from", table(tmp_path / "t.csv", [row, row | {"status": "New."}]), *DAY)
    assert (ran.code, ran.stderr) == (2, "ragplan: lines 2 and 3 of the table are both of '1.1' of A\n")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no column 'ref'"),
        (b"status\nx\n", "no column 'ref'"),
        (b"ref,ref\n1,2\n", "stands there 2 times"),
        (b"ref,status\n1.1\n", "line 2 of the table has 1 cells"),
        (b'ref,status\n1.1,"x\n', "line 2 of the table cannot be read"),
        ("ref,status\n1.1,caf\u00e9\n".encode("cp1252"), "save it as 'CSV UTF-8'"),
    ],
)
def test_a_file_that_is_no_table_is_refused(data: bytes, said: str) -> None:
    read = read_table(data)
    assert isinstance(read, Refusal)
    assert said in read.why


@given(st.text() | st.text("'=+-@ \t＝a"))
def test_the_guard_against_formulas_comes_off(text: str) -> None:
    assert from_spreadsheet(spreadsheet(text)) == text


@given(st.binary() | st.text().map(str.encode))
def test_no_table_is_a_traceback(data: bytes) -> None:
    read_table(b"ref,status\n" + data)
    read_table(data)

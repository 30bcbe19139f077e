"""Files that cannot be taken whole are named and left out; a query reads the views and no more."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from random import Random

import duckdb
import pytest
from golden.command import ragplan
from history.building import Repo

from ragplan.exporting.catalogue import ROWS

PLAN = """\
format: ragplan/1
programme: small
title: Small
calendar: {meetings: [2014-01-27], last: 2014-01-27}
key: rag-complete
registers: [short]
organisations: {A: {name: First}, B: {name: Second}}
not_applicable: [{recommendations: [4], reason: Not ours}]
goals:
  - ref: "1"
    title: Goal
    actions:
      - {ref: "1.1", title: "=SUM(A1)", due: 2014-01-01, owners: [A, B], recommendations: [1]}
"""
OWN = """\
organisation: A
actions: [{ref: "1.1", rating: amber, status: "@begun; then stopped"}]
positions: [{recommendation: 2, status: In words.}]
"""
REGISTER = """\
register: short
format: ragplan/1
title: Short
recommendations: 1-4
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A repository with a small plan that a meeting has seen."""
    repo = Repo(tmp_path / "repo")
    repo.commit(
        {"plans/programme.yaml": PLAN, "plans/A.yaml": OWN, "plans/short.yaml": REGISTER},
        at="2014-01-20T10:00:00Z",
    )
    return repo.folder


@pytest.fixture
def files(plan: Path, tmp_path: Path) -> Path:
    """A folder with its rows as CSV."""
    ran = ragplan(
        "export", "rows", "--all-meetings", "--output", str(tmp_path / "files" / "rows.csv"), cwd=plan
    )
    assert ran.code == 0, ran.err
    return tmp_path / "files"


def rows(place: Path, *options: str, code: int = 0) -> list[dict[str, object]]:
    ran = ragplan("rollup", str(place), *options, "--format", "json")
    assert ran.code == code, ran.err
    return list(json.loads(ran.out)["rows"])


def test_every_answer_to_a_recommendation(plan: Path) -> None:
    found = rows(plan, "coverage")
    names = ("organisation", "recommendations", "action", "position_only", "not_applicable", "no_return")
    assert [tuple(each[name] for name in names) for each in found] == [
        ("A", 4, 1, 1, 1, 1),
        ("B", 4, 1, 0, 1, 2),
    ]


def test_an_owner_without_a_position_is_absent(plan: Path) -> None:
    names = ("organisation", "open", "said", "silent", "missing", "standing", "absent_meetings")
    assert [tuple(each[name] for name in names) for each in rows(plan, "returns")] == [
        ("A", 1, 1, 0, 0, "whole", 0),
        ("B", 1, 0, 0, 1, "absent", 1),
    ]


def test_guards_of_a_spreadsheet_are_taken_off_and_put_on_again(files: Path) -> None:
    (line, _) = rows(files, "--sql", "SELECT title, status, recommendations FROM rows ORDER BY organisation")
    assert line == {"title": "=SUM(A1)", "status": "@begun; then stopped", "recommendations": ["short/1"]}
    ran = ragplan("rollup", str(files), "latest", "--format", "csv")
    assert '"\'=SUM(A1)"' in ran.out


def left_out(files: Path, name: str, content: bytes) -> str:
    """What is said of a file that is left out, after which the others count as they did."""
    whole = rows(files, "comparison")
    (files / name).write_bytes(content)
    ran = ragplan("rollup", str(files), "comparison", "--format", "json")
    assert (ran.code, json.loads(ran.out)["rows"]) == (1, whole)
    (told,) = json.loads(ran.out)["left_out"]
    assert told["file"] == str(files / name)
    assert f"left out: {files / name}: {told['why']}" in ran.err
    return str(told["why"])


def other(files: Path) -> str:
    """The rows of another programme."""
    return (files / "rows.csv").read_text("utf-8").replace('"small"', '"other"')


def test_a_foreign_table(files: Path) -> None:
    assert left_out(files, "prices.csv", b"item,price\nApples,3\n").startswith("it has no column 'format'")


def test_another_format(files: Path) -> None:
    said = left_out(files, "old.csv", other(files).replace("ragplan-rows/1", "ragplan-rows/9").encode())
    assert said.startswith("its format is 'ragplan-rows/9'")


def test_nothing_at_all(files: Path) -> None:
    assert left_out(files, "empty.csv", b"") == "it holds no line, so that nothing says what it is"


def test_what_is_no_text(files: Path) -> None:
    assert left_out(files, "bytes.jsonl", b"\xff\xfe\x00").startswith("it is not text in UTF-8; ")


def test_a_missing_column(files: Path) -> None:
    assert left_out(files, "less.csv", other(files).replace('"overdue_01"', '"late"').encode()) == (
        "it has no column 'overdue_01'; if an earlier ragplan made it, export it again"
    )


def test_a_line_that_is_cut_short(files: Path) -> None:
    cut = other(files).rstrip()[:-20]
    columns = len(ROWS.columns)
    assert left_out(files, "cut.csv", cut.encode()) == f"line 3 has {columns - 6} cells and {columns} columns"


def test_a_cell_that_is_cut_short(files: Path) -> None:
    cut = other(files).rstrip()[:-1]
    assert left_out(files, "cut.csv", cut.encode()).startswith("line 3 is not CSV")


def others(plan: Path) -> list[dict[str, object]]:
    """The rows of another programme, as JSON lines have them."""
    ran = ragplan("export", "rows", "--all-meetings", "--format", "jsonl", cwd=plan)
    return [json.loads(each) | {"programme": "other"} for each in ran.out.splitlines()]


def test_a_number_that_is_a_formula(files: Path, plan: Path) -> None:
    lines = others(plan)
    lines[1]["overdue_days"] = "=1+1"
    said = left_out(files, "formula.jsonl", "".join(json.dumps(each) + "\n" for each in lines).encode())
    assert said == "line 2, overdue_days: '=1+1' is no integer"


def test_two_formats_in_one_file(files: Path, plan: Path) -> None:
    lines = others(plan)
    lines[1]["format"] = "ragplan-positions/1"
    said = left_out(files, "mixed.jsonl", "".join(json.dumps(each) + "\n" for each in lines).encode())
    assert said.startswith("line 2 is of the format 'ragplan-positions/1'")


def test_a_file_that_was_put_together_twice(files: Path, plan: Path) -> None:
    lines = "".join(json.dumps(each) + "\n" for each in others(plan)).encode()
    assert left_out(files, "twice.jsonl", lines + lines) == "some of its lines stand there twice"


def test_the_same_rows_again(files: Path) -> None:
    said = left_out(files, "same.csv", (files / "rows.csv").read_bytes())
    assert said == f"the rows of A in 'small' on 2014-01-27 are in {str(files / 'rows.csv')!r} already"


@pytest.fixture
def parquet(plan: Path, tmp_path: Path) -> bytes:
    """A Parquet file of the rows of the first organisation, as another programme's."""
    ran = ragplan(
        "export",
        "rows",
        "--all-meetings",
        "--format",
        "parquet",
        "--output",
        str(tmp_path / "parquet"),
        cwd=plan,
    )
    assert ran.code == 0, ran.err
    source, target = next((tmp_path / "parquet").rglob("small.parquet")), tmp_path / "other.parquet"
    duckdb.execute(f"COPY (SELECT * REPLACE ('other' AS programme) FROM '{source}') TO '{target}'")
    return target.read_bytes()


def test_a_parquet_file_that_is_cut_short(files: Path, parquet: bytes) -> None:
    assert left_out(files, "cut.parquet", parquet[:-40]).startswith("it cannot be read: ")


def test_a_parquet_file_of_another_type(files: Path, parquet: bytes, tmp_path: Path) -> None:
    (tmp_path / "in.parquet").write_bytes(parquet)
    out = tmp_path / "out.parquet"
    duckdb.execute(f"COPY (SELECT * REPLACE ('x' AS overdue_01) FROM '{tmp_path / 'in.parquet'}') TO '{out}'")
    assert (
        left_out(files, "typed.parquet", out.read_bytes())
        == "its column 'overdue_01' is VARCHAR, not INTEGER"
    )


def test_a_foreign_parquet_file(files: Path, tmp_path: Path) -> None:
    duckdb.execute(f"COPY (SELECT 1 AS a) TO '{tmp_path / 'a.parquet'}'")
    assert left_out(files, "a.parquet", (tmp_path / "a.parquet").read_bytes()).startswith(
        "it has no column 'format'"
    )


def test_a_clone_that_cannot_be_read(files: Path, plan: Path, tmp_path: Path) -> None:
    broken = Repo(tmp_path / "broken")
    broken.commit({"plans/programme.yaml": "programme: [\n"})
    (tmp_path / "clones.txt").write_text("repo\n\nbroken\nmissing\n")
    ran = ragplan("rollup", "comparison", "--clones", str(tmp_path / "clones.txt"), "--format", "json")
    assert ran.code == 1
    assert [each["organisation"] for each in json.loads(ran.out)["rows"]] == ["A", "B"]
    assert [Path(each["file"]).name for each in json.loads(ran.out)["left_out"]] == ["broken", "missing"]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM read_csv('{secret}')",
        "SELECT * FROM glob('/*')",
        "COPY (SELECT 1) TO '{target}'",
        "COPY rows TO '{target}'",
        "ATTACH '{target}' AS other",
        "EXPORT DATABASE '{target}'",
        "CREATE TABLE t AS SELECT 1",
        "DROP VIEW rows",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SELECT 1; DROP VIEW rows",
        "SELECT 1; SELECT 2",
        "PRAGMA database_list",
        "SELECT * FROM 'https://example.org/a.parquet'",
        "SELECT * FROM path",
        "SELEC",
        "",
    ],
)
def test_what_a_query_of_a_readers_own_may_not(files: Path, tmp_path: Path, sql: str) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n")
    before = sorted(tmp_path.rglob("*"))
    ran = ragplan(
        "rollup",
        str(files),
        "--sql",
        sql.format(target=tmp_path / "t", secret=tmp_path / "secret.csv") or " ",
    )
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("ragplan: --sql: ")
    assert len(ran.err.splitlines()) == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_a_query_in_a_file(files: Path, tmp_path: Path) -> None:
    (tmp_path / "own.sql").write_text("-- mine\nSELECT count(*) AS many FROM rows WHERE rating = 'amber';\n")
    assert rows(files, "--sql", str(tmp_path / "own.sql")) == [{"many": 1}]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere"], "nothing is at 'nowhere'"),
        ([], "name a folder or files"),
        (["."], "holds no exported file"),
        ([".", "coverage", "--sql", "SELECT 1"], "give one of them"),
        ([".", "--format", "csv"], "name one question"),
        ([".", "--sql", "none.sql"], "'none.sql' cannot be read"),
    ],
)
def test_what_cannot_be_asked(tmp_path: Path, words: list[str], said: str) -> None:
    ran = ragplan("rollup", *words, cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_parquet_file_that_is_damaged_in_the_middle(files: Path, parquet: bytes) -> None:
    """Its end says what it holds and all of that is there, but pages of it cannot be read."""
    pages = parquet[: len(parquet) // 2]
    left_out(files, "damaged.parquet", pages[:4] + bytes(len(pages) - 4) + parquet[len(pages) :])


def test_no_damage_is_found_by_a_question_only(files: Path, parquet: bytes) -> None:
    """What is taken can be read whole."""
    chance, read = Random(1), 0
    for _ in range(12):
        at = chance.randrange(4, len(parquet) - 8)
        (files / "damaged.parquet").write_bytes(parquet[:at] + bytes([parquet[at] ^ 255]) + parquet[at + 1 :])
        ran = ragplan("rollup", str(files), "--sql", "SELECT * FROM rows", "--format", "json")
        assert ran.code in (0, 1), ran.err
        read += ran.code == 0
    assert read < 12


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("CAST(NULL AS VARCHAR) AS programme", "a line has no programme or no day"),
        ("'' AS programme", "a line has no programme or no day"),
        ("CAST(NULL AS DATE) AS as_of", "a line has no programme or no day"),
        ("CAST(NULL AS VARCHAR) AS format", "its format is ''"),
    ],
)
def test_a_parquet_file_that_does_not_say_what_it_is(
    files: Path, parquet: bytes, tmp_path: Path, change: str, why: str
) -> None:
    changed = altered(tmp_path, parquet, f"SELECT * REPLACE ({change})")
    assert left_out(files, "nameless.parquet", changed).startswith(why)


def test_a_parquet_file_without_a_line(files: Path, parquet: bytes, tmp_path: Path) -> None:
    said = left_out(files, "bare.parquet", altered(tmp_path, parquet, "SELECT *", "WHERE false"))
    assert said == "it holds no line, so that nothing says what it is"


def test_a_parquet_file_that_was_put_together_twice(files: Path, parquet: bytes, tmp_path: Path) -> None:
    twice = altered(tmp_path, parquet, "SELECT it.*", ", range(2)")
    assert left_out(files, "twice.parquet", twice) == "some of its lines stand there twice"


def altered(folder: Path, parquet: bytes, select: str, rest: str = "") -> bytes:
    """A Parquet file made of another by a statement."""
    source, target = folder / "in.parquet", folder / "out.parquet"
    source.write_bytes(parquet)
    duckdb.execute(f"COPY ({select} FROM '{source}' AS it {rest}) TO '{target}'")
    return target.read_bytes()


@pytest.mark.parametrize("name", ["none.parquet", "none.csv", "none.jsonl"])
def test_a_file_of_no_bytes(files: Path, name: str) -> None:
    assert left_out(files, name, b"")


def test_a_file_that_a_spreadsheet_saved(files: Path) -> None:
    lines = list(csv.reader(io.StringIO(other(files).removeprefix("\ufeff"), newline="")))
    at = lines[0].index("as_of")
    lines[1][at] = "27/01/2014"
    target = io.StringIO()
    csv.writer(target).writerows(lines)
    said = left_out(files, "dates.csv", target.getvalue().encode("utf-8-sig"))
    assert said.startswith(
        "line 2, as_of: '27/01/2014' is no date as 2014-01-27; perhaps a spreadsheet saved it"
    )
    (files / "dates.csv").unlink()
    for delimiter in ";\t":
        target = io.StringIO()
        csv.writer(target, delimiter=delimiter).writerows(lines)
        said = left_out(files, "parted.csv", target.getvalue().encode("utf-8-sig"))
        assert said.startswith("its cells are not parted by commas; perhaps a spreadsheet saved it")
        (files / "parted.csv").unlink()
    said = left_out(files, "wide.csv", target.getvalue().encode("utf-16"))
    assert said.startswith("it is not text in UTF-8; perhaps a spreadsheet saved it")


def test_json_lines_with_the_line_ends_of_windows(files: Path, plan: Path) -> None:
    lines = "".join(json.dumps(each) + "\r\n" for each in others(plan)) + "\r\n"
    (files / "other.jsonl").write_bytes(("\ufeff" + lines).encode())
    assert {each["programme"] for each in rows(files, "comparison")} == {"small", "other"}


@pytest.mark.parametrize("name", ["OTHER.CSV", "o[1]*?.csv", "o'ther.csv"])
def test_a_name_is_no_reason_to_leave_a_file_out(files: Path, name: str) -> None:
    (files / name).write_text(other(files), "utf-8")
    assert {each["programme"] for each in rows(files, "comparison")} == {"small", "other"}


@pytest.mark.parametrize("name", ["OTHER.PARQUET", "o[1]*?.parquet", "o'ther.parquet", "~.parquet"])
def test_nor_of_a_parquet_file(files: Path, parquet: bytes, name: str) -> None:
    (files / name).write_bytes(parquet)
    assert {each["programme"] for each in rows(files, "comparison")} == {"small", "other"}


def test_a_number_that_no_engine_holds(files: Path, plan: Path) -> None:
    lines = others(plan)
    lines[0]["overdue_days"] = 1 << 40
    said = left_out(files, "large.jsonl", "".join(json.dumps(each) + "\n" for each in lines).encode())
    assert said == f"line 1, overdue_days: '{1 << 40}' is no integer"


def test_a_sign_that_is_none(files: Path, plan: Path) -> None:
    lines = others(plan)
    lines[0]["title"] = "a\0b\ud800"
    (files / "signs.jsonl").write_text("".join(json.dumps(each) + "\n" for each in lines))
    assert len(rows(files, "comparison")) == 4


def test_days_that_two_files_hold(files: Path, plan: Path) -> None:
    """The second is left out whole, with the day that only it has."""
    lines = [each | {"programme": "small"} for each in others(plan)]
    lines += [each | {"as_of": "2014-02-10", "meeting": "2014-02-10"} for each in lines]
    said = left_out(files, "s.jsonl", "".join(json.dumps(each) + "\n" for each in lines).encode())
    assert said.startswith("the rows of A in 'small' on 2014-01-27 are in ")


def test_folders_and_links(files: Path, tmp_path: Path) -> None:
    """A folder may have the name of a file, and a link lead back or to others; each file is taken once."""
    (files / "folder.csv").mkdir()
    (files / "folder.csv" / "other.csv").write_text(other(files), "utf-8")
    (files / "again").symlink_to(files)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "third.csv").write_text(other(files).replace('"other"', '"third"'), "utf-8")
    (files / "linked").symlink_to(elsewhere)
    programmes = {each["programme"] for each in rows(files, "comparison")}
    assert programmes == {"small", "other", "third"}
    (files / "same.csv").symlink_to(files / "rows.csv")
    assert {each["programme"] for each in rows(files, "comparison")} == programmes
    assert {each["programme"] for each in rows(files / "**", "comparison")} == programmes


@pytest.mark.parametrize(
    "make", [lambda path: path.symlink_to(path), lambda path: path.symlink_to("nowhere"), os.mkfifo]
)
def test_what_has_the_name_of_a_file_and_is_none(files: Path, make: Callable[[Path], None]) -> None:
    whole = rows(files, "comparison")
    make(files / "none.csv")
    assert rows(files, "comparison", code=1) == whole


def test_a_file_of_another_kind_that_is_named(files: Path) -> None:
    (files / "notes.txt").write_text("Notes")
    assert rows(files, "comparison")
    ran = ragplan("rollup", str(files / "notes.txt"), "comparison")
    assert (ran.code, "its name ends in none of .csv, .jsonl, .parquet" in ran.err) == (1, True)

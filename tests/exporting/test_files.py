"""Files of exports: read back as written, in every format, whatever the plan's text."""

from __future__ import annotations

import csv
import json
import os
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest
from conftest import Run
from golden.command import ragplan
from history.building import Repo

from ragplan.escaping import from_spreadsheet
from ragplan.exporting.catalogue import TABLES

PROGRAMME = """\
format: ragplan/1
programme: example
title: Example plan
group: Steering group
calendar: {every: 2 weeks, first: 2014-01-06, last: 2015-03-03}
key: rag-complete
organisations:
  NO: {name: Norway}
  "001": {name: First}
  "../a b/é=1": {name: A path}
"""
NORWAY = """\
organisation: NO
actions:
  - ref: "1.10"
    title: =HYPERLINK("http://example.org")
    due: 2014-01
    leads: ["+44", "a; b"]
    status: |
      @SUM(A1) said
      "two" lines, soft\u00adhyphen
    next: "::error::x ##[error] C:\\\\n é"
    notes: ["-1"]
"""
FIRST = """\
organisation: "001"
actions:
  - ref: "012"
    title: "null"
    due: 2014-Q1
    rating: "True"
"""
PATH = """\
organisation: "../a b/é=1"
actions:
  - ref: "1e5"
    title: "' quoted"
    outcome: "'=1+1"
    leads: [a, =b]
    due: soon
"""


@pytest.fixture
def plan(repo: Repo) -> Path:
    """A plan whose codes and texts are what programs take for something else, over the end of a year."""
    files = {"programme.yaml": PROGRAMME, "NO.yaml": NORWAY, "first.yaml": FIRST, "path.yaml": PATH}
    repo.commit({f"plans/{name}": text for name, text in files.items()}, at="2014-12-01T12:00:00+00:00")
    return repo.folder


def exported(plan: Path, table: str, format: str, *more: str) -> str:
    ran = ragplan(
        "export", table, "--all-meetings", "--as-of", "2015-02-01", "--format", format, *more, cwd=plan
    )
    assert ran.code == 0, ran.err
    return ran.out


def lines(plan: Path, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in exported(plan, table, "jsonl").splitlines()]


def test_text_is_kept_as_written(plan: Path) -> None:
    norway, first, path = lines(plan, "rows")[:3]
    assert (norway["organisation"], norway["ref"], first["organisation"], first["ref"], path["ref"]) == (
        "NO",
        "1.10",
        "001",
        "012",
        "1e5",
    )
    assert norway["title"] == '=HYPERLINK("http://example.org")'
    assert norway["status"] == '@SUM(A1) said\n"two" lines, soft\u00adhyphen\n'
    assert norway["next"] == "::error::x ##[error] C:\\n é"
    assert (first["title"], first["rating"], path["title"]) == ("null", "True", "' quoted")
    assert (first["due_first_day"], first["due_last_day"], path["due_precision"]) == (
        "2014-01-01",
        "2014-03-31",
        "unreadable",
    )


def test_nothing_of_the_plan_is_obeyed_by_who_shows_it(plan: Path) -> None:
    out = exported(plan, "rows", "jsonl")
    assert not any(sign in out for sign in ("##[error]", "\n::"))


@pytest.mark.parametrize("table", TABLES)
def test_csv_is_guarded_and_says_the_same(plan: Path, table: str) -> None:
    text = exported(plan, table, "csv")
    rows = list(csv.DictReader(text.removeprefix("\ufeff").splitlines(keepends=True)))
    found = lines(plan, table)
    assert len(rows) == len(found)
    for row, line in zip(rows, found, strict=True):
        assert not any(cell.startswith(("=", "+", "-1", "@")) for cell in row.values())
        texts = {name: value or "" for name, value in line.items() if value is None or isinstance(value, str)}
        lists = {name: value for name, value in line.items() if value and isinstance(value, list)}
        texts |= {name: "; ".join(value) for name, value in lists.items() if isinstance(value[0], str)}
        assert {name: from_spreadsheet(row[name]) for name in texts} == texts


def read(folder: Path, table: str) -> list[dict[str, Any]]:
    """What the engine reads of a table's files, days as text."""
    files = f"{folder}/{table}/*/*/*.parquet"
    found = duckdb.execute("FROM read_parquet(?, hive_partitioning = false)", [files])
    names = [each[0] for each in found.description or ()]
    return [
        {
            name: value.isoformat() if hasattr(value, "isoformat") else value
            for name, value in zip(names, row, strict=True)
        }
        for row in found.fetchall()
    ]


@pytest.mark.parametrize("table", TABLES)
def test_parquet_holds_what_json_lines_hold(demo: Path, plan: Path, table: str, tmp_path: Path) -> None:
    for folder in (demo, plan):
        target = tmp_path / folder.name
        exported(folder, table, "parquet", "--output", str(target))
        records = {each.name for each in TABLES[table].columns if each.type.value == "list of objects"}
        back = [
            {name: json.loads(value) if name in records and value else value for name, value in row.items()}
            for row in (read(target, table) if any(target.rglob("*.parquet")) else [])
        ]
        as_text = sorted(json.dumps(each, sort_keys=True) for each in back)
        assert as_text == sorted(json.dumps(each, sort_keys=True) for each in lines(folder, table))


def test_each_file_is_of_one_organisation_and_year(plan: Path, tmp_path: Path) -> None:
    exported(plan, "rows", "parquet", "--output", str(tmp_path / "out"))
    codes = ["%2E%2E%2Fa%20b%2Fé%3D1", "001", "NO"]
    assert sorted(
        each.relative_to(tmp_path / "out").as_posix() for each in (tmp_path / "out").rglob("*.*")
    ) == sorted(
        f"rows/organisation={code}/year={year}/example.parquet" for code in codes for year in (2014, 2015)
    )
    found = duckdb.execute(
        "SELECT DISTINCT organisation, year FROM read_parquet(?, hive_types_autocast = false) "
        "WHERE year = '2014'",
        [f"{tmp_path}/out/rows/*/*/*.parquet"],
    ).fetchall()
    assert sorted(found) == [("../a b/é=1", "2014"), ("001", "2014"), ("NO", "2014")]


def test_bytes_are_the_same_each_time(plan: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        exported(plan, "rows", "parquet", "--output", str(tmp_path / name))
    files = sorted(each.relative_to(tmp_path / "one") for each in (tmp_path / "one").rglob("*.parquet"))
    assert files
    assert all(
        (tmp_path / "one" / each).read_bytes() == (tmp_path / "two" / each).read_bytes() for each in files
    )
    assert exported(plan, "changes", "csv") == exported(plan, "changes", "csv")


def test_an_export_takes_the_place_of_the_one_before(plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    others = [out / "rows/organisation=NO/year=2014/other.parquet", out / "rows/notes.txt"]
    for each in others:
        each.parent.mkdir(parents=True, exist_ok=True)
        each.write_text("another repository's")
    exported(plan, "rows", "parquet", "--output", str(out))
    ragplan("export", "rows", "--at", "2014-12-08", "--format", "parquet", "--output", str(out), cwd=plan)
    assert {each.parent.name for each in out.rglob("example.parquet")} == {"year=2014"}
    assert [each.read_text() for each in others] == ["another repository's"] * 2


def test_a_missing_library_is_one_line(plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    ran = ragplan("export", "rows", "--format", "parquet", "--output", str(tmp_path / "out"), cwd=plan)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("which is not installed; run pip install 'ragplan[rollup]'\n")
    assert not (tmp_path / "out").exists()
    assert ragplan("export", "rows", cwd=plan).code == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--format", "parquet"), "name it with --output DIR"),
        (("--format", "parquet", "--output", "plans/NO.yaml"), "is a file"),
        (("--at", "last", "--all-meetings"), "give one of them"),
        (("--output", "plans"), "is a folder"),
        (("--at", "nowhere"), "nowhere"),
    ],
)
def test_what_cannot_be_done_is_told(plan: Path, options: tuple[str, ...], said: str) -> None:
    ran = ragplan("export", "rows", *options, cwd=plan)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_without_git_the_rows_of_today_are_there(run: Run, plan_on_disk: Path) -> None:
    assert run("export", "rows").code == 0
    ran = run("export", "rows", "--all-meetings")
    assert (ran.code, ran.stdout) == (2, "")
    assert "git" in ran.stderr


@pytest.fixture
def plan_on_disk(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "programme.yaml").write_text(PROGRAMME, encoding="utf-8")
    (folder / "NO.yaml").write_text(NORWAY, encoding="utf-8")
    return folder


@pytest.mark.parametrize("table", ["rows", "changes", "meetings", "positions"])
@pytest.mark.parametrize("scope", [(), ("--all-meetings",)])
def test_a_public_copy_holds_no_internal_word(repo: Repo, table: str, scope: tuple[str, ...]) -> None:
    secret = NORWAY.replace('"-1"', "{text: Confidential, internal: true}, Open")
    repo.commit({"plans/programme.yaml": PROGRAMME, "plans/NO.yaml": NORWAY}, at="2014-03-01T12:00:00+00:00")
    repo.commit({"plans/NO.yaml": secret}, at="2014-03-20T12:00:00+00:00")
    public = ragplan("export", table, *scope, "--public", cwd=repo.folder)
    assert public.code == 0
    assert "Confidential" not in public.out
    whole = ragplan("export", table, *scope, cwd=repo.folder)
    assert ("Confidential" in whole.out) == ("Open" in public.out)


def test_a_meeting_whose_plan_does_not_load_is_told(plan: Path, repo: Repo) -> None:
    repo.commit({"plans/NO.yaml": "organisation: [\n"}, at="2014-12-20T12:00:00+00:00")
    repo.commit({"plans/NO.yaml": NORWAY}, at="2015-01-01T12:00:00+00:00")
    unread = [each for each in lines(plan, "meetings") if each["note"]]
    assert {each["meeting"] for each in unread} == {"2014-12-22"}
    assert "does not load" in unread[0]["note"]
    assert (unread[0]["counted"], unread[0]["organisation"]) == (None, None)
    ran = ragplan("export", "rows", "--all-meetings", "--as-of", "2015-02-01", cwd=plan)
    assert "seen by the meeting of 2014-12-22: it does not load" in ran.err


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_a_name_of_no_letters_is_written_to_a_file_too(plan: Path, format: str, tmp_path: Path) -> None:
    (plan / "plans" / os.fsdecode(b"\xff.yaml")).write_bytes((plan / "plans" / "NO.yaml").read_bytes())
    (plan / "plans" / "NO.yaml").unlink()
    target = tmp_path / f"rows.{format}"
    ran = ragplan("export", "rows", "--format", format, "--output", str(target), cwd=plan)
    assert ran.code == 0, ran.err
    assert "NO" in target.read_text("utf-8")
    listed = ("list", "--format", "csv" if format == "csv" else "json", "--output", str(target))
    assert ragplan(*listed, cwd=plan).code == 0
    assert "NO" in target.read_text("utf-8")


def test_a_history_that_breaks_off_leaves_the_file_before(plan: Path, tmp_path: Path) -> None:
    target = tmp_path / "rows.csv"
    exported(plan, "rows", "csv", "--output", str(target))
    before = target.read_bytes()
    for each in (plan / ".git" / "objects").rglob("*"):
        if each.is_file():
            each.unlink()
    ran = ragplan("export", "rows", "--all-meetings", "--output", str(target), cwd=plan)
    assert (ran.code, ran.out) == (2, "")
    assert target.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_that_nothing_changed_is_told_of_one_meeting_as_of_all(repo: Repo) -> None:
    said = 'organisation: NO\nreviewed: {}\nactions:\n  - {{ref: "1", title: Train, status: Under way}}\n'
    files = {"plans/programme.yaml": PROGRAMME, "plans/NO.yaml": said.format("2014-01-20")}
    repo.commit(files, at="2014-01-20T09:00:00+00:00")
    repo.commit({"plans/NO.yaml": said.format("2014-02-03")}, at="2014-02-03T09:00:00+00:00")
    asked = ("export", "meetings", "--as-of", "2014-02-03", "--format", "jsonl")
    among_all = ragplan(*asked, "--all-meetings", cwd=repo.folder).out.splitlines()[-1]
    alone = ragplan(*asked, "--at", "2014-02-03", cwd=repo.folder).out
    assert json.loads(alone)["unchanged"] == 1
    assert json.loads(alone) == json.loads(among_all)


def test_an_export_that_was_cut_short_is_put_right_by_the_next(plan: Path, tmp_path: Path) -> None:
    out, whole = tmp_path / "out", tmp_path / "whole"
    asked = ("export", "rows", "--format", "parquet", "--as-of", "2015-02-01", "--output")
    assert ragplan(*asked, str(out), "--all-meetings", cwd=plan).code == 0
    before = {each: each.read_bytes() for each in out.rglob("*.parquet")}
    (plan / "plans" / "first.yaml").unlink()
    (plan / "plans" / "programme.yaml").write_text(PROGRAMME.replace('  "001": {name: First}\n', ""))
    in_the_way = out / "rows/organisation=NO/year=2015"
    for each in in_the_way.iterdir():
        each.unlink()
    in_the_way.rmdir()
    in_the_way.write_text("a file")
    ran = ragplan(*asked, str(out), cwd=plan)
    assert (ran.code, ran.out) == (2, "")
    assert "a file stands where a folder is needed" in ran.err
    left = {each: each.read_bytes() for each in out.rglob("*") if each.is_file() and each != in_the_way}
    assert left.keys() <= before.keys()
    in_the_way.unlink()
    for folder in (out, whole):
        assert ragplan(*asked, str(folder), cwd=plan).code == 0
    written = [{each.relative_to(it): each.read_bytes() for each in it.rglob("*.*")} for it in (out, whole)]
    assert written[0] == written[1]
    assert not any("organisation=001" in each.as_posix() for each in written[0])

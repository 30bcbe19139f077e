"""A clone gives every table as its exports do, and all of it or nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from golden.command import ragplan
from history.building import Repo

from ragplan.exporting.catalogue import TABLES
from rollup.test_refusals import PLAN, files, plan

__all__ = ["files", "plan"]
OF_A_DAY = ("rows", "positions", "coverage")
"""Tables that a clone gives as they are now too."""


def lines(*places: Path, table: str, code: int = 0) -> list[str]:
    """The lines of a view, in an order of their own."""
    ran = ragplan("rollup", *map(str, places), "--sql", f"SELECT * FROM {table}", "--format", "json")
    assert ran.code == code, ran.err
    return sorted(json.dumps(each) for each in json.loads(ran.out)["rows"])


DAY = ("--as-of", "2014-04-02")
"""No meeting is on it."""


@pytest.fixture(scope="session")
def exports(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What it exports as its meetings saw it, and of three tables as it is on a day without a meeting."""
    folder = tmp_path_factory.mktemp("exports")
    for name in TABLES:
        asked = [("--all-meetings",)] if name != "coverage" else []
        asked += [()] if name in OF_A_DAY else []
        for number, options in enumerate(asked):
            target = str(folder / f"{name}-{number}.jsonl")
            ran = ragplan("export", name, *options, *DAY, "--format", "jsonl", "--output", target, cwd=demo)
            assert ran.code == 0, ran.err
    return folder


@pytest.mark.parametrize("table", TABLES)
def test_every_table_of_a_clone_is_that_of_its_exports(demo: Path, exports: Path, table: str) -> None:
    asked = ("--sql", f"SELECT * FROM {table}", "--format", "json")
    found = []
    for place in (demo, exports):
        ran = ragplan("rollup", str(place), *DAY, *asked)
        assert ran.code == 0, ran.err
        found.append(sorted(json.dumps(each) for each in json.loads(ran.out)["rows"]))
    assert found[0] == found[1] != []


def test_the_day_of_a_meeting_is_counted_once(plan: Path, files: Path) -> None:
    assert lines(plan, table="rows") == lines(files, table="rows")
    assert len(lines(plan, table="rows")) == 2


def test_a_folder_without_a_history_has_what_it_is_now(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "programme.yaml").write_text(PLAN.replace("registers: [short]\n", ""), "utf-8")
    assert [len(lines(tmp_path, table=each)) for each in TABLES] == [2, 0, 0, 0, 0]


def test_a_bare_clone(plan: Path, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo")
    repo.git("clone", "-q", "--bare", str(plan), str(tmp_path / "bare.git"))
    for each in TABLES:
        assert lines(tmp_path / "bare.git", table=each) == lines(plan, table=each)


def test_a_clone_of_which_something_is_held_is_left_out_whole(plan: Path, files: Path) -> None:
    only = "SELECT count(*) AS many FROM meetings"
    ran = ragplan("rollup", str(files), str(plan), "--sql", only, "--format", "json")
    assert ran.code == 1
    assert json.loads(ran.out)["rows"] == [{"many": 0}]
    (told,) = json.loads(ran.out)["left_out"]
    assert told["why"].startswith("the rows of A in 'small' on 2014-01-27 are in ")

"""A newer issue of a table against the plan: changes of rows as a table to set, the rest as questions."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from conftest import Run

HEAD = "Ref,Action,Owners,Lead,Due,Progress,RAG\n"
FIRST = (
    '1.1,Answer every complaint within 25 days,"NORTH, CITY",AB,31/03/2025,,\n'
    "1.2,Publish what was learnt from complaints,NORTH,AB,30/06/2025,Drafted.,Amber\n"
    "1.3,Ask every patient on discharge,CITY,CD,28/02/2025,Begun.,Amber\n"
)
BEGIN = (
    "--title", "Plan", "--every", "2 weeks", "--first", "2025-01-13", "--last", "2025-12-08",
    "--key", "rag-complete", "--organisation", "NORTH=North Hospital", "--organisation", "CITY=City Council",
)  # fmt: skip


@pytest.fixture
def here(run: Run, tmp_path: Path) -> Path:
    (tmp_path / "table.csv").write_text(HEAD + FIRST)
    assert run("import", "care", "table.csv", *BEGIN).code == 0
    return tmp_path


def changes(here: Path, name: str = "care-changes.csv") -> list[dict[str, str]]:
    with (here / name).open(newline="") as file:
        return list(csv.DictReader(file))


def plan(here: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (here / "plans").rglob("*.yaml")}


def test_the_same_table_proposes_nothing(run: Run, here: Path) -> None:
    before = plan(here)
    ran = run("import", "care", "table.csv")
    assert (ran.code, ran.stderr) == (0, "")
    assert ran.stdout.endswith("The table says nothing anew of a row of the plan.\n")
    assert "To be answered" not in ran.stdout
    assert plan(here) == before
    assert not (here / "care-changes.csv").exists()


def test_rows_that_say_something_anew_are_a_table_to_set(run: Run, here: Path) -> None:
    before = plan(here)
    newer = FIRST.replace("Drafted.,Amber", '"=Printed, and sent: #4",green').replace("CITY,CD", "CITY,EF")
    (here / "newer.csv").write_text(HEAD + newer)
    ran = run("import", "care", "newer.csv")
    assert (ran.code, ran.stderr, plan(here)) == (0, "", before)
    assert "1.2 NORTH\n  rating: amber -> green\n  status: Drafted. -> =Printed, and sent: #4\n" in ran.stdout
    assert "1.3 CITY\n  leads: CD -> EF\n" in ran.stdout
    assert changes(here) == [
        {"programme": "care", "ref": "1.2", "organisation": "NORTH", "rating": "green",
         "status": "'=Printed, and sent: #4", "leads": "AB"},
        {"programme": "care", "ref": "1.3", "organisation": "CITY", "rating": "amber",
         "status": "Begun.", "leads": "EF"},
    ]  # fmt: skip
    assert run("set", "--from", "care-changes.csv", "--as-of", "2025-01-24").code == 0
    assert run("import", "care", "newer.csv").stdout.endswith("nothing anew of a row of the plan.\n")


def test_goals_of_a_table_are_held_against_those_of_the_plan(run: Run, here: Path) -> None:
    rows = FIRST.replace("Begun.", "Ended.").replace("\n", ",Patients\n")
    (here / "newer.csv").write_text(HEAD.replace("\n", ",Goal\n") + rows)
    assert (
        'The goal "Patients" of the table is none of the plan.' in run("import", "care", "newer.csv").stdout
    )
    (here / "newer.csv").write_text(HEAD + FIRST)
    assert "goal" not in run("import", "care", "newer.csv").stdout


def test_a_file_that_is_there_is_not_written_over(run: Run, here: Path) -> None:
    (here / "newer.csv").write_text(HEAD + FIRST.replace("Begun", "Ended"))
    (here / "care-changes.csv").write_text("mine")
    ran = run("import", "care", "newer.csv")
    assert (ran.code, (here / "care-changes.csv").read_text()) == (2, "mine")
    assert "already exists; name another file with --output" in ran.stderr
    assert run("import", "care", "newer.csv", "--output", "other.csv").code == 0
    assert [row["status"] for row in changes(here, "other.csv")] == ["Ended."]


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (
            "1.3,Ask every patient on discharge",
            "1.3,Buy ten beds",
            '1.3 is "Buy ten beds" in the table, in the plan "Ask every patient on discharge"; nothing of it',
        ),
        (
            "every patient on discharge",
            "each patient on discharge",
            '1.3 is called "Ask each patient on discharge" in the table',
        ),
        ("1.3,Ask", "1.4,Ask", '1.4 "Ask every patient on discharge" of CITY is new in the table'),
        ("1.3,Ask", "1.4,Ask", 'In the plan, and not in the table: 1.3 "Ask every patient on discharge".'),
        ("Begun.", "", "The table says nothing where the plan has words, which stay: status of 1.3 CITY."),
        (
            "28/02/2025",
            "30/04/2025",
            "1.3 is due 2025-04-30 in the table, in the plan 2025-02-28; 'ragplan revise 1.3 --to",
        ),
        ('"NORTH, CITY",AB', "NORTH,AB", "1.1 has no longer CITY for an owner in the table."),
        ("complaints,NORTH", 'complaints,"NORTH, CITY"', "'ragplan owners 1.2 --add CITY' adds one."),
        ("Begun.,Amber", "Begun.,Purple", 'Rating printed "Purple", which is not a level of the key'),
    ],
)
def test_what_no_table_of_rows_sets_is_a_question(
    run: Run, here: Path, was: str, now: str, said: str
) -> None:
    (here / "newer.csv").write_text(HEAD + FIRST.replace(was, now))
    before = plan(here)
    ran = run("import", "care", "newer.csv")
    assert (ran.code, ran.stderr, plan(here)) == (0, "", before)
    assert said in ran.stdout


def test_words_of_columns_that_no_table_sets_are_told(run: Run, here: Path) -> None:
    head = HEAD.replace("\n", ",Evidence,Notes,Ward\n")
    rows = FIRST.replace("Begun.,Amber", "Begun.,Amber,Minute 4,A remark,Ward 7")
    (here / "newer.csv").write_text(head + rows.replace(",,\n", ",,,,\n"))
    told = run("import", "care", "newer.csv").stdout
    assert [word for word in ("Minute 4", "A remark", "Ward 7") if word not in told] == []


def test_what_says_another_programme_is_refused(run: Run, here: Path) -> None:
    ran = run("import", "care", "table.csv", "--title", "Another", "--key", "rag-complete")
    assert (ran.code, ran.stderr) == (
        2,
        "ragplan: 'care' is there already, with its own title; leave out what says another\n",
    )
    assert run("import", "care", "table.csv", *BEGIN).code == 0
    ran = run("import", "other", "table.csv", *BEGIN, "--output", "x.csv")
    assert (ran.code, "--output goes with a programme that is there already" in ran.stderr) == (2, True)

"""``ragplan new``: what it writes, what it asks, what it goes on with, and what it refuses."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from shutil import copytree

import pytest
from conftest import ROOT, Ran, Run, Write
from history.building import Repo
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lint.plan_files import ORGANISATION

OPTIONS = (
    "--title", "Action plan after the review", "--group", "Quality Group", "--every", "2 weeks",
    "--first", "2026-01-12", "--key", "rag-complete",
    "--organisation", "NORTH=North Hospital", "--organisation", "NO=Norway: #1",
)  # fmt: skip
ANSWERS = """\
title: "Plan: after the review"
calendar: {every: 2 weeks, first: 2026-01-12}
key: rag-complete
organisations:
  NORTH: {name: North Hospital, aliases: [NRTH]}
  CITY: {name: City Council}
goals:
  - ref: "1"
    title: Patients are heard
    actions:
      - {ref: "1.1", title: Answer every complaint, due: 2026-03-31, leads: [AB], owners: [NRTH, CITY]}
      - {ref: "1.10", title: Publish the report, due: 2026-02, leads: [AB], owners: [CITY]}
"""


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return Repo(tmp_path / "own").folder


def found(run: Run, here: Path, *words: str) -> list[dict[str, object]]:
    ran = run(*words, "--format", "json", cwd=here)
    told: list[dict[str, object]] = json.loads(ran.stdout)["findings"]
    return told


def listed(run: Run, here: Path, *words: str) -> list[dict[str, object]]:
    ran = run("list", *words, "--format", "json", cwd=here)
    assert ran.code == 0, ran.stderr
    told: list[dict[str, object]] = json.loads(ran.stdout)["rows"]
    return told


def test_a_new_programme_reads_lints_and_prints(run: Run, here: Path) -> None:
    ran = run("new", "our-plan", *OPTIONS, cwd=here)
    assert (ran.code, ran.stderr) == (0, "")
    assert ran.stdout.startswith("plans/our-plan/programme.yaml\n")
    assert sorted(str(each.relative_to(here)) for each in here.glob("plans/**/*.yaml")) == [
        "plans/our-plan/NO.yaml", "plans/our-plan/NORTH.yaml", "plans/our-plan/programme.yaml",
    ]  # fmt: skip
    assert (here / ".gitignore").read_text() == "reports/\n"
    assert found(run, here, "lint") == []
    assert run("policy", cwd=here).code == 0
    assert run("report", "--as-of", "2026-01-12", cwd=here).code == 0


def test_answers_of_a_file_give_each_organisation_a_row_for_what_it_owns(run: Run, here: Path) -> None:
    (here / "answers.yaml").write_text(ANSWERS)
    ran = run("new", "our-plan", "--answers", "answers.yaml", "--title", "Another title", cwd=here)
    assert (ran.code, ran.stderr) == (0, "")
    rows = [(each["ref"], each["organisation"], each["status"]) for each in listed(run, here)]
    assert rows == [("1.1", "NORTH", ""), ("1.1", "CITY", ""), ("1.10", "CITY", "")]
    assert "title: Another title" in (here / "plans/our-plan/programme.yaml").read_text()
    assert {each["code"] for each in found(run, here, "lint")} <= {"RAG103", "RAG306"}


def test_without_a_terminal_all_that_is_missing_is_named_at_once(run: Run, here: Path) -> None:
    ran = run("new", "our-plan", cwd=here)
    assert ran.code == 2
    assert ran.stderr == (
        "ragplan: say --title, --every, --first, --key, --organisation, or answer in a terminal\n"
    )
    assert not (here / "plans").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("Our Plan", *OPTIONS),
            "'Our Plan' is not an id; write lower-case letters, digits and hyphens, as our-plan",
        ),
        (
            ("a", *OPTIONS, "--first", "2026-02-31"),
            "--first: '2026-02-31' is not a day; write it as 2026-01-12",
        ),
        (("a", *OPTIONS, "--every", "fortnight"), "--every: 'fortnight' is not a frequency"),
        (
            ("a", *OPTIONS, "--key", "rag-complet"),
            "no key 'rag-complet'; did you mean 'rag-complete'?",
        ),
        (("a", *OPTIONS, "--organisation", "NORTH"), "--organisation: 'NORTH' is not a code and a name"),
        (("a", *OPTIONS, "--answers", "none.yaml"), "'none.yaml' cannot be read: No such file or directory"),
        (("a", *OPTIONS, "--from", "old"), "no programme in 'plans'"),
        (
            ("a", *OPTIONS, "--workflow", "here"),
            "'here' is not the place of a workflow; write OWNER/",
        ),
    ],
)
def test_what_cannot_be_taken_is_told_and_nothing_is_written(
    run: Run, here: Path, words: Sequence[str], told: str
) -> None:
    ran = run("new", *words, cwd=here)
    assert ran.code == 2
    assert told in ran.stderr
    assert [each.name for each in here.iterdir()] == [".git"]


def test_no_workflow_is_written_through_a_link_out_of_the_repository(
    run: Run, here: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (here / ".github").symlink_to(outside)
    ran = run("new", "a", *OPTIONS, "--workflow", "a/b@main", cwd=here)
    assert ran.code == 2
    assert "'.github/workflows' leads out of this repository by a symbolic link" in ran.stderr
    assert not [*outside.iterdir()]
    assert not (here / "plans").exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ANSWERS.replace("due: 2026-03-31", "due: 2026-02-31"), "answers.yaml:11:58: "),
        (
            ANSWERS.replace("goals:", "gaols:"),
            ":7: no field 'gaols' to begin with; did you mean 'goals'?",
        ),
        (ANSWERS.replace("title: Patients", "titel: Patients"), "answers.yaml:9:5: "),
        ("title: [", "answers.yaml: "),
    ],
)
def test_a_fault_of_the_answers_is_told_at_its_line(run: Run, here: Path, text: str, told: str) -> None:
    (here / "answers.yaml").write_text(text)
    ran = run("new", "our-plan", "--answers", "answers.yaml", cwd=here)
    assert ran.code == 2
    assert told in ran.stderr
    assert not (here / "plans").exists()


def test_nothing_that_exists_is_changed(run: Run, here: Path) -> None:
    run("new", "our-plan", *OPTIONS, cwd=here)
    (here / ".gitignore").write_text("*.tmp\n")
    before = {
        each: each.read_bytes() for each in here.rglob("*") if each.is_file() and ".git/" not in str(each)
    }
    assert run("new", "our-plan", *OPTIONS, cwd=here).code == 2
    ran = run("new", "other-plan", *OPTIONS, cwd=here)
    assert ran.code == 0
    assert "note: a line 'reports/' in .gitignore keeps papers out of commits" in ran.stderr
    assert {each: each.read_bytes() for each in before} == before


def test_the_workflow_is_the_one_that_ships_with_the_place_of_what_it_calls(run: Run, here: Path) -> None:
    assert run("new", "a", *OPTIONS, "--workflow", "agency/ragplan@0123abc", cwd=here).code == 0
    text = (here / ".github/workflows/plans.yml").read_text()
    assert "uses: agency/ragplan/.github/workflows/ragplan.yml@0123abc" in text
    assert (
        text.replace(
            "agency/ragplan/.github/workflows/ragplan.yml@0123abc", "$/.github/workflows/ragplan.yml"
        )
        in (ROOT / ".github/workflows/plans.yml").read_text()
    )


@pytest.mark.parametrize("day", ["2014-02-10", "2014-05-19"])
def test_open_rows_go_on_with_their_words_and_dates_and_closed_ones_stay(
    run: Run, tmp_path: Path, day: str
) -> None:
    assert run("demo", "demo").code == 0
    folder = tmp_path / "demo"
    old = listed(run, folder, "--programme", "bhr-francis", "--as-of", day)
    ran = run("new", "next", "--from", "bhr-francis", "--first", "2014-06-09", "--as-of", day, cwd=folder)
    assert ran.code == 0, ran.stderr
    new = listed(run, folder, "--programme", "next", "--as-of", day)
    fields = (
        "ref",
        "organisation",
        "title",
        "due",
        "first_due",
        "rating",
        "status",
        "updated",
        "leads",
        "goal",
    )
    going = [each for each in old if each["open"] and each["uncounted"] in (None, "proposed", "parent")]
    assert [[each[name] for name in fields] for each in new if each["uncounted"] != "parent"] == [
        [each[name] for name in fields] for each in going if each["uncounted"] != "parent"
    ]
    assert {each["carried_from"] for each in new} == {f"bhr-francis/{each['ref']}" for each in new}
    assert [
        each["code"] for each in found(run, folder, "lint", "plans/next") if each["severity"] == "error"
    ] == []
    assert {each["programme"] for each in listed(run, folder, "--as-of", day)} == {"next"}


OLD = """\
format: ragplan/1
programme: old
title: Old
time_zone: America/New_York
team: "@north/office"
key: rag-complete
priorities: [high, low]
calendar: {every: 2 weeks, first: 2026-01-12}
organisations: {A: {name: Alpha}, B: {name: Beta}}
goals:
  - ref: "1"
    title: Heard
    actions:
      - {ref: "1.1", title: Ask, owners: [A], due: 2026-12-31, priority: high, depends_on: ["1.2", "1.3"]}
      - {ref: "1.2", title: Given up, owners: [A], withdrawn: {on: 2026-02-02, reason: Too late}}
      - {ref: "1.3", title: Tell, owners: [A], due: 2026-12-31, depends_on: ["1.2"]}
  - {ref: "2", title: Served by one of its own}
  - {ref: "3", title: Done with}
"""


def test_what_open_actions_lean_on_goes_on_with_them(run: Run, write: Write, tmp_path: Path) -> None:
    own = '  - {ref: "B.1", title: Own, goal: "2", due: 2026-12-31}\n'
    write({"programme.yaml": OLD, "A.yaml": ORGANISATION, "B.yaml": f"organisation: B\nactions:\n{own}"})
    ran = run("new", "next", "--from", "old", "--first", "2027-01-11", "--as-of", "2026-02-09")
    assert (ran.code, ran.stderr) == (0, "")
    text = (tmp_path / "plans/next/programme.yaml").read_text()
    assert [line for line in text.splitlines() if "priorit" in line or "zone" in line or "team" in line] == [
        "time_zone: America/New_York",
        "team: '@north/office'",
        "priorities: [high, low]",
        "        priority: high",
    ]
    assert [line.strip() for line in text.splitlines() if "depends_on" in line] == ['depends_on: ["1.3"]']
    assert [name for name in ("Served by one of its own", "Done with") if name in text] == [
        "Served by one of its own"
    ]


def test_with_another_key_ratings_stay_behind(run: Run, tmp_path: Path) -> None:
    copytree(ROOT / "plans", tmp_path / "plans")
    words = ("--from", "wigan-francis", "--every", "month", "--first", "2014-06-09", "--as-of", "2014-02-25")
    assert run("new", "next", *words, "--key", "brag-assured").code == 0
    rows = listed(run, tmp_path, "--programme", "next", "--as-of", "2014-02-25")
    assert rows
    assert {each["rating"] for each in rows} == {None}
    assert any(each["status"] for each in rows)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=st.text(min_size=1, max_size=40).filter(str.strip),
    code=st.text("ABC NO#:'-é", min_size=1, max_size=8),
)
def test_whatever_is_typed_is_in_the_file_or_refused(tmp_path: Path, run: Run, title: str, code: str) -> None:
    folder = tmp_path / f"{len(list(tmp_path.iterdir()))}"
    folder.mkdir()
    words = ("--title", title, "--every", "month", "--first", "2026-01-12", "--key", "rag-complete")
    ran = run("new", "a", *words, "--organisation", f"{code}=Name", cwd=folder)
    if ran.code:
        assert ran.stderr.startswith(("ragplan: ", "plans/a/"))
        assert not list(folder.glob("plans/a/*"))
    else:
        assert found(run, folder, "lint") == []


def asked(here: Path, answers: Sequence[str], *words: str) -> Ran:
    """A run at a terminal at which a person answers each question."""
    person, terminal = pty.openpty()
    made = subprocess.Popen(
        [sys.executable, "-m", "ragplan", "new", *words], cwd=here, stdin=terminal, stderr=terminal,
        stdout=subprocess.PIPE, text=True, close_fds=True,
    )  # fmt: skip
    os.close(terminal)
    shown = ""
    for answer in answers:
        shown += _until_asked(person)
        os.write(person, f"{answer}\n".encode())
    out, _ = made.communicate(timeout=30)
    os.close(person)
    return Ran(made.returncode, out, shown)


def _until_asked(person: int) -> str:
    shown = ""
    while not shown.rstrip(" ").endswith(":"):
        ready, _, _ = select.select([person], [], [], 30)
        assert ready, shown
        shown += os.read(person, 4096).decode()
    return shown


def test_at_a_terminal_it_asks_and_asks_again_where_an_answer_cannot_be_taken(run: Run, here: Path) -> None:
    answers = [
        "", "Our plan", "", "fortnight", "2 weeks", "12.1.2026", "2026-01-12", "", "rag-complete",
        "NORTH=North", "",
    ]  # fmt: skip
    ran = asked(here, answers, "our-plan")
    assert ran.code == 0
    assert "'fortnight' is not a frequency; write 2 weeks, 10 days, month or quarter" in ran.stderr
    assert "'12.1.2026' is not a day; write it as 2026-01-12" in ran.stderr
    assert ran.stdout.startswith("plans/our-plan/programme.yaml\nplans/our-plan/NORTH.yaml\n")
    assert found(run, here, "lint") == []

"""``ragplan chase`` on real repositories: who owes what, since when, and where it is written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import ROOT, Ran, Run
from golden.plugin import Golden
from history.building import Repo

from chase.plans import ON, PROGRAMME

EXPECTED = Path(__file__).with_name("expected")
DAY = ("--as-of", ON)
WIDEST = 80


def chase(run: Run, repo: Repo, *options: str) -> Ran:
    """A run that must succeed."""
    ran = run("chase", *DAY, *options, cwd=repo.folder)
    assert ran.code == 0, ran.stderr
    return ran


@pytest.mark.parametrize(("format", "ending"), [("text", "txt"), ("markdown", "md")])
def test_every_kind_of_debt_is_told_as_recorded(
    run: Run, owing: Repo, golden: Golden, format: str, ending: str
) -> None:
    ran = chase(run, owing, "--format", format)
    assert ran.stderr == ""
    golden(EXPECTED / f"every-kind.{ending}", ran.stdout)


@pytest.mark.parametrize(("format", "ending"), [("text", "txt"), ("markdown", "md")])
def test_a_real_plan_without_history_is_chased_by_dates_alone(
    run: Run, tmp_path: Path, golden: Golden, format: str, ending: str
) -> None:
    shutil.copytree(ROOT / "plans", tmp_path / "plans")
    ran = run("chase", "--programme", "bhr-francis", "--format", format)
    assert ran.code == 0
    assert ran.stderr.startswith("note: made without the history: 'plans' is in no git repository")
    golden(EXPECTED / f"bhr-francis.{ending}", ran.stdout)


@pytest.mark.parametrize(("format", "ending"), [("text", "txt"), ("markdown", "md")])
def test_the_demonstration_is_chased_before_its_last_meeting(
    run: Run, demo: Path, golden: Golden, format: str, ending: str
) -> None:
    ran = run("chase", "--as-of", "2014-05-18", "--format", format, cwd=demo)
    assert (ran.code, ran.stderr) == (0, "")
    golden(EXPECTED / f"demo.{ending}", ran.stdout)
    if format == "text":
        assert max(map(len, ran.stdout.splitlines())) <= WIDEST


def test_what_the_last_meeting_saw_decides_who_is_silent(run: Run, owing: Repo) -> None:
    told = chase(run, owing, "--organisation", "A").stdout
    assert told.count("Nothing said since the meeting of 3 February 2014") == 1
    assert "Last status, 27 January 2014: “With the *communications* team.”" in told
    assert "Last status, 6 February 2014: “All read but one.”" in told
    assert "Last status, 5 February 2014: “The trainer has left.”" in told


def test_without_a_commit_from_before_the_meeting_dates_decide(run: Run, repo: Repo, owing: Repo) -> None:
    ran = run("chase", "--as-of", "2014-01-25", cwd=owing.folder)
    assert " ".join(ran.stdout.split()).count("since the last meeting is judged by dates alone") > 0
    assert ran.stdout.count("Nothing said since") == 1  # only one row gives a date, and not one of the period


def test_a_shallow_clone_is_told_with_the_line_that_mends_it(run: Run, owing: Repo, tmp_path: Path) -> None:
    owing.git("clone", "--quiet", "--depth", "1", owing.folder.as_uri(), str(tmp_path / "shallow"))
    ran = run("chase", *DAY, cwd=tmp_path / "shallow")
    assert ran.code == 0
    assert "made without the history: this is a shallow clone" in ran.stderr
    assert "git fetch --unshallow" in ran.stderr


def test_organisations_are_named_by_code_or_alias_in_any_case(run: Run, owing: Repo) -> None:
    told = chase(run, owing, "--organisation", "ah", "--organisation", "c").stdout
    assert "Alpha Hospital (A)" in told
    assert "Gamma Trust (C) owes nothing for the meeting of 17 February 2014." in told
    assert "Beta" not in told


def test_one_that_owes_nothing_is_one_line(run: Run, owing: Repo) -> None:
    told = chase(run, owing, "--organisation", "C").stdout
    assert told == "Gamma Trust (C) owes nothing for the meeting of 17 February 2014.\n"


def test_a_group_answers_once_for_its_members(run: Run, owing: Repo) -> None:
    assert (
        "One answer stands for all of its members: A and B."
        in chase(run, owing, "--organisation", "All").stdout
    )
    for member in ("A", "B"):
        told = chase(run, owing, "--organisation", member).stdout
        assert "All, of which you are a member, owes one answer for all on 2.1." in told
        assert "Agree one form" not in told


def test_one_without_a_file_is_asked_for_it(run: Run, owing: Repo) -> None:
    told = " ".join(chase(run, owing, "--organisation", "B").stdout.split())
    assert "1 of 1 row needs an update: 1 missing." in told
    assert "No entry: add one for this action to a file of your own; you have none yet." in told
    assert "Edit: plans\n" in chase(run, owing, "--organisation", "B").stdout


@pytest.mark.parametrize(
    ("origin", "address"),
    [
        (
            "git@github.com:north/plans.git",
            "https://github.com/north/plans/edit/main/group/plans/alpha.yaml#L3",
        ),
        ("https://gitlab.com/n/p.git", "https://gitlab.com/n/p/-/edit/main/group/plans/alpha.yaml#L3"),
    ],
)
def test_where_the_forge_is_known_it_is_linked(
    run: Run, owing: Repo, origin: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    (owing.folder / "group").mkdir()
    owing.git("mv", "plans", "group/plans")
    owing.commit({})
    owing.git("remote", "add", "origin", origin)
    told = run("chase", *DAY, "--organisation", "A", cwd=owing.folder / "group").stdout
    assert f"    Edit: plans/alpha.yaml, line 3\n    {address}\n" in told
    page = run("chase", *DAY, "--format", "markdown", cwd=owing.folder / "group").stdout
    assert f"[plans/alpha.yaml, line 3]({address})" in page


def test_output_takes_the_text_to_a_file(run: Run, owing: Repo) -> None:
    ran = chase(run, owing, "--output", "out/chase.txt")
    assert ran.stdout == "out/chase.txt\n"
    assert (owing.folder / "out/chase.txt").read_text(encoding="utf-8") == chase(run, owing).stdout


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--organisation", "X"), "no organisation 'X'; choose from: A, AH, B, C, All"),
        (("--programme", "x"), "no programme 'x'; choose from: example"),
        (("--plans", "nowhere"), "there is no folder 'nowhere' here"),
        (("--as-of", "soon"), "'soon' is not a day; write it as 2014-01-27"),
        (("--output", "plans"), "'plans' is a folder; --output takes a file"),
    ],
)
def test_what_cannot_be_run_is_one_line(run: Run, owing: Repo, options: tuple[str, ...], told: str) -> None:
    ran = run("chase", *options, cwd=owing.folder)
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr.splitlines()[-1].startswith(f"ragplan: {told}")


def test_a_plan_that_cannot_be_read_whole_chases_nobody(run: Run, owing: Repo) -> None:
    owing.write({"plans/C.yaml": "organisation: C\nactions: [\n"})
    ran = run("chase", *DAY, cwd=owing.folder)
    assert (ran.code, ran.stdout) == (2, "")
    assert "plans/C.yaml" in ran.stderr


def test_an_organisation_of_one_programme_is_chased_in_that_one(run: Run, owing: Repo) -> None:
    other = PROGRAMME.replace("programme: example", "programme: other").replace(
        "title: Example", "title: Other"
    )
    owing.commit(
        {"plans/other/programme.yaml": other.replace("  C: {name: Gamma Trust}\n", "").replace(", C]", "]")}
    )
    told = chase(run, owing, "--organisation", "C").stdout
    assert told == "Gamma Trust (C) owes nothing for the meeting of 17 February 2014.\n"
    assert "Other Plan" in chase(run, owing, "--organisation", "A").stdout


OTHER = {
    "plans/other/programme.yaml": PROGRAMME.replace("programme: example", "programme: other")
    .replace("title: Example", "title: Other")
    .replace("first: 2014-01-06, last: 2014-03-31", "first: 2014-02-03, last: 2014-02-12")
}
"""A programme that met on 3 February for the last time."""


@pytest.mark.parametrize(("on", "within"), [(ON, "7"), (ON, "8"), ("2014-02-17", "0"), ("2014-02-12", "5")])
def test_within_so_many_days_only_groups_that_meet_are_told_of(
    run: Run, owing: Repo, on: str, within: str
) -> None:
    alone = run("chase", "--as-of", on, cwd=owing.folder).stdout
    owing.write(OTHER)
    ran = run("chase", "--as-of", on, "--within", within, cwd=owing.folder)
    assert (ran.code, ran.stdout, ran.stderr) == (0, alone, "")
    assert "Other Plan" in run("chase", "--as-of", on, cwd=owing.folder).stdout


@pytest.mark.parametrize(
    ("on", "within", "told"),
    [
        (ON, "6", "within 6 days of 10 February 2014; the next meeting is that of 17 February 2014."),
        ("2014-02-16", "0", "on 16 February 2014; the next meeting is that of 17 February 2014."),
        ("2014-01-04", "1", "within 1 day of 4 January 2014; the next meeting is that of 6 January 2014."),
        ("2014-04-01", "36500", "within 36,500 days of 1 April 2014; no meeting is to come."),
    ],
)
@pytest.mark.parametrize("more", [(), ("--format", "markdown"), ("--format", "eml", "--output", "out")])
def test_where_no_group_meets_so_soon_a_line_says_when(
    run: Run, owing: Repo, on: str, within: str, told: str, more: tuple[str, ...]
) -> None:
    owing.write(OTHER)
    ran = run("chase", "--as-of", on, "--within", within, *more, cwd=owing.folder)
    assert (ran.code, ran.stdout, ran.stderr) == (0, "", f"No group meets {told}\n")
    assert not (owing.folder / "out").exists()


def test_without_a_day_a_closed_group_meets_no_more(run: Run, owing: Repo) -> None:
    assert "31 March 2014" in run("chase", cwd=owing.folder).stdout
    ran = run("chase", "--within", "36500", cwd=owing.folder)
    assert (ran.code, ran.stdout) == (0, "")
    assert ran.stderr.endswith("; no meeting is to come.\n")


def test_days_are_counted_and_not_fewer_than_none(run: Run, owing: Repo) -> None:
    for within in ("-1", "soon"):
        ran = run("chase", "--within", within, cwd=owing.folder)
        assert (ran.code, ran.stdout) == (2, "")
        assert "--within" in ran.stderr


ON_A_SATURDAY = {"plans/programme.yaml": PROGRAMME.replace("due: 2014-02-14", "due: 2014-02-08")}
WORKING_DAYS = {"ragplan.yaml": "format: ragplan-policy/1\nworking_days: {bank_holidays: [2014-02-10]}\n"}


@pytest.mark.parametrize(
    ("policy", "on", "late", "due"),
    [
        ({}, "2014-02-08", False, "8 February 2014, today. "),
        ({}, "2014-02-09", True, "8 February 2014, 1 day ago. "),
        (WORKING_DAYS, "2014-02-08", False, "8 February 2014, today. "),
        (WORKING_DAYS, "2014-02-11", False, "8 February 2014. "),
        (WORKING_DAYS, "2014-02-12", True, "8 February 2014, 4 days ago. "),
    ],
)
def test_a_row_is_overdue_on_the_day_on_which_check_says_so(
    run: Run, owing: Repo, policy: dict[str, str], on: str, late: bool, due: str
) -> None:
    """The row 1.4 of A is due on a Saturday before a Monday on which nobody works."""
    owing.write(ON_A_SATURDAY | policy)
    words = ("check", "--no-history", "--as-of", on, "--select", "RAG304,RAG401")
    checked = run(*words, cwd=owing.folder).stdout
    told = run("chase", "--as-of", on, "--organisation", "A", cwd=owing.folder).stdout
    row = told.partition("\n  1.4 ")[2].partition("\n\n")[0]
    assert ("'1.4'" in checked, "Overdue" in row) == (late, late)
    assert due in row
    carried = "Due by 11 February 2014, the first working day after its date."
    assert (carried in " ".join(row.split())) == (on == "2014-02-11")


def test_a_policy_that_cannot_be_read_chases_nobody(run: Run, owing: Repo) -> None:
    owing.write({"ragplan.yaml": "format: ragplan-policy/1\nworking_days: England\n"})
    ran = run("chase", *DAY, cwd=owing.folder)
    assert (ran.code, ran.stdout) == (2, "")
    assert "ragplan.yaml:2:15: error RAG007" in ran.stderr


def test_nothing_of_the_plan_is_obeyed(run: Run, owing: Repo) -> None:
    hostile = PROGRAMME.replace("{name: Gamma Trust}", '{name: "::error::X\\n::error::Y"}')
    hostile = hostile.replace("title: Tell the staff", 'title: "::error::X\\n::set-env name=A::B<b>"')
    owing.commit({"plans/programme.yaml": hostile})
    for format in ("text", "markdown"):
        told = chase(run, owing, "--format", format).stdout
        assert not any(line.lstrip().startswith("::") for line in told.splitlines())
    assert "<b>" not in told

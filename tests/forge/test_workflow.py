"""The jobs of the reusable workflow that run by themselves: who is silent, and the reports."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from history.building import Repo

from forge.definitions import FORGE, read
from forge.plan import GOOD, ORGANISATION_FILE, PROGRAMME_FILE
from forge.runner import Runner, runner

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the jobs run on Linux, with bash")

WORKFLOW = read(FORGE / "workflows" / "ragplan.yml")
SCHEDULED = {"inputs.days-before": "5"}
BY_HAND = SCHEDULED | {"github.event_name == 'workflow_dispatch'": "true"}
CLOSED = (
    GOOD[PROGRAMME_FILE].replace("2014-", "2013-").replace("example", "closed").replace("Example", "Closed")
)


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """Two programmes: one that meets on 20 January 2014, and one that meets no more."""
    files = {path.replace("plans/", "plans/open/"): text for path, text in GOOD.items()}
    closed = {"plans/closed/programme.yaml": CLOSED, "plans/closed/A.yaml": GOOD[ORGANISATION_FILE]}
    repo = Repo(tmp_path / "repository")
    repo.commit(files | closed)
    return repo.folder


def job(name: str, plans: Path, as_of: str, names: dict[str, str]) -> Runner:
    """A job of the workflow, run after the steps that others wrote."""
    given = {"inputs.plans": "plans", "inputs.as-of": as_of, "steps.ragplan.outputs.ragplan": "ragplan"}
    return runner(plans, plans.parent / "scratch", given | names).run(WORKFLOW["jobs"][name]["steps"])


def test_the_days_before_a_meeting_say_who_is_silent(plans: Path) -> None:
    ran = job("silent", plans, "2014-01-15", SCHEDULED)
    assert ran.code == 0, ran.log
    assert ran.summary.startswith("# Example plan: what is owed for the meeting of 20 January 2014\n\n")
    assert "Alpha Hospital (A)" in ran.summary
    assert "Nothing said since the meeting of 6 January 2014" in ran.summary
    assert "Closed" not in ran.summary


@pytest.mark.parametrize(
    ("as_of", "names", "told"),
    [
        (
            "2014-01-14",
            SCHEDULED,
            "No group meets within 5 days of 14 January 2014; the next meeting is that of 20 January 2014.",
        ),
        (
            "2014-01-19",
            {"inputs.days-before": "0"},
            "No group meets on 19 January 2014; the next meeting is that of 20 January 2014.",
        ),
        ("2014-06-01", BY_HAND, "No group meets within 36,500 days of 1 June 2014; no meeting is to come."),
    ],
)
def test_no_meeting_near_by_says_so_in_a_line(
    plans: Path, as_of: str, names: dict[str, str], told: str
) -> None:
    ran = job("silent", plans, as_of, names)
    assert (ran.code, ran.summary, ran.log) == (0, f"    {told}\n", f"{told}\n")


def test_run_by_hand_it_looks_at_the_next_meeting_whenever_that_is(plans: Path) -> None:
    ran = job("silent", plans, "2014-01-07", BY_HAND)
    assert ran.summary.startswith("# Example plan: what is owed for the meeting of 20 January 2014\n\n")


def test_without_a_day_it_is_today(plans: Path) -> None:
    ran = job("silent", plans, "", SCHEDULED)
    assert ran.code == 0
    today = r"\d{1,2} [A-Z][a-z]+ 20\d\d"
    assert re.fullmatch(f"    No group meets within 5 days of {today}; no meeting is to come.\n", ran.summary)


def test_plans_that_cannot_be_read_fail_the_job(plans: Path) -> None:
    (plans / PROGRAMME_FILE.replace("plans/", "plans/open/")).write_text("programme: [", encoding="utf-8")
    ran = job("silent", plans, "2014-01-15", SCHEDULED)
    assert ran.code == 2
    assert "some plan files cannot be read" in ran.log
    assert ran.summary == "".join(f"    {line}\n" for line in ran.log.splitlines())
    assert job("reports", plans, "", {}).code == 2


def test_plan_text_that_is_told_gives_no_orders(plans: Path) -> None:
    evil = "![p](https://evil.example/x.png) <img src=x> @everyone ##[add-mask]e"
    lines = (
        "organisation: A",
        "actions:",
        '  - ref: "1.1"',
        f"    {json.dumps(evil)}: 1",
        '    "::error::x": 1',
    )
    (plans / ORGANISATION_FILE.replace("plans/", "plans/open/")).write_text(
        "\n".join(lines), encoding="utf-8"
    )
    ran = job("silent", plans, "2014-01-15", SCHEDULED)
    assert ran.code == 2
    assert "evil.example" in ran.summary
    assert all(line.startswith("    ") for line in ran.summary.splitlines())
    assert not ran.commands


def test_the_reports_are_where_they_are_published_from(plans: Path) -> None:
    ran = job("reports", plans, "2014-01-15", {})
    assert ran.code == 0, ran.log
    published = WORKFLOW["jobs"]["reports"]["steps"][-1]["with"]
    assert published["if-no-files-found"] == "error"
    assert sorted(path.name for path in (plans / published["path"]).iterdir()) == [
        f"{programme}-{report}.html"
        for programme in ("closed", "example")
        for report in ("plan", "recommendations", "trend")
    ]

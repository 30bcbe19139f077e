"""The one line on the trend below the summary of ``ragplan report``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conftest import Run
from diff.snapshots import FIRST, MIDWAY, SECOND, after, own, shared, snapshot
from history.building import Repo

from ragplan.reports.since import line

DRAFTED, DONE = "status: Drafted.", "status: Published.\nrating: green\ncompleted: 2014-01-15"


@pytest.mark.parametrize(
    ("old", "new", "on", "told"),
    [
        (DRAFTED, DONE, SECOND, "1 more completed, none silent"),
        (DONE.replace("01-15", "01-03"), DRAFTED, SECOND, "1 fewer completed, none silent"),
        (DONE, DONE, SECOND, "1 more completed, none silent"),  # it was dated ahead
        (DRAFTED, DRAFTED, SECOND, "no rating is different, 1 silent"),
        (DRAFTED, DRAFTED, MIDWAY, "no rating is different, none silent, 1 not heard yet"),
        (DRAFTED, "status: Late.\nrating: red", SECOND, "1 more slipped, none silent"),
        ("status: Late.\nrating: red", DONE, SECOND, "1 more completed, 1 fewer slipped, none silent"),
    ],
)
def test_what_is_different(old: str, new: str, on: date, told: str) -> None:
    before, now = (snapshot({"A.yaml": shared(text)}, day) for text, day in ((old, FIRST), (new, on)))
    assert line(after(before, now)) == f"Since 6 January 2014: {told}."


def test_a_closed_row_that_leaves_the_plan_is_closed_and_removed() -> None:
    """It is not one fewer that is completed."""
    done = own(DONE)
    before = snapshot({"A.yaml": done}, FIRST.replace(day=20))
    now = snapshot({"A.yaml": "organisation: A\n"}, MIDWAY.replace(month=2, day=3))
    assert line(after(before, now)) == "Since 20 January 2014: 1 closed and removed, none silent."


def test_it_stands_below_the_table(run: Run, demo: Path, tmp_path: Path) -> None:
    ran = run("report", "--output", tmp_path / "plan.html", cwd=demo)
    assert ran.stdout.endswith("\n\nSince 5 May 2014: 7 more completed, 1 more slipped, 10 silent.\n")
    then = run("report", "--at", "2014-03-24", "--output", tmp_path / "then.html", cwd=demo)
    assert "\n\nSince 10 March 2014: " in then.stdout


def test_standard_output_is_the_paper_alone(run: Run, demo: Path) -> None:
    ran = run("report", "--format", "markdown", "--output", "-", cwd=demo)
    assert "Since 5 May" not in ran.stdout + ran.stderr


def test_nothing_is_said_where_git_cannot_tell(run: Run, plan: Path, meetings: Repo, tmp_path: Path) -> None:
    """Without git, with a meeting whose plan does not load, and where no meeting was before."""
    for folder, arguments in (
        (tmp_path, []),
        (meetings.folder, []),
        (meetings.folder, ["--as-of", "2014-01-06"]),
        (meetings.folder, ["--as-of", "2014-01-20"]),
    ):
        ran = run("report", *arguments, cwd=folder)
        assert ran.code == 0
        assert ("Since 6 January 2014" in ran.stdout) == (arguments[-1:] == ["2014-01-20"])
        assert ("judged by dates alone" in ran.stderr) == (folder == tmp_path)

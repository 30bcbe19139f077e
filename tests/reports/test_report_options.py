"""``ragplan report``: where it writes, what it says, and when it refuses."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from golden.command import beside, lay, ragplan

from ragplan.rules.example import FILES

DAY = ("--as-of", "2014-01-27")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    lay(tmp_path / "plans", FILES)
    return tmp_path


@pytest.mark.parametrize(
    ("args", "path"),
    [
        ((), "reports/example-plan.html"),
        (("plan",), "reports/example-plan.html"),
        (("--format", "markdown"), "reports/example-plan.md"),
        (("--output", "paper.html"), "paper.html"),
        (("--output", "a/new/folder/paper.htm"), "a/new/folder/paper.htm"),
        (("--output", "the paper – draft.html"), "the paper – draft.html"),
    ],
)
def test_it_writes_one_file_and_prints_its_path_first(
    args: tuple[str, ...], path: str, project: Path
) -> None:
    ran = ragplan("report", *args, *DAY, cwd=project)
    assert (ran.code, beside(ran.err)) == (0, "")
    assert ran.out.splitlines()[0] == path
    assert ran.out.splitlines()[1:3] == ["Example plan", "As at 27 January 2014"]
    assert (project / path).stat().st_size > 0
    new = {each.name for each in project.iterdir()} - {"plans"}
    assert new == {Path(path).parts[0]}
    assert [each.name for each in (project / path).parent.iterdir() if each.name.startswith(".")] == []


def test_the_summary_on_standard_output_counts_every_level(project: Path) -> None:
    lines = ragplan("report", *DAY, cwd=project).out.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("─")) + 1
    assert [re.split(" {3,}", line)[:3] for line in lines[first : first + 6]] == [
        ["✓ Completed", "0", "0"],
        ["● On track", "1", "0"],
        ["▲ Slipped", "0", "0"],
        ["– No update available", "0", "0"],
        ["Not rated", "0", "1"],
        ["All rows", "1", "1"],
    ]


def test_an_absolute_path_is_printed_as_it_was_given(project: Path) -> None:
    path = project / "elsewhere" / "paper.html"
    assert ragplan("report", "--output", str(path), cwd=project).out.startswith(f"{path}\n")
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_dash_writes_the_paper_alone_to_standard_output(project: Path) -> None:
    ran = ragplan("report", "--output", "-", "--format", "markdown", *DAY, cwd=project)
    assert (ran.code, beside(ran.err)) == (0, "")
    assert ran.out.startswith("# Example plan\n")
    assert [each.name for each in project.iterdir()] == ["plans"]


def test_an_old_paper_is_replaced_whole_and_keeps_its_rights(project: Path) -> None:
    path = project / "paper.html"
    path.write_text("old" * 100_000, encoding="utf-8")
    path.chmod(0o640)
    assert ragplan("report", "--output", "paper.html", cwd=project).code == 0
    assert path.read_text(encoding="utf-8").endswith("</html>\n")
    assert path.stat().st_mode & 0o777 == 0o640


def test_another_day_changes_what_is_overdue(project: Path) -> None:
    texts = [
        ragplan("report", "--output", "-", "--format", "markdown", "--as-of", day, cwd=project).out
        for day in ("2014-01-31", "2014-02-01")
    ]
    assert "Due 31 January 2014, today" in texts[0]
    assert "overdue" not in texts[0]
    assert "Due 31 January 2014, 1 day ago" in texts[1]
    assert "By date: overdue" in texts[1]


@pytest.mark.parametrize("day", ["2014-01-32", "27/01/2014", "2014-01", " 2014-01-27"])
def test_a_day_that_is_none_is_refused(day: str, project: Path) -> None:
    ran = ragplan("report", "--as-of", day, cwd=project)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"ragplan: '{day.strip()}' is not a day; write it as 2014-01-27\n"
    assert not (project / "reports").exists()


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("plam",), "no report 'plam'; did you mean 'plan'?"),
        (("budget",), "no report 'budget'; choose from: plan"),
        (("--output", "plans"), "'plans' is a folder; --output takes a file"),
        (("--output", "plans/A.yaml/paper.html"), "plans/A.yaml/paper.html cannot be written: "),
        (("--programme", "exampel"), "no programme 'exampel'; did you mean 'example'?"),
        (
            ("--plans", "nowhere"),
            "there is no folder 'nowhere' here; name the plans' folder with --plans DIR",
        ),
        (("--plans", "plans/registers"), "no programme in 'plans/registers'"),
        (("--plans", "plans/A.yaml"), "'plans/A.yaml' is a file; --plans takes the folder"),
    ],
)
def test_it_says_why_it_cannot_run(args: tuple[str, ...], told: str, project: Path) -> None:
    ran = ragplan("report", *args, cwd=project)
    assert (ran.code, ran.out) == (2, "")
    assert beside(ran.err).startswith("ragplan: ")
    assert told in ran.err
    assert [each.name for each in project.iterdir()] == ["plans"]


def test_an_unknown_format_is_refused_with_those_there_are(project: Path) -> None:
    ran = ragplan("report", "--format", "odt", cwd=project)
    assert ran.code == 2
    assert "'html', 'markdown'" in ran.err


def test_a_folder_without_the_right_to_write_is_told(project: Path) -> None:
    (project / "shut").mkdir(mode=0o500)
    if os.access(project / "shut", os.W_OK):
        pytest.skip("nothing is closed to the superuser")
    ran = ragplan("report", "--output", "shut/paper.html", cwd=project)
    assert (ran.code, beside(ran.err)) == (
        2,
        "ragplan: shut/paper.html cannot be written: Permission denied\n",
    )


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that no one can write to")
def test_a_folder_that_no_one_can_write_to_is_told(project: Path) -> None:
    ran = ragplan("report", "--output", "/proc/paper.html", cwd=project)
    assert (ran.code, ran.out) == (2, "")
    assert beside(ran.err).startswith("ragplan: /proc/paper.html cannot be written: ")

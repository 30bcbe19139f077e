"""``ragplan report`` on broken plans and on several programmes."""

from __future__ import annotations

from pathlib import Path

import pytest
from golden.command import beside, lay, ragplan

from ragplan.rules.example import FILES
from reports.sample import two_programmes

DAY = ("--as-of", "2014-01-27")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    lay(tmp_path / "plans", FILES)
    return tmp_path


def test_a_broken_plan_is_told_and_makes_no_paper(project: Path) -> None:
    (project / "plans/A.yaml").write_text("organisation: A\nactionz: []\n", encoding="utf-8")
    ran = ragplan("report", cwd=project)
    assert (ran.code, ran.out) == (2, "")
    assert "plans/A.yaml:2:1: error RAG005 there is no field 'actionz' here" in ran.err
    assert "some plan files cannot be read" in ran.err
    assert not (project / "reports").exists()


def test_a_plan_with_errors_that_can_be_read_is_a_paper_with_a_word_about_them(project: Path) -> None:
    text = FILES["A.yaml"].replace("amber", "purple")
    (project / "plans/A.yaml").write_text(text, encoding="utf-8")
    ran = ragplan("report", cwd=project)
    assert (ran.code, beside(ran.err)) == (0, "note: 'ragplan lint' finds 1 error in these plans\n")


def test_several_programmes_are_several_papers(project: Path) -> None:
    two_programmes(project)
    ran = ragplan("report", *DAY, cwd=project)
    assert (ran.code, beside(ran.err)) == (0, "")
    names = ["reports/example-plan.html", "reports/second-plan.html"]
    assert [line for line in ran.out.splitlines() if line.startswith("reports/")] == names
    assert [path.name for path in sorted((project / "reports").iterdir())] == [
        Path(name).name for name in names
    ]


def test_one_of_several_programmes_is_chosen_by_its_id(project: Path) -> None:
    two_programmes(project)
    ran = ragplan("report", "--programme", "second", "--output", "paper.html", cwd=project)
    assert (ran.code, ran.out.splitlines()[0]) == (0, "paper.html")
    refused = ragplan("report", "--output", "paper.html", cwd=project)
    assert refused.code == 2
    assert "example, second with --programme" in refused.err


def test_a_broken_neighbour_does_not_keep_a_programme_from_its_paper(project: Path) -> None:
    two_programmes(project)
    (project / "plans/second/A.yaml").write_text("organisation: A\nactionz: []\n", encoding="utf-8")
    assert ragplan("report", "--programme", "example", cwd=project).code == 0
    assert ragplan("report", "--programme", "second", cwd=project).code == 2
    assert ragplan("report", cwd=project).code == 2


@pytest.mark.parametrize("command", ["report", "list"])
def test_a_programme_that_is_no_yaml_is_not_left_out_without_a_word(command: str, tmp_path: Path) -> None:
    broken = {"two/programme.yaml": "title: one: two\n", "two/A.yaml": FILES["A.yaml"]}
    lay(tmp_path / "plans", {f"one/{name}": text for name, text in FILES.items()} | broken)
    ran = ragplan(command, cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "plans/two/programme.yaml:1:11: error RAG002" in ran.err
    assert ragplan(command, "--programme", "example", cwd=tmp_path).code == 0

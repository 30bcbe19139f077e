"""A roll-up as a paper: every question with its numbers, in each format, and what was left out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from golden.command import Ran, ragplan

from ragplan.rollup.questions import ORDER
from rollup.test_refusals import files, plan

__all__ = ["files", "plan"]


@pytest.mark.parametrize("format", ["html", "markdown"])
def test_every_question_with_its_numbers(plan: Path, tmp_path: Path, format: str) -> None:
    ran = ragplan("rollup", str(plan), "--format", format, "--output", "-", cwd=tmp_path)
    assert ran.code == 0, ran.err
    for name in map(str.capitalize, ORDER):
        assert re.search(rf"(?m)^#+ {name}$|<h2[^>]*>{name}</h2>", ran.out), name
    assert "Read: 2 lines of rows, 1 line of positions, 2 lines of meetings" in ran.out
    told = json.loads(ragplan("rollup", str(plan), "coverage", "--format", "json").out)
    lines = re.findall(r"(?m)^\| .*", ran.out) + re.findall(r"(?s)<tr.*?</tr>", ran.out)
    found = [re.findall(r"(?<![\w-])\d+(?![\w-])", re.sub(r"<[^>]*>", " ", line)) for line in lines]
    for row in told["rows"]:
        numbers = [str(each) for each in row.values() if isinstance(each, int)]
        assert any(each[-len(numbers) :] == numbers for each in found)


def test_a_document(plan: Path, tmp_path: Path) -> None:
    ran = ragplan("rollup", str(plan), "comparison", "--format", "docx", "--output", "r.docx", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert (tmp_path / "r.docx").read_bytes()[:2] == b"PK"
    assert ran.out.startswith("r.docx\n")


def test_what_is_left_out_is_said_in_the_paper(files: Path, tmp_path: Path) -> None:
    (files / "<b>.csv").write_text("a\n1\n")
    ran = ragplan("rollup", str(files), "comparison", "--format", "html", "--output", "-", cwd=tmp_path)
    assert ran.code == 1
    assert "1 source left out." in ran.out
    assert "&lt;b&gt;.csv: it has no column &#39;format&#39;" in ran.out
    assert "<b>" not in ran.out.split("Left out")[1].split("</section>")[0]


def test_the_same_files_give_the_same_bytes(files: Path, tmp_path: Path) -> None:
    papers = [
        ragplan("rollup", str(files), "--format", "html", "--output", "-", cwd=tmp_path).out for _ in range(2)
    ]
    assert papers[0] == papers[1]


def shown(ran: Ran, section: str) -> str:
    """What a section of a page in Markdown says."""
    assert ran.code == 0, ran.err
    return ran.out.split(f"\n## {section}\n")[1].split("\n## ")[0]


def test_what_is_not_there_is_said_and_levels_and_days_are_as_in_other_papers(plan: Path) -> None:
    own = (plan / "plans" / "A.yaml").read_text("utf-8")
    (plan / "plans" / "A.yaml").write_text(own.replace("rating: amber, ", ""))
    whole = ragplan(
        "rollup", str(plan), "latest", "--as-of", "2014-02-02", "--format", "markdown", "--output", "-"
    )
    (line, _) = [each for each in shown(whole, "Latest").splitlines() if "=SUM" in each]
    cells = [each.strip() for each in line.strip("|").split("|")]
    assert cells[0] == "**A**"
    assert cells[5:10] == ["1 January 2014", "*not rated*", "*none*", "yes", "yes"]
    seen = ragplan(
        "rollup", str(plan), "latest", "--as-of", "2014-01-27", "--format", "markdown", "--output", "-"
    )
    assert "● amber" in shown(seen, "Latest")


def test_what_is_the_same_on_every_line_is_said_once(plan: Path) -> None:
    told = shown(
        ragplan("rollup", str(plan), "coverage", "--format", "markdown", "--output", "-"), "Coverage"
    )
    before, _, lines = told.partition("| Organisation")
    assert "*Register:* short" in before
    assert "*Programme:* small" in before
    assert "short" not in lines.split("What the columns hold")[0]


def test_a_query_of_ones_own(plan: Path) -> None:
    sql = "SELECT 1.5 AS half, NULL AS nil, true AS sure, -2 AS two, DATE '2014-01-27' AS day, 'a|b' AS words"
    ran = ragplan("rollup", str(plan), "--sql", sql, "--format", "markdown", "--output", "-")
    (line,) = [each for each in ran.out.splitlines() if "1.5" in each]
    assert [each.strip() for each in line.replace("\\|", "/").strip("|").split("|")] == [
        "1.5", "*none*", "yes", "-2", "**27 January 2014**", "a/b"
    ]  # fmt: skip


@pytest.mark.parametrize("format", ["pdf", "xlsx", "docx"])
def test_a_paper_in_every_format(plan: Path, tmp_path: Path, format: str) -> None:
    ran = ragplan("rollup", str(plan), "--format", format, cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert (tmp_path / "reports" / f"rollup.{format}").stat().st_size > 1000


def test_options_of_papers(plan: Path, tmp_path: Path) -> None:
    large = ragplan("rollup", str(plan), "--format", "html", "--large-print", "--output", "-", cwd=tmp_path)
    usual = ragplan("rollup", str(plan), "--format", "html", "--output", "-", cwd=tmp_path)
    assert (large.code, large.out == usual.out) == (0, False)
    for option in (("--large-print", "--format", "csv"), ("--reference", "x.docx", "--format", "pdf")):
        ran = ragplan("rollup", str(plan), "coverage", *option, cwd=tmp_path)
        assert (ran.code, ran.out) == (2, "")

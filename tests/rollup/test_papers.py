"""A roll-up as a paper: every question with its numbers, in each format, and what was left out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from golden.command import ragplan

from rollup.test_refusals import files, plan

__all__ = ["files", "plan"]


@pytest.mark.parametrize("format", ["html", "markdown"])
def test_every_question_with_its_numbers(plan: Path, tmp_path: Path, format: str) -> None:
    ran = ragplan("rollup", str(plan), "--format", format, "--output", "-", cwd=tmp_path)
    assert ran.code == 0, ran.err
    for name in ("Coverage", "Meetings", "Latest", "Comparison", "Returns"):
        assert re.search(rf"(?m)^#+ {name}$|<h2[^>]*>{name}</h2>", ran.out), name
    assert "1 programme from 1 source: 2 lines of rows, 1 line of positions, 2 lines of meetings" in ran.out
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

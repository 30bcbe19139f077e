"""Large print: asked for by an option, known by the formats that are printed, refused by the others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from golden.command import REPOSITORY, beside, lay, ragplan

from ragplan.rules.example import FILES

STYLES = sorted((REPOSITORY / "templates").glob("*.css.j2"))
QUERY = re.compile(r"^@media [^{]*\(max-width: ([\d.]+em)\)((?:{{.*?}}|[^{])*)", re.MULTILINE)
OF_SCREENS = {"75em", "22.5em"}
"""Widths under which a screen alone is meant: its margins, and the small tags of the smallest."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lay(tmp_path / "plans", FILES)
    return tmp_path


def page(folder: Path, *options: str) -> str:
    ran = ragplan("report", "--output", "-", "--as-of", "2014-01-27", *options, cwd=folder)
    assert ran.code == 0, ran.err
    return ran.out


def test_a_page_is_printed_at_ten_points_and_in_large_print_at_sixteen(folder: Path) -> None:
    assert "html { font-size: 10pt;" in page(folder)
    assert "html { font-size: 16pt;" in page(folder, "--large-print")


def test_large_print_changes_how_a_page_is_printed_and_none_of_its_words(folder: Path) -> None:
    usual, large = (page(folder, *options).partition("</style>") for options in ((), ("--large-print",)))
    assert usual[2] == large[2]
    assert usual[0] != large[0]


@pytest.mark.parametrize("style", STYLES, ids=[each.name for each in STYLES])
def test_large_print_is_laid_out_as_a_narrow_screen_is(style: Path) -> None:
    queries = QUERY.findall(style.read_text(encoding="utf-8"))
    narrow = {then.strip() for width, then in queries if width not in OF_SCREENS}
    assert narrow <= {'{{ ", print" if page.large }}'}


@pytest.mark.parametrize("format", ["markdown", "text", "eml"])
def test_a_format_without_sizes_refuses_large_print(folder: Path, format: str) -> None:
    ran = ragplan("report", "--large-print", "--format", format, cwd=folder)
    assert (ran.code, ran.out) == (2, "")
    assert beside(ran.err).startswith("ragplan: --large-print is for ")
    assert f"html, pdf; {format} has no sizes of its own" in ran.err

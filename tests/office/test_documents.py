"""Word documents as a word processor opens them: all of their words, on as many pages as they need."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from golden.command import ragplan
from reports.test_every_report import FOLDED

from office.conftest import PAPERS, Opened

pytestmark = pytest.mark.office
LYING, UPRIGHT = (842, 595), (595, 842)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z]{6,}", text))


@pytest.mark.parametrize("name", PAPERS)
def test_every_word_of_a_paper_is_on_its_pages(
    name: str, opened: dict[str, Opened], folders: dict[str, Path]
) -> None:
    where, words, _ = PAPERS[name]
    text, page = (
        ragplan(*words, "--format", format, "--output", "-", cwd=folders[where]).out
        for format in ("text", "html")
    )
    folded = _words(" ".join(FOLDED.findall(page)))
    close = re.sub(r"\s+", "", "".join(opened[name].words))
    assert [word for word in sorted(_words(text) - folded) if word not in close] == []


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_takes_no_more_pages_than_it_needs(name: str, opened: dict[str, Opened]) -> None:
    pages, words = opened[name]
    assert len(pages) <= PAPERS[name][2]
    assert [
        number for number, text in enumerate(words, 1) if f"Page {number} of {len(pages)}" not in text
    ] == []


@pytest.mark.parametrize("name", PAPERS)
def test_a_plan_lies_on_its_side_and_a_paper_stands_upright(name: str, opened: dict[str, Opened]) -> None:
    sizes = set(opened[name].pages)
    assert sizes <= {LYING, UPRIGHT}
    assert opened[name].pages[0] == (
        UPRIGHT if name.endswith(("-paper", "-highlight", "-dashboard")) else LYING
    )


def test_a_paper_turns_for_the_plan_in_its_appendix(opened: dict[str, Opened]) -> None:
    assert set(opened["bhr-paper"].pages) == {LYING, UPRIGHT}


def test_no_page_is_left_empty(opened: dict[str, Opened]) -> None:
    for name, (_, words) in opened.items():
        assert [(name, at) for at, text in enumerate(words, 1) if len(text) < 80] == []

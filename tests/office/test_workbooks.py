"""Workbooks opened by LibreOffice: each page says all of its columns, and every word comes back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from render.office import shown_xlsx

from office.conftest import Opened, printed, written

pytestmark = pytest.mark.office

WORKBOOKS = {
    "plan": ("real", ["report", "plan", "--programme", "bhr-francis", "--as-of", "2014-02-10"], 12),
    "merton": ("real", ["report", "plan", "--programme", "merton-quality", "--as-of", "2014-02-10"], 12),
    "pack": ("demo", ["report", "organisation", "HCCG"], 5),
    "agenda": ("demo", ["report", "agenda"], 14),
    "moves": ("demo", ["report", "moves"], 6),
    "list": ("demo", ["list", "--overdue"], 8),
}
"""Where each workbook is made, by which words, and how many pages it takes at most."""


@pytest.fixture(scope="module")
def files(folders: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return written(WORKBOOKS, "xlsx", folders, tmp_path_factory.mktemp("workbooks"))


@pytest.fixture(scope="module")
def pages(files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Opened]:
    return printed(files, tmp_path_factory.mktemp("sheets"))


def words(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z]{4,12}", text))


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_workbook_prints_on_few_landscape_pages_with_all_its_words(
    name: str, files: dict[str, Path], pages: dict[str, Opened]
) -> None:
    found = pages[name]
    assert 0 < len(found.pages) <= WORKBOOKS[name][2]
    assert found.pages[0] == (842, 595)
    lost = words(shown_xlsx(files[name].read_bytes())) - words(re.sub(r"-\n|\n", "", " ".join(found.words)))
    assert {each for each in lost if each not in re.sub(r"\s+", "", " ".join(found.words))} == set()

"""The other reports in a real browser: who sees them how, at which width, and on paper."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from pypdf import PdfReader

from browser.conftest import HERE, ROOT

pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COVERED = HERE.parent / "reports" / "covered"


def _paper(path: str) -> list[str]:
    return ["report", "paper", f"plans/{path}"]


REPORTS: dict[str, tuple[Path | None, list[str]]] = {
    "wigan-recommendations": (ROOT, ["report", "recommendations", "--programme", "wigan-francis"]),
    "bhr-recommendations": (ROOT, ["report", "recommendations", "--programme", "bhr-francis"]),
    "covered-recommendations": (COVERED, ["report", "recommendations", "--as-of", "2024-05-20"]),
    "bhr-paper": (ROOT, _paper("bhr-francis/papers/2014-02-11-hwb.md")),
    "wigan-paper": (ROOT, _paper("wigan-francis/papers/2014-02-25-governing-body.md")),
    "merton-paper": (ROOT, _paper("merton-quality/papers/2014-01-23-clinical-quality-committee.md")),
    "coventry-paper": (ROOT, _paper("coventry-rugby-francis/papers/health-and-wellbeing-board.md")),
    "demo-trend": (None, ["report", "trend"]),
    "demo-plan": (None, ["report"]),
    "demo-agenda": (None, ["report", "agenda", "--at", "2014-05-05"]),
    "demo-organisation": (None, ["report", "organisation", "BDCCG", "--at", "2014-05-05"]),
    "real-leads": (ROOT, ["report", "lead"]),
    "real-lead": (ROOT, ["report", "lead", "DoQ", "--programme", "merton-quality"]),
    "demo-moves": (None, ["report", "moves"]),
    "demo-annual": (None, ["report", "annual"]),
    "demo-audit": (None, ["report", "audit", "2.2"]),
    "demo-providers": (None, ["report", "providers"]),
    "demo-risks": (None, ["report", "risks", "--at", "2014-03-31"]),
    "demo-index": (None, ["report", "--all", "set"]),
    "demo-highlight": (None, ["report", "highlight", "--at", "2014-02-24"]),
    "merton-highlight": (ROOT, ["report", "highlight", "--programme", "merton-quality"]),
    "demo-dashboard": (None, ["report", "dashboard"]),
    "merton-dashboard": (ROOT, ["report", "dashboard", "--programme", "merton-quality"]),
    "demo-changes": (None, ["diff", "--format", "html"]),
    "wigan-plan": (ROOT, ["report", "plan", "--programme", "wigan-francis"]),
    "merton-plan": (ROOT, ["report", "plan", "--programme", "merton-quality"]),
}
LINES_OF_TWO = 40
"""Pixels that two lines of text take at least."""
EVERY = pytest.mark.parametrize("name", REPORTS)


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each report's page, made as its users do."""
    folder = tmp_path_factory.mktemp("reports")
    _run(folder, "demo", "demo")
    made = {}
    for name, (cwd, words) in REPORTS.items():
        alone = "--all" not in words
        made[name] = folder / (f"{name}.html" if alone else "demo/set/index.html")
        _run(cwd or folder / "demo", *words, *(["--output", str(made[name])] if alone else []))
    return made


def _run(cwd: Path, *words: str) -> None:
    command = [sys.executable, "-m", "ragplan", *words]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def context(browser: Browser) -> Iterator[object]:
    """Closes what a test has opened."""
    yield browser
    for opened in browser.contexts:
        opened.close()


@EVERY
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "light"), (1280, "dark")])
def test_axe_finds_nothing_and_nothing_overflows(
    browser: Browser, context: object, written: dict[str, Path], name: str, width: int, scheme: str
) -> None:
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )  # axe is a script; the page allows none
    page.goto(written[name].as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()


@EVERY
def test_headings_begin_with_one_and_leave_out_no_level(
    browser: Browser, context: object, written: dict[str, Path], name: str
) -> None:
    page = browser.new_page()
    page.goto(written[name].as_uri())
    levels = page.eval_on_selector_all("h1, h2, h3, h4, h5", "all => all.map(one => +one.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


@EVERY
def test_every_printed_page_names_the_paper_and_is_a4(
    browser: Browser, context: object, written: dict[str, Path], name: str
) -> None:
    page = browser.new_page()
    page.goto(written[name].as_uri())
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    for number, sheet in enumerate(printed, 1):
        size = sorted(round(float(side)) for side in (sheet.mediabox.width, sheet.mediabox.height))
        assert size == [595, 842]
        assert f"{number} of {len(printed)}" in sheet.extract_text()


def test_a_narrow_chart_names_each_of_its_levels_on_a_line(
    written: dict[str, Path], browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(written["demo-trend"].as_uri())
    heights = page.eval_on_selector_all(".levels li", "found => found.map(each => each.clientHeight)")
    page.close()
    assert heights
    assert max(heights) < LINES_OF_TWO


def test_no_heading_of_a_goal_is_left_on_the_page_before_its_actions(
    written: dict[str, Path], browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(written["demo-plan"].as_uri())
    printed = [
        each.extract_text() for each in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    ]
    page.close()
    (headed,) = (text for text in printed if "Culture and organisational development." in text)
    assert "Review existing workforce development plans" in " ".join(headed.split())

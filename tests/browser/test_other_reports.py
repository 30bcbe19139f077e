"""The other reports in a real browser: who sees them how, at which width, and on paper."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from golden.command import ragplan
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from browser.conftest import HERE, OF_DEMO, ROOT

pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COVERED = HERE.parent / "reports" / "covered"


def _paper(path: str) -> list[str]:
    return ["report", "paper", f"plans/{path}"]


def _real(report: str, programme: str, *more: str) -> tuple[Path, list[str]]:
    return ROOT, ["report", report, *more, "--programme", programme]


PAPERS: dict[str, tuple[Path | None, list[str]]] = {
    **{f"demo-{name}": (None, words) for name, words in OF_DEMO.items()},
    "demo-index": (None, ["report", "--all", "set"]),
    "demo-changes": (None, ["diff", "--format", "html"]),
    "covered-recommendations": (COVERED, ["report", "recommendations", "--as-of", "2024-05-20"]),
    "real-leads": (ROOT, ["report", "lead"]),
    "real-lead": _real("lead", "merton-quality", "DoQ"),
    "wigan-recommendations": _real("recommendations", "wigan-francis"),
    "wigan-plan": _real("plan", "wigan-francis"),
    "coventry-plan": _real("plan", "coventry-rugby-francis"),
    "merton-plan": _real("plan", "merton-quality"),
    "merton-highlight": _real("highlight", "merton-quality"),
    "merton-dashboard": _real("dashboard", "merton-quality"),
    "wigan-paper": (ROOT, _paper("wigan-francis/papers/2014-02-25-governing-body.md")),
    "merton-paper": (ROOT, _paper("merton-quality/papers/2014-01-23-clinical-quality-committee.md")),
    "coventry-paper": (ROOT, _paper("coventry-rugby-francis/papers/health-and-wellbeing-board.md")),
}
"""Whose words make a page in which folder; ``None`` for the demonstration's."""
LINES_OF_TWO = 40
"""Pixels that two lines of text take at least."""
MARGIN = 14 * 96 / 25.4
"""Pixels left free at either side of a printed page."""


class Seen(NamedTuple):
    """A paper in a browser that lets a test's own script in, and what it asked of the network or said."""

    page: Page
    address: str
    heard: tuple[str, ...]

    def printed(self) -> PdfReader:
        """The paper as it comes from a printer."""
        self.page.emulate_media(media="print", color_scheme="light")
        return PdfReader(io.BytesIO(self.page.pdf(prefer_css_page_size=True)))

    def found(self, **media: Any) -> str:
        """What axe finds under a colour scheme; ``""`` for nothing."""
        self.page.emulate_media(**media)
        found = Axe().run(self.page, options={"runOnly": RULES, "resultTypes": ["violations"]})
        return str(found.generate_report()) if found.violations_count else ""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, demo: Path) -> Written:
    """Makes a paper's page as its users do, once."""
    return Written(tmp_path_factory.mktemp("papers"), demo)


class Written:
    """Pages of papers by their names, each made when it is first asked for."""

    def __init__(self, folder: Path, demo: Path) -> None:
        self.folder = folder
        self.demo = demo

    def __getitem__(self, name: str) -> Path:
        cwd, words = PAPERS[name]
        alone = "--all" not in words
        made = self.folder / f"{name}.html" if alone else self.demo / "set/index.html"
        if not made.exists():
            ran = ragplan(*words, *(["--output", str(made)] if alone else []), cwd=cwd or self.demo)
            assert ran.code == 0, ran.err
        return made


@pytest.fixture(scope="module", params=PAPERS)
def seen(request: pytest.FixtureRequest, browser: Browser, written: Written) -> Iterator[Seen]:
    """Each paper, opened once for all that is looked at in it."""
    address = written[request.param].as_uri()
    page = browser.new_page(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    heard: list[str] = []
    page.on("request", lambda asked: heard.append(asked.url))
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.goto(address)
    page.emulate_media(media="print", color_scheme="dark")
    page.wait_for_timeout(50)
    page.emulate_media(media="screen", color_scheme="light")
    yield Seen(page, address, tuple(heard))
    page.context.close()


def test_nothing_is_asked_of_the_network_and_nothing_is_said(seen: Seen) -> None:
    assert seen.heard == (seen.address,)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "light"), (1280, "dark")])
def test_axe_finds_nothing_and_nothing_overflows(seen: Seen, width: int, scheme: str) -> None:
    seen.page.set_viewport_size({"width": width, "height": 900})
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen.found(media="screen", color_scheme=scheme) == ""


def test_headings_begin_with_one_and_leave_out_no_level(seen: Seen) -> None:
    levels = seen.page.eval_on_selector_all("h1, h2, h3, h4, h5", "all => all.map(one => +one.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_every_printed_page_names_the_paper_is_a4_and_takes_its_whole_width(seen: Seen) -> None:
    sheets = seen.printed().pages
    for number, sheet in enumerate(sheets, 1):
        size = sorted(round(float(side)) for side in (sheet.mediabox.width, sheet.mediabox.height))
        assert size == [595, 842]
        assert f"{number} of {len(sheets)}" in sheet.extract_text()
    widest = max(float(sheet.mediabox.width) for sheet in sheets)
    between = int(widest * 96 / 72 - 2 * MARGIN)
    seen.page.set_viewport_size({"width": between, "height": 900})
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= between


def test_a_narrow_chart_names_each_of_its_levels_on_a_line(written: Written, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(written["demo-trend"].as_uri())
    heights = page.eval_on_selector_all(".levels li", "found => found.map(each => each.clientHeight)")
    page.close()
    assert heights
    assert max(heights) < LINES_OF_TWO


@pytest.mark.parametrize("name", ["annual", "lead", "moves", "providers"])
def test_a_phone_has_no_table_of_numbers_to_scroll(written: Written, browser: Browser, name: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(written[f"demo-{name}"].as_uri())
    rooms = page.eval_on_selector_all(".scroll", "all => all.map(one => one.scrollWidth - one.clientWidth)")
    labels = page.eval_on_selector_all(
        ".stacked td[data-label]:not(:empty)",
        "all => all.map(one => getComputedStyle(one, '::before').content)",
    )
    page.close()
    assert rooms
    assert max(rooms) <= 0
    assert labels
    assert all(each != "none" for each in labels)


@pytest.mark.parametrize(("name", "most"), [("wigan-plan", 6), ("demo-plan", 19), ("demo-trend", 8)])
def test_the_last_printed_page_is_not_nearly_empty(
    written: Written, browser: Browser, name: str, most: int
) -> None:
    page = browser.new_page()
    page.goto(written[name].as_uri())
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    page.close()
    assert len(sheets) <= most
    assert len(sheets[-1].extract_text().splitlines()) > 5


def test_no_heading_of_a_goal_is_left_on_the_page_before_its_actions(
    written: Written, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(written["demo-plan"].as_uri())
    printed = [
        each.extract_text() for each in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    ]
    page.close()
    *_, headed = (text for text in printed if "Culture and organisational development." in text)
    assert "Review existing workforce development plans" in " ".join(headed.split())

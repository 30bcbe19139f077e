"""Large print: on paper no word of a plan's page is smaller than 16 points, and none is cut off."""

from __future__ import annotations

from pathlib import Path

import pytest
from golden.command import ragplan
from playwright.sync_api import Browser

from browser.conftest import OF_DEMO, PLANS

pytestmark = pytest.mark.browser
POINT = 96 / 72
SMALL = """least => [...document.body.querySelectorAll('*')]
  .filter(each => [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
  .filter(each => each.checkVisibility() && !each.closest('svg, .unseen'))
  .filter(each => parseFloat(getComputedStyle(each).fontSize) < least - 0.01)
  .map(each => each.outerHTML.slice(0, 200))"""


def looked_at(browser: Browser, made: Path) -> None:
    """No word of a page is small on paper, nor does any stand beyond its edge."""
    page = browser.new_page(viewport={"width": 658, "height": 900})
    page.goto(made.as_uri())
    page.emulate_media(media="print")
    small, wide = page.evaluate(SMALL, 16 * POINT), page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert small == []
    assert wide <= 658


@pytest.mark.parametrize("name", PLANS)
def test_no_word_is_smaller_than_sixteen_points(name: str, browser: Browser, tmp_path: Path) -> None:
    plans, programme, as_of = PLANS[name]
    choice = ["--plans", str(plans), "--programme", programme, "--as-of", as_of]
    made = tmp_path / "large.html"
    ran = ragplan("report", "--large-print", *choice, "--output", str(made))
    assert ran.code == 0, ran.err
    looked_at(browser, made)


@pytest.mark.parametrize("name", OF_DEMO)
def test_no_word_of_any_report_is_smaller_than_sixteen_points(
    name: str, browser: Browser, demo: Path, tmp_path: Path
) -> None:
    made = tmp_path / "large.html"
    ran = ragplan(*OF_DEMO[name], "--large-print", "--output", str(made), cwd=demo)
    assert ran.code == 0, ran.err
    looked_at(browser, made)

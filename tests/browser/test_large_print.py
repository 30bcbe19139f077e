"""Large print: on paper no word of a plan's page is smaller than 16 points, and none is cut off."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.conftest import PLANS, ROOT

pytestmark = pytest.mark.browser
POINT = 96 / 72
SMALL = """least => [...document.body.querySelectorAll('*')]
  .filter(each => [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
  .filter(each => each.checkVisibility() && !each.closest('svg, .unseen'))
  .filter(each => parseFloat(getComputedStyle(each).fontSize) < least - 0.01)
  .map(each => each.outerHTML.slice(0, 200))"""


@pytest.mark.parametrize("name", PLANS)
def test_no_word_is_smaller_than_sixteen_points(name: str, browser: Browser, tmp_path: Path) -> None:
    plans, programme, as_of = PLANS[name]
    made = tmp_path / "large.html"
    choice = ["--plans", str(plans), "--programme", programme, "--as-of", as_of, "--output", str(made)]
    command = [sys.executable, "-m", "ragplan", "report", "--large-print", *choice]
    subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=True)
    page = browser.new_page(viewport={"width": 658, "height": 900})
    page.goto(made.as_uri())
    page.emulate_media(media="print")
    assert page.evaluate(SMALL, 16 * POINT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 658
    page.close()

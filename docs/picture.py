"""Draws docs/picture.png, the first screen of the demonstration's plan at one of its meetings, for the README.

Run from the repository's top with `python docs/picture.py`; it needs the `test` extra and a Chromium.
"""

from __future__ import annotations

import math
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURE = Path(__file__).with_name("picture.png")
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
WIDTH = 1280
RAGPLAN = [sys.executable, "-m", "ragplan"]
MEETING = "2014-05-05"
"""A meeting in the middle of the plan's life; what changed by the next one stands below the picture."""


def draw(picture: Path) -> None:
    """The report from its top to the rule under its first action."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise SystemExit(f"the picture is taken in a browser: install one of {', '.join(PROGRAMS)}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder, "plan.html")
        demo = Path(folder, "demo")
        subprocess.run([*RAGPLAN, "demo", str(demo)], check=True, stdout=subprocess.DEVNULL)
        report = [*RAGPLAN, "report", "--at", MEETING, "--output", str(page_file)]
        subprocess.run(report, cwd=demo, check=True, stdout=subprocess.DEVNULL)
        chromium = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-background-networking"]
        )
        page = chromium.new_page(viewport={"width": WIDTH, "height": 900}, color_scheme="light")
        page.goto(page_file.as_uri())
        first = page.locator(".goal tbody").first.bounding_box()
        height = math.ceil(first["y"] + first["height"]) + 1 if first else 900
        page.screenshot(path=picture, clip={"x": 0, "y": 0, "width": WIDTH, "height": height}, full_page=True)
        chromium.close()


if __name__ == "__main__":
    draw(PICTURE)

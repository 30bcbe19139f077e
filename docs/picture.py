"""Draws the pictures of the README and the guide, from the demonstration at one of its meetings.

Run from the repository's top with `python docs/picture.py`; it needs the `test` extra, a Chromium, and for
the printed page `pdftoppm` of Poppler.
"""

from __future__ import annotations

import math
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

DOCS = Path(__file__).parent
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
WIDE, PHONE = 1280, 375
RAGPLAN = [sys.executable, "-m", "ragplan"]
MEETING = "2014-05-05"
"""A meeting in the middle of the plan's life; what changed by the next one stands below the README's picture."""
DOTS = 72
"""Dots an inch of the printed page."""


class Picture(NamedTuple):
    """A picture: its file, the words of the report, and how it is seen.

    ``until`` chooses the element with which it ends, ``left_out`` what is taken out of the page for room. One
    that is ``printed`` is the first sheet of paper.
    """

    file: str
    report: tuple[str, ...]
    width: int = WIDE
    until: str = ""
    left_out: str = ""
    printed: bool = False


PICTURES = (
    Picture("picture.png", ("plan",), until=".goal tbody", left_out=".leading"),
    Picture("picture-highlight.png", ("highlight",), printed=True),
    Picture("picture-organisation.png", ("organisation", "HCCG"), until=".owed"),
    Picture("picture-phone.png", ("dashboard",), width=PHONE),
)


def draw_all() -> None:
    """Every picture, beside this script."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise SystemExit(f"the pictures are taken in a browser: install one of {', '.join(PROGRAMS)}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        demo = Path(folder, "demo")
        subprocess.run([*RAGPLAN, "demo", str(demo)], check=True, stdout=subprocess.DEVNULL)
        chromium = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-background-networking"]
        )
        for picture in PICTURES:
            draw(picture, demo, chromium)
        chromium.close()


def draw(picture: Picture, demo: Path, chromium: Browser) -> None:
    """A report as it is seen on a screen, or printed."""
    written = demo.with_name("page.html")
    report = [*RAGPLAN, "report", *picture.report, "--at", MEETING, "--output", str(written)]
    subprocess.run(report, cwd=demo, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    page = chromium.new_page(viewport={"width": picture.width, "height": 812}, color_scheme="light")
    page.goto(written.as_uri())
    target = DOCS / picture.file
    if picture.printed:
        printed(page, target)
    else:
        seen(page, picture, target)
    page.close()


def seen(page: Page, picture: Picture, target: Path) -> None:
    """A page from its top to the end of an element, or of the screen."""
    if picture.left_out:
        page.add_style_tag(content=f"{picture.left_out} {{ display: none }}")
    last = page.locator(picture.until).first.bounding_box() if picture.until else None
    height = math.ceil(last["y"] + last["height"]) + 1 if last else 812
    clip = {"x": 0, "y": 0, "width": picture.width, "height": height}
    page.screenshot(path=target, clip=clip, full_page=True)


def printed(page: Page, target: Path) -> None:
    """The first sheet of a page."""
    with tempfile.TemporaryDirectory() as folder:
        paper = Path(folder, "page.pdf")
        page.pdf(path=paper, prefer_css_page_size=True, print_background=True)
        drawn = target.with_suffix("")
        command = ["pdftoppm", "-png", "-singlefile", "-r", str(DOTS), str(paper), str(drawn)]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    draw_all()

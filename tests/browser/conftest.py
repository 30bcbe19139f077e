"""Plan reports, made by the real command, in a real Chromium."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from golden.command import ragplan
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from ragplan.reports import REPORTS

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
]
HEARD = "--force-renderer-accessibility"
"""The browser keeps the whole tree for screen readers, as it does where one is listening."""
PLANS = {
    "real": (ROOT / "plans", "bhr-francis", "2014-01-27"),
    "rich": (HERE / "rich", "rich", "2025-09-15"),
    "hostile": (HERE / "hostile", "hostile", "2025-03-03"),
}
OF = {
    "agenda": ["--at", "2014-05-05"],
    "audit": ["2.2"],
    "highlight": ["--at", "2014-02-24"],
    "organisation": ["BDCCG", "--at", "2014-05-05"],
    "paper": ["plans/bhr-francis/papers/2014-02-11-hwb.md"],
    "risks": ["--at", "2014-03-31"],
}
OF_DEMO = {name: ["report", name, *OF.get(name, [])] for name in REPORTS}
"""How each report there is, is asked of the demonstration."""

Report = Callable[[Path, str, str], Path]
Visit = Callable[..., Page]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: looks at a page in a real Chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; there is no skipping without it."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.fail(f"the page is tested in a real browser: install one of {', '.join(PROGRAMS)}")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=[*QUIET, HEARD])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demonstration."""
    folder = tmp_path_factory.mktemp("demo") / "demo"
    ran = ragplan("demo", str(folder))
    assert ran.code == 0, ran.err
    return folder


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Makes the page of a programme as its users do."""
    folder = tmp_path_factory.mktemp("pages")

    def made(plans: Path, programme: str, as_of: str) -> Path:
        page = folder / f"{programme}.html"
        choice = ["--plans", str(plans), "--programme", programme, "--as-of", as_of]
        command = [sys.executable, "-m", "ragplan", "report", *choice, "--output", str(page)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        return page

    return made


@pytest.fixture(scope="session")
def pages(report: Report) -> dict[str, Path]:
    """The page of each plan, by the plan's name here."""
    return {name: report(*plan) for name, plan in PLANS.items()}


@pytest.fixture
def visit(browser: Browser, pages: dict[str, Path]) -> Iterator[Visit]:
    """Opens a plan's page at a width, with whatever else a browser context can be told."""
    contexts: list[BrowserContext] = []

    def visited(name: str, width: int = 1280, height: int = 900, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(pages[name].as_uri())
        return page

    yield visited
    for context in contexts:
        context.close()

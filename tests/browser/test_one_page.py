"""The highlight report is one A4 page: of the demonstration, of the plans here, of a plan that fills it."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from history.building import Repo
from playwright.sync_api import Browser
from pypdf import PdfReader

from browser.conftest import ROOT

pytestmark = pytest.mark.browser

LONG = "the wards of every hospital and the people who are looked after in them, "
CODES = [f"ORGANISATION{number:02}" for number in range(12)]
REAL = ("bhr-francis", "coventry-rugby-francis", "merton-quality", "wigan-francis")
MEETINGS = ("2014-02-10", "2014-03-10", "2014-03-24", "2014-04-21", "2014-05-19")


def pages(browser: Browser, cwd: Path, *options: str) -> int:
    """How many pages the report is printed on, none smaller than A4."""
    command = [sys.executable, "-m", "ragplan", "report", "highlight", *options, "--output", "-"]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    page = browser.new_page()
    page.set_content(done.stdout)
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    page.close()
    assert {round(float(each.mediabox.height)) for each in printed} == {842}
    return len(printed)


def programme(revised: str) -> str:
    """A programme with a page's worth of everything: 12 owners of each of 20 actions, 8 actions proposed."""
    lines = [
        "format: ragplan/1",
        "programme: full",
        f"title: {LONG * 2}",
        "group: The group",
        "key: brag-assured",
    ]
    lines += ["calendar: {every: 2 weeks, first: 2014-01-06, last: 2014-12-22, wording: week commencing}"]
    lines += ["organisations:", *(f"  {code}: {{name: The body of {code}}}" for code in CODES), "goals:"]
    lines += ["  - ref: '1'", "    title: All of it", "    actions:"]
    for number in range(20):
        lines += [
            f"      - ref: '1.{number}'",
            f"        title: Look after {LONG * 4}",
            "        priority: high",
        ]
        lines += [
            f"        owners: [{', '.join(CODES)}]",
            f"        due: 2014-0{1 + number % 3}-{10 + number}",
        ]
        lines += [revised] if number % 2 else []
    for number in range(8):
        lines += [
            f"      - ref: '2.{number}'",
            f"        title: Propose {LONG * 4}",
            "        proposed: true",
        ]
        lines += [f"        owners: [{', '.join(CODES)}]"]
    return "\n".join(lines) + "\n"


def due(number: int) -> str:
    return f"2014-0{1 + number % 3}-{10 + number}"


def returned(code: str, rating: str, more: str = "") -> str:
    lines = [f"organisation: {code}", "actions:"]
    for number in range(16):
        lines += [f"  - ref: '1.{number}'", f"    status: {LONG * 3}", f"    rating: {rating}"]
        lines += [f"    {more}"] if more else []
        lines += [f'    queries: ["{LONG}?"]']
    return "\n".join(lines) + "\n"


def full(folder: Path) -> Repo:
    """The plan at two meetings: half of it completed in between, dates moved, the other half silent."""

    def files(text: str, first: str, more: str = "") -> Mapping[str, str]:
        found = {"plans/programme.yaml": text}
        for number, code in enumerate(CODES):
            done = number % 2 == 0
            found[f"plans/{code}.yaml"] = returned(code, first if done else "amber", more if done else "")
        return found

    repo = Repo(folder)
    repo.commit(files(programme(""), "amber"), at="2014-02-03T10:00:00+00:00")
    moved = f'        revised: [{{to: 2014-12-01, reason: "{LONG * 3}", agreed_by: "{LONG * 2}"}}]'
    done = f'completed: 2014-02-10\n    evidence: [{{ref: "{LONG * 3}", on: 2014-02-11}}]'
    repo.commit(files(programme(moved), "green", done), at="2014-02-16T10:00:00+00:00")
    return repo


@pytest.mark.parametrize("day", MEETINGS)
def test_the_demonstration_fits_a_page(browser: Browser, tmp_path: Path, day: str) -> None:
    command = [sys.executable, "-m", "ragplan", "demo", "demo"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=True)
    assert pages(browser, tmp_path / "demo", "--at", day) == 1


@pytest.mark.parametrize("plan", REAL)
def test_every_real_plan_fits_a_page(browser: Browser, plan: str) -> None:
    assert pages(browser, ROOT, "--programme", plan) == 1


def test_a_plan_with_more_than_a_page_of_everything_is_cut_to_one(browser: Browser, tmp_path: Path) -> None:
    folder = full(tmp_path / "full").folder
    assert pages(browser, folder, "--as-of", "2014-02-17") == 1

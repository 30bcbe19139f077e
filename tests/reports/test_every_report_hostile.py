"""Hostile words in a plan stay words in every report and every format that there is."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import get_args
from unicodedata import category

import pytest
from golden.command import lay, ragplan
from golden.page import Page, as_page, uneven
from history.building import Repo
from render.test_formats import of_mail

from ragplan.cli.report_command import command
from ragplan.reports import REPORTS
from reports.hostile import ATTACKS, PEACE, programme
from reports.test_paper_hostile import WORDING, source, unsafe

pytestmark = pytest.mark.thorough

(CHOICES, *_) = get_args(inspect.signature(command).parameters["format"].annotation)
FORMATS = get_args(CHOICES)
"""The formats that the command offers."""
WORDS = {**ATTACKS, "peace": PEACE}
WHICH = {"paper": "plans/{}/papers/paper.md", "audit": "1.1"}
"""What a report is asked beside its name: the paper's file, the action."""
READ = {"html": Page, "markdown": as_page, "eml": lambda text: Page(of_mail(text))}
STRUCK = {"del", "s", "h3", "h4", "h5", "h6"}
"""What the body of a paper and of a position may become beside other words."""


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a programme, and a paper about it, for each attack."""
    folder = tmp_path_factory.mktemp("hostile")
    for attack, words in WORDS.items():
        lay(folder / "plans", programme(attack, words))
        lay(folder / "plans", {f"{attack}/papers/paper.md": source(words, f"{words}\n")})
    Repo(folder).commit({}, at="2014-01-20T10:00:00+00:00")
    return folder


def made(folder: Path, report: str, attack: str, format: str) -> str:
    """A report on one programme, as standard output had it."""
    asked = [WHICH[report].format(attack)] if report in WHICH else []
    asked += ["A"] if report == "organisation" else []
    options = ("--plans", f"plans/{attack}", "--as-of", "2014-01-27", "--format", format, "--output", "-")
    ran = ragplan("report", report, *asked, *options, cwd=folder)
    assert ran.code == 0, ran.err
    return ran.out


@pytest.mark.parametrize("report", REPORTS)
def test_a_terminal_obeys_nothing_of_them(repository: Path, report: str) -> None:
    for attack in WORDS:
        text = made(repository, report, attack, "text")
        assert [each for each in text if category(each) in ("Cc", "Cf") and each not in "\n\xad"] == []


MAILED = ("plan", "organisation", "paper")
"""The reports whose mail is read too; a mail has the blocks of the page, in styles of its own."""


@pytest.mark.parametrize(
    ("report", "format"),
    [(report, format) for report in REPORTS for format in READ if format != "eml" or report in MAILED],
)
def test_words_stay_words(repository: Path, report: str, format: str) -> None:
    papers = {attack: made(repository, report, attack, format) for attack in WORDS}
    pages = {attack: READ[format](text) for attack, text in papers.items()}
    allowed = {*pages["peace"].tags, *WORDING, *STRUCK}
    for attack, page in pages.items():
        assert (attack, unsafe(page), page.odd) == (attack, [], [])
        assert (attack, set(page.tags) - allowed) == (attack, set())
        if format == "markdown":
            assert (attack, uneven(papers[attack])) == (attack, [])

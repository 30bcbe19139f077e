"""The printed paper: what a board member holds, page by page."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

Report = Callable[[Path, str, str], Path]
Visit = Callable[..., Page]
pytestmark = pytest.mark.browser

HEAD = "ActionOwnerStatusRAG"
PARTS = """all => all.map(goal => ({
  heading: [...goal.querySelectorAll(':scope > :not(table, table ~ *)')].map(e => e.textContent).join(' '),
  actions: [...goal.querySelectorAll('tbody')].map(body => ({
    words: body.textContent,
    rows: [...body.rows].map(row =>
      [...row.cells].filter(cell => !cell.matches('.action')).map(cell => cell.textContent).join(' ')),
  })),
}))"""


@dataclass(frozen=True)
class Paper:
    """A printed plan: the words of each page, and the words of the goals it was printed from."""

    sizes: list[tuple[float, float]]
    pages: list[str]
    goals: list[dict]
    running: str


@pytest.fixture(scope="module", params=["real", "stress"])
def paper(
    request: pytest.FixtureRequest,
    browser: Browser,
    report: Report,
    pages: dict[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Paper:
    if request.param == "stress":
        plans = tmp_path_factory.mktemp("stress")
        write_stress(plans)
        source = report(plans, "stress", "2025-03-03")
    else:
        source = pages["real"]
    page = browser.new_page()
    page.goto(source.as_uri())
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    goals = page.locator(".goal").evaluate_all(PARTS)
    running = f"{page.locator('h1').inner_text()} · as at {page.locator('.as-at time').inner_text()}"
    page.close()
    return Paper(
        sizes=[(float(each.mediabox.width), float(each.mediabox.height)) for each in printed.pages],
        pages=[each.extract_text() for each in printed.pages],
        goals=goals,
        running=running,
    )


def write_stress(folder: Path) -> None:
    """Actions of every height that fits a page, so that breaks fall everywhere, and one that does not fit."""
    owners = [f"ORG{number}" for number in range(30)]
    rows: dict[str, list[str]] = {owner: [] for owner in owners}
    lines = ["format: ragplan/1", "programme: stress", "title: Stress Plan", "key: rag-complete"]
    lines += ["calendar: {meetings: [2025-03-03]}", "organisations:"]
    lines += [f"  {owner}: {{name: {owner}}}" for owner in owners]
    lines += ["goals:"]
    for number in range(36):
        goal, action = divmod(number, 4)
        ref = f"{goal}.{action}"
        if action == 0:
            lines += [f'  - ref: "{goal}"', f"    title: Goal {goal} with a heading", "    actions:"]
        mine = owners if ref == "4.2" else owners[: (number * 5) % 6 + 1]
        lines += [f'      - ref: "{ref}"', "        due: 2025-06-30"]
        lines += [f"        owners: [{', '.join(mine)}]"]
        lines += [f"        title: Action {ref} {'is told at length ' * (number % 4 * 3)}here"]
        for place, owner in enumerate(mine):
            words = "words that fill the line " * ((number + place * 3) % 11)
            rows[owner] += [f'  - ref: "{ref}"', f"    status: From {ref} {owner} {words} to {ref} {owner}"]
    (folder / "programme.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for owner, positions in rows.items():
        text = "\n".join([f"organisation: {owner}", "actions:", *positions]) + "\n"
        (folder / f"{owner}.yaml").write_text(text, encoding="utf-8")


def squash(text: str) -> str:
    """Letters and digits only: what is left of words once lines and ligatures differ."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


def home(paper: Paper, words: str) -> list[int]:
    """The pages that carry all of these words in one piece."""
    wanted = squash(words)
    return [number for number, page in enumerate(paper.pages) if wanted in squash(page)]


def test_every_page_is_a4_landscape(paper: Paper) -> None:
    assert {(round(width), round(height)) for width, height in paper.sizes} == {(842, 595)}


def test_every_page_says_what_it_is_of_and_where_it_belongs(paper: Paper) -> None:
    for number, page in enumerate(paper.pages, 1):
        assert paper.running in page
        assert f"{number} of {len(paper.pages)}" in page


def test_the_first_owner_of_an_action_stands_with_the_second(paper: Paper) -> None:
    for action in (action for goal in paper.goals for action in goal["actions"]):
        assert home(paper, "".join(action["rows"][:2])), action["words"]


def test_no_row_is_cut(paper: Paper) -> None:
    for row in (row for goal in paper.goals for action in goal["actions"] for row in action["rows"]):
        assert home(paper, row), row


def test_a_heading_and_a_table_head_stand_with_the_first_action(paper: Paper) -> None:
    for goal in paper.goals:
        first = "".join(goal["actions"][0]["rows"][:2])
        assert set(home(paper, goal["heading"] + HEAD)) & set(home(paper, first)), goal["heading"]


def test_every_page_with_rows_repeats_the_head_above_them(paper: Paper) -> None:
    rows = [squash(row) for goal in paper.goals for action in goal["actions"] for row in action["rows"]]
    for page in map(squash, paper.pages):
        first = min((page.index(row) for row in rows if row in page), default=None)
        if first is not None:
            assert HEAD in page[:first]
        assert not page.endswith(HEAD)


def test_paper_is_not_wasted(paper: Paper) -> None:
    """Thirteen pages of ten points, two of them contents; a plan with a page per action would fail."""
    actions = sum(len(goal["actions"]) for goal in paper.goals)
    assert len(paper.pages) <= actions * 0.55


@pytest.mark.parametrize("plan", ["real", "rich"])
def test_no_word_is_printed_under_eight_points(visit: Visit, plan: str) -> None:
    page = visit(plan)
    page.emulate_media(media="print")
    smallest = page.evaluate("""() => Math.min(...[...document.querySelectorAll('body *')]
      .filter(e => e.textContent?.trim()).map(e => parseFloat(getComputedStyle(e).fontSize)))""")
    assert smallest * 0.75 >= 8

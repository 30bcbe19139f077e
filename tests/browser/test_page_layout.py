"""Where things stand: columns that line up, rows that stack on a phone, nothing that runs off the side."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

Visit = Callable[..., Page]
pytestmark = pytest.mark.browser

RUN_OFF = """() => {
  document.querySelectorAll('.goal').forEach(goal => { goal.style.contentVisibility = 'visible'; });
  return [...document.querySelectorAll('body *')]
    .filter(e => !e.closest('.unseen, thead, .fill'))
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 || e.scrollWidth > e.clientWidth + 1)
    .filter(e => getComputedStyle(e).display !== 'inline')
    .map(e => e.tagName + '.' + e.className);
}"""
"""What is wider than its place, of goals out of sight too."""
ROWS = """all => all.map(row => Object.fromEntries([...row.children].map(cell => {
  const {left, right, top, bottom} = cell.getBoundingClientRect();
  return [cell.classList[0], {left, right, top, bottom}];
})))"""


@pytest.mark.parametrize("plan", ["real", "rich", "hostile"])
def test_nothing_runs_off_the_side(visit: Visit, plan: str) -> None:
    page = visit(plan)
    for width in (320, 390, 640, 768, 895, 896, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(RUN_OFF) == [], width


@pytest.mark.parametrize("plan", ["real", "hostile"])
def test_readers_may_space_the_text_out(visit: Visit, plan: str) -> None:
    """The spacing of WCAG 1.4.12, put on by the reader."""
    page = visit(plan)
    page.evaluate("""document.querySelectorAll('body *').forEach(e => {
      e.style.lineHeight = 1.5; e.style.letterSpacing = '0.12em'; e.style.wordSpacing = '0.16em';
    })""")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(RUN_OFF) == [], width


@pytest.mark.parametrize("plan", ["real", "rich", "hostile"])
def test_columns_line_up_from_goal_to_goal(visit: Visit, plan: str) -> None:
    page = visit(plan)
    for width in (1024, 1280, 1600):
        page.set_viewport_size({"width": width, "height": 900})
        columns_line_up(page)


def columns_line_up(page: Page) -> None:
    heads = page.locator(".goal table").evaluate_all("""all => all.map(table =>
      [...table.tHead.rows[0].cells].map(th => Math.round(th.getBoundingClientRect().left)))""")
    assert len(heads) > 1
    assert all(head == heads[0] for head in heads)
    for row in page.locator("tbody tr:has(.rating)").evaluate_all(ROWS):
        assert [round(row[name]["left"]) for name in ("owner", "status", "rating")] == heads[0][1:]
        assert "action" not in row or round(row["action"]["left"]) == heads[0][0]


@pytest.mark.parametrize("plan", ["real", "rich"])
def test_the_last_owner_takes_the_slack_of_a_long_action(visit: Visit, plan: str) -> None:
    slack = (
        visit(plan)
        .locator("tbody tr:not(:last-child)")
        .evaluate_all("""all => all.map(row => {
      const ends = [...row.cells].filter(cell => !cell.matches('.action')).map(cell => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return range.getBoundingClientRect().bottom;
      });
      return row.getBoundingClientRect().bottom - Math.max(...ends);
    })""")
    )
    assert slack
    assert max(slack) < 18


@pytest.mark.parametrize(("plan", "width"), [("real", 390), ("rich", 320)])
def test_rows_stack_on_a_phone(visit: Visit, plan: str, width: int) -> None:
    rows = visit(plan, width).locator("tbody tr:has(.rating)").evaluate_all(ROWS)
    assert rows
    for row in rows:
        owner, rating, status = row["owner"], row["rating"], row["status"]
        assert abs(owner["top"] - rating["top"]) < 4
        assert owner["right"] <= rating["left"]
        assert round(rating["right"]) == width - 16
        assert status["top"] >= max(owner["bottom"], rating["bottom"])
        assert (round(status["left"]), round(status["right"])) == (16, width - 16)
        assert "action" not in row or row["action"]["bottom"] <= owner["top"]


@pytest.mark.parametrize("width", [390, 1280])
def test_short_codes_stay_in_one_piece(visit: Visit, width: int) -> None:
    lines = (
        visit("real", width)
        .locator(".owner abbr")
        .evaluate_all(
            "all => all.filter(s => !s.textContent.includes(' ')).map(s => s.getClientRects().length)"
        )
    )
    assert set(lines) == {1}


def test_the_first_screen_answers_the_meeting(visit: Visit) -> None:
    page = visit("real", 1280, 900)
    for part in ("h1", ".as-at", ".sentence", ".bar", ".key", "#contents"):
        box = page.locator(part).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < 900, part


def test_lines_are_short_enough_to_read(visit: Visit) -> None:
    page = visit("rich", 1600)
    words = page.locator(".status > *, .sentence, .description > *, .note, .query").evaluate_all(
        "all => Math.max(...all.map(e => e.getBoundingClientRect().width))"
    )
    assert words <= 44 * 16


SEEN = "row => row.checkVisibility({contentVisibilityAuto: true})"
IN_VIEW = """() => {
  const {top, bottom} = getSelection().getRangeAt(0).getBoundingClientRect();
  return bottom > top && top >= 0 && bottom <= innerHeight;
}"""


def test_goals_out_of_sight_are_laid_out_when_they_are_looked_for(visit: Visit) -> None:
    """They are not before, which a long plan would take half a minute for."""
    page = visit("real")
    last = page.locator(".goal").last
    row = last.locator("tbody tr").last
    assert not row.evaluate(SEEN)
    title = last.locator(".heading").last.text_content()
    assert page.evaluate("title => find(title)", title)
    assert page.evaluate(IN_VIEW)
    assert row.evaluate(SEEN)


def test_a_link_leads_to_a_goal_out_of_sight(visit: Visit) -> None:
    page = visit("real")
    heading = page.locator(".goal :is(h2, h3)[id]").last
    page.goto(f"{page.url}#{heading.get_attribute('id')}")
    box = heading.bounding_box()
    assert box
    assert -1 < box["y"] < 900


def test_all_goals_are_printed(visit: Visit) -> None:
    page = visit("real")
    page.emulate_media(media="print")
    styles = page.locator(".goal").evaluate_all("all => all.map(e => getComputedStyle(e).contentVisibility)")
    assert set(styles) == {"visible"}


def test_all_goals_are_copied(visit: Visit) -> None:
    page = visit("real")
    page.keyboard.press("Control+a")
    copied = "".join(page.evaluate("getSelection().toString()").split())
    for text in page.locator(".goal .title").all_text_contents():
        assert "".join(text.split()) in copied

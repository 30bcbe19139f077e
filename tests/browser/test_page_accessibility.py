"""Who cannot see the page, or sees it otherwise, gets all of it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise, product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Visit = Callable[..., Page]
pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SPOKEN = {"heading", "list", "listitem", "table", "row", "rowgroup", "columnheader", "rowheader", "cell"}

CONTRASTS = """() => {
  const channels = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const luminance = rgb => {
    const [r, g, b] = rgb.map(c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const [r, g, b, alpha = 1] = channels(getComputedStyle(at).backgroundColor);
      if (alpha === 1 && r !== undefined) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const found = {};
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.closest(".unseen")) continue;
    const ink = channels(getComputedStyle(element).color).slice(0, 3);
    const [high, low] = [luminance(ink), luminance(behind(element))].sort((a, b) => b - a);
    const name = element.tagName + "." + element.className + " in " + element.parentElement.className;
    found[name] = Math.min(found[name] || 21, (high + 0.05) / (low + 0.05));
  }
  return found;
}"""


@pytest.mark.parametrize(
    ("plan", "width", "scheme"),
    [
        ("real", 1280, "light"),
        ("rich", 1280, "light"),
        ("rich", 1280, "dark"),
        ("rich", 390, "light"),
        ("rich", 390, "dark"),
    ],
)
def test_axe_finds_nothing(visit: Visit, plan: str, width: int, scheme: str) -> None:
    page = visit(plan, width, color_scheme=scheme, bypass_csp=True)  # axe is a script; the page allows none
    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()


def test_every_word_has_contrast(visit: Visit) -> None:
    page = visit("rich")
    for media, scheme in product(("screen", "print"), ("light", "dark")):
        page.emulate_media(media=media, color_scheme=scheme)
        ratios = page.evaluate(CONTRASTS)
        assert len(ratios) > 20
        assert {name: ratio for name, ratio in ratios.items() if ratio < 4.5} == {}


def test_paper_is_white_whatever_the_screen_is(visit: Visit) -> None:
    page = visit("real", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 25, 30)"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("plan", ["real", "rich", "hostile"])
def test_headings_make_an_outline(visit: Visit, plan: str) -> None:
    page = visit(plan)
    levels = page.locator("h1, h2, h3, h4, h5, h6").evaluate_all("all => all.map(h => Number(h.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    sections = page.locator("section").evaluate_all(
        "all => all.map(s => document.getElementById(s.getAttribute('aria-labelledby'))?.textContent || '')"
    )
    assert all(sections)


@pytest.mark.parametrize("plan", ["real", "rich"])
def test_tables_say_what_their_cells_belong_to(visit: Visit, plan: str) -> None:
    tables = (
        visit(plan)
        .locator(".goal table")
        .evaluate_all("""all => all.map(table => ({
      caption: table.caption.textContent.trim(),
      scopes: [...table.querySelectorAll('th')].map(th => th.scope),
      empty: [...table.querySelectorAll('th, td')].filter(c => !c.textContent.trim()).length,
      spans: [...table.tBodies].map(b => [b.rows.length, b.querySelector('.action').rowSpan]),
      owners: [...table.tBodies].every(b => b.querySelectorAll('.action').length === 1),
    }))""")
    )
    captions = [table["caption"] for table in tables]
    assert len(set(captions)) == len(captions) > 1
    assert all(set(table["scopes"]) <= {"col", "row", "rowgroup"} for table in tables)
    assert all(rows == span for table in tables for rows, span in table["spans"])
    assert not any(table["empty"] for table in tables)
    assert all(table["owners"] for table in tables)


def test_a_phone_reads_out_the_same_tables(visit: Visit) -> None:
    """Blocks and grids take a table's meaning away unless its roles are spelt out."""
    wide, phone = spoken(visit("rich", 1280)), spoken(visit("rich", 390))
    assert {role for role, _ in wide} == SPOKEN
    assert phone == wide


def test_table_roles_are_spelt_out(visit: Visit) -> None:
    """Not every browser gives blocks and grids their old roles back, as the one used here does."""
    roles = (
        visit("rich")
        .locator("main table, main :is(thead, tbody, tr, th, td)")
        .evaluate_all("""all => all.map(e =>
      [e.closest('thead') && e.tagName === 'TH' ? 'HEAD' : e.tagName, e.getAttribute('role')].join(' '))""")
    )
    assert set(roles) == {
        "TABLE table",
        "THEAD rowgroup",
        "TBODY rowgroup",
        "TR row",
        "HEAD columnheader",
        "TH rowheader",
        "TD cell",
    }


def spoken(page: Page) -> list[tuple[str, str]]:
    """The headings and tables that the browser's own tree gives to a screen reader, in its order.

    The colons of style sheets come when their goal is read.
    """
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    nodes = [node for node in tree["nodes"] if not node["ignored"]]
    said = [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes]
    return [(role, " ".join(name.replace(":", "").split())) for role, name in said if role in SPOKEN]


def test_a_rating_has_a_mark_and_words(visit: Visit) -> None:
    page = visit("rich")
    tags = page.locator(".key tbody .tag").evaluate_all(
        "all => all.map(t => [t.classList[1], t.querySelector('.mark').textContent, t.lastChild.data.trim()])"
    )
    assert len(tags) == 8
    assert [len(set(column)) for column in zip(*tags, strict=True)] == [8, 8, 8]
    assert all(all(tag) for tag in tags)
    assert all(text.startswith("By date: ") for text in page.locator(".rating .by-date").all_text_contents())
    rated = page.locator(".rating .tag:not(.by-date)").evaluate_all(
        "all => all.map(t => [t.classList[1], t.querySelector('.mark').textContent, t.lastChild.data.trim()])"
    )
    assert rated
    assert all(tag in tags for tag in rated)


def test_the_bar_says_its_shares_and_carries_the_marks_of_the_key(visit: Visit) -> None:
    page = visit("rich")
    said = page.locator(".bar").get_attribute("aria-label") or ""
    parts = [part.rsplit(": ", 1) for part in said.split(", ")]
    key = page.locator(".key tbody tr").evaluate_all("""all => all.map(line => [
      (line.querySelector('.tag') || line.querySelector('.unrated')).lastChild.data.trim(),
      ...[...line.querySelectorAll('.figure')].map(cell => Number(cell.textContent)),
    ])""")
    stated = [[label, str(count)] for label, count, _ in key if count and label != "Not rated"]
    by_date = [part for part in parts if part[0].endswith(" by date only")]
    assert parts == [*stated, *by_date, *(part for part in parts if part[0] == "Not rated")]
    assert {label.removesuffix(" by date only") for label, _ in by_date} <= {
        label for label, _, by in key if by
    }
    rows = int(page.locator(".sentence").inner_text().split()[2])
    assert sum(int(count) for _, count in parts) == sum(count for _, count, _ in key) == rows
    assert page.locator(".bar .mark").count() == len(stated) + len(by_date)


@pytest.mark.parametrize("plan", ["real", "rich"])
def test_a_code_is_spelt_out_without_hovering(visit: Visit, plan: str) -> None:
    page = visit(plan)
    hinted = set(page.locator(".owner [title]").all_text_contents())
    assert hinted
    assert hinted <= set(page.locator(".contents .heading b").all_text_contents())


def test_forced_colours_keep_the_bar_and_the_edges_of_tags(visit: Visit) -> None:
    page = visit("rich", forced_colors="active")
    bar = page.locator(".bar").evaluate(
        "b => [getComputedStyle(b).outlineStyle, getComputedStyle(b).forcedColorAdjust]"
    )
    assert bar == ["solid", "none"]
    fills = page.locator(".bar .fill").evaluate_all("all => all.map(f => getComputedStyle(f).background)")
    assert len(set(fills)) == len(fills) == 8
    edges = page.locator(".tag").evaluate_all(
        "all => all.map(t => getComputedStyle(t).borderTopStyle + ' ' + getComputedStyle(t).borderTopColor)"
    )
    assert set(edges) == {"solid rgb(0, 0, 0)", "dashed rgb(0, 0, 0)"}

"""Hostile words in every field stay words, in the page and in the Markdown."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from golden.command import lay, ragplan
from golden.page import Element, Page, as_page, squeezed, uneven

from reports.hostile import ATTACKS, PEACE, programme

pytestmark = pytest.mark.thorough

WORDING = {"a", "br", "code", "em", "li", "ol", "p", "strong", "ul"}
"""What a plan's words may become."""
KNOWN = {
    "a": {"href", "rel"}, "abbr": {"title"}, "b": set(), "body": set(), "br": set(), "caption": set(),
    "code": set(),
    "col": {"class"}, "colgroup": set(), "dd": set(),
    "div": {"class", "role", "aria-label", "aria-level", "id"},
    "dl": {"class"}, "dt": set(), "em": set(), "h1": set(), "h2": {"id", "class"}, "head": set(),
    "header": {"class"}, "html": {"lang"}, "li": {"id"}, "main": set(),
    "meta": {"charset", "name", "content", "http-equiv"}, "ol": {"start"},
    "p": {"class"}, "section": {"class", "aria-labelledby"},
    "span": {"class", "style", "aria-hidden"}, "strong": set(), "style": set(),
    "table": {"role", "class"}, "tbody": {"role"}, "td": {"role", "class", "colspan"},
    "th": {"scope", "role", "class", "rowspan", "aria-labelledby"}, "thead": {"role"},
    "time": {"datetime"}, "title": set(),
    "tr": {"role"}, "ul": {"class", "role", "aria-label"},
}  # fmt: skip
OPENINGS = ("# ", "## ", "|", "> ", "- ")
EVERY_ATTACK = pytest.mark.parametrize("attack", ATTACKS)
QUOTED = re.compile(r'"(?:[^"\\\n]|\\[0-9a-f]{6})*"')


@cache
def papers() -> dict[str, dict[str, str]]:
    """The papers of all programmes, by format and id, from a run for each format."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for attack, words in {**ATTACKS, "peace": PEACE}.items():
            lay(folder / "plans", programme(attack, words))
        for format in ("html", "markdown"):
            assert ragplan("report", "--format", format, cwd=folder).code == 0
        written = [(path, path.read_text(encoding="utf-8")) for path in (folder / "reports").iterdir()]
        return {
            format: {path.stem.removesuffix("-plan"): text for path, text in written if path.suffix == ending}
            for format, ending in (("html", ".html"), ("markdown", ".md"))
        }


@cache
def page_of(format: str, attack: str) -> Page:
    """One paper, read as HTML."""
    text = papers()[format][attack]
    return Page(text) if format == "html" else as_page(text)


def frame(page: Page) -> list[str]:
    """The elements that are the paper's own; how a line of it may be broken does not count."""
    return [
        each.tag
        for each in page.elements
        if each.tag not in WORDING and each.attributes.get("class") != "phrase"
    ]


def kinds(markdown: str) -> list[str]:
    """What each line of a Markdown file opens: a heading, a table's row, a quotation, an item, text."""
    lines = markdown.splitlines()
    return [next((mark for mark in OPENINGS if line.startswith(mark)), str(bool(line))) for line in lines]


def unmarked(text: str) -> str:
    """Words without the points and numbers of lists, which HTML draws and Markdown writes."""
    return re.sub(r"(?<!\S)(•|\d+\.) ", "", text)


def unsafe(page: Page) -> list[Element]:
    """Links to anything but the web and mail, and attributes that run something."""
    return [
        element
        for element in page.elements
        if not re.match(r"https?:|mailto:|#|$", element.attributes.get("href", ""))
        or any(name.startswith("on") for name in element.attributes)
    ]


@EVERY_ATTACK
def test_the_page_has_only_known_elements_and_attributes(attack: str) -> None:
    page = page_of("html", attack)
    odd = [each for each in page.elements if not set(each.attributes) <= KNOWN.get(each.tag, {"-"})]
    assert odd == []
    assert (unsafe(page), page.odd) == ([], [])


@EVERY_ATTACK
def test_the_page_is_built_as_in_peace(attack: str) -> None:
    peace, page = page_of("html", "peace"), page_of("html", attack)
    assert frame(page) == frame(peace)
    assert QUOTED.sub('""', page.style) == QUOTED.sub('""', peace.style)


@EVERY_ATTACK
def test_the_page_shows_the_words_of_plain_fields_as_they_are(attack: str) -> None:
    page, words = page_of("html", attack), squeezed(ATTACKS[attack])
    assert page.named("h1")[0].text == words
    assert squeezed(page.named("title")[0].text).startswith(words)
    places = [each for each in page.named("div") if each.attributes.get("id", "").startswith("action-")]
    titles = [each.text for each in places]
    assert titles[0] == f"1.1 {words}"
    assert all(title.endswith(words) for title in titles)


@EVERY_ATTACK
def test_the_markdown_has_only_what_words_may_become(attack: str) -> None:
    peace, page = page_of("markdown", "peace"), page_of("markdown", attack)
    assert frame(page) == frame(peace)
    assert (unsafe(page), page.odd) == ([], [])
    assert {name for each in page.elements for name in each.attributes} <= {"href", "rel", "style", "start"}


@EVERY_ATTACK
def test_the_markdown_keeps_its_lines_and_its_columns(attack: str) -> None:
    text = papers()["markdown"][attack]
    assert uneven(text) == []
    assert kinds(text) == kinds(papers()["markdown"]["peace"])


@EVERY_ATTACK
def test_the_markdown_shows_the_words_of_plain_fields_as_they_are(attack: str) -> None:
    page, words = page_of("markdown", attack), squeezed(ATTACKS[attack])
    assert page.named("h1")[0].text == words
    assert f"1 {words}" in [each.text for each in page.named("h2")]


@EVERY_ATTACK
def test_the_markdown_shows_all_the_words_that_the_page_shows(attack: str) -> None:
    page, text = page_of("html", attack), unmarked(page_of("markdown", attack).text)
    told = [each for each in page.named("div") if each.attributes.get("class") in ("description", "note")]
    shown = {each.text for each in (*told, *page.named("dd"))}
    assert sorted(words for words in shown if unmarked(words) not in text) == []


@EVERY_ATTACK
def test_the_markdown_shows_the_words_above_and_below_the_tables_too(attack: str) -> None:
    page, text = page_of("html", attack), unmarked(page_of("markdown", attack).text)
    words = next(
        unmarked(each.text) for each in page.named("div") if each.attributes.get("class") == "description"
    )
    of_a_goal = text.split(" Action Owner ")[0]
    assert of_a_goal.count(words) >= len(("description", "note", "internal note"))
    queries, notes = text.rsplit(" To be confirmed ", 1)[1].split(" Notes ")
    assert queries.count(words) >= len(("goal", "action", "position", "programme", "file"))
    assert notes.count(words) >= len(("note", "internal note"))

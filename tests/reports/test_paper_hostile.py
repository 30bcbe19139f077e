"""Hostile words in every field and in the body of a paper stay words, in the page and in the Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import PurePath
from typing import Any
from unicodedata import normalize

import pytest
from golden.page import Element, Page, as_page, squeezed, uneven
from hypothesis import given
from hypothesis import strategies as st
from reading.findings import only_programme

from ragplan.model.snapshot import Snapshot
from ragplan.render import html, markdown
from ragplan.reports import prose
from ragplan.reports.blocks import Block, Markdown, Prose, Section
from ragplan.reports.paper.page import build
from ragplan.reports.paper.sections import sections
from reports.counted import COUNTED
from reports.hostile import ATTACKS, PEACE

pytestmark = pytest.mark.thorough

FORMATS = ("html", "markdown")
WORDING = {"a", "br", "code", "em", "li", "ol", "p", "strong", "ul", "pre", "blockquote", "abbr"}
"""What the words of a paper may become."""
KNOWN = {
    "a": {"href", "rel"}, "ol": {"start"}, "html": {"lang"},
    "meta": {"charset", "name", "content", "http-equiv"},
    "section": {"class", "aria-labelledby"}, "table": {"role", "class"}, "tbody": {"role"}, "thead": {"role"},
    "tr": {"role", "class"}, "th": {"scope", "role", "class", "rowspan", "aria-labelledby"},
    "td": {"role", "class", "colspan"},
    "span": {"class", "style", "title", "aria-hidden"},
    "div": {"class", "role", "aria-label", "aria-level", "id"},
    "ul": {"class", "role", "aria-label"}, "h2": {"id", "class"}, "h3": {"id", "class"}, "h4": {"id"},
    "h5": set(), "time": {"datetime"},
    "col": {"class"}, "dl": {"class"}, "p": {"class"}, "caption": {"class"}, "body": {"class"},
    "header": {"class"}, "article": {"class", "id", "aria-labelledby"}, "abbr": {"title"},
}  # fmt: skip
EVERY_ATTACK = pytest.mark.parametrize("attack", ATTACKS)
SAID = [attack for attack in ATTACKS if attack != "template"]
"""The attacks whose words hold no figure."""
QUOTED = re.compile(r'"(?:[^"\\\n]|\\[0-9a-f]{6})*"')


def front(words: str) -> dict[str, Any]:
    """Every field of a paper, saying these words."""
    texts = (
        "title", "subtitle", "meeting", "item", "report_of", "author", "lead", "sponsor", "presenter",
        "purpose", "asks", "summary", "reasons", "communication", "next_steps",
    )  # fmt: skip
    return dict.fromkeys(texts, words) | {
        "date": words,
        "as_at": "2014-01-27",
        "implications": {words: words, "Risk": words},
        "considered_by": [{"committee": words, "on": words, "what": words}],
        "other": {words: words, "Wards": words},
        "appendices": [
            {"title": words, "text": words, "file": words},
            {"title": words, "show": "register", "recommendations": [words]},
            {"title": words, "show": "plan"},
            {"title": words, "show": "positions"},
        ],
        "notes": [words, {"text": words, "internal": "true"}],
        "queries": [words],
    }


def source(words: str, body: str) -> str:
    """A paper with these words in every field; JSON is YAML too."""
    return f"---\n{json.dumps(front(words), ensure_ascii=False)}\n---\n{body}"


@cache
def papers() -> dict[tuple[str, str], str]:
    """The papers of every attack, in both formats: words in every field, or in the body alone."""
    files = dict(COUNTED)
    for attack, words in {**ATTACKS, "peace": PEACE}.items():
        line = " ".join(words.split())
        files[f"papers/{attack}.md"] = source(words, "# One\n\nwords\n")
        files[f"papers/{attack}-body.md"] = source(PEACE, f"{words}\n\n# {line}\n\n> {words}\n")
    programme = only_programme(files)
    pages = {
        PurePath(paper.origin.path).stem: build(Snapshot(programme, date(2014, 1, 27)), paper)
        for paper in programme.papers
    }
    assert len(pages) == 2 * len(ATTACKS) + 2
    return {
        (name, format): made.render(page)
        for name, page in pages.items()
        for format, made in (("html", html), ("markdown", markdown))
    }


def page_of(attack: str, format: str) -> Page:
    """One paper, read as a browser or a forge would."""
    text = papers()[attack, format]
    return Page(text) if format == "html" else as_page(text)


def frame(page: Page) -> list[str]:
    """The elements that are the paper's own."""
    return [each.tag for each in page.elements if each.tag not in WORDING]


def unsafe(page: Page) -> list[Element]:
    """Links to anything but the web, mail and this page, and attributes that run something."""
    return [
        element
        for element in page.elements
        if not re.match(r"https?:|mailto:|#|$", element.attributes.get("href", ""))
        or any(name.startswith("on") for name in element.attributes)
    ]


@EVERY_ATTACK
@pytest.mark.parametrize("part", ["", "-body"])
def test_the_page_has_only_known_elements_and_attributes(attack: str, part: str) -> None:
    page = page_of(attack + part, "html")
    assert [
        each
        for each in page.elements
        if not set(each.attributes) <= KNOWN.get(each.tag, set("-")) and each.attributes
    ] == []
    assert (unsafe(page), page.odd) == ([], [])
    assert not {"script", "img", "svg", "iframe", "input", "form"} & set(page.tags)


@EVERY_ATTACK
@pytest.mark.parametrize("format", FORMATS)
def test_the_paper_is_built_as_in_peace(attack: str, format: str) -> None:
    peace, page = page_of("peace", format), page_of(attack, format)
    if format == "markdown":  # there a long text stands under a heading, a short one in a table
        assert [each.tag for each in page.named("h1", "h2")] == [each.tag for each in peace.named("h1", "h2")]
        return
    assert frame(page) == frame(peace)
    assert QUOTED.sub('""', page.style) == QUOTED.sub('""', peace.style)


@EVERY_ATTACK
@pytest.mark.parametrize("part", ["", "-body"])
def test_the_markdown_has_only_what_words_may_become(attack: str, part: str) -> None:
    page = page_of(attack + part, "markdown")
    known = WORDING | {"h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"}
    assert set(page.tags) <= known
    assert (unsafe(page), page.odd) == ([], [])
    assert {name for each in page.elements for name in each.attributes} <= {"href", "rel", "style", "start"}
    assert uneven(papers()[attack + part, "markdown"]) == []


@pytest.mark.parametrize("attack", SAID)
@pytest.mark.parametrize("format", FORMATS)
def test_plain_fields_are_shown_as_they_are(attack: str, format: str) -> None:
    page, words = page_of(attack, format), squeezed(normalize("NFC", ATTACKS[attack]))
    assert page.named("h1")[0].text == words
    titles = [each.text for each in page.named("h2")]
    assert [title for title in titles if title == words] == [words] * 4
    cells = [each.text for each in page.named("td")]
    assert cells.count(words) >= len(
        ("meeting", "date", "item", "report of", "author", "lead", "sponsor", "presenter")
    )


@pytest.mark.parametrize("attack", SAID)
@pytest.mark.parametrize("part", ["", "-body"])
def test_the_markdown_shows_all_the_words_that_the_page_shows(attack: str, part: str) -> None:
    page, text = page_of(attack + part, "html"), unmarked(page_of(attack + part, "markdown").text)
    shown = {
        each.text for each in page.named("div") if each.attributes.get("class") in {"prose", "note", "query"}
    }
    assert sorted(words for words in shown if unmarked(words) not in text) == []


def unmarked(text: str) -> str:
    """Words without the points and numbers of lists, which HTML draws and Markdown writes."""
    return re.sub(r"(?<!\S)(•|\d+\.) ", "", text)


PIECES = [
    *"ab1 .)\n-+*_`~#>|![](){}<>&;:=$\\\"'/\t",
    "\n\n",
    "  ",
    "http://x.y ",
    "&#10;",
    "javascript:",
    "<b>",
]
MARKDOWN = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(MARKDOWN)
def test_any_markdown_says_the_same_as_html_and_as_markdown(text: str) -> None:
    page, again = Page(prose.html(text)), as_page(prose.markdown(text))
    assert again.text == page.text
    assert frame(again) == frame(page) == []
    assert (unsafe(page), unsafe(again)) == ([], [])


@given(MARKDOWN)
def test_any_heading_is_one_heading(text: str) -> None:
    line = " ".join(text.split())
    page = as_page(f"## 1. {prose.heading_markdown(line)}\n")
    assert [each.tag for each in page.elements if each.tag not in WORDING] == ["h2"]
    assert page.text == f"1. {Page(prose.inline_html(line)).text}".strip()


def said(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The Markdown of sections and of the passages in them."""
    for block in blocks:
        if isinstance(block, Section):
            yield from (run.text for run in block.heading if isinstance(run, Markdown))
            yield from said(block.blocks)
        else:
            assert isinstance(block, Prose)
            yield block.text


@given(st.lists(MARKDOWN, max_size=4))
def test_a_text_in_pieces_keeps_its_words(texts: list[str]) -> None:
    text = "\n\n".join(texts)
    for paragraphs in (False, True):
        parts = list(said(sections(text, lambda _: (), "passage", paragraphs=paragraphs)))
        told = " ".join(Page(prose.html(part)).text for part in parts)
        whole = Page(prose.html(re.sub(r"^ {0,3}#{1,6}[ \t]+", "", text, flags=re.MULTILINE))).text
        assert (
            sorted(re.findall(r"\w+", told)) == sorted(re.findall(r"\w+", whole))
            or "`" in text
            or "~" in text
        )

"""Whatever stands in a page, every format shows each of its words and nothing of them is alive."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from email import message_from_string
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from ragplan.render import FORMATS
from ragplan.render.names import kind
from ragplan.render.overrides import CHECKOUT
from ragplan.render.tables import Screen
from ragplan.reports.blocks import (
    Bar,
    Block,
    Break,
    Cell,
    Column,
    Columns,
    Embedded,
    Form,
    FormLine,
    Link,
    Page,
    Paragraph,
    Part,
    Prose,
    Section,
    Table,
    TableRow,
)
from render.office import shown_docx, shown_pdf, shown_xlsx
from render.pages import KINDS, Pages

SEEDS = 40
ALIVE = {"script", "iframe", "img", "object", "embed", "form", "input", "link", "base", "style"}


def rendered(format: str, page: Page) -> Any:
    """A page in a format, on a pipe where that is asked."""
    module = import_module(FORMATS[format].module)
    return module.render(page, Screen()) if format == "text" else module.render(page)


def shown_html(text: str) -> str:
    tree = lxml_html.document_fromstring(text)
    body = tree.find("body")
    assert body is not None
    assert not ALIVE & {element.tag for element in body.iter()}
    for element in body.iter():
        assert not [name for name in element.attrib if name.startswith("on")]
        assert element.get("href", "#").startswith(("#", "https://git.example.org/"))
    return body.text_content()


def shown_markdown(text: str) -> str:
    made = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
    return shown_html(f"<body>{made}</body>")


def shown_text(text: str) -> str:
    assert all(character.isprintable() or character == "\n" for character in text)
    return text


def of_mail(text: str, kind: str = "text/html") -> str:
    """A part of a mail draft."""
    parts = {each.get_content_type(): each for each in message_from_string(text).walk()}
    return bytes(parts[kind].get_payload(decode=True)).decode()


def shown_mail(text: str) -> str:
    shown_text(of_mail(text, "text/plain").replace("\r\n", "\n"))
    return shown_html(of_mail(text))


SHOWN: dict[str, Callable[[Any], str]] = {
    "html": shown_html,
    "markdown": shown_markdown,
    "text": shown_text,
    "eml": shown_mail,
    "docx": shown_docx,
    "xlsx": shown_xlsx,
    "pdf": shown_pdf,
}
TEXTS = [each for each in FORMATS if each not in ("docx", "xlsx", "pdf")]
"""The formats that are text, of which a test can say where in it something stands."""
UNPRINTED = re.compile(r"<desc.*?</desc>|<details.*?</details>", re.DOTALL)
"""What a page of HTML says to the ear alone, or only where it is opened."""
FOR_PAPER = ("pdf", "docx")
"""The formats in which nothing can be opened."""
PRINTED = range(4)
"""The pages of chance that are printed: that takes a hundred times as long as anything else here."""


@pytest.mark.parametrize("format", [*TEXTS, "docx", "xlsx", pytest.param("pdf", marks=pytest.mark.office)])
@pytest.mark.parametrize("seed", range(SEEDS))
def test_every_word_is_shown_and_none_is_alive(
    format: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAGPLAN_BROWSER", "off")
    if format == "pdf" and seed not in PRINTED:
        return
    pages = Pages(seed)
    page = pages.page()
    text = SHOWN[format](rendered(format, page))
    unprinted = UNPRINTED.findall(rendered("html", page)) if format in FOR_PAPER else []
    assert [word for word in pages.said if word not in text and word not in "".join(unprinted)] == []


def test_the_pages_of_chance_hold_every_kind() -> None:
    made = " ".join(repr(Pages(seed).page()) for seed in range(SEEDS))
    assert [each.__name__ for each in KINDS if f"{each.__name__}(" not in made] == []


@pytest.mark.parametrize("ending", ["html.j2", "md.j2"])
def test_every_kind_of_block_has_its_macro(ending: str) -> None:
    text = (CHECKOUT / f"blocks.{ending}").read_text(encoding="utf-8")
    macros = set(re.findall(r"macro (\w+)\(block, level\)", text))
    assert [made.__name__ for made in KINDS if kind(made) not in macros] == []


@pytest.mark.parametrize("seed", range(SEEDS))
def test_the_places_of_pages_inside_a_page_have_names_of_their_own(seed: int) -> None:
    inner = Page("any", "", "", (Section(("There",), (Paragraph((Link("to", "#there"),)),), "there"),))
    twice = replace(inner, blocks=(*inner.blocks, Embedded(inner, "a"), Columns(((Embedded(inner, "b"),),))))
    around = (Embedded(twice, "x"), Section(("And",), (Embedded(twice, "y"), *Pages(seed).page().blocks)))
    tree = lxml_html.document_fromstring(rendered("html", replace(inner, blocks=(*inner.blocks, *around))))
    ours = [each.get("id") for each in tree.iter() if each.text == "There"]
    assert ours == ["there", "x-there", "x-a-there", "x-b-there", "y-there", "y-a-there", "y-b-there"]
    links = [each.get("href") for each in tree.iter("a") if each.text == "to"]
    assert links == [f"#{id}" for id in ours]


def test_headings_go_no_deeper_than_formats_have_them() -> None:
    block: Block = Paragraph(("Ground",))
    for depth in range(9):
        block = Section((f"Depth {depth}",), (block,))
    page = Page("any", "", "", (block,))
    assert {each.tag for each in lxml_html.document_fromstring(rendered("html", page)).iter()} & {
        "h6", "h7", "h10",
    } == {"h6"}  # fmt: skip
    assert "####### " not in rendered("markdown", page)


def test_a_page_brings_the_style_sheets_of_the_pages_inside_it(tmp_path: Path) -> None:
    for name in ("outer", "inner"):
        (tmp_path / f"{name}.css.j2").write_text(f".{name} {{}}", encoding="utf-8")
    inner = Page("inner", "", "", ())
    page = Page("outer", "", "", (Section(("One",), (Embedded(inner, "a"), Embedded(inner, "b"))),))
    text = import_module(FORMATS["html"].module).render(page, tmp_path)
    assert text.count(".inner {}") == text.count(".outer {}") == 1
    assert text.index(".inner {}") < text.index(".outer {}")


@pytest.mark.parametrize("format", TEXTS)
def test_a_line_of_a_form_without_words_is_there_to_write_on(format: str) -> None:
    form = Form((FormLine("Signed"), FormLine("Said", (Paragraph(("Yes",)),))), "To sign")
    text = rendered(format, Page("any", "", "", (form,)))
    assert text.index("Signed") < text.index("Said") < text.index("Yes")
    assert any(sign in text for sign in ('class=3D"blank"', 'class="blank"', "…", "____"))


@pytest.mark.parametrize("format", TEXTS)
def test_a_line_ends_where_its_words_break(format: str) -> None:
    page = Page("any", "Any", "27 January 2014", (Paragraph(("First.", Break(), "Second."), "facts"),))
    text = rendered(format, page)
    assert "First. Second." not in text
    assert re.search(r"First\.(<br>|\n|<br\s*/?>)\s*Second\.", text)


@pytest.mark.parametrize("format", TEXTS)
def test_what_belongs_to_a_heading_stands_between_it_and_the_rest(format: str) -> None:
    section = Section(("Heading",), (Paragraph(("Rest.",)),), "here", lead=(Paragraph(("Lead.",)),))
    text = rendered(format, Page("any", "Any", "27 January 2014", (section,)))
    assert re.search(r"Heading.*Lead\..*Rest\.", text, re.DOTALL)


def test_a_bar_says_each_of_its_counts_once() -> None:
    parts = (Part("Done", "✓", "complete", 2, 0.5), Part("Late", "▲", "off_track", 1, 0.25))
    bar = Bar((*parts, Part("Done", "✓", "complete", 1, 0.25)), ("1", "4"))
    text = rendered("html", Page("any", "Any", "27 January 2014", (bar,)))
    assert 'aria-label="Done: 3, Late: 1"' in text
    assert text.count('class="fill complete"') == len(parts)


@pytest.mark.parametrize("screen", [Screen(), Screen(60)])
def test_the_paragraphs_of_a_text_stand_apart_and_in_a_cell_on_one_line(screen: Screen) -> None:
    said = Prose("One.\n\nTwo.\n\n- Three", number="1.1")
    form = Form((FormLine("Reasons", (said,)), FormLine("Brief", (Prose("Four."),))), "Cover sheet")
    table = Table((Column(("Said",)),), ((TableRow((Cell((said,)),)),),))
    page = Page("any", "", "", (Section(("Under",), (said, form)), table), heading="Any")
    text = import_module(FORMATS["text"].module).render(page, screen)
    assert "  1.1 One.\n\n  Two.\n\n  - Three\n" in text
    assert "  Reasons:\n    1.1 One.\n\n    Two.\n\n    - Three\n  Brief: Four.\n" in text
    assert "\n1.1 One.; Two.; - Three\n" in text
    assert not any(line.endswith(" ") for line in text.splitlines())

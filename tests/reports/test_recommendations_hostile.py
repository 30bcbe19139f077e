"""Hostile words in registers, and in what is said on them, stay words in the page and in the Markdown."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from golden.command import lay, ragplan
from golden.page import Page, as_page, squeezed, uneven

from reports.hostile import ATTACKS, PEACE
from reports.hostile_registers import answered
from reports.test_hostile import EVERY_ATTACK, KNOWN, QUOTED, frame, kinds, unmarked

ENDINGS = {"html": ".html", "markdown": ".md"}
ALLOWED = {
    **KNOWN, "a": {"href", "rel"}, "abbr": {"title"}, "article": {"class", "id", "aria-labelledby"},
    "dd": {"class"}, "h2": {"id", "class"}, "h3": {"id"}, "h4": {"id"}, "h5": set(), "header": {"class"},
    "p": {"class", "aria-hidden"}, "table": {"role", "class"}, "time": {"datetime"},
}  # fmt: skip
SAFE = re.compile(r"https?:|mailto:|#[a-z]+-\d+$|$")


@cache
def papers() -> dict[str, dict[str, str]]:
    """The papers of all programmes, by format and id, from a run for each format."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for attack, words in {**ATTACKS, "peace": PEACE}.items():
            lay(folder / "plans", answered(attack, words))
        found: dict[str, dict[str, str]] = {}
        for format, ending in ENDINGS.items():
            ran = ragplan("report", "recommendations", "--format", format, cwd=folder)
            assert ran.code == 0, ran.err
            found[format] = {
                path.stem.removesuffix("-recommendations"): path.read_text(encoding="utf-8")
                for path in (folder / "reports").glob(f"*{ending}")
            }
        return found


@cache
def page_of(format: str, attack: str) -> Page:
    """One paper, read as HTML."""
    text = papers()[format][attack]
    return Page(text) if format == "html" else as_page(text)


def outside(page: Page) -> list[str]:
    """Links that lead anywhere but to the web, to mail, or to a place on the page."""
    addresses = [each.attributes.get("href", "") for each in page.elements]
    return [address for address in addresses if not SAFE.match(address)]


def closed_up(text: str) -> str:
    """Text without its white space: a plain field keeps its line breaks in HTML only."""
    return "".join(text.split())


@EVERY_ATTACK
def test_the_page_has_only_known_elements_and_attributes(attack: str) -> None:
    page = page_of("html", attack)
    odd = [each for each in page.elements if not set(each.attributes) <= ALLOWED.get(each.tag, {"-"})]
    assert (odd, outside(page), page.odd) == ([], [], [])


@EVERY_ATTACK
def test_the_page_is_built_as_in_peace(attack: str) -> None:
    peace, page = page_of("html", "peace"), page_of("html", attack)
    assert frame(page) == frame(peace)
    assert QUOTED.sub('""', page.style) == QUOTED.sub('""', peace.style)


@EVERY_ATTACK
def test_the_page_shows_the_words_of_plain_fields_as_they_are(attack: str) -> None:
    page, words = page_of("html", attack), squeezed(ATTACKS[attack])
    assert page.named("h1")[0].text == words
    assert page.named("h2")[2].text == words
    assert page.named("h3")[0].text == f"{words} (1)"
    assert page.named("h4")[0].text == f"1 {words}"
    headings = [each.text for each in page.named("td") if each.attributes["class"] == "heading"]
    assert headings == [words, words, *["Heading not known"] * 5]
    assert f"Does not apply to A: {words}" in page.text
    assert f"Heading of {words}" in page.text


@EVERY_ATTACK
def test_the_markdown_has_only_what_words_may_become(attack: str) -> None:
    peace, page = page_of("markdown", "peace"), page_of("markdown", attack)
    assert frame(page) == frame(peace)
    assert (outside(page), page.odd) == ([], [])
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
    assert page.named("h2")[1].text == words
    assert page.named("h3")[0].text == f"{words} (1)"
    assert page.named("h4")[0].text == f"1 {words}"
    assert page.named("td")[13].text == words
    assert f"Does not apply to A: {words}" in page.text


@EVERY_ATTACK
def test_the_markdown_shows_all_the_words_that_the_page_shows(attack: str) -> None:
    page, text = page_of("html", attack), closed_up(unmarked(page_of("markdown", attack).text))
    kinds_of_words = ("status", "note", "wording")
    told = [each.text for each in page.named("div") if each.attributes.get("class") in kinds_of_words]
    shown = {words.removeprefix("Recommendation ") for words in told}
    shown |= {each.text for each in page.named("dd")}
    assert sorted(words for words in shown if closed_up(unmarked(words)) not in text) == []

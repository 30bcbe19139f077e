"""Hostile words in every field, before or after, stay words in every format."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from golden.command import ragplan
from golden.page import Element, Page, as_page, squeezed, uneven
from history.building import ALONE, Repo
from reports.hostile import ATTACKS, PEACE, programme

pytestmark = pytest.mark.thorough

FORMATS = ("text", "markdown", "html", "json")
CALM = "other phrases"
WORDING = {"a", "br", "code", "del", "em", "ins", "li", "p", "s", "strong"}
KNOWN = {
    "a": {"href"}, "article": {"class", "id", "aria-labelledby"}, "b": set(), "body": set(),
    "caption": set(), "col": set(), "colgroup": set(), "del": set(), "div": {"class"},
    "h1": set(), "h2": {"id", "class"}, "h3": {"id"}, "head": set(), "header": {"class"},
    "html": {"lang"}, "ins": set(), "li": set(), "main": set(),
    "meta": {"charset", "name", "content", "http-equiv"}, "p": {"class"},
    "section": {"class", "aria-labelledby"}, "span": {"class", "aria-hidden"}, "style": set(),
    "table": {"class", "role"}, "tbody": {"role"}, "td": {"role"}, "th": {"class", "role", "scope"},
    "thead": {"role"},
    "time": {"datetime"}, "title": set(), "tr": {"role"}, "ul": {"class", "role"},
}  # fmt: skip
CASES = [(attack, way) for attack in ATTACKS for way in ("came", "went")]
EVERY_CASE = pytest.mark.parametrize(("attack", "way"), CASES)
QUOTED = re.compile(r'"(?:[^"\\\n]|\\[0-9a-f]{6})*"')
HIDDEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


def name_of(attack: str, way: str) -> str:
    return f"{attack}-{way}"


@cache
def written() -> dict[str, dict[str, str]]:
    """What is told of every programme, by format and id; words came, or went."""
    with TemporaryDirectory() as folder:
        repo = Repo(Path(folder))
        pairs = {"calm-came": (PEACE, CALM), "calm-went": (CALM, PEACE)}
        pairs |= {name_of(attack, "came"): (PEACE, words) for attack, words in ATTACKS.items()}
        pairs |= {name_of(attack, "went"): (words, PEACE) for attack, words in ATTACKS.items()}
        for side in (0, 1):
            files = [programme(name, words[side]) for name, words in pairs.items()]
            repo.commit({f"plans/{path}": text for each in files for path, text in each.items()})
        return {format: dict(_told(repo, format, list(pairs))) for format in FORMATS}


def _told(repo: Repo, format: str, names: list[str]) -> Iterator[tuple[str, str]]:
    done = ragplan("diff", "HEAD~1", "HEAD", "--format", format, cwd=repo.folder, env=ALONE)
    assert done.code == 0, done.err
    if format == "text":
        yield from zip(sorted(names), done.out.split("\n\n\n"), strict=True)
    elif format == "json":
        changes = json.loads(done.out)["changes"]
        for name in names:
            own = [each for each in changes if each["programme"] == name]
            yield name, json.dumps({"changes": own})
    else:
        ending = {"html": "html", "markdown": "md"}[format]
        for name in names:
            yield name, (repo.folder / f"reports/{name}-changes.{ending}").read_bytes().decode()


def page_of(format: str, name: str) -> Page:
    text = written()[format][name]
    return Page(text) if format == "html" else as_page(text)


def frame(page: Page) -> list[str]:
    """The elements that are the paper's own."""
    return [
        each.tag
        for each in page.elements
        if each.tag not in WORDING and each.attributes.get("class") != "unseen"
    ]


def unsafe(page: Page) -> list[Element]:
    return [
        each
        for each in page.elements
        if not re.match(r"#[a-z]+-\d+$|$", each.attributes.get("href", ""))
        or any(name.startswith("on") for name in each.attributes)
    ]


@EVERY_CASE
def test_the_page(attack: str, way: str) -> None:
    page, calm = page_of("html", name_of(attack, way)), page_of("html", f"calm-{way}")
    odd = [each for each in page.elements if not set(each.attributes) <= KNOWN.get(each.tag, {"-"})]
    assert (odd, unsafe(page), page.odd) == ([], [], [])
    assert frame(page) == frame(calm)
    assert QUOTED.sub('""', page.style) == QUOTED.sub('""', calm.style)
    words = squeezed(ATTACKS[attack] if way == "came" else PEACE)
    assert page.named("h1")[0].text == f"{words}: what changed"


@EVERY_CASE
def test_the_markdown(attack: str, way: str) -> None:
    name = name_of(attack, way)
    page, calm = page_of("markdown", name), page_of("markdown", f"calm-{way}")
    assert uneven(written()["markdown"][name]) == []
    assert (unsafe(page), page.odd) == ([], [])
    assert not [each for each in page.elements if each.tag in ("a", "img", "code")]
    assert frame(page) == frame(calm)
    assert {name for each in page.elements for name in each.attributes} <= {"style"}


@EVERY_CASE
def test_both_papers_show_the_same_words(attack: str, way: str) -> None:
    name = name_of(attack, way)
    seen = re.sub(r'<span class="unseen">[^<]*</span>', "", written()["html"][name])
    markdown = page_of("markdown", name).text
    paragraphs = [each.text for each in Page(seen).named("p")]
    assert len(paragraphs) > 20
    assert [text for text in paragraphs if text not in markdown and "more below" not in text] == []


@EVERY_CASE
def test_the_text(attack: str, way: str) -> None:
    text, calm = (written()["text"][f"{each}-{way}"] for each in (attack, "calm"))
    assert not HIDDEN.search(text)
    assert len(text.splitlines()) == len(calm.splitlines())
    assert not any(line.lstrip().startswith(("::", "##[")) for line in text.splitlines())


@EVERY_CASE
def test_the_json(attack: str, way: str) -> None:
    told, calm = (json.loads(written()["json"][f"{each}-{way}"]) for each in (attack, "calm"))
    assert told["changes"]
    assert [each["kind"] for each in told["changes"]] == [each["kind"] for each in calm["changes"]]
    texts = {each[side] for each in told["changes"] for side in ("old", "new")}
    assert ATTACKS[attack] in texts or ATTACKS[attack].strip() in texts

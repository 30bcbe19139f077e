"""Every count on a plan's page is listed by one command: in the sentence, the key, the bar, the roll-ups."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from golden.command import REPOSITORY, lay, once, ragplan
from golden.page import Element, Page

from reports.counted import COUNTED
from reports.counted import DAY as COUNTED_DAY
from reports.sample import DAY, RICH

pytestmark = pytest.mark.thorough

Claim = tuple[str, int, str]
"""Words of a page, a number in them, and the filters that list it."""

SENTENCE = {
    r"(\d[\d,]*) of [\d,]+ rows? (?:is|are) completed": "--counted --closed",
    r"\d[\d,]* of (\d[\d,]*) rows? (?:is|are) completed": "--counted",
    r"Of the (\d[\d,]*) open rows?": "--counted --open",
    r"(\d[\d,]*) (?:is|are) past (?:its|their) date": "--counted --overdue",
    r"(\d[\d,]*) of these (?:is|are) rated on track": "--counted --overdue --category on_track",
    r"(\d[\d,]*) (?:has|have) no update from (?:its|their) owner": "--counted --silent",
    r"(\d[\d,]*) (?:has|have) no position": "--counted --missing",
    r"(\d[\d,]*) (?:has|have) no date": "--counted --undated",
}
LEFT_OUT = {
    r"Not counted: .*?(\d[\d,]*) superseded": "--uncounted superseded",
    r"Not counted: .*?(\d[\d,]*) withdrawn": "--uncounted withdrawn",
    r"Not counted: .*?(\d[\d,]*) proposed": "--uncounted proposed",
    r"Not counted: .*?(\d[\d,]*) only grouping": "--uncounted parent",
    r"Not counted: .*?(\d[\d,]*) reported by someone": "--uncounted not-owned",
}
ROLLUP = {
    r"(\d[\d,]*) of [\d,]+ completed": "--counted --closed",
    r"\d[\d,]* of (\d[\d,]*) completed": "--counted",
    r"(\d[\d,]*) past (?:its|their) date": "--counted --overdue",
    r"(\d[\d,]*) silent": "--counted --silent",
    r"(\d[\d,]*) without a position": "--counted --missing",
    r"Open ones: .*?(\d[\d,]*) not rated": "--counted --open --rating none",
    **LEFT_OUT,
}
RATED = re.compile(r"(\d[\d,]*) rated ([^,.]+)")
NUMBER = re.compile(r"(?<![\w“])\d[\d,]*(?![\w”])")
PLANS = {
    "bhr-francis": (REPOSITORY, ("--programme", "bhr-francis")),
    "coventry-rugby-francis": (REPOSITORY, ("--programme", "coventry-rugby-francis")),
    "merton-quality": (REPOSITORY, ("--programme", "merton-quality")),
    "wigan-francis": (REPOSITORY, ("--programme", "wigan-francis")),
    "rich": (RICH, DAY),
}


def number(text: str) -> int:
    """A number with separators between thousands."""
    return int(text.replace(",", ""))


def claims(said: str, table: dict[str, str], narrowed: str = "") -> Iterator[Claim]:
    """Every number of a text; one that no pattern of the table has is listed by nothing."""
    known = []
    for pattern, filters in table.items():
        for found in re.finditer(pattern, said):
            known.append(found.start(1))
            yield said, number(found[1]), f"{filters} {narrowed}"
    if table is ROLLUP:
        for found in RATED.finditer(said):
            known.append(found.start(1))
            yield said, number(found[1]), f"--counted --open --rating {shlex.quote(found[2])} {narrowed}"
    assert {found.start() for found in NUMBER.finditer(said)} <= set(known), said


def of_class(page: Page, name: str) -> list[Element]:
    """The elements of a class."""
    return [each for each in page.elements if name in each.attributes.get("class", "").split()]


def in_the_key(page: Page) -> Iterator[Claim]:
    """The two columns of the key."""
    table = next(iter(of_class(page, "key")), None)
    cells = [each.text for each in of_class(page, "figure")]
    labels = [each.text for each in page.named("th") if each.attributes.get("scope") == "row"]
    if table is None:
        return
    figures = cells[2:]
    for label, stated, by_date in zip(labels, figures[::2], figures[1::2], strict=False):
        level = "none" if label == "Not rated" else re.sub(r"^\W+", "", label)
        yield f"stated {label}", number(stated), f"--counted --rating {shlex.quote(level)}"
        yield f"by date {label}", number(by_date), f"--counted --by-date --rating {shlex.quote(level)}"


def in_the_bar(page: Page) -> Iterator[Claim]:
    """The stretches of the bar, as a reader hears them."""
    for bar in of_class(page, "bar"):
        for stretch in bar.attributes["aria-label"].split(", "):
            label, _, many = stretch.rpartition(": ")
            level = shlex.quote(label.removesuffix(" by date only"))
            if label == "Not rated":
                filters = "--unrated --by-date --rating none"
            elif label.endswith(" by date only"):
                filters = f"--unrated --by-date --rating {level}"
            else:
                filters = f"--rating {level}"
            yield stretch, number(many), f"--counted {filters}"


def on_the_page(html: str, codes: dict[str, str]) -> Iterator[Claim]:
    """Every count on a page; ``codes`` are those of the organisations by name."""
    page = Page(html)
    yield from claims(of_class(page, "sentence")[0].text, SENTENCE)
    for footnote in of_class(page, "footnote"):
        yield from claims(footnote.text.partition(" Not in this paper:")[0], LEFT_OUT)
    yield from in_the_key(page)
    yield from in_the_bar(page)
    yield from in_the_contents(html, codes)
    for goal in re.findall(r'<section class="goal.*?</section>', html, re.DOTALL):
        part = Page(goal)
        heading = part.named("h2")[0].text
        ref = of_class(part, "number")[0].text if 'class="goal numbered"' in goal else ""
        own = f"--goal none --organisation {shlex.quote(codes.get(heading, heading))}"
        where = f"--goal {ref}" if ref else own
        for about in of_class(part, "about"):
            if not about.text.startswith("Recommendation"):
                yield from claims(about.text.split(" Recommendation")[0], ROLLUP, where)


def in_the_contents(html: str, codes: dict[str, str]) -> Iterator[Claim]:
    """The counts of goals and of organisations in the tables that lead into the plan."""
    for row in re.findall(r'<tr role="row">\s*<th [^>]*class="name">.*?</tr>', html, re.DOTALL):
        part = Page(row)
        name, number_of = part.named("th")[0].text, [each.text for each in of_class(part, "count")]
        ref = of_class(part, "number")[0].text if of_class(part, "number") else ""
        code = part.named("b")[0].text if part.named("b") else codes.get(name, name)
        own = f"--organisation {shlex.quote(code)}"
        where = f"--goal {ref}" if ref else own if part.named("b") else f"--goal none {own}"
        done, _, whole = number_of[0].partition(" of ")
        if whole:
            yield f"{name} in all", number(whole), f"--counted {where}"
            yield f"{name} completed", number(done), f"--counted --closed {where}"
        yield f"{name} overdue", number(number_of[1]), f"--counted --overdue {where}"
        yield f"{name} silent", number(number_of[2]), f"--counted --silent {where}"


def listed(folder: Path, options: tuple[str, ...], filters: str) -> int:
    """How many rows a command lists."""
    ran = ragplan("list", "--format", "json", *options, *shlex.split(filters), cwd=folder)
    assert ran.code == 0, ran.err
    return len(json.loads(ran.out)["rows"])


def wrong(folder: Path, options: tuple[str, ...]) -> tuple[int, list[Claim]]:
    """How many counts a page has, and those that their command does not list."""
    html = ragplan("report", "--output", "-", *options, cwd=folder)
    assert html.code == 0, html.err
    found = list(on_the_page(html.out, names(html.out)))
    return len(found), [claim for claim in found if listed(folder, options, claim[2]) != claim[1]]


def names(html: str) -> dict[str, str]:
    """The codes of organisations by name, as the page itself explains them."""
    found = re.findall(r"<div><dt>(.*?)</dt> <dd>(.*?)</dd></div>", html.rpartition("organisations")[2])
    found += re.findall(r'id="organisation-[^"]*"><b>(.*?)</b> (.*?)</div>', html)
    return {name: code for code, name in found}


@pytest.mark.parametrize("plan", PLANS)
def test_every_count_of_a_page_is_listed_by_a_command(plan: str) -> None:
    many, differing = wrong(*PLANS[plan])
    assert differing == []
    assert many > 5


def test_every_count_of_the_plan_counted_by_hand_is_listed_too(tmp_path: Path) -> None:
    lay(tmp_path / "plans", COUNTED)
    many, differing = wrong(tmp_path, ("--as-of", COUNTED_DAY))
    assert differing == []
    assert many > 30


@cache
def sums(plan: str) -> tuple[int, list[int]]:
    """The denominator of a page, and the sums of the two columns of its key and of its bar."""
    folder, options = PLANS[plan]
    page = Page(once("report", "--output", "-", *options, cwd=folder).out)
    found = list(in_the_key(page))
    columns = [[many for said, many, _ in found if said.startswith(side)] for side in ("stated", "by date")]
    bar = [many for _, many, _ in in_the_bar(page)]
    total = re.search(SENTENCE_TOTAL, of_class(page, "sentence")[0].text)
    assert total
    return number(total[1]), [sum(each) for each in (*columns, bar)]


SENTENCE_TOTAL = r"of (\d[\d,]*) row"


@pytest.mark.parametrize("plan", ["bhr-francis", "wigan-francis", "rich"])
def test_columns_and_bar_come_to_the_denominator_of_the_sentence(plan: str) -> None:
    total, found = sums(plan)
    assert found == [total] * 3

"""``report plan`` of some rows, or gathered otherwise: the rows that ``list`` lists, and every place once."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import product

import pytest
from golden.command import once, ragplan
from golden.page import Page

from reports.sample import DAY, RICH

FILTERS: tuple[tuple[str, ...], ...] = (
    (),
    ("--organisation", "NORTH"),
    ("--organisation", "NI", "--overdue"),
    ("--overdue",),
    ("--goal", "1"),
    ("--goal", "none"),
    ("--lead", "JS"),
    ("--rating", "none"),
    ("--rating", "yellow", "--goal", "1"),
)
CASES = tuple(product(FILTERS, ("goal", "organisation", "lead")))


def listed(filters: tuple[str, ...]) -> Counter[tuple[str, str]]:
    """The rows that ``list`` lists, by ref and owner."""
    rows = json.loads(once("list", *filters, "--format", "json", *DAY, cwd=RICH).out)["rows"]
    return Counter((row["ref"], row["organisation"] or "") for row in rows)


def html(filters: tuple[str, ...], by: str) -> str:
    """The plan of some rows as a page."""
    ran = once("report", "plan", *filters, "--by", by, "--output", "-", *DAY, cwd=RICH)
    assert ran.code == 0, ran.err
    return ran.out


@pytest.mark.parametrize(("filters", "by"), CASES)
def test_it_shows_as_many_rows_as_are_listed_and_says_of_how_many(filters: tuple[str, ...], by: str) -> None:
    page, found, whole = Page(html(filters, by)), listed(filters), listed(())
    shown = [each.text for each in page.elements if each.attributes.get("class") == "shown"]
    if filters:
        assert shown[0].endswith(f": {found.total()} of {whole.total()} rows of the plan.")
    assert len(shown) == bool(filters) + (by != "goal")


@pytest.mark.parametrize("filters", FILTERS)
def test_it_shows_the_actions_that_are_listed_each_once(filters: tuple[str, ...]) -> None:
    headings = re.findall(r'id="action-[^"]*"><span class="number">(.*?)</span>', html(filters, "goal"))
    assert Counter(headings) == Counter({ref for ref, _ in listed(filters)})


@pytest.mark.parametrize("filters", FILTERS)
def test_each_organisation_has_its_rows_under_its_heading(filters: tuple[str, ...]) -> None:
    sections = re.findall(r'<section class="goal.*?</section>', html(filters, "organisation"), re.DOTALL)
    refs = [re.findall(r'id="action-[^"]*"><span class="number">(.*?)</span>', each) for each in sections]
    found: dict[str, set[str]] = {}
    for ref, owner in listed(filters):
        found.setdefault(owner, set()).add(ref)
    assert sorted(map(sorted, refs)) == sorted(sorted(each) for each in found.values())


@pytest.mark.parametrize(("filters", "by"), CASES)
def test_every_place_is_there_once_and_every_link_leads_to_one(filters: tuple[str, ...], by: str) -> None:
    page = html(filters, by)
    places = re.findall(r'\bid="([^"]*)"', page)
    assert [name for name, times in Counter(places).items() if times > 1] == []
    assert set(re.findall(r'href="#([^"]*)"', page)) <= set(places)


def test_an_action_keeps_its_place_from_day_to_day() -> None:
    assert 'id="action-1.2.1"' in html((), "goal")
    assert 'id="action-1.2.1"' in html(("--overdue",), "goal")
    assert 'id="action-1.2.1-SOUTH"' in html((), "organisation")


def test_a_word_that_nothing_has_is_refused() -> None:
    ran = ragplan("report", "plan", "--organisation", "NORHT", cwd=RICH)
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean 'NORTH'?" in ran.err

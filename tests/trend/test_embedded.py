"""Every report as an annex of another page: twice, with names of places, headings and a style of its own."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html as lxml_html

from ragplan.diff import compare
from ragplan.render import html, markdown
from ragplan.reports import plan
from ragplan.reports.blocks import Embedded, Page, Section
from ragplan.reports.changes import page as changes
from ragplan.reports.recommendations import page as recommendations
from ragplan.reports.request import Request
from ragplan.reports.trend import page as trend
from ragplan.repository.git import open_repository
from ragplan.timeline import Timeline
from ragplan.timeline.courses import course

SINCE, UNTIL = date(2014, 1, 27), date(2014, 5, 19)
NAMES = ("plan", "recommendations", "trend", "changes")


@pytest.fixture(scope="module")
def pages(demo: Path) -> dict[str, Page]:
    """Each report of the demonstration's programme."""
    with open_repository(demo / "plans") as repository:
        timeline = Timeline(repository)
        programme = timeline.at(repository.commit(), "bhr-francis").programme
        assert programme
        past = timeline.past(programme, UNTIL)
        met = next(each.recorded.programme for each in past.meetings if each.meeting == SINCE)
        assert met
        since, until = past.snapshot(met, SINCE), past.snapshot(programme, UNTIL)
        comparison = changes.Comparison(
            changes.Point(since), changes.Point(until), tuple(compare(since, until))
        )
        return {
            "plan": plan.build(Request(until)),
            "recommendations": recommendations.build(Request(until)),
            "trend": trend.build(Request(until, course=course(timeline, programme, UNTIL))),
            "changes": changes.build(comparison),
        }


@pytest.mark.parametrize("name", NAMES)
def test_a_report_inside_a_paper_keeps_its_places_its_headings_and_its_style(
    pages: dict[str, Page], name: str, tmp_path: Path
) -> None:
    (tmp_path / f"{name}.css.j2").write_text(f".only-{name} {{}}", encoding="utf-8")
    inner = pages[name]
    annexes = tuple(Section((f"Annex {id}",), (Embedded(inner, id),), id) for id in ("a", "b"))
    paper = Page("paper", "Paper", "19 May 2014", (*annexes, Embedded(inner, "c")), heading="Paper")
    text = html.render(paper, tmp_path)
    tree = lxml_html.document_fromstring(text)
    ids = [each.get("id") for each in tree.iter() if each.get("id")]
    assert sorted(ids) == sorted(set(ids))
    asked = {each.get("href", "#")[1:] for each in tree.iter("a") if each.get("href", "").startswith("#")}
    for each in tree.iter():
        asked.update((each.get("aria-labelledby") or "").split())
    assert asked - {""} <= set(ids)
    levels = [int(each.tag[1]) for each in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert text.count(f".only-{name} {{}}") == 1
    alone = lxml_html.document_fromstring(html.render(inner))
    assert words(tree).count(words(alone.find("body/main"))) == len(annexes) + 1


@pytest.mark.parametrize("name", NAMES)
def test_the_markdown_of_a_report_stays_as_it_is_but_for_its_headings(
    pages: dict[str, Page], name: str
) -> None:
    inner = pages[name]
    paper = Page("paper", "Paper", "", (Section(("Annex",), (Embedded(inner, "a"),)),), heading="Paper")
    alone = markdown.render(Page(name, "", "", inner.blocks, heading="Paper")).split("\n\n", 1)[1]
    lines = (f"#{line}" if line.startswith("##") else line for line in alone.splitlines())
    assert markdown.render(paper).split("\n\n", 2)[2].splitlines() == list(lines)


def words(element: lxml_html.HtmlElement) -> str:
    """The words of an element, one space apart."""
    return " ".join(element.text_content().split())

"""Whole papers against golden files, each to be read before it is accepted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from golden.command import REPOSITORY, once
from golden.page import Page, as_page, uneven
from golden.plugin import Golden

from reports.sample import COVERED, DAY, RICH

EXPECTED = Path(__file__).with_name("expected")
MARKDOWN = ("--format", "markdown")
REAL = ("bhr-francis", "coventry-rugby-francis", "merton-quality", "wigan-francis")
COMMITTEES = {
    "bhr": "bhr-francis/papers/2014-02-11-hwb",
    "wigan": "wigan-francis/papers/2014-02-25-governing-body",
    "coventry": "coventry-rugby-francis/papers/health-and-wellbeing-board",
    "merton": "merton-quality/papers/2014-01-23-clinical-quality-committee",
}
PAPERS: dict[str, tuple[Path, tuple[str, ...]]] = {
    **{
        f"{id}-plan.{ending}": (REPOSITORY, ("--programme", id, *options))
        for id in REAL
        for ending, options in (("html", ()), ("md", MARKDOWN))
    },
    **{
        f"{id}-recommendations.{ending}": (REPOSITORY, ("recommendations", "--programme", id, *options))
        for id in REAL
        for ending, options in (("html", ()), ("md", MARKDOWN))
    },
    **{
        f"{id}-paper.{ending}": (REPOSITORY, ("paper", f"plans/{path}.md", *options))
        for id, path in COMMITTEES.items()
        for ending, options in (("html", ()), ("md", MARKDOWN))
    },
    "covered-recommendations.html": (COVERED, ("recommendations", *DAY)),
    "covered-recommendations.md": (COVERED, ("recommendations", *DAY, *MARKDOWN)),
    "covered-recommendations-public.html": (COVERED, ("recommendations", *DAY, "--public")),
    "covered-recommendations-public.md": (COVERED, ("recommendations", *DAY, *MARKDOWN, "--public")),
    "rich-plan.html": (RICH, DAY),
    "rich-plan.md": (RICH, (*DAY, *MARKDOWN)),
    "rich-plan-public.html": (RICH, (*DAY, "--public")),
    "rich-plan-public.md": (RICH, (*DAY, *MARKDOWN, "--public")),
}
RECORDED = [name for name in PAPERS if name.endswith("-paper.md") or name.startswith(("covered-", "rich-"))]
"""Those with a golden file: each real plan once, inside its committee's paper; what is printed of it in
words is held against transcriptions elsewhere."""
INTERNAL = (
    "The chair has not seen this draft", "Who pays for the print", "The unions were not asked",
    "Ask legal first", "The printer is in dispute with us", "Is the budget code right",
    "She was not pleased", "Is Ward 9 closing", "Ward 3 was late", "Was audit paid",
)  # fmt: skip
STYLE = re.compile(r"<style>.*</style>", re.DOTALL)
"""Style sheets are looked at in a browser, not read in every golden file."""
CITED = re.compile(r"Recommendations? \d[\d, –]*")
OPEN = (
    "Printed on", "Is the group's name still right?", "Agreed by both boards", "Does this goal hold",
    "Boards are in the store", "Monthly or weekly?", "Seen by the medical director", "Is Ward 7 ours?",
    "Thanks to the porters", "Does audit come again?",
)  # fmt: skip


def paper(name: str) -> str:
    """A paper of the table, from standard output."""
    folder, args = PAPERS[name]
    ran = once("report", "--output", "-", *args, cwd=folder)
    assert ran.code == 0, ran.err
    return ran.out


@pytest.mark.parametrize("name", RECORDED)
def test_paper(name: str, golden: Golden) -> None:
    golden(EXPECTED / name, STYLE.sub("<style></style>", paper(name)))


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in EXPECTED.iterdir()} == set(RECORDED)


@pytest.mark.parametrize("ending", ["html", "md"])
def test_a_public_copy_is_without_internal_remarks_and_with_all_others(ending: str) -> None:
    whole, public = paper(f"rich-plan.{ending}"), paper(f"rich-plan-public.{ending}")
    assert [remark for remark in INTERNAL if remark not in whole] == []
    assert [remark for remark in INTERNAL if remark in public] == []
    assert [remark for remark in OPEN if remark not in public or remark not in whole] == []


@pytest.mark.parametrize("name", [name for name in PAPERS if name.endswith(".html")])
def test_the_page_has_one_heading_and_no_empty_cell(name: str) -> None:
    text = paper(name)
    page = Page(text)
    assert text.startswith("<!DOCTYPE html>\n")
    assert (len(page.named("h1")), page.odd) == (1, [])
    assert [place for place, cell in enumerate(page.named("td", "th")) if not cell.text] == []
    assert all(table.text for table in page.named("caption"))


@pytest.mark.parametrize("name", [name for name in PAPERS if name.endswith(".md")])
def test_every_row_of_a_markdown_table_is_as_wide_as_its_head(name: str) -> None:
    assert uneven(paper(name)) == []
    assert not any(line.endswith(" ") for line in paper(name).splitlines())


def test_the_key_counts_the_tags_of_the_rows() -> None:
    page = Page(paper("bhr-francis-plan.html"))
    cells = [each.text for each in page.named("td") if each.attributes["class"] == "rating"]
    labels = ("Completed", "On track", "Slipped", "No update available", "Not rated")
    facts = ("By date: completed", "overdue", "By date: nothing reported")
    found = [sum(label in cell for cell in cells) for label in (*labels, *facts)]
    assert found == [13, 0, 0, 0, 71, 0, 9, 13]
    lines = [[cell.text for cell in page.named("td") if cell.attributes.get("class") == "figure"]]
    assert lines == [["13", "0", "0", "0", "0", "9", "0", "13", "71", "62"]]


def test_a_row_that_is_missing_states_nothing_and_is_overdue_by_date() -> None:
    lines = [line for line in paper("rich-plan.md").splitlines() if "No row for this action" in line]
    assert len(lines) == 1
    assert lines[0].endswith("| Not rated<br>*By date: overdue* |")


@pytest.mark.parametrize("ending", ["html", "md"])
def test_the_date_first_agreed_stands_beside_the_later_ones(ending: str) -> None:
    text = paper(f"rich-plan.{ending}").replace("\N{NO-BREAK SPACE}", " ")
    assert [day for day in ("29 February 2024", "12 April 2024") if day not in text] == []


@pytest.mark.parametrize("name", ["bhr-francis-plan.html", "bhr-francis-plan.md"])
def test_one_recommendation_is_not_several(name: str) -> None:
    page = Page(paper(name)) if name.endswith("html") else as_page(paper(name))
    told = [each.text for each in page.named("p", "span") if CITED.fullmatch(each.text)]
    assert told[:2] == [
        "Recommendation 1",
        "Recommendations 8, 13, 14, 124–125, 127, 129–132, 135–137, 205, 245",
    ]

"""Each of the four papers says everything that the printed one says: fields, sections, appendices."""

from __future__ import annotations

import re

import pytest
from golden.transcription import transcribed

from reports.four_papers import FORMATS, PAPERS, cover, folded, missing, page_of, text_of

EVERY_PAGE = pytest.mark.parametrize("format", FORMATS)
COVERS = [(name, row) for name, paper in PAPERS.items() for row in transcribed(paper.cover)]
SECTIONS = [
    (name, row)
    for name, paper in PAPERS.items()
    for row in transcribed(paper.sections[0])
    if any(row.values())
]
COVER_ELSEWHERE = {
    ("bhr", "Date"): ["11 February 2014"],
    ("bhr", "Status"): ["Open"],
    ("wigan", "MEETING"): ["Governing Body"],
    ("merton", "Organisation"): ["Merton Clinical Commissioning Group"],
    ("merton", "Date of Meeting"): ["23 January 2014"],
    ("merton", "Committees which have previously discussed/agreed the report"): [
        "Governing Body, March 2013: presentation on the Francis report",
        "Clinical Quality Committee, April 2013: First draft of the CCG quality strategy",
        "Governing Body, May 2013: approval of CCG quality strategy",
        "Clinical Quality Committee, July 2013: quality strategy workplan progress update",
        "Clinical Quality Committee, August 2013: quality strategy updated in light of Berwick and Keogh",
        "Governing Body, August 2013: presentation on the Keogh report",
        "Governing Body, September 2013: update on quality strategy and workplan",
        "Clinical Quality Committee, November 2013: quality strategy workplan updated",
    ],
}
"""Fields that are printed otherwise: dates with "23rd", "Open Report", "Open Meeting" in the name of the
meeting (the status is a field of its own), a list that has lost its line breaks."""
SAID_IN_QUERIES = {
    (
        "wigan",
        "Francis Report Action Plan Update - February 2014",
    ): '"the Governments Response to the Francis Report" inside',
    ("coventry", "Francis Review – Response from Coventry and Rugby Clinical Commissioning Group."): (
        '"Francis Review – Response from Coventry and Rugby Clinical Commissioning Group."'
    ),
}
"""Headings printed a second time in other words: a query says so."""
HEADINGS = {
    "Signed": "",
    "Action Plan": "",
    "WBCCG ACTION PLAN - FRANCIS KEOGH AND BERWICK UPDATE: FEBRUARY 2014": (
        "WBCCG Action Plan - Francis Keogh and Berwick, Update: February 2014"
    ),
}
"""Headings that stand otherwise: the first is the transcription's own, the second is printed over the
columns of a plan that has a title, the third is printed on two lines."""


@pytest.mark.parametrize(("name", "row"), COVERS, ids=[f"{name}-{row['field']}" for name, row in COVERS])
def test_every_field_of_the_cover_sheet_stands_beside_its_label(name: str, row: dict[str, str]) -> None:
    if not row["text"]:
        assert row["field"] in {*cover(name), *(each.text for each in page_of(name, "html").named("caption"))}
        return
    told = cover(name)[PAPERS[name].labels.get(row["field"], row["field"])]
    expected = COVER_ELSEWHERE.get((name, row["field"]))
    if expected is None:
        assert missing(row["text"], told) == []
    else:
        assert [words for words in expected if folded(words) not in told] == []


@EVERY_PAGE
@pytest.mark.parametrize(("name", "row"), COVERS, ids=[f"{name}-{row['field']}" for name, row in COVERS])
def test_every_sentence_of_the_cover_sheet_is_there(name: str, row: dict[str, str], format: str) -> None:
    if (name, row["field"]) not in COVER_ELSEWHERE:
        assert missing(row["text"], text_of(name, format)) == []


def test_an_open_meeting_is_an_open_paper() -> None:
    assert cover("wigan")["Status"] == cover("bhr")["Status"] == "open"


@EVERY_PAGE
@pytest.mark.parametrize(
    ("name", "row"), SECTIONS, ids=[f"{name}-{row['section'][:40]}" for name, row in SECTIONS]
)
def test_every_sentence_of_every_section_is_there(name: str, row: dict[str, str], format: str) -> None:
    text = text_of(name, format)
    said = SAID_IN_QUERIES.get((name, row["section"]))
    if said is not None:
        assert folded(said) in text
        return
    heading = HEADINGS.get(row["section"], re.sub(r"^[\d.]+ ", "", row["section"]).rstrip("."))
    assert folded(heading) in text
    assert missing(row["text"] or "", text) == []


@EVERY_PAGE
@pytest.mark.parametrize(
    ("name", "transcription", "columns"),
    [
        ("merton", "merton-2014-01-23-annex.tsv", ("heading", "text")),
        ("merton", "merton-2014-01-23-recommendations.tsv", ("number", "heading")),
        ("merton", "merton-2014-01-23-workplan.tsv", ("ref", "action", "outcome", "progress")),
        (
            "wigan",
            "wigan-2014-02-25-register.tsv",
            ("number", "section", "heading", "recommendation", "position"),
        ),
        ("wigan", "wigan-2014-02-25-actions.tsv", ("ref", "action", "position")),
        ("coventry", "coventry-actions.tsv", ("ref", "action")),
    ],
)
def test_every_row_of_every_appendix_is_there(
    name: str, transcription: str, columns: tuple[str, ...], format: str
) -> None:
    text = text_of(name, format)
    lost = [
        (row[columns[0]], part)
        for row in transcribed(transcription)
        for column in columns
        for part in missing(row[column] or "", text)
    ]
    assert lost == []


@EVERY_PAGE
def test_sections_and_paragraphs_bear_the_printed_numbers(format: str) -> None:
    headings = [each.text for each in page_of("bhr", format).named("h2", "h3")]
    assert [each for each in headings if each[:1].isdigit()][:10] == [
        "1. Introduction",
        "2. Background",
        "3. Next steps",
        "4. Mandatory Implications",
        "4.1 Joint Strategic Needs Assessment",
        "4.2 Health and Wellbeing Strategy",
        "4.3 Integration",
        "4.4 Risk Management",
        "5. Non-mandatory Implications",
        "5.1 Safeguarding",
    ]
    text = text_of("bhr", format)
    assert "1.1 the purpose of this update report" in text
    assert "2.5 all three local authorities" in text
    assert "3.2 to continue to drive forward" in text


@EVERY_PAGE
def test_a_paper_says_the_figures_of_its_own_day(format: str) -> None:
    text = text_of("bhr", format)
    assert "figures as at 27 january 2014" in text
    assert (
        "13 of 84 rows are completed. of the 71 open rows, 9 are past their date. 14 have no update" in text
    )
    assert "figures as at" not in text_of("wigan", format)
    assert "not in this paper" not in text_of("wigan", format)

"""The four committee papers as they are rendered, read as a reader holding the printed ones would."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from golden.command import once
from golden.page import Page, as_page, sentences, squeezed

MARK = re.compile(r"(?:\(?(?:\d+|[ivx]+)[.)]|•|-)")
FORMATS = ("html", "markdown")
TITLE = "(heading)"


class Printed(NamedTuple):
    """A printed paper: where it is encoded, and its transcriptions."""

    path: str
    cover: str
    sections: tuple[str, ...]
    labels: dict[str, str]


PAPERS = {
    "bhr": Printed(
        "plans/bhr-francis/papers/2014-02-11-hwb.md",
        "bhr-2014-02-11-cover.tsv",
        ("bhr-2014-02-11-sections.tsv",),
        {
            "Board": "Meeting",
            "Date": "Date",
            "Title": TITLE,
            "Report of the": "Report of",
            "Status": "Status",
            "Purpose": "Purpose",
            "Wards Affected": "Wards Affected",
            "Key Decision": "Key Decision",
            "Report Author": "Author",
            "Sponsor": "Sponsor",
            "Summary": "Executive summary",
            "Recommendation(s)": "What the meeting is asked to do",
            "Reason(s)": "Reasons",
        },
    ),
    "wigan": Printed(
        "plans/wigan-francis/papers/2014-02-25-governing-body.md",
        "wigan-2014-02-25-cover.tsv",
        ("wigan-2014-02-25-sections.tsv", "wigan-2014-02-25-register.tsv", "wigan-2014-02-25-actions.tsv"),
        {
            "MEETING": "Meeting",
            "Item Number": "Item",
            "DATE": "Date",
            "REPORT TITLE": TITLE,
            "REPORT AUTHOR": "Author",
            "PRESENTED BY": "Presenter",
            "RECOMMENDATIONS/DECISION REQUIRED": "What the meeting is asked to do",
            "EXECUTIVE SUMMARY": "Executive summary",
            "FURTHER ACTION REQUIRED": "Further action required",
        },
    ),
    "coventry": Printed(
        "plans/coventry-rugby-francis/papers/health-and-wellbeing-board.md",
        "coventry-cover.tsv",
        ("coventry-sections.tsv", "coventry-actions.tsv"),
        {
            "Organisation": "Report of",
            "Report To": "Meeting",
            "Report From": "Author",
            "Title of Report": TITLE,
            "Purpose of the Report": "Purpose",
            "Key Points": "Executive summary",
            "Recommendation(s)": "What the meeting is asked to do",
        },
    ),
    "merton": Printed(
        "plans/merton-quality/papers/2014-01-23-clinical-quality-committee.md",
        "merton-2014-01-23-cover.tsv",
        (
            "merton-2014-01-23-sections.tsv",
            "merton-2014-01-23-annex.tsv",
            "merton-2014-01-23-recommendations.tsv",
            "merton-2014-01-23-workplan.tsv",
        ),
        {
            "Organisation": "Meeting",
            "REPORT TO": "Meeting",
            "Date of Meeting": "Date",
            "Agenda No": "Item",
            "Attachment": "Attachment",
            "Title of Document": TITLE,
            "Purpose of Report": "Purpose",
            "Report Author": "Author",
            "Lead Director": "Lead",
            "Executive Summary": "Executive summary",
            "Key sections for particular note (paragraph/page), areas of concern etc": (
                "Key sections for particular note (paragraph/page), areas of concern etc"
            ),
            "Recommendation(s)": "What the meeting is asked to do",
            "Committees which have previously discussed/agreed the report": "Previously considered by",
            "Financial Implications": "Financial",
            "Implications for CCG Board": "CCG Board",
            "Other Implications": "Other",
            "Communication Plan: (including any implications under the Freedom of Information Act"
            " or NHS Constitution)": "Communication",
            "Next Steps": "Next steps",
        },
    ),
}
"""What each paper calls the fields of its cover sheet, and what ragplan calls them; else both alike."""


@cache
def page_of(name: str, format: str) -> Page:
    """A paper as it is read, whichever way it was written."""
    ran = once("report", "paper", PAPERS[name].path, "--format", format, "--output", "-")
    assert ran.code == 0, ran.err
    return Page(ran.out) if format == "html" else as_page(ran.out)


@cache
def text_of(name: str, format: str) -> str:
    """All the words of a paper, in small letters and without the marks of lists."""
    return folded(page_of(name, format).text)


def folded(text: str) -> str:
    """Words in small letters, without the marks of lists."""
    return " ".join(word for word in text.casefold().split() if word != "•")


def parts(printed: str) -> list[str]:
    """The sentences of a printed cell, without the numbers and marks of its lists."""
    found = (re.sub(rf"^{MARK.pattern}\s+", "", part) for part in sentences(printed))
    return [folded(part) for part in found if not MARK.fullmatch(part.strip())]


def missing(printed: str, text: str) -> list[str]:
    """The sentences of a printed cell that a text does not have."""
    return [part for part in parts(printed) if part not in text]


def cover(name: str) -> dict[str, str]:
    """The cover sheet of the page: what stands beside each label."""
    page = page_of(name, "html")
    titles = [each.text for each in page.elements if each.tag == "h1"]
    titles += [each.text for each in page.named("p") if each.attributes.get("class") == "subtitle"]
    told = {TITLE: folded(" ".join(titles))}
    cells = [each for each in page.named("th", "td") if each.attributes.get("role") in {"rowheader", "cell"}]
    for label, value in pairwise(cells):
        if label.tag == "th" and value.tag == "td":
            told.setdefault(squeezed(label.text), folded(value.text))
    return told

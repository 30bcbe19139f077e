"""The Merton workplan of 23 January 2014: 25 rows in four sections, without a key."""

from __future__ import annotations

import re

import pytest
from golden.transcription import transcribed

from carried.rows import plan_page, rows

PRINTED = transcribed("merton-2014-01-23-workplan.tsv")
REFS = [row["ref"] or "2.4a" for row in PRINTED]
EVERY_ROW = pytest.mark.parametrize(("ref", "printed"), list(zip(REFS, PRINTED, strict=True)), ids=REFS)
DUE = {"1.2": "2014-04", "1.3": "2014-12", "3.2": "2014-12"}
SEPARATORS = re.compile(r",| and | with | / |, and |/")


def words(text: str) -> list[str]:
    """The words of a text in order, without list marks."""
    return [word for word in text.replace("• ", "").split() if word not in ("-", "*", "\\")]


def test_the_transcription_is_whole() -> None:
    assert len(PRINTED) == 25
    assert list(rows("merton-quality")) == REFS


def test_the_row_without_a_ref_renumbers_nothing() -> None:
    row = rows("merton-quality")["2.4a"]
    assert row["title"] == "Support development of South London Quality surveillance group"
    assert any("ref" in query for query in row["queries"])


@EVERY_ROW
def test_the_row_has_its_section_action_and_outcome(ref: str, printed: dict[str, str]) -> None:
    row = rows("merton-quality")[ref]
    assert row["goal"] == printed["section"][0]
    assert words(f"{row['title']} {row['description'] or ''}") == words(printed["action"])
    assert words(row["outcome"]) == words(printed["outcome"])


@EVERY_ROW
def test_every_word_of_the_progress_stands_in_its_order(ref: str, printed: dict[str, str]) -> None:
    status = rows("merton-quality")[ref]["status"]
    assert words(re.sub(r"^\s*- ", "", status, flags=re.MULTILINE)) == words(printed["progress"])


@EVERY_ROW
def test_the_leads_are_those_printed(ref: str, printed: dict[str, str]) -> None:
    row = rows("merton-quality")[ref]
    known = [part.strip() for part in SEPARATORS.split(printed["lead"]) if part.strip()]
    told = " ".join([*row["leads"], *row["queries"], *row["notes"]])
    assert [lead for lead in known if lead not in told] == []
    assert bool(row["leads"]) is bool(printed["lead"])


@EVERY_ROW
def test_nothing_is_dated_or_rated_by_invention(ref: str, printed: dict[str, str]) -> None:
    row = rows("merton-quality")[ref]
    assert row["due"] == DUE.get(ref)
    assert row["completed"] == ("2013-06" if ref == "1.1" else None)
    assert (row["rating"], row["derived"]) == (None, None)


@EVERY_ROW
@pytest.mark.parametrize("format", ["html", "markdown"])
def test_every_row_is_in_the_report(ref: str, printed: dict[str, str], format: str) -> None:
    page = " ".join(words(plan_page("merton-quality", format).text))
    row = rows("merton-quality")[ref]
    for text in (row["title"], printed["outcome"], printed["progress"]):
        assert " ".join(words(text)) in page


@pytest.mark.parametrize("format", ["html", "markdown"])
def test_a_plan_without_a_key_speaks_of_no_rating(format: str) -> None:
    text = plan_page("merton-quality", format).text
    assert "1 of 25 rows is completed. Of the 24 open rows, none is past its date. 21 have no date." in text
    assert "This plan has no rating key." in text
    assert "Not rated" not in text
    assert "RAG" not in text

"""The twelve key actions of Coventry and Rugby: undated, without leads, without ratings."""

from __future__ import annotations

import pytest
from golden.transcription import transcribed

from carried.rows import plan_page, rows

PRINTED = transcribed("coventry-actions.tsv")


@pytest.mark.parametrize("printed", PRINTED, ids=[row["ref"] for row in PRINTED])
def test_the_action_is_as_printed_and_nothing_is_added(printed: dict[str, str]) -> None:
    row = rows("coventry-rugby-francis")[printed["ref"]]
    assert row["title"] == printed["action"]
    assert (row["due"], row["leads"], row["rating"], row["status"]) == (None, [], None, "")


@pytest.mark.parametrize("format", ["html", "markdown"])
def test_every_action_is_in_the_report(format: str) -> None:
    text = plan_page("coventry-rugby-francis", format).text
    assert [row["ref"] for row in PRINTED if row["action"] not in text] == []
    assert len(PRINTED) == 12
    assert text.count("No action has a lead or a due date.") == 1

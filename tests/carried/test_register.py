"""The register of recommendations: headings as two papers print them, and nothing that none prints."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from golden.command import REPOSITORY
from golden.page import squeezed
from golden.transcription import transcribed
from ruamel.yaml import YAML

WIGAN = transcribed("wigan-2014-02-25-register.tsv")
MERTON = transcribed("merton-2014-01-23-recommendations.tsv")


@cache
def register() -> dict[str, Any]:
    """The file as any other YAML reader has it."""
    loaded: dict[str, Any] = YAML(typ="base", pure=True).load(
        REPOSITORY / "plans/registers/francis-2013.yaml"
    )
    return loaded


def entry(number: str) -> dict[str, Any]:
    """What the register says of a number."""
    found: dict[str, Any] = next(each for each in register()["entries"] if each["number"] == number)
    return found


def headings(number: str, by: str) -> list[str]:
    """The headings of a number that somebody prints."""
    return [heading["text"] for heading in entry(number).get("headings", []) if by in heading["by"]]


@pytest.mark.parametrize("printed", WIGAN, ids=[row["number"] for row in WIGAN])
def test_wigans_heading_section_and_text(printed: dict[str, str]) -> None:
    number = printed["number"]
    assert headings(number, "Wigan") == ([printed["heading"]] if printed["heading"] else [])
    assert entry(number)["section"].casefold() == printed["section"].casefold()
    told = squeezed(entry(number)["text"].replace("- ", ""))
    assert told == squeezed(printed["recommendation"].replace("- ", ""))


@pytest.mark.parametrize("printed", MERTON, ids=[row["number"] for row in MERTON])
def test_mertons_heading(printed: dict[str, str]) -> None:
    assert headings(printed["number"], "Merton") == [printed["heading"]]


def test_nothing_else_is_said() -> None:
    known = {row["number"] for row in (*WIGAN, *MERTON)}
    assert {each["number"] for each in register()["entries"]} == known
    assert len(known) == 45
    assert not any("response" in each for each in register()["entries"])


def test_the_range_and_the_response_as_a_whole() -> None:
    assert register()["recommendations"] == "1-290"
    totals = {word: int(count) for word, count in register()["response"]["totals"].items()}
    assert totals == {"accepted": 204, "in_principle": 57, "in_part": 20, "not_accepted": 9}
    assert sum(totals.values()) == 290

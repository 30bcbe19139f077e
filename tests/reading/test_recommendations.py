"""Citations of recommendations: numbers, ranges, and the register they belong to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragplan.diagnostics import Origin
from ragplan.model.recommendations import in_words, reference
from ragplan.model.register import Register

FRANCIS = Register("francis-2013", "The Francis report", 1, 290, Origin("francis-2013.yaml"))


@pytest.mark.parametrize(
    ("text", "register", "numbers"),
    [
        ("13", "", [13]),
        ("124-126", "", [124, 125, 126]),
        ("124 - 125", "", [124, 125]),
        ("124–125", "", [124, 125]),
        ("7-7", "", [7]),
        ("008", "", [8]),
        ("francis-2013/123", "francis-2013", [123]),
        ("francis-2013/252-254", "francis-2013", [252, 253, 254]),
        (" 13 ", "", [13]),
    ],
)
def test_a_citation_is_a_number_or_a_range_of_a_register(
    text: str, register: str, numbers: list[int]
) -> None:
    cited = reference(text)
    assert (cited.text, cited.register, list(cited.numbers)) == (text, register, numbers)


@pytest.mark.parametrize(
    "text",
    ["", "all", "125-124", "1.5", "-5", "13a", "13, 14", "1-2-3", "a/b/3", "/3", "francis-2013/", "１３"],
)
def test_anything_else_cites_nothing(text: str) -> None:
    assert list(reference(text).numbers) == []
    assert in_words([reference(text)]) == text


@given(st.integers(1, 999_999), st.integers(0, 50))
def test_a_range_cites_both_of_its_ends(first: int, more: int) -> None:
    last = min(first + more, 999_999)
    assert list(reference(f"{first}-{last}").numbers) == list(range(first, last + 1))


@given(st.text(max_size=20))
def test_no_text_is_too_odd_to_be_kept(text: str) -> None:
    assert reference(text).text == text


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("1", True),
        ("290", True),
        ("1-290", True),
        ("0", False),
        ("291", False),
        ("290-291", False),
        ("0-1", False),
    ],
)
def test_a_register_holds_its_first_to_its_last_number(text: str, held: bool) -> None:
    assert FRANCIS.holds(reference(text)) is held


def test_citations_are_printed_as_in_a_paper() -> None:
    cited = map(reference, ["8", "124-125", "7-7", "keogh/3", "keogh/4-5", "some"])
    assert in_words(cited) == "8, 124–125, 7, keogh 3, keogh 4–5, some"

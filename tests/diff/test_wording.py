"""Two texts, word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragplan.diff import Rewording
from ragplan.model.wording import same, squeezed

CASES = {
    "a-word-replaced": (
        "Response drafted and sent.",
        "Response published and sent.",
        "Response [-drafted-] {+published+} and sent.",
    ),
    "words-added-at-the-end": ("Drafted.", "Drafted. Sent on.", "Drafted. {+Sent on.+}"),
    "words-removed-at-the-start": ("Now drafted.", "drafted.", "[-Now-] drafted."),
    "from-nothing": ("", "Drafted.", "{+Drafted.+}"),
    "to-nothing": ("Drafted.", "", "[-Drafted.-]"),
    "islands-are-not-kept": (
        "The contracts have a formal plan in place now",
        "All suppliers signed up and in sum report",
        "[-The contracts have a formal plan in place now-] {+All suppliers signed up and in sum report+}",
    ),
    "what-is-longer-than-its-neighbours-is-kept": (
        "Yes, the policy is being reviewed by the board now",
        "No, the policy is being reviewed by the board today",
        "[-Yes,-] {+No,+} the policy is being reviewed by the board [-now-] {+today+}",
    ),
}
WORDS = st.lists(st.sampled_from(["a", "b", "c", "the", "board"]), max_size=12).map(" ".join)


def marked(rewording: Rewording) -> str:
    marks = {"kept": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return " ".join(marks[segment.fate].format(segment.text) for segment in rewording.segments)


@pytest.mark.parametrize(("old", "new", "expected"), CASES.values(), ids=CASES)
def test_what_was_kept_removed_and_added(old: str, new: str, expected: str) -> None:
    assert marked(Rewording(old, new)) == expected


@given(WORDS, WORDS)
def test_the_segments_make_up_both_texts(old: str, new: str) -> None:
    segments = Rewording(old, new).segments
    assert " ".join(each.text for each in segments if each.fate != "removed") == squeezed(new)
    assert " ".join(each.text for each in segments if each.fate != "added") == squeezed(old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("a b", "a\n  b\n", id="line-breaks"),
        pytest.param("a b", "a\u00a0b", id="a-blank-that-does-not-break"),
        pytest.param("caf\u00e9", "cafe\u0301", id="a-letter-and-its-accent"),
    ],
)
def test_texts_that_say_the_same(old: str, new: str) -> None:
    assert same(old, new)


def test_capitals_and_full_stops_are_words() -> None:
    assert not same("Complete", "complete")
    assert not same("Complete", "Complete.")


def test_texts_too_long_to_weigh_word_by_word_are_replaced_whole() -> None:
    rewording = Rewording("start " + "a b " * 40_000 + "end", "start " + "b c " * 40_000 + "end")
    assert [segment.fate for segment in rewording.segments] == ["kept", "removed", "added", "kept"]

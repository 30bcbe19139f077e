"""How dates, counts and lists are said."""

from __future__ import annotations

from datetime import date

import pytest

from ragplan import english


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (english.day(date(2014, 1, 7)), "7 January 2014"),
        (english.days(0), "0 days"),
        (english.days(1), "1 day"),
        (english.days(1000), "1,000 days"),
        (english.counted(2, "open row"), "2 open rows"),
        (english.one_or_more(0, "has no date", "have no date"), "none has no date"),
        (english.one_or_more(1, "has no date", "have no date"), "1 has no date"),
        (english.one_or_more(2, "has no date", "have no date"), "2 have no date"),
        (english.share(0, 1, "row"), "0 of 1 row is"),
        (english.share(1, 25, "row"), "1 of 25 rows is"),
        (english.share(0, 25, "row"), "0 of 25 rows are"),
        (english.joined([]), ""),
        (english.joined(["a"]), "a"),
        (english.joined(["a", "b"]), "a and b"),
        (english.joined(["a", "b", "c"]), "a, b and c"),
        (english.listed("abc"), "a, b, c"),
        (english.listed("abc", 3), "a, b, c"),
        (english.listed("abcd", 3), "a, b, c, …"),
        (english.lowered("Slipped"), "slipped"),
        (english.lowered("RAG"), "RAG"),
        (english.lowered("A"), "a"),
        (english.lowered(""), ""),
    ],
)
def test_words(said: str, words: str) -> None:
    assert said == words

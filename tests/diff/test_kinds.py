"""The list of kinds: closed, ordered, documented, and every one of them seen in a table."""

from __future__ import annotations

import re

from diff import test_actions, test_dates, test_positions, test_ratings, test_recommendations, test_silence
from ragplan.diff import Kind, Tone

TABLES = (
    test_actions.SHARED,
    test_actions.OWN,
    test_dates.CASES,
    test_dates.LAPSED,
    test_dates.OWNERS,
    test_dates.PUT_BACK,
    test_positions.CASES,
    test_positions.EXISTENCE,
    test_recommendations.CASES,
    test_silence.CASES,
)


def test_every_kind_occurs_in_a_table() -> None:
    lines = [line for table in TABLES for *_, expected in table.values() for line in expected]
    seen = {line.split()[0] for line in lines} | {kind for *_, kind in test_ratings.ONE_KEY.values() if kind}
    assert seen == {kind.value for kind in Kind}


def test_each_kind_has_a_word_and_a_sentence_of_its_own() -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", kind.value) for kind in Kind)
    assert len({kind.meaning for kind in Kind}) == len(Kind)


def test_the_order_runs_from_good_news_to_bad() -> None:
    tones = [kind.tone for kind in Kind]
    assert tones == sorted(tones, key=list(Tone).index)
    assert [kind.rank for kind in Kind] == list(range(len(Kind)))
    assert Kind.WENT_SILENT.words == "went silent"

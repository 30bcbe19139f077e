"""Rating keys: those that ship, and the level a rating names."""

from __future__ import annotations

import pytest

from ragplan.model.key import Category, Fact, Key
from ragplan.schema.parts import shipped_key, shipped_keys


def key(name: str) -> Key:
    found = shipped_key(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "rating", "code"),
    [
        ("rag-complete", "green", "green"),
        ("rag-complete", "Green", "green"),
        ("rag-complete", "G", "green"),
        ("rag-complete", "g", "green"),
        ("rag-complete", "Completed", "green"),
        ("rag-complete", "ON TRACK", "amber"),
        ("rag-complete", "no update available", "grey"),
        ("rag-not-started", "B", "blue"),
        ("rag-complete", "blue", None),
        ("rag-complete", "gr", None),
        ("rag-complete", "", None),
        ("rag-complete", "green ", None),
    ],
)
def test_a_rating_is_a_code_a_letter_or_a_label_in_any_case(name: str, rating: str, code: str | None) -> None:
    level = key(name).level(rating)
    assert (level.code if level else None) == code


@pytest.mark.parametrize(
    ("name", "rating", "category"),
    [
        ("rag-complete", "green", Category.COMPLETE),
        ("rag-complete", "amber", Category.ON_TRACK),
        ("rag-complete", "red", Category.OFF_TRACK),
        ("rag-complete", "grey", Category.NO_UPDATE),
        ("rag-not-started", "blue", Category.NOT_STARTED),
        ("rag-not-started", "green", Category.COMPLETE),
        ("brag-assured", "blue", Category.ASSURED),
        ("brag-assured", "green", Category.COMPLETE),
        ("brag-complete", "blue", Category.COMPLETE),
        ("brag-complete", "green", Category.ON_TRACK),
        ("brag-complete", "amber", Category.AT_RISK),
        ("brag-complete", "red", Category.OFF_TRACK),
        ("brag-complete", "white", Category.NOT_STARTED),
    ],
)
def test_a_colour_means_what_its_own_key_says(name: str, rating: str, category: Category) -> None:
    level = key(name).level(rating)
    assert level is not None
    assert level.category is category


@pytest.mark.parametrize("name", shipped_keys())
def test_a_shipped_key_fits_together(name: str) -> None:
    found = key(name)
    words = [word.casefold() for level in found.levels for word in (level.code, level.letter) if word]
    assert len(words) == len(set(words))
    assert found.title
    assert all(level.label and level.meaning for level in found.levels)
    for fact in found.derive:
        assert found.derived(fact) is not None


def test_the_keys_of_the_papers_ship() -> None:
    assert {"rag-complete", "rag-not-started", "brag-assured", "confidence-3", "confidence-5"} <= set(
        shipped_keys()
    )
    for points in (3, 5):
        levels = key(f"confidence-{points}").levels
        assert sum(not level.category.closes for level in levels) == points
    assert shipped_key("rag-complet") is None


def test_a_key_says_which_level_a_fact_leads_to() -> None:
    codes = {fact: level.code for fact in Fact if (level := key("rag-complete").derived(fact))}
    assert codes == {
        Fact.ASSURED: "green",
        Fact.COMPLETED: "green",
        Fact.OVERDUE: "red",
        Fact.SILENT: "grey",
    }

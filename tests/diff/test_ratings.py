"""Two stated ratings, of one key or of two, to better, worse, or what else became of them."""

from __future__ import annotations

import pytest

from diff.snapshots import PROGRAMME, lines, shared

OWN_KEY = """\
key:
  levels:
    - {code: not started, label: Not started, meaning: x, category: not_started}
    - {code: begun, label: In progress, meaning: x, category: under_way}
    - {code: going, label: Going, meaning: x, category: on_track}
    - {code: going well, label: Going well, meaning: x, category: on_track}
    - {code: shaky, label: Shaky, meaning: x, category: at_risk}
    - {code: late, label: Late, meaning: x, category: off_track}
    - {code: hold, label: On hold, meaning: x, category: on_hold}
    - {code: parked, label: Parked, meaning: x, category: on_hold}
    - {code: none, label: No update, meaning: x, category: no_update}
    - {code: done, label: Done, meaning: x, category: complete}
    - {code: assured, label: Assured, meaning: x, category: assured}
"""
ONE_KEY = {
    "better": ("late", "going", "rating-better"),
    "worse": ("going", "shaky", "rating-worse"),
    "not-started-is-worse-than-on-track": ("going", "not started", "rating-worse"),
    "under-way-is-better-than-not-started": ("not started", "begun", "rating-better"),
    "under-way-is-better-than-at-risk": ("shaky", "begun", "rating-better"),
    "off-track-is-worse-than-under-way": ("begun", "late", "rating-worse"),
    "from-under-way-to-on-track-is-neither": ("begun", "going", "rating-changed"),
    "from-on-track-to-under-way-is-neither": ("going well", "begun", "rating-changed"),
    "under-way-is-not-done": ("begun", "done", "completed"),
    "same-category-in-a-key-without-order": ("going", "going well", "rating-changed"),
    "on-hold": ("late", "hold", "on-hold"),
    "on-hold-from-no-update": ("none", "hold", "on-hold"),
    "another-hold": ("hold", "parked", "rating-changed"),
    "resumed": ("hold", "late", "resumed"),
    "no-update-is-no-rating": ("late", "none", "unrated"),
    "no-update-from-hold": ("hold", "none", "unrated"),
    "rated-after-no-update": ("none", "late", "rated"),
    "no-update-where-nothing-was": ("", "none", "rating-changed"),
    "first-rated": ("", "late", "rated"),
    "rating-taken-out": ("late", "", "unrated"),
    "not-a-level": ("late", "purple", "rating-changed"),
    "not-a-level-in-capitals": ("purple", "Purple", ""),
    "completed": ("late", "done", "completed"),
    "assured": ("done", "assured", "assured"),
    "no-longer-assured": ("assured", "done", "no-longer-assured"),
    "reopened": ("assured", "going", "reopened"),
    "same-level-by-label": ("hold", "ON HOLD", ""),
}
TWO_KEYS = {
    "blue-was-not-started-and-is-assured": ("rag-not-started", "blue", "brag-assured", "blue", "assured"),
    "green-was-complete-and-is-on-track": ("rag-complete", "green", "confidence-5", "green", "reopened"),
    "other-words-of-one-category": ("rag-complete", "amber", "brag-assured", "amber", ""),
    "one-category-by-another-code": ("rag-complete", "amber", "confidence-5", "amber-green", ""),
    "worse": ("rag-complete", "amber", "confidence-5", "amber", "rating-worse"),
    "off-track-by-another-code": ("rag-complete", "red", "confidence-5", "amber-red", ""),
}
NEIGHBOURS = {
    "better": ("amber-green", "green", "rating-better"),
    "worse": ("amber-red", "red", "rating-worse"),
}


def with_key(key: str, rating: str) -> dict[str, str]:
    programme = PROGRAMME.replace("key: rag-complete\n", key)
    return {"programme.yaml": programme, "A.yaml": shared(f"rating: {rating}\nstatus: X.")}


def kinds(old: dict[str, str], new: dict[str, str]) -> str:
    return " ".join(line.split()[0] for line in lines(old, new))


@pytest.mark.parametrize(("old", "new", "kind"), ONE_KEY.values(), ids=ONE_KEY)
def test_levels_of_one_key(old: str, new: str, kind: str) -> None:
    assert kinds(with_key(OWN_KEY, old), with_key(OWN_KEY, new)) == kind


@pytest.mark.parametrize(("old", "new", "kind"), NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_levels_of_one_category_in_a_key_that_runs_one_way(old: str, new: str, kind: str) -> None:
    key = "key: confidence-5\n"
    assert kinds(with_key(key, old), with_key(key, new)) == kind


@pytest.mark.parametrize(("key", "old", "other", "new", "kind"), TWO_KEYS.values(), ids=TWO_KEYS)
def test_levels_of_two_keys_are_compared_by_category(
    key: str, old: str, other: str, new: str, kind: str
) -> None:
    assert kinds(with_key(f"key: {key}\n", old), with_key(f"key: {other}\n", new)) == kind


def test_without_a_key_only_the_words_of_a_rating_count() -> None:
    assert kinds(with_key("", "amber"), with_key("", "AMBER")) == ""
    assert kinds(with_key("", "amber"), with_key("", "red")) == "rating-changed"
    assert kinds(with_key("", "amber"), with_key("key: rag-complete\n", "amber")) == ""

"""Which files a pattern of ``paths`` means."""

from __future__ import annotations

from functools import cache
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragplan.policy.policy import fits

FILES = (
    "ragplan.md",
    "plans/programme.yaml",
    "plans/wigan/WBCCG.yaml",
    "plans/wigan/papers/2014.md",
    "plans/bhr/LBR.yaml",
    "plans/bhr/[old]/LBR.yaml",
)


@pytest.mark.parametrize(
    ("pattern", "meant"),
    [
        ("plans/bhr/LBR.yaml", [4]),
        ("/plans/bhr/LBR.yaml", [4]),
        ("./plans//bhr/LBR.yaml", [4]),
        ("plans/wigan", [2, 3]),
        ("plans/wigan/", [2, 3]),
        ("plans/wigan/**", [2, 3]),
        ("plans/wigan/*", [2, 3]),
        ("plans/*.yaml", [1]),
        ("plans/*/*.yaml", [2, 4]),
        ("plans/**/LBR.yaml", [4, 5]),
        ("**/LBR.yaml", [4, 5]),
        ("LBR.yaml", []),
        ("**/papers", [3]),
        ("plans/**/programme.yaml", [1]),
        ("plans/bhr/[old]/*", [5]),
        ("plans/bhr/[LMN]BR.yaml", []),
        ("plans/b?r/LB?.yaml", [4]),
        ("plans/?/LBR.yaml", []),
        ("PLANS/bhr/LBR.yaml", []),
        ("**", [0, 1, 2, 3, 4, 5]),
        ("*", [0, 1, 2, 3, 4, 5]),
        ("*.md", [0]),
        ("plan", []),
    ],
)
def test_a_pattern_means_files_and_all_below_folders(pattern: str, meant: list[int]) -> None:
    assert [FILES.index(path) for path in FILES if fits(pattern, path)] == meant


def plainly(steps: tuple[str, ...], names: tuple[str, ...]) -> bool:
    """The same in the shortest words, however long it takes."""

    @cache
    def fit(step: int, name: int) -> bool:
        if step == len(steps):
            return True  # all below is meant
        if steps[step] == "**":
            return any(fit(step + 1, later) for later in range(name, len(names) + 1))
        if name == len(names):
            return False
        return word(steps[step], names[name]) and fit(step + 1, name + 1)

    return fit(0, 0)


def word(step: str, name: str) -> bool:
    if not step or not name:
        return not name and step.strip("*") == ""
    if step[0] == "*":
        return word(step[1:], name) or word(step, name[1:])
    return step[0] in ("?", name[0]) and word(step[1:], name[1:])


STEPS = st.lists(st.sampled_from(["**", "*", "a", "b", "a*", "*b", "?", "ab"]), min_size=1, max_size=6)
NAMES = st.lists(st.sampled_from(["a", "b", "ab", "abb"]), min_size=1, max_size=6)


@given(STEPS, NAMES)
def test_it_is_what_the_plain_reading_says(steps: list[str], names: list[str]) -> None:
    assert fits("/".join(steps), "/".join(names)) is plainly(tuple(steps), tuple(names))


def test_a_hostile_pattern_takes_no_time() -> None:
    begun = perf_counter()
    assert not fits("/".join(["**", "a"] * 200) + "/b", "/".join(["a"] * 400) + "/c")
    assert not fits("*a" * 200 + "b", "a" * 400)
    assert perf_counter() - begun < 2

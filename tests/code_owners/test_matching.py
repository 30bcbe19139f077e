"""Whether a path has an owner: what forges document, one row a behaviour; and the pattern of one path."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragplan.code_owners import owned, pattern


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("", "plans/A.yaml", False),
        ("* @all", "plans/A.yaml", True),
        ("*.yaml @all", "plans/north/A.yaml", True),
        ("/plans/ @all", "plans/north/A.yaml", True),
        ("plans/* @all", "plans/A.yaml", True),
        ("plans/* @all", "plans/north/A.yaml", False),
        ("plans/** @all", "plans/north/A.yaml", True),
        ("/north/ @all", "plans/north/A.yaml", False),
        ("north/ @all", "plans/north/A.yaml", True),
        ("/plans/a.yaml @all", "plans/A.yaml", False),
        ("* @all\n/plans/A.yaml", "plans/A.yaml", False),
        ("/plans/A.yaml\n* @all", "plans/A.yaml", True),
        ("# * @all", "plans/A.yaml", False),
        ("/plans/A.yaml # ask @alpha", "plans/A.yaml", False),
        ("/plans/A.yaml @alpha # ask first", "plans/A.yaml", True),
        ("* nobody", "plans/A.yaml", False),
        ("* ann@alpha.example.org", "plans/A.yaml", True),
        ("* @group/sub/group", "plans/A.yaml", True),
        ("* @@maintainer", "plans/A.yaml", True),
        ("/plans/Alpha\\ trust.yaml @alpha", "plans/Alpha trust.yaml", True),
        ("/plans/*.yaml @alpha", "plans/Alpha trust.yaml", True),
        ("/plans/Alpha\\ trust/ @alpha", "plans/Alpha trust/B.yaml", True),
        ("[Plans] @all\n/plans/", "plans/A.yaml", True),
        ("^[Plans][2] @all\n/plans/", "plans/A.yaml", True),
        ("[Plans]\n/plans/", "plans/A.yaml", False),
        ("* @all\n[Alpha]\n/plans/A.yaml", "plans/A.yaml", True),
        ("[One] @one\n/plans/\n[Two]\n/plans/", "plans/A.yaml", True),
        ("[One] @one\n/plans/\n[ONE]\n/plans/", "plans/A.yaml", False),
        ("[Aa].yaml @alpha", "plans/A.yaml", True),
        ("[A @alpha", "plans/A.yaml", False),
        ("[z-a].yaml @alpha\n* @all", "plans/A.yaml", True),
        ("[[a] @alpha\n* @all", "plans/A.yaml", True),
        ("* @all\r\n/plans/A.yaml @a\r\n", "plans/A.yaml", True),
    ],
)
def test_the_last_pattern_that_fits_decides(text: str, path: str, expected: bool) -> None:
    assert owned(text)(path) is expected


NAMES = st.text(
    st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=12
).filter(lambda name: name not in {".", ".."})
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)


@given(PATHS)
def test_the_pattern_of_a_path_gives_it_an_owner_whatever_it_is_called(path: str) -> None:
    line = pattern(path)
    assert line.isprintable()
    assert owned(f"{line}  @alpha\n")(path)


@given(PATHS, PATHS)
def test_the_pattern_of_a_path_gives_no_other_one_an_owner(path: str, other: str) -> None:
    line = pattern(path)
    if "?" not in line and not f"{other}/".startswith(f"{path}/"):
        assert not owned(f"{line}  @alpha\n")(other)


def test_what_patterns_use_otherwise_is_any_one_character() -> None:
    assert pattern("plans/a [1]#\\*.yaml") == "/plans/a\\ ?1????.yaml"
    assert pattern("plans/my plan/") == "/plans/my\\ plan/"

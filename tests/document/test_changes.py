"""The writer changes what is meant and no other line, in whatever manner a file is written."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from document import manners
from document.random_changes import change, touched
from ragplan.document import Document
from ragplan.document.change import Change
from ragplan.document.changes import changed, rounds

pytestmark = pytest.mark.thorough


def lines(document: Document) -> list[str]:
    return document.text.replace("\r\n", "\n").splitlines()


def only_there(before: Document, made: Change, after: Document) -> bool:
    """Whether every line outside of those that a change may touch is what and where it was."""
    old, new = lines(before), lines(after)
    if before.path == "a block at the end":  # which says that it has no line end, when lines follow
        old, new = ([line.replace(": |-", ": |") for line in each] for each in (old, new))
    allowed = touched(before, made)
    if not allowed:
        same = (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other)
        at = next(same, min(len(old), len(new)))
        return len(new) >= len(old) and old[at:] == new[len(new) - len(old) + at :]
    above, below = old[: allowed.start], old[allowed.stop :]
    if above and not above[-1].strip():  # a blank line between items may go with the last of them
        above.pop()
    return new[: len(above)] == above and new[len(new) - len(below) :] == below


@pytest.mark.parametrize("manner", manners.MANNERS)
@given(seed=st.integers(0, 10**9))
def test_a_change_touches_its_own_lines_and_reads_back_as_meant(manner: str, seed: int) -> None:
    random = Random(seed)
    before = random.choice(manners.in_manner(manner))
    for _ in range(3):
        made = change(random, before)
        after = changed(before, [made])
        assert after.problems == ()
        assert after.mark == before.mark
        assert ("\r\n" in before.text) == ("\r\n" in after.text)
        assert after.text.count("\r\n") in (0, after.text.count("\n"))
        assert only_there(before, made, after), made
        before = after


@pytest.mark.parametrize("manner", ["as it is", "crlf", "flush", "remarks"])
@given(seed=st.integers(0, 10**9))
def test_several_changes_at_once_are_the_same_as_one_by_one(manner: str, seed: int) -> None:
    random = Random(seed)
    before = after = random.choice(manners.in_manner(manner))
    made = []
    for _ in range(random.randint(2, 8)):
        made.append(change(random, after))
        after = changed(after, made[-1:])
    at_once = changed(before, made)
    assert at_once.data == after.data
    assert sum(map(len, rounds(before.data, made))) == len(made)

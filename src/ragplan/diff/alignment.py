"""Two lists to the stretches that both have, and those of one that gave way to those of the other."""

from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Generic, NamedTuple, TypeVar

MOST_PAIRS = 1_000_000
"""Above this many pairs, what stands between a common start and end is taken as replaced whole."""

Part = TypeVar("Part", bound=Hashable)


class Run(NamedTuple, Generic[Part]):
    """Parts that stand in both lists, or parts of the old one that gave way to parts of the new."""

    kept: bool
    old: Sequence[Part]
    new: Sequence[Part]


def aligned(old: Sequence[Part], new: Sequence[Part]) -> Iterator[Run[Part]]:
    """The runs of two lists in their order; together they make up both."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    before, after = old[start : len(old) - end], new[start : len(new) - end]
    if start:
        yield Run(True, old[:start], new[:start])
    if len(before) * len(after) > MOST_PAIRS:
        yield Run(False, before, after)
    else:
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            yield Run(tag == "equal", before[i1:i2], after[j1:j2])
    if end:
        yield Run(True, old[-end:], new[-end:])


def _common(old: Sequence[Part], new: Sequence[Part]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))

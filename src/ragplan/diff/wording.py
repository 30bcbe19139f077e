"""Two texts to what was kept, removed and added, word by word; white space never counts."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Generic, Literal, NamedTuple, TypeVar

from ragplan.model.wording import said, same, squeezed

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


Fate = Literal["kept", "removed", "added"]


class Segment(NamedTuple):
    """A stretch of words and what became of it."""

    fate: Fate
    text: str


class Rewording(NamedTuple):
    """The texts of one field before and after, as written."""

    old: str
    new: str

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The words in reading order; those kept and added make up the new text, kept and removed the old."""
        return tuple(_segments(squeezed(self.old).split(), squeezed(self.new).split()))


def reworded(old: str, new: str) -> Rewording | None:
    """Two texts of a field where they do not say the same."""
    return None if same(old, new) else Rewording(old, new)


def restated(old: str, new: str) -> Rewording | None:
    """What an owner said and says, where that is not the same; what only holds a place says nothing."""
    return None if same(said(old), said(new)) else Rewording(old, new)


def _segments(old: list[str], new: list[str]) -> Iterator[Segment]:
    for run in _readable(aligned(old, new)):
        parts: Iterable[tuple[Fate, Sequence[str]]] = (
            (("kept", run.new),) if run.kept else (("removed", run.old), ("added", run.new))
        )
        for fate, words in parts:
            if words:
                yield Segment(fate, " ".join(words))


def _readable(found: Iterable[Run[str]]) -> list[Run[str]]:
    """Runs without islands: a few kept words amid more that changed only break up the reading."""
    runs: list[Run[str]] = []
    for run in found:
        runs.append(run)
        while len(runs) > 2 and _is_island(*runs[-3:]):  # noqa: PLR2004 - a run and its neighbours
            runs[-3:] = [_joined(runs[-3:])]
    return runs


def _is_island(before: Run[str], kept: Run[str], after: Run[str]) -> bool:
    changed = kept.kept and not before.kept and not after.kept
    return changed and len(kept.new) < min(_weight(before), _weight(after))


def _weight(run: Run[str]) -> int:
    return max(len(run.old), len(run.new))


def _joined(runs: list[Run[str]]) -> Run[str]:
    return Run(False, [word for run in runs for word in run.old], [word for run in runs for word in run.new])

"""Two texts to what was kept, removed and added, word by word; white space never counts."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from ragplan.diff.alignment import Run, aligned
from ragplan.model.wording import same, squeezed

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

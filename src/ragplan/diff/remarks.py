"""Notes and queries before and after: written, taken out, raised, settled, or put in other words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from ragplan.diff.alignment import MOST_PAIRS
from ragplan.diff.change import Change, ChangedEntry
from ragplan.diff.kinds import Kind
from ragplan.diff.wording import Rewording
from ragplan.model.plan import Remark
from ragplan.model.wording import squeezed

Remarks = tuple[Remark, ...]

ALIKE = 0.6
"""The share of words that two remarks have in common where one is the other put differently."""

_KINDS = {
    "queries": (Kind.QUERY_RAISED, Kind.QUERY_SETTLED),
    "notes": (Kind.NOTE_ADDED, Kind.NOTE_REMOVED),
}


def remark_changes(entry: ChangedEntry, field: str, old: Remarks, new: Remarks) -> Iterator[Change]:
    """Each note or query (``field`` says which) that came, went, or was put in other words."""
    if old == new:
        return
    added, removed = _KINDS[field]
    gone, came = _left(old, new), _left(new, old)
    few = len(gone) * len(came) <= MOST_PAIRS
    for remark in came:
        earlier = _alike(remark, gone) if few else None
        if earlier is None:
            yield _change(entry, added, field, None, remark)
        else:
            gone.remove(earlier)
            yield _change(entry, Kind.REWORDED, field, earlier, remark)
    for remark in gone:
        yield _change(entry, removed, field, remark, None)


def _change(entry: ChangedEntry, kind: Kind, field: str, old: Remark | None, new: Remark | None) -> Change:
    change = entry.change(kind, field, old.text if old else "", new.text if new else "")
    words = Rewording(old.text, new.text) if old and new else None
    return replace(change, words=words, internal=any(each.internal for each in (old, new) if each))


def _left(remarks: Remarks, others: Remarks) -> list[Remark]:
    """The remarks that the others do not have, each as often as it is missing there."""
    known = Counter(squeezed(each.text) for each in others)
    left = []
    for remark in remarks:
        words = squeezed(remark.text)
        known[words] -= 1
        if known[words] < 0:
            left.append(remark)
    return left


def _alike(remark: Remark, others: list[Remark]) -> Remark | None:
    """The remark that says most nearly the same, where one is alike enough."""
    words = squeezed(remark.text).split()
    likeness = [(_likeness(words, squeezed(other.text).split()), other) for other in others]
    best, other = max(likeness, key=lambda each: each[0], default=(0.0, None))
    return other if best >= ALIKE else None


def _likeness(words: list[str], others: list[str]) -> float:
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(words, others) if len(words) * len(others) <= MOST_PAIRS else 0.0

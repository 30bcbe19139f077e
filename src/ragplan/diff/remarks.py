"""Notes, queries, evidence and occurrences before and after: come, gone, settled, or put in other words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from ragplan.diff.change import Change, ChangedEntry, Kind
from ragplan.diff.dating import text
from ragplan.diff.wording import MOST_PAIRS, Rewording
from ragplan.model.dates import same_date
from ragplan.model.plan import Evidence, Occurrence, Remark
from ragplan.model.silence import occurrence_said, proof_said
from ragplan.model.wording import plain, squeezed

_Entry = TypeVar("_Entry", Remark, Evidence, Occurrence)
Remarks = tuple[Remark, ...]
Proofs = tuple[Evidence, ...]
Occurrences = tuple[Occurrence, ...]

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
    gone, came = _left(old, new, _remark_said), _left(new, old, _remark_said)
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


def _left(
    entries: Sequence[_Entry], others: Sequence[_Entry], said: Callable[[_Entry], object]
) -> list[_Entry]:
    """The entries of which the others say nothing, each as often as it is missing there."""
    known = Counter(map(said, others))
    left = []
    for entry in entries:
        known[said(entry)] -= 1
        if known[said(entry)] < 0:
            left.append(entry)
    return left


def _remark_said(remark: Remark) -> str:
    return squeezed(remark.text)


def _alike(remark: Remark, others: list[Remark]) -> Remark | None:
    """The remark that says most nearly the same, where one is alike enough."""
    words = squeezed(remark.text).split()
    likeness = [(_likeness(words, squeezed(other.text).split()), other) for other in others]
    best, other = max(likeness, key=lambda each: each[0], default=(0.0, None))
    return other if best >= ALIKE else None


def _likeness(words: list[str], others: list[str]) -> float:
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(words, others) if len(words) * len(others) <= MOST_PAIRS else 0.0


def evidence_changes(entry: ChangedEntry, old: Proofs, new: Proofs) -> Iterator[Change]:
    """Each piece of evidence that came or went; one with the same reference is the same piece."""
    if old == new:
        return
    gone, came = _left(old, new, proof_said), _left(new, old, proof_said)
    for proof in came:
        earlier = next((each for each in gone if _name(each) == _name(proof)), None)
        if earlier is None:
            yield entry.change(Kind.EVIDENCE_ADDED, "evidence", "", evidence_words(proof))
            continue
        gone.remove(earlier)
        yield entry.change(Kind.DETAIL_CHANGED, "evidence", evidence_words(earlier), evidence_words(proof))
    for proof in gone:
        yield entry.change(Kind.EVIDENCE_REMOVED, "evidence", evidence_words(proof))


def occurrence_changes(entry: ChangedEntry, old: Occurrences, new: Occurrences) -> Iterator[Change]:
    """Each time of a recurring duty that came, went, or was done since; the day tells which is which."""
    if old == new:
        return
    gone, came = _left(old, new, occurrence_said), _left(new, old, occurrence_said)
    for each in came:
        earlier = next((other for other in gone if same_date(other.on, each.on)), None)
        if earlier is not None:
            gone.remove(earlier)
        was, now = occurrence_words(earlier), occurrence_words(each)
        yield entry.change(Kind.DETAIL_CHANGED, "occurrences", was, now)
    for each in gone:
        yield entry.change(Kind.DETAIL_CHANGED, "occurrences", occurrence_words(each), "")


def occurrence_words(occurrence: Occurrence | None) -> str:
    """An occurrence as one text: ``2014-01-27, done``."""
    return f"{occurrence.on.text}{', done' if occurrence.done else ''}" if occurrence else ""


def _name(proof: Evidence) -> str:
    return plain(proof.ref or proof.file)


def evidence_words(proof: Evidence) -> str:
    """A piece of evidence as one text: ``Minutes, minutes.pdf, 2014-03-18``."""
    return ", ".join(filter(None, (proof.ref, proof.file, text(proof.on))))

"""Evidence and assurance before and after: what was given, taken out, or given otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ragplan.diff.change import Change, ChangedEntry
from ragplan.diff.dating import text
from ragplan.diff.kinds import Kind
from ragplan.model.plan import Evidence
from ragplan.model.silence import proof_said
from ragplan.model.wording import plain

Proofs = tuple[Evidence, ...]


def evidence_changes(entry: ChangedEntry, old: Proofs, new: Proofs) -> Iterator[Change]:
    """Each piece of evidence that came or went; one with the same reference is the same piece."""
    if old == new:
        return
    gone, came = _left(old, new), _left(new, old)
    for proof in came:
        earlier = next((each for each in gone if _name(each) == _name(proof)), None)
        if earlier is None:
            yield entry.change(Kind.EVIDENCE_ADDED, "evidence", "", _words(proof))
            continue
        gone.remove(earlier)
        yield entry.change(Kind.DETAIL_CHANGED, "evidence", _words(earlier), _words(proof))
    for proof in gone:
        yield entry.change(Kind.EVIDENCE_REMOVED, "evidence", _words(proof))


def _left(proofs: Proofs, others: Proofs) -> list[Evidence]:
    """The pieces that the others do not have, each as often as it is missing there."""
    known = Counter(map(proof_said, others))
    left = []
    for proof in proofs:
        known[proof_said(proof)] -= 1
        if known[proof_said(proof)] < 0:
            left.append(proof)
    return left


def _name(proof: Evidence) -> str:
    return plain(proof.ref or proof.file)


def _words(proof: Evidence) -> str:
    return ", ".join(filter(None, (proof.ref, proof.file, text(proof.on))))

"""Evidence and assurance before and after: what was given, taken out, or given otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator

from ragplan.diff.change import Change, Told
from ragplan.diff.dating import meaning, same_date, text
from ragplan.diff.kinds import Kind
from ragplan.diff.wording import same, squeezed
from ragplan.model.plan import Assurance, Evidence

Proofs = tuple[Evidence, ...]


def same_evidence(old: Proofs, new: Proofs) -> bool:
    """Whether the same pieces of evidence are given, in any order."""
    return old == new or Counter(map(_plain, old)) == Counter(map(_plain, new))


def same_assurance(old: Assurance | None, new: Assurance | None) -> bool:
    """Whether the same party confirmed completion on the same day."""
    if old is None or new is None:
        return old is new
    return same(old.by, new.by) and same_date(old.on, new.on)


def evidence_changes(told: Told, old: Proofs, new: Proofs) -> Iterator[Change]:
    """Each piece of evidence that came or went; one with the same reference is the same piece."""
    if old == new:
        return
    gone, came = _left(old, new), _left(new, old)
    for proof in came:
        earlier = next((each for each in gone if _name(each) == _name(proof)), None)
        if earlier is None:
            yield told.change(Kind.EVIDENCE_ADDED, "evidence", "", _words(proof))
            continue
        gone.remove(earlier)
        yield told.change(Kind.DETAIL_CHANGED, "evidence", _words(earlier), _words(proof))
    for proof in gone:
        yield told.change(Kind.EVIDENCE_REMOVED, "evidence", _words(proof))


def _left(proofs: Proofs, others: Proofs) -> list[Evidence]:
    """The pieces that the others do not have, each as often as it is missing there."""
    known = Counter(map(_plain, others))
    left = []
    for proof in proofs:
        known[_plain(proof)] -= 1
        if known[_plain(proof)] < 0:
            left.append(proof)
    return left


def _plain(proof: Evidence) -> tuple[Hashable, ...]:
    return (squeezed(proof.ref), squeezed(proof.file), meaning(proof.on))


def _name(proof: Evidence) -> str:
    return squeezed(proof.ref or proof.file)


def _words(proof: Evidence) -> str:
    return ", ".join(filter(None, (proof.ref, proof.file, text(proof.on))))

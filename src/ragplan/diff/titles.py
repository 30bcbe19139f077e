"""Two titles to whether they name the same action: what is particular to them in their plan decides.

Plans are written by formula ("The Environment Agency will …"): words that stand in the titles of other
actions tell little, a word that stands in no other tells most.
"""

import math
import re
from collections.abc import Iterable
from typing import NamedTuple
from unicodedata import normalize

from ragplan.model.plan import Action
from ragplan.model.programme import Programme
from ragplan.model.wording import same

RECOGNISED = 0.55
"""The share of what is particular that two titles have in common where one is the other put differently.

Of the pairs of different actions of the plans that ragplan ships with, fewer than two in a hundred have
as much in common.
"""
SAME = 0.75
"""The same for titles with an absence or a closing between them."""

_STEM = 7
"""Letters of a word that count: ``publish`` and ``publication`` may differ behind them."""
_ENDINGS = ("ations", "ation", "ings", "ing", "ied", "ies", "ed", "es", "s")
_SHORTEST = 4
"""Letters that stay of a word without its ending."""
_WORDS = (
    "a all also an and any are as at be been being both by can each for from had has have how in into is "
    "it its may must not of on or our out per shall should that the their they this to was were what "
    "which who will with you your"
)
_FORMULA = frozenset(_WORDS.split())
"""Words that are particular to no title."""


class Titled(NamedTuple):
    """A ref, and a title that its action has or had."""

    ref: str
    title: str


class Titles:
    """The titles of a plan, now and before: what one is told apart from."""

    def __init__(self, titles: Iterable[Titled]) -> None:
        self._refs: dict[str, set[str]] = {}
        for ref, title in titles:
            for word in _words(title):
                self._refs.setdefault(word, set()).add(ref)

    def alike(self, ref: str, one: str, other: str, least: float = RECOGNISED) -> bool:
        """Whether two titles of a ref are one put differently."""
        return same(one, other) or self.likeness(ref, one, other) >= least

    def likeness(self, *titled: str) -> float:
        """How much of what is particular to two titles, given after their ref, they share: 0 to 1.

        Of a title that was cut or continued, most of the shorter one counts.
        """
        ref, *texts = titled
        words = [*map(_words, texts)]
        shared = [self._weight(ref, each) for each in _paired(*words)]
        if not shared[0]:
            return 0.0
        weights = [self._weight(ref, each) for each in words]
        whole = sum(shared) / sum(weights)
        if min(map(len, words)) < _FEW:
            return whole
        return max(whole, *(_PART * most / weight for most, weight in zip(shared, weights, strict=True)))

    def _weight(self, ref: str, words: Iterable[str]) -> float:
        others = (len(self._refs.get(word, set()) - {ref}) for word in sorted(words))
        return sum(1 / math.pow(1 + many, _RARITY) for many in others)


def other_action(
    titles: Titles, old: Programme, before: Action, after: Action, least: float = RECOGNISED
) -> bool:
    """Whether a ref stands for another action than it did in the programme ``old``.

    It does where nothing particular to its title has stayed, and where the title is what another action
    was called: then the refs have shifted, however alike the titles are.
    """
    if same(before.title, after.title):
        return False
    return shifted(old, after) or not titles.alike(after.ref, before.title, after.title, least)


def shifted(old: Programme, action: Action) -> bool:
    """Whether an action has the title that another one had in a programme as it was."""
    return any(
        each.ref != action.ref and each.organisation == action.organisation and same(each.title, action.title)
        for each in old.actions
    )


_RARITY = 0.7
"""How much less a word tells for each other title that has it."""
_FEW = 3
"""Words that a title must have for being a part of another to say something."""
_PART = 0.9
"""What a title counts that is part of another, of 1."""
_SLIP = 0.8
"""How alike two words are more than which where one is the other with a slip: ``recieve``, ``receive``."""


def _paired(first: frozenset[str], second: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The words of either title that the other has too, be it with a slip of the pen."""
    kept = first & second
    pairs = ((one, other) for one in sorted(first - kept) for other in sorted(second - kept))
    slips = [pair for pair in pairs if _slip(*pair)]
    return kept | {one for one, _ in slips}, kept | {other for _, other in slips}


def _slip(one: str, other: str) -> bool:
    """Whether a word is another one in other letters; a number never is."""
    from rapidfuzz.distance import Indel

    return one.isalpha() and other.isalpha() and Indel.normalized_similarity(one, other) > _SLIP


def _words(title: str) -> frozenset[str]:
    found = re.findall(r"\w+", normalize("NFKC", title).casefold())
    return frozenset(map(_stem, found)) - _FORMULA if found else frozenset()


def _stem(word: str) -> str:
    if word in _FORMULA:
        return word
    ending = next((end for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= _SHORTEST), "")
    return word.removesuffix(ending)[:_STEM].rstrip("e")

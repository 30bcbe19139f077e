"""The owners that a cell names: matched against the organisations that are known before it is split."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ragplan.alike import normal
from ragplan.english import flat
from ragplan.suggestion import did_you_mean

_LINES = re.compile(r"\n")
_SIGNS = re.compile(r"[,;/\n]")
_WORDS = re.compile(r"[,;/&\n]|\band\b")
_NOBODY = frozenset(
    ["n/a", "na", "tbc", "tba", "tbd", "none", "nobody", "to be confirmed", "to be agreed", "unknown", ""]
)
"""Words that stand where an owner's name is still missing."""
_LONGEST = 60
"""Characters of an organisation's name; what is longer is a sentence."""


class Owners(NamedTuple):
    """The codes of owners, in the order printed, and what a person must confirm about them."""

    codes: tuple[str, ...]
    doubts: tuple[str, ...] = ()


class Register:
    """The organisations that are known, and those that are met."""

    def __init__(self, known: Mapping[str, Iterable[str]]) -> None:
        """``known`` are the names and aliases of organisations by their codes."""
        self.found: dict[str, None] = {}
        names = [(name, code) for code, others in known.items() for name in (code, *others)]
        self._names = list(dict.fromkeys(name for name, _ in names))
        self._printed: dict[str, str] = {}
        """Names that are of no organisation of the list, as they were first printed."""
        self._codes = {normal(name): code for name, code in names}

    def owners(self, text: str) -> Owners:
        """The owners that a text names; none for one that is a sentence, or says that there is none yet."""
        if normal(flat(text)).strip(" .?-–") in _NOBODY:
            return Owners(())
        for parts in _ways(text):
            codes = [self._codes.get(normal(part)) for part in parts]
            if parts and all(codes):
                return self._met(Owners(tuple(code for code in codes if code)))
        if apart := self._apart(normal(re.sub(r"\s+", "", text))):
            said = f'The owners are printed "{text}"; read as {", ".join(apart)}.'
            return self._met(Owners(apart, (said,)))
        parts = [each for each in map(str.strip, _SIGNS.split(text)) if each]
        if any(len(part) > _LONGEST for part in parts):
            return Owners(())
        return self._met(self._unknown(parts))

    def _unknown(self, parts: list[str]) -> Owners:
        """Names of which not all are known: each as it is printed."""
        codes, doubts = [], []
        for part in parts:
            code = self._codes.get(normal(part))
            codes.append(code or self._printed.setdefault(normal(part), part))
            if code is None and self._names:
                hint = did_you_mean(part, self._names)
                said = f'Owner printed "{part}", which is no organisation of the list'
                doubts.append(f"{said}; {hint}" if hint else f"{said}.")
        return Owners(tuple(dict.fromkeys(codes)), tuple(doubts))

    def _apart(self, text: str) -> tuple[str, ...]:
        """Codes that a text is made of without a sign between them, if that can be in one way only."""
        if len(text) > _LONGEST:
            return ()
        names = {re.sub(r"\s+", "", name): code for name, code in self._codes.items()}
        ways: list[list[tuple[str, ...]]] = [[()], *([] for _ in text)]
        for end in range(1, len(text) + 1):
            for name, code in names.items():
                begin = end - len(name)
                if name and begin >= 0 and text.startswith(name, begin):
                    ways[end] += [(*way, code) for way in ways[begin]]
            ways[end] = ways[end][:2]
        whole = ways[len(text)]
        return whole[0] if len(whole) == 1 and len(whole[0]) > 1 else ()

    def _met(self, owners: Owners) -> Owners:
        self.found.update(dict.fromkeys(owners.codes))
        return owners


def _ways(text: str) -> Iterable[list[str]]:
    """The parts of a text as it may be meant: whole, by lines, by signs, by signs and words between names."""
    yield [flat(text)]
    for between in (_LINES, _SIGNS, _WORDS):
        yield [*filter(None, map(flat, between.split(text)))]

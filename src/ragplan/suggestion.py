"""A likely word for a mistyped one. It is only ever offered: a person decides."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from ragplan.alike import bare, odd

LIKENESS = 70
"""Out of 100, how alike two words must be for one to be offered for the other."""
LONGEST, MANY = 200, 10_000
"""Characters of a word, and words, beyond which looking for likeness costs more than it helps."""


def suggest(word: str, known: Iterable[str]) -> str | None:
    """The known word that looks like ``word``, else the one most like it; ``None`` where none is near."""
    words = tuple(known)
    if len(word) > LONGEST or len(words) > MANY:
        return None
    same = _as_they_look(words).get(bare(word).casefold())
    if same is not None:
        return same
    return _likest(word, words)


def _likest(word: str, words: tuple[str, ...]) -> str | None:
    scorer, extract, process = _likeness()
    best = extract(word, words, scorer=scorer, processor=process, score_cutoff=LIKENESS)
    return None if best is None else str(best[0])


@cache
def _likeness() -> tuple[Any, Any, Any]:
    """What tells how alike words are; few runs need it, and some need it ten thousand times."""
    from rapidfuzz import fuzz, process, utils

    return fuzz.ratio, process.extractOne, utils.default_process


@lru_cache(maxsize=8)
def _as_they_look(words: tuple[str, ...]) -> dict[str, str]:
    """Words by what they look like, of some that look the same the first."""
    return {bare(each).casefold(): each for each in reversed(words)}


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``did you mean 'due'?`` or nothing; a character that only looks like the right one is named."""
    likely = suggest(word, known)
    return asked(word, likely) if likely else ""


def asked(word: str, likely: str) -> str:
    """``did you mean 'due'?``, and what looks like a character of it."""
    differs = odd(word, likely)
    return f"did you mean {likely!r}?{f' here {differs}' if differs else ''}"

"""A likely word for a mistyped one. It is only ever offered: a person decides."""

from __future__ import annotations

from collections.abc import Iterable

from ragplan.alike import bare, odd

LIKENESS = 70
"""Out of 100, how alike two words must be for one to be offered for the other."""


def suggest(word: str, known: Iterable[str]) -> str | None:
    """The known word that looks like ``word``, else the one most like it; ``None`` where none is near."""
    words = list(known)
    same = [each for each in words if bare(each).casefold() == bare(word).casefold()]
    if same:
        return same[0]
    from rapidfuzz import fuzz, process, utils

    best = process.extractOne(
        word, words, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=LIKENESS
    )
    return None if best is None else str(best[0])


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``did you mean 'due'?`` or nothing; a character that only looks like the right one is named."""
    likely = suggest(word, known)
    return asked(word, likely) if likely else ""


def asked(word: str, likely: str) -> str:
    """``did you mean 'due'?``, and what looks like a character of it."""
    differs = odd(word, likely)
    return f"did you mean {likely!r}?{f' here {differs}' if differs else ''}"

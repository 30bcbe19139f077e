"""A likely word for a mistyped one. It is only ever offered: a person decides."""

from __future__ import annotations

from collections.abc import Iterable

LIKENESS = 70
"""Out of 100, how alike two words must be for one to be offered for the other."""


def suggest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like ``word``, or ``None`` where none is near."""
    from rapidfuzz import fuzz, process, utils

    best = process.extractOne(
        word, list(known), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=LIKENESS
    )
    return None if best is None else str(best[0])


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``did you mean 'due'?`` or nothing."""
    likely = suggest(word, known)
    return f"did you mean {likely!r}?" if likely else ""

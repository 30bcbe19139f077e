"""A text and replacements of stretches of it to the new text; nothing else of it is touched."""

import re
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from ragplan.diagnostics import Edit

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


class Replacement(NamedTuple):
    """What takes the place of the characters from ``start`` to before ``end``, which count from 0."""

    start: int
    end: int
    text: str


def line_starts(text: str) -> list[int]:
    """Where each line of a text begins, from 0, and behind the last where the text ends."""
    return [0, *accumulate(map(len, _LINES.findall(text)))]


def replaced(text: str, replacements: Iterable[Replacement]) -> str:
    """The text with every replacement made, those at one place in the order given.

    Of those that overlap only the last in the text is made.
    """
    pieces: list[str] = []
    end = len(text)
    for each in sorted(dict.fromkeys(replacements), key=lambda each: each[:2])[::-1]:
        if each.end <= end:
            pieces += (text[each.end : end], each.text)
            end = each.start
    return "".join((text[:end], *reversed(pieces)))


def mended(text: str, edits: Iterable[Edit]) -> str:
    """The text with every edit made, by the same rules."""
    starts = line_starts(text)

    def offset(line: int, column: int) -> int:
        return starts[line - 1] + column - 1

    return replaced(text, (Replacement(offset(*span[:2]), offset(*span[2:]), new) for span, new in edits))

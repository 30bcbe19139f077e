"""Text for a terminal: as wide as its columns, coloured by what it is."""

from __future__ import annotations

from collections.abc import Callable
from unicodedata import combining, east_asian_width

Paint = Callable[[str, str], str]
"""Colours a text for what it is: ``error``, ``warning``, ``info``, ``place``, ``code``, ``quiet``."""


def plain(text: str, _style: str) -> str:
    """Paint for places without colours."""
    return text


def wrapped(text: str, width: int) -> list[str]:
    """Lines of whole words, none wider than ``width`` columns; a longer word is cut."""
    lines = [""]
    for word in text.split(" "):
        rest = word
        while len(part := cut(rest, width)) < len(rest):
            lines.append(part)
            rest = rest[len(part) :]
        joined = f"{lines[-1]} {rest}" if lines[-1] else rest
        if cells(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(rest)
    return [line for line in lines if line]


def cut(text: str, width: int) -> str:
    """As much of a text's beginning as fits into ``width`` columns; one letter where none does."""
    taken = 0
    for at, letter in enumerate(text):
        taken += cells(letter)
        if taken > width:
            return text[: max(at, 1)] if width > 0 else ""
    return text


def shortened(text: str, width: int) -> str:
    """A text in ``width`` columns, with an ellipsis where some of it is left out."""
    if cells(text) <= width:
        return text
    part = cut(text, width - 1).rstrip()
    return f"{part}…" if cells(part) < width else "…"


def cells(text: str) -> int:
    """Columns that a text takes on a terminal: wide letters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1 for letter in text)

"""Plan text made safe for the plain places it lands in; HTML and Markdown are the reports' own."""

from __future__ import annotations

import unicodedata

_HIDDEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
_KEPT = ("\n", "\u00ad", "\u200d")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that begins with one of these for a formula."""


def terminal(text: str) -> str:
    """Text whose control and direction-changing characters are shown instead of obeyed."""
    if text.isprintable():
        return text
    return "".join(_shown(character) for character in _undisguised(text))


def _undisguised(text: str) -> str:
    """A file name whose bytes came in disguise, as they do where the locale knows no Unicode."""
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text


def _shown(character: str) -> str:
    if character in _KEPT or unicodedata.category(character) not in _HIDDEN:
        return character
    return " " if character == "\t" else f"\\u{ord(character):04x}"


def no_command(line: str) -> str:
    """A line that a build log does not take for a command, such as ``::error::`` or ``##[error]``."""
    bare = line.lstrip()
    if not bare.startswith(("::", "##[")):
        return line
    return f"{line[: len(line) - len(bare)]}\\{bare}"


def one_line(text: str) -> str:
    """Text for one line of a terminal: line breaks and runs of space become one space."""
    return terminal(" ".join(text.split()))


def spreadsheet(text: str) -> str:
    """Text for a cell: one that a spreadsheet would run as a formula gets a leading apostrophe."""
    return f"'{text}" if text.startswith(FORMULA) else text

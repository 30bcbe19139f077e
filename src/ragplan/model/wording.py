"""Whether two texts say the same: neither white space nor typography is a word."""

from __future__ import annotations

from unicodedata import normalize

_TYPOGRAPHY = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "‛": "'",
        "ʼ": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "‟": '"',
        "‐": "-",
        "‑": "-",
        "‒": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "…": "...",
        "œ": "oe",
        "Œ": "Oe",
        "æ": "ae",
        "Æ": "Ae",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "\u00ad": "",
        "\u200b": "",
        "\u2060": "",
        "\ufeff": "",
    }
)
"""Letters and marks that a word processor writes for those of a keyboard, and marks that nobody sees."""


def squeezed(text: str) -> str:
    """A text with single blanks for all white space, and each letter written in one way."""
    return " ".join(normalize("NFC", text).split())


def plain(text: str) -> str:
    """What a text says: squeezed, and as a keyboard writes quotation marks, dashes and joined letters."""
    said = squeezed(text)
    return said if said.isascii() else squeezed(said.translate(_TYPOGRAPHY))


def same(old: str, new: str) -> bool:
    """Whether two texts say the same: lines may break elsewhere, letters and quotes be others."""
    return old == new or plain(old) == plain(new)

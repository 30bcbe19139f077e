"""Whether two texts say the same, or anything: white space, typography and placeholders are no words."""

from __future__ import annotations

import re
from functools import cache, lru_cache
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


def folded(text: str) -> str:
    """What a text says, in small letters: the form in which copies of it are found."""
    return plain(text).casefold()


def same(old: str, new: str) -> bool:
    """Whether two texts say the same: lines may break elsewhere, letters and quotes be others."""
    return old == new or plain(old) == plain(new)


NOTHING = r"[-–—.…_?*/\s]+"
"""Signs that, alone in a text, say nothing."""
UNKNOWN = (
    r"(?:T\.?B\.?[CAD]\b\.?|to be (?:confirmed|advised|announced|determined))"
    r"(?: (?:in|at|during|before) (?:the |this |our )?(?:next )?(?:[\w&]+ ){0,3}?"
    r"(?:meeting|committee|board|group|session|workshop))?"
)
"""That a word is still to come: ``TBC``, ``to be confirmed at the next meeting``."""
_AT = (
    r"(?: (?:in|at|during) (?:the |this |our )?(?:next )?(?:[\w&]+ ){0,3}?(?:meeting|committee|board|group))?"
)
_SPOKEN = r"(?:an? |the )?(?:(?:further )?(?:verbal|oral) (?:update|report)|update)"
_GIVEN = r"(?:given|provided|presented|made|brought|reported)"
_ALONE = "|".join(
    (
        UNKNOWN,
        r"x{2,}|todo|placeholder|(?:insert|enter) (?:text|date|name)(?: here)?",
        rf"(?:an? )?(?:verbal|oral) update{_AT}",
        rf"{_SPOKEN} (?:(?:is )?to be {_GIVEN}|will be {_GIVEN}|(?:is )?awaited)(?: verbally)?{_AT}",
        r"(?:(?:update|details|more) )?(?:is |are )?to follow|awaiting (?:an? |the )?(?:verbal )?update",
        r"(?:(?:this |the )?(?:item|action|task|it)(?: is)? )?not (?:yet due|due yet|due)",
    )
)
"""What, alone on a line, says nothing yet, as boards write it."""
_ITEM = r"\s*(?:[-*•]\s+|\d+[.)]\s+)?(?:[\w /]{1,30}:\s+)?"
"""What stands on a line before its text: the mark of a list, a label."""
_LONGEST = 120
"""Characters of a text that may hold nothing but places."""


@cache
def _compiled(form: str) -> re.Pattern[str]:
    return re.compile(form, re.IGNORECASE)


def held_place(line: str) -> str:
    """The words of a line that only holds a place, such as "TBC in meeting"; ``""`` where it says more."""
    value = _compiled(_ITEM).sub("", line, count=1).strip(" ()[]*_\t")
    return value if _compiled(rf"(?:{_ALONE})[.?!]*").fullmatch(value) else ""


@lru_cache(maxsize=4096)
def said(text: str) -> str:
    """A text; ``""`` where it is empty, or holds no more than places for words still to come."""
    if len(text) > _LONGEST:
        return text
    lines = filter(None, text.splitlines())
    empty = all(_compiled(NOTHING).fullmatch(line) or held_place(line) for line in lines)
    return "" if empty else text

"""Texts that are the same to a reader: compared in one form, told apart by the characters that differ."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import name, normalize

_LIKE = {
    "A": "АΑ", "B": "ВΒ", "C": "СϹ", "E": "ЕΕ", "H": "НΗ", "I": "ІΙ", "J": "Ј", "K": "КΚ", "M": "МΜ",
    "N": "Ν", "O": "ОΟ", "P": "РΡ", "S": "Ѕ", "T": "ТΤ", "X": "ХΧ", "Y": "УΥ", "Z": "Ζ",
    "a": "а", "c": "с", "e": "е", "i": "і", "j": "ј", "o": "оο", "p": "рρ", "s": "ѕ", "v": "ν", "x": "х",
    "y": "у",
    "-": "‐‑‒–—―−⁃\u00ad", ".": "․", "/": "⁄∕", ",": "‚", "'": "’‘‛ʼ′", '"': "“”„‟″«»",
    "": "\u200b\u200c\u200d\u2060\ufeff",
}  # fmt: skip
"""Characters, and those of other alphabets and of typesetting that are printed as they are, or not at all."""
_WORD = r"\w+"
_QUOTES = "'\""


def normal(text: str) -> str:
    """A code or name in the one form in which they are compared: composed letters, in any case."""
    return (text if text.isascii() else normalize("NFC", text)).casefold()


def within(words: str, text: str) -> bool:
    """Whether whole words, one after the other, are those of a text; signs between words do not matter."""
    wanted = " ".join(re.findall(_WORD, words))
    return bool(wanted) and f" {wanted} " in f" {' '.join(re.findall(_WORD, text))} "


def looks(text: str) -> str:
    """A text as it looks: two that look the same are the same in this form."""
    if text.isascii():
        return text
    return normalize("NFC", normalize("NFKC", text.translate(_table())))


def bare(text: str) -> str:
    """A text as it looks, without the quotes around it."""
    return looks(text).strip(_QUOTES)


def odd(text: str, meant: str) -> str:
    """The characters of a text that one which looks like it is without: ``'А' is a Cyrillic capital letter
    a (U+0410)``; ``""`` where the two do not look the same.
    """
    if text.isascii() or bare(text).casefold() != bare(meant).casefold():
        return ""
    others = dict.fromkeys(each for each in text if not each.isascii() and each not in meant)
    curly = "".join(each for each in others if each in _LIKE['"'] + _LIKE["'"])
    told = [f"{each!r} is {called(each)}" for each in others if each not in curly]
    return ", ".join([*([f"{curly!r} are no quotes to a plan file"] if curly else []), *told[:3]])


def called(character: str) -> str:
    """A character's name in Unicode with its number: ``a no-break space (U+00A0)``."""
    words = re.sub(_ALPHABETS, lambda found: found[0].capitalize(), name(character, "character").lower())
    article = "an" if words[0] in "aeiou" and not words.startswith("one") else "a"
    return f"{article} {words} (U+{ord(character):04X})"


_ALPHABETS = "cyrillic|greek|latin|armenian|hebrew|arabic|cherokee"


@cache
def _table() -> dict[int, str]:
    return {ord(other): plain for plain, others in _LIKE.items() for other in others}

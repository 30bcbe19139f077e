"""Plan text made safe for the place it lands in; pages of HTML are the reports' own."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

_HIDDEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
_KEPT = ("\n", "\u00ad", "\u200d")
FORMULA = ("=", "+", "-", "@")
"""A spreadsheet takes a cell that begins with one of these, in any width, for a formula."""


def terminal(text: str) -> str:
    """Text whose control and direction-changing characters are shown instead of obeyed."""
    if text.isprintable():
        return text
    return "".join(_shown(character) for character in undisguised(text))


def undisguised(text: str) -> str:
    """A file name whose bytes came in disguise, as they do where the locale knows no Unicode."""
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text


def _shown(character: str) -> str:
    if not hidden(character):
        return character
    return " " if character == "\t" else f"\\u{ord(character):04x}"


def hidden(character: str) -> bool:
    """Whether a character is obeyed or not seen where it is printed; line breaks are neither."""
    return character not in _KEPT and unicodedata.category(character) in _HIDDEN


def no_command(line: str) -> str:
    """A line that a build log does not take for a command: ``::error::`` begins one, ``##[error]`` is
    one wherever it stands.
    """
    bare = line.lstrip()
    if bare.startswith("::"):
        line = f"{line[: len(line) - len(bare)]}\\{bare}"
    return line.replace("##[", "##\\[")


def guarded(text: str) -> str:
    """Text for people, of which no line is a command to a build log."""
    return "".join(map(no_command, text.splitlines(keepends=True)))


def one_line(text: str) -> str:
    """Text for one line of a terminal: line breaks and runs of space become one space."""
    return terminal(" ".join(text.split()))


def xml(text: str) -> str:
    """Text whose every character XML can hold; markup is left to the writer of XML."""
    return _not_xml().sub(lambda found: f"\\u{ord(found[0]):04x}", terminal(text))


@cache
def _not_xml() -> re.Pattern[str]:
    return re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def in_json(text: str) -> str:
    """JSON that a terminal or a build log may show: what would be an order stands as JSON's own escapes."""
    return "\n".join(map(_in_json, text.split("\n")))


def _in_json(line: str) -> str:
    if not line.isprintable():
        import json

        line = "".join(json.dumps(each)[1:-1] if hidden(each) else each for each in undisguised(line))
    return line.replace("##[", "#\\u0023[")


def inert(text: str) -> str:
    """Text on one line that no Markdown or HTML reader takes for anything but itself."""
    return unopened(literal(" ".join(text.split())))


def comment(text: str) -> str:
    """Text on one line of a comment on a forge, which obeys some that begin with a slash."""
    line = inert(one_line(text))
    return f"\\{line}" if line.startswith("/") else line  # GitLab would obey /close


@cache
def _calls() -> re.Pattern[str]:
    """What a forge would take for a call or a reference; a break that nobody sees stands after it."""
    return re.compile(
        r"[@%](?=[\w\"\\])"  # people and teams; milestones
        r"|(?:[#!^]|\\[~$]|\bgh-)(?=[\w\"\\])"  # issues, merge requests, labels, snippets
        r"|&amp;(?=\d)"  # epics
        r"|:(?=//|[\w+\\-]+:)"  # addresses; emoji
        r"|\bwww(?=\.)",
        re.IGNORECASE,
    )


def unopened(line: str) -> str:
    """A line that opens no heading, list or rule where it stands alone."""
    return _OPENING.sub(r"\1\\\2", line)


def literal(text: str) -> str:
    """Text whose every character stands for itself inside a line of Markdown or HTML.

    On a forge nobody is called by it, no issue is tied, nothing becomes a link; what a terminal would obey
    is shown.
    """
    shown = _ORDERS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    escaped = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _calls().sub(r"\g<0>&#8203;", _MARKUP.sub(r"\\\g<0>", escaped))


_ORDERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What a terminal obeys, and what turns the direction of words."""
_MARKUP = re.compile(r"[\\`*_\[\]|~$]")
_OPENING = re.compile(r"^(\d*)([#+\-=.)])(?=\s|$|#|-|=)")
"""What opens a heading, a list or a rule at the beginning of a line."""


def spreadsheet(text: str) -> str:
    """Text for a cell: one that a spreadsheet would run as a formula gets a leading apostrophe."""
    return f"'{text}" if _runs(text) else text


def _runs(text: str) -> bool:
    """Whether a cell would run as a formula, or would once apostrophes before it were taken off."""
    if text[:1].isalnum() and text[:1].isascii():
        return False  # as nearly every cell
    bare = text.lstrip("'")
    first = unicodedata.normalize("NFKC", bare.lstrip()[:1])
    return first.startswith(FORMULA) or bare.startswith(("\t", "\r"))


def from_spreadsheet(text: str) -> str:
    """The text of a cell without the apostrophe that ``spreadsheet`` gave it."""
    return text[1:] if text.startswith("'") and _runs(text[1:]) else text


def as_json(told: Any) -> str:
    """A value as JSON, indented by two spaces, that a terminal or a build log may show.

    Neither obeys any of it, and no word is lost.
    """
    return in_json(json.dumps(told, indent=2, ensure_ascii=False)) + "\n"


def unused_stem(words: Iterable[str], taken: Collection[str]) -> str:
    """The name of a file of such words, without its ending: safe on any system, none of those taken.

    Letters are without their accents.
    """
    bare = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", "-".join(words).casefold()))
    stem = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    return name

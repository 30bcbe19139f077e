"""A text to the YAML that says it: as it stands, in quotes, or as a block of lines."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ragplan.document.manner import LONG

_SIGNS = "-?:,[]{}#&*!|>'\"%@`="
"""What means something else to YAML where a text begins with it."""
_MISREAD = re.compile(
    r"(?: ~ | null | true | false | yes | no | on | off | y | n | << | \.{3} | -{3}"
    r" | [-+]? (?: \.[0-9_]+ | [0-9][0-9_]* (?: \.[0-9_]* )? ) (?: e[-+]?[0-9]+ )?"
    r" | [-+]? 0x[0-9a-f_]+ | [-+]? 0b[01_]+ | [-+]? 0o[0-7_]+"
    r" | [-+]? [0-9][0-9_]* (?: :[0-5]?[0-9] )+ (?: \.[0-9_]* )?"
    r" | [-+]? \.(?:inf|nan)"
    r" | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2} (?: (?:t|[ \t]+) [0-9:.]+ .* )? )",
    re.IGNORECASE | re.VERBOSE,
)
"""Texts that one program or another reads as nothing, a truth, a number or a day."""
_BARE = re.compile(r"true|false|[0-9]{4}(?:-[0-9Q]{2})?(?:-[0-9]{2})?|0|[1-9][0-9]*")
"""Flags, dates and numbers as plan files write them."""
_BLOCK = re.compile(r"\S(?:.*\S)?(?:\n|\Z)(?:(?:.*\S)?(?:\n|\Z))*")
"""A text of which a literal block keeps every character: no blank begins it or ends a line."""


class Block(NamedTuple):
    """A text as a block: what stands behind the field's name, and the lines below it without indentation."""

    header: str
    lines: Sequence[str]


def is_plain(text: str, *, bare: bool, inside: bool) -> bool:
    """Whether a text needs no quotes to be this text to every reader of YAML.

    ``bare`` lets dates, flags and numbers stand as they are; ``inside`` is for brackets and braces.
    """
    if bare and _BARE.fullmatch(text):
        return True
    return not (
        not text
        or text != text.strip()
        or text[0] in _SIGNS
        or ": " in text
        or " #" in text
        or text.endswith(":")
        or not text.isprintable()
        or _MISREAD.fullmatch(text)
        or (inside and re.search(r"[][{},:#?]", text))
    )


def quoted(text: str) -> str:
    """A text of one line in the plainest quotes that hold it."""
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def in_quotes(text: str, quote: str) -> str:
    """A text in the quotes asked for where they hold it, ``""`` for the plainest."""
    if not text.isprintable() or any(each != " " and each.isspace() for each in text):
        return _escaped(text)
    if quote == '"' and '"' not in text and "\\" not in text:
        return f'"{text}"'
    if quote == "'":
        return "'" + text.replace("'", "''") + "'"
    return quoted(text)


def _escaped(text: str) -> str:
    """A text in double quotes with its line ends, tabs and the like as escapes."""
    signs = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return '"' + "".join(signs.get(each) or _sign(each) for each in text) + '"'


def _sign(character: str) -> str:
    if character.isprintable():
        return character
    return f"\\u{ord(character):04X}" if ord(character) < 1 << 16 else f"\\U{ord(character):08X}"


def as_block(text: str, style: str) -> Block | None:
    """A text as a block in the style asked for, ``|`` or ``>``; ``None`` where no block keeps it whole."""
    if not _BLOCK.fullmatch(text) or text.endswith("\n\n") or not text.replace("\n", "").isprintable():
        return None
    lines = text.removesuffix("\n").split("\n")
    chomping = "" if text.endswith("\n") else "-"
    if style == ">" and not any(line.startswith(" ") for line in lines):
        folded = [each for line in lines for each in ((*_wrapped(line), "") if line else ("",))]
        return Block(f">{chomping}", folded[:-1])
    return Block(f"|{chomping}", lines)


def _wrapped(line: str) -> list[str]:
    """A line in pieces of at most ``LONG`` characters, broken at single spaces alone."""
    pieces = [""]
    for word in re.split(r"(?<=\S) (?=\S)", line):
        if pieces[-1] and len(pieces[-1]) + 1 + len(word) > LONG:
            pieces.append(word)
        else:
            pieces[-1] = f"{pieces[-1]} {word}" if pieces[-1] else word
    return pieces

"""Which lines of a mail are of the one that it answers, and which are a signature.

Many programs put ``>`` before the lines of the mail that is answered. Others put its head above it, as
Outlook does, and leave the lines as they were.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ragplan.english import flat

_SAID_BY = re.compile(r"^[^\n>][^\n]*(?:\n[^\n>][^\n]*)?\bwrote:[ \t]*\n(?=\s*>)", re.MULTILINE)
"""The line, or two, above a quotation that names its author."""
_HEAD = re.compile(
    r"^(?:[-_ ]{5,}[A-Za-z ]*[-_ ]*\n+)?(?P<first>From:[^\n]*)\n"
    r"(?:(?:Sent|Date|To|Cc|Subject|Importance):[^\n]*\n\s*){2,}",
    re.MULTILINE | re.IGNORECASE,
)
"""The head of the mail that is answered, above it; after it all is of that mail."""
_SIGNATURE = re.compile(r"^-- ?\n(?P<words>[^>]*?)(?=^>|\Z)", re.MULTILINE)
"""A signature, by the line that mail programs put above one (RFC 3676, section 4.3)."""


class Marked(NamedTuple):
    """The lines of a mail, those that are not its author's behind ``>``, and what was told by it."""

    lines: Sequence[str]
    notes: Sequence[str]


def marked(text: str) -> Marked:
    """A mail whose quotations and signature are marked as such."""
    text = "\n".join([*text.splitlines(), ""])
    notes = []
    if head := _HEAD.search(text):
        text = text[: head.start()] + _quoted(text[head.start() :])
        notes.append(f"below “{flat(head['first'])}” only the forms were read")
    text = _SAID_BY.sub(lambda found: _quoted(found[0]), text)
    if signature := _SIGNATURE.search(text):
        text = text[: signature.start()] + _quoted(signature[0]) + text[signature.end() :]
        notes += [f"the signature “{flat(signature['words'])}”"] if signature["words"].strip() else []
    return Marked(text.splitlines(), notes)


def _quoted(text: str) -> str:
    return "".join(f"> {line}" for line in text.splitlines(keepends=True))

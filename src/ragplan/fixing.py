"""A text and edits to the mended text; nothing else of it is touched."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ragplan.diagnostics import Edit

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


def mended(text: str, edits: Iterable[Edit]) -> str:
    """The text with every edit made, those at one place in the order given.

    Of edits that overlap only the last in the text is made.
    """
    starts = [0]
    for line in _LINES.findall(text):
        starts.append(starts[-1] + len(line))
    pieces: list[str] = []
    end = len(text)
    ordered = sorted(dict.fromkeys(edits), key=lambda edit: edit.span)
    for edit in reversed(ordered):
        first = starts[edit.span.line - 1] + edit.span.column - 1
        last = starts[edit.span.end_line - 1] + edit.span.end_column - 1
        if last <= end:
            pieces += (text[last:end], edit.text)
            end = first
    return "".join((text[:end], *reversed(pieces)))

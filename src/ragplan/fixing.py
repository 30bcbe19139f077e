"""A text and edits to the mended text; nothing else of it is touched."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ragplan.diagnostics import Edit

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


def mended(text: str, edits: Iterable[Edit]) -> str:
    """The text with every edit made. Of edits that overlap only the first is made."""
    starts = [0]
    for line in _LINES.findall(text):
        starts.append(starts[-1] + len(line))
    end = len(text)
    for edit in sorted(set(edits), key=lambda edit: edit.span, reverse=True):
        first = starts[edit.span.line - 1] + edit.span.column - 1
        last = starts[edit.span.end_line - 1] + edit.span.end_column - 1
        if last <= end:
            text = text[:first] + edit.text + text[last:]
            end = first
    return text

"""What a person may write for a commit."""

from __future__ import annotations

import re

_NAME = r"[\w@][\w./+#=%@,-]*"
_STEPS = r"(?:~[0-9]*|\^[0-9]*)*"
_REVISION = re.compile(_NAME + _STEPS)


def is_revision(text: str) -> bool:
    """Whether a text is a name or an id, and steps back from it, and nothing git reads in another way.

    Options, ranges, paths, searches and what only this clone remembers (``@{1}``) are not.
    """
    return _REVISION.fullmatch(text) is not None and ".." not in text

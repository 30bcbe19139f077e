"""Values as JSON that a terminal or a build log may show: it obeys none of it, and no word is lost."""

from __future__ import annotations

import json
from typing import Any

from ragplan.escaping import hidden, undisguised


def as_json(told: Any) -> str:
    """A value as JSON, indented by two spaces."""
    text = json.dumps(told, indent=2, ensure_ascii=False)
    return "".join(f"{_shown(line)}\n" for line in text.split("\n"))


def _shown(line: str) -> str:
    """A line in which what would be an order stands as JSON's own escapes."""
    if not line.isprintable():
        line = "".join(json.dumps(each)[1:-1] if hidden(each) else each for each in undisguised(line))
    return line.replace("##[", "#\\u0023[")

"""A Markdown text to the YAML between its first lines ``---``, and the body below them."""

import re
from typing import NamedTuple

from ragplan.document.problem import Problem

_FENCE = re.compile(r"(?:\A|(?<=[\r\n]))---[ \t]*(?:\r\n|\r|\n|\Z)")
_LINE_END = re.compile(r"\r\n|\r|\n")
UNCLOSED = Problem(
    "yaml-syntax",
    "the front matter begins here and is never closed",
    "write a line '---' below its last field",
)


class Parted(NamedTuple):
    """A Markdown text in two: ``front`` is its YAML, ``""`` for none; ``body`` begins on ``line``.

    Front matter of nothing but comments is none.
    """

    front: str
    body: str
    line: int


def is_markdown(path: str) -> bool:
    """Whether a file is Markdown, by its name in capitals or small letters."""
    return path.lower().endswith(".md")


def parted(text: str) -> Parted | None:
    """Part a text; ``None`` where the front matter is never closed."""
    opening = _FENCE.match(text)
    if opening is None:
        return Parted("", text, 1)
    closing = _FENCE.search(text, opening.end())
    if closing is None:
        return None
    head = text[: closing.end()]
    front = text[: closing.start()]
    says = any(not line.lstrip().startswith("#") and line.strip() for line in front.splitlines()[1:])
    return Parted(front if says else "", text[closing.end() :], len(_LINE_END.findall(head)) + 1)

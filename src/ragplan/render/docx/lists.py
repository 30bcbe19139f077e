"""Lists as a document numbers them: one of bullets, and one for each ordered list, which begins anew."""

from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from ragplan.render.docx.markup import DECLARED
from ragplan.render.docx.styles import W

BULLETS = "•–◦"
LEVELS = 9


def add(numbering: Any, lists: Sequence[tuple[int, int]]) -> int:
    """Add the lists of a document, each its depth and first number, to those that it has already.

    By how much their numbers are higher than in the text.
    """
    nums = [int(each.get(f"{W}numId")) for each in numbering.iter(f"{W}num")]
    kinds = [int(each.get(f"{W}abstractNumId")) for each in numbering.iter(f"{W}abstractNum")]
    offset, kind = max(nums, default=0), max(kinds, default=-1) + 1
    first = numbering.find(f"{W}num")
    at = len(numbering) if first is None else list(numbering).index(first)
    for index, text in enumerate((_kind(kind, bullets=True), _kind(kind + 1, bullets=False))):
        numbering.insert(at + index, _parsed(text))
    for text in _lists(lists, kind, offset):
        numbering.append(_parsed(text))
    return offset


def _kind(number: int, *, bullets: bool) -> str:
    levels = "".join(_level(depth, bullets=bullets) for depth in range(LEVELS))
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="hybridMultilevel"/>'
        f"{levels}</w:abstractNum>"
    )


def _level(depth: int, *, bullets: bool) -> str:
    form, text = ("bullet", BULLETS[depth % len(BULLETS)]) if bullets else ("decimal", f"%{depth + 1}.")
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def _lists(lists: Sequence[tuple[int, int]], kind: int, offset: int) -> Iterator[str]:
    yield f'<w:num w:numId="{offset + 1}"><w:abstractNumId w:val="{kind}"/></w:num>'
    for number, (depth, start) in enumerate(lists, offset + 2):
        yield (
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind + 1}"/><w:lvlOverride w:ilvl="{depth}">'
            f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        )


def _parsed(text: str) -> Any:
    return etree.fromstring(f"<w:numbering {DECLARED}>{text}</w:numbering>")[0]

"""A Markdown text as sections under its headings, with numbers, and with blocks between its passages."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ragplan.reports import prose
from ragplan.reports.blocks import Block, Manner, Markdown, Prose, Section, Text, Words

PROSE = "prose"
"""The role of a person's Markdown in a paper."""


class _Passage(NamedTuple):
    """A block at the top of a text. ``depth`` is that of a heading, from 1; 0 for anything else."""

    source: str
    depth: int = 0
    paragraph: bool = False
    number: str = ""
    blocks: tuple[Block, ...] = ()


def sections(
    text: str,
    blocks_of: Callable[[str], tuple[Block, ...]],
    role: str,
    *,
    headings: bool = True,
    paragraphs: bool = False,
) -> tuple[Block, ...]:
    """A Markdown text as blocks: sections of a ``role`` under its headings, passages between them.

    ``headings`` numbers the headings; ``paragraphs`` numbers the paragraphs of sections without
    sub-sections too. ``blocks_of`` makes blocks of the source of a paragraph that asks for some, ``()`` of
    any other.
    """
    made = (
        each._replace(blocks=blocks_of(each.source.strip())) if each.paragraph else each
        for each in _passages(text)
    )
    return tuple(_nested(list(_numbered(list(made), headings, paragraphs)), role))


def _passages(text: str) -> Iterator[_Passage]:
    """The blocks of a text; the depth of headings grows by one at a time and begins at 1."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    tokens = prose.reader("heading").parse("\n".join(lines))
    written: list[int] = []
    for index, token in enumerate(tokens):
        if token.level or token.map is None or token.nesting < 0:
            continue
        if token.type == "heading_open":
            depth = int(token.tag[1])
            written = [*(each for each in written if each < depth), depth]
            yield _Passage(tokens[index + 1].content, len(written))
        else:
            source = "\n".join(lines[token.map[0] : token.map[1]])
            yield _Passage(source, paragraph=token.type == "paragraph_open")


def _numbered(passages: list[_Passage], headings: bool, paragraphs: bool) -> Iterator[_Passage]:
    """The same with numbers: ``2.`` and ``2.3`` before headings, ``2.3`` before paragraphs."""
    counters: list[int] = []
    for passage, divided in zip(passages, _divided(passages), strict=True):
        if passage.depth:
            counters = _counted(counters, passage.depth)
            dot = "." if passage.depth == 1 else ""
            yield passage._replace(number=_number(counters) + dot) if headings else passage
        elif paragraphs and passage.paragraph and not passage.blocks and counters and not divided:
            counters = _counted(counters, 2)
            yield passage._replace(number=_number(counters))
        else:
            yield passage


def _number(counters: Iterable[int]) -> str:
    return ".".join(map(str, counters))


def _counted(counters: list[int], depth: int) -> list[int]:
    """The number that follows at a depth: ``[2, 3]`` after ``[2, 2]`` or ``[2, 2, 5]``."""
    above, last = counters[: depth - 1], counters[depth - 1 : depth] or [0]
    return [*above, last[0] + 1]


def _divided(passages: list[_Passage]) -> list[bool]:
    """For each passage, whether the section it stands in has sub-sections."""
    found: list[bool] = []
    start = 0
    for index, passage in enumerate([*passages, _Passage("", 1)]):
        if passage.depth == 1:
            section = passages[start:index]
            found += [any(each.depth > 1 for each in section)] * len(section)
            start = index
    return found


def _nested(passages: list[_Passage], role: str, depth: int = 1) -> Iterator[Block]:
    """What stands before the first heading of a depth, and then each heading with what stands under it."""
    starts = [index for index, each in enumerate(passages) if each.depth == depth]
    ends = [*starts, len(passages)]
    yield from _merged(passages[: ends[0]])
    for start, end in zip(starts, ends[1:], strict=True):
        within = tuple(_nested(passages[start + 1 : end], role, depth + 1))
        yield Section(_heading(passages[start]), within, role=role)


def _heading(passage: _Passage) -> Words:
    words = Markdown(passage.source)
    return (Text(passage.number, Manner.NUMBER), " ", words) if passage.number else (words,)


def _merged(passages: Iterable[_Passage]) -> Iterator[Block]:
    """Passages that follow each other as one, beginning with each number, and the blocks between them."""
    merged: list[_Passage] = []
    for passage in passages:
        if merged and (passage.number or passage.blocks):
            yield _joined(merged)
            merged = []
        if passage.blocks:
            yield from passage.blocks
        else:
            merged.append(passage)
    if merged:
        yield _joined(merged)


def _joined(passages: list[_Passage]) -> Prose:
    return Prose("\n\n".join(each.source for each in passages), PROSE, passages[0].number)

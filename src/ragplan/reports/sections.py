"""The body of a paper as numbered sections: headings, passages of Markdown, and tables between them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from ragplan.reports import prose

DEEPEST = 6
"""The last level of headings in HTML."""
Table = TypeVar("Table")


@dataclass(frozen=True, slots=True)
class Piece(Generic[Table]):
    """A stretch of a text: a heading of a ``level``, Markdown (``level`` is 0), or a table.

    ``number`` is empty where it has none. Of a heading ``text`` is one line of Markdown.
    """

    text: str
    number: str = ""
    level: int = 0
    table: Table | None = None


class _Block(NamedTuple):
    """A block at the top of a text. ``depth`` is that of a heading, from 1; 0 for anything else."""

    source: str
    depth: int = 0
    paragraph: bool = False


def pieces(
    text: str,
    table_of: Callable[[str], Table | None],
    *,
    top: int = 2,
    sections: bool = True,
    paragraphs: bool = False,
) -> tuple[Piece[Table], ...]:
    """A Markdown text in pieces, the headings from level ``top`` down.

    ``sections`` numbers the headings; ``paragraphs`` numbers the paragraphs of sections without
    sub-sections too. ``table_of`` makes a table of a paragraph that asks for one.
    """
    return tuple(_merged(_numbered(_blocks(text), table_of, top, sections, paragraphs)))


def _blocks(text: str) -> list[_Block]:
    """The blocks of a text; the depth of headings grows by one at a time and begins at 1."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    tokens = prose.reader("heading").parse("\n".join(lines))
    found: list[_Block] = []
    written: list[int] = []
    for index, token in enumerate(tokens):
        if token.level or token.map is None or token.nesting < 0:
            continue
        if token.type == "heading_open":
            depth = int(token.tag[1])
            written = [*(each for each in written if each < depth), depth]
            found.append(_Block(tokens[index + 1].content, len(written)))
        else:
            source = "\n".join(lines[token.map[0] : token.map[1]])
            found.append(_Block(source, paragraph=token.type == "paragraph_open"))
    return found


def _numbered(
    blocks: list[_Block], table_of: Callable[[str], Table | None], top: int, sections: bool, paragraphs: bool
) -> Iterator[Piece[Table]]:
    counters: list[int] = []
    divided = _divided(blocks)
    for index, block in enumerate(blocks):
        table = table_of(block.source.strip()) if block.paragraph else None
        if block.depth:
            counters = _counted(counters, block.depth)
            number = ".".join(map(str, counters)) if sections else ""
            yield Piece(block.source, number, min(top + block.depth - 1, DEEPEST))
        elif table is not None:
            yield Piece("", table=table)
        elif paragraphs and block.paragraph and counters and not divided[index]:
            counters = _counted(counters, 2)
            yield Piece(block.source, ".".join(map(str, counters)))
        else:
            yield Piece(block.source)


def _counted(counters: list[int], depth: int) -> list[int]:
    """The number that follows at a depth: ``[2, 3]`` after ``[2, 2]`` or ``[2, 2, 5]``."""
    above, last = counters[: depth - 1], counters[depth - 1 : depth] or [0]
    return [*above, last[0] + 1]


def _divided(blocks: list[_Block]) -> list[bool]:
    """For each block, whether the section it stands in has sub-sections."""
    found: list[bool] = []
    start = 0
    for index, block in enumerate([*blocks, _Block("", 1)]):
        if block.depth == 1:
            section = blocks[start:index]
            found += [any(each.depth > 1 for each in section)] * len(section)
            start = index
    return found


def _merged(found: Iterator[Piece[Table]]) -> Iterator[Piece[Table]]:
    """Passages that follow each other as one, beginning with each number."""
    passage: list[Piece[Table]] = []
    for piece in found:
        plain = not piece.level and piece.table is None
        if passage and (piece.number or not plain):
            yield _joined(passage)
            passage = []
        if plain:
            passage.append(piece)
        else:
            yield piece
    if passage:
        yield _joined(passage)


def _joined(passage: list[Piece[Table]]) -> Piece[Table]:
    return Piece("\n\n".join(piece.text for piece in passage), passage[0].number)

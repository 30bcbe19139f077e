"""A page as text for a terminal, wrapped and perhaps coloured, or for a pipe, a line a paragraph."""

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from rich.console import Console
from rich.text import Text as Styled

from ragplan.escaping import one_line
from ragplan.render.tables import Screen, table
from ragplan.reports.blocks import (
    Abbreviation,
    Bar,
    Block,
    Break,
    Cell,
    Chart,
    Columns,
    Day,
    Embedded,
    Facts,
    Form,
    FormLine,
    Heading,
    Item,
    Items,
    Legend,
    Link,
    Manner,
    Markdown,
    Note,
    Page,
    Paragraph,
    Prose,
    Quote,
    Section,
    Sign,
    Statement,
    Table,
    TableRow,
    Tag,
    Text,
    Words,
)

WIDEST = 80
"""Columns at most of words on a terminal; tables take what there is."""
NARROWEST = 20
"""Columns at least for words, however far they are set in."""
STEP = 2
"""Columns by which what stands below something is set in."""

TO_WRITE = "write"
"""The role of cells, and of their column, that stand empty for people to write in."""
BESIDE = ("rating",)
"""The roles of cells that stand beside a row's head, on its line."""

HEADING = "heading"
ADDRESS = "address"
"""The manner of an address, which is never broken."""
RED = "color(160)"
GREEN = "color(28)"
"""Colours of the fixed palette, which no theme changes: they are read on black and on white alike."""
_STYLES = {
    HEADING: "bold",
    Manner.QUIET.value: "dim",
    Manner.STRONG.value: "bold",
    Manner.LATE.value: f"bold {RED}",
    Manner.GONE.value: f"{RED} strike",
    Manner.COME.value: f"{GREEN} underline",
    "good": GREEN,
    "bad": f"bold {RED}",
}
"""How a terminal that has colours shows a manner or a tone."""
_AROUND = {Manner.GONE.value: ("[-", "-]"), Manner.COME.value: ("{+", "+}")}
"""What stands around words that went and words that came, where there are no colours."""

Piece = tuple[str, str]
"""Text, and its manner or tone."""


class TextLine(NamedTuple):
    """A line: its margin, by how much more the lines it is broken into are set in, and its pieces."""

    margin: int
    hang: int
    pieces: tuple[Piece, ...]


class TextGrid(NamedTuple):
    """A table of plain cells; ``right`` are the columns of numbers.

    ``long`` is the one column of words among numbers, which are not days; ``None`` for none.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...]
    long: int | None = None

    def in_a_pipe(self) -> "TextGrid":
        """The same with its long words last: where lines have no end, numbers do not stand behind them."""
        if self.long is None:
            return self
        order = [*self.right, self.long]
        header, *rows = (tuple(line[index] for index in order) for line in (self.header, *self.rows))
        return TextGrid(header, tuple(rows), tuple(range(len(self.right))))


Element = TextLine | TextGrid
BLANK = TextLine(0, 0, ())


def render(page: Page, screen: Screen) -> str:
    """A page as text, between whose parts an empty line stands."""
    head = [
        _line((page.heading,), manner=HEADING),
        *([_line((page.group,))] if page.group else []),
        *(_line(each.words, hang=STEP) for each in page.lines),
    ]
    return "".join(_drawn(_apart([*head, BLANK, *_blocks(page.blocks, 0)]), screen))


def lines_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Blocks as plain lines, none empty; a table among them a line a row."""
    for each in _blocks(blocks, 0):
        if isinstance(each, TextLine):
            yield from filter(None, (f"{' ' * each.margin}{_marked(each)}".rstrip(),))
        else:
            yield from (" · ".join(filter(None, row)) for row in (each.header, *each.rows))


def _apart(elements: Iterable[Element]) -> Iterator[Element]:
    """The same with one empty line where there are several, and none at the end."""
    blank = False
    for each in elements:
        if each == BLANK:
            blank = True
            continue
        if blank:
            yield BLANK
        blank = False
        yield each


def _blocks(blocks: Iterable[Block], margin: int) -> Iterator[Element]:
    for block in blocks:
        yield from _block(block, margin)


def _block(block: Block, margin: int) -> Iterator[Element]:  # noqa: C901, PLR0912 - one case a kind of block
    match block:
        case Paragraph(words, _) | Heading(words, _):
            yield from (_line(part, margin) for part in _broken(words))
        case Prose(text, _, number):
            numbered = f"{number} {text}" if number else text
            yield from (_line((line,), margin) if line.strip() else BLANK for line in numbered.splitlines())
        case Statement(text, _):
            yield from (_line((line,), margin) for line in text.splitlines() if line.strip())
        case Quote(words):
            yield _line(("“", *words, "”"), margin + STEP)
        case Note(text, query):
            yield _line((f"{'Query' if query else 'Note'}: {text}",), margin, STEP)
        case Facts(pairs, _):
            for name, said in pairs:
                words = (said.text,) if isinstance(said, Statement) else said
                yield _line((f"{name}: ", *words), margin, STEP)
        case Items(items, _, _):
            for item in items:
                yield from _item(item, margin)
        case Form(lines, caption, _, shown):
            yield from (_line((caption,), margin, manner=HEADING),) if shown else ()
            for line in lines:
                yield from _form_line(line, margin)
        case Section(heading, within, _, _, unseen, _, lead):
            yield from () if unseen else (BLANK, _line(heading, margin, manner=HEADING))
            yield from _blocks((*lead, *within), margin if unseen else margin + STEP)
        case Columns(columns):
            for column in columns:
                yield from _blocks(column, margin)
        case Embedded():
            yield from _blocks(block.page.blocks, margin)
        case Chart():
            yield from _block(block.table or Paragraph((block.said,)), margin)
        case Table(groups=groups) if any(_head(group) for group in groups):
            yield from _grouped(block, margin)
        case Table() | Legend():
            yield BLANK
            if isinstance(block, Table) and block.shown:
                yield _line((block.caption,), margin, manner=HEADING)
            yield from (_grid(block), BLANK)
        case Bar():
            return


def _item(item: Item, margin: int) -> Iterator[Element]:
    sign: Words = (item.sign, " ") if item.sign else ("- ",)
    yield _line((*sign, *item.words), margin, STEP)
    yield from _blocks(item.blocks, margin + STEP)


def _head(group: tuple[TableRow, ...]) -> Cell | None:
    """The cell that heads a group of rows."""
    return next((cell for row in group[:1] for cell in row.cells if cell.head == "rowgroup"), None)


def _grouped(table: Table, margin: int) -> Iterator[Element]:
    """A table group by group, below the names of its columns."""
    yield from (BLANK, _line((table.caption,), margin, manner=HEADING)) if table.shown else ()
    names = " · ".join(filter(None, (plain(column.words) for column in table.columns)))
    yield from (BLANK, _line((Text(names, Manner.QUIET),), margin)) if names else ()
    label = next((plain(column.words) for column in table.columns if column.role == TO_WRITE), "")
    for group in table.groups:
        yield from _group(group, margin, label)


def _group(group: tuple[TableRow, ...], margin: int, label: str) -> Iterator[Element]:
    """Rows below what heads them all: too much is said in their cells for a table of a terminal.

    Below the last row that a place to write is for stands a line for that, after its ``label``.
    """
    left = 0
    head = _head(group)
    above = list(_blocks(head.blocks, margin)) if head else []
    yield from (BLANK, *above[:1])
    yield from (each._replace(margin=each.margin + STEP) for each in above[1:] if isinstance(each, TextLine))
    for row in group:
        yield BLANK
        said = [cell for cell in row.cells if cell is not head and cell.role != TO_WRITE]
        yield from _record(said, margin + STEP)
        left = next((cell.rows for cell in row.cells if cell.role == TO_WRITE), left) - 1
        if left == 0:
            yield from (BLANK, _line((f"{label}: {'_' * NARROWEST}",), margin + STEP))


def _record(cells: Sequence[Cell], margin: int) -> Iterator[Element]:
    """A row as lines: beside what it is the row of stands its rating, below it all else."""
    line: list[Piece] = []
    for cell in sorted(cells, key=lambda cell: (cell.head == "", cell.role not in BESIDE)):
        if cell.head or cell.role in BESIDE:
            pieces = [each.pieces for each in _blocks(cell.blocks, 0) if isinstance(each, TextLine)]
            line += [("  ", "")] if line else []
            line += [piece for each in pieces for piece in (("; ", ""), *each)][1:]
    if line:
        yield TextLine(margin, STEP, tuple(line))
    for cell in cells:
        if not cell.head and cell.role not in BESIDE:
            yield from _blocks(cell.blocks, margin + (STEP if line else 0))


def _form_line(line: FormLine, margin: int) -> Iterator[Element]:
    """A label with what is said in one line beside it, or with what is longer below it; or with a box."""
    if line.role == "tick":
        yield _line((f"[ ] {line.label}",), margin, STEP)
        return
    inner = list(_blocks(line.blocks, 0)) or [TextLine(0, 0, (("_" * NARROWEST, ""),))]
    if len(inner) == 1 and isinstance(inner[0], TextLine):
        yield TextLine(margin, STEP, ((f"{_flat(line.label)}: ", ""), *inner[0].pieces))
    else:
        yield _line((f"{line.label}:",), margin)
        yield from _blocks(line.blocks, margin + STEP)


def _grid(block: Table | Legend) -> TextGrid:
    """A table as plain cells."""
    if isinstance(block, Legend):
        return _key(block)
    texts = [index for index, column in enumerate(block.columns) if not column.number]
    lines = block.grid()
    long = len(texts) == 1 and not all(map(_is_day, (line[texts[0]] for line in lines)))
    return TextGrid(
        tuple(plain(column.words) for column in block.columns),
        tuple(tuple(map(_cell, line)) for line in lines),
        tuple(index for index in range(len(block.columns)) if index not in texts),
        texts[0] if long else None,
    )


def _key(key: Legend) -> TextGrid:
    lines = [(plain(line.words), line.counts, line.meaning) for line in key.lines]
    lines += [(key.whole, key.sums, "")] if key.whole else []
    meant = ("Meaning",) if key.described else ()
    header = (key.title, *map(plain, key.columns), *meant)
    rows = ((name, *map("{:,}".format, counts), *[meaning for _ in meant]) for name, counts, meaning in lines)
    return TextGrid(header, tuple(rows), tuple(range(1, len(key.columns) + 1)))


def _is_day(cell: Cell | None) -> bool:
    block = cell.blocks[0] if cell and cell.blocks else None
    return isinstance(block, Paragraph) and isinstance(block.words[0], Day)


def _cell(cell: Cell | None) -> str:
    """A cell on one line."""
    if cell is None:
        return ""
    elements = _blocks(cell.blocks, 0)
    return "; ".join(_marked(each) for each in elements if isinstance(each, TextLine) and each != BLANK)


def plain(words: Words) -> str:
    """Words as plain text on one line."""
    return "".join(text for text, _ in _pieces(words))


def _line(words: Words, margin: int = 0, hang: int = 0, manner: str = "") -> TextLine:
    return TextLine(margin, hang, tuple((text, own or manner) for text, own in _pieces(words)))


def _broken(words: Words) -> Iterator[Words]:
    """Words by line."""
    for ends, line in groupby(words, lambda run: isinstance(run, Break)):
        if not ends:
            yield tuple(line)


def _pieces(words: Words) -> Iterator[Piece]:
    for run in words:
        match run:
            case str():
                yield _flat(run), ""
            case Text(_, Manner.UNSEEN):
                continue
            case Text(text, manner):
                yield _flat(text), manner.value
            case Link(text, target, _) if not target.startswith("#"):
                yield from ((f"{_flat(text)} ", ""), (_flat(target), ADDRESS))
            case Markdown(text) | Day(text, _) | Link(text, _, _) | Abbreviation(text, _):
                yield _flat(text), ""
            case Tag(label, mark, _, _):
                yield _flat(f"{mark} {label}".strip()), ""
            case Sign(mark, tone):
                yield mark, tone
            case Break():
                yield " ", ""


def _flat(text: str) -> str:
    """Text on one line, nothing of which a terminal obeys; space at its ends stays."""
    inner = one_line(text)
    return f"{' ' * text[:1].isspace()}{inner}{' ' * (text[-1:].isspace() and bool(inner))}"


def _drawn(elements: Iterable[Element], screen: Screen) -> Iterator[str]:
    console = _console(screen)
    for each in elements:
        if isinstance(each, TextGrid):
            grid = each if screen.width else each.in_a_pipe()
            yield table(grid.header, grid.rows, grid.right, screen)
        elif screen.width is None and not screen.colour:
            yield f"{' ' * each.margin}{_marked(each)}".rstrip() + "\n"
        else:
            pieces = [(text, _STYLES.get(manner, "")) for text, manner in each.pieces]
            text = Styled.assemble(*pieces) if screen.colour else Styled(_marked(each))
            yield _wrapped(text, each, console)


def _marked(line: TextLine) -> str:
    """The text of a line where no colours tell what went and what came."""
    return "".join("{1}{0}{2}".format(text, *_AROUND.get(manner, ("", ""))) for text, manner in line.pieces)


def _wrapped(text: Styled, line: TextLine, console: Console) -> str:
    addresses = (len(text) for text, manner in line.pieces if manner == ADDRESS)
    within = max(console.width - line.margin - line.hang, NARROWEST, *addresses)
    parts = text.wrap(console, within) or [Styled("")]
    for number, part in enumerate(parts):
        part.rstrip()
        part.pad_left(line.margin + (line.hang if number else 0))
    if console.no_color:
        return "".join(f"{part.plain}\n" for part in parts)
    with console.capture() as captured:
        for part in parts:
            console.print(part, soft_wrap=True)
    return captured.get()


def _console(screen: Screen) -> Console:
    return Console(
        file=io.StringIO(),
        width=min(screen.width or WIDEST, WIDEST),
        height=1,  # of no matter; else rich asks the terminal for it at every line
        no_color=not screen.colour,
        force_terminal=screen.colour,
        highlight=False,
    )

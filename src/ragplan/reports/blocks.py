"""What a paper is made of: a Page, which is a tree of a few frozen kinds of block.

A report says what, a format says how: a block carries words, tones, categories and marks, never a
colour, a size or markup. ``role`` tells blocks of one kind apart where a page looks at them
differently ("sentence", "quiet"); a format that does not know a role leaves it out.

Words are a tuple of runs; a plain ``str`` is text of ours or of a plan's, of which every character
stands for itself. Only ``Markdown`` is read as a person's Markdown.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from operator import is_
from typing import Any, NamedTuple, cast


class Manner(Enum):
    """How a piece of text stands in its line; the value names it in style sheets."""

    STRONG = "strong"
    QUIET = "quiet"
    NUMBER = "number"
    MISSING = "missing"
    """Words of ours in the place of words that are not there."""
    LABEL = "label"
    """The name of what follows."""
    UNSEEN = "unseen"
    """For who hears the page; everybody else sees a sign for it."""
    GONE = "gone"
    COME = "come"
    CODE = "code"
    LATE = "late"
    PHRASE = "phrase"
    """A line is not broken within it where there is room."""


class Text(NamedTuple):
    """Text in a manner of its own."""

    text: str
    manner: Manner


class Break(NamedTuple):
    """The end of a line inside words."""


class Day(NamedTuple):
    """A day in words; ``iso`` is for programs."""

    text: str
    iso: str


class Link(NamedTuple):
    """Text that leads to a place in the page (``#id``) or to an address."""

    text: str
    target: str
    manner: Manner | None = None


class Abbreviation(NamedTuple):
    """A short name, and the whole of it for who asks."""

    text: str
    whole: str


class Markdown(NamedTuple):
    """A person's Markdown, inside a line or as blocks of its own."""

    text: str


class Tag(NamedTuple):
    """A rating: its words, its mark and the category that gives its tint.

    ``by_date`` is one that nobody stated: only dates and empty rows say so, and its words say that.
    """

    label: str
    mark: str
    category: str
    by_date: bool = False


class Sign(NamedTuple):
    """The sign of good, neutral or bad news (``tone``)."""

    mark: str
    tone: str


Run = str | Text | Break | Day | Link | Abbreviation | Markdown | Tag | Sign
Words = tuple[Run, ...]


class Paragraph(NamedTuple):
    """Words of ours."""

    words: Words
    role: str = ""


class Heading(NamedTuple):
    """The heading of a cell or of an entry, in which no section can stand; ``id`` is where links lead."""

    words: Words
    id: str = ""


class Prose(NamedTuple):
    """A paper's Markdown as blocks: paragraphs, lists, quotations, code. ``number`` stands before it.

    Its lines flow; those of a ``Statement`` do not.
    """

    text: str
    role: str = ""
    number: str = ""


class Statement(NamedTuple):
    """What a person wrote in a field of a plan, in Markdown as blocks; a line ends where it ended there."""

    text: str
    role: str = ""


class Note(NamedTuple):
    """A note, or a query that a person must answer (``query``), in a person's Markdown."""

    text: str
    query: bool = False


class Quote(NamedTuple):
    """Words of the plan that are quoted, perhaps with what went and came in them."""

    words: Words


class Facts(NamedTuple):
    """Names and what they say: each a short line."""

    pairs: tuple[tuple[str, Words | Statement], ...]
    role: str = ""


class Item(NamedTuple):
    """One entry of a list: its words, what stands below them, and the sign before them.

    ``id`` is where links lead.
    """

    words: Words
    blocks: "tuple[Block, ...]" = ()
    sign: Sign | None = None
    id: str = ""


class Items(NamedTuple):
    """A list. ``label`` says to who cannot see it what it lists."""

    items: tuple[Item, ...]
    role: str = ""
    label: str = ""


class Column(NamedTuple):
    """The head of a column; ``role`` also gives its width, numbers stand to the right."""

    words: Words
    role: str = ""
    number: bool = False


class Cell(NamedTuple):
    """A cell: its blocks, over how many rows and columns it goes, and of what it is the head.

    ``head`` is ``row`` or ``rowgroup``, else ``""``. The role ``write`` is of an empty one to write in.
    """

    blocks: "tuple[Block, ...]"
    role: str = ""
    head: str = ""
    rows: int = 1
    columns: int = 1


class TableRow(NamedTuple):
    """A row of a table; a cell that goes over rows stands in the first of them only."""

    cells: tuple[Cell, ...]
    role: str = ""


class Table(NamedTuple):
    """A table whose rows stand in groups that a page keeps together.

    ``caption`` is seen only where ``shown``; a ``wide`` one scrolls in a frame that ``id`` names.
    """

    columns: tuple[Column, ...]
    groups: tuple[tuple[TableRow, ...], ...]
    caption: str = ""
    role: str = ""
    shown: bool = False
    wide: bool = False
    id: str = ""

    def grid(self) -> "list[list[Cell | None]]":
        """Each row's cells by column; ``None`` where one from above or from beside it goes on.

        One that goes over columns stands in the first of them that does not hold numbers.
        """
        return [line for group in self.groups for line in _spread(group, self.columns)]


def _spread(group: tuple[TableRow, ...], columns: tuple[Column, ...]) -> "list[list[Cell | None]]":
    lines: list[list[Cell | None]] = []
    width = len(columns)
    until = [0] * width
    for index, row in enumerate(group):
        line: list[Cell | None] = [None] * width
        free = (column for column in range(width) if until[column] <= index)
        for cell in row.cells:
            column = next(free)
            over = range(column, column + cell.columns)
            line[next((each for each in over if not columns[each].number), column)] = cell
            until[column : column + cell.columns] = [index + cell.rows] * cell.columns
        lines.append(line)
    return lines


class Part(NamedTuple):
    """A stretch of a bar: what it counts, and its share of the whole.

    ``by_date`` counts what nobody stated, as a ``Tag`` does.
    """

    label: str
    mark: str
    category: str
    number: int
    share: float
    by_date: bool = False


class Bar(NamedTuple):
    """A proportion bar. ``ends`` are what stands below its beginning and its end.

    ``length`` is its part of the whole width where several bars have one scale, ``label`` tells them apart.
    """

    parts: tuple[Part, ...]
    ends: tuple[str, str] | None = None
    length: float = 1.0
    label: str = ""

    @property
    def counts(self) -> Mapping[str, int]:
        """What it counts in all, by label; several parts may have the same."""
        found: dict[str, int] = {}
        for part in self.parts:
            found[part.label] = found.get(part.label, 0) + part.number
        return found


class Stack(NamedTuple):
    """A bar of a chart: its day, and its counts in the order of the chart's levels.

    ``counts`` is ``None`` where they are not known; ``late`` is what the narrow bar beside it counts.
    ``share`` stands above it, as ``57%``; ``""`` for nothing but the sum of its counts.
    """

    day: date
    counts: tuple[int, ...] | None
    late: int = 0
    share: str = ""


class Chart(NamedTuple):
    """Stacked bars from day to day, the first of the ``levels`` at their foot.

    ``title`` says what is counted, ``said`` what the bars show, for who does not see them; ``beside``
    what the narrow bars count, and ``above`` what the shares above the bars are, ``""`` for none. A format
    that draws nothing prints the ``table``, or where there is none what is said: so it is with a ``small``
    chart, which stands in a row of a table and has no words of its own.
    """

    title: str
    said: str
    levels: tuple[Tag, ...]
    stacks: tuple[Stack, ...]
    beside: str = ""
    above: str = ""
    table: Table | None = None
    small: bool = False
    id: str = ""


class LegendLine(NamedTuple):
    """A level of the key: its tag or plain words, its counts in the order of the columns, its meaning.

    ``category`` is that of the bar's part which plain words explain.
    """

    words: Words
    counts: tuple[int, ...]
    meaning: str = ""
    category: str = ""


class Legend(NamedTuple):
    """The levels of a bar or a rating key, each with what is counted at it; ``columns`` name the counts.

    ``title`` heads the levels, ``caption`` says to who cannot see it what is counted. ``whole`` names the
    sums of the counts, which a format says where it can show no bar; ``""`` for none. The levels of an
    ``inline`` one stand one after the other where a format can do that: it only explains a bar.
    """

    title: str
    columns: tuple[Words, ...]
    lines: tuple[LegendLine, ...]
    caption: str = ""
    whole: str = ""
    inline: bool = False

    @property
    def described(self) -> bool:
        """Whether it says what its levels mean."""
        return any(line.meaning for line in self.lines)

    @property
    def sums(self) -> tuple[int, ...]:
        """All counts of each column together."""
        return tuple(map(sum, zip(*(line.counts for line in self.lines), strict=True)))


class FormLine(NamedTuple):
    """A line of a form: its label, and what stands beside it; where nothing does, it is there to write on.

    ``role`` is ``asked`` where readers are asked to decide, ``tick`` where they have but to tick a box.
    """

    label: str
    blocks: "tuple[Block, ...]" = ()
    role: str = ""


class Form(NamedTuple):
    """Labels and what stands beside each, as on a cover sheet.

    ``caption`` is seen only where ``shown``: above lines that are headed together.
    """

    lines: tuple[FormLine, ...]
    caption: str
    role: str = ""
    shown: bool = False


class Section(NamedTuple):
    """A heading and what stands under it; its level follows from how deep it stands.

    An ``unseen`` heading is for who hears the page. ``id`` is where links lead. What stands under a
    ``folded`` one is shown where a reader opens it; what is made for paper is without. ``lead`` belongs to
    the heading: it stands below it, and beside the rest where there is room.
    """

    heading: Words
    blocks: "tuple[Block, ...]"
    id: str = ""
    role: str = ""
    unseen: bool = False
    folded: bool = False
    lead: "tuple[Block, ...]" = ()


class Columns(NamedTuple):
    """Blocks that stand side by side where there is room."""

    columns: "tuple[tuple[Block, ...], ...]"


class Embedded(NamedTuple):
    """A page inside another: its headings go down; ``id`` begins the names of the places in it.

    Of the page's own head nothing is shown: the one that takes it in says whose it is.
    """

    page: "Page"
    id: str

    def blocks(self) -> "tuple[Block, ...]":
        """The page's blocks, in which no place has a name of the page around them."""
        return cast("tuple[Block, ...]", _inside(self.page.blocks, f"{self.id}-"))


def _inside(made: Any, before: str) -> Any:
    """A block, a run, or a tuple of such, with names of places that begin with ``before``."""
    if isinstance(made, Embedded):
        return made._replace(id=before + made.id)
    parts = [_inside(each, before) if isinstance(each, tuple) else each for each in made]
    inside = made
    if not all(map(is_, parts, made)):
        inside = type(made)(*parts) if hasattr(made, "_fields") else tuple(parts)
    if isinstance(inside, Link) and inside.target.startswith("#"):
        return inside._replace(target=f"#{before}{inside.target[1:]}")
    return inside._replace(id=before + inside.id) if getattr(inside, "id", "") else inside


Block = (
    Paragraph
    | Heading
    | Prose
    | Statement
    | Note
    | Quote
    | Facts
    | Items
    | Table
    | Bar
    | Chart
    | Legend
    | Form
    | Section
    | Columns
    | Embedded
)


@dataclass(frozen=True, slots=True)
class Page:
    """A paper: what names it, and its blocks.

    ``name`` is the report's, and gives the page a style sheet of its own where there is one; ``title`` is
    the programme's or the paper's, ``heading`` the page's first line, ``lines`` what stands under it.
    ``as_of`` is the day in words, for the foot of a printed page and the window's title. ``said`` is what
    that title says between the two; ``foot`` is what the foot says instead, ``""`` for title and day.
    ``summary`` is what is said of a written page where its first block would be too long. ``large`` asks
    formats that are printed for large print: no text below 16 points; ``portrait`` for upright pages.
    """

    name: str
    title: str
    as_of: str
    blocks: "tuple[Block, ...]"
    group: str = ""
    heading: str = ""
    said: str = ""
    lines: tuple[Paragraph, ...] = ()
    foot: str = ""
    summary: tuple[Paragraph, ...] = ()
    large: bool = False
    portrait: bool = False

    def names(self) -> tuple[str, ...]:
        """The names of the pages in it, each once, its own last: each may have a style sheet."""
        inside = dict.fromkeys(name for page in _pages(self.blocks) for name in page.names())
        return (*(name for name in inside if name != self.name), self.name)


def _pages(blocks: tuple[Block, ...]) -> Iterator[Page]:
    """The pages that stand among blocks, under headings or side by side too."""
    for block in blocks:
        match block:
            case Embedded():
                yield block.page
            case Section():
                yield from _pages(block.blocks)
            case Columns():
                yield from (page for column in block.columns for page in _pages(column))
            case _:
                pass

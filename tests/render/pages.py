"""Random pages: every kind of block, filled with words that a reader of some format would take for markup."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from random import Random
from typing import TypeVar, get_args

from ragplan.reports.blocks import (
    Abbreviation,
    Bar,
    Block,
    Break,
    Cell,
    Chart,
    Column,
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
    LegendLine,
    Link,
    Manner,
    Markdown,
    Note,
    Page,
    Paragraph,
    Part,
    Prose,
    Quote,
    Run,
    Section,
    Sign,
    Stack,
    Statement,
    Table,
    TableRow,
    Tag,
    Text,
    Words,
)

KINDS = get_args(Block)
"""Every kind of block there is; one that no page here has fails a test."""
HOSTILE = (
    "", "<b>", "</td></table>", "<script>x</script>", "&amp;", "*stars*", "_under_", "`code`", "| pipe |",
    "[a](http://x)", "![i](u)", "# heading", "- item", "1. one", "> quote", "~~gone~~", "$x$", "{{ 7*7 }}",
    "{% raw %}", "\x1b[31mred", "\u202eback", "::error::x", "=1+1", "line\nbreak", "<!-- c -->", "\\", "'",
    '"', "@everyone", "[bold]x[/bold]",
)  # fmt: skip
HALF = 0.5
T = TypeVar("T")
LEVEL = Tag("Completed", "✓", "complete")


class Pages:
    """Makes pages by chance, the same for the same seed; ``said`` collects the words that they hold."""

    def __init__(self, seed: int) -> None:
        self.said: list[str] = []
        self._chance = Random(seed)
        self._numbers = count(1)

    def word(self) -> str:
        """A word that stands nowhere else; all that is looked for of a person's Markdown."""
        self.said.append(f"word{next(self._numbers)}word")
        return self.said[-1]

    def text(self) -> str:
        """A word between two pieces of what some reader would obey."""
        hostile = self._chance.choice(HOSTILE)
        return f"{hostile} {self.word()} {hostile}"

    def run(self) -> Run:
        """Any kind of run but what only the ear hears."""
        manner = self._chance.choice([each for each in Manner if each is not Manner.UNSEEN])
        target = self._chance.choice(["#there", "https://git.example.org/x?a=1&b=2"])
        return self._one(
            self.text,
            lambda: Text(self.text(), manner),
            lambda: Day(self.text(), "2014-01-27"),
            lambda: Link(self.text(), target),
            lambda: Abbreviation(self.text(), 'the "whole" <of> it'),
            lambda: Markdown(self.word()),
            lambda: Tag(self.text(), "✓", "complete", by_date=self._chance.random() < HALF),
            lambda: Sign("+", "good"),
            Break,
        )

    def words(self) -> Words:
        """A line of some runs."""
        return tuple(self.run() for _ in range(self._chance.randint(1, 3)))

    def small(self) -> tuple[Block, ...]:
        """Blocks that can stand in a cell or below a list's entry."""
        return (
            self._one(
                lambda: Paragraph(self.words()),
                lambda: Heading(self.words(), "heading"),
                lambda: Note(self.word(), query=self._chance.random() < HALF),
                lambda: Quote(self.words()),
                lambda: Prose(self.word(), number=self._chance.choice(["", "1.1"])),
                lambda: Statement(self.word()),
                lambda: Facts(((self.text(), self.words()), (self.text(), Statement(self.word())))),
                lambda: Items((Item(self.words()),)),
                lambda: Bar((Part("Completed", "✓", "complete", 1, 1.0),), length=0.5),
            ),
        )

    def table(self) -> Table:
        """Two columns, and a group in which one cell goes over two rows."""
        spanning = Cell(self.small(), "action", "rowgroup", 2)
        rows = (TableRow((spanning, Cell(self.small()))), TableRow((Cell(self.small()),)))
        return Table((Column(self.words()), Column(self.words(), "status")), (rows,), self.word(), shown=True)

    def chart(self) -> Chart:
        """A chart of two days, of which one is not known; what stands in it besides is drawn or said."""
        levels = (LEVEL, Tag(self._chance.choice(HOSTILE), "?", "none", by_date=self._chance.random() < HALF))
        stacks = (Stack(date(2014, 1, 27), (1, 2), 1, "33%"), Stack(date(2014, 2, 10), None))
        title = self._chance.choice(HOSTILE)
        return Chart(title, self.text(), levels, stacks, self._chance.choice(["", "the late"]), id="chart")

    def form(self) -> Form:
        """A line to write on, and one with a block beside it."""
        lines = (FormLine(self.text()), FormLine(self.text(), self.small(), "asked"))
        return Form(lines, self.word(), "sheet", shown=True)

    def key(self) -> Legend:
        """A level that perhaps says what it means."""
        meaning = self.text() if self._chance.random() < HALF else ""
        columns = (("Stated",), self.words())
        return Legend(self.text(), columns, (LegendLine((LEVEL,), (1, 0), meaning),), "Unseen", "All rows")

    def block(self, depth: int = 3) -> Block:
        """A block of any kind, with others inside it where it can hold some."""
        leaves = (
            lambda: Paragraph(self.words(), self._chance.choice(["", "sentence", "no-such-role"])),
            lambda: self.small()[0],
            self.form,
            self.chart,
            lambda: Bar((Part("Completed", "✓", "complete", 1, 0.5), Part("Not rated", "", "none", 1, 0.5))),
            self.key,
            self.table,
        )
        nests = (
            lambda: Items((Item(self.words(), self.small(), Sign("!", "bad")),)),
            lambda: Section(
                self.words(),
                (self.block(depth - 1),),
                "there",
                folded=self._chance.random() < HALF,
                lead=self.small(),
            ),
            lambda: Columns(((self.block(depth - 1),),)),
            lambda: Embedded(Page("any", "", "", (self.block(depth - 1),)), "annex"),
        )
        return self._one(*leaves, *(nests if depth else ()))

    def page(self, depth: int = 3) -> Page:
        """A page of three blocks."""
        blocks = tuple(self.block(depth) for _ in range(3))
        heading = self.text()
        return Page("any", heading, "27 January 2014", blocks, heading=heading)

    def _one(self, *makers: Callable[[], T]) -> T:
        return self._chance.choice(makers)()

"""The blocks of a page as the paragraphs and tables of a document."""

from collections.abc import Iterable

from ragplan.english import lowered
from ragplan.render.docx import drawing
from ragplan.render.docx.grids import APART, SWATCH, abreast, as_table, form, table
from ragplan.render.docx.ledger import Ledger
from ragplan.render.docx.markdown import NOTHING, STEP, Opening, passage, statement
from ragplan.render.docx.markup import TAB, Spot, paragraph, run
from ragplan.render.docx.sizes import Sizes
from ragplan.render.docx.words import runs, swatch
from ragplan.reports.blocks import (
    Bar,
    Block,
    Chart,
    Columns,
    Embedded,
    Facts,
    Form,
    Heading,
    Item,
    Items,
    Legend,
    LegendLine,
    Manner,
    Note,
    Paragraph,
    Prose,
    Quote,
    Run,
    Section,
    Statement,
    Table,
    Tag,
    Text,
    Words,
)

DEEPEST = 6
"""The deepest level of a heading."""
WIDEST = 12000
"""The width of a bar at most, in twentieths of a point."""
NUMBER = 640
"""How far the number before a paragraph hangs out, in twentieths of a point."""
SIGN = 380
"""The same of a sign before a list's entry."""
STYLES = {
    "sentence": "RagplanSentence",
    "title-of-page": "Title",
    "as-at": "RagplanAsAt",
    "subtitle": "Subtitle",
    "group": "RagplanGroup",
    "quiet": "RagplanQuiet",
    "footnote": "RagplanQuiet",
    "standing": "RagplanQuiet",
    "unrated": "RagplanQuiet",
    "more": "RagplanQuiet",
    "about": "RagplanQuiet",
    "of-plan": "RagplanQuiet",
    "head": "RagplanHead",
    "label": "RagplanHead",
}
"""The style of a paragraph by its role."""


BROAD = ("plan",)
"""Pages that lie on their side inside an upright one, as they do in the style sheets."""
BROAD_BEGINS, BROAD_ENDS = "\0begins\0", "\0ends\0"
"""What stands around blocks on pages that lie on their side in a document of upright ones."""
HEADED = '<w:p><w:pPr><w:pStyle w:val="Heading'
"""What a heading begins with."""


class Body:
    """Writes blocks; ``broad`` is the width of a page that lies on its side."""

    def __init__(self, broad: int, *, large: bool = False) -> None:
        self.ledger, self.sizes = Ledger(), Sizes(large)
        self._broad = broad

    def blocks(self, blocks: Iterable[Block], spot: Spot) -> str:
        """Blocks one below the other; what follows a table stands apart from it, else two would be one."""
        written: list[str] = []
        there = tuple(blocks)
        spots = (spot._replace(keep=spot.keep or "<w:keepNext/>" * kept) for kept in _leading(there))
        for made in filter(None, map(self._block, there, spots)):
            if written and written[-1].endswith("</w:tbl>") and not made.startswith(HEADED):
                written.append(APART)
            written.append(made)
        return "".join(written)

    def _block(self, block: Block, spot: Spot) -> str:  # noqa: C901, PLR0911, PLR0912 - one case a kind of block
        style = _style(getattr(block, "role", ""), spot)
        match block:
            case Paragraph(words, role):
                shown = swatch(role.removeprefix(SWATCH)) if role.startswith(SWATCH) else ""
                return paragraph(shown + self._runs(words), style, spot)
            case Heading(words, id):
                place = self._place(id)
                return paragraph(place + self._runs(words), "RagplanEntry", spot)
            case Prose(text, _, number):
                return self._prose(text, number, style, spot)
            case Statement(text, _):
                return statement(text, style, spot, self.ledger)
            case Note(text, query):
                opening = Opening(run("Query. ", "RagplanAsk")) if query else NOTHING
                named = "RagplanQuery" if query else "RagplanNote"
                return statement(text, named, spot.further(STEP // 2), self.ledger, opening)
            case Quote(words):
                return paragraph(self._runs(words), "RagplanWords", spot.further(STEP))
            case Facts(pairs, _):
                return "".join(self._fact(name, said, spot) for name, said in pairs)
            case Items(items, _, _):
                return "".join(self._item(item, style, spot) for item in items)
            case Table():
                caption = self._captioned(block.caption if block.shown else "", spot)
                return caption + table(block, spot, self.blocks, self.sizes)
            case Bar(_, ends):
                return self._bar(block, ends, spot)
            case Chart():
                return self._chart(block, spot)
            case Legend(inline=True):
                return self._legend(block, spot)
            case Legend():
                return table(as_table(block), spot, self.blocks, self.sizes)
            case Form():
                caption = self._captioned(block.caption if block.shown else "", spot)
                return caption + form(block, spot, self.blocks)
            case Section():
                return self._section(block, spot) if _on_paper(block) else ""
            case Columns(columns) if spot.cell or spot.left:
                return "".join(self.blocks(column, spot) for column in columns)
            case Columns(columns):
                return abreast(columns, spot, self.blocks)
            case Embedded(page):
                inner = self._turned(spot, broad=page.name in BROAD)
                return _around(self.blocks(block.blocks(), inner), spot, inner)

    def _runs(self, words: Words) -> str:
        return runs(words, self.ledger)

    def _prose(self, text: str, number: str, style: str, spot: Spot) -> str:
        if not number:
            return passage(text, style, spot, self.ledger)
        opening = Opening(run(number, "RagplanNumber") + TAB, NUMBER)
        return passage(text, style, spot.further(NUMBER), self.ledger, opening)

    def _fact(self, name: str, said: Words | Statement, spot: Spot) -> str:
        label = run(f"{name}: ", "RagplanQuietText")
        if isinstance(said, Statement):
            return statement(said.text, "RagplanFact", spot, self.ledger, Opening(label))
        return paragraph(label + self._runs(said), "RagplanFact", spot)

    def _item(self, item: Item, style: str, spot: Spot) -> str:
        inner, words = spot.further(SIGN), self._place(item.id) + self._runs(item.words)
        if item.sign:
            head = paragraph(self._runs((item.sign,)) + TAB + words, style, inner, hang=SIGN)
        elif _numbered(item):
            head = paragraph(words, style, inner, hang=SIGN)
        else:
            bullet = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
            head = paragraph(words, style, inner, hang=STEP, numbering=bullet)
        return head + self.blocks(item.blocks, inner)

    def _captioned(self, caption: str, spot: Spot) -> str:
        return paragraph(run(caption), "RagplanCaption", spot) if caption else ""

    def _bar(self, block: Bar, ends: tuple[str, str] | None, spot: Spot) -> str:
        room = round(min(spot.room - spot.left, WIDEST) * block.length)
        label = paragraph(run(block.label), "RagplanQuiet", spot) if block.label else ""
        drawn = paragraph(drawing.bar(block, room, self.ledger), "RagplanDrawing", spot)
        return (
            label + drawn + (paragraph(run(f"{ends[0]} to {ends[1]}"), "RagplanQuiet", spot) if ends else "")
        )

    def _chart(self, block: Chart, spot: Spot) -> str:
        if block.small and block.stacks:
            return paragraph(drawing.chart(block, self.ledger), "RagplanDrawing", spot)
        return self._block(block.table or Paragraph((block.said,)), spot)

    def _legend(self, key: Legend, spot: Spot) -> str:
        """What is counted, then the levels one after the other: ``On track 13, then 18``."""
        title = run(f"{key.title}: ", "RagplanQuietText")
        levels = run(" \N{EM SPACE}").join(self._level(line, key.columns[1:]) for line in key.lines)
        return paragraph(title + levels, _style("", spot), spot)

    def _level(self, line: LegendLine, others: Iterable[Words]) -> str:
        shown = swatch(line.category) if line.category else ""
        first, *more = (f"\N{NO-BREAK SPACE}{count:,}" for count in line.counts)
        rest = "".join(
            run(", ") + self._runs(tuple(map(_within_a_sentence, name))) + run(count)
            for name, count in zip(others, more, strict=True)
        )
        return shown + self._runs(tuple(map(_on_one_line, line.words))) + run(first, "Strong") + rest

    def _section(self, block: Section, spot: Spot) -> str:
        inner = spot if block.unseen else spot._replace(level=spot.level + 1)
        roles = block.role.split()
        inner = self._turned(inner, broad="wide" in roles)
        place = self._place(block.id)
        within = self.blocks((*block.lead, *block.blocks), inner)
        if block.unseen:
            return place + within
        leaf = (
            "<w:pageBreakBefore/>"
            if "appendix" in roles and inner.room == spot.room and not spot.cell
            else ""
        )
        free = (
            '<w:keepNext w:val="0"/>' if spot.cell else ""
        )  # else all of the table is kept with what follows
        style = f"Heading{min(spot.level, DEEPEST)}"
        heading = paragraph(
            place + self._runs(block.heading), style, spot._replace(keep=(spot.keep or free) + leaf)
        )
        return _around(heading + within, spot, inner)

    def _place(self, id: str) -> str:
        """A place that links lead to, where none of its name stands yet."""
        name = self.ledger.place(id)
        start = f'<w:bookmarkStart w:id="{len(self.ledger.placed)}" w:name="{name}"/>'
        return f'{start}<w:bookmarkEnd w:id="{len(self.ledger.placed)}"/>' if name else ""

    def _turned(self, spot: Spot, *, broad: bool) -> Spot:
        """A spot on a page that lies on its side, where that is wanted and it is not yet."""
        turns = broad and not spot.cell and not spot.left and spot.room < self._broad
        return spot._replace(room=self._broad) if turns else spot


def _on_paper(block: Block) -> bool:
    """Whether anything of a block is shown where nothing can be opened."""
    if not isinstance(block, Section):
        return True
    return not block.folded and (not block.blocks or any(map(_on_paper, block.blocks)))


def _numbered(item: Item) -> bool:
    """Whether an entry begins with a number of its own."""
    first = item.words[0] if item.words else ""
    return isinstance(first, Text) and first.manner is Manner.NUMBER


def _on_one_line(said: Run) -> Run:
    """A tag whose words stay together; other runs as they are."""
    return (
        said._replace(label=said.label.replace(" ", "\N{NO-BREAK SPACE}")) if isinstance(said, Tag) else said
    )


def _within_a_sentence(said: Run) -> Run:
    return lowered(said) if isinstance(said, str) else said


def _leading(blocks: tuple[Block, ...]) -> list[bool]:
    """Of each block whether it is a paragraph that leads to a table below it."""
    found: list[bool] = []
    leads = False
    for block in reversed(blocks):
        found.append(leads and isinstance(block, Paragraph))
        leads = isinstance(block, Table | Bar | Legend) or found[-1]
    return found[::-1]


def _around(written: str, spot: Spot, inner: Spot) -> str:
    """What is written on pages that are turned, between their begin and their end."""
    return written if inner.room == spot.room else f"{BROAD_BEGINS}{written}{BROAD_ENDS}"


def _style(role: str, spot: Spot) -> str:
    """The style of a role; small paragraphs stand close in a cell."""
    named = next((STYLES[each] for each in role.split() if each in STYLES), "")
    if spot.small:
        return "RagplanSmall"
    return named or ("RagplanCell" if spot.cell else "")

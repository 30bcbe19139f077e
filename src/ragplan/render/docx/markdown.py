"""A person's Markdown as paragraphs: emphasis, links and code as runs, lists as lists of Word's own."""

from collections.abc import Sequence
from typing import NamedTuple

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from ragplan.render.docx.ledger import Ledger
from ragplan.render.docx.markup import BREAK, Spot, paragraph, run
from ragplan.reports import markup, prose

STEP = 340
"""How far an entry of a list is set in, in twentieths of a point."""
DEEPEST = 8
"""The deepest level of Word's lists."""

_EMPHASIS = {"em": "<w:i/>", "strong": "<w:b/>"}


class Opening(NamedTuple):
    """What goes before the words of a text: runs, and how far they hang out to its left."""

    runs: str = ""
    hang: int = 0


NOTHING = Opening()


def statement(text: str, style: str, spot: Spot, ledger: Ledger, opening: Opening = NOTHING) -> str:
    """A field's Markdown, whose lines end where they ended there."""
    return _Writing(ledger, style).blocks(SyntaxTreeNode(markup.tokens(text)), spot, opening)


def passage(text: str, style: str, spot: Spot, ledger: Ledger, opening: Opening = NOTHING) -> str:
    """A paper's Markdown, whose lines flow."""
    return _Writing(ledger, style).blocks(SyntaxTreeNode(prose.reader().parse(text)), spot, opening)


def inline(tokens: Sequence[Token], ledger: Ledger) -> str:
    """A line of Markdown as runs."""
    return _line(SyntaxTreeNode(tokens), ledger)


def _line(parent: SyntaxTreeNode, ledger: Ledger) -> str:
    """The runs of a paragraph, or of all that stands on a line."""
    parts = (part.children if part.type == "inline" else [part] for part in parent.children)
    return "".join(_runs(each, ledger) for part in parts for each in part)


def _runs(node: SyntaxTreeNode, ledger: Ledger, style: str = "", *looks: str) -> str:
    match node.type:
        case "softbreak":
            return run(" ", style, *looks)
        case "hardbreak":
            return BREAK
        case "code_inline":
            return run(node.content, "RagplanCode", *looks)
        case "em" | "strong":
            looks = tuple(sorted({*looks, _EMPHASIS[node.type]}))
        case "link":
            return _link(node, ledger, *looks)
        case _ if not node.children:
            return run(node.content, style, *looks)
    return "".join(_runs(each, ledger, style, *looks) for each in node.children)


def _link(node: SyntaxTreeNode, ledger: Ledger, *looks: str) -> str:
    id = ledger.address(str(node.attrs.get("href", "")))
    words = "".join(_runs(each, ledger, "Hyperlink" if id else "", *looks) for each in node.children)
    return f'<w:hyperlink r:id="{id}" w:history="1">{words}</w:hyperlink>' if id else words


class _Writing(NamedTuple):
    """How blocks of Markdown are written: where their lists are counted, and their paragraphs' style."""

    ledger: Ledger
    style: str

    def blocks(self, root: SyntaxTreeNode, spot: Spot, opening: Opening) -> str:
        first, rest = root.children[:1], root.children[1:]
        if not opening.runs:
            return self._nodes(root.children, spot, 0)
        if not first or first[0].type != "paragraph":
            first, rest = [], root.children
        runs = opening.runs + "".join(_line(each, self.ledger) for each in first)
        return paragraph(runs, self.style, spot, hang=opening.hang) + self._nodes(rest, spot, 0)

    def _nodes(self, nodes: Sequence[SyntaxTreeNode], spot: Spot, depth: int) -> str:
        return "".join(self._node(each, spot, depth) for each in nodes)

    def _node(self, node: SyntaxTreeNode, spot: Spot, depth: int) -> str:
        match node.type:
            case "bullet_list" | "ordered_list":
                return self._list(node, spot.further(STEP), depth)
            case "blockquote":
                return self._nodes(node.children, spot.further(STEP), depth)
            case "fence":
                lines = (_code(line) for line in node.content.rstrip("\n").split("\n"))
                return paragraph(BREAK.join(lines), self.style, spot)
            case _:
                return paragraph(_line(node, self.ledger), self.style, spot)

    def _list(self, node: SyntaxTreeNode, spot: Spot, depth: int) -> str:
        level, number = min(depth, DEEPEST), 1
        written = []
        for index, item in enumerate(node.children):
            if node.type == "ordered_list" and (not index or "value" in item.attrs):
                number = self.ledger.ordered(level, int(item.info))
            numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            own = [each for each in item.children[:1] if each.type == "paragraph"]
            line = "".join(_line(each, self.ledger) for each in own)
            written.append(paragraph(line, self.style, spot, hang=STEP, numbering=numbering))
            written.append(self._nodes(item.children[len(own) :], spot, depth + 1))
        return "".join(written)


def _code(line: str) -> str:
    """A line of code, whose spaces stay."""
    return run(line.expandtabs(4).replace("  ", "\u00a0\u00a0"), "RagplanCode")

"""The Markdown of papers, from strangers, to safe HTML and to safe Markdown that says the same.

Paragraphs, emphasis, lists, quotations, code and links to the web are kept; HTML, images and everything
else is shown as the text it is. Headings are kept apart: ``ragplan.reports.sections`` numbers them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from ragplan.escaping import literal, unopened
from ragplan.reports import markup

BLOCKS = ("fence", "blockquote")
TAGS = markup.TAGS | {"pre", "blockquote"}


@cache
def reader(*more: str) -> MarkdownIt:
    """A reader of what papers may hold, and of the rules named beside it."""
    found = MarkdownIt("zero", {"html": False, "linkify": False})
    found.enable([*markup.RULES, *BLOCKS, *more])
    found.validateLink = _leads_to_the_web  # type: ignore[method-assign]
    return markup.keeping(found)


def _leads_to_the_web(url: str) -> bool:
    return url.partition(":")[0].lower() in markup.SCHEMES


@lru_cache(maxsize=1024)
def html(text: str) -> str:
    """Blocks of Markdown as HTML with no tag but a few harmless ones."""
    return _clean(reader().render(text)).strip()


def inline_html(text: str) -> str:
    """One line of Markdown as HTML without a block."""
    return _clean(reader().renderInline(text)).replace("\n", " ")


def _clean(rendered: str) -> str:
    return nh3.clean(
        rendered,
        tags=TAGS,
        attributes=markup.ATTRIBUTES,
        url_schemes=markup.SCHEMES,
        link_rel="nofollow noopener",
    )


@lru_cache(maxsize=1024)
def markdown(text: str) -> str:
    """Blocks of Markdown as Markdown that any forge reads as the page shows it."""
    return "\n".join(_blocks(SyntaxTreeNode(reader().parse(text)).children))


def heading_markdown(text: str) -> str:
    """One line of Markdown for a heading."""
    root = SyntaxTreeNode(reader().parseInline(text))
    return _CLOSING.sub(lambda run: "\\#" * len(run[0]), " ".join(_words(root.children).split()))


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> list[str]:
    """The lines of blocks; a tight item's paragraph and what follows it stand close."""
    lines: list[str] = []
    before: SyntaxTreeNode | None = None
    mark = ""
    for node in nodes:
        if before is not None and not (before.type == "paragraph" and before.hidden):
            lines.append("")
        if node.type in _LISTS:
            marks = _marks(node, mark if before is not None and before.type == node.type else "")
            mark = marks[-1]
            lines += _list(node, marks)
        else:
            lines += _block(node)
        before = node
    return lines


def _marks(node: SyntaxTreeNode, above: str) -> list[str]:
    """The marks of a list's items. Another sign begins another list for every reader: right below a list,
    whose last mark is ``above``, and where the numbers jump.
    """
    signs = _LISTS[node.type]
    sign = signs[above.endswith(signs[0])]
    marks: list[str] = []
    for item in node.children:
        if marks and "value" in item.attrs:
            sign = signs[sign == signs[0]]
        marks.append(f"{item.info}{sign}")
    return marks


def _block(node: SyntaxTreeNode) -> list[str]:
    """The lines of one block that is no list."""
    if node.type == "blockquote":
        return [f"> {line}".rstrip() for line in _blocks(node.children)]
    if node.type == "fence":
        return _fence(node.content)
    lines = _words(node.children).split("\n")
    return [unopened(line.strip()) for line in lines]


def _list(node: SyntaxTreeNode, marks: Iterable[str]) -> list[str]:
    lines: list[str] = []
    parts = [part for item in node.children for part in item.children]
    loose = any(part.type == "paragraph" and not part.hidden for part in parts)
    for mark, item in zip(marks, node.children, strict=True):
        if lines and loose:
            lines.append("")
        first, *rest = _blocks(item.children) or [""]
        lines.append(f"{mark}{first}".rstrip())
        lines += [f"{' ' * len(mark)}{line}".rstrip() for line in rest]
    return lines


def _fence(content: str) -> list[str]:
    ticks = "`" * max([3, *(len(run) + 1 for run in re.findall(r"`+", content))])
    return [ticks, *(line.rstrip() for line in content.rstrip("\n").split("\n")), ticks]


def _words(nodes: Iterable[SyntaxTreeNode]) -> str:
    """Inline Markdown; a line break stands for one in the text."""
    written: list[str] = []
    flat = list(_flat(nodes))
    for index, node in enumerate(flat):
        before = written[-1][-1:] if written and written[-1] else ""
        after = flat[index + 1] if index + 1 < len(flat) else None
        written.append(_word(node, before, after))
    return "".join(written)


def _flat(nodes: Iterable[SyntaxTreeNode]) -> Iterator[SyntaxTreeNode]:
    for node in nodes:
        if node.type == "inline":
            yield from node.children
        else:
            yield node


def _word(node: SyntaxTreeNode, before: str, after: SyntaxTreeNode | None) -> str:
    if node.type in _BREAKS:
        return _BREAKS[node.type]
    if node.type == "code_inline":
        return _code(node.content)
    if node.type in _EMPHASIS:
        return _emphasis(node, before, after)
    if node.type == "link":
        return _link(node)
    text = literal(_SPACE.sub(" ", node.content))
    return f"{text[:-1]}\\!" if text.endswith("!") else text


def _emphasis(node: SyntaxTreeNode, before: str, after: SyntaxTreeNode | None) -> str:
    """Stars where no reader can take them otherwise, else tags."""
    mark, tag = _EMPHASIS[node.type]
    inner = _words(node.children)
    following = after.content[:1] if after is not None and after.type == "text" else ""
    apart = after is None or after.type in _BREAKS or _APART.fullmatch(following)
    marked = inner[:1] in _MARKS or inner[-1:] in _MARKS
    if not marked and apart and _APART.fullmatch(before or " "):
        return f"{mark}{inner}{mark}"
    return f"<{tag}>{inner}</{tag}>"


def _code(content: str) -> str:
    if not content.strip() or "`" in content:
        return f"<code>{literal(content)}</code>"
    return f"`{content}`"


def _link(node: SyntaxTreeNode) -> str:
    address = str(node.attrs.get("href", ""))
    target = "".join(_ENCODED.get(character, character) for character in address)
    words = _words(node.children)
    if words == literal(address) and target == address:
        return f"<{address}>"
    return f"[{words}]({target})"


_LISTS = {"bullet_list": ("- ", "* "), "ordered_list": (". ", ") ")}
_CLOSING = re.compile(r"#+\Z")
"""What would close a heading."""
_BREAKS = {"softbreak": "\n", "hardbreak": "\\\n"}
_EMPHASIS = {"em": ("*", "em"), "strong": ("**", "strong")}
_SPACE = re.compile(r"[\x00-\x20\x85\u2028\u2029]+")
_APART = re.compile(r"[\s'\"“”‘’().,;:?–—-]")
"""What stands round a word that stars can mark."""
_MARKS = ("", " ", "\n", "*", "_", "`")
_ENCODED = {
    "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", " ": "%20", "\\": "%5C", "$": "%24", "`": "%60",
    "|": "%7C", "&": "&amp;",
}  # fmt: skip

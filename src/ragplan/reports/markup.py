"""Status text, which is Markdown from strangers, to safe HTML, to safe cells of a Markdown table, to tokens.

Emphasis, lists, code and links to the web are kept; HTML, images, headings and everything else is
shown as the text it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from ragplan.escaping import hidden, literal, unopened

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore

RULES = ("paragraph", "list", "newline", "escape", "backticks", "emphasis", "link", "autolink", "entity")
TAGS = {"p", "br", "em", "strong", "code", "ul", "ol", "li", "a"}
ATTRIBUTES = {"*": set[str](), "a": {"href"}, "ol": {"start"}, "li": {"value"}}
SCHEMES = {"http", "https", "mailto"}


class _Cells(RendererHTML):
    """HTML for one line of a Markdown file: its text cannot be taken for Markdown, its lists are lines."""

    def text(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return literal(tokens[idx].content)

    def code_inline(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return f"<code>{literal(tokens[idx].content)}</code>"

    def paragraph_open(self, *_: Any) -> str:
        return ""

    def paragraph_close(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return "" if tokens[idx].hidden else "<br><br>"

    def list_item_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        number = tokens[idx].info
        return f"<br>{number}. " if number else "<br>• "

    def list_item_close(self, *_: Any) -> str:
        return ""

    bullet_list_open = ordered_list_open = list_item_close

    def bullet_list_close(self, *_: Any) -> str:
        return "<br>"

    ordered_list_close = bullet_list_close


def keeping(reader: MarkdownIt) -> MarkdownIt:
    """A reader that drops no word: it shows what Markdown would leave out of a page."""
    reader.core.ruler.push("keeping", _keep)
    return reader


def _keep(state: StateCore) -> None:
    lists: list[list[Token]] = []
    for token in state.tokens:
        if token.type == "inline":
            token.children = list(_links(token.children or []))
        elif token.type == "fence" and token.info.strip():
            token.content = f"{token.info.strip()}\n{token.content}"
            token.info = ""
        elif token.type in ("ordered_list_open", "bullet_list_open"):
            lists.append([])
        elif token.type == "list_item_open":
            lists[-1].append(token)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            _number(lists.pop())


def _links(tokens: Sequence[Token]) -> Iterator[Token]:
    """Inline tokens in which a link without words shows its address, and one with a title says it."""
    link: Token | None = None
    seen = False
    for token in tokens:
        if token.type == "link_open":
            link, seen = token, False
        elif token.type == "link_close" and link is not None:
            if not seen:
                yield _text(str(link.attrs["href"]))
            title = str(link.attrs.pop("title", ""))
            yield token
            if title:
                yield _text(f" ({title})")
            continue
        seen = seen or any(not sign.isspace() and not hidden(sign) for sign in token.content)
        yield token


def _text(words: str) -> Token:
    return Token("text", "", 0, content=words)


def _number(items: Sequence[Token]) -> None:
    """Give the items of an ordered list the numbers that were typed, unless all were typed alike."""
    numbers = [int(item.info) for item in items if item.info]
    alike = len(set(numbers)) == 1
    for index, (item, number) in enumerate(zip(items, numbers, strict=False)):
        shown = number + index if alike else number
        item.info = str(shown)
        if index and shown != int(items[index - 1].info) + 1:
            item.attrSet("value", item.info)


@cache
def _reader(renderer: type[RendererHTML]) -> MarkdownIt:
    reader = MarkdownIt("zero", {"html": False, "breaks": True, "linkify": False}, renderer_cls=renderer)
    return keeping(reader.enable(list(RULES), ignoreInvalid=True))


def tokens(text: str) -> list[Token]:
    """Markdown as tokens, for formats that are not marked up by tags."""
    return _reader(RendererHTML).parse(text)


@lru_cache(maxsize=4096)
def html(text: str) -> str:
    """Markdown to HTML with no tag but a few harmless ones."""
    return _clean(_reader(RendererHTML).render(text)).strip()


@lru_cache(maxsize=4096)
def cell(text: str) -> str:
    """Markdown to one line that shows the same in a table of a Markdown file."""
    line = _clean(_reader(_Cells).render(text)).replace("\n", "")
    line = _BREAKS.sub("<br><br>", line).removeprefix("<br>").removeprefix("<br>")
    return unopened(line.removesuffix("<br>").removesuffix("<br>"))


_BREAKS = re.compile("(?:<br>){3,}")


def css_string(text: str) -> str:
    """Text as a quoted string of a style sheet."""
    return '"' + "".join(_css(character) for character in text) + '"'


def _css(character: str) -> str:
    plain = character.isalnum() or character in " -,.·"
    code = 0xFFFD if 0xD800 <= ord(character) <= 0xDFFF else ord(character)  # noqa: PLR2004 - half of one is none
    return character if plain else f"\\{code:06x} "  # the space ends the escape and is not shown


def _clean(rendered: str) -> str:
    return nh3.clean(
        rendered,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="nofollow noopener",
    )

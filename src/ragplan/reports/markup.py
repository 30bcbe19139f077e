"""Status text, which is Markdown from strangers, to safe HTML and to safe cells of a Markdown table.

Emphasis, lists, code and links to the web are kept; HTML, images, headings and everything else is
shown as the text it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML

from ragplan.escaping import literal, unopened

if TYPE_CHECKING:
    from markdown_it.token import Token

RULES = ("paragraph", "list", "newline", "escape", "backticks", "emphasis", "link", "autolink", "entity")
TAGS = {"p", "br", "em", "strong", "code", "ul", "ol", "li", "a"}
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


@cache
def _reader(renderer: type[RendererHTML]) -> MarkdownIt:
    reader = MarkdownIt("zero", {"html": False, "breaks": True, "linkify": False}, renderer_cls=renderer)
    return reader.enable(list(RULES), ignoreInvalid=True)


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
    return character if plain else f"\\{ord(character):06x} "  # the space ends the escape and is not shown


def _clean(rendered: str) -> str:
    return nh3.clean(
        rendered,
        tags=TAGS,
        attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
        url_schemes=SCHEMES,
        link_rel="nofollow noopener",
    )

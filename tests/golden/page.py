"""HTML as a browser would take it: its elements, its words, its style sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from markdown_it import MarkdownIt

VOID = {"meta", "br", "col", "img", "hr", "input", "link", "wbr"}
INLINE = {"a", "b", "code", "em", "span", "strong", "time"}


@dataclass
class Element:
    """One element: its start tag, and the words in it with one space for any run of white space."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


class Page(HTMLParser):
    """A page, read. Every tag must be closed in its turn; ``odd`` are comments and the like."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.style = ""
        self.odd: list[str] = []
        self._pieces: list[str] = []
        self._open: list[tuple[Element, int]] = []
        self.feed(source)
        self.close()
        assert self._open == [], "an element is never closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute of <{tag}> appears twice"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        self._apart(tag)
        if tag not in VOID:
            self._open.append((element, len(self._pieces)))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self._open, f"</{tag}> closes nothing"
        element, start = self._open.pop()
        assert element.tag == tag, f"</{tag}> closes <{element.tag}>"
        element.text = squeezed("".join(self._pieces[start:]))
        self._apart(tag)

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0].tag == "style":
            self.style += data
        else:
            self._pieces.append(data)

    def handle_comment(self, data: str) -> None:
        self.odd.append(data)

    def unknown_decl(self, data: str) -> None:
        self.odd.append(data)

    def handle_pi(self, data: str) -> None:
        self.odd.append(data)

    def _apart(self, tag: str) -> None:
        if tag not in INLINE:
            self._pieces.append("\n")

    @property
    def text(self) -> str:
        """All the words."""
        return squeezed("".join(self._pieces))

    @property
    def tags(self) -> list[str]:
        """The names of the elements, in order."""
        return [element.tag for element in self.elements]

    def named(self, *tags: str) -> list[Element]:
        """The elements of these names, in order."""
        return [element for element in self.elements if element.tag in tags]


def squeezed(text: str) -> str:
    """Text with one space for any run of white space."""
    return " ".join(text.split())


def sentences(text: str) -> list[str]:
    """The sentences and paragraphs of a printed cell; paragraphs are apart by two spaces."""
    return [part for part in re.split(r"  +|(?<=[.?!]) +", text) if part]


def as_page(markdown: str) -> Page:
    """Markdown as a forge shows it: tables and struck text known, HTML in it obeyed.

    The breaks that nobody sees, and that keep anybody from being called, are left out.
    """
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return Page(reader.render(markdown).replace("\u200b", ""))


CELL = re.compile(r"(?:\\[!-/:-@\[-`{-~]|[^|])*")


def columns(line: str) -> int:
    """The cells of a line of a Markdown table, counted as a forge does: only a backslash keeps a bar."""
    return len(re.findall(r"\|", CELL.sub("", line))) - 1


def uneven(markdown: str) -> list[str]:
    """The lines of tables that have another number of cells than the line that rules the table."""
    found: list[str] = []
    width = 0
    lines = markdown.splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if re.fullmatch(r"\|(:?-+:?\|)+", following):
            width = columns(following)
        if line.startswith("|") and columns(line) != width:
            found.append(line)
    return found

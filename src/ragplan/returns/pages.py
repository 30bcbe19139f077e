"""The words of a mail that is a page, as plain text: a line each, those of quotations behind ``>``."""

from __future__ import annotations

from html.parser import HTMLParser

from ragplan.english import flat

_BREAKING = frozenset(
    [
        "address",
        "blockquote",
        "br",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "hr",
        "li",
        "p",
        "pre",
        "table",
        "td",
        "tr",
    ]
)
_SPACED = frozenset(["p", "h1", "h2", "h3", "h4"])
"""Those with an empty line after them."""
_UNSEEN = frozenset(["script", "style", "title"])


def plain(page: str) -> str:
    """The plain text of a page."""
    reading = _Page()
    reading.feed(page)
    reading.close()
    reading.end_line()
    return "\n".join(reading.lines)


class _Page(HTMLParser):
    """A page as it is read."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._line = ""
        self._quotes = 0
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the library's own
        """A block, a quotation or something that is not shown begins."""
        self._unseen += tag in _UNSEEN
        if tag == "br":
            self.end_line(empty=True)
        elif tag in _BREAKING:
            self.end_line()
        self._quotes += tag == "blockquote"

    def handle_endtag(self, tag: str) -> None:
        """What began ends."""
        self._unseen = max(self._unseen - (tag in _UNSEEN), 0)
        if tag in _BREAKING:
            self.end_line()
        if tag in _SPACED:
            self.end_line(empty=True)
        if tag == "blockquote":
            self._quotes = max(self._quotes - 1, 0)

    def handle_data(self, data: str) -> None:
        """Words of a line."""
        if not self._unseen:
            self._line += data

    def end_line(self, *, empty: bool = False) -> None:
        """Begin another line; ``empty`` keeps one without words."""
        said = flat(self._line)
        if said or empty:
            self.lines.append(f"{'> ' * self._quotes}{said}")
        self._line = ""

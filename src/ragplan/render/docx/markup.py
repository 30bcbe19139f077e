"""WordprocessingML as text: runs, paragraphs, and plan text made safe for both.

Documents are written as text and parsed once: element by element they would take most of a page's time.
"""

import re
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from ragplan import escaping

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
}
DECLARED = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())
"""The namespaces as attributes of the element around a text of ours."""

_SPACE = re.compile(r"[ \t\r\n\f\v]+")


def flat(text: str) -> str:
    """Text on one line as XML holds it; what nobody would see is shown, no-break spaces stay."""
    return escape(escaping.xml(_SPACE.sub(" ", text)))


def quoted(text: str) -> str:
    """Text as an attribute's value, with the quotes around it."""
    return quoteattr(escaping.xml(_SPACE.sub(" ", text)))


def run(text: str, *styles: str) -> str:
    """Text as a run, by a character style and perhaps more properties, each an element as text."""
    return f'<w:r>{_looks(styles)}<w:t xml:space="preserve">{flat(text)}</w:t></w:r>' if text else ""


def _looks(styles: tuple[str, ...]) -> str:
    style, *more = styles or ("",)
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    inner = named + "".join(more)
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


BREAK = "<w:r><w:br/></w:r>"
TAB = "<w:r><w:tab/></w:r>"


class Spot(NamedTuple):
    """Where blocks stand: the width that they have and how far they are set in, in twentieths of a point.

    ``level`` is that of headings; ``cell`` is whether it is in a table, ``small`` in one of small print, and
    ``right`` at the right of a cell. ``keep`` is what keeps a paragraph with others, as elements or marks.
    """

    room: int
    left: int = 0
    level: int = 1
    cell: bool = False
    small: bool = False
    right: bool = False
    keep: str = ""

    def further(self, step: int) -> "Spot":
        """The same, set in by a step, as long as half of the width is left for words."""
        return self._replace(left=min(self.left + step, self.room // 2))


def paragraph(runs: str, style: str, spot: Spot, *, hang: int = 0, numbering: str = "") -> str:
    """Runs as a paragraph; its first line hangs out by ``hang``, where its number or sign stands."""
    inner = "".join(
        (
            f'<w:pStyle w:val="{style}"/>' if style else "",
            spot.keep,
            numbering,
            f'<w:tabs><w:tab w:val="left" w:pos="{spot.left}"/></w:tabs>' if hang else "",
            f'<w:ind w:left="{spot.left}" w:hanging="{hang}"/>' if spot.left or hang else "",
            '<w:jc w:val="right"/>' if spot.right else "",
        )
    )
    return f"<w:p>{f'<w:pPr>{inner}</w:pPr>' if inner else ''}{runs}</w:p>"

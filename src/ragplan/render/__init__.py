"""A Page as a file: one room a format, each with ``render``, which knows how; a report says what."""

from typing import NamedTuple


class Format(NamedTuple):
    """A format of papers: the module that makes it, and how its file ends.

    ``sized`` where it knows how large its words are printed. ``to_read`` where its file is there to be read:
    not for text, which is for a terminal, nor for mail, which is a draft to send.
    """

    module: str
    ending: str
    sized: bool = False
    to_read: bool = True


FORMATS = {
    "html": Format("ragplan.render.html", ".html", sized=True),
    "markdown": Format("ragplan.render.markdown", ".md"),
    "text": Format("ragplan.render.text", ".txt", to_read=False),
    "eml": Format("ragplan.render.mail", ".eml", to_read=False),
    "docx": Format("ragplan.render.docx", ".docx", sized=True),
    "xlsx": Format("ragplan.render.xlsx", ".xlsx"),
    "pdf": Format("ragplan.render.pdf", ".pdf", sized=True),
}
"""Every format of papers."""

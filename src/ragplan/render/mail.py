"""A page as a mail draft: a file that a mail program opens, ready to be addressed and sent by a person.

It holds the page as text and as HTML, and says whom it goes to nowhere. Mail programs read no style sheets,
so that the blocks of a mail carry their styles themselves.
"""

from email.charset import QP, Charset
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import compat32
from pathlib import Path

from ragplan.escaping import one_line
from ragplan.render import html, text
from ragplan.render.tables import Screen
from ragplan.render.templates import Templates
from ragplan.reports.blocks import Page

ENDING = "mail.html.j2"
WIDTH = 72
"""Columns of the text, which mail programs do not wrap well themselves."""
LONGEST = 200
"""Characters of a subject; the text below says all of it."""
_BOUNDARY = "=_ragplan"
"""What stands between the parts; quoted-printable text can hold no such thing."""
_POLICY = compat32.clone(linesep="\r\n")
"""Newer policies fold some subjects so that they begin with a blank, each version of Python others."""

TEMPLATES = Templates(__name__, ENDING, html.FILTERS, html.joined, others=html.ENDING)


def render(page: Page, project: Path | None = None) -> str:
    """A page as a draft; its subject is what it says of itself, else its day. Raises ``TemplateFault``."""
    subject = f"{page.said} ({page.title})" if page.said else f"{page.title}, as at {page.as_of}"
    return draft(subject, text.render(page, Screen(WIDTH)), TEMPLATES.page(page, project))


def draft(subject: str, plain: str, page: str) -> str:
    """A draft with a text and the same as HTML.

    It has no date and no id, so that the same plan gives the same bytes.
    """
    message = MIMEMultipart("alternative", _BOUNDARY, (_part("plain", plain), _part("html", page)))
    message["X-Unsent"] = "1"  # mail programs open it as something still to be sent
    line = one_line(subject)
    cut = line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
    written = "utf-8" if "=?" in cut else None  # else "=?utf-8?q?…?=" would be read as what it encodes
    message["Subject"] = Header(cut, written, header_name="Subject").encode(linesep=_POLICY.linesep)
    return message.as_bytes(policy=_POLICY).decode("ascii")


def _part(kind: str, content: str) -> MIMENonMultipart:
    utf8 = Charset("utf-8")
    utf8.body_encoding = QP
    part = MIMENonMultipart("text", kind)
    part.set_payload(content, utf8)
    return part

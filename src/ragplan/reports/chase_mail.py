"""A return as a mail draft: a file that a mail program opens, ready to be addressed and sent."""

from __future__ import annotations

import re
from collections.abc import Collection
from email.charset import QP, Charset
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import compat32

from ragplan.escaping import one_line
from ragplan.reports import words
from ragplan.reports.chase_view import ReturnView

LONGEST = 200
"""Characters of a subject; the text below says all of it."""
_BOUNDARY = "=_ragplan"
"""What stands between the parts; quoted-printable text can hold no such thing."""
_POLICY = compat32.clone(linesep="\r\n")
"""Newer policies fold some subjects so that they begin with a blank, each version of Python others."""


def draft(subject: str, text: str, html: str) -> str:
    """A draft with a text and the same as HTML; whom it goes to is the sender's to say.

    It has no date and no id, so that the same plan gives the same bytes.
    """
    message = MIMEMultipart("alternative", _BOUNDARY, (_part("plain", text), _part("html", html)))
    message["X-Unsent"] = "1"  # mail programs open it as something still to be sent
    line = one_line(subject)
    cut = line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
    message["Subject"] = Header(cut, header_name="Subject").encode(linesep=_POLICY.linesep)
    return message.as_bytes(policy=_POLICY).decode("ascii")


def _part(kind: str, text: str) -> MIMENonMultipart:
    utf8 = Charset("utf-8")
    utf8.body_encoding = QP
    part = MIMENonMultipart("text", kind)
    part.set_payload(text, utf8)
    return part


def subject(view: ReturnView) -> str:
    """What a draft is about."""
    many = len(view.items)
    need = "needs" if many == 1 else "need"
    return f"{view.code}: {words.counted(many, 'action')} {need} a word {view.occasion} ({view.title})"


def file_name(programme: str, code: str, taken: Collection[str]) -> str:
    """The name of a draft's file, safe on any system and unlike those that are taken."""
    stem = re.sub(r"[^a-z0-9]+", "-", f"{programme}-{code}".casefold()).strip("-")
    name, number = f"{stem}.eml", 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}.eml"
    return name

"""What came back in a mail: the lines of the form that ``chase`` drafts, by ref.

A line that was quoted and belongs to no form is what was sent. Anything else is for a person to read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from typing import Any, NamedTuple

from ragplan.english import flat
from ragplan.importing.tables.delimited import decoded
from ragplan.importing.tables.grid import EMPTY, SourceCell
from ragplan.reports.organisation.answers import (
    ANSWER,
    COMPLETED,
    NEXT,
    NO_CHANGE,
    RATING,
    STATUS,
    answer_on,
    answer_on_query,
)
from ragplan.returns.merging import TAKEN
from ragplan.returns.pages import plain
from ragplan.returns.quotations import marked
from ragplan.returns.returned import Line, Returned
from ragplan.returns.sending import Sending

FIELDS = {STATUS: "status", RATING: "rating", COMPLETED: "completed", NEXT: "next"}
"""The columns of the workbook that the lines of the form stand for."""
_QUOTED = re.compile(r"^[>|\s]*")
_LABELS = {label.casefold(): label for label in (*FIELDS, ANSWER)}
_LINE = re.compile(rf"({'|'.join(_LABELS)}) ?:(.*)", re.IGNORECASE)
_BOX = re.compile(rf"\[(.*)\] ?{NO_CHANGE}\b", re.IGNORECASE)
_ROOM = re.compile(r"_{3,}")
_HEADERS = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+\r?\n")
_FORM = re.compile(answer_on("(?P<ref>.+)", "(?P<code>.+)"))
_QUERY = re.compile(
    f"{answer_on_query('(?P<ref>.+)', '(?P<code>.+)')}|{answer_on_query('', '(?P<whose>.+)')}"
)


class Form(NamedTuple):
    """The form of a row: its ref and the organisation's code as they were printed."""

    ref: str
    code: str


@dataclass
class Mail:
    """What a mail says: by form and column, in the box, and beside the forms, a paragraph each.

    ``notes`` are what was read as no words of its author's.
    """

    answers: dict[Form, dict[str, str]] = field(default_factory=dict)
    tick: str = ""
    beside: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def codes(self) -> list[str]:
        """The organisations whose forms stand in it, answered or not."""
        return list(dict.fromkeys(form.code for form in self.answers))


def mail(data: bytes) -> Mail:
    """What a mail says, a saved one or the text alone."""
    reading = _Reading()
    lines, notes = marked(text_of(data))
    for line in lines:
        reading.take(line)
    reading.mail.notes += notes
    return reading.mail


def text_of(data: bytes) -> str:
    """The text of a saved mail, that of its page where it has no other, or of one without its headers."""
    head = _HEADERS.match(data)
    if head is None or not re.search(rb"(?im)^(?:subject|from|mime-version|content-type):", head[0]):
        return decoded(data)[0]
    message = message_from_bytes(data, policy=policy.default)
    text, page = (_content(message.get_body((kind,))) for kind in ("plain", "html"))
    return text if text.strip() else plain(page)


def _content(part: Any) -> str:
    return "" if part is None else str(part.get_content())


class _Reading:
    """A mail as it is read, line by line."""

    def __init__(self) -> None:
        self.mail = Mail()
        self.form: Form | None = None
        self.label = ""
        self.typed = False

    def take(self, line: str) -> None:
        """Read a line."""
        text = flat(_QUOTED.sub("", line))
        if found := _FORM.fullmatch(text):
            self.form, self.label = Form(found["ref"], found["code"]), ""
            self.mail.answers.setdefault(self.form, {})
        elif found := _QUERY.fullmatch(text):
            self.form, self.label = Form(f"the query on {found['ref'] or 'the file'}", ""), ""
        elif found := _BOX.match(text):
            self.mail.tick = self.mail.tick or found[1].strip()
            self.form = None
        elif self.form and (found := _LINE.fullmatch(text)):
            self.label = _LABELS[found[1].casefold()]
            self._say(found[2])
        elif not text:
            self.form, self.label, self.typed = (self.form if not self.label else None), "", False
        elif self.label:
            self._say(text)
        elif line.lstrip().startswith(">") and self.form is None:
            self.typed = False
        else:
            self._beside(text)

    def _say(self, text: str) -> None:
        """Words on a line of a form, or going on from it."""
        said = flat(_ROOM.sub(" ", text))
        if not said or self.form is None:
            return
        if self.label == ANSWER:
            self._beside(f"answer to {self.form.ref}: {said}")
            return
        answers = self.mail.answers[self.form] if self.form.code else {}
        before = answers.get(FIELDS[self.label], "")
        answers[FIELDS[self.label]] = f"{before} {said}".strip()

    def _beside(self, text: str) -> None:
        """Words beside the forms; those without an empty line between them are one paragraph."""
        if self.typed:
            self.mail.beside[-1] += f" {text}"
        else:
            self.mail.beside.append(text)
        self.typed = True


def as_returned(
    answers: Mapping[str, Mapping[str, str]],
    now: Mapping[str, Mapping[str, str]],
    organisation: tuple[str, str],
    said: Mail,
) -> Returned:
    """A mail as a workbook that came back with the rows alone that were answered.

    ``answers`` are cells under each row's key. What was sent with a mail is not known: it is taken to be what
    stands there ``now``.
    """
    programme, code = organisation
    rows = {key: now[key] for key in answers}
    lines = [
        Line("the form", {name: SourceCell(text) for name, text in {**cells, "key": key}.items()})
        for key, cells in answers.items()
    ]
    box = SourceCell(said.tick) if said.tick else EMPTY
    sending = Sending(programme, code, "", "", rows)
    beside = [f"beside the forms stands “{each}”" for each in said.beside]
    return Returned(sending, lines, frozenset(TAKEN), box, beside, said.notes)

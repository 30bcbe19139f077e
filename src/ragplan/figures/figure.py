r"""Figures: places in a paper that say the plan's own counts, as ``{{ positions overdue goal="3" }}``.

A figure is a term of the vocabulary and words that narrow it down: ``name=value``, or a word alone;
a value with spaces stands in quotation marks. ``\{{`` is no figure, and none stands in code.
``ragplan.figures.vocabulary`` lists the terms, ``ragplan.figures.faults`` says what is wrong with one.
"""

import re
from collections.abc import Iterator
from datetime import date
from shlex import shlex
from typing import NamedTuple

from ragplan.diagnostics import Route
from ragplan.figures.vocabulary import LAST_MEETING, TABLE
from ragplan.model.dates import plan_date
from ragplan.model.paper import Paper
from ragplan.model.programme import Programme


class Given(NamedTuple):
    """A word of a figure; ``value`` is ``None`` for a word alone."""

    name: str
    value: str | None = None


class Figure(NamedTuple):
    """A figure as written, from ``start`` to ``end`` of its text.

    ``broken`` says why it cannot be read; its ``name`` is then ``""``. One that stands ``alone`` is
    a paragraph of its own.
    """

    name: str
    given: tuple[Given, ...]
    text: str
    start: int
    end: int
    alone: bool = False
    broken: str = ""

    @property
    def table(self) -> bool:
        """Whether it asks for a table."""
        return self.name.startswith(TABLE)

    def value(self, name: str) -> str:
        """The value given for a word; ``""`` where there is none."""
        return next((each.value or "" for each in self.given if each.name == name), "")

    def has(self, name: str) -> bool:
        """Whether a word is given."""
        return any(each.name == name for each in self.given)


class FigureText(NamedTuple):
    """A text of a paper that may hold figures. ``route`` leads to it in the front matter.

    The body's is empty; the body begins on ``Paper.body_line``, and tables stand only there.
    """

    route: Route
    text: str

    @property
    def in_body(self) -> bool:
        """Whether it is the body."""
        return not self.route


FIELDS = (
    "title", "subtitle", "meeting", "item", "report_of", "author", "lead", "sponsor", "presenter", "purpose",
    "asks", "summary", "reasons", "communication", "next_steps",
)  # fmt: skip
"""The fields of one text each; notes, queries and annexes hold no figures: they are told as they are."""
_FOUND = (
    r"(?s)\\[\\`{]"  # an escaped sign
    r"|(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t\r]*\n).)*?(?<!`)(?P=ticks)(?!`)"  # code
    r"|`+"  # ticks that no others close
    r"|(?P<figure>\{\{(?P<words>(?:(?!\n[ \t\r]*\n)[^{}])*)\}\})"
    r"|(?P<unclosed>\{\{)"
)
_BLANK_AFTER = re.compile(r"[ \t\r]*(?:\Z|\n[ \t\r]*(?:\n|\Z))")
_STRAIGHT = str.maketrans("“”„", '"""')


def texts(paper: Paper) -> Iterator[FigureText]:
    """Every text of a paper that may hold figures, the body last."""
    for field in FIELDS:
        yield FigureText((field,), getattr(paper, field))
    for field in ("implications", "other"):
        for name, text in getattr(paper, field):
            yield FigureText((field, name), text)
    for index, considered in enumerate(paper.considered_by):
        yield FigureText(("considered_by", index, "what"), considered.what)
    for index, appendix in enumerate(paper.appendices):
        yield FigureText(("appendices", index, "title"), appendix.title)
        yield FigureText(("appendices", index, "text"), appendix.text)
    yield FigureText((), paper.body)


def status_date(programme: Programme, paper: Paper) -> date | None:
    """The day a paper's figures speak of: its own, else the meeting's, else a closed programme's last.

    Of a month it is the last day. ``None`` where nothing says it.
    """
    days = (when.last for when in (paper.as_at, paper.date) if when is not None)
    return next((day for day in days if day is not None), programme.calendar.last)


def figures(text: str) -> Iterator[Figure]:
    """Every figure of a text in order, those that cannot be read too."""
    if "{{" not in text:
        return
    for match in re.finditer(_FOUND, text):
        if match["figure"]:
            yield _figure(match, text)
        elif match["unclosed"]:
            yield _broken(match, "is never closed")


def since(figure: Figure, programme: Programme, as_at: date) -> date | None:
    """The day that a figure's word ``since`` means; ``None`` for none, or where no meeting was before."""
    value = figure.value("since")
    if value != LAST_MEETING:
        return plan_date(value).first
    return max((meeting for meeting in programme.calendar.meetings if meeting < as_at), default=None)


def _figure(match: re.Match[str], text: str) -> Figure:
    try:
        words = _words(match["words"])
    except ValueError:
        return _broken(match, "has a quotation mark that is never closed")
    if not words:
        return _broken(match, "is empty")
    size = 2 if words[0] == TABLE.strip() and len(words) > 1 and "=" not in words[1] else 1
    name, given = " ".join(words[:size]), tuple(map(_given, words[size:]))
    return Figure(name, given, match[0], match.start(), match.end(), _alone(match, text))


def _words(text: str) -> list[str]:
    reader = shlex(text.translate(_STRAIGHT), posix=True)
    reader.whitespace_split = True
    reader.commenters, reader.quotes, reader.escape = "", '"', ""
    return list(reader)


def _given(word: str) -> Given:
    name, sign, value = word.partition("=")
    return Given(name, value if sign else None)


def _broken(match: re.Match[str], why: str) -> Figure:
    return Figure("", (), match[0], match.start(), match.end(), broken=why)


def _alone(match: re.Match[str], text: str) -> bool:
    """Whether a figure is not indented and has nothing but empty lines around it."""
    before = text[: match.start()]
    return bool(_follows_blank(before) and _BLANK_AFTER.match(text, match.end()))


def _follows_blank(before: str) -> bool:
    if not before:
        return True
    if not before.endswith("\n"):
        return False
    return not before[:-1].rpartition("\n")[2].strip()

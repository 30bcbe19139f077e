"""A file's bytes to a document: its data, or the problems that keep it from being read."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple
from unicodedata import is_normalized, normalize

from ruamel.yaml.events import (
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from ragplan.diagnostics import FILE_START, Edit, Origin, Route, Span
from ragplan.document.conflicts import conflict
from ragplan.document.edits import mended
from ragplan.document.events import YAMLError, reader
from ragplan.document.front_matter import UNCLOSED, Parted, is_markdown, parted
from ragplan.document.places import DEPTH, LINE_ENDS, MERGE, Place, Places, examine
from ragplan.document.problem import Problem
from ragplan.document.stand_ins import stand_in

LARGEST = 5 * 1024 * 1024
"""Bytes in the largest file that is read."""

_MARK = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_OTHER_ENCODING = (
    "the file is UTF-16 text, not UTF-8",
    "save it as UTF-8; where .gitattributes gives it a working-tree-encoding, take that out",
)
_UNWANTED = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"


class SourceFile(NamedTuple):
    """A file as it was found: its path as told to people, its bytes, or why they could not be had."""

    path: str
    data: bytes = b""
    fault: str = ""


_TOP = Place(None, FILE_START, style=None)


@dataclass(frozen=True)
class Document:
    """A file that was read, or was not.

    ``data`` is a dict of text, lists and dicts, and empty where ``problems`` kept it from being
    read. ``text`` is without a byte order mark, which ``mark`` remembers. Of a Markdown file ``data``
    is the front matter, and empty without one; ``body`` is what stands below it.
    """

    path: str
    text: str
    data: dict[str, Any]
    problems: tuple[Problem, ...] = ()
    mark: bool = False

    @property
    def bytes(self) -> bytes:
        """The file's bytes: its text behind its mark."""
        return (_MARK if self.mark else b"") + self.text.encode("utf-8", "surrogatepass")

    def edited(self, edits: Iterable[Edit]) -> "Document":
        """The document with stretches of its text replaced, read again."""
        return self.with_text(mended(self.text, edits))

    def with_text(self, text: str) -> "Document":
        """The document with another text, read again."""
        return read(SourceFile(self.path, replace(self, text=text).bytes))

    @property
    def markdown(self) -> bool:
        """Whether this is a Markdown file, by its name."""
        return is_markdown(self.path)

    @cached_property
    def _parted(self) -> Parted:
        """The text as YAML and body; all of a YAML file is YAML."""
        return (parted(self.text) if self.markdown else None) or Parted(self.text, "", 1)

    @property
    def yaml(self) -> str:
        """The part of the text that is YAML, from its first line on."""
        return self._parted.front

    @property
    def body(self) -> str:
        """The part of a Markdown file below its front matter, its lines ended by line feeds."""
        return LINE_ENDS.sub("\n", self._parted.body)

    @property
    def body_line(self) -> int:
        """The line that the body begins on, from 1."""
        return self._parted.line

    @cached_property
    def places(self) -> Places:
        """Where every key, value and list item stands; found by reading the text once more."""
        return examine(self.yaml).places

    @cached_property
    def lines(self) -> list[str]:
        """The text's lines without their ends."""
        return LINE_ENDS.split(self.text)

    @cached_property
    def _texts(self) -> list[Span]:
        """Where texts and field names stand, in order."""
        places = self.places.values()
        keys = [place.key for place in places if place.key is not None]
        return sorted([place.value for place in places if place.scalar] + keys)

    def in_text(self, spot: tuple[int, int]) -> bool:
        """Whether a line and column lie inside a text or a field name, rather than in a comment."""
        before = bisect_right(self._texts, spot, key=lambda text: text[:2])
        return bool(before) and spot < self._texts[before - 1][2:]

    def in_brackets(self, route: Route) -> bool:
        """Whether the entry at a route stands in brackets or braces."""
        return any(self.places[route[:end]].style in ("[", "{") for end in range(len(route)))

    @property
    def yaml_lines(self) -> list[str]:
        """The lines of the part that is YAML, without their ends."""
        return self.lines[: self.body_line - 1] if self.markdown else self.lines

    def standing(self, route: Route) -> Route:
        """The steps of a route that stand in the file: a field that is not there is left out."""
        standing: Route = ()
        for step in route:
            if (*standing, step) in self.places:
                standing = (*standing, step)
        return standing

    def place(self, route: Route) -> Place:
        """The place of the entry at a route, or of the nearest one above it that is in the file."""
        there = self.places.get(route)  # as most are
        return there if there is not None else self.places.get(self.standing(route), _TOP)

    def span(self, route: Route, at_key: bool = False) -> Span:
        """What to point at for the entry at a route: its value, or its field name if ``at_key``."""
        place = self.place(route)
        return place.key if at_key and place.key is not None else place.spot

    def at(self, route: Route) -> Any:
        """The data at a route that stands in the file."""
        found: Any = self.data
        for step in route:
            found = found[step]
        return found

    def holding(self, pattern: re.Pattern[str]) -> Iterator[tuple[Route, str]]:
        """The texts of the data in which a pattern finds something, in the order of the file."""
        if pattern.search(self.yaml):
            yield from _holding(self.data, (), pattern)

    def stretch(self, span: Span) -> str:
        """The text that a span covers, as it stands in the file."""
        ends = [0, *(found.end() for found in LINE_ENDS.finditer(self.text))]
        first, last = ends[span.line - 1] + span.column - 1, ends[span.end_line - 1] + span.end_column - 1
        return self.text[first:last]

    def origin(self, *route: str | int) -> Origin:
        """The symbolic place of an entry of this file."""
        return Origin(self.path, route)


def _holding(data: Any, route: Route, pattern: re.Pattern[str]) -> Iterator[tuple[Route, str]]:
    if isinstance(data, str):
        if pattern.search(data):
            yield route, data
        return
    for step, inner in data.items() if isinstance(data, dict) else enumerate(data or ()):
        yield from _holding(inner, (*route, step), pattern)


def read(source: SourceFile) -> Document:
    """Read one file; never raises on what stands in it."""
    document = decoded(source)
    if document.problems:
        return document
    if "<<<<<<<" in document.text and (unmerged := conflict(document.lines)):
        return replace(document, problems=(unmerged,))
    if document.markdown:
        if parted(document.text) is None:
            return replace(document, problems=(UNCLOSED._replace(span=FILE_START),))
        if not document.yaml:
            return document
    try:
        data = _build(document.yaml)
        if not (document.yaml.isascii() or is_normalized("NFC", document.yaml)):
            data = _composed(data)
    except (_Trap, YAMLError):
        return replace(document, problems=examine(document.yaml).problems)
    hidden = tuple(_hidden(data, ())) if "\\" in document.text else ()
    return replace(document, data={} if hidden else data, problems=hidden)


def _composed(data: Any) -> Any:
    """Data whose letters and accents are one character where they can be, whatever keyboard they are from.

    Raises ``_Trap`` where two fields then have one name.
    """
    if isinstance(data, str):
        return normalize("NFC", data)
    if isinstance(data, list):
        return [_composed(part) for part in data]
    made = {normalize("NFC", key): _composed(part) for key, part in data.items()}
    if len(made) < len(data):
        raise _Trap
    return made


def _hidden(data: Any, route: Route) -> Iterator[Problem]:
    """Control characters that a text in double quotes writes as escapes."""
    if isinstance(data, str):
        if not data.isprintable() and (found := re.search(_UNWANTED, data)):
            yield Problem("unreadable-file", _invisible(found[0]), "remove the escape", route=route)
        return
    for step, part in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(step, str):
            yield from _hidden(step, (*route, step))
        yield from _hidden(part, (*route, step))


def _invisible(character: str) -> str:
    return f"there is an invisible control character (U+{ord(character):04X}) in the text"


def decoded(source: SourceFile) -> Document:
    """A file's text without its data, or why it is not text."""
    elsewhere = stand_in(source.data)
    if elsewhere is not None:
        named = Problem("unreadable-file", f"this is {elsewhere.what}", elsewhere.mend, FILE_START)
        return Document(source.path, elsewhere.begins.decode(), {}, (named,))
    text, problem = _decode(source)
    mark = source.data.startswith(_MARK)
    return Document(source.path, text, {}, () if problem is None else (problem,), mark)


def _decode(source: SourceFile) -> tuple[str, Problem | None]:
    """The file's text, or why it is not text."""
    if source.fault:
        return "", Problem("unreadable-file", source.fault, span=FILE_START)
    if len(source.data) > LARGEST:
        return "", Problem(
            "unreadable-file",
            f"the file is larger than {LARGEST // 1024 // 1024} MiB",
            "split it: an organisation's actions fit in far less",
            span=FILE_START,
        )
    try:
        text = source.data.removeprefix(_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        good = error.object[: error.start].decode("utf-8", "replace")
        if source.data.startswith(_UTF_16):
            return "", Problem("unreadable-file", *_OTHER_ENCODING, FILE_START)
        return good, Problem(
            "unreadable-file",
            f"the file is not UTF-8 text: byte {error.object[error.start]:#04x} cannot be read",
            "save it as UTF-8 (in a spreadsheet or editor: 'Save as', encoding UTF-8)",
            span=_point(good, len(good)),
        )
    unwanted = re.search(_UNWANTED, text) if not _clean(text) else None
    if unwanted is not None:
        return text, Problem(
            "unreadable-file",
            _invisible(unwanted[0]),
            "delete it; it often comes with text pasted from another program",
            span=_point(text, unwanted.start()),
        )
    return text, None


def _clean(text: str) -> bool:
    """A quick yes for text in which every character is printable or a line end."""
    return text.replace("\n", "").isprintable()


def _point(text: str, index: int) -> Span:
    """The one-character span at an index of a text."""
    before = LINE_ENDS.split(text[:index])
    line, column = len(before), len(before[-1]) + 1
    return Span(line, column, line, column + 1)


class _Trap(Exception):  # noqa: N818 - not an error: nobody outside sees it
    """Something that only ``examine`` can explain."""


def _build(text: str) -> dict[str, Any]:
    """The data of a text in which nothing is unusual.

    Raises ``_Trap`` or ``YAMLError`` where anything is.
    """
    event = reader(text)
    event()  # stream start
    event()  # document start
    start = event()
    if type(start) is not MappingStartEvent or start.anchor or start.ctag:
        raise _Trap
    data = _mapping(event, 1)
    if type(event()) is not DocumentEndEvent or type(event()) is not StreamEndEvent:
        raise _Trap
    if not data:
        raise _Trap
    return data


def _mapping(event: Any, depth: int) -> dict[str, Any]:
    data: dict[str, Any] = {}
    while True:
        key = event()
        if type(key) is not ScalarEvent:
            if type(key) is MappingEndEvent:
                return data
            raise _Trap
        name = key.value
        value = event()
        if key.anchor or key.ctag or name in data or name == MERGE:
            raise _Trap
        if type(value) is ScalarEvent:
            if value.anchor or value.ctag:
                raise _Trap
            data[name] = value.value
        else:
            data[name] = _collection(value, event, depth)


def _sequence(event: Any, depth: int) -> list[Any]:
    data: list[Any] = []
    while True:
        value = event()
        if type(value) is ScalarEvent:
            if value.anchor or value.ctag:
                raise _Trap
            data.append(value.value)
        elif type(value) is SequenceEndEvent:
            return data
        else:
            data.append(_collection(value, event, depth))


def _collection(start: Any, event: Any, depth: int) -> Any:
    kind = type(start)
    if depth == DEPTH or (kind is not MappingStartEvent and kind is not SequenceStartEvent):
        raise _Trap
    if start.anchor or start.ctag:
        raise _Trap
    return (_mapping if kind is MappingStartEvent else _sequence)(event, depth + 1)

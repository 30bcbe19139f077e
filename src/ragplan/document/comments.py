"""A document to the comments that may be words of a text: YAML drops what follows ``#`` outside quotes."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from ragplan.diagnostics import Route, Span
from ragplan.document.reader import Document

_MARK = re.compile(r"(?<=[ \t\[{,])#")
"""What may begin a comment behind other words."""
_DIRECTED = re.compile(r"(?:^|[ \t])# *ragplan: *ignore\[")
"""A comment that is meant for ragplan, whatever stands before it."""
_NUMBER = re.compile(r"#[0-9]")
_NUMBERED_LINE = re.compile(r"[ \t]+(?=#[0-9])")


class Cut(NamedTuple):
    """A comment where the words of an unquoted or empty value would go on, and the entry's route.

    ``text`` is the stretch from the value's first word to the end of value and comment. ``numbers``
    tells that each ``#`` in the comment begins a number, as in ``Ward #4``.
    """

    route: Route
    comment: Span
    words: str
    text: Span

    @property
    def numbers(self) -> bool:
        """Whether ``Ward #4`` is all that stands in it, and no remark such as ``# ask Ann``."""
        return not re.search(r"(?:^|[ \t])#(?![0-9])", self.words)


def cuts(document: Document) -> Iterator[Cut]:
    """The comments of a document that may be words of a text, in order.

    A comment on a line of its own may be one only directly below the text, indented deeper than its
    field, and with a number: ``#12 on the register``. Comments that address ragplan are none.
    """
    lines = document.yaml_lines if "#" in document.yaml else []
    marked = [(number, line) for number, line in enumerate(lines, 1) if "#" in line]
    found = {number: marks for number, line in marked if (marks := _marks(line))}
    if not found:
        return
    entries = sorted(
        ((place.value, route) for route, place in document.places.items() if place.scalar),
        key=lambda entry: entry[0],
    )
    starts = [value[:2] for value, _ in entries]
    above: Cut | None = None
    for number, marks in found.items():
        at = next((each for each in marks if not document.in_text((number, each + 1))), None)
        words = "" if at is None else _DIRECTED.split(lines[number - 1][at:])[0].rstrip()
        if at is None or not words:
            continue
        comment = Span(number, at + 1, number, at + 1 + len(words))
        after = bisect_right(starts, comment[:2])
        for _, route in entries[max(after - 1, 0) : after + 1]:
            value = _value(document, route, above)
            if document.places[route].style == "" and _goes_on(value, lines[number - 1][:at], comment):
                above = Cut(route, comment, words, _together(value.span, comment))
                yield above
                break


def _marks(line: str) -> list[int]:
    """Where a comment of a line may begin; the first that is in no text does."""
    alone = _NUMBERED_LINE.match(line)
    if alone or line.lstrip().startswith("#"):
        return [alone.end()] if alone else []
    return [found.start() for found in _MARK.finditer(line)]


class _Value(NamedTuple):
    """A value: its field's name if it has one, where its comments so far end, how deep its field stands."""

    span: Span
    key: Span | None
    end_line: int
    indentation: int


def _value(document: Document, route: Route, above: Cut | None) -> _Value:
    """The value at a route; ``above`` is the last cut before."""
    place = document.places[route]
    end_line = place.value.end_line if place.key is None or not _empty(place.value) else place.key.end_line
    if above is not None and above.route == route:
        end_line = above.comment.line
    if place.key is not None:
        return _Value(place.value, place.key, end_line, place.key.column)
    before = document.lines[place.value.line - 1][: place.value.column - 1]
    return _Value(place.value, None, end_line, before.rfind("-") + 1)


def _goes_on(value: _Value, before: str, comment: Span) -> bool:
    """Whether a comment, with ``before`` on its line, stands where the words of a plain value would go on."""
    before = before.rstrip()
    if not before:
        return value.end_line == comment.line - 1 and comment.column > value.indentation
    if value.span[:2] > comment[:2]:  # it begins below the comment
        return before[-1] in "-[" if value.key is None else value.key.end_line == comment.line
    end = len(before.rstrip(",[{ \t")) if before[-1] in ",[{" else len(before)
    return value.span.end_line == comment.line and value.span.end_column == end + 1


def _together(value: Span, comment: Span) -> Span:
    """The stretch from the first to the last of a value and a comment; an empty value has no place."""
    if _empty(value):
        return comment
    return Span(*min(value[:2], comment[:2]), *max(value[2:], comment[2:]))


def _empty(value: Span) -> bool:
    return value[:2] == value[2:]

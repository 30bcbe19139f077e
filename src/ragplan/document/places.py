"""YAML text to the place of every key, value and list item, and to what is wrong with it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from unicodedata import normalize

from ruamel.yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from ragplan.diagnostics import FILE_START, Route, Span
from ragplan.document.events import YAMLError, reader
from ragplan.document.problem import Problem

MERGE = "<<"
"""The key by which YAML 1.1 copies one mapping into another."""
DEPTH = 20
"""Levels of lists and mappings in the deepest file that is read."""


LINE_ENDS = re.compile(r"\r\n|\r|\n")
_SCALARS = ("", "'", '"', "|", ">")
_LONG = (None, "|", ">", "[", "{")


class Place(NamedTuple):
    """Where an entry stands: its key if it has one, its value, and how a scalar is quoted.

    ``style`` is ``"'"``, ``'"'``, ``"|"``, ``">"``, ``""`` for plain text, ``"["`` and ``"{"`` for a
    collection in brackets and ``None`` for any other collection.
    """

    key: Span | None
    value: Span
    style: str | None

    @property
    def scalar(self) -> bool:
        """Whether the value is a text rather than a list or a mapping."""
        return self.style in _SCALARS

    @property
    def spot(self) -> Span:
        """What to point at: the value, but the key for values that are empty, long or collections."""
        if self.key is not None and (self.style in _LONG or self.value[:2] == self.value[2:]):
            return self.key
        return self.value


Places = Mapping[Route, Place]


@dataclass
class Examination:
    """What ``examine`` found out about a text."""

    places: dict[Route, Place] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def examine(text: str) -> Examination:
    """Read a text for places and problems, to its end or to the first thing that stops a reader."""
    walk = _Walk()
    try:
        walk.stream(reader(text), text)
    except _Stop:
        pass
    except YAMLError as error:
        from ragplan.document.syntax import explained

        told = explained(error, LINE_ENDS.split(text))
        same = told.span and told.span.line
        walk.problems = [each for each in walk.problems if each.span and each.span.line != same] + [told]
    return Examination(walk.places, tuple(walk.problems))


class _Stop(Exception):  # noqa: N818 - not an error: nobody outside sees it
    """No sense in reading on."""


@dataclass
class _Walk:
    """One pass over a text's events."""

    places: dict[Route, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    next: Callable[[], Any] = field(init=False)

    def problem(self, rule: str, span: Span, message: str, help: str = "") -> None:
        self.problems.append(Problem(rule, message, help, span))

    def stream(self, next_event: Callable[[], Any], text: str) -> None:
        """One document of fields, and nothing after it."""
        self.next = next_event
        self.next()
        start = self.next()
        if type(start) is StreamEndEvent:
            self.problem("unreadable-file", FILE_START, "the file is empty")
            return
        first = self.next()
        if type(first) is not MappingStartEvent:
            empty = type(first) is ScalarEvent and not first.value
            if not empty and (slip := _no_field(text)):
                self.problems.append(slip)
                return
            self.problem(
                "unreadable-file" if empty else "wrong-value",
                span(first),
                "the file is empty" if empty else "expected lines of 'field: value' at the top of the file",
                "" if empty else "begin with 'programme:', 'organisation:' or 'register:'",
            )
            return
        self.node(first, (), None)
        self.next()  # document end
        after = self.next()
        if type(after) is not StreamEndEvent:
            self.problem(
                "yaml-feature",
                span(after),
                "a second YAML document begins here",
                "remove the '---'; write one programme or organisation per file",
            )
        elif not any(len(route) == 1 for route in self.places):
            self.problem("unreadable-file", FILE_START, "the file is empty")

    def node(self, start: Any, route: Route, key: Span | None) -> None:
        """One value and all that is in it."""
        self.plain(start)
        kind = type(start)
        if kind is ScalarEvent:
            self.places[route] = Place(key, span(start), start.style or "")
            return
        if kind is AliasEvent:
            self.places[route] = Place(key, span(start), "")
            return
        if len(route) >= DEPTH:
            self.problem(
                "yaml-feature",
                span(start),
                f"lists and fields are nested more than {DEPTH} levels deep",
                "no plan needs that depth; check the indentation",
            )
            raise _Stop
        end = (self.mapping if kind is MappingStartEvent else self.sequence)(route)
        style = None if not start.flow_style else "{" if kind is MappingStartEvent else "["
        self.places[route] = Place(key, span(start)._replace(end_line=end[2], end_column=end[3]), style)

    def mapping(self, route: Route) -> Span:
        while True:
            key = self.next()
            if type(key) is MappingEndEvent:
                return span(key)
            if type(key) is not ScalarEvent:
                self.problem(
                    "yaml-feature",
                    span(key),
                    "a field name must be plain text, not a list, fields in braces or an alias",
                    "put the text in quotes if it begins with [ or {",
                )
                raise _Stop
            self.plain(key)
            place: Route = (*route, normalize("NFC", key.value))
            if key.value == MERGE:
                self.problem("yaml-feature", span(key), "'<<' is a YAML merge key", "write the fields out")
            earlier = self.places.get(place)
            if earlier is not None:
                first = earlier.key or earlier.value
                self.problem(
                    "duplicate-key",
                    span(key),
                    f"{key.value!r} appears twice here; it is already on line {first.line}",
                    "keep one of the two",
                )
                place = (*place, len(self.problems))  # what it holds is not told twice as well
            self.node(self.next(), place, span(key))

    def sequence(self, route: Route) -> Span:
        index = 0
        while True:
            item = self.next()
            if type(item) is SequenceEndEvent:
                return span(item)
            self.node(item, (*route, index), None)
            index += 1

    def plain(self, event: Any) -> None:
        """Anchors, aliases and tags are refused: they make a file mean more than it says."""
        where = span(event)
        where = where if where.line == where.end_line else where._replace(end_line=where.line)
        if type(event) is AliasEvent:
            self.problem(
                "yaml-feature",
                where,
                f"'*{event.anchor}' is a YAML alias",
                "write the text out, or put it in quotes if it begins with *",
            )
            return
        if event.anchor:
            self.problem(
                "yaml-feature",
                where,
                f"'&{event.anchor}' is a YAML anchor",
                "remove it, or put the text in quotes if it begins with &",
            )
        if event.ctag:
            self.problem(
                "yaml-feature",
                where,
                f"'{_tag(event)}' is a YAML tag",
                "remove it, or put the text in quotes if it begins with !",
            )


def span(event: Any) -> Span:
    """The stretch of text that an event covers."""
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _tag(event: Any) -> str:
    return str(event.tag).replace("tag:yaml.org,2002:", "!!")


def _no_field(text: str) -> Problem | None:
    from ragplan.document.syntax import no_field

    return no_field(LINE_ENDS.split(text))

"""How a file is written: what is usual in files of its kind, and what can be measured on this one."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ragplan.diagnostics import Route
from ragplan.document.places import LINE_ENDS
from ragplan.document.reader import Document

LONG = 100
"""Characters of a text that stands on one line, in a file that has none longer."""


class Usage(NamedTuple):
    """What is usual in files of one kind.

    ``order`` gives the fields of the entry at a route in their usual order; ``bare`` tells whether a text at
    a route is a date, a flag or a number, which stands without quotes though other programs then read one.
    """

    order: Callable[[Route], Sequence[str]]
    bare: Callable[[Route], bool]


REFS = ("ref", "goal", "superseded_by", "depends_on")
"""The fields that hold refs, which look like numbers: they all have quotes where the first one has."""
QUOTED = dict.fromkeys(REFS, '"')
"""The quotation marks of refs where a file shows no others."""
ANY = Usage(lambda _route: (), lambda _route: False)
"""Nothing is known of the files."""


@dataclass(frozen=True)
class Manner:
    """A file's own way of writing.

    ``list_step`` and ``field_step`` are the columns by which a list's dashes, and the fields in a field,
    stand right of the name they are below; ``gap`` the spaces behind a dash; ``quotes`` the quotation mark
    by the name of the field it is first used in; ``always`` the refs that are quoted in any case;
    ``long_lines`` whether texts run on beyond ``LONG``.
    """

    end: str = "\n"
    list_step: int = 2
    field_step: int = 2
    gap: int = 1
    long_lines: bool = False
    quotes: dict[str, str] = field(default_factory=QUOTED.copy)
    always: frozenset[str] = frozenset(REFS)


def manner_of(document: Document) -> Manner:
    """The way in which a file is written, by the first of each thing that stands in it."""
    found = LINE_ENDS.search(document.text)
    steps: dict[str, int] = {}
    quotes: dict[str, str] = {}
    first: dict[str, str | None] = {}
    long_lines = False
    for route, place in document.places.items():
        if place.scalar:
            if is_ref(route):
                first.setdefault(name_of(route), place.style)
            if place.style in ("'", '"'):
                quotes.setdefault(name_of(route), place.style)
            one_line = place.style not in ("|", ">") and place.value.line == place.value.end_line
            long_lines = long_lines or (one_line and place.value.end_column - place.value.column > LONG)
        elif place.style is None and route and place.key is not None:
            is_list = isinstance(document.at(route), list)
            step = place.value.column - place.key.column
            steps.setdefault("list" if is_list else "field", step)
        if place.style is None and route and place.key is None:
            steps.setdefault("gap", _gap(document, route))
    list_step = steps.get("list", 2)
    return Manner(
        end=found[0] if found else "\n",
        list_step=list_step,
        field_step=steps.get("field", list_step or 2),
        gap=steps.get("gap", 1),
        long_lines=long_lines,
        quotes=QUOTED | quotes,
        always=frozenset(name for name in REFS if first.get(name, '"')),
    )


def name_of(route: Route) -> str:
    """The name of the field that a text, or the list it is an item of, stands in."""
    return next((step for step in reversed(route) if isinstance(step, str)), "")


def is_ref(route: Route) -> bool:
    """Whether a text names an action or a goal; what a piece of evidence refers to does not."""
    return name_of(route) in REFS and "evidence" not in route


def _gap(document: Document, route: Route) -> int:
    """The spaces between the dash and the first field of an item; 1 where that is on another line."""
    value = document.places[route].value
    before = document.lines[value.line - 1][: value.column - 1]
    found = re.search(r"-( +)$", before)
    return len(found[1]) if found else 1

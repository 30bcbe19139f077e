"""What a field asks for, and how what stands there is written so that it fits."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from pydantic import BeforeValidator

from ragplan.diagnostics import Route
from ragplan.document.scalars import quoted
from ragplan.english import listed
from ragplan.schema.v1 import Shape

LONGEST = 60
"""Characters of the longest value that a hint writes out again."""
_PARTS = re.compile(r"\s*[,;]\s*|\s+(?:and|&)\s+")
_SAYS_NOTHING = ("", "true", "false", "yes", "no", "none", "n/a", "tbc")
_BEGIN_WITH_DIGITS = ("to", "on", "ref", "number", "recommendation", "recommendations")


class Expected(NamedTuple):
    """What a field holds, or each entry of it: a shape, ``None`` for texts, and whether a text alone may
    stand for one.
    """

    shape: type[Shape] | None
    text_alone: bool = False

    @property
    def first(self) -> str:
        """The field that an entry cannot be without; ``""`` for texts."""
        fields = self.shape.model_fields.items() if self.shape else ()
        return next((field.alias or name for name, field in fields if field.is_required()), "")


def expected_at(shape: type[Shape], route: Route) -> Expected:
    """What stands at a route in a file of a shape; steps that are no fields are passed over."""
    found = Expected(shape)
    for step in route:
        fields = found.shape.model_fields if found.shape else {}
        if isinstance(step, str) and step in fields:
            found = _inside(fields[step].annotation, ()) or Expected(None)
    return found


def _inside(annotation: Any, notes: tuple[Any, ...]) -> Expected | None:
    """The shape inside ``tuple[Annotated[Shape, …], ...]``, ``Shape | None`` and the like."""
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        reading = (note.func for note in notes if isinstance(note, BeforeValidator))
        made = (read("words") for read in reading)  # type: ignore[call-arg]
        return Expected(annotation, any(isinstance(each, dict) for each in made))
    notes = getattr(annotation, "__metadata__", ())
    origin = (annotation.__origin__,) if notes else getattr(annotation, "__args__", ())
    return next(filter(None, (_inside(part, notes) for part in origin)), None)


def as_list(name: str, value: Any, of: Expected) -> str:
    """How to write a list in place of a text or of fields."""
    if isinstance(value, dict):
        if of.shape is None:
            return f"write '{name}: [{listed(value)}]'"
        first = next(iter(value), of.first)
        return f"begin each entry with '- ': write '- {first}: …', and its other fields below {first!r}"
    if of.shape is not None:
        entry = value if of.text_alone and _short(value) else f"{of.first}: {_told(of.first, value)}"
        return f"write '{name}:', and on the line below it '- {entry}'"
    parts = [part for part in _PARTS.split(value) if part]
    if len(parts) == 1 and value == value.upper():
        parts = value.split()  # codes and initials
    if _short(value) and parts and not re.search(r"[\[\]{}:#\"'*&!|>%@`?]", value):
        return f"write '{name}: [{', '.join(parts)}]', or each on a line of its own after '- '"
    return "write each item on a line of its own after '- ', or all in [ ]"


def as_fields(name: str, value: Any, of: Expected, *, item: bool) -> str:
    """How to write fields in place of a text, a list or nothing; ``item`` for one of a list."""
    if isinstance(value, list):
        return _LISTED.get(name, f"write its fields on the lines below '{name}:', without '- '")
    if not of.first:
        return "indent them below this field"
    entry = f"{of.first}: {_told(of.first, value)}"
    return f"write '- {entry}'" if item else f"write '{name}:', and on the line below it '{entry}'"


_LISTED = {
    "key": "name one key, as 'key: rag-complete', or write 'levels:' below 'key:' and the list below that",
    "organisations": "write a line 'CODE: Name' for each below it, without '- '",
    "moved": "write a line for each below it, as '2014-01-20: 2014-01-27', without '- '",
}
"""What is meant where a list stands in place of fields."""


def as_text(name: str, value: Any, style: str | None, *, item: bool) -> str:
    """How to write a text in place of a list or of fields, which stand in brackets of a ``style``."""
    if item and isinstance(value, dict) and len(value) == 1:
        ((key, said),) = value.items()
        return in_quotes(key, said)
    if style in ("[", "{"):
        return f"write one text; put a text that begins with '{style}' in quotes"
    return f"write one text; for one of several lines write '{name}: |', and the lines indented below it"


def in_quotes(key: str, said: Any) -> str:
    """How to write a text of a list that was taken for a field."""
    text = f"{key}: {said}" if isinstance(said, str) else ""
    return "put the whole text in quotes" + (f": - {quoted(text)}" if text and _short(text) else "")


def _told(first: str, value: Any) -> str:
    """A value as the field that an entry begins with, ``…`` where it says nothing of the kind."""
    if not (isinstance(value, str) and _short(value)) or value.casefold() in _SAYS_NOTHING:
        return "…"
    if value[0].isdigit() is not (first in _BEGIN_WITH_DIGITS):
        return "…"
    return f'"{value}"' if first == "ref" else f"[{value}]" if first == "recommendations" else value


def _short(value: str) -> bool:
    return len(value) <= LONGEST and "\n" not in value

"""Which texts of a file are free text: every one that its shape does not mark as a date, a code or a flag."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BeforeValidator

from ragplan.diagnostics import Route
from ragplan.document import Document
from ragplan.schema.parts import SHAPES, kind_of
from ragplan.schema.v1 import Shape
from ragplan.schema.v1.entries import NoWords


def is_free_text(document: Document, route: Route) -> bool:
    """Whether a text at a route of a plan file is free text, or would be if it were not empty."""
    kind = kind_of(document)
    return kind in SHAPES and is_text_of(SHAPES[kind], route)


def is_text_of(shape: type[Shape], route: Route) -> bool:
    """The same of a route in a file of a shape."""
    return any(_takes_text(kind) for kind in kinds_at(shape, route))


def kinds_at(shape: type[Shape], route: Route) -> list[Any]:
    """The types that what stands at a route of a file of a shape may have."""
    kinds: list[Any] = [shape]
    for step in route:
        kinds = [inner for kind in kinds for inner in _inside(kind, step)]
    return kinds


@cache
def fields(shape: type[Shape]) -> dict[str, Any]:
    """The type of each field of a shape, by its name in a file."""
    hints = get_type_hints(shape, include_extras=True)
    return {field.alias or name: hints[name] for name, field in shape.model_fields.items()}


def is_shape(kind: Any) -> bool:
    """Whether a type is one of an entry with fields."""
    return isinstance(kind, type) and issubclass(kind, Shape)


def _inside(kind: Any, step: str | int) -> Iterator[Any]:
    """The types of what stands one step inside a type; an only entry may stand for a list of one."""
    if is_shape(kind):
        yield from (inner for name, inner in fields(kind).items() if name == step)
        return
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is dict or (origin is tuple and isinstance(step, int)):
        yield arguments[origin is dict]
    elif origin in (Annotated, Union, UnionType, tuple):
        for each in arguments[:1] if origin in (Annotated, tuple) else arguments:
            yield from _inside(each, step)


def _takes_text(kind: Any) -> bool:
    """Whether words may stand for a type; an empty list or mapping may be where they were meant."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        inner, *notes = arguments
        return NoWords not in notes and (_takes_text(inner) or any(_alone(inner, note) for note in notes))
    if origin in (Union, UnionType):
        return any(_takes_text(each) for each in arguments)
    if origin in (tuple, dict):
        return _takes_text(arguments[origin is dict])
    return kind is str


def _alone(shape: Any, note: Any) -> bool:
    """Whether a text alone may stand for a shape, and is free text then."""
    reading: Any = note.func if isinstance(note, BeforeValidator) and is_shape(shape) else None
    made = reading("words") if reading else None
    return isinstance(made, dict) and all(_takes_text(fields(shape)[name]) for name in made)

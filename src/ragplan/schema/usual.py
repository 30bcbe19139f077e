"""How files of a kind are usually written: the order of their fields, and what stands without quotes."""

from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from ragplan.diagnostics import Route
from ragplan.document.manner import ANY, Usage
from ragplan.schema.free_text import is_shape, kinds_at
from ragplan.schema.parts import SHAPES
from ragplan.schema.v1 import Shape
from ragplan.schema.v1.entries import Bare


@cache
def usage(kind: str) -> Usage:
    """What is usual in files of a kind, as ``organisation``; nothing for an unknown one."""
    shape = SHAPES.get(kind)
    if shape is None:
        return ANY

    def order(route: Route) -> tuple[str, ...]:
        shapes = (each for kind in kinds_at(shape, route) for each in _shapes(kind))
        return next((each.usual_order() for each in shapes), ())

    def bare(route: Route) -> bool:
        return any(_is_bare(each) for each in kinds_at(shape, route))

    return Usage(order, bare)


def _shapes(kind: Any) -> Iterator[type[Shape]]:
    """The shapes that a type may be."""
    if is_shape(kind):
        yield kind
    elif get_origin(kind) in (Annotated, Union, UnionType):
        for each in get_args(kind):
            yield from _shapes(each)


def _is_bare(kind: Any) -> bool:
    """Whether a type is that of a date, a number or a flag."""
    return Bare in getattr(kind, "__metadata__", ()) or get_origin(kind) is Literal

"""A document to a validated shape, or to problems."""

from __future__ import annotations

from typing import TypeVar

from pydantic import ValidationError

from ragplan.document import Document, Problem
from ragplan.schema.v1 import Shape

AnyShape = TypeVar("AnyShape", bound=Shape)


def validate(document: Document, shape: type[AnyShape]) -> AnyShape | tuple[Problem, ...]:
    """A file's data as a shape, or every reason why it is not one."""
    try:
        return shape.model_validate(document.data)
    except ValidationError as error:
        from ragplan.schema.misfits import problems_of

        return problems_of(error, document, shape)

"""A document to a validated shape, or to problems in words a programme officer understands."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ragplan.diagnostics import Route
from ragplan.document import Document, Problem
from ragplan.english import listed
from ragplan.schema.v1 import Shape
from ragplan.suggestion import suggest

OTHER_WORDS = {
    "action": "title",
    "agendaitem": "item",
    "assignedto": "leads",
    "assurance": "assured",
    "brag": "rating",
    "code": "ref",
    "color": "colour",
    "comment": "notes",
    "comments": "notes",
    "committee": "meeting",
    "completedon": "completed",
    "completiondate": "completed",
    "date": "due",
    "datecompleted": "completed",
    "dateset": "due",
    "deadline": "due",
    "desiredoutcome": "outcome",
    "duedate": "due",
    "executivesummary": "summary",
    "extension": "revised",
    "id": "ref",
    "itemnumber": "item",
    "lastupdated": "updated",
    "lead": "leads",
    "name": "title",
    "nextstep": "next",
    "note": "notes",
    "number": "ref",
    "organization": "organisation",
    "organizations": "organisations",
    "owner": "owners leads",
    "partner": "supporting owners leads",
    "partners": "supporting owners leads",
    "position": "status",
    "positionstatement": "status",
    "priority": "rating",
    "progress": "status",
    "proof": "evidence",
    "query": "queries",
    "rag": "rating",
    "ragrating": "rating",
    "recommendation": "recommendations asks",
    "recommendations": "asks",
    "refusedon": "refused",
    "releasedowners": "released",
    "reportauthor": "author",
    "owners": "leads",
    "responsible": "leads",
    "responsibleofficer": "leads",
    "revision": "revised",
    "startdate": "start",
    "status": "status",
    "statusdate": "as_at",
    "subactions": "actions",
    "supportedby": "supporting",
    "supporters": "supporting",
    "supportingevidence": "evidence",
    "targetdate": "due",
    "task": "title",
    "tasks": "actions",
    "theme": "goals",
    "themes": "goals",
    "timescale": "due",
    "update": "status",
    "withdrawnon": "withdrawn",
    "workstreams": "goals",
}
"""What others call a field, in small letters run together, and the field; the first that is known there.

Such a word means something, so it is taken for no other field by its letters alone.
"""

AnyShape = TypeVar("AnyShape", bound=Shape)


def validate(document: Document, shape: type[AnyShape]) -> AnyShape | tuple[Problem, ...]:
    """A file's data as a shape, or every reason why it is not one."""
    try:
        return shape.model_validate(document.data)
    except ValidationError as error:
        return _problems(error.errors(include_url=False), document, shape)


def _problems(errors: list[ErrorDetails], document: Document, shape: type[Shape]) -> tuple[Problem, ...]:
    unknown = [error for error in errors if error["type"] == "extra_forbidden"]
    meant: dict[Route, str] = {}
    problems = []
    for error in unknown:
        route = document.standing(error["loc"])
        likely = _likely(str(route[-1]), _fields(shape, error["loc"][:-1]))
        if likely:
            meant[(*route[:-1], likely)] = str(route[-1])
        problems.append(_unknown(route, likely, document, _fields(shape, error["loc"][:-1])))
    for error in errors:
        if error["type"] == "extra_forbidden":
            continue
        route = document.standing(error["loc"])
        if error["type"] == "missing" and (*route, error["loc"][-1]) in meant:
            continue  # the misspelt field was already told
        problems.append(_explained(error, route, shape.written_as))
    return tuple(problems)


def _fields(shape: type[Shape], loc: tuple[str | int, ...]) -> list[str]:
    """The fields known at a location."""
    found = shape
    for step in loc:
        if isinstance(step, str) and step in found.model_fields:
            found = _inner(found.model_fields[step].annotation) or found
    return list(found.model_fields)


def _inner(annotation: Any) -> type[Shape] | None:
    """The shape inside ``list[Annotated[Shape, …]]``, ``Shape | None`` and the like."""
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = _inner(part)
        if found is not None:
            return found
    return None


def _likely(name: str, fields: list[str]) -> str | None:
    plain = name.strip().casefold().replace(" ", "_").replace("-", "_")
    others = OTHER_WORDS.get(plain.replace("_", ""))
    if others is None:
        return suggest(plain, fields)
    return next((other for other in others.split() if other in fields), None)


def _unknown(route: Route, likely: str | None, document: Document, fields: list[str]) -> Problem:
    name = str(route[-1])
    around = document.places.get(route[:-1])
    in_braces = around is not None and around.style == "{"
    value = document.places[route].value
    if in_braces and value[:2] == value[2:]:
        return Problem(
            "unknown-field",
            f"the text is split at a comma, so {name!r} is read as a field",
            "inside { } a comma ends a text: put the text in quotes, or on a line of its own",
            route=route,
            at_key=True,
        )
    known = f"known here: {listed(sorted(fields))}"
    if "other" in fields:
        known = f"put what only your cover sheet has under 'other'; {known}"
    return Problem(
        "unknown-field",
        f"there is no field {name!r} here",
        f"did you mean {likely!r}?" if likely else known,
        route=route,
        at_key=True,
    )


_FOUND = {"str": "text", "list": "a list", "dict": "a mapping"}
_EXPECTED = {
    "string_type": ("text", "write one text; a list or a mapping cannot stand here"),
    "tuple_type": ("a list", "write each item on a line of its own after '- ', or all in [ ]"),
    "dict_type": ("lines of 'field: value'", "indent them below this field"),
    "model_type": ("lines of 'field: value'", "indent them below this field"),
    "model_attributes_type": ("lines of 'field: value'", "indent them below this field"),
}


_TOO_SHORT = ("string_too_short", "too_short")
_ID = "write lower-case letters, digits and hyphens, as in 'bhr-francis'"
_PATTERNS = {
    "every": "write a number and a unit: '2 weeks', '1 month', '10 days', 'quarter'",
    "on": "write a day of the month: 'second Monday', 'last Friday', 'last weekday', '15'",
    "programme": _ID,
    "register": _ID,
    "recommendations": "write the first and the last number: '1-290'",
    "team": "write it as the forge does: '@person', '@organisation/team' or an address",
}
"""How to mend a text that does not have the shape its field asks for."""


def _explained(error: ErrorDetails, route: Route, format: str) -> Problem:
    kind = error["type"]
    name = next(
        (str(step) for step in reversed(error["loc"]) if isinstance(step, str) and step != "[key]"), ""
    )
    if kind in ("missing", "needed", *_TOO_SHORT):
        return _missing(error, name, route, format)
    if error["loc"][-1] == "[key]":
        known = str(error["ctx"]["expected"]).replace("'", "").replace(" or ", ", ")
        return Problem(
            "unknown-field",
            f"there is no field {name!r} here",
            f"known here: {known}",
            route=route,
            at_key=True,
        )
    if name == "format":
        return Problem(
            "unknown-format",
            f"this ragplan does not read the format {error['input']!r}",
            f"write 'format: {format}', or install the version of ragplan that wrote it",
            route=route,
        )
    if kind == "literal_error":
        known = str(error.get("ctx", {}).get("expected", "")).replace("'", "")
        choices = [word for word in known.replace(" or ", ", ").split(", ") if word]
        return Problem(
            "wrong-value",
            f"{name!r} cannot be {error['input']!r}"
            if isinstance(error["input"], str)
            else f"{name!r} must be one word",
            f"write one of: {listed(choices)}",
            route=route,
        )
    if kind == "string_pattern_mismatch":
        return Problem(
            "wrong-value",
            f"{name!r} cannot be {error['input']!r}",
            _PATTERNS.get(name, "write a whole number"),
            route=route,
        )
    expected, help = _EXPECTED.get(kind, (error["msg"], ""))
    found = _FOUND.get(type(error["input"]).__name__, "nothing") if error["input"] else "nothing"
    what = f"an item of {name!r}" if isinstance(error["loc"][-1], int) else repr(name)
    return Problem("wrong-value", f"{what} must be {expected}; {found} stands here", help, route=route)


def _missing(error: ErrorDetails, name: str, route: Route, format: str) -> Problem:
    field = str(error["ctx"]["field"]) if error["type"] == "needed" else name
    empty = error["type"] in _TOO_SHORT
    message = f"{field!r} is empty" if empty else f"the field {field!r} is missing here"
    return Problem("missing-field", message, _missing_help(field, format), route=route, at_key=True)


def _missing_help(name: str, format: str) -> str:
    if name == "format":
        return f"add the line 'format: {format}'"
    if name == "ref":
        return 'give it a number of its own, in quotes: ref: "2.1"'
    return f"add a line '{name}: …'"

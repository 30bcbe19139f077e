"""Why a file does not have its shape, in words a programme officer understands, and what was likely meant.

Only a file with such problems needs this module.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator
from copy import deepcopy
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ragplan.diagnostics import Route
from ragplan.document import Document, Problem
from ragplan.document.typed import FIELD
from ragplan.english import listed
from ragplan.schema.expected import Expected, as_fields, as_list, as_text, expected_at, in_quotes
from ragplan.schema.v1 import Shape
from ragplan.suggestion import asked as question
from ragplan.suggestion import suggest

OTHER_WORDS = {
    "action": "title",
    "agendaitem": "item",
    "assignedto": "leads",
    "assurance": "assured",
    "brag": "rating",
    "code": "ref",
    "color": "colour",
    "comment": "status notes",
    "comments": "status notes",
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


def as_meant(document: Document, shape: type[AnyShape], problems: tuple[Problem, ...]) -> AnyShape | None:
    """A file as a shape, its unknown fields taken for those that are likely meant, else left out.

    ``None`` where more than such fields is wrong with it, by its ``problems``. What is found in the rest
    of the file can then be told at once; the file is still not read.
    """
    several = len(problems) > _MANY
    if several or any(problem.rule != "unknown-field" or not problem.route for problem in problems):
        return None
    for renamed in (True, False):
        data = deepcopy(document.data)
        for problem in problems:
            _take(data, problem.route, shape, renamed=renamed)
        try:
            return shape.model_validate(data)
        except ValidationError:
            continue
    return None


def _take(data: Any, route: Route, shape: type[Shape], *, renamed: bool) -> None:
    """Take an unknown field out of data, and put what it says where it is likely meant to stand."""
    for step in route[:-1]:
        data = data[step]
    said = data.pop(route[-1])
    likely = _likely(str(route[-1]), _fields(shape, route[:-1]), data) if renamed else None
    if likely:
        data.setdefault(likely, said)


_MANY = 100
"""Unknown fields of a file that are told one by one; nobody mistypes more."""
_FEW = 10
"""Items of a list, wrong alike, that are told one by one."""


def problems_of(failure: ValidationError, document: Document, shape: type[Shape]) -> tuple[Problem, ...]:
    """Every reason why a file is not of a shape, each once."""
    errors = failure.errors(include_url=False)
    unknown = [error["loc"] for error in errors if error["type"] == "extra_forbidden"]
    meant: set[Route] = set()
    problems = [_no_such_field(loc, document, shape, meant) for loc in unknown[:_MANY]]
    if rest := unknown[_MANY:]:
        first = _unknown(document.standing(rest[0]), None, document, [], ())
        problems.append(
            first._replace(message=f"{first.message}, nor {len(rest) - 1:,} more") if rest[1:] else first
        )
    others = [error for error in errors if error["type"] != "extra_forbidden"]
    for error, more in _of_lists(others):
        route = document.standing(error["loc"])
        if error["type"] == "missing" and (*route, error["loc"][-1]) in meant:
            continue  # the misspelt field was already told
        told = _explained(error, route, document, shape)
        problems.append(
            told._replace(message=f"{told.message}, and {more:,} more items of the list like it")
            if more
            else told
        )
    return tuple(problems)


def _of_lists(errors: list[ErrorDetails]) -> Iterator[tuple[ErrorDetails, int]]:
    """The errors, but of many items of one list that are wrong alike the first, with the number of others."""
    alike = Counter(kind for error in errors if (kind := _kind(error)))
    told: set[tuple[Route, str]] = set()
    for error in errors:
        kind = _kind(error)
        if kind is None or alike[kind] <= _FEW:
            yield error, 0
        elif kind not in told:
            told.add(kind)
            yield error, alike[kind] - 1


def _kind(error: ErrorDetails) -> tuple[Route, str] | None:
    """The list and what is wrong, where an item of a list is wrong as a whole."""
    return (error["loc"][:-1], error["type"]) if isinstance(error["loc"][-1], int) else None


def _no_such_field(loc: Route, document: Document, shape: type[Shape], meant: set[Route]) -> Problem:
    """What is told of an unknown field; ``meant`` takes in the routes of the fields it may stand for."""
    route = document.standing(loc)
    fields = _fields(shape, loc[:-1])
    there = document.at(route[:-1])
    if _is_text(route, there, expected_at(shape, loc[:-1])):
        meant.update((*route[:-1], name) for name in fields)
        return _in_quotes(route, there[route[-1]])
    likely = _likely(str(route[-1]), fields, there)
    if likely:
        meant.add((*route[:-1], likely))
    return _unknown(route, likely, document, fields, there)


def _is_text(route: Route, entry: dict[str, Any], of: Expected) -> bool:
    """Whether an entry of a list is likely a text, for its only field has no name such as fields have."""
    alone = of.text_alone and isinstance(route[-2], int) and len(entry) == 1
    return alone and not FIELD.fullmatch(str(route[-1]))


def _in_quotes(route: Route, said: Any) -> Problem:
    """A text of a list that was read as a field, for a ``: `` stands in it."""
    message = "there is a ': ' in a text without quotes"
    return Problem("wrong-value", message, in_quotes(str(route[-1]), said), route=route, at_key=True)


def _fields(shape: type[Shape], loc: Route) -> list[str]:
    """The fields known at a location."""
    found = expected_at(shape, loc).shape
    return list(found.model_fields) if found else []


def _likely(name: str, fields: list[str], there: Container[str]) -> str | None:
    """The field that a name likely means, rather one that is not ``there`` yet."""
    plain = name.strip().casefold().replace(" ", "_").replace("-", "_")
    others = OTHER_WORDS.get(plain.replace("_", ""))
    if others is None:
        return suggest(plain, fields)
    known = [other for other in others.split() if other in fields]
    return next((other for other in known if other not in there), next(iter(known), None))


def _unknown(
    route: Route, likely: str | None, document: Document, fields: list[str], there: Container[str]
) -> Problem:
    name = str(route[-1])
    if slip := _typed(document, route):
        return slip
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
    known = f"known here: {listed(sorted(fields))}" if fields else ""
    if "other" in fields:
        known = f"put what only your cover sheet has under 'other'; {known}"
    return Problem(
        "unknown-field",
        f"there is no field {name!r} here",
        _meant(name, likely, there) if likely else known,
        route=route,
        at_key=True,
    )


def _meant(name: str, likely: str, there: Container[str]) -> str:
    added = " it is already here: combine the two" if likely in there else ""
    return f"{question(name, likely)}{added}"


def _typed(document: Document, route: Route) -> Problem | None:
    """What was typed beside a field that makes it none: a blank that is no space, a bullet for ``-``."""
    from ragplan.document.syntax import slip_on

    return slip_on(document.lines, document.span(route, at_key=True).line - 1)


_FOUND = {"str": "is text", "list": "is a list", "dict": "has fields"}


_TOO_SHORT = ("string_too_short", "too_short")
_ID = "write lower-case letters, digits and hyphens, as in 'bhr-francis'"
_PATTERNS = {
    "every": "write a number and a unit: '2 weeks', '1 month', '10 days', 'quarter'",
    "on": "write a day of the month: 'second Monday', 'last Friday', 'last weekday', '15'",
    "programme": _ID,
    "register": _ID,
    "recommendations": "write the first and the last number: '1-290'",
    "team": "write it as GitHub and GitLab do: '@person', '@organisation/team' or an address",
}
"""How to mend a text that does not have the shape its field asks for."""


def _explained(error: ErrorDetails, route: Route, document: Document, shape: type[Shape]) -> Problem:
    kind = error["type"]
    name = next(
        (str(step) for step in reversed(error["loc"]) if isinstance(step, str) and step != "[key]"), ""
    )
    if kind in ("missing", "needed", *_TOO_SHORT):
        return _missing(error, name, route, shape.written_as)
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
            f"write 'format: {shape.written_as}', or install the version of ragplan that wrote it",
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
    inside = next(iter(error["input"]), "") if isinstance(error["input"], dict) else ""
    return _typed(document, (*route, inside)) or _other_kind(error, name, route, document, shape)


def _other_kind(
    error: ErrorDetails, name: str, route: Route, document: Document, shape: type[Shape]
) -> Problem:
    """Something else than the text, the list or the fields that are asked for."""
    value, of, item = error["input"], expected_at(shape, error["loc"]), isinstance(error["loc"][-1], int)
    if error["type"] == "string_type":
        place = document.places.get(route)
        expected, help = "text", as_text(name, value, place.style if place else None, item=item)
    elif error["type"] == "tuple_type":
        expected, help = "a list", as_list(name, value, of)
    else:
        expected, help = "lines of 'field: value'", as_fields(name, value, of, item=item)
    found = _FOUND.get(type(value).__name__, "is empty") if value else "is empty"
    what = f"an item of {name!r}" if item else repr(name)
    return Problem("wrong-value", f"{what} must be {expected}, but {found}", help, route=route)


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

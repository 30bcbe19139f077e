"""The file shapes as JSON Schema, for editors and other checkers, and as the field reference."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from ragplan.schema import v1
from ragplan.schema.parts import SHAPES, YAML_KINDS
from ragplan.schema.policies import PlacePolicyShape, PolicyShape, WorkingDaysShape
from ragplan.schema.v1 import OrganisationFileShape, PaperShape, ProgrammeFileShape, RegisterFileShape, Shape
from ragplan.schema.v1.actions import ActionShape, OwnActionShape, PositionShape, RecommendationPositionShape
from ragplan.schema.v1.calendars import CadenceShape
from ragplan.schema.v1.entries import (
    COUNT,
    AssuranceShape,
    EvidenceShape,
    ExclusionShape,
    ReleaseShape,
    RemarkShape,
    RevisionShape,
    WithdrawalShape,
)
from ragplan.schema.v1.papers import AppendixShape, ConsideredShape
from ragplan.schema.v1.programme import GoalShape, KeyShape, LevelShape, OrganisationShape, SuccessionShape
from ragplan.schema.v1.registers import HeadingShape, RecommendationShape, ResponseShape, SourceShape

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SHAPES: dict[str, type[v1.Shape]] = {**SHAPES, "policy": PolicyShape}
_BY_TEXT = {"RemarkShape", "EvidenceShape", "HeadingShape", "OrganisationShape", "KeyChoiceShape"}
"""Shapes that a text alone may stand for."""
_ANY_TEXT = ["string", "number", "boolean"]
"""What other YAML tools may make of a text without quotes."""


def json_schema(kind: str) -> dict[str, Any]:
    """The schema of a kind of file, or of ``any`` YAML file of them, told apart by their first field.

    It describes the files as other YAML tools read them: where ragplan wants text, a number, a date
    or nothing will do.
    """
    if kind != "any":
        return {"$schema": DIALECT, **_schema(kind)}
    definitions: dict[str, Any] = {}
    choices: Any = {"not": {}}
    for name in reversed(YAML_KINDS):
        whole = _schema(name)
        definitions |= whole.pop("$defs", {})
        definitions[whole["title"]] = whole
        reference = {"$ref": f"#/$defs/{whole['title']}"}
        choices = {"if": {"required": [name]}, "then": reference, "else": choices}
    return {"$schema": DIALECT, "$defs": definitions, **choices}


def _schema(kind: str) -> dict[str, Any]:
    schema = _SHAPES[kind].model_json_schema()
    shapes = {shape.__name__: shape for shape in _shapes(v1.Shape)}
    for definition in (schema, *schema.get("$defs", {}).values()):
        said = descriptions(shapes[definition["title"]])
        for name, field in definition["properties"].items():
            field |= {"description": said[name]}
            field.pop("title", None)
    relaxed: dict[str, Any] = _relaxed(schema)
    return relaxed


def _shapes(shape: type[v1.Shape]) -> list[type[v1.Shape]]:
    below = [each for child in shape.__subclasses__() for each in _shapes(child)]
    return [shape, *below]


def descriptions(shape: type[v1.Shape]) -> dict[str, str]:
    """What the source says of each field of a shape, in the text below it, by its name in a file."""
    said: dict[str, str] = {}
    for each in reversed(shape.__mro__):
        if not issubclass(each, v1.Shape):
            continue
        body = ast.parse(inspect.getsource(each)).body[0]
        lines = body.body if isinstance(body, ast.ClassDef) else []
        for field, text in pairwise(lines):
            if not isinstance(field, ast.AnnAssign) or not isinstance(field.target, ast.Name):
                continue
            if field.target.id in shape.model_fields:
                name = shape.model_fields[field.target.id].alias or field.target.id
                said[name] = str(ast.literal_eval(text.value)) if isinstance(text, ast.Expr) else ""
    return said


def _relaxed(schema: Any) -> Any:
    """A schema that takes what other YAML tools make of the same text, and the short forms."""
    if isinstance(schema, list):
        return [_relaxed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    relaxed = {name: _relaxed(part) for name, part in schema.items()}
    shape = str(relaxed.get("$ref", "")).rpartition("/")[2]
    if shape in _BY_TEXT:
        return {"anyOf": [{"type": _ANY_TEXT}, relaxed]}
    if relaxed.get("type") == "string" and not {"pattern", "const"} & set(relaxed):
        required = relaxed.pop("minLength", 0)
        if "enum" not in relaxed:
            relaxed["type"] = _ANY_TEXT if required else [*_ANY_TEXT, "null"]
        elif "true" in relaxed["enum"]:
            relaxed = {**relaxed, "type": _ANY_TEXT, "enum": [*relaxed["enum"], True, False]}
    elif relaxed.get("pattern") == COUNT:
        relaxed["type"] = ["string", "integer"]
    elif relaxed.get("type") in ("array", "object") and "additionalProperties" not in relaxed:
        relaxed["type"] = [relaxed["type"], "null"]
        if str(relaxed.get("items", {}).get("$ref", "")).endswith("CadenceShape"):
            kept = {name: relaxed.pop(name) for name in ("description", "default") if name in relaxed}
            relaxed = {**kept, "anyOf": [relaxed, relaxed["items"]]}
    return relaxed


SECTIONS: tuple[tuple[str, type[Shape]], ...] = (
    ("Programme file", ProgrammeFileShape),
    ("Calendar", CadenceShape),
    ("Organisation", OrganisationShape),
    ("Goal", GoalShape),
    ("Action", ActionShape),
    ("Key", KeyShape),
    ("Level", LevelShape),
    ("Organisation's file", OrganisationFileShape),
    ("Position", PositionShape),
    ("Action of an organisation's own", OwnActionShape),
    ("Position on a recommendation", RecommendationPositionShape),
    ("Note or query", RemarkShape),
    ("Revised due date", RevisionShape),
    ("Released owner", ReleaseShape),
    ("Evidence", EvidenceShape),
    ("Assurance", AssuranceShape),
    ("Withdrawal", WithdrawalShape),
    ("Recommendations that do not apply", ExclusionShape),
    ("A programme in place of another", SuccessionShape),
    ("Register file", RegisterFileShape),
    ("Source of a register", SourceShape),
    ("Response to a register", ResponseShape),
    ("Recommendation", RecommendationShape),
    ("Heading of a recommendation", HeadingShape),
    ("Paper", PaperShape),
    ("Committee that considered a paper before", ConsideredShape),
    ("Appendix", AppendixShape),
)
"""Every shape that a person writes, in the order of the page."""


POLICY_SECTIONS: tuple[tuple[str, type[Shape]], ...] = (
    ("Policy", PolicyShape),
    ("Some files", PlacePolicyShape),
    ("Working days", WorkingDaysShape),
)
"""The shapes of ``ragplan.yaml``, in the order of its page."""


def page(sections: Iterable[tuple[str, type[Shape]]] = SECTIONS) -> str:
    """The field reference in Markdown."""
    parts = [f"## {title}\n\n{_section(shape)}" for title, shape in sections]
    return "\n".join(parts)


def _section(shape: type[Shape]) -> str:
    said = " ".join((shape.__doc__ or "").split())
    lines = [said, "", "| field | |", "|---|---|"]
    required = {field.alias or name for name, field in shape.model_fields.items() if field.is_required()}
    for name, description in descriptions(shape).items():
        mark = " (required)" if name in required else ""
        lines.append(f"| `{name}`{mark} | {description} |")
    return "\n".join(lines) + "\n"

"""The file shapes as JSON Schema, for editors and other checkers."""

from __future__ import annotations

from typing import Any

from ragplan.schema.parts import SHAPES

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(kind: str) -> dict[str, Any]:
    """The schema of a kind of file, or of ``any`` of them, told apart by their first field.

    It describes the files as other YAML tools read them: where ragplan wants text, a number, a
    date or nothing will do, and where one item may stand for a list of fields, its text alone.
    """
    if kind != "any":
        return {"$schema": DIALECT, **_schema(kind)}
    definitions: dict[str, Any] = {}
    choices: Any = False
    for name in reversed(SHAPES):
        whole = _schema(name)
        definitions |= whole.pop("$defs", {})
        definitions[whole["title"]] = whole
        reference = {"$ref": f"#/$defs/{whole['title']}"}
        choices = {"if": {"required": [name]}, "then": reference, "else": choices}
    return {"$schema": DIALECT, "$defs": definitions, **choices}


def _schema(kind: str) -> dict[str, Any]:
    relaxed: dict[str, Any] = _relaxed(SHAPES[kind].model_json_schema())
    return relaxed


def _relaxed(schema: Any) -> Any:
    """A schema that takes what other YAML tools make of the same text."""
    if isinstance(schema, list):
        return [_relaxed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    relaxed = {name: _relaxed(part) for name, part in schema.items()}
    if relaxed.get("type") == "string" and "enum" not in relaxed and "pattern" not in relaxed:
        required = relaxed.pop("minLength", 0)
        relaxed["type"] = ["string", "number", "boolean", *([] if required else ["null"])]
    elif relaxed.get("type") in ("array", "object") and "additionalProperties" not in relaxed:
        relaxed["type"] = [relaxed["type"], "null"]
    return relaxed

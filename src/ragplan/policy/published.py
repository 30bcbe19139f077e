"""The shape of ``ragplan.yaml`` as JSON Schema, with the rules for editors to offer."""

from __future__ import annotations

from typing import Any

from ragplan.rules import RULES
from ragplan.schema.published import json_schema

_RULES = {"$ref": "#/$defs/Rules"}
_ANY_BEGINNING = {"type": "string", "pattern": r"^[Rr][Aa]?[Gg]?[0-9]{0,3}$"}


def policy_schema() -> dict[str, Any]:
    """The schema of a policy. A word for rules is one that ragplan has, or the beginning of a code."""
    schema = json_schema("policy")
    families = sorted({rule.code[:4] for rule in RULES})
    known = [*families, *(rule.code for rule in RULES), *(rule.name for rule in RULES)]
    definitions = schema["$defs"]
    definitions["Rules"] = {"anyOf": [{"type": "string", "enum": known}, _ANY_BEGINNING]}
    for shape in (schema, definitions["PlacePolicyShape"]):
        fields = shape["properties"]
        for name in ("select", "ignore"):
            fields[name]["items"] = _RULES
            _or_alone(fields[name], {"type": "string"})
        fields["severity"] |= {"type": ["object", "null"], "propertyNames": _RULES}
    failing = schema["properties"]["fail_on"]
    failing |= {"type": ["string", "null"], "enum": [*failing["enum"], None]}
    _or_alone(definitions["WorkingDaysShape"]["properties"]["bank_holidays"], {"type": "string"})
    _or_alone(schema["properties"]["paths"], schema["properties"]["paths"]["items"])
    return schema


def _or_alone(field: dict[str, Any], alone: dict[str, Any]) -> None:
    """Let a field be a list, or one item of it alone."""
    kept: dict[str, Any] = {name: field.pop(name) for name in ("description", "default") if name in field}
    listed = dict(field)
    field.clear()
    field |= {**kept, "anyOf": [listed, alone]}

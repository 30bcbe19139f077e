"""``ragplan schema``: JSON Schema 2020-12 that takes our plans and refuses a wrong field."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from golden.command import REPOSITORY, once
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

from reports.sample import RICH

KINDS = ["programme", "organisation", "register", "any"]
PLANS = [*sorted((REPOSITORY / "plans").rglob("*.yaml")), *sorted((RICH / "plans").rglob("*.yaml"))]


class Constructor(SafeConstructor):
    """YAML 1.2 knows no dates: they are text, as in an editor."""


Constructor.add_constructor("tag:yaml.org,2002:timestamp", Constructor.construct_yaml_str)


def loaded(text: str) -> Any:
    """A file as another tool reads it: numbers and truth are no text, dates are."""
    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 2)
    reader.Constructor = Constructor
    return reader.load(text)


@cache
def validator(kind: str) -> Draft202012Validator:
    """A checker by a schema as the command prints it."""
    ran = once("schema", kind)
    assert (ran.code, ran.err) == (0, "")
    schema = json.loads(ran.out)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def faults(kind: str, text: str) -> list[str]:
    """What is wrong with a file by the schema of a kind."""
    return [error.message for error in validator(kind).iter_errors(loaded(text))]


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_names_its_dialect_and_describes_every_field(kind: str) -> None:
    schema = validator(kind).schema
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    shapes = [schema, *schema.get("$defs", {}).values()]
    fields = [(name, field) for shape in shapes for name, field in shape.get("properties", {}).items()]
    assert len(fields) > 3
    assert [name for name, field in fields if not field.get("description")] == []


def test_without_a_kind_it_is_the_schema_of_any() -> None:
    assert once("schema").out == once("schema", "any").out


@pytest.mark.parametrize("path", PLANS, ids=[f"{path.parent.name}/{path.name}" for path in PLANS])
def test_a_plan_file_is_valid_by_the_schema_of_any_and_of_its_kind(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert faults("any", text) == []
    kind = next(kind for kind in KINDS if f"\n{kind}: " in f"\n{text}")
    assert faults(kind, text) == []


PROGRAMME = "format: ragplan/1\nprogramme: a\ntitle: A\n"
LEVEL = "{code: g, label: G, meaning: M, category: amazing}"
WRONG = {
    "unknown field": ("any", 'organisation: A\nactions: [{ref: "1", duedate: 2014-01-31}]', "duedate"),
    "unknown field of a programme": ("any", PROGRAMME + "owner: B", "'owner' was unexpected"),
    "no ref": ("any", "organisation: A\nactions: [{status: Drafted.}]", "'ref' is a required property"),
    "no title": ("programme", "format: ragplan/1\nprogramme: a", "'title' is a required property"),
    "another format": ("any", PROGRAMME.replace("/1", "/9"), "'ragplan/1' was expected"),
    "an id with capitals": ("programme", PROGRAMME.replace("a\n", "BHR\n"), "'BHR' does not match"),
    "a rhythm that is none": ("any", PROGRAMME + "calendar: {every: often}", "{'every': 'often'}"),
    "an unknown category": ("any", PROGRAMME + f"key: {{levels: [{LEVEL}]}}", "amazing"),
    "a mapping for a text": ("any", 'organisation: A\nactions: [{ref: "1", status: {a: b}}]', "{'a': 'b'}"),
    "no numbers": ("any", "register: a\ntitle: A", "'recommendations' is a required property"),
    "none of the three": ("any", "actions: []", "{'actions': []} should not be valid"),
}


@pytest.mark.parametrize(("kind", "text", "told"), WRONG.values(), ids=WRONG)
def test_a_wrong_file_is_not_valid(kind: str, text: str, told: str) -> None:
    found = faults(kind, text)
    assert found
    assert any(told in message for message in found)


SHORT = {
    "numbers and truth for text": "organisation: 12\nactions: [{ref: 1.1, rating: true, status: 7}]",
    "empty fields": 'organisation: A\nreviewed:\nactions:\n  - ref: "1"\n    status:\n    notes:\n',
    "one word for a mapping": PROGRAMME + "key: rag-complete\norganisations: {A: Alpha}",
    "a remark alone": "organisation: A\nnotes: [Text]\nqueries:\n  - {text: Text, internal: true}",
    "evidence alone": 'organisation: A\nactions: [{ref: "1", evidence: [A minute]}]',
    "one calendar": PROGRAMME + "calendar: {every: 2 weeks, first: 2014-01-06}",
    "several calendars": PROGRAMME + "calendar: [{meetings: [2014-01-27]}]",
    "ranges and months": 'organisation: A\nactions: [{ref: "1", recommendations: [8, 1-2], due: 2014-01}]',
}


@pytest.mark.parametrize("text", SHORT.values(), ids=SHORT)
def test_what_the_command_reads_is_valid(text: str) -> None:
    assert faults("any", text) == []

"""The JSON Schema of a policy, tried by an independent checker on what ragplan takes and refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run

from policy.conftest import HEAD

EXAMPLES = sorted((Path(__file__).parent / "examples").glob("*.yaml"))
WRONG = [
    "fail_on: none",
    "ignroe: RAG2",
    "ignore: [RAG9999]",
    "ignore: [{RAG2: x}]",
    "severity: {RAG2: fatal}",
    "severity: {no-such-rule: error}",
    "paths: [{ignore: RAG2}]",
    "paths: [plans]",
    "working_days: England",
    "working_days: {}",
]


def check(schema: Path, *files: Path) -> subprocess.CompletedProcess[str]:
    tool = Path(sys.executable).with_name("check-jsonschema")
    return subprocess.run(
        [tool, "--schemafile", schema, *files], capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture
def schema(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "policy.json"
    path.write_text(run("schema", "policy").stdout)
    return path


def test_the_schema_is_one(schema: Path) -> None:
    tool = Path(sys.executable).with_name("check-jsonschema")
    assert subprocess.run([tool, "--check-metaschema", schema], check=False, timeout=60).returncode == 0


def test_the_examples_pass_both(schema: Path, run: Run, plan: Path) -> None:
    done = check(schema, *EXAMPLES)
    assert done.returncode == 0, done.stdout
    for example in EXAMPLES:
        (plan.parent / "ragplan.yaml").write_bytes(example.read_bytes())
        assert run("policy").code == 0


@pytest.mark.parametrize("text", WRONG)
def test_mistakes_pass_neither(schema: Path, run: Run, plan: Path, text: str) -> None:
    path = plan.parent / "ragplan.yaml"
    path.write_text(f"{HEAD}{text}\n")
    assert check(schema, path).returncode == 1
    assert run("policy").code == 2


def test_every_field_says_what_it_is(schema: Path) -> None:
    told = json.loads(schema.read_text())
    shapes = [told, *(each for each in told["$defs"].values() if "properties" in each)]
    assert len(shapes) == 3
    assert all(field.get("description") for shape in shapes for field in shape["properties"].values())

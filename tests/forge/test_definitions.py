"""Two independent checkers read every workflow and action; a third reads every script in them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from golden.command import REPOSITORY

from forge.definitions import ACTION, ACTIONS, WORKFLOWS, Step, read, scripts, steps

TOOLS = Path(sys.executable).parent
PINNED = re.compile(r"uses: (?:\$/\.github/|[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$)", re.MULTILINE)
ELSEWHERE = f"someone/ragplan/.github/workflows/ragplan.yml@{'0' * 40} # v1.0.0"


def says(*command: str | Path, given: str = "") -> tuple[int, str]:
    """The exit code of a tool, and all it says."""
    done = subprocess.run(
        [TOOLS / command[0], *command[1:]],
        cwd=REPOSITORY,
        input=given,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.returncode, done.stdout + done.stderr


def audited(place: Path) -> tuple[int, str]:
    """What zizmor finds, with what it only suspects; nothing is taken from the network."""
    return says("zizmor", "--quiet", "--offline", "--persona=auditor", "--collect=all", "--no-config", place)


@pytest.mark.parametrize(
    ("schema", "paths"), [("vendor.github-workflows", WORKFLOWS), ("vendor.github-actions", ACTIONS)]
)
def test_the_forges_schemas_take_every_file(schema: str, paths: list[Path]) -> None:
    assert paths
    code, told = says("check-jsonschema", "--builtin-schema", schema, *paths)
    assert code == 0, told


def test_an_audit_finds_nothing() -> None:
    for place in (REPOSITORY / ".github", REPOSITORY / ".pre-commit-hooks.yaml"):
        code, told = audited(place)
        assert code == 0, told


def test_the_audit_and_the_schema_would_find_something(tmp_path: Path) -> None:
    workflow = tmp_path / ".github" / "workflows" / "plans.yml"
    workflow.parent.mkdir(parents=True)
    text = (REPOSITORY / ".github/workflows/plans.yml").read_text(encoding="utf-8")
    workflow.write_text(text.replace("pull_request:", "pull_request_target:"), encoding="utf-8")
    assert "dangerous-triggers" in audited(tmp_path)[1]
    workflow.write_text(text.replace("jobs:", "job:"), encoding="utf-8")
    assert says("check-jsonschema", "--builtin-schema", "vendor.github-workflows", workflow)[0] == 1


def test_the_workflow_as_another_repository_copies_it(tmp_path: Path) -> None:
    workflow = tmp_path / ".github" / "workflows" / "plans.yml"
    workflow.parent.mkdir(parents=True)
    text = (REPOSITORY / ".github/workflows/plans.yml").read_text(encoding="utf-8")
    assert text.count("$/.github/workflows/ragplan.yml") == 1
    workflow.write_text(text.replace("$/.github/workflows/ragplan.yml", ELSEWHERE), encoding="utf-8")
    code, told = says("check-jsonschema", "--builtin-schema", "vendor.github-workflows", workflow)
    assert code == 0, told
    code, told = audited(tmp_path)
    assert code == 0, told


@pytest.mark.parametrize("step", scripts(), ids=lambda step: f"{step.where}: {step.data['name']}")
def test_a_script_is_clean_and_takes_nothing_from_outside_but_its_environment(step: Step) -> None:
    assert "${{" not in step.data["run"]
    code, told = says("shellcheck", "-", given=f"#!/bin/bash -e\n{step.data['run']}")
    assert code == 0, told


def test_the_actions_own_script_is_clean() -> None:
    code, told = says("shellcheck", ACTION / "judge.sh")
    assert code == 0, told


def test_other_peoples_actions_are_pinned_by_commit_and_version() -> None:
    for path in (*WORKFLOWS, *ACTIONS):
        used = [
            line.strip(" -") for line in path.read_text(encoding="utf-8").splitlines() if "uses: " in line
        ]
        assert [line for line in used if not PINNED.fullmatch(line) and "uses: $/.github/" not in line] == []


def test_nobody_leaves_a_token_in_a_checkout() -> None:
    checkouts = [each.data for each in steps() if each.data.get("uses", "").startswith("actions/checkout@")]
    assert len(checkouts) == 4
    assert {(each["with"]["persist-credentials"], each["with"]["fetch-depth"]) for each in checkouts} == {
        (False, 0)
    }


def test_only_the_job_that_comments_may_write() -> None:
    writing = {
        f"{path.name}, {name}"
        for path in WORKFLOWS
        for name, job in read(path)["jobs"].items()
        if "write" in (job.get("permissions") or {}).values()
    }
    # The caller's word bounds the called workflow's; there, the jobs that do not comment have less.
    assert writing == {"ragplan.yml, gate", "plans.yml, plans"}
    for path in WORKFLOWS:
        assert read(path)["permissions"] in ({}, {"contents": "read"})


def test_every_job_ends() -> None:
    for path in WORKFLOWS:
        for job in read(path)["jobs"].values():
            assert "uses" in job or job["timeout-minutes"] <= 20

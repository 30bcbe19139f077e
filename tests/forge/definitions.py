"""The workflow and action files of the repository, as data."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from golden.command import REPOSITORY
from ruamel.yaml import YAML

FORGE = REPOSITORY / ".github"
WORKFLOWS = sorted((FORGE / "workflows").glob("*.y*ml"))
ACTIONS = sorted((FORGE / "actions").glob("*/action.yml"))
ACTION = FORGE / "actions" / "ragplan"


class Step(NamedTuple):
    """A step, and whose it is."""

    where: str
    data: dict[str, Any]


def read(path: Path) -> dict[str, Any]:
    """A file's data; YAML 1.2, in which ``on`` is text."""
    data: dict[str, Any] = YAML(typ="safe", pure=True).load(path)
    return data


def steps() -> list[Step]:
    """Every step of every workflow and action."""
    found = []
    for path in WORKFLOWS:
        for name, job in read(path)["jobs"].items():
            found += [Step(f"{path.name}, {name}", step) for step in job.get("steps", ())]
    for path in ACTIONS:
        found += [Step(path.parent.name, step) for step in read(path)["runs"]["steps"]]
    return found


def scripts() -> list[Step]:
    """Every step that runs a script."""
    return [step for step in steps() if "run" in step.data]

"""What a forge's runner does with a list of steps: expressions, environment files, outputs, exit codes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from golden.command import COMMAND

from forge.comments import REPOSITORY, TOKEN
from forge.definitions import ACTION

_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
_ANNOTATION = re.compile(r"^\s*::(\w[\w-]*)(?: [^\n]*?)?::|##\[", re.MULTILINE)
SHELLS = {"": ("bash", "-e"), "bash": ("bash", "--noprofile", "--norc", "-eo", "pipefail")}
"""What the forge makes of ``shell``, and of a step without one."""


@dataclass
class Runner:
    """One job: a checkout, an event, and what the steps have left behind."""

    checkout: Path
    scratch: Path
    names: dict[str, str]
    """Values of expressions; one that is not there is empty."""
    environment: dict[str, str]
    log: str = ""
    summary: str = ""
    ran: list[str] = field(default_factory=list)
    code: int = 0

    def run(self, steps: Sequence[Mapping[str, Any]], skip: Sequence[str] = ()) -> Runner:
        """Run the steps that are to be run, up to one that fails; with the last one's exit code."""
        self.scratch.mkdir(exist_ok=True)
        for step in steps:
            if "run" not in step or step["name"] in skip or not self._wanted(step.get("if", "")):
                continue
            self.ran.append(step["name"])
            self.code = self._step(step)
            if self.code:
                break
        return self

    def _step(self, step: Mapping[str, Any]) -> int:
        files = {name: self.scratch / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for path in files.values():
            path.write_text("", encoding="utf-8")
        own = {name: self.filled(str(value)) for name, value in step.get("env", {}).items()}
        script = self.scratch / "script.sh"
        script.write_text(step["run"], encoding="utf-8")
        done = subprocess.run(
            [*SHELLS[step.get("shell", "")], script],
            cwd=self.checkout,
            env=self.environment | {name: str(path) for name, path in files.items()} | own,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=300,
            check=False,
        )
        self.log += done.stdout.decode()
        self.summary += files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
        for line in files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition("=")
            self.names[f"steps.{step.get('id')}.outputs.{name}"] = value
        return done.returncode

    def filled(self, text: str) -> str:
        """A text with its expressions replaced by their values: of ``a || b`` the first that is not empty."""
        return _EXPRESSION.sub(lambda found: self._value(found[1]), text)

    def _value(self, expression: str) -> str:
        return next(filter(None, map(self.names.get, expression.split(" || "))), "")

    def _wanted(self, condition: str) -> bool:
        """Whether a step's condition holds: comparisons and names, all of which must be true."""
        return all(self._holds(part.strip()) for part in condition.split("&&") if part.strip())

    def _holds(self, part: str) -> bool:
        name, compared, value = part.partition(" == ")
        return self.names.get(name, "") == value.strip("'") if compared else bool(self.names.get(name))

    @property
    def commands(self) -> list[str]:
        """The lines of the log which the forge would obey, in either of the ways it knows."""
        return [line for line in self.log.splitlines() if _ANNOTATION.search(line)]


def runner(checkout: Path, scratch: Path, names: Mapping[str, str], **environment: str) -> Runner:
    """A job as the forge begins it; ``names`` are values of expressions besides its own."""
    bare = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(scratch),
        "LC_ALL": "C.UTF-8",
        "CI": "true",
        "RAGPLAN_CACHE": "off",
        "RUNNER_TEMP": str(scratch),
        "GITHUB_ACTION_PATH": str(ACTION),
        "GITHUB_REPOSITORY": REPOSITORY,
    }
    own = {"github.token": TOKEN, "steps.install.outputs.ragplan": str(COMMAND)}
    return Runner(checkout, scratch, own | dict(names), bare | environment)

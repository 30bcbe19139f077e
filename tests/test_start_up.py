"""What a command imports to judge or print a small plan: of rooms and heavy libraries only what it uses."""

import subprocess
import sys

import pytest
from conftest import ROOT, environment

CODE = """
import os, sys
from contextlib import suppress
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
sys.argv = ["ragplan", *sys.argv[1:]]
from ragplan.cli.app import app
with suppress(SystemExit):
    app(prog_name="ragplan")
print(*sys.modules, file=sys.stderr)
"""
NEVER = {"rich", "git", "asyncio", "http", "ssl", "unittest", "docx", "openpyxl", "weasyprint", "polars"}
"""Of libraries: what prints for people on a terminal, what writes git, and what is an extra."""
PRINTING = {"jinja2", "markdown_it", "nh3", "logging", "ragplan.render.html", "ragplan.render.templates"}
JUDGING = {"ragplan.linter", "ragplan.policy", "ragplan.rules"}
HISTORY = {"ragplan.timeline", "ragplan.repository.git"}
WRITING = {"ragplan.editing", "ragplan.importing", "ragplan.returns", "ragplan.exporting", "ragplan.rollup"}
COMMANDS = {
    "lint": NEVER | PRINTING | HISTORY | WRITING | {"ragplan.reports", "ragplan.query", "ragplan.diff"},
    "check --no-history": NEVER | PRINTING | HISTORY | WRITING | {"ragplan.reports", "ragplan.query"},
    "list --format json": NEVER | PRINTING | JUDGING | WRITING | {"ragplan.diff", "ragplan.reports.plan"},
    "report plan --programme bhr-francis --output -": NEVER | WRITING | {"ragplan.reports.agenda"},
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_imports_what_it_uses(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE, *command.split()],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        timeout=120,
        check=True,
    )
    imported = {*done.stderr.decode().splitlines()[-1].split()}
    assert "ragplan.model.programme" in imported
    assert imported & COMMANDS[command] == set()

"""The table of commands, and a group that imports a command's module only when it is called."""

from __future__ import annotations

from importlib import import_module
from inspect import getdoc
from typing import Any

import typer
from typer.core import TyperGroup

COMMANDS = {
    "lint": "What is wrong with the plans' text, with file, line and column.",
    "check": "All of lint, what the calendar requires, what history forbids.",
    "report": "Write the plan as a paper, in HTML or Markdown.",
    "diff": "What changed between two meetings, days or revisions.",
    "list": "The rows of the plan, filtered, as a table, JSON or CSV.",
    "show": "One action with every owner's position.",
    "history": "One action through time: what happened to it, when, and by whom.",
    "chase": "What each organisation owes the next meeting, ready to be sent.",
    "codeowners": "A CODEOWNERS file from the organisations' paths and teams.",
    "freeze": "Record what a meeting saw, as a tag in git.",
    "rules": "All rules in a table, with what is in force for each.",
    "policy": "What is in force, and where each value comes from.",
    "explain": "A rule: what it finds, why, what fails, and what does not.",
    "schema": "The JSON Schema of the plan files, for editors.",
    "demo": "A repository with a made-up history, to try everything on.",
}
"""Every command with what its help says, in the order of use; ``cli/<name>_command.py`` holds it."""


class Commands(TyperGroup):
    """The group of ``COMMANDS``."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of the commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """One command, imported now; ends with a suggestion for no such command."""
        if cmd_name not in COMMANDS:
            from ragplan.suggestion import did_you_mean

            hint = did_you_mean(cmd_name, COMMANDS).capitalize()
            ctx.fail(f"There is no command {cmd_name!r}. {hint}".strip())
        module = import_module(f"ragplan.cli.{cmd_name}_command")
        told = f"{COMMANDS[cmd_name]}\n\n{getdoc(module.command)}"
        one = typer.Typer(add_completion=False, rich_markup_mode=None)
        one.command(cmd_name, help=told, context_settings=getattr(module, "SETTINGS", None))(module.command)
        return typer.main.get_command(one)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """The options of ``ragplan`` itself, and the commands, without importing any."""
        with formatter.section("Options"):
            formatter.write_dl([("--version", "Show the version."), ("--help", "Show this message.")])
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


app = typer.Typer(
    cls=Commands,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    epilog="Start with: ragplan lint, then ragplan report. More: README.md and docs/.",
)


@app.callback()
def ragplan() -> None:
    """An organisation-spanning action plan: YAML in git, papers for the meeting."""
    from ragplan.cli.session import standing

    standing()

"""The table of commands, and a group that imports a command's module only when it is called."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from inspect import getdoc
from typing import Any, NamedTuple

import typer
from typer.core import CompletionItem, TyperGroup  # type: ignore[attr-defined]  # not in its list


class Told(NamedTuple):
    """What the help says of a command: what it does, and a line to type."""

    about: str
    example: str


COMMANDS = {
    "lint": Told("What is wrong with the plans' text, with file, line and column.", "ragplan lint --fix"),
    "check": Told(
        "All of lint, what the calendar requires, what history forbids.", "ragplan check --base HEAD~1"
    ),
    "report": Told(
        "Write the plan as a paper, in HTML or Markdown.", "ragplan report plan --format markdown"
    ),
    "diff": Told(
        "What changed between two meetings, days or revisions.", "ragplan diff -2 last --organisation LBR"
    ),
    "list": Told(
        "The rows of the plan, filtered, as a table, JSON or CSV.",
        "ragplan list --organisation LBR --overdue",
    ),
    "export": Told(
        "Rows, positions, changes or meetings as typed tables.",
        "ragplan export rows --all-meetings --format csv --output rows.csv",
    ),
    "rollup": Told("Questions over the exports or clones of many plans.", "ragplan rollup . comparison"),
    "show": Told("One action with every owner's position.", "ragplan show 2.2"),
    "history": Told(
        "One action through time: what happened to it, when, and by whom.",
        "ragplan history 2.2 --organisation BDCCG",
    ),
    "chase": Told(
        "What each organisation owes the next meeting, ready to be sent.",
        "ragplan chase --organisation LBR --format markdown",
    ),
    "collect": Told(
        "Workbooks for owners to fill in, and what came back in them.",
        "ragplan collect out returns --organisation LBR",
    ),
    "set": Told(
        "What an organisation says on an action, or a table of many rows.",
        "ragplan set 2.2 --organisation LBR --rating green --dry-run",
    ),
    "revise": Told(
        "A later due date, with the reason and who agreed.",
        "ragplan revise 5.4 --to 2014-07 --reason Staff --proposed --dry-run",
    ),
    "close": Told(
        "The end of an action: completed, withdrawn or superseded.",
        'ragplan close 5.4 --withdrawn --reason "Not ours" --dry-run',
    ),
    "add": Told(
        "A goal, an action, a part, an organisation, missing rows.",
        'ragplan add goal 12 --title "Publish the results" --dry-run',
    ),
    "owners": Told(
        "Owners that an action gains, and those released.",
        "ragplan owners 2.2 --add All --dry-run",
    ),
    "rename": Told(
        "Another code for an organisation, wherever it is named.", "ragplan rename LBR LBRB --dry-run"
    ),
    "meeting": Told(
        "A meeting held on another day, or not at all.", "ragplan meeting --cancel 2014-05-05 --dry-run"
    ),
    "codeowners": Told("A CODEOWNERS file from the organisations' paths and teams.", "ragplan codeowners"),
    "freeze": Told(
        "Record what a meeting saw, as a tag in git.", 'ragplan freeze last --message "As tabled"'
    ),
    "templates": Told(
        "The templates of pages, and one to begin your own look with.", "ragplan templates copy page.css.j2"
    ),
    "rules": Told("All rules in a table, with what is in force for each.", "ragplan rules --format json"),
    "policy": Told("What is in force, and where each value comes from.", "ragplan policy --ignore RAG402"),
    "explain": Told("A rule: what it finds, why, what fails, and what does not.", "ragplan explain RAG304"),
    "schema": Told("The JSON Schema of the plan files, for editors.", "ragplan schema organisation"),
    "new": Told(
        "A new programme: its file, and one for each organisation.",
        "ragplan new next-plan --from bhr-francis --first 2014-06-09",
    ),
    "import": Told(
        "A table in Word, Excel or CSV as the draft of a programme.",
        "ragplan import --help",
    ),
    "serve": Told(
        "The papers in a browser, redrawn when a file is saved.",
        "ragplan serve --help",
    ),
    "demo": Told("A repository with a made-up history, to try everything on.", "ragplan demo sample"),
    "help": Told("What a command does and takes, as --help behind it tells.", "ragplan help diff"),
}
"""Every command with what its help says, in the order of use; ``cli/<name>_command.py`` holds it.

The examples run as they stand in the folder that ``ragplan demo`` makes.
"""


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
        told = COMMANDS[cmd_name]
        one = typer.Typer(add_completion=False, rich_markup_mode=None)
        one.command(
            cmd_name,
            help=f"{told.about}\n\n{getdoc(module.command)}",
            epilog=f"Example: {told.example}",
            context_settings=getattr(module, "SETTINGS", None),
        )(module.command)
        return typer.main.get_command(one)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The words behind ``ragplan``; what is wrong with them is told in our words."""
        with _in_our_words():
            return list(super().parse_args(ctx, args))

    def invoke(self, ctx: Any) -> Any:
        """Run the command; what is wrong with its words is told in ours."""
        with _in_our_words():
            return super().invoke(ctx)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """The options of ``ragplan`` itself, and the commands, without importing any."""
        with formatter.section("Options"):
            formatter.write_dl(list(_OPTIONS.items()))
        with formatter.section("Commands"):
            formatter.write_dl([(name, told.about) for name, told in COMMANDS.items()])

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """The names of commands that begin with some letters, without importing any."""
        names = [name for name in COMMANDS if name.startswith(incomplete)]
        if names:
            return [CompletionItem(name, help=COMMANDS[name].about) for name in names]
        return list(super().shell_complete(ctx, incomplete))


@contextmanager
def _in_our_words() -> Iterator[None]:
    try:
        yield
    except _USAGE_ERROR as error:
        from ragplan.cli.usage import in_our_words

        words = in_our_words(error)
        if words is None:
            raise
        raise _USAGE_ERROR(words, error.ctx) from error


_USAGE_ERROR: Any = typer.BadParameter.__bases__[0]
"""What the library raises for words that it cannot take; it has no public name."""

_OPTIONS = {
    "--version": "Show the version.",
    "--install-completion": "Complete its words in the shell it runs in: bash, zsh, fish, PowerShell.",
    "--show-completion": "Show what that would install.",
    "--help": "Show this message.",
}


app = typer.Typer(
    cls=Commands,
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

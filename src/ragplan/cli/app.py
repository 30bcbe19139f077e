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
    "lint": Told("Check the text of the plans and show where each mistake is.", "ragplan lint --fix"),
    "check": Told("Check everything: the text, the calendar and the history.", "ragplan check --base HEAD~1"),
    "report": Told(
        "Write a paper, such as the plan, an agenda or a board report.",
        "ragplan report plan --format markdown",
    ),
    "diff": Told(
        "Show what changed between two meetings, days or revisions.",
        "ragplan diff -2 last --organisation LBR",
    ),
    "list": Told(
        "List rows of the plan as a table, JSON, CSV or a workbook.",
        "ragplan list --organisation LBR --overdue",
    ),
    "export": Told(
        "Export rows, positions, changes or meetings as typed tables.",
        "ragplan export rows --all-meetings --format csv --output rows.csv",
    ),
    "rollup": Told(
        "Answer questions across the exports or clones of many plans.", "ragplan rollup . comparison"
    ),
    "show": Told("Show one action with every owner's position.", "ragplan show 2.2"),
    "history": Told(
        "Show what happened to one action, when, and who did it.",
        "ragplan history 2.2 --organisation BDCCG",
    ),
    "chase": Told(
        "Write reminders of what each organisation owes the next meeting.",
        "ragplan chase --organisation LBR --format markdown",
    ),
    "collect": Told(
        "Send workbooks out to owners, and read back their answers.",
        "ragplan collect out returns --organisation LBR",
    ),
    "set": Told(
        "Record what an organisation reports, on one or many rows.",
        "ragplan set 2.2 --organisation LBR --rating green --dry-run",
    ),
    "revise": Told(
        "Move a due date, with the reason and who agreed.",
        "ragplan revise 5.4 --to 2014-07 --reason Staff --proposed --dry-run",
    ),
    "close": Told(
        "Close an action: completed, withdrawn or superseded.",
        'ragplan close 5.4 --withdrawn --reason "Not ours" --dry-run',
    ),
    "add": Told(
        "Add a goal, an action, a part, an organisation or missing rows.",
        'ragplan add goal 12 --title "Publish the results" --dry-run',
    ),
    "owners": Told(
        "Add owners to an action, or release them.",
        "ragplan owners 2.2 --add All --dry-run",
    ),
    "rename": Told(
        "Give an organisation a new code, wherever it is named.", "ragplan rename LBR LBRB --dry-run"
    ),
    "meeting": Told(
        "Move or cancel a meeting, or change how often the group meets.",
        "ragplan meeting --cancel 2014-05-05 --dry-run",
    ),
    "codeowners": Told(
        "Print a CODEOWNERS file from the organisations' files and teams.", "ragplan codeowners"
    ),
    "freeze": Told(
        "Record what a meeting saw, as a tag in git.", 'ragplan freeze last --message "As tabled"'
    ),
    "templates": Told(
        "List the page templates, or copy one to change how papers look.",
        "ragplan templates copy page.css.j2",
    ),
    "rules": Told("List all rules, with the setting in force for each.", "ragplan rules --format json"),
    "policy": Told(
        "Show the settings in force, and where each comes from.", "ragplan policy --ignore RAG402"
    ),
    "explain": Told("Explain a rule: what it finds, why, and examples.", "ragplan explain RAG304"),
    "schema": Told("Print the JSON Schema of the plan files, for editors.", "ragplan schema organisation"),
    "new": Told(
        "Start a programme: its file, and one for each organisation.",
        "ragplan new next-plan --from bhr-francis --first 2014-06-09",
    ),
    "import": Told(
        "Turn a table in Word, Excel or CSV into a draft programme.",
        "ragplan import --help",
    ),
    "serve": Told(
        "Preview the papers in a browser, updated when a file is saved.",
        "ragplan serve --help",
    ),
    "demo": Told("Create a repository with a made-up history to try things on.", "ragplan demo sample"),
    "help": Told("Show the help of a command, like COMMAND --help.", "ragplan help diff"),
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
            epilog="\n\n".join(filter(None, (getattr(module, "BELOW", ""), f"Example: {told.example}"))),
            context_settings=getattr(module, "SETTINGS", None),
        )(module.command)
        made: Any = typer.main.get_command(one)
        for word in made.params:
            if word.param_type_name == "argument" and word.metavar:
                word.display_type_rich = _without_type
        return made

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


def _without_type(**_: Any) -> str:
    """What stands behind an argument's name in the help, which the library would call ``<str>``."""
    return ""


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
    "--install-completion": "Install completion for this shell: bash, zsh, fish or PowerShell.",
    "--show-completion": "Print the completion script instead of installing it.",
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
    """Action plans shared by several organisations: YAML files in git, papers for meetings."""
    from ragplan.cli.session import standing

    standing()

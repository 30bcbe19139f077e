"""``ragplan help``: what ``--help`` tells, for those who type it in front."""

from __future__ import annotations

from typing import Annotated

import typer

from ragplan.cli.session import echo


def command(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="COMMAND", help="One command; without it, all.")] = "",
) -> None:
    """Without a command it names all of them, in the order of use."""
    top = context.find_root()
    if not name:
        echo(f"{top.get_help()}\n")
        return
    found = top.command.get_command(top, name)  # type: ignore[attr-defined]  # typed as any command
    echo(f"{typer.Context(found, info_name=name, parent=top).get_help()}\n")

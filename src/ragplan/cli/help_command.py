"""``ragplan help``: what ``--help`` tells, for those who type it in front."""

from __future__ import annotations

from typing import Annotated

import typer

from ragplan.cli.session import echo


def command(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="COMMAND", help="The command; by default, a list of all.")
    ] = "",
) -> None:
    """Without a command, lists them all."""
    top = context.find_root()
    if not name:
        echo(f"{top.get_help()}\n")
        return
    found = top.command.get_command(top, name)  # type: ignore[attr-defined]  # typed as any command
    echo(f"{typer.Context(found, info_name=name, parent=top).get_help()}\n")

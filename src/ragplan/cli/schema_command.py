"""``ragplan schema``: the JSON Schema of the plan files."""

import json
from typing import Annotated, Literal

import typer

from ragplan.cli.session import write


def command(
    kind: Annotated[
        Literal["programme", "organisation", "register", "paper", "any"],
        typer.Argument(help="The kind of file; paper for its front matter, any for all YAML files in one."),
    ] = "any",
) -> None:
    """Editors use it to complete field names and to mark mistakes while you type."""
    from ragplan.schema.published import json_schema

    write(json.dumps(json_schema(kind), indent=2, ensure_ascii=False) + "\n")

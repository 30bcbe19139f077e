"""``ragplan schema``: the JSON Schema of the plan files, and of the policy."""

import json
from typing import Annotated, Literal

import typer

from ragplan.cli.session import write


def command(
    kind: Annotated[
        Literal["programme", "organisation", "register", "paper", "policy", "any"],
        typer.Argument(
            help="The kind of file: paper is for its front matter, policy for ragplan.yaml, any for "
            "all YAML files of a plan."
        ),
    ] = "any",
) -> None:
    """Editors use it to complete field names and to mark mistakes while you type."""
    from ragplan.policy.published import policy_schema
    from ragplan.schema.published import json_schema

    schema = policy_schema() if kind == "policy" else json_schema(kind)
    write(json.dumps(schema, indent=2, ensure_ascii=False) + "\n")

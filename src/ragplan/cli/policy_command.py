"""``ragplan policy``: what is in force for the rules, and where each value comes from."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from ragplan.cli.findings import scope
from ragplan.cli.policies import FailOnOption, IgnoreOption, Options, SelectOption, policy_of
from ragplan.cli.session import PLANS, PlansOption, fail, tell, write
from ragplan.escaping import one_line
from ragplan.policy import Policy


def command(
    plans: PlansOption = PLANS,
    file: Annotated[
        str, typer.Option("--for", metavar="PATH", help="What is in force for one plan file.")
    ] = "",
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    fail_on: FailOnOption = None,
    format: Annotated[Literal["text", "json"], typer.Option(help="JSON has every rule.")] = "text",
) -> None:
    """The policy is the file ragplan.yaml at the top of the repository: of the nearest folder with .git
    at or above the plans. Without a repository, that is the working directory where the plans are in it
    or below, else the plans' own folder. With --at the policy is still today's; a bare repository's is
    that of its last commit.

    --select stands in place of what the file selects and ignores, --ignore beside what it ignores, and
    --fail-on in place of its own. What keeps a file from being read is always told, as an error.
    """
    chosen = scope([file] if file else [], plans, at="" if Path(plans).is_dir() else "HEAD")
    policy = policy_of(chosen.folder, Options(select, ignore, fail_on))
    path = _file(file, chosen.wanted) if file else ""
    _note_idle(policy, chosen.folder)
    from ragplan.cli import policy_formats

    write(policy_formats.as_json(policy, path) if format == "json" else policy_formats.as_text(policy, path))


def _file(given: str, wanted: tuple[object, ...]) -> str:
    """The path of a plan file as the loader tells it; exits with 2 for a folder."""
    if not wanted or Path(given).is_dir():
        fail(f"{one_line(given)!r} is a folder; --for takes one plan file")
    return str(wanted[0])


def _note_idle(policy: Policy, folder: str) -> None:
    """Say which entries of ``paths`` fit no file: a mistyped path would be found out too late."""
    from ragplan.repository import working_files

    if not policy.paths or not Path(folder).is_dir():
        return
    fitting = {
        layer for source in working_files(Path(folder)).sources for layer in policy.layers(source.path)
    }
    for layer in policy.paths:
        if layer not in fitting:
            tell(f"note: no plan file is at {one_line(layer.pattern)!r} ({one_line(layer.origin)})")

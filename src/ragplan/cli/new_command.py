"""``ragplan new``: a programme with its files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ragplan.cli import prompts
from ragplan.cli.policies import errors_in
from ragplan.cli.prompts import (
    EveryOption,
    FirstOption,
    GroupOption,
    KeyOption,
    LastOption,
    Options,
    OrganisationsOption,
)
from ragplan.cli.scaffold import scaffold, write_scaffold
from ragplan.cli.session import (
    PLANS,
    AsOfOption,
    PlansOption,
    echo,
    fail,
    judged_on,
    notify,
    readable_programmes,
)
from ragplan.cli.writing import write_documents
from ragplan.diagnostics import Diagnostic, Route
from ragplan.document import Document
from ragplan.editing.beginning import Beginning, documents
from ragplan.editing.carrying import carried, going_on
from ragplan.escaping import one_line
from ragplan.loader import assemble
from ragplan.model.snapshot import Snapshot
from ragplan.plans import Plans
from ragplan.repository import Found
from ragplan.schema.parts import part, read_parts


def command(
    id: Annotated[
        str, typer.Argument(metavar="ID", help="The programme's id: lower-case letters, digits and hyphens.")
    ],
    title: Annotated[str, typer.Option(metavar="TEXT", help="The plan's title.")] = "",
    group: GroupOption = "",
    every: EveryOption = "",
    first: FirstOption = "",
    last: LastOption = "",
    key: KeyOption = "",
    organisation: OrganisationsOption = None,
    answers: Annotated[
        str,
        typer.Option(
            metavar="FILE",
            help="A YAML file with fields of a programme file, such as organisations and goals.",
        ),
    ] = "",
    old: Annotated[
        str,
        typer.Option("--from", metavar="ID", help="Carry over the open actions of this programme."),
    ] = "",
    workflow: Annotated[
        str,
        typer.Option(
            metavar="OWNER/REPOSITORY@COMMIT",
            help="Also write the workflow that checks pull requests, with ragplan from this commit.",
        ),
    ] = "",
    plans: PlansOption = PLANS,
    as_of: AsOfOption = "",
) -> None:
    """Writes plans/ID/ with a file for the programme and one for each organisation, and, if they do not
    exist, .gitignore and ragplan.yaml.

    In a terminal, it asks for whatever the options leave out; elsewhere, it says what is missing. With
    --from, the actions still open at --as-of are carried over with their dates; closed ones are left behind.
    No existing file is changed. Exit code: 0, or 2 if it could not run.
    """
    standing, there = prompts.standing_plans(plans)
    prompts.refuse_id(id, plans, standing)
    options = Options(title, group, every, first, last, key, tuple(organisation or ()))
    answered, source = prompts.from_file(answers)
    snapshot = _carried(standing, old, as_of, plans) if old else None
    left = going_on(snapshot.programme, standing.documents) if snapshot else {}
    asked = prompts.answered(prompts.over({**left, **answered}, options))
    begun = carried(snapshot, standing.documents, asked) if snapshot else Beginning(asked)
    begun = begun._replace(programme={"programme": id, **begun.programme})
    made = list(documents(begun, Path(plans, id).as_posix()))
    others = scaffold(Path(plans), workflow)
    _refuse_faults(plans, there, made, source)
    Path(plans).mkdir(parents=True, exist_ok=True)
    write_documents(plans, made, standing)
    _tell([*(each.path for each in made), *write_scaffold(others)], id)


def _carried(standing: Plans, old: str, as_of: str, plans: str) -> Snapshot:
    """The programme to go on with, at its day; exits with 2 where there is none of that id to be read."""
    found = readable_programmes(standing, old, plans)
    return Snapshot(*judged_on(found, as_of)[0])


def _refuse_faults(plans: str, there: Found, made: Sequence[Document], source: Document | None) -> None:
    """Exit with 2 where the files to be written would have errors; one of the answers is told at its line."""
    whole = assemble([*read_parts(there.sources), *map(part, made)], there.problems)
    ours = {each.path: each for each in made}
    faults = [each for each in errors_in(whole, plans) if each.path in ours]
    for each in faults:
        help = f" ({one_line(each.help)})" if each.help else ""
        notify(f"{_place(each, ours[each.path], source)}: {one_line(each.message)}{help}")
    if faults:
        fail("nothing was written")


def _place(fault: Diagnostic, made: Document, source: Document | None) -> str:
    """Where a fault was typed: at a place of the answers, else in the field of a file."""
    begins = fault.span[:2]
    for route in reversed([*made.places]):
        for at_key in (False, True):
            if made.span(route, at_key)[:2] == begins:
                return _typed_at(route, source, at_key=at_key) or f"{made.path}, {'.'.join(map(str, route))}"
    return made.path


def _typed_at(route: Route, source: Document | None, *, at_key: bool) -> str:
    """The place of a field in the answers; ``""`` where it is not theirs."""
    if source is None or route not in source.places:
        return ""
    span = source.span(route, at_key)
    return f"{one_line(source.path)}:{span.line}:{span.column}"


def _tell(written: Sequence[str], id: str) -> None:
    """Name the files, and what to do next."""
    echo(
        "".join(f"{one_line(each)}\n" for each in written)
        + "\nNext:\n  ragplan lint                 # what is still to be filled in\n"
        + f"  ragplan report --programme {id}\n"
    )

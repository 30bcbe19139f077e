"""``ragplan import``: a table that people already have as the draft of a programme."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ragplan import query
from ragplan.cli import prompts
from ragplan.cli.changing import shortened_or_empty
from ragplan.cli.drafting import draft_of, made, refuse_faults
from ragplan.cli.issues import dated, replay
from ragplan.cli.papers import written
from ragplan.cli.prompts import (
    EveryOption,
    FirstOption,
    GroupOption,
    KeyOption,
    LastOption,
    OrganisationsOption,
)
from ragplan.cli.scaffold import scaffold, write_scaffold
from ragplan.cli.session import PLANS, PlansOption, echo, fail, judged_on, notify
from ragplan.cli.writing import write_documents
from ragplan.document.change import Data
from ragplan.editing.beginning import Fields
from ragplan.english import counted, listed
from ragplan.escaping import one_line
from ragplan.importing.draft import Draft
from ragplan.importing.settings import OF_TABLES
from ragplan.loader import assemble
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Snapshot
from ragplan.plans import Plans
from ragplan.schema.parts import part, read_parts

SHOWN = 12
"""Questions that are told of a table which is no plan."""


def command(
    id: Annotated[
        str, typer.Argument(metavar="ID", help="The id of the new programme, or of an existing one.")
    ],
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="TABLE",
            help="A Word, Excel, OpenDocument, CSV, Markdown or HTML file; several with --history.",
        ),
    ],
    title: Annotated[
        str, typer.Option(metavar="TEXT", help="The plan's title; by default, the file's name.")
    ] = "",
    group: GroupOption = "",
    every: EveryOption = "",
    first: FirstOption = "",
    last: LastOption = "",
    key: KeyOption = "",
    organisation: OrganisationsOption = None,
    columns: Annotated[
        str,
        typer.Option(metavar="A=ref,C=title", help="What the columns contain, if their headings do not say."),
    ] = "",
    table: Annotated[
        list[int] | None,
        typer.Option(metavar="N", min=1, help="Read only this table of the file, counted from 1."),
    ] = None,
    mapping: Annotated[
        str,
        typer.Option(
            metavar="FILE",
            help="A YAML file about the table: columns, colours, months, and fields of a programme file.",
        ),
    ] = "",
    history: Annotated[
        str,
        typer.Option(
            metavar="DIR",
            help="Make a repository in this new folder from several versions of a table, a commit for each.",
        ),
    ] = "",
    dates: Annotated[
        str,
        typer.Option(
            metavar="DAYS",
            help="The dates of the versions, with commas; by default, those in the file names.",
        ),
    ] = "",
    output: Annotated[
        str,
        typer.Option(
            metavar="PATH",
            help="For an existing programme: where to write the changes; by default, ID-changes.csv.",
        ),
    ] = "",
    plans: PlansOption = PLANS,
) -> None:
    """Writes plans/ID/ and asks about whatever the table does not say; no existing file is changed.

    Every cell ends up in the draft or in a question, and questions are kept as queries in the plan. Dates are
    read day first; a missing year is taken from the plan's calendar. A cell's colour counts as a rating only
    if --mapping says which. If the programme exists, what a newer table says of its rows is written to a file
    for 'ragplan set --from', and the plan stays as it is. Exit code: 0, or 2 if it could not run.
    """
    said, _ = prompts.from_file(mapping, OF_TABLES)
    options = prompts.Options(title, group, every, first, last, key, tuple(organisation or ()))
    said = prompts.over(said, options)
    if columns:
        said = {**said, "columns": columns}
    if history:
        replay(id, dated(files, dates), said, table or [], Path(history))
        return
    if len(files) > 1:
        fail("one table makes one programme; several issues of a table go with --history DIR")
    standing, there = prompts.standing_plans(plans)
    known = next((each for each in standing.programmes if each.id == id), None)
    if known is not None:
        path = Path(output or f"{id}-changes.csv")
        _propose(standing, known, draft_of(files[0], said, table or [], known), said, path)
        return
    if output:
        fail(f"--output goes with a programme that is there already, and {one_line(id)!r} is none")
    prompts.refuse_id(id, plans, standing)
    others = scaffold(Path(plans), "")
    draft, begun = made(id, files[0], said, table or [], Path(plans, id).as_posix())
    _refuse_empty(draft, files[0])
    refuse_faults(assemble([*read_parts(there.sources), *map(part, begun)]), begun)
    Path(plans).mkdir(parents=True, exist_ok=True)
    write_documents(plans, begun, standing)
    _tell(id, [*(each.path for each in begun), *write_scaffold(others)], draft, mapping)


def _refuse_empty(draft: Draft, path: str) -> None:
    """Exit with 2 where no action was found, and say what was found in their place."""
    if not any(goal.get("actions") for goal in draft.goals):
        for each in draft.questions[:SHOWN]:
            notify(one_line(each))
        fail(
            f"no action is found in {one_line(path)!r}: say which column has them, as --columns B=title; "
            "nothing was written"
        )


def _propose(read: Plans, programme: Programme, draft: Draft, said: Fields, path: Path) -> None:
    """Write what a table says anew of a programme's rows as a table to set, and ask the rest."""
    from ragplan.importing.proposals import as_table, proposals

    there = read.documents[programme.origin.path].data
    more = [name for name in said if name not in OF_TABLES and not _stands(said[name], there.get(name))]
    if more:
        fail(f"{programme.id!r} is there already, with its own {listed(more)}; leave out what says another")
    rows = query.rows(Snapshot(*each) for each in judged_on([programme], ""))
    found = proposals(read, programme, rows, draft)
    if found.rows and path.exists():
        fail(f"{one_line(str(path))!r} already exists; name another file with --output")
    for each in found.rows:
        echo(f"{one_line(each.row.row.action.ref)} {one_line(each.row.organisation)}\n")
        for name, *words in each.was:
            echo(f"  {name}: {' -> '.join(map(shortened_or_empty, words))}\n")
    _ask(found.questions)
    if not found.rows:
        echo("The table says nothing anew of a row of the plan.\n")
        return
    written(path, as_table(found.rows))
    echo(f"\n{one_line(str(path))}: {counted(len(found.rows), 'row')} that would change; no plan file did.\n")
    echo(f"\nNext:\n  ragplan set --from {one_line(str(path))} --programme {programme.id} --dry-run\n")


def _stands(said: Data, there: Data | None) -> bool:
    """Whether a programme has what is said of it, and perhaps more."""
    if isinstance(said, dict) and isinstance(there, dict):
        return all(_stands(each, there.get(name)) for name, each in said.items())
    return said == there


def _ask(questions: Sequence[str]) -> None:
    if questions:
        echo("\nTo be answered about the table:\n")
        echo("".join(f"  {number}. {one_line(each)}\n" for number, each in enumerate(questions, 1)))


def _tell(id: str, paths: Sequence[str], draft: Draft, mapping: str) -> None:
    """Name the files, and ask what is to be asked."""
    rows = sum(map(len, draft.positions.values()))
    actions = sum(len(goal.get("actions", ())) for goal in draft.goals)
    echo("".join(f"{one_line(each)}\n" for each in paths))
    echo(f"\n{counted(len(draft.goals), 'goal')}, {counted(actions, 'action')}, {counted(rows, 'row')}.\n")
    _ask(draft.questions)
    echo(f"\nNext:\n  ragplan list --programme {id} --query   # what is to be confirmed, row by row\n")
    echo("  ragplan lint\n")
    if draft.colours:
        grounds = ", ".join(f"{each}: ''" for each in draft.colours)
        name = mapping or f"{id}-import.yaml"
        echo(f"  name the levels in {one_line(name)}, take the draft away and import again with --mapping:\n")
        echo(f"    colours: {{{grounds}}}\n")

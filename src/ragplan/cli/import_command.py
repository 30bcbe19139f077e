"""``ragplan import``: a table that people already have as the draft of a programme."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from itertools import pairwise
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from ragplan import query
from ragplan.cli import asking
from ragplan.cli.asking import (
    EveryOption,
    FirstOption,
    GroupOption,
    KeyOption,
    LastOption,
    OrganisationsOption,
)
from ragplan.cli.beside import beside, put_beside
from ragplan.cli.changing import shortened_or_empty
from ragplan.cli.extras import needing
from ragplan.cli.papers import written
from ragplan.cli.session import PLANS, PlansOption, day, fail, given_bytes, judged_on, talk
from ragplan.cli.writing import write_documents
from ragplan.document import Document
from ragplan.document.change import Data
from ragplan.editing.beginning import Fields, documents
from ragplan.english import counted, listed
from ragplan.escaping import one_line
from ragplan.importing.draft import Draft, drafted
from ragplan.importing.settings import OF_TABLES, Fault, settings
from ragplan.importing.tables import tables
from ragplan.importing.tables.grid import NotATable, SourceTable
from ragplan.loader import assemble
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Snapshot
from ragplan.plans import Plans
from ragplan.schema.parts import part, read_parts

_DAY_IN_NAME = re.compile(
    r"(?<!\d)(?:(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})|(\d{1,2})[-_.](\d{1,2})[-_.](\d{4}))(?!\d)"
)


class Issue(NamedTuple):
    """A file with a table, and the day it was issued, ``None`` where that does not matter."""

    path: str
    on: date | None = None

    @property
    def noon(self) -> datetime:
        """The time of its commit."""
        return datetime.combine(self.on or date.min, time(12), UTC)


def command(
    id: Annotated[str, typer.Argument(metavar="ID", help="The new programme's id.")],
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="TABLE", help="Word, Excel, OpenDocument, CSV, Markdown or HTML; several with --history."
        ),
    ],
    title: Annotated[str, typer.Option(metavar="TEXT", help="The plan's title; else the file's name.")] = "",
    group: GroupOption = "",
    every: EveryOption = "",
    first: FirstOption = "",
    last: LastOption = "",
    key: KeyOption = "",
    organisation: OrganisationsOption = None,
    columns: Annotated[
        str, typer.Option(metavar="A=ref,C=title", help="What columns hold, where their heads do not say it.")
    ] = "",
    table: Annotated[
        list[int] | None,
        typer.Option(metavar="N", min=1, help="Only this table of the file, counted from 1."),
    ] = None,
    mapping: Annotated[
        str,
        typer.Option(
            metavar="FILE",
            help="What is said about the table: fields of a programme file, columns, colours, months.",
        ),
    ] = "",
    history: Annotated[
        str,
        typer.Option(
            metavar="DIR",
            help="Make a repository of several issues of a table in a new folder, a commit each.",
        ),
    ] = "",
    dates: Annotated[
        str,
        typer.Option(metavar="DAYS", help="The days of the issues, with commas; else those in their names."),
    ] = "",
    output: Annotated[
        str,
        typer.Option(
            metavar="PATH", help="Of a plan that is there: the file of changes; else ID-changes.csv."
        ),
    ] = "",
    plans: PlansOption = PLANS,
) -> None:
    """Writes plans/ID/ and asks what the table does not say; changes nothing that exists.

    Each cell is in the draft or in a question. A date is read day first within the time of the plan;
    a ground is a rating only where --mapping says which. The questions are queries of the programme
    and of its rows. Where ID is a programme already, what a newer table says of its rows is written to a
    file for 'ragplan set --from', and no plan file is. Exit code: 0, 2 could not run.
    """
    said, _ = asking.from_file(mapping, OF_TABLES)
    options = asking.Options(title, group, every, first, last, key, tuple(organisation or ()))
    said = asking.over(said, options)
    if columns:
        said = {**said, "columns": columns}
    if history:
        _history(id, _dated(files, dates), said, table or [], Path(history))
        return
    if len(files) > 1:
        fail("one table makes one programme; several issues of a table go with --history DIR")
    standing, there = asking.standing_plans(plans)
    known = next((each for each in standing.programmes if each.id == id), None)
    if known is not None:
        path = Path(output or f"{id}-changes.csv")
        _propose(standing, known, _draft(files[0], said, table or [], known), said, path)
        return
    if output:
        fail(f"--output goes with a programme that is there already, and {one_line(id)!r} is none")
    asking.refuse_id(id, plans, standing)
    others = beside(Path(plans), "")
    draft, made = _made(id, files[0], said, table or [], Path(plans, id).as_posix())
    _refuse_faults(assemble([*read_parts(there.sources), *map(part, made)]), made)
    Path(plans).mkdir(parents=True, exist_ok=True)
    write_documents(plans, made, standing)
    _tell(id, [*(each.path for each in made), *put_beside(others)], draft, mapping)


def _made(
    id: str, path: str, said: Fields, chosen: Sequence[int], folder: str
) -> tuple[Draft, list[Document]]:
    """The draft of a file's tables, and the files of the programme."""
    draft = _draft(path, said, chosen)
    programme: Fields = {
        "programme": id,
        "title": Path(path).stem,
        **{name: each for name, each in said.items() if name not in OF_TABLES},
    }
    bodies = said.get("organisations")
    known_bodies: dict[str, Data] = bodies if isinstance(bodies, dict) else {}
    met: dict[str, Data] = {code: {"name": code} for code in draft.organisations if code not in known_bodies}
    if known_bodies or met:
        programme["organisations"] = {**known_bodies, **met}
    return draft, list(documents(draft.beginning(programme), folder))


def _draft(path: str, said: Fields, chosen: Sequence[int], standing: Programme | None = None) -> Draft:
    """The draft of a file's tables."""
    known = settings(said, standing)
    if isinstance(known, Fault):
        fail(f"{known.field}: {one_line(known.words)}")
    return drafted(_tables(path, chosen), known)


def _propose(read: Plans, programme: Programme, draft: Draft, said: Fields, path: Path) -> None:
    """Write what a table says anew of a programme's rows as a table to set, and ask the rest."""
    from ragplan.importing.proposals import as_table, proposals

    more = [name for name in said if name not in OF_TABLES]
    if more:
        fail(f"{programme.id!r} is there already, with its own {listed(more)}; leave out what says another")
    rows = query.rows(Snapshot(*each) for each in judged_on([programme], ""))
    found = proposals(read, programme, rows, draft)
    if found.rows and path.exists():
        fail(f"{one_line(str(path))!r} is there already; name another file with --output")
    for each in found.rows:
        talk(f"{one_line(each.row.row.action.ref)} {one_line(each.row.organisation)}\n")
        for name, *words in each.was:
            talk(f"  {name}: {' -> '.join(map(shortened_or_empty, words))}\n")
    _ask(found.questions)
    if not found.rows:
        talk("The table says nothing anew of a row of the plan.\n")
        return
    written(path, as_table(found.rows))
    talk(f"\n{one_line(str(path))}: {counted(len(found.rows), 'row')} that would change; no plan file did.\n")
    talk(f"\nNext:\n  ragplan set --from {one_line(str(path))} --programme {programme.id} --dry-run\n")


def _ask(questions: Sequence[str]) -> None:
    if questions:
        talk("\nTo be answered about the table:\n")
        talk("".join(f"  {number}. {one_line(each)}\n" for number, each in enumerate(questions, 1)))


def _tables(path: str, chosen: Sequence[int]) -> list[SourceTable]:
    """The tables of a file that are asked for; exits with 2 where it has none such."""
    data = given_bytes(path)
    try:
        with needing("import"):
            found = tables(Path(path).name, data)
    except NotATable as refusal:
        fail(f"{one_line(path)!r} cannot be read: {one_line(str(refusal))}")
    for number in chosen:
        if number > len(found):
            fail(f"{one_line(path)!r} has {counted(len(found), 'table')}, and none of number {number}")
    return [found[number - 1] for number in chosen] or list(found)


def _refuse_faults(whole: Plans, made: Sequence[Document]) -> None:
    """Exit with 2 where the draft could not be read."""
    ours = {each.path for each in made}
    for path, problem in whole.problems:
        if path in ours:
            where = ".".join(map(str, problem.route))
            fail(f"{one_line(path)}, {one_line(where)}: {one_line(problem.message)}; nothing was written")


def _tell(id: str, paths: Sequence[str], draft: Draft, mapping: str) -> None:
    """Name the files, and ask what is to be asked."""
    rows = sum(map(len, draft.positions.values()))
    actions = sum(len(goal.get("actions", ())) for goal in draft.goals)
    talk("".join(f"{one_line(each)}\n" for each in paths))
    talk(f"\n{counted(len(draft.goals), 'goal')}, {counted(actions, 'action')}, {counted(rows, 'row')}.\n")
    _ask(draft.questions)
    talk(f"\nNext:\n  ragplan list --programme {id} --query   # what is to be confirmed, row by row\n")
    talk("  ragplan lint\n")
    if draft.colours:
        grounds = ", ".join(f"{each}: ''" for each in draft.colours)
        name = mapping or f"{id}-import.yaml"
        talk(f"  name the levels in {one_line(name)}, take the draft away and import again with --mapping:\n")
        talk(f"    colours: {{{grounds}}}\n")


def _dated(files: Sequence[str], dates: str) -> list[Issue]:
    """The files with their days, oldest first; exits with 2 where a day is missing, or stands twice."""
    given = [each.strip() for each in dates.split(",")] if dates else []
    if given and len(given) != len(files):
        fail(f"--dates has {counted(len(given), 'day')} for {counted(len(files), 'file')}")
    found = [
        Issue(path, day(given[at]) if given else _day_in(Path(path).name)) for at, path in enumerate(files)
    ]
    for each in found:
        if each.on is None:
            fail(f"no day in the name of {one_line(each.path)!r}; give --dates with one for each file")
    ordered = sorted(found, key=lambda each: each.on or date.min)
    for before, after in pairwise(ordered):
        if before.on == after.on:
            fail(f"{one_line(before.path)!r} and {one_line(after.path)!r} are of one day, {after.on}")
    return ordered


def _day_in(name: str) -> date | None:
    """The one day that stands in a file's name, year first or day first; ``None`` for none."""
    for year, month, of_month, first, second, last in _DAY_IN_NAME.findall(name):
        try:
            return date(int(year or last), int(month or second), int(of_month or first))
        except ValueError:
            continue
    return None


def _history(id: str, issues: Sequence[Issue], said: Fields, chosen: Sequence[int], folder: Path) -> None:
    """A repository with a commit for each issue of a table; exits with 2 where it cannot be made."""
    from ragplan.repository.errors import RepositoryError
    from ragplan.repository.making import NewCommit, NewHistory, Signature, make_repository, vacant

    asking.check_id(id)
    said = {"title": id, **said}
    if not said.get("calendar"):
        said = {**said, "calendar": {"meetings": [each.on.isoformat() for each in issues if each.on]}}
    commits: list[NewCommit] = []
    before: dict[str, bytes | None] = {}
    for number, issue in enumerate(issues):
        _, made = _made(id, issue.path, said, chosen, f"plans/{id}")
        _refuse_faults(assemble(list(map(part, made))), made)
        files: dict[str, bytes | None] = {each.path: each.bytes for each in made}
        changes = {path: text for path, text in files.items() if before.get(path) != text}
        changes |= {path: None for path in before if path not in files}
        who = Signature("ragplan import", "import@ragplan.invalid", issue.noon)
        message = f"{id}: the issue of {issue.on}, {one_line(Path(issue.path).name)}\n"
        if number == 0:
            changes[".gitignore"] = b"reports/\n"
        if changes:
            commits.append(NewCommit(who, message, changes, (len(commits) - 1,) if commits else ()))
            before = files
    try:
        if not vacant(folder):
            fail(f"{one_line(str(folder))!r} is not empty; name a folder that is new or empty")
        make_repository(folder, NewHistory(commits))
    except (RepositoryError, ValueError) as error:
        fail(f"{one_line(str(folder))!r} cannot be made: {error}")
    except OSError as error:
        fail(f"{one_line(str(folder))!r} cannot be made: {error.strerror}")
    talk(f"{one_line(str(folder))}: {counted(len(commits), 'commit')}, {issues[0].on} to {issues[-1].on}\n")

"""What the commands share: their options, the clock, the streams, and reading the plans."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from ragplan.cli.completing import programmes
from ragplan.english import counted, listed
from ragplan.escaping import guarded, one_line
from ragplan.history import zone_of
from ragplan.loader import Read, load
from ragplan.model.dates import Precision, plan_date
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.repository import Found, policy_file
from ragplan.schema.parts import read_parts
from ragplan.suggestion import did_you_mean

PLANS = policy_file.PLANS
FINDINGS, COULD_NOT_RUN = 1, 2
"""Exit codes beside 0, which means clean."""


def _of_here(context: typer.Context, folder: str) -> str:
    """The folder of the plans as it was named, else the nearest one at or above the folder one stands in.

    Exits with 2 where a link leads it out of the repository.
    """
    source = context.get_parameter_source("plans")
    if source is not None and source.name == "DEFAULT":
        folder = (policy_file.root() / folder).as_posix()
    if policy_file.leads_out(Path(folder)):
        fail(
            f"{one_line(folder)!r} leads out of this repository by a symbolic link, which is not followed; "
            "name the folder that holds the plans with --plans DIR"
        )
    return folder


PlansOption = Annotated[
    str,
    typer.Option(
        "--plans",
        metavar="DIR",
        help="The folder with the plans, here or in a folder above.",
        callback=_of_here,
    ),
]
ProgrammeOption = Annotated[
    str,
    typer.Option(
        "--programme",
        metavar="ID",
        help="Only this programme; by default all that are not superseded.",
        autocompletion=programmes,
    ),
]
AsOfOption = Annotated[
    str,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="Judge dates as at this day, such as 2014-01-27; by default today, or the last meeting "
        "of a closed programme.",
    ),
]
PublicOption = Annotated[
    bool,
    typer.Option("--public", help="For publication: leave out notes and queries marked internal."),
]
LARGEST = 50 * 1024 * 1024
"""Bytes in the largest file that a person hands in."""
BEGIN = "or start with 'ragplan demo DIR', which makes a plan to try; the README shows how to begin your own"
"""What to do where there are no plans."""


def notify(text: str) -> None:
    """Say something to the person at the terminal, on standard error, where it takes it."""
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(guarded(f"{text}\n"))


def write(made: str | bytes) -> None:
    """Put data on standard output, text as UTF-8 whatever the locale; exits with 2 where it has no room."""
    if sys.stdout is None:
        fail("standard output is closed")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(made.encode("utf-8", "replace") if isinstance(made, str) else made)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise typer.Exit(COULD_NOT_RUN) from None  # the reader has what it wanted and left
    except OSError as error:
        fail(f"standard output cannot be written: {error.strerror}")


def echo(text: str) -> None:
    """Put text for people on standard output; no line of it is a command to a build log."""
    write(guarded(text))


class CouldNotRun(typer.Exit):
    """The end of a command that cannot run; ``message`` says why, and was told."""

    def __init__(self, message: str) -> None:
        super().__init__(COULD_NOT_RUN)
        self.message = message


def fail(message: str) -> NoReturn:
    """Say why the command cannot run and exit with 2."""
    notify(f"ragplan: {message}")
    raise CouldNotRun(message)


def standing() -> None:
    """Exits with 2 where the folder one works in is no longer there."""
    try:
        Path.cwd()
    except OSError as error:
        fail(f"the folder you are in cannot be used: {error.strerror}; change to another with 'cd'")


def colourful() -> bool:
    """Whether standard output is a terminal that wants colours."""
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted and on_terminal()


def on_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def something_at(path: str) -> bool:
    """Whether anything stands at a path, be it a link; exits with 2 where that cannot be found out."""
    try:
        Path(path).lstat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError as error:
        fail(f"{one_line(path)!r} cannot be read: {error.strerror}")
    return True


def given_bytes(path: str, largest: int = LARGEST, *, piped: bool = False) -> bytes:
    """A file that a person names, of ``largest`` bytes at most; ``-`` is standard input if ``piped``.

    Exits with 2 where it cannot be read or is larger.
    """
    try:
        if piped and path == "-":
            data = sys.stdin.buffer.read(largest + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(largest + 1)
    except IsADirectoryError:
        fail(f"{one_line(path)!r} is a folder; name the files in it, as {one_line(path).rstrip('/')}/*")
    except OSError as error:
        fail(f"{one_line(path)!r} cannot be read: {error.strerror}")
    if len(data) > largest:
        fail(f"{one_line(path)!r} is larger than {largest // 1024 // 1024} MB")
    return data


def read_plans(folder: str) -> Plans:
    """The plans of a folder; exits with 2 where there is nothing to read."""
    return loaded(plan_files(folder))


def plan_files(folder: str) -> Found:
    """The plan files of a folder; exits with 2 where there are none.

    In a bare repository, which has no folders on disk, they are those of the last commit.
    """
    from ragplan.repository.files import cut_short, working_files

    if cut_short(Path(folder)):
        _finish_writing(folder)
    there = something_at(folder)
    if there and not Path(folder).is_dir():
        fail(f"{one_line(folder)!r} is a file; --plans takes the folder that holds the plans")
    try:
        found = working_files(Path(folder)) if there else None
    except OSError as error:
        fail(f"the folder {one_line(folder)!r} cannot be read: {error.strerror}")
    if found is None or found.empty:
        found = _not_on_disk(folder) or found
    if found is None:
        where = "here or above" if folder == PLANS else "here"
        missing = f"there is no folder {one_line(folder)!r} {where}"
        fail(f"{missing}; name the plans' folder with --plans DIR, {BEGIN}")
    if found.empty:
        fail(f"no plan files (.yaml) in {one_line(folder)!r}, so nothing was checked; {BEGIN}")
    return found


def _finish_writing(folder: str) -> None:
    """Do the rest of a change of several files that was cut short; exits with 2 where that fails."""
    from ragplan.repository.writing import NotWritten, finish

    try:
        files = finish(Path(folder))
    except NotWritten as refusal:
        fail(one_line(str(refusal)))
    except OSError as error:
        fail(
            f"a change was cut short, and {one_line(str(error.filename))} cannot be written: {error.strerror}"
        )
    if files:
        notify(f"an earlier change was cut short; it is finished now ({counted(files, 'file')})")


def loaded(found: Found, read: Read = read_parts) -> Plans:
    """Plan files as plans; ``read`` reads files, in their order."""
    read_in = load(found.sources, found.problems, read)
    return replace(read_in, code_owners=found.code_owners, is_there=found.is_there)


def _not_on_disk(folder: str) -> Found | None:
    """The plan files of a bare repository's last commit, or of a folder that a sparse checkout leaves out.

    ``None`` where the folder is in no repository, or has no such files.
    """
    from ragplan.repository.errors import RepositoryError
    from ragplan.repository.files import left_out

    try:
        from ragplan.repository.git import open_repository

        with open_repository(Path(folder)) as repository:
            found = repository.files() if repository.bare else left_out(Path(folder))
    except RepositoryError:
        return None
    return None if found.empty else found


def readable_programmes(plans: Plans, id: str, folder: str) -> tuple[Programme, ...]:
    """The programmes a command is to use: the named one, else all that no other supersedes.

    Exits with 2 where one cannot be read or there is none.
    """
    chosen = [each for each in plans.programmes if each.id == id] if id else plans.current
    if plans.broken and (not id or not chosen):
        show_problems(plans)
        fail("some plan files cannot be read; fix the problems above, or run 'ragplan lint'")
    if not chosen:
        known = [programme.id for programme in plans.programmes]
        if known and not id:
            fail(f"every programme here is superseded; name one with --programme: {listed(known)}")
        if known:
            fail(
                f"no programme {one_line(id)!r}; {did_you_mean(id, known) or 'choose from: ' + listed(known)}"
            )
        fail(f"no programme in {one_line(folder)!r}; a programme file has a line 'programme: …'")
    return tuple(chosen)


def show_problems(plans: Plans) -> None:
    """Name on standard error what could not be read."""
    from ragplan.linter import lint
    from ragplan.output import concise

    notify(concise.render(lint(plans, ())).rstrip("\n"))


def judged_on(programmes: Iterable[Programme], as_of: str) -> list[tuple[Programme, date]]:
    """Each programme with the day it is judged at: a closed one at its last meeting, if no day is given."""
    days = ((each, day_or_today(as_of, each)) for each in programmes)
    return [(each, on if as_of else each.calendar.default_as_of(on)) for each, on in days]


def now() -> datetime:
    """The moment of the run: the clock is asked here and in ``day_or_today``, and nowhere else."""
    return datetime.now(UTC)


def day_or_today(text: str, programme: Programme) -> date:
    """A day given on the command line, else the one that it is now where a programme's group meets."""
    if text:
        return day(text)
    return datetime.now(zone_of(programme)).date()


def day(text: str) -> date:
    """A day given on the command line; exits with 2 where it is none."""
    when = plan_date(text)
    if when.precision is not Precision.DAY or when.first is None:
        fail(f"{one_line(text)!r} is not a day; write it as 2014-01-27")
    return when.first

"""``ragplan demo``: a repository with a made-up history of a real plan, to try everything on."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from ragplan.cli.session import echo, fail
from ragplan.escaping import one_line

TRY = (
    "ragplan diff",
    "ragplan diff -2 last",
    "ragplan history 2.2",
    "ragplan report trend",
    "ragplan check",
    "ragplan report --at 2014-03-10",
    "ragplan list --silent",
)
"""What a person is told to try, in the new folder."""


def command(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="Where to create it: a new or empty folder.")],
) -> None:
    """Makes a git repository with the real plan of 27 January 2014 and eight made-up fortnights.

    It is the same on every computer, down to the commit ids. DIR must be new or empty.
    """
    from ragplan.demo import demonstration
    from ragplan.repository.errors import RepositoryError
    from ragplan.repository.making import make_repository, vacant

    place, shown = Path(folder), repr(one_line(folder))
    try:
        if not vacant(place):
            fail(f"{shown} is not empty; name a folder that is new or empty")
        if not place.parent.is_dir():
            fail(f"there is no folder {one_line(str(place.parent))!r}; make it first")
        told = demonstration()
        make_repository(place, told.history)
    except RepositoryError as error:
        fail(str(error))
    except (OSError, ValueError) as error:
        fail(f"{shown} cannot be made: {getattr(error, 'strerror', None) or error}")
    first, last = told.meetings[1], told.meetings[-1]
    counted = f"{len(told.history.commits)} commits of {told.people} people"
    echo(
        f"{one_line(folder)}: {counted}, for {len(told.meetings) - 1} meetings, {first} to {last}\n"
        "All but the first commit is made up; README.md there says what is real.\n\n"
        "Try:\n" + "".join(f"  {line}\n" for line in (f"cd {shlex.quote(one_line(folder))}", *TRY))
    )

"""Several issues of a table as a repository with a commit for each of their days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from ragplan.cli import prompts
from ragplan.cli.drafting import made, refuse_faults
from ragplan.cli.session import day, echo, fail
from ragplan.editing.beginning import Fields
from ragplan.english import counted
from ragplan.escaping import one_line
from ragplan.loader import assemble
from ragplan.schema.parts import part

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


def dated(files: Sequence[str], dates: str) -> list[Issue]:
    """The files with their days, oldest first; exits with 2 where a day is missing, or appears twice."""
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


def replay(id: str, issues: Sequence[Issue], said: Fields, chosen: Sequence[int], folder: Path) -> None:
    """A repository with a commit for each issue of a table; exits with 2 where it cannot be made."""
    from ragplan.repository.errors import RepositoryError
    from ragplan.repository.making import NewCommit, NewHistory, Signature, make_repository, vacant

    prompts.check_id(id)
    said = {"title": id, **said}
    if not said.get("calendar"):
        said = {**said, "calendar": {"meetings": [each.on.isoformat() for each in issues if each.on]}}
    commits: list[NewCommit] = []
    before: dict[str, bytes | None] = {}
    for number, issue in enumerate(issues):
        _, written = made(id, issue.path, said, chosen, f"plans/{id}")
        refuse_faults(assemble(list(map(part, written))), written)
        files: dict[str, bytes | None] = {each.path: each.bytes for each in written}
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
    echo(f"{one_line(str(folder))}: {counted(len(commits), 'commit')}, {issues[0].on} to {issues[-1].on}\n")

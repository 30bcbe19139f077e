"""Freeze tags: what a meeting saw, recorded and found again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from ragplan.history import Commit, named_day
from ragplan.repository import situations
from ragplan.repository.files import Found, working_files
from ragplan.repository.git import Repository
from ragplan.repository.sparse import left_out


def tag_name(programme: str, day: date) -> str:
    """The name of the tag that records what a programme's meeting saw."""
    return f"ragplan/{programme}/{day.isoformat()}"


def frozen(repository: Repository, programme: str) -> Mapping[date, str]:
    """What the meetings of a programme saw: the frozen days in order, each with its commit's id."""
    start = f"ragplan/{programme}/"
    tags = repository.tags(start)
    days = {named_day(name.removeprefix(start)): revision for name, revision in tags.items()}
    return {day: revision for day, revision in days.items() if day is not None}


def frozen_commit(repository: Repository, programme: str, day: date, revision: str) -> Commit:
    """The commit that a meeting's tag leads to. Raises ``RepositoryError`` where it leads to none."""
    try:
        return repository.commit(revision)
    except situations.UnknownRevisionError as error:
        raise situations.freezes_nothing(tag_name(programme, day)) from error


def uncommitted(repository: Repository) -> tuple[str, ...]:
    """The paths of plan files that are on disk or in the index and not so in the last commit, or the reverse.

    Line ends do not count: git may be set to write others.
    """
    if repository.bare:
        return ()
    last = _said(repository.files())
    different = _differing(last, _said(_on_disk(repository.place.folder)))
    return tuple(sorted(different | _differing(last, _said(repository.staged_files()))))


def freeze(
    repository: Repository,
    programme: str,
    day: date,
    revision: str = "HEAD",
    *,
    unclean: bool = False,
    message: str = "",
) -> str:
    """Record a commit as what a meeting saw, as an annotated tag, and return the tag's name.

    Raises ``RepositoryError`` where the meeting is frozen already, where the last commit is recorded and
    plan files differ from it, unless that is taken as ``unclean``, and where git does not know who does it.
    """
    commit = repository.commit(revision)
    name = tag_name(programme, day)
    program = repository.place.program
    if not program.ask("show-ref", "--verify", "--quiet", f"refs/tags/{name}").status:
        raise situations.frozen_already(name)
    if not unclean and commit == repository.commit() and (paths := uncommitted(repository)):
        raise situations.unclean(paths)
    declared = ("-c", "user.useConfigOnly=true")
    if program.ask(*declared, "var", "GIT_COMMITTER_IDENT").status:
        raise situations.nobody()
    said = message.strip() or f"{programme}: the plan as the meeting of {day.isoformat()} saw it"
    repository.tag(name, commit, said, declared)
    return name


def _on_disk(folder: Path) -> Found:
    """The plan files of a folder; where there is no folder, those that a sparse checkout leaves out."""
    return working_files(folder) if folder.is_dir() else Found(*left_out(folder))


def _said(found: Found) -> dict[str, bytes | None]:
    """What stands in files by path, ``None`` for those that cannot be followed."""
    data: dict[str, bytes | None] = {
        source.path: None if source.fault else source.data.replace(b"\r\n", b"\n") for source in found.sources
    }
    return data | dict.fromkeys((path for path, _ in found.problems), None)


def _differing(one: Mapping[str, bytes | None], other: Mapping[str, bytes | None]) -> set[str]:
    return {
        path
        for path in one.keys() | other.keys()
        if path not in one or path not in other or one[path] != other[path]
    }

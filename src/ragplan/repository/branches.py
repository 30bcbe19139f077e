"""Branches: the last commit that one shares with another line, its name, and where it goes."""

import os
from typing import NamedTuple

from ragplan.history import Commit
from ragplan.repository import errors
from ragplan.repository.git import Repository

ORIGIN = "origin"
_NONE = 1
"""What git exits with where two lines have no commit in common."""


class Base(NamedTuple):
    """The commit to compare with. ``moved_on`` tells that the line which was named has gone on since."""

    commit: Commit
    moved_on: bool


def base_of(repository: Repository, revision: str, head: str = "HEAD") -> Base:
    """The last commit that two lines share. Raises ``RepositoryError``, for a shallow clone first of all."""
    if repository.shallow:
        raise errors.shallow()
    ours = repository.commit(head)
    theirs = _named(repository, revision)
    answer = repository.place.program.ask("merge-base", ours.revision, theirs.revision)
    if answer.status == _NONE:
        raise errors.nothing_shared(revision)
    if answer.status:
        raise errors.told(answer.complaint)
    shared = answer.output.decode().strip()
    commit = theirs if shared == theirs.revision else repository.commit(shared)
    return Base(commit, commit != theirs)


def _named(repository: Repository, revision: str) -> Commit:
    """The commit a person named; a branch that only the remote repository has is offered."""
    try:
        return repository.commit(revision)
    except errors.UnknownRevisionError:
        remote = f"{ORIGIN}/{revision}"
        known = repository.place.program.ask("rev-parse", "--verify", "--quiet", f"refs/remotes/{remote}")
        raise errors.no_such_base(revision, "" if known.status else remote) from None


def remote_address(repository: Repository) -> str:
    """The address that the repository was cloned from; ``""`` where it is not known."""
    answer = repository.place.program.ask("config", "--get", f"remote.{ORIGIN}.url")
    return "" if answer.status else os.fsdecode(answer.output).removesuffix("\n")


def current_branch(repository: Repository) -> str:
    """The branch that is checked out; ``""`` where none is."""
    answer = repository.place.program.ask("symbolic-ref", "--quiet", "--short", "HEAD")
    return "" if answer.status else os.fsdecode(answer.output).removesuffix("\n")

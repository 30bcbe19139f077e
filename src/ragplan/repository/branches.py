"""Branches: the last commit that one shares with another line, and what one is in the remote repository."""

import os
from typing import NamedTuple

from ragplan.history import Commit
from ragplan.repository import errors
from ragplan.repository.git import MAIN, Repository
from ragplan.repository.program import Answer, Program

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


class RemoteBranch(NamedTuple):
    """A branch as the remote repository has it, and the address that git fetches it from."""

    address: str
    name: str


def remote_branch(repository: Repository) -> RemoteBranch | None:
    """The branch that the one checked out is there; ``None`` where it is not known to be there.

    Of a remote of which nothing was fetched or pushed yet, only the main branch is taken to be there.
    """
    program = repository.place.program
    local = _line(program.ask("symbolic-ref", "--quiet", "HEAD"))
    remote, ref = _tracked(program, local) or (_remote(program), local)
    name = ref.removeprefix("refs/heads/")
    address = _line(program.ask("remote", "get-url", "--", remote)) if remote else ""
    if not address or name in ("", ref):
        return None
    known = _line(program.ask("for-each-ref", "--count=1", "--format=%(refname)", f"refs/remotes/{remote}/"))
    sought = f"refs/remotes/{remote}/{name}"
    there = not program.ask("rev-parse", "--verify", "--quiet", sought).status if known else name in MAIN
    return RemoteBranch(address, name) if there else None


def _tracked(program: Program, local: str) -> tuple[str, str] | None:
    """The remote and the ref there that a branch is set to follow, if it follows one of a remote."""
    form = "--format=%(upstream:remotename) %(upstream:remoteref)"
    remote, _, ref = _line(program.ask("for-each-ref", form, local)).partition(" ") if local else ("", "", "")
    return (remote, ref) if ref and remote != "." else None


def _remote(program: Program) -> str:
    """The remote that git fetches from where a branch follows none: the only one, else ``origin``."""
    remotes = os.fsdecode(program.ask("remote").output).splitlines()
    return remotes[0] if len(remotes) == 1 else ORIGIN if ORIGIN in remotes else ""


def _line(answer: Answer) -> str:
    return "" if answer.status else os.fsdecode(answer.output).removesuffix("\n")

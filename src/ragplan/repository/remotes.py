"""What git is told of a repository elsewhere: its address, and the branch that goes there."""

from __future__ import annotations

import os

from ragplan.repository.git import Repository

ORIGIN = "origin"


def remote_address(repository: Repository) -> str:
    """The address that the repository was cloned from; ``""`` where it is not known."""
    answer = repository.place.program.ask("config", "--get", f"remote.{ORIGIN}.url")
    return "" if answer.status else os.fsdecode(answer.output).removesuffix("\n")


def current_branch(repository: Repository) -> str:
    """The branch that is checked out; ``""`` where none is."""
    answer = repository.place.program.ask("symbolic-ref", "--quiet", "--short", "HEAD")
    return "" if answer.status else os.fsdecode(answer.output).removesuffix("\n")

"""Histories as rules' examples write them, made into real repositories."""

from __future__ import annotations

from pathlib import Path

from golden.command import lay
from history.building import Repo

from ragplan.rules.example import FILES
from ragplan.rules.rule import Example


def laid(folder: Path, example: Example) -> tuple[str, ...]:
    """Lay an example into a folder, with its commits where it has some; the options to check it with."""
    if not example[0].on:
        lay(folder / "plans", FILES | example[0].files)
        return ("--no-history",)
    record(folder, example)
    return ("--as-of", example[-1].on)


def record(folder: Path, commits: Example) -> Repo:
    """A repository of commits, each made at ten o'clock; a file with nothing in it is taken away."""
    repo = Repo(folder)
    for index, (files, on, author, frozen) in enumerate(commits):
        written = FILES | files if index == 0 else files
        repo.write({f"plans/{name}": text if text.strip() else None for name, text in written.items()})
        repo.git("add", "--all", ".")
        name, _, email = author.rpartition(" ")
        at = f"{on}T10:00:00+00:00"
        who = {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": email.strip("<>")}
        repo.git(
            *("commit", "--quiet", "--allow-empty", "-m", f"Return of {name}"),
            **who,
            GIT_COMMITTER_DATE=at,
            GIT_AUTHOR_DATE=at,
        )
        if frozen:
            repo.git("tag", "--annotate", "-m", "Seen", f"ragplan/example/{on}")
    return repo

"""Real git repositories for tests: commits of fixed dates and authors, made one after the other."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ragplan.repository.git import open_repository
from ragplan.rules.example import FILES

Files = Mapping[str, str | bytes | None]
"""Contents by path; ``None`` takes a file away."""

PROGRAMME = FILES["programme.yaml"]
ORGANISATION = FILES["A.yaml"]
CHANGED = ORGANISATION + "reviewed: 2014-01-27\n"
PLAN: Files = {"plans/programme.yaml": PROGRAMME, "plans/A.yaml": ORGANISATION}
START = datetime(2014, 1, 6, 10, tzinfo=UTC)

ALONE = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_AUTHOR_NAME": "Ann Author",
    "GIT_AUTHOR_EMAIL": "ann@lbbd.example",
    "GIT_COMMITTER_NAME": "Col Committer",
    "GIT_COMMITTER_EMAIL": "col@bdccg.example",
}
"""An environment in which git knows nothing of the person who runs the tests."""


class Repo:
    """A repository under construction; each commit is a week after the one before."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.now = START
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main", *options)

    def git(self, *arguments: str, **variables: str) -> str:
        """What a git command writes, without its last line end."""
        return git(self.folder, *arguments, **variables)

    def write(self, files: Files) -> None:
        """Put files on disk, or take them away."""
        for name, content in files.items():
            path = self.folder / name
            if content is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def commit(self, files: Files, subject: str = "Fortnight", at: str = "", author: str = "") -> str:
        """Write files and commit everything that is on disk; the commit's id."""
        self.write(files)
        self.git("add", "--all", ".")
        return self.record(subject, at, author)

    def record(self, subject: str = "Fortnight", at: str = "", author: str = "") -> str:
        """Commit what is in the index; the commit's id."""
        when = at or self.now.isoformat()
        self.now += timedelta(weeks=1)
        who = {"GIT_AUTHOR_NAME": author} if author else {}
        dates = {"GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when}
        self.git("commit", "--quiet", "--allow-empty", "--allow-empty-message", "-m", subject, **dates, **who)
        return self.git("rev-parse", "HEAD")


def git(folder: Path, *arguments: str, **variables: str) -> str:
    """What a git command run in a folder writes, without its last line end."""
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(folder), **ALONE, **variables},
        check=True,
        capture_output=True,
        timeout=60,
    )
    return done.stdout.decode().removesuffix("\n")


Told = list[tuple[str, list[tuple[str, str]]]]


def history(folder: Path) -> Told:
    """The id of every commit with its plan files: their names, and the ids of their contents."""
    with open_repository(folder) as repository:
        return [
            (commit.revision, [(Path(path).name, blob) for path, blob in tree.versions])
            for commit, tree in repository.recorded()
        ]

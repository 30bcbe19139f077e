"""The git program, run so that it starts nothing else and is led nowhere else.

The only module that knows GitPython. Of GitPython its command runner is used: what is a repository,
and what is in it, git says itself.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE
from typing import IO, TYPE_CHECKING, BinaryIO, NamedTuple

from ragplan.repository import situations

if TYPE_CHECKING:
    from git import Git

_OPTIONS = (
    "--no-pager",
    "--no-replace-objects",
    "--no-optional-locks",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "log.showSignature=false"),
    *("-c", "tag.gpgSign=false"),
    *("-c", "tag.forceSignAnnotated=false"),
)
_SETTINGS = {
    "GIT_ALLOW_PROTOCOL": "none",  # a partial clone would fetch, and so run ssh or a helper
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_EDITOR": ":",
}
_HEEDED = ("GIT_CONFIG_", "GIT_AUTHOR_", "GIT_COMMITTER_", "GIT_PYTHON_", "GIT_TRACE")
"""The user's own settings: configuration, identity, where git is, tracing."""
_ALSO_HEEDED = ("GIT_EXEC_PATH", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM")
_EXECUTABLE = "GIT_PYTHON_GIT_EXECUTABLE"
_NAME = "git.exe" if sys.platform == "win32" else "git"


class Answer(NamedTuple):
    """What a git command returned, wrote, and complained of."""

    status: int
    output: bytes
    complaint: str


class Process(NamedTuple):
    """A command that runs; it ends when nothing holds ``started`` any longer."""

    stdin: IO[bytes]
    stdout: IO[bytes]
    stderr: IO[bytes]
    started: object


class Program:
    """Git commands run in one folder, with ``settings`` beside the environment's own.

    Of the environment's ``GIT_`` variables only those are passed on that lead to no other repository
    and name no program.
    """

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        if not os.access(folder, os.X_OK):
            raise situations.closed(str(folder))  # GitPython would run git where it stands instead
        self.folder = folder
        self.settings = dict(settings or {})

    def ask(self, *arguments: str, given: BinaryIO | None = None) -> Answer:
        """Run a command, with a file to read if one is ``given``, and return its answer, whatever it is."""
        with _undirected(), _found():
            git = self._git()
            return Answer(
                *git.execute(
                    _command(git, arguments),
                    istream=given,
                    with_extended_output=True,
                    with_exceptions=False,
                    stdout_as_string=False,
                    strip_newline_in_stdout=False,
                )
            )

    def run(self, *arguments: str) -> bytes:
        """Run a command and return what it wrote. Raises ``RepositoryError`` where it fails."""
        answer = self.ask(*arguments)
        if answer.status:
            raise situations.told(answer.complaint)
        return answer.output

    def start(self, *arguments: str) -> Process:
        """Start a command that is written to and read from."""
        with _undirected(), _found():
            git = self._git()
            started = git.execute(_command(git, arguments), istream=PIPE, as_process=True)
            return Process(started.stdin, started.stdout, started.stderr, started)

    def _git(self) -> "Git":
        os.environ.setdefault(_EXECUTABLE, _path())  # GitPython tries it out while it is imported
        from git import Git

        git = Git(self.folder)
        git.update_environment(**_SETTINGS, **self.settings)
        return git


def _command(git: "Git", arguments: tuple[str, ...]) -> list[str]:
    return [str(git.GIT_PYTHON_GIT_EXECUTABLE), *_OPTIONS, *arguments]


def _path() -> str:
    """Where git is: in a folder of the search path that is named in full, never where one happens to work."""
    folders = map(Path, os.environ.get("PATH", os.defpath).split(os.pathsep))
    paths = (folder / _NAME for folder in folders if folder.is_absolute())
    found = next((path for path in paths if path.is_file() and os.access(path, os.X_OK)), None)
    if found is None:
        raise situations.no_git()
    return str(found)


@contextmanager
def _undirected() -> Iterator[None]:
    """The environment without what would lead git elsewhere; GitPython hands all of it on."""
    names = [name for name in os.environ if name.startswith("GIT_")]
    unheeded = [name for name in names if not name.startswith(_HEEDED) and name not in _ALSO_HEEDED]
    kept = {name: os.environ.pop(name) for name in unheeded}
    try:
        yield
    finally:
        os.environ.update(kept)


@contextmanager
def _found() -> Iterator[None]:
    """Told as one thing: GitPython is not imported where there is no git, and fails where it has gone."""
    try:
        yield
    except (ModuleNotFoundError, situations.RepositoryError):
        raise
    except (ImportError, OSError) as error:
        raise situations.no_git() from error
    except Exception as error:
        from git.exc import GitCommandNotFound

        if isinstance(error, GitCommandNotFound):
            raise situations.no_git() from error
        raise

"""The git program, run so that it starts nothing else and is led nowhere else.

The only module that knows GitPython, whose command runner writes. Reading does without: importing it
takes longer than all that a command asks of git.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from tempfile import TemporaryFile
from typing import IO, BinaryIO, NamedTuple, cast

from ragplan.repository import errors

_OPTIONS = (
    "--no-pager",
    "--no-replace-objects",
    "--no-optional-locks",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "log.showSignature=false"),
    *("-c", "advice.objectNameWarning=false"),  # it is long, and stands before what went wrong
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
_UNTRANSLATED = {"LANGUAGE": "C", "LC_ALL": "C"}
"""What git complains of is looked at."""
_HEEDED = ("GIT_CONFIG_", "GIT_AUTHOR_", "GIT_COMMITTER_", "GIT_PYTHON_", "GIT_TRACE")
"""The user's own settings: configuration, identity, where git is, tracing."""
_ALSO_HEEDED = ("GIT_EXEC_PATH", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM")
_PIECE = 64 * 1024
_EXECUTABLE = "GIT_PYTHON_GIT_EXECUTABLE"
_NAME = "git.exe" if sys.platform == "win32" else "git"


class Answer(NamedTuple):
    """What a git command returned, wrote, and complained of."""

    status: int
    output: bytes
    complaint: str


class Process:
    """A command that is written to and read from; it ends when nothing holds it any longer."""

    def __init__(self, started: Popen[bytes]) -> None:
        self._started = started
        self.stdin = cast("IO[bytes]", started.stdin)
        self.stdout = cast("IO[bytes]", started.stdout)
        self.stderr = cast("IO[bytes]", started.stderr)

    def __del__(self) -> None:
        self._started.kill()
        self._started.communicate()


class Program:
    """Git commands run in one folder, with ``settings`` beside the environment's own.

    Of the environment's ``GIT_`` variables only those are passed on that lead to no other repository
    and name no program.
    """

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        if not os.access(folder, os.X_OK):
            raise errors.closed(str(folder))
        self.folder = folder
        self.settings = dict(settings or {})

    def ask(self, *arguments: str, given: BinaryIO | None = None) -> Answer:
        """Run a command, with a file to read if one is ``given``, and return its answer, whatever it is."""
        with self._started(arguments, given or DEVNULL) as process:
            output, complaint = process.communicate()
        return Answer(process.returncode, output, os.fsdecode(complaint))

    def run(self, *arguments: str) -> bytes:
        """Run a command and return what it wrote. Raises ``RepositoryError`` where it fails."""
        answer = self.ask(*arguments)
        if answer.status:
            raise errors.told(answer.complaint)
        return answer.output

    def listing(self, *arguments: str, most: int, given: BinaryIO | None = None) -> bytes:
        """Run a command that lists things with a NUL behind each, and return what it wrote.

        Raises ``RepositoryError`` where it fails, or once there are more than ``most``: a few trees in
        each other hold millions of files.
        """
        with TemporaryFile() as complaint:
            output: list[bytes] = []
            with self._started(arguments, given or DEVNULL, complaint) as process:
                count = 0
                while piece := cast("IO[bytes]", process.stdout).read(_PIECE):
                    output.append(piece)
                    count += piece.count(b"\0")
                    if count > most:
                        process.kill()
                        raise errors.too_many()
            if process.returncode:
                complaint.seek(0)
                raise errors.told(os.fsdecode(complaint.read()))
        return b"".join(output)

    def start(self, *arguments: str) -> Process:
        """Start a command that is written to and read from."""
        return Process(self._started(arguments, PIPE))

    def write(self, *arguments: str, given: BinaryIO | None = None) -> None:
        """Run a command that changes the repository. Raises ``RepositoryError`` where it fails."""
        with _undirected(), _found():
            os.environ.setdefault(_EXECUTABLE, _path())  # GitPython tries it out while it is imported
            from git import Git, GitCommandNotFound

            git = Git(self.folder)
            git.update_environment(**_SETTINGS, **self.settings)
            try:
                status, _, complaint = git.execute(
                    _command(arguments), istream=given, with_extended_output=True, with_exceptions=False
                )
            except GitCommandNotFound as error:
                raise errors.no_git() from error
        if status:
            raise errors.told(complaint)

    def _started(
        self, arguments: tuple[str, ...], given: BinaryIO | int, complaint: BinaryIO | int = PIPE
    ) -> Popen[bytes]:
        with _undirected(), _found():
            environment = os.environ | _UNTRANSLATED | _SETTINGS | self.settings
            return Popen(  # noqa: S603 - git, with arguments that are never a shell's
                _command(arguments),
                stdin=given,
                stdout=PIPE,
                stderr=complaint,
                cwd=self.folder,
                env=environment,
            )


def _command(arguments: tuple[str, ...]) -> list[str]:
    return [os.environ.get(_EXECUTABLE) or _path(), *_OPTIONS, *arguments]


def _path() -> str:
    """Where git is: in a folder of the search path that is named in full, never where one happens to work."""
    folders = map(Path, os.environ.get("PATH", os.defpath).split(os.pathsep))
    paths = (folder / _NAME for folder in folders if folder.is_absolute())
    found = next((path for path in paths if path.is_file() and os.access(path, os.X_OK)), None)
    if found is None:
        raise errors.no_git()
    return str(found)


@contextmanager
def _undirected() -> Iterator[None]:
    """The environment without what would lead git elsewhere; all of the rest is handed on."""
    names = [name for name in os.environ if name.startswith("GIT_")]
    unheeded = [name for name in names if not name.startswith(_HEEDED) and name not in _ALSO_HEEDED]
    kept = {name: os.environ.pop(name) for name in unheeded}
    try:
        yield
    finally:
        os.environ.update(kept)


@contextmanager
def _found() -> Iterator[None]:
    """That there is no git is told as one thing."""
    try:
        yield
    except OSError as error:
        raise errors.no_git() from error

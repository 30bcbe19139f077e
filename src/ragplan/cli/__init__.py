"""The command line: one module a command, each imported only when it is called."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress

COULD_NOT_RUN, INTERRUPTED = 2, 130


def main() -> None:
    """Run ``ragplan`` with the process's arguments and exit with its code."""
    try:
        code = _run()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        code = COULD_NOT_RUN  # whoever was reading has gone
    except OSError as error:
        if error.filename is not None:
            raise
        code = _unsaid(error.strerror or str(error))  # a stream has no name
    _leave(code)


def _run() -> str | int | None:
    """Run a command; its exit code as ``SystemExit`` holds it."""
    if sys.stdout is None:
        return _unsaid("it is closed")
    if sys.argv[1:] == ["--version"]:
        from ragplan import __version__

        sys.stdout.write(f"ragplan {__version__}\n")
        sys.stdout.flush()
        return 0
    # A command is short and makes few cycles; looking for them costs it a tenth of its time.
    gc.disable()
    # Nothing in ragplan is a Pydantic plugin; looking for some in every package costs a tenth too.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from ragplan.cli.app import app

    out = sys.stdout
    try:
        app(prog_name="ragplan")
    except SystemExit as done:
        return done.code if sys.stdout is out else COULD_NOT_RUN  # else the library met a reader that left
    return 0


def _unsaid(why: str) -> int:
    """Say that standard output takes nothing."""
    with suppress(OSError, AttributeError):  # nor may standard error
        sys.stderr.write(f"ragplan: standard output cannot be written: {why}\n")
    return COULD_NOT_RUN


def _leave(code: str | int | None) -> None:
    """End the process at once: taking down a large plan piece by piece takes as long as reading it."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            code = COULD_NOT_RUN  # whoever was reading has gone
    os._exit(code if isinstance(code, int) else COULD_NOT_RUN if code else 0)

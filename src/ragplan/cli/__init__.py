"""The command line: one module a command, each imported only when it is called."""

from __future__ import annotations

import gc
import os
import sys

COULD_NOT_RUN = 2


def main() -> None:
    """Run ``ragplan`` with the process's arguments and exit with its code."""
    if sys.argv[1:] == ["--version"]:
        from ragplan import __version__

        sys.stdout.write(f"ragplan {__version__}\n")
        return
    # A command is short and makes few cycles; looking for them costs it a tenth of its time.
    gc.disable()
    # Nothing in ragplan is a Pydantic plugin; looking for some in every package costs a tenth too.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from ragplan.cli.app import app

    try:
        app(prog_name="ragplan")
    except SystemExit as done:
        _leave(done.code)


def _leave(code: str | int | None) -> None:
    """End the process at once: taking down a large plan piece by piece takes as long as reading it."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except OSError:
        code = COULD_NOT_RUN  # whoever was reading has gone
    os._exit(code if isinstance(code, int) else COULD_NOT_RUN if code else 0)

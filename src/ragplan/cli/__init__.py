"""The command line: one module a command, each imported only when it is called."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run ``ragplan`` with the process's arguments and exit with its code."""
    if sys.argv[1:] == ["--version"]:
        from ragplan import __version__

        sys.stdout.write(f"ragplan {__version__}\n")
        return
    gc.disable()  # a command is short and makes few cycles; collecting costs it a tenth of its time
    from ragplan.cli.app import app

    app(prog_name="ragplan")

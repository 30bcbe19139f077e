"""``ragplan serve``: the papers in a browser while their files are written."""

from __future__ import annotations

from pathlib import Path
from threading import Thread
from typing import Annotated

import typer

from ragplan.cli.extras import needing
from ragplan.cli.preview import Choice, Preview
from ragplan.cli.session import (
    PLANS,
    AsOfOption,
    PlansOption,
    ProgrammeOption,
    PublicOption,
    day,
    echo,
    fail,
    read_plans,
    readable_programmes,
)
from ragplan.repository.policy_file import root
from ragplan.serving.server import Server

ENDINGS = (".yaml", ".yml", ".md", ".j2")
"""The files whose saving redraws the papers."""


def command(
    plans: PlansOption = PLANS,
    programme: ProgrammeOption = "",
    as_of: AsOfOption = "",
    port: Annotated[
        int, typer.Option(metavar="PORT", min=0, max=65535, help="The port to use; 0 for any.")
    ] = 8750,
    open_it: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    public: PublicOption = False,
) -> None:
    """Shows the papers, and what lint finds, and updates both when a plan file is saved.

    It can only be reached from this computer, at 127.0.0.1. If a paper cannot be made, the last good one
    stays. Stop it with Ctrl-C. Exit code: 0, or 2 if it could not run.
    """
    with needing("serve"):
        from watchfiles import watch
    _refuse_words(plans, programme, as_of)
    try:
        server = Server(Preview(Choice(plans, programme, as_of, public)), port)
    except OSError as error:
        fail(f"port {port} cannot be used: {error.strerror}; choose another with --port, or 0 for any")
    Thread(target=server.serve_forever, daemon=True).start()
    echo(f"{server.address}  (Ctrl-C ends it)\n")
    if open_it:
        typer.launch(server.address)
    watched = [path for path in (Path(plans), root() / "templates", root() / "ragplan.yaml") if path.exists()]
    try:
        for changes in watch(*watched, debounce=100, step=20, raise_interrupt=True):
            if any(path.endswith(ENDINGS) for _, path in changes):
                server.changed()
    except KeyboardInterrupt:
        server.shutdown()


def _refuse_words(plans: str, programme: str, as_of: str) -> None:
    """Exit with 2 for what no saving of a file could mend; plans with faults may be mended."""
    read = read_plans(plans)
    if as_of:
        day(as_of)
    if programme and not read.broken:
        readable_programmes(read, programme, plans)

"""A thing in a file that cannot be read as it stands."""

from typing import NamedTuple

from ragplan.diagnostics import Route, Span


class Problem(NamedTuple):
    """Why a file, or a part of it, cannot be read.

    ``rule`` names the reading rule that reports it. The place is ``span`` where the text itself is
    at fault, else the entry at ``route``: its key if ``at_key``, and the nearest one above it that
    stands in the file.
    """

    rule: str
    message: str
    help: str = ""
    span: Span | None = None
    route: Route = ()
    at_key: bool = False

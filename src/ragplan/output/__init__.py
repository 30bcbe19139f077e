"""Diagnostics to text, one module a format. ``FORMATS`` feeds the command line's choices."""

from collections.abc import Callable, Sequence

from ragplan.diagnostics import Diagnostic
from ragplan.output import concise, full, json_v1

Format = Callable[[Sequence[Diagnostic]], str]

FORMATS: dict[str, Format] = {
    "full": full.render,
    "concise": concise.render,
    "json": json_v1.render,
}
"""Formats by name. ``full`` also takes a width and a ``paint`` function for terminals."""

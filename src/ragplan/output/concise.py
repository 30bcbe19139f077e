"""One line a finding: ``path:line:column: severity CODE message (help)``."""

from __future__ import annotations

from collections.abc import Sequence

from ragplan.diagnostics import Diagnostic
from ragplan.escaping import one_line
from ragplan.output.about import NOTHING, About


def render(diagnostics: Sequence[Diagnostic], _about: About = NOTHING) -> str:
    """Every finding on a line of its own, for pipes, editors and logs."""
    return "".join(_line(diagnostic) + "\n" for diagnostic in diagnostics)


def _line(diagnostic: Diagnostic) -> str:
    place = f"{diagnostic.path}:{diagnostic.span.line}:{diagnostic.span.column}"
    help = f" ({diagnostic.help})" if diagnostic.help else ""
    told = f"{diagnostic.severity.word} {diagnostic.code} {diagnostic.message}{help}"
    return f"{one_line(place)}: {one_line(told)}"

"""One line a finding, errors first: ``path:line:column: severity CODE message (help)``.

Compared with a base, a finding that is not new ends with ``(was there before)``.
"""

from __future__ import annotations

from collections.abc import Sequence

from ragplan.diagnostics import Diagnostic
from ragplan.escaping import one_line
from ragplan.output.about import NOTHING, About
from ragplan.output.placing import by_severity


def render(diagnostics: Sequence[Diagnostic], about: About = NOTHING) -> str:
    """Every finding on a line of its own, for pipes, editors and logs."""
    return "".join(_line(diagnostic, about) + "\n" for diagnostic in by_severity(diagnostics))


def _line(diagnostic: Diagnostic, about: About) -> str:
    place = f"{diagnostic.path}:{diagnostic.span.line}:{diagnostic.span.column}"
    help = f" ({diagnostic.help})" if diagnostic.help else ""
    before = " (was there before)" if about.base and diagnostic.known else ""
    told = f"{diagnostic.severity.word} {diagnostic.code} {diagnostic.message}{help}{before}"
    return f"{one_line(place)}: {one_line(told)}"

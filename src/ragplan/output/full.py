"""Blocks for a person at a terminal, errors first: the line, a caret under the place, and how to mend it.

Compared with a base, a finding that is not new is headed by ``(was there before)``.
"""

from __future__ import annotations

from collections.abc import Sequence

from ragplan.columns import Paint, cells, cut, plain, wrapped
from ragplan.diagnostics import Diagnostic
from ragplan.escaping import one_line, terminal
from ragplan.output.about import NOTHING, About
from ragplan.output.placing import by_severity

LEAD = 20
"""Columns of a long line that are shown before the place of a finding."""


def render(
    diagnostics: Sequence[Diagnostic], about: About = NOTHING, width: int = 80, paint: Paint = plain
) -> str:
    """Every finding as a block, an empty line between two; no line is wider than ``width``."""
    compared = bool(about.base)
    told = by_severity(diagnostics)
    return "\n".join(_block(each, width, paint, before=compared and each.known) for each in told)


def _block(diagnostic: Diagnostic, width: int, paint: Paint, *, before: bool) -> str:
    severity = diagnostic.severity.word
    place = f"{diagnostic.path}:{diagnostic.span.line}:{diagnostic.span.column}"
    message = wrapped(one_line(diagnostic.message), width - 2)
    lines = [
        f"{paint(severity, severity)} {paint(diagnostic.code, 'code')} {diagnostic.name}"
        + (f" {paint('(was there before)', 'quiet')}" if before else ""),
        *(f"  {line}" for line in message),
        f"  {paint('at', 'quiet')} {paint(one_line(place), 'place')}",
        *_excerpt(diagnostic, width, paint),
    ]
    if diagnostic.help:
        head, indent = "  fix: ", "       "
        for index, line in enumerate(wrapped(one_line(diagnostic.help), width - len(head))):
            lines.append((paint(head, "quiet") if index == 0 else indent) + line)
    return "\n".join(lines) + "\n"


def _excerpt(diagnostic: Diagnostic, width: int, paint: Paint) -> list[str]:
    """The source line, cut to the width around the place, and carets under it."""
    if not diagnostic.source.strip():
        return []
    span, number = diagnostic.span, str(diagnostic.span.line)
    source = diagnostic.source.replace("\t", " ")
    room = width - len(number) - len("   | ")
    start = span.column - 1
    first = 0 if cells(source[: room + 1]) <= room else max(0, start - LEAD)
    end = span.end_column - 1 if span.end_line == span.line else len(source)
    before = terminal(source[first:start])
    marked = cut(terminal(source[start : max(end, start + 1)]), room - cells(before))
    after = cut(terminal(source[max(end, start + 1) :]), room - cells(before + marked))
    gutter = " " * len(number)
    return [
        f"  {paint(f'{number} |', 'quiet')} {before}{marked}{after}",
        f"  {paint(f'{gutter} |', 'quiet')} {' ' * cells(before)}"
        + paint("^" * max(cells(marked), 1), diagnostic.severity.word),
    ]

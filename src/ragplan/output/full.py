"""Blocks for a person at a terminal: the line, a caret under the place, and how to mend it.

Compared with a base, a finding that is not new is headed by ``(was there before)``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ragplan.diagnostics import Diagnostic
from ragplan.escaping import one_line, terminal
from ragplan.output.about import NOTHING, About
from ragplan.output.placing import by_place

Paint = Callable[[str, str], str]
"""Colours a text for what it is: ``error``, ``warning``, ``info``, ``place``, ``code``, ``quiet``."""

LEAD = 20
"""Columns of a long line that are shown before the place of a finding."""


def plain(text: str, _style: str) -> str:
    """Paint for places without colours."""
    return text


def render(
    diagnostics: Sequence[Diagnostic], about: About = NOTHING, width: int = 80, paint: Paint = plain
) -> str:
    """Every finding as a block, an empty line between two; no line is wider than ``width``."""
    compared = bool(about.base)
    told = by_place(diagnostics)
    return "\n".join(_block(each, width, paint, before=compared and each.known) for each in told)


def _block(diagnostic: Diagnostic, width: int, paint: Paint, *, before: bool) -> str:
    severity = diagnostic.severity.word
    place = f"{diagnostic.path}:{diagnostic.span.line}:{diagnostic.span.column}"
    message = _wrapped(one_line(diagnostic.message), width - 2)
    lines = [
        f"{paint(severity, severity)} {paint(diagnostic.code, 'code')} {diagnostic.name}"
        + (f" {paint('(was there before)', 'quiet')}" if before else ""),
        *(f"  {line}" for line in message),
        f"  {paint('at', 'quiet')} {paint(one_line(place), 'place')}",
        *_excerpt(diagnostic, width, paint),
    ]
    if diagnostic.help:
        head, indent = "  mend: ", "        "
        for index, line in enumerate(_wrapped(one_line(diagnostic.help), width - len(head))):
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
    first = 0 if _cells(source[: room + 1]) <= room else max(0, start - LEAD)
    end = span.end_column - 1 if span.end_line == span.line else len(source)
    before = terminal(source[first:start])
    marked = _cut(terminal(source[start : max(end, start + 1)]), room - _cells(before))
    after = _cut(terminal(source[max(end, start + 1) :]), room - _cells(before + marked))
    gutter = " " * len(number)
    return [
        f"  {paint(f'{number} |', 'quiet')} {before}{marked}{after}",
        f"  {paint(f'{gutter} |', 'quiet')} {' ' * _cells(before)}"
        + paint("^" * max(_cells(marked), 1), diagnostic.severity.word),
    ]


def _wrapped(text: str, width: int) -> list[str]:
    """Lines of whole words, none wider than ``width`` columns; a longer word is cut."""
    lines = [""]
    for word in text.split(" "):
        rest = word
        while len(part := _cut(rest, width)) < len(rest):
            lines.append(part)
            rest = rest[len(part) :]
        joined = f"{lines[-1]} {rest}" if lines[-1] else rest
        if _cells(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(rest)
    return [line for line in lines if line]


def _cut(text: str, width: int) -> str:
    """As much of a text's beginning as fits into ``width`` columns; one letter where none does."""
    cells = 0
    for at, letter in enumerate(text):
        cells += _cells(letter)
        if cells > width:
            return text[: max(at, 1)] if width > 0 else ""
    return text


def _cells(text: str) -> int:
    """Columns that a text takes on a terminal: wide letters two, combining marks none."""
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1 for letter in text)

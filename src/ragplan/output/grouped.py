"""One line a finding below the name of its file, as a terminal shows many of them.

Errors come first: files that have some, and in a file those. Line and column, how much it matters, the
rule, the message, as far as the line goes; `--full` tells all of it, with the line of the plan and how to
mend it. Compared with a base, a finding that is not new begins with ``(was there before)``.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ragplan.columns import Paint, plain, shortened
from ragplan.diagnostics import Diagnostic
from ragplan.escaping import one_line
from ragplan.output.about import NOTHING, About
from ragplan.output.placing import by_severity

SEVERITY = len("warning")
"""Columns of the longest word for how much a finding matters."""


def render(
    diagnostics: Sequence[Diagnostic], about: About = NOTHING, width: int = 0, paint: Paint = plain
) -> str:
    """The files with their findings, an empty line between two; 0 for ``width`` cuts no line."""
    told = by_severity(diagnostics)
    worst: dict[str, int] = {}
    for at, each in enumerate(told):
        worst.setdefault(each.path, at)
    files = groupby(sorted(told, key=lambda each: worst[each.path]), key=lambda each: each.path)
    return "\n".join(_file(path, list(found), about, width, paint) for path, found in files)


def _file(path: str, found: Sequence[Diagnostic], about: About, width: int, paint: Paint) -> str:
    places = [f"{each.span.line}:{each.span.column}" for each in found]
    longest = max(map(len, places))
    lines = [paint(one_line(path), "place")]
    for place, each in zip(places, found, strict=True):
        word = each.severity.word
        before = "(was there before) " if about.base and each.known else ""
        start = f"  {place:>{longest}}  {word:{SEVERITY}} {each.code} "
        message = one_line(f"{before}{each.message}")
        shown = shortened(message, width - len(start)) if width else message
        head = f"  {paint(f'{place:>{longest}}', 'quiet')}  {paint(word, word)}{' ' * (SEVERITY - len(word))}"
        lines.append(f"{head} {paint(each.code, 'code')} {shown}")
    return "\n".join(lines) + "\n"

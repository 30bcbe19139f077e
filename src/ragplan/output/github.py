"""Workflow commands, which GitHub shows as annotations in the pull request beside the lines.

At most ten a severity, for GitHub shows no more of a step: the worst first, then those on changed lines,
then new ones; errors that were there before keep three of the ten. Where there are more, the tenth says how
many. Paths lead from the repository's top.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ragplan.diagnostics import Diagnostic, Severity
from ragplan.escaping import one_line, terminal
from ragplan.output.about import NOTHING, About
from ragplan.output.placing import by_weight, from_top, last_line

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
MOST = 10
"""Annotations of one level that GitHub shows of a step."""
KEPT = 3
"""How many of these are for errors that were there before, where there are more than it shows."""


def render(diagnostics: Sequence[Diagnostic], about: About = NOTHING) -> str:
    """The findings as lines that GitHub's runner obeys; nothing that a plan says is a command."""
    weighed = by_weight(diagnostics)
    told = [
        line
        for severity in LEVELS
        for line in _level(severity, [each for each in weighed if each.severity is severity], about)
    ]
    return "".join(f"{line}\n" for line in told)


def _level(severity: Severity, found: Sequence[Diagnostic], about: About) -> Iterator[str]:
    """The commands of one level, the last of which tells of those left out."""
    shown = found if len(found) <= MOST else _first(found, MOST - 1)
    for diagnostic in shown:
        yield _annotation(diagnostic, about)
    if rest := len(found) - len(shown):
        title = f"{rest} more {LEVELS[severity]}s"
        told = f"{title}, more than GitHub shows; 'ragplan {about.command}' lists them all"
        yield _command(LEVELS[severity], {"title": title}, told)


def _first(found: Sequence[Diagnostic], room: int) -> Sequence[Diagnostic]:
    """As many findings of one level, with some of the errors that were there before."""
    old = [each for each in found if each.known and each.severity is Severity.ERROR]
    others = [each for each in found if each not in old][: room - min(len(old), KEPT)]
    return [*others, *old[: room - len(others)]]


def _annotation(diagnostic: Diagnostic, about: About) -> str:
    span, end = diagnostic.span, last_line(diagnostic.span)
    place = {"file": terminal(from_top(diagnostic.path, about)), "line": str(span.line), "endLine": str(end)}
    if end == span.line == span.end_line:
        place |= {"col": str(span.column), "endColumn": str(max(span.column, span.end_column - 1))}
    before = " (was there before)" if about.base and diagnostic.known else ""
    title = {"title": f"{diagnostic.code} {diagnostic.name}{before}"}
    parts = [diagnostic.message, *([f"Fix: {diagnostic.help}"] if diagnostic.help else [])]
    return _command(LEVELS[diagnostic.severity], place | title, "\n".join(map(one_line, parts)))


def _command(name: str, properties: Mapping[str, str], message: str) -> str:
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {given}::{_data(message)}"


def _data(text: str) -> str:
    """Text after the second ``::``, as GitHub's own toolkit escapes it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

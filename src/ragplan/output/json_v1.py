"""JSON, version 1, for programs, stable: ``{"version": 1, "findings": [{…}]}``.

A later ragplan may add fields, and changes none. The findings stand by file and place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ragplan.diagnostics import Diagnostic
from ragplan.escaping import as_json
from ragplan.output.about import NOTHING, About
from ragplan.output.placing import by_place

VERSION = 1
FIELDS = {
    "code": "The rule's code, as `RAG401`.",
    "name": "The rule's name.",
    "severity": "`error`, `warning` or `info`.",
    "message": "What is wrong.",
    "help": "How to fix it; null where a person must find out.",
    "file": "The file, from where ragplan was run.",
    "line": "The line on which it begins; lines and columns count from 1.",
    "column": "The column in which it begins, in characters.",
    "end_line": "The line on which it ends.",
    "end_column": "The column behind its last character.",
    "fixable": "Whether `ragplan lint --fix` fixes it.",
    "subject": "The entry it is about, in words that stay as files and lines move.",
    "new": "false: it was there before, and the change does not answer for it; null: nothing was compared.",
    "entries": "Entries that it lists, each with `line`, `column`, `subject`; empty for a finding on one.",
}
"""Every field of a finding in order, and what it holds."""


def render(diagnostics: Sequence[Diagnostic], about: About = NOTHING) -> str:
    """The findings with the fields of version 1, indented by two spaces."""
    return as_json({"version": VERSION, "findings": findings(diagnostics, compared=bool(about.base))})


def findings(diagnostics: Sequence[Diagnostic], *, compared: bool = False) -> list[dict[str, Any]]:
    """The findings by file and place, each with the fields of version 1."""
    return [_fields(diagnostic, compared=compared) for diagnostic in by_place(diagnostics)]


def _fields(diagnostic: Diagnostic, *, compared: bool) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity.word,
        "message": diagnostic.message,
        "help": diagnostic.help or None,
        "file": diagnostic.path,
        "line": diagnostic.span.line,
        "column": diagnostic.span.column,
        "end_line": diagnostic.span.end_line,
        "end_column": diagnostic.span.end_column,
        "fixable": bool(diagnostic.edits),
        "subject": diagnostic.subject,
        "new": not diagnostic.known if compared else None,
        "entries": [each._asdict() for each in diagnostic.entries],
    }

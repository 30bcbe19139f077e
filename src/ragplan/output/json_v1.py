"""Findings as JSON, version 1: ``{"version": 1, "findings": [{…}]}``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ragplan.diagnostics import Diagnostic
from ragplan.output.about import NOTHING, About

VERSION = 1


def render(diagnostics: Sequence[Diagnostic], _about: About = NOTHING) -> str:
    """The findings with the fields of version 1, indented by two spaces."""
    told = {"version": VERSION, "findings": [_fields(diagnostic) for diagnostic in diagnostics]}
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _fields(diagnostic: Diagnostic) -> dict[str, Any]:
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
    }

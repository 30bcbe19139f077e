"""A Code Quality report for GitLab, which shows it in a merge request: a JSON list of findings.

Save it and name it under `artifacts: reports: codequality:`. GitLab tells new findings from old ones
itself, by fingerprints that stay while lines move and messages change. An error is `major`, a warning
`minor`. Paths lead from the repository's top.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ragplan.diagnostics import Diagnostic, Severity
from ragplan.escaping import as_json, one_line
from ragplan.output.about import NOTHING, About
from ragplan.output.placing import from_top, last_line, marked

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(diagnostics: Sequence[Diagnostic], about: About = NOTHING) -> str:
    """The findings with the fields that GitLab reads."""
    return as_json([_issue(each, mark, about) for each, _, mark in marked(diagnostics)])


def _issue(diagnostic: Diagnostic, mark: str, about: About) -> dict[str, Any]:
    help = f" ({diagnostic.help})" if diagnostic.help else ""
    return {
        "description": one_line(diagnostic.message + help),
        "check_name": f"{diagnostic.code} {diagnostic.name}",
        "fingerprint": mark,
        "severity": SEVERITIES[diagnostic.severity],
        "location": {
            "path": from_top(diagnostic.path, about),
            "lines": {"begin": diagnostic.span.line, "end": last_line(diagnostic.span)},
        },
    }

"""Diagnostics to text, one module a format; ``FORMATS`` feeds the command line's choices."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from ragplan.diagnostics import Diagnostic
from ragplan.output.about import NOTHING, About

FORMATS = {
    "full": "ragplan.output.full",
    "grouped": "ragplan.output.grouped",
    "concise": "ragplan.output.concise",
    "json": "ragplan.output.json_v1",
    "github": "ragplan.output.github",
    "gitlab": "ragplan.output.gitlab",
    "sarif": "ragplan.output.sarif",
    "junit": "ragplan.output.junit",
    "markdown": "ragplan.output.markdown",
}
"""The module of each format, whose docstring documents it; it is imported when the format is wanted."""


def render(diagnostics: Sequence[Diagnostic], format: str, about: About = NOTHING) -> str:
    """The findings as text in one of ``FORMATS``, for a pipe or a file."""
    text: str = import_module(FORMATS[format]).render(diagnostics, about)
    return text

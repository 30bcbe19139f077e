"""Plan files given as texts, read and linted without a disk."""

from __future__ import annotations

from collections.abc import Mapping

from ragplan.diagnostics import Diagnostic
from ragplan.document import Document, SourceFile, read
from ragplan.linter import lint
from ragplan.loader import load
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.rules import RULES
from ragplan.rules.example import FILES

PROGRAMME = FILES["programme.yaml"]
ORGANISATION = FILES["A.yaml"]
Texts = Mapping[str, str | bytes]


def document(text: str | bytes, path: str = "x.yaml") -> Document:
    """One file as read."""
    return read(SourceFile(path, text.encode() if isinstance(text, str) else text))


def plans(files: Texts) -> Plans:
    """Files by path, loaded."""
    return load(
        SourceFile(path, text.encode() if isinstance(text, str) else text) for path, text in files.items()
    )


def only_programme(files: Texts) -> Programme:
    """The one programme of files in which nothing is wrong."""
    found = plans(files)
    assert not found.problems
    (programme,) = found.programmes
    return programme


def findings(files: Texts) -> list[Diagnostic]:
    """What every rule that needs files only finds in them."""
    return lint(plans(files), RULES)


def told(files: Texts) -> list[str]:
    """The findings as ``path:line CODE``."""
    return [f"{each.path}:{each.span.line} {each.code}" for each in findings(files)]

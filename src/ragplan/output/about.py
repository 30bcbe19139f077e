"""What a format may say beside the findings: the rules, where files lie, and what goes before and after."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ragplan.diagnostics import Diagnostic, Severity


class Described(NamedTuple):
    """A rule as a format tells of it; ``help`` is its page in Markdown."""

    code: str
    name: str
    severity: Severity
    what: str
    why: str
    help: str


class Section(NamedTuple):
    """A part of a comment for people: a title, lines that stand first, and rows, of which a long
    comment leaves out the last. ``noun`` is what a row is, as ``change``.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[str, ...]
    noun: str = "row"


def _no_rules() -> tuple[Described, ...]:
    return ()


def _no_link(_finding: Diagnostic) -> str:
    return ""


class About(NamedTuple):
    """The run behind the findings.

    ``rules`` gives every rule that a finding may be of. ``prefix`` leads from the repository's top to
    where paths start, as ``sub/folder/`` or ``""``. ``base`` is the commit that findings were compared
    with, ``""`` where they were not. ``link`` gives the address at which a person edits the line of a
    finding, ``""`` where that is not known. ``verdict`` and ``sections`` are Markdown.
    """

    command: str = "lint"
    version: str = ""
    rules: Callable[[], tuple[Described, ...]] = _no_rules
    prefix: str = ""
    base: str = ""
    link: Callable[[Diagnostic], str] = _no_link
    verdict: str = ""
    sections: tuple[Section, ...] = ()


NOTHING = About()

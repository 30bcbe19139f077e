"""What a format may say beside the findings: the rules, where files lie, and what goes before and after."""

from collections.abc import Callable
from typing import NamedTuple

from ragplan.diagnostics import Diagnostic, Severity


class Described(NamedTuple):
    """A rule as a format tells of it; ``help`` is its page in Markdown, ``needs`` what it looks at."""

    code: str
    name: str
    severity: Severity
    what: str
    why: str
    help: str
    family: str = ""
    needs: str = "files"


class CommentSection(NamedTuple):
    """A part of a comment for people, in Markdown: a title, lines that stand first, and rows of one line
    each, of which a long comment leaves out the last. ``noun`` is what a row is, as ``change``.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[str, ...]
    noun: str = "row"


def _no_rules() -> tuple[Described, ...]:
    return ()


def _no_link(_finding: Diagnostic) -> str:
    return ""


def _new_and_warns(finding: Diagnostic) -> bool:
    return finding.severity >= Severity.WARNING and not finding.known


class About(NamedTuple):
    """The run behind the findings.

    ``rules`` gives every rule that a finding may be of. ``top`` is the repository's, as a path from the
    root, and ``prefix`` leads from it to where paths start, as ``sub/folder/`` or ``""``. ``base`` is the
    commit that findings were compared with, ``""`` where they were not. ``fails`` tells whether a finding
    makes the command fail. ``link`` gives the address at which a person edits the line of a finding,
    ``""`` where that is not known. ``verdict`` and ``sections`` are Markdown.
    """

    command: str = "lint"
    version: str = ""
    rules: Callable[[], tuple[Described, ...]] = _no_rules
    top: str = ""
    prefix: str = ""
    base: str = ""
    fails: Callable[[Diagnostic], bool] = _new_and_warns
    link: Callable[[Diagnostic], str] = _no_link
    verdict: str = ""
    sections: tuple[CommentSection, ...] = ()


NOTHING = About()

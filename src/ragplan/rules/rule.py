"""What a rule is: a generator of findings over the plans, and its metadata."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple, cast

from ragplan.diagnostics import Edit, Origin, Severity, Span
from ragplan.model.programme import Programme
from ragplan.plans import Plans


class Needs(Enum):
    """What a rule looks at beside the files; ``ragplan lint`` runs those that need nothing more."""

    FILES = "files"
    CLOCK = "clock"
    HISTORY = "history"


class Finding(NamedTuple):
    """What a rule found, at an entry of a file.

    ``at_key`` points at the entry's field name instead of its value; ``span`` overrides both where
    the text itself is at fault.
    """

    origin: Origin
    message: str
    help: str = ""
    at_key: bool = False
    span: Span | None = None
    edits: tuple[Edit, ...] = ()


Days = Callable[[Programme], date]
"""The day a programme is judged at."""
Check = Callable[[Plans], Iterator[Finding]]
ClockCheck = Callable[[Plans, Days], Iterator[Finding]]
"""The check of a rule that needs the clock."""


class Documentation(NamedTuple):
    """A rule's docstring, taken apart. ``fails`` and ``mended`` are files of a plan, by name.

    Files that an example does not show are those of ``ragplan.rules.example``.
    """

    what: str
    why: str
    fails: dict[str, str]
    mended: dict[str, str]


@dataclass(frozen=True)
class Rule:
    """One rule. ``code`` and ``name`` are what people select, ignore and look up."""

    code: str
    name: str
    severity: Severity
    needs: Needs
    fixable: bool
    check: Check | ClockCheck

    def find(self, plans: Plans, days: Days | None) -> Iterator[Finding]:
        """What the rule finds; without ``days`` a rule that needs the clock finds nothing."""
        if self.needs is Needs.FILES:
            return cast("Check", self.check)(plans)
        return cast("ClockCheck", self.check)(plans, days) if days else iter(())

    @property
    def documentation(self) -> Documentation:
        """What ``ragplan explain`` and the documentation say, from the check's docstring."""
        from inspect import getdoc

        return _documentation(getdoc(self.check) or "")


def rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    needs: Needs = Needs.FILES,
    fixable: bool = False,
) -> Callable[[Check | ClockCheck], Rule]:
    """Make a rule of a generator whose docstring says what, why, an example and the same mended."""

    def made(check: Check | ClockCheck) -> Rule:
        return Rule(code, name, severity, needs, fixable, check)

    return made


_SECTION = re.compile(r"^(Why|Fails|Mended):\s*$", re.MULTILINE)
_FILE = re.compile(r"^# file: (\S+)\n", re.MULTILINE)
DEFAULT_FILE = "A.yaml"


def _documentation(text: str) -> Documentation:
    from inspect import cleandoc

    what, *sections = _SECTION.split(text)
    parts = {
        name: cleandoc("\n" + body).strip("\n")
        for name, body in zip(sections[::2], sections[1::2], strict=True)
    }
    return Documentation(
        what=" ".join(what.split()),
        why=" ".join(parts.get("Why", "").split()),
        fails=_files(parts.get("Fails", "")),
        mended=_files(parts.get("Mended", "")),
    )


def _files(example: str) -> dict[str, str]:
    """An example's files: those after a ``# file: NAME`` line, or all of it as one."""
    first, *rest = _FILE.split(example + "\n" if example else "")
    files = {DEFAULT_FILE: first} if first.strip() else {}
    return files | {name: body.rstrip("\n") + "\n" for name, body in zip(rest[::2], rest[1::2], strict=True)}

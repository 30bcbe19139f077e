"""What findings come to: how many decide the exit code, and how many there are of each severity and rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ragplan import english
from ragplan.diagnostics import Diagnostic, Severity


class Verdict(NamedTuple):
    """The findings that are told, and which of them make a command fail; ``compared`` with a base or not."""

    told: Sequence[Diagnostic]
    fails: Callable[[Diagnostic], bool]
    compared: bool

    @property
    def first(self) -> str:
        """How many findings stop a change, as ``3 findings stop this change.``, or need fixing."""
        stops = sum(map(self.fails, self.told))
        if self.compared:
            nothing = "Nothing of its own stops" if self._known_errors else "Nothing stops"
            return f"{_said(stops, 'stops', 'stop') if stops else nothing} this change."
        return f"{_said(stops, 'needs', 'need') if stops else 'Nothing needs'} fixing."

    @property
    def rest(self) -> str:
        """How many others there are, and how many of them were there before; ``""`` for none."""
        others = [each for each in self.told if not self.fails(each)]
        before = sum(each.known for each in others)
        more = len(others) - before
        said = [f"{_said(more, 'is', 'are')} worth a look."] if more else []
        errors = ", errors among them" if self._known_errors else ""
        return " ".join([*said, f"{_said(before, 'was', 'were')} there before{errors}."] if before else said)

    @property
    def _known_errors(self) -> bool:
        """Whether there are errors that were there before and do not count."""
        errors = (each for each in self.told if each.known and each.severity is Severity.ERROR)
        return not all(map(self.fails, errors))


def _said(count: int, one: str, many: str) -> str:
    return f"{english.counted(count, 'finding')} {one if count == 1 else many}"


def by_rule(told: Sequence[Diagnostic]) -> Iterator[str]:
    """The findings of each severity, the worst first: ``3 errors: 2 RAG503 revision-altered, 1 RAG507 …``."""
    for severity in reversed(Severity):
        rules = Counter((each.code, each.name) for each in told if each.severity is severity)
        if rules:
            counts = sorted(rules.items(), key=lambda each: (-each[1], each[0]))
            listed = ", ".join(f"{count:,} {code} {name}" for (code, name), count in counts)
            yield f"{counted(severity, rules.total())}: {listed}"


def counted(severity: Severity, count: int) -> str:
    """``1 error``, ``3 warnings``, ``2 info``."""
    return (
        f"{count:,} {severity.word}" if severity is Severity.INFO else english.counted(count, severity.word)
    )

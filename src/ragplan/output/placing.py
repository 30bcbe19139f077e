"""Findings in the orders that formats tell them in, where they lie, and what they stay known by."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from ragplan.diagnostics import Diagnostic, Span
from ragplan.escaping import undisguised
from ragplan.output.about import About


def by_place(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Findings by file and place, whatever order they came in."""
    return sorted(diagnostics, key=lambda each: (each.order, each))


def by_severity(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Findings in the order of how much they matter, and of one severity by file and place."""
    return sorted(by_place(diagnostics), key=lambda each: -each.severity)


def by_weight(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Findings as a reader wants them: the worst first, then those on changed lines, then new ones."""
    placed = by_place(diagnostics)
    return sorted(placed, key=lambda each: (-each.severity, not each.changed, each.known))


MOST = 100
"""Findings of one rule that a person is shown one by one."""


def foremost(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings without those of a rule beyond its first ``MOST``, by what matters most of it."""
    met: Counter[str] = Counter()
    kept = []
    for each in by_weight(diagnostics):
        met[each.code] += 1
        if met[each.code] <= MOST:
            kept.append(each)
    return kept


def from_top(path: str, about: About) -> str:
    """A path of a finding as it leads from the repository's top; one outside stays as it is."""
    if not posixpath.isabs(path):
        return posixpath.normpath(about.prefix + path)
    inside = posixpath.relpath(path, about.top) if about.top else ".."
    return path if inside.startswith("..") else inside


def last_line(span: Span) -> int:
    """The last line that has something of a stretch of text."""
    return span.end_line - (span.end_column == 1 and span.end_line > span.line)


def marked(diagnostics: Iterable[Diagnostic]) -> Iterator[tuple[Diagnostic, int, str]]:
    """Findings by place, each with its number among those of one rule and entry, and a fingerprint.

    The fingerprint stays while lines move and messages change, and no two are the same.
    """
    met: Counter[tuple[str, str]] = Counter()
    for each in by_place(diagnostics):
        who = (each.code, each.subject or each.path)
        met[who] += 1
        facts = undisguised("\0".join((*who, str(met[who]))))
        yield each, met[who], sha256(facts.encode("utf-8", "surrogatepass")).hexdigest()

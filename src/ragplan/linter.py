"""Plans and rules to diagnostics: runs the rules, finds the places, minds the ignore comments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ragplan.diagnostics import FILE_START, Diagnostic, Origin, Span
from ragplan.plans import Plans
from ragplan.rules import RULES, reading
from ragplan.rules.chronicle import Pasts, chronicles
from ragplan.rules.rule import Days, Finding, Needs, Rule
from ragplan.rules.suppressions import Suppression, suppressions, unused, unused_ignore


def lint(
    plans: Plans, rules: Iterable[Rule], days: Days | None = None, pasts: Pasts | None = None
) -> list[Diagnostic]:
    """What the rules find in the plans, in the order of files and places.

    ``days`` gives the day each programme is judged at, to the rules that need the clock; ``pasts``
    what it was, to those that need the history as well.
    What keeps a file from being read is told whichever rules are chosen, and no comment silences it:
    otherwise a run could pass that had looked at nothing.
    """
    chosen = [rule for rule in RULES if rule in reading.RULES or rule in rules]
    known_pasts = chronicles(pasts, days) if pasts and days else None
    found = ((rule, finding) for rule in chosen for finding in rule.find(plans, days, known_pasts))
    told = [_diagnostic(plans, rule, finding) for rule, finding in found]
    comments = [each for document in plans.documents.values() for each in suppressions(document)]
    kept, used = _minding(comments, told)
    if unused_ignore in chosen:
        ran = {rule.code for rule in chosen if rule.needs is Needs.FILES}  # another day may need the comment
        known = {rule.code for rule in RULES}
        kept += [
            _diagnostic(plans, unused_ignore, unused(each, code))
            for each in comments
            for code in each.codes
            if each.path in plans.judged
            if (each, code) not in used and (code in ran or code not in known)
        ]
    return sorted(set(kept), key=lambda diagnostic: diagnostic.order)


def select(
    rules: Iterable[Rule], selected: Iterable[str], ignored: Iterable[str], needs: Iterable[Needs]
) -> list[Rule]:
    """The rules that a run is to use.

    ``selected`` and ``ignored`` are codes, beginnings of codes (``RAG2``) or names; nothing selected
    means all that need no more than ``needs``.
    """
    available = [rule for rule in rules if rule.needs in set(needs)]
    wanted, unwanted = list(selected), list(ignored)
    return [
        rule
        for rule in available
        if (not wanted or any(matches(rule, word) for word in wanted))
        and not any(matches(rule, word) for word in unwanted)
    ]


def matches(rule: Rule, word: str) -> bool:
    """Whether a code, the beginning of one, or a name means a rule."""
    return bool(word) and (rule.code.startswith(word.upper()) or rule.name == word.lower())


def _diagnostic(plans: Plans, rule: Rule, finding: Finding) -> Diagnostic:
    origin = finding.origin
    document = plans.documents.get(origin.path)
    span = finding.span or FILE_START
    if document is not None and finding.span is None:
        span = document.span(origin.route, finding.at_key)
    lines = document.lines if document is not None else []
    span = _within(span, lines)
    return Diagnostic(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        message=finding.message,
        help=finding.help,
        path=origin.path,
        span=span,
        source=lines[span.line - 1] if span.line <= len(lines) else "",
        edits=finding.edits,
        subject=_subject(plans, origin),
    )


_NAMING = ("ref", "recommendation", "number", "code", "organisation")
"""The fields by which an entry of a list is known."""


def _subject(plans: Plans, origin: Origin) -> str:
    """What stands at a place, in words that stay as files and lines move: entries by ref, not by position."""
    document = plans.documents.get(origin.path)
    at: Any = document.data if document is not None else None
    steps = []
    for step in origin.route:
        name: object = step
        if isinstance(step, int):
            at = at[step] if isinstance(at, list) and step < len(at) else None
            known = (at.get(field) for field in _NAMING) if isinstance(at, dict) else ()
            name = next((each for each in known if isinstance(each, str)), step)
        else:
            at = at.get(step) if isinstance(at, dict) else None
        steps.append(str(name))
    name = plans.names.get(origin.path, origin.path)
    return f"{name} {'/'.join(steps)}" if steps else name


def _within(span: Span, lines: list[str]) -> Span:
    """A span that ends where the text does: readers give up behind the end, where nothing can be mended."""
    if not lines:
        return span
    last = len(lines) - (len(lines) > 1 and not lines[-1])
    end = (last, len(lines[last - 1]) + 1)
    return Span(*min(span[:2], end), *min(span[2:], end))


def _minding(
    comments: Iterable[Suppression], told: Iterable[Diagnostic]
) -> tuple[list[Diagnostic], set[tuple[Suppression, str]]]:
    """The diagnostics that no comment silences, and the codes of the comments that silenced one."""
    by_line: dict[tuple[str, int], list[Suppression]] = defaultdict(list)
    for each in comments:
        by_line[each.path, each.line].append(each)
    unsilenceable = {rule.code for rule in reading.RULES}
    kept: list[Diagnostic] = []
    used: set[tuple[Suppression, str]] = set()
    for diagnostic in told:
        place = (diagnostic.path, diagnostic.span.line)
        silencing = [each for each in by_line.get(place, ()) if diagnostic.code in each.codes]
        if not silencing or diagnostic.code in unsilenceable:
            kept.append(diagnostic)
        else:
            used.update((each, diagnostic.code) for each in silencing)
    return kept, used

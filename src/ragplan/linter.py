"""Plans and rules to diagnostics: runs the rules, finds the places, minds the ignore comments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from ragplan.diagnostics import FILE_START, Diagnostic, Origin, Severity, Span
from ragplan.history.rows import Days, Pasts, histories
from ragplan.model.snapshot import Snapshot
from ragplan.plans import Plans
from ragplan.policy import READING, Policy, Ruling
from ragplan.rules import RULES
from ragplan.rules.file_contents import unknown_field
from ragplan.rules.rule import Finding, Needs, Now, Rule
from ragplan.rules.suppressions import Suppression, suppressions, unused, unused_ignore

NONE = Policy()
"""Nobody has decided anything: every rule as it is."""


def lint(
    plans: Plans,
    rules: Iterable[Rule],
    days: Days | None = None,
    pasts: Pasts | None = None,
    policy: Policy = NONE,
) -> list[Diagnostic]:
    """What the rules find in the plans, in the order of files and places.

    ``days`` gives the day each programme is judged at, to the rules that need the clock; ``pasts``
    what it was, to those that need the history as well. ``policy`` says which rules are told in which
    file, and how much each matters.
    What keeps a file from being read is told whichever rules are chosen, and neither a policy nor a
    comment silences it: otherwise a run could pass that had looked at nothing.
    """
    if policy.working_days.counted:
        plans = replace(plans, working_days=policy.working_days)
    wanted = {rule.code for rule in rules} | READING
    chosen = list(policy.told_somewhere(rule for rule in RULES if rule.code in wanted))
    now = _snapshots(plans, days, pasts) if days else None
    known_pasts = histories(pasts, days) if pasts and days else None
    subjects = Subjects(plans)
    told = [
        each
        for rule in chosen
        for each in _told(plans, rule, rule.find(plans, now, known_pasts), policy, subjects)
    ]
    if plans.meant is not None:
        told += _beside(plans, plans.meant, chosen, policy)
    comments = [each for document in plans.documents.values() for each in suppressions(document)]
    kept, used = _minding(comments, told)
    if unused_ignore in chosen:
        idle = {path: _idle(path, chosen, policy) for path in {each.path for each in comments}}
        for each in comments:
            needless = each.codes if each.path in plans.judged else ()
            for code in (
                code for code in needless if (each, code) not in used and code not in idle[each.path]
            ):
                kept += _told(plans, unused_ignore, (unused(each, code),), policy, subjects)
    return sorted(set(kept), key=lambda diagnostic: diagnostic.order)


def _snapshots(plans: Plans, days: Days, pasts: Pasts | None) -> Now:
    """The programmes at their days, knowing what the meetings before saw; each row is judged once for all."""
    made = {
        id(each): pasts(each).snapshot(each, days(each)) if pasts else Snapshot(each, days(each))
        for each in plans.programmes
    }
    return lambda programme: made[id(programme)]


def _beside(plans: Plans, meant: Plans, rules: Iterable[Rule], policy: Policy) -> list[Diagnostic]:
    """What the rules on texts find beside the unknown fields that keep files from being read, in these.

    Only what is wrong with a name or a date that stands there: what seems to be missing, or to contradict
    another text, may do so for such a field.
    """
    found = (
        (rule, finding)
        for rule in rules
        if _is_of_names_or_dates(rule)
        for finding in rule.find(meant, None, None)
    )
    files = {path for path, problem in plans.problems if problem.rule == unknown_field.name}
    there = ((rule, each) for rule, each in found if each.origin.path in files and _is_on_a_text(meant, each))
    subjects = Subjects(meant)
    return [each for rule, finding in there for each in _told(meant, rule, (finding,), policy, subjects)]


def _is_of_names_or_dates(rule: Rule) -> bool:
    wrong = rule.needs is Needs.FILES and rule.severity is Severity.ERROR
    return wrong and rule.code.startswith(("RAG1", "RAG2"))


def _is_on_a_text(plans: Plans, finding: Finding) -> bool:
    document = plans.documents.get(finding.origin.path)
    place = document.places.get(finding.origin.route) if document is not None else None
    return place is not None and place.scalar and not finding.at_key


def _told(
    plans: Plans, rule: Rule, found: Iterable[Finding], policy: Policy, subjects: Subjects
) -> Iterator[Diagnostic]:
    """What a rule found, as far as the policy wants it told, each as it does in its file."""
    rulings: dict[str, Ruling] = {}
    for finding in found:
        path = finding.origin.path
        ruling = rulings[path] if path in rulings else rulings.setdefault(path, policy.ruling(rule, path))
        if ruling.told:
            yield _diagnostic(plans, rule, finding, ruling.severity, subjects)


def _idle(path: str, chosen: Iterable[Rule], policy: Policy) -> set[str]:
    """The codes of rules that found nothing in a file and may on another day, or did not run there."""
    ran = {rule.code for rule in chosen if rule.needs is Needs.FILES}
    return {rule.code for rule in RULES if rule.code not in ran or not policy.ruling(rule, path).told}


def _diagnostic(
    plans: Plans, rule: Rule, finding: Finding, severity: Severity, subjects: Subjects
) -> Diagnostic:
    origin = finding.origin
    document = plans.documents.get(origin.path)
    span = finding.span or FILE_START
    if document is not None and finding.span is None:
        span = document.span(origin.route, finding.at_key)
    lines = document.lines if document is not None else []
    span = _within(span, lines)
    whole, whole_line = "", 0
    if finding.cause.noun:
        its_list = Origin(origin.path, origin.route[:1])
        whole = subjects.of(its_list)
        if document is not None and its_list.route:
            whole_line = document.span(its_list.route, at_key=True).line
    return Diagnostic(
        code=rule.code,
        name=rule.name,
        severity=severity,
        message=finding.message,
        help=finding.help,
        path=origin.path,
        span=span,
        source=lines[span.line - 1] if span.line <= len(lines) else "",
        edits=finding.edits,
        subject=subjects.of(origin),
        row=finding.row,
        cause=finding.cause,
        within=finding.within,
        whole=whole,
        whole_line=whole_line,
    )


_NAMING = ("ref", "recommendation", "number", "code", "organisation")
"""The fields by which an entry of a list is known."""


class Subjects:
    """What stands at places of plans, in words that stay as files and lines move: entries by ref, not by
    position. What is above a place is worked out once for all that stands below it.
    """

    def __init__(self, plans: Plans) -> None:
        self._plans = plans
        self._above: dict[Origin, tuple[str, Any]] = {}

    def of(self, origin: Origin) -> str:
        """The words for one place."""
        return self._at(origin)[0] if origin.route else self._file(origin.path)

    def _at(self, origin: Origin) -> tuple[str, Any]:
        """The words for a place below the top of a file, and the data there."""
        path, (*above, step) = origin
        at: Any
        if not above:
            document = self._plans.documents.get(path)
            start = f"{self._file(path)} "
            at = document.data if document is not None else None
        else:
            place = Origin(path, tuple(above))
            known = self._above.get(place)
            if known is None:
                known = self._above[place] = self._at(place)
            start, at = f"{known[0]}/", known[1]
        if isinstance(step, int):
            at = at[step] if isinstance(at, list) and step < len(at) else None
            names = (at.get(field) for field in _NAMING) if isinstance(at, dict) else ()
            return f"{start}{next((each for each in names if isinstance(each, str)), step)}", at
        return f"{start}{step}", at.get(step) if isinstance(at, dict) else None

    def _file(self, path: str) -> str:
        return self._plans.names.get(path, path)


def _within(span: Span, lines: list[str]) -> Span:
    """A span that ends where the text does: readers give up behind the end, where nothing can be mended."""
    if span.end_line < len(lines) or not lines:
        return span
    last = len(lines) - (len(lines) > 1 and not lines[-1])
    end = (last, len(lines[last - 1]) + 1)
    return Span(*min(span[:2], end), *min(span[2:], end))


def _minding(
    comments: Iterable[Suppression], told: Iterable[Diagnostic]
) -> tuple[list[Diagnostic], set[tuple[Suppression, str]]]:
    """The diagnostics that no comment silences, and the codes of the comments that silenced one.

    What one cause gives in many rows is silenced in each row, or for all of them at the list they are in.
    """
    by_line: dict[tuple[str, int], list[Suppression]] = defaultdict(list)
    for each in comments:
        by_line[each.path, each.line].append(each)
    if not by_line:
        return list(told), set()
    kept: list[Diagnostic] = []
    used: set[tuple[Suppression, str]] = set()
    for diagnostic in told:
        lines = {diagnostic.span.line, diagnostic.whole_line}
        near = (each for line in sorted(lines) for each in by_line.get((diagnostic.path, line), ()))
        silencing = [each for each in near if diagnostic.code in each.codes]
        if not silencing or diagnostic.code in READING:
            kept.append(diagnostic)
        else:
            used.update((each, diagnostic.code) for each in silencing)
    return kept, used

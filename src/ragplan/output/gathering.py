"""Findings row by row to those that a person reads: one for each cause, the worst first.

It is the last step before they are told: what is silenced, what a change answers for and what makes a
command fail are decided by the single findings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ragplan import english
from ragplan.diagnostics import Diagnostic, ListedEntry

MOST = 100
"""Entries that a message lists before it is cut."""


def gathered(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings with those of one cause as one, and with what is told within another one in there.

    Only what is as severe, and as new to a change, becomes part of another finding.
    """
    groups: dict[tuple[object, ...], list[Diagnostic]] = defaultdict(list)
    for number, each in enumerate(_within_others(list(found))):
        alone = number if not each.cause.noun else None
        where = each.row[:1] if each.cause.across else each.path
        groups[where, each.code, each.severity, each.known, each.cause._replace(item=""), alone].append(each)
    return sorted(map(_together, groups.values()), key=lambda each: each.order)


def _within_others(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The findings without those that another tells, which says so."""
    hosts: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for index, each in enumerate(found):
        hosts[each.code, each.row].append(index)
    told = dict(enumerate(found))
    for index, each in enumerate(found):
        places = (place for code in each.within.codes for place in hosts.get((code, each.within.row), ()))
        host = next((place for place in places if _covers(found[place], each)), None)
        if host is not None:
            told.pop(index)
            if host in told:
                told[host] = _saying(told[host], each.within.words)
    return list(told.values())


def _covers(host: Diagnostic, other: Diagnostic) -> bool:
    return host.severity >= other.severity and (other.known or not host.known)


def _saying(finding: Diagnostic, words: str) -> Diagnostic:
    """A finding that also tells what another one would."""
    if not words:
        return finding
    item = f"{finding.cause.item} ({words})" if finding.cause.item else ""
    return finding._replace(message=f"{finding.message}; {words}", cause=finding.cause._replace(item=item))


def _together(found: Sequence[Diagnostic]) -> Diagnostic:
    """Findings of one cause as one, which stands at the first of them; of changed lines where there are."""
    if len(found) == 1:
        return found[0]
    rows = sorted(found, key=lambda each: each.order)
    first = next((each for each in rows if each.changed), rows[0])
    cause = first.cause
    items = english.listed(dict.fromkeys(each.cause.item for each in rows), MOST)
    return first._replace(
        message=f"{cause.start}{english.counted(len(rows), cause.noun)}{cause.end}: {items}",
        help=cause.help or first.help,
        subject=first.whole,
        edits=tuple(edit for each in rows for edit in each.edits),
        entries=tuple(ListedEntry(each.span.line, each.span.column, each.subject) for each in rows),
    )

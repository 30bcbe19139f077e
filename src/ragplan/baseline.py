"""Findings in the plans as they are and as they were, to those that a change has to answer for.

A change answers for every finding that it brought, wherever that is. An organisation whose file it
touches also answers for what the calendar requires of it: the change is its turn to speak. What was
there before is told beside these where it is in a touched file, and left out where it is not.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

from ragplan.diagnostics import Diagnostic, Severity
from ragplan.linter import Subjects
from ragplan.plans import Plans
from ragplan.rules import RULES, reading
from ragplan.rules.rule import Needs

CALENDAR = ("RAG4", "RAG304")
"""The rules on what the calendar requires: their family, and a row past its date that is rated on track."""

_UNREAD = frozenset(rule.code for rule in reading.RULES)
_OF_TEXT = frozenset(rule.code for rule in RULES if rule.needs is Needs.FILES)
_LINE = re.compile(r"\b(lines?) [0-9]+")
_BY_COMMIT = re.compile(r"\bin commit [0-9a-f]{7,} by .+ on \d{4}-\d\d-\d\d|\bnot committed yet")
_COUNTED = re.compile(r"\b[0-9][0-9,]* (?:open |sub-)?actions?(?: has| have| is| are)?\b")
_FILE = re.compile(r"[^\s'\"()]+\.ya?ml\b")

Organisation = tuple[str, str]
"""The id of a programme and the code of an organisation in it."""


@dataclass(frozen=True)
class ChangedPlans:
    """What a change does to the plans: ``old`` as they were before it, ``new`` with it."""

    old: Plans
    new: Plans

    @cached_property
    def touched(self) -> frozenset[str]:
        """The files that say something else than before, and those that came; not one that only moved."""
        return frozenset(
            path
            for path, document in self.new.documents.items()
            if path not in self._former or document.lines != self.old.documents[self._former[path]].lines
        )

    @cached_property
    def removed(self) -> frozenset[str]:
        """The files that are gone, by the paths that they had."""
        return frozenset(self.old.documents.keys() - self._former.values())

    @cached_property
    def organisations(self) -> frozenset[Organisation]:
        """The organisations whose files are touched or gone."""
        return frozenset(
            (programme.id, programme.code(file.organisation))
            for plans, paths in ((self.new, self.touched), (self.old, self.removed))
            for programme in plans.programmes
            for file in programme.files
            if file.origin.path in paths
        )

    def wrote(self, path: str, line: int) -> bool:
        """Whether the change wrote a line of a file."""
        return line in self._written.get(path, ())

    @cached_property
    def _former(self) -> Mapping[str, str]:
        """Where each file was: what a file is decides, then its path."""
        by_name = {name: path for path, name in self.old.names.items()}
        paths = {path: by_name.get(self.new.names.get(path, ""), path) for path in self.new.documents}
        return {path: former for path, former in paths.items() if former in self.old.documents}

    @cached_property
    def _written(self) -> Mapping[str, frozenset[int]]:
        """The lines that the change wrote in each file that it touches."""
        old, new = self.old.documents, self.new.documents
        before = {
            path: old[self._former[path]].lines if path in self._former else [] for path in self.touched
        }
        return {path: frozenset(_written(before[path], new[path].lines)) for path in self.touched}

    def asks(self, finding: Diagnostic) -> bool:
        """Whether a finding is of an organisation whose file is touched."""
        whose = next((self._whose[place] for place in _around(finding.subject) if place in self._whose), None)
        return whose is not None and not whose.isdisjoint(self.organisations)

    @cached_property
    def _whose(self) -> Mapping[str, set[Organisation]]:
        """Whose a place is: a file, an entry in the programme, an action on which there is no row."""
        found: dict[str, set[Organisation]] = {}
        subjects = Subjects(self.new)
        for programme in self.new.programmes:
            for file in programme.files:
                owner = (programme.id, programme.code(file.organisation))
                found[self.new.names[file.origin.path]] = {owner}
            for code in programme.organisation:
                found[f"{programme.id} organisations/{code}"] = {(programme.id, code)}
            for row in programme.rows:
                if row.position is None:
                    place = subjects.of(row.action.origin)
                    found.setdefault(place, set()).add((programme.id, row.organisation))
        return found


def judge(
    change: ChangedPlans, before: Iterable[Diagnostic], now: Iterable[Diagnostic], *, all: bool = False
) -> list[Diagnostic]:
    """What is told of a change: the findings it answers for, and those ``known`` in the files it touches.

    ``before`` is what was found in the old plans, ``now`` what is found in the new ones. What keeps a
    file from being read is always answered for: behind it nothing was looked at. An error in the text is
    told wherever it is, and with ``all`` every known finding.
    """
    marked = _marked(change, before, now)
    return [each for each in marked if all or not each.known or each.path in change.touched or _spoils(each)]


def _spoils(finding: Diagnostic) -> bool:
    """Whether a finding is an error in the text of the plans, as ``lint`` finds it: it may not stay."""
    return finding.severity is Severity.ERROR and finding.code in _OF_TEXT


def _marked(
    change: ChangedPlans, before: Iterable[Diagnostic], now: Iterable[Diagnostic]
) -> list[Diagnostic]:
    """The new findings with their marks. Of several alike, those the change did not write were there."""
    known = _Known(_identity(each, change.old) for each in before)
    changed = [each._replace(changed=change.wrote(each.path, each.span.line)) for each in now]
    identities = [
        (each, _identity(each, change.new))
        for each in sorted(changed, key=lambda each: (each.changed, each.order))
    ]
    found = {each: known.takes(identity) for each, identity in identities}
    found |= {each: known.takes_longer(identity) for each, identity in identities if not found[each]}
    marked = (each._replace(known=found[each] and not _answered_for(each, change)) for each in found)
    return sorted(marked, key=lambda each: each.order)


class _Known:
    """Findings that were there, each of which accounts for one that is there now."""

    def __init__(self, identities: "Iterable[Identity]") -> None:
        self._left = Counter(identities)

    def takes(self, identity: "Identity") -> bool:
        """Whether a finding was there."""
        if self._left[identity] <= 0:
            return False
        self._left[identity] -= 1
        return True

    def takes_longer(self, identity: "Identity") -> bool:
        """Whether a finding that lists things was there, and listed these and more."""
        alike = (each for each, count in self._left.items() if count > 0 and each[:3] == identity[:3])
        longer = next((each for each in alike if identity.listed < each.listed), None)
        return longer is not None and self.takes(longer)


def _answered_for(finding: Diagnostic, change: ChangedPlans) -> bool:
    """Whether a change answers for a finding even where it was there before."""
    return finding.code in _UNREAD or (finding.code.startswith(CALENDAR) and change.asks(finding))


class Identity(NamedTuple):
    """What a finding is known by, and the things that its message lists behind a colon, if it does."""

    code: str
    subject: str
    message: str
    listed: frozenset[str]


def _identity(finding: Diagnostic, plans: Plans) -> Identity:
    """Neither lines, files' paths nor who committed it make a finding another one."""
    message = _BY_COMMIT.sub("", _LINE.sub(r"\1", finding.message))
    message = _FILE.sub(lambda path: plans.names.get(path[0], path[0]), message)
    start, colon, things = message.rpartition(": ")
    if not colon:
        return Identity(finding.code, finding.subject, message, frozenset())
    return Identity(finding.code, finding.subject, _COUNTED.sub("", start), frozenset(things.split(", ")))


def _around(place: str) -> Iterator[str]:
    """A place, and every one around it, the nearest first."""
    while place:
        yield place
        place = place[: max(place.rfind("/"), place.rfind(" "), 0)]


def _written(old: Sequence[str], new: Sequence[str]) -> Iterator[int]:
    """The lines, from 1, that are in a text and not in the one before it."""
    for fate, _, _, start, end in SequenceMatcher(None, old, new).get_opcodes():
        if fate in ("replace", "insert"):
            yield from range(start + 1, end + 1)

"""What a comparison tells of two commits and what the history rules find in them: each has the other."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from diff.random_plans import Files, as_json
from diff.snapshots import FIRST, THIRD
from diff.test_properties import PAIRS
from hypothesis import given, settings

from ragplan.diff import Change, Kind, compare
from ragplan.document import SourceFile
from ragplan.history import Commit, Past, Recorded
from ragplan.linter import lint
from ragplan.loader import load
from ragplan.model.snapshot import Snapshot
from ragplan.plans import Plans
from ragplan.rules import RULES
from ragplan.rules.judged import JUDGED

REF = re.compile(r"'([0-9.]+)'")
CALENDAR = {"every": "2 weeks", "first": "2014-01-06", "last": "2014-03-31"}
Found = set[tuple[str, str]]
"""The code of a rule, and a ref that it finds something in."""


def plans_of(files: Files) -> Plans:
    texts = as_json(
        files
        | {"": files[""] | {"calendar": {"every": "2 weeks", "first": "2014-01-06", "last": "2014-03-31"}}}
    )
    return load(SourceFile(path, text.encode()) for path, text in texts.items())


def commit(number: int, on: date) -> Commit:
    return Commit(
        f"{number:040x}", datetime(on.year, on.month, on.day, 10, tzinfo=UTC), "Ann", "", "A change"
    )


def findings(old: Plans, new: Plans) -> Found:
    """What the rules find in a plan whose one commit before was seen by two meetings."""
    before, after = old.programmes[0], new.programmes[0]
    line = (Recorded(commit(1, FIRST), before), Recorded(commit(2, THIRD), after))
    rules = [rule for rule in RULES if rule.code in JUDGED]
    told = lint(new, rules, lambda _: THIRD, lambda _: Past(line, ()))
    return {(each.code, ref) for each in told for ref in REF.findall(each.message)}


def changes(old: Plans, new: Plans) -> list[Change]:
    return [*compare(Snapshot(old.programmes[0], THIRD), Snapshot(new.programmes[0], THIRD))]


def needs_word(change: Change, old: Plans, new: Plans) -> bool:
    """Whether a rule has to find what a change tells; where not, the rule says why in its docstring."""
    if change.kind is Kind.REOPENED:
        return False  # a word said with it is enough
    if change.kind is Kind.REVISION_ALTERED:
        return bool(change.old)  # what was missing may be filled in
    rows = [row for row in new.programmes[0].rows if row.action.ref == change.ref]
    if change.field in ("due", "revised", "revised.on", "revised.reason", "revised.agreed_by"):
        own = change.field == "due" and not change.organisation
        return any(not (own and row.position and row.position.deadline.first) for row in rows)
    return True


def test_every_kind_that_a_rule_judges_is_a_kind() -> None:
    assert {kind for kinds in JUDGED.values() for kind in kinds} <= {kind.value for kind in Kind}
    assert {rule.code for rule in RULES} >= JUDGED.keys()


@settings(max_examples=60)
@given(PAIRS)
def test_each_has_the_other(pair: tuple[Files, Files]) -> None:
    old, new = map(plans_of, pair)
    told, found = changes(old, new), findings(old, new)
    for code, kinds in JUDGED.items():
        there = {ref for name, ref in found if name == code}
        here = [each for each in told if each.kind.value in kinds]
        assert there <= {each.ref for each in here}
        assert {each.ref for each in here if needs_word(each, old, new)} <= there

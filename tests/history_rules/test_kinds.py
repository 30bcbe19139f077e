"""What a comparison tells of two commits and what the history rules find in them: each has the other."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime

from diff.random_plans import DEFINITION, POSITION, Entry, Files, as_json, plans
from diff.snapshots import FIRST, SECOND, THIRD
from diff.test_properties import PAIRS
from hypothesis import given, settings
from hypothesis import strategies as st

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
AGREED = {name: {**DEFINITION, **POSITION}[name] for name in ("due", "revised", "title", "outcome")}
PUT_BACK = {"RAG502": ("due",), "RAG503": ("revised", "revised.reason"), "RAG507": ("title",)}
"""The fields in which a return ends what the rule found."""
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


def findings(*states: Plans) -> Found:
    """What the rules find in a plan whose every commit before was seen by a meeting."""
    days = (FIRST, SECOND, THIRD)[-len(states) :]
    new = states[-1]
    line = tuple(
        Recorded(commit(number, day), each.programmes[0])
        for number, (day, each) in enumerate(zip(days, states, strict=True))
    )
    rules = [rule for rule in RULES if rule.code in JUDGED]
    told = lint(new, rules, lambda _: THIRD, lambda _: Past(line, ()))
    return {(each.code, ref) for each in told for ref in REF.findall(each.message)}


def changes(old: Plans, new: Plans, *past: Plans) -> list[Change]:
    was, now = (Snapshot(each.programmes[0], THIRD) for each in (old, new))
    return [*compare(was, now, lambda: (each.programmes[0] for each in past))]


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


def entries(files: Files) -> Iterator[Entry]:
    for entry in files.values():
        for holder in entry.get("goals", [entry]):
            yield from holder["actions"]


@settings(max_examples=60)
@given(plans(), st.data())
def test_what_is_put_back_is_found_by_neither(first: Files, data: st.DataObject) -> None:
    """Of each entry one field is rewritten; then some are put back, and some rewritten again."""
    second = json.loads(json.dumps(first))
    for entry in entries(second):
        field = data.draw(st.sampled_from(sorted(AGREED.keys() & entry.keys())))
        entry[field] = data.draw(AGREED[field])
    third = json.loads(json.dumps(second))
    for entry, before in zip(entries(third), entries(first), strict=True):
        fate = data.draw(st.sampled_from(["back", "back", "stays", "rewritten"]))
        if fate == "back":
            entry.update(before)
        elif fate == "rewritten":
            entry["due"] = data.draw(AGREED["due"])
    states = [*map(plans_of, (first, second, third))]
    told, found = changes(states[1], states[2], states[0]), findings(*states)
    earlier = changes(states[0], states[1])
    for code, kinds in JUDGED.items():
        there = {ref for name, ref in found if name == code}
        here = [each for each in told if each.kind.value in kinds]
        assert there <= {each.ref for each in (*earlier, *here) if each.kind.value in kinds}
        assert {each.ref for each in here if needs_word(each, states[1], states[2])} <= there
    for code, fields in PUT_BACK.items():
        refs = Counter(each.ref for each in (*earlier, *told) if each.kind.value in JUDGED[code])
        back = {each.ref for each in told if each.kind is Kind.CORRECTED and each.field in fields}
        there = {ref for name, ref in found if name == code}
        assert {ref for ref in back if refs[ref] == 1}.isdisjoint(there)

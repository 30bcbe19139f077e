"""Questions on many repositories give what a few lines here count from ``list --format json``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from golden.command import ragplan

from ragplan.model.key import Category
from rollup.many import MEETINGS

pytestmark = pytest.mark.thorough

Row = dict[str, Any]
Key = tuple[str | None, str]
"""A row's organisation and ref."""
JUDGED = {each.value for each in Category if each.value not in ("no_update", "on_hold")}


def listed(clone: Path, meeting: object, *options: str) -> list[Row]:
    ran = ragplan("list", "--format", "json", "--at", str(meeting), *options, cwd=clone)
    assert ran.code == 0, ran.err
    return list(json.loads(ran.out)["rows"])


def asked(question: str, *places: Path | str, code: int = 0) -> list[Row]:
    ran = ragplan("rollup", *map(str, places), question, "--format", "json")
    assert ran.code == code, ran.err
    return list(json.loads(ran.out)["rows"])


MEMBERS = ("BDCCG", "HCCG", "RCCG", "LBBD", "LBH", "LBR")
"""Of the group All in one of the plans."""


@pytest.fixture(scope="session")
def seen(clones: list[Path]) -> dict[Path, list[list[Row]]]:
    """The rows of each repository at each meeting."""
    return {clone: [listed(clone, meeting) for meeting in MEETINGS] for clone in clones}


def compared(place: Path, since: object, until: object) -> list[Row]:
    """The changes that a comparison of two meetings tells of rows, each row's own."""
    ran = ragplan("diff", str(since), str(until), "--format", "json", cwd=place)
    assert ran.code == 0, ran.err
    changes = json.loads(ran.out)["changes"]
    shared = [each for each in changes if each["subject"] == "action" and each["organisation"] is None]
    owned = [each | {"organisation": owner} for each in shared for owner in each["owners"] or [None]]
    return [each for each in changes if each not in shared] + owned


def moved(changes: list[Row], rows: Mapping[Key, Row]) -> set[Key]:
    """The rows whose date a comparison tells to be later; a first date where none revised it."""
    later = [each for each in changes if each["field"] in ("due", "revised") and (each["days"] or 0) > 0]
    told = [each for each in later if each["kind"] not in ("went-overdue", "detail-changed")]
    return {key(each) for each in told if each["field"] == "revised" or unrevised(rows.get(key(each), each))}


def unrevised(row: Row) -> bool:
    return row.get("due") == row.get("first_due")


def ended(row: Row) -> bool:
    """Whether it is done by its dates, or by what it says although its date of completion is ahead."""
    return not row["open"] or row["category"] in ("complete", "assured")


def key(row: Row) -> Key:
    return row["organisation"], row["ref"]


def by_comparisons(place: Path, meetings: Sequence[object]) -> Counter[tuple[Any, ...]]:
    """How many counted rows moved and are worse, by programme, organisation and meeting."""
    found: Counter[tuple[Any, ...]] = Counter()
    for since, until in pairwise(meetings):
        counted = {key(row): row for row in listed(place, until) if not row["uncounted"]}
        changes = compared(place, since, until)
        worse = {key(each) for each in changes if each["kind"] == "rating-worse"}
        for name, keys in (("moved", moved(changes, counted)), ("worse", worse)):
            for own in keys & counted.keys():
                found[counted[own]["programme"], own[0], str(until), name] += 1
    return found


def by_meetings(*places: Path) -> Counter[tuple[Any, ...]]:
    """The numbers that the roll-up tells of each organisation at each meeting."""
    found: Counter[tuple[Any, ...]] = Counter()
    for line in asked("meetings", *places):
        head = (line["programme"], line["organisation"], line["meeting"])
        numbers = {name: many for name, many in line.items() if isinstance(many, int)}
        found.update({(*head, name): many for name, many in numbers.items()})
    return +found


def test_each_meeting_of_each_organisation(clones: list[Path], seen: dict[Path, list[list[Row]]]) -> None:
    expected: Counter[tuple[Any, ...]] = Counter()
    for clone, meetings in seen.items():
        expected += by_comparisons(clone, MEETINGS)
        has_key = any(row["category"] or row["derived"] for rows in meetings for row in rows)
        before: dict[Key, Row] = {}
        for meeting, rows in zip(MEETINGS, meetings, strict=True):
            for row in rows:
                if row["uncounted"]:
                    continue
                head = (row["programme"], row["organisation"], meeting.isoformat())
                last = before.get(key(row))
                expected[*head, "counted"] += 1
                for name in ("open", "overdue", "silent"):
                    expected[*head, name] += row[name]
                expected[*head, "missing"] += row["open"] and row["status"] is None and head[1] is not None
                expected[*head, "without_key"] += not has_key
                expected[*head, "seen_before"] += last is not None
                if (
                    last
                    and ended(row) is ended(last)
                    and not (ended(row) and row["rating"] == last["rating"])
                ):
                    expected[*head, "rated_before"] += {row["category"], last["category"]} <= JUDGED
            before = {key(row): row for row in rows}
    assert by_meetings(*clones) == +expected
    named = "counted open overdue silent missing seen_before moved rated_before worse without_key"
    assert {name for *_, name in expected} == {*named.split()}


def test_what_moved_and_is_worse_is_what_a_comparison_tells(demo: Path) -> None:
    meetings = sorted({each["meeting"] for each in asked("meetings", demo)})
    assert len(meetings) >= 6
    found = by_meetings(demo)
    names = ("moved", "worse")
    expected = by_comparisons(demo, meetings)
    assert Counter({each: many for each, many in found.items() if each[-1] in names}) == expected
    assert {each[-1] for each in expected} == {*names}


def test_organisations_side_by_side(clones: list[Path], seen: dict[Path, list[list[Row]]]) -> None:
    expected: Counter[tuple[Any, ...]] = Counter()
    for *_, rows in seen.values():
        for row in rows:
            if not row["uncounted"]:
                key = (row["programme"], row["organisation"])
                expected[*key, "counted"] += 1
                expected[*key, "open" if row["open"] else "closed"] += 1
                expected[*key, "overdue"] += row["overdue"]
                expected[*key, "silent"] += row["silent"]
                expected[*key, "undated"] += row["open"] and row["due"] is None
    found: Counter[tuple[Any, ...]] = Counter()
    lines = asked("comparison", *clones)
    for line in lines:
        key = (line["programme"], line["organisation"])
        found.update(
            {
                (*key, name): line[name]
                for name in ("counted", "open", "closed", "overdue", "silent", "undated")
            }
        )
        levels = ("off_track", "at_risk", "other_level", "no_level", "without_key")
        assert sum(line[each] for each in levels) == line["open"]
    assert +found == +expected
    order = [(line["programme"], line["organisation"] or "\uffff") for line in lines]
    assert order == sorted(order)


def test_what_a_register_is_answered_with(clones: list[Path], seen: dict[Path, list[list[Row]]]) -> None:
    expected: dict[tuple[str, str], set[str]] = {}
    for *_, rows in seen.values():
        for row in rows:
            if not (row["superseded_by"] or row["withdrawn"]) and row["organisation"]:
                held = [each for each in row["recommendations"] if each.startswith("francis-2013/")]
                numbers = {number for each in held for number in spelt(each)}
                expected.setdefault((row["programme"], row["organisation"]), set()).update(numbers)
    for (programme, organisation), own in list(expected.items()):
        if organisation in MEMBERS:
            expected[programme, organisation] = own | expected.get((programme, "All"), set())
    found = {(each["programme"], each["organisation"]): each for each in asked("coverage", *clones)}
    assert {key[0] for key in found} >= {"p000", "p003"}
    for key, line in found.items():
        assert line["action"] == len(expected.get(key, ())), key
        answers = ("action", "position_only", "not_applicable", "no_return")
        assert sum(line[each] for each in answers) == line["recommendations"] == 290


def spelt(cited: str) -> list[str]:
    first, _, last = cited.partition("/")[2].partition("-")
    return [str(each) for each in range(int(first), int(last or first) + 1)]


def test_files_of_every_format_give_what_their_clones_give(clones: list[Path], exported: Path) -> None:
    for question in ("meetings", "coverage", "returns"):
        assert asked(question, exported) == asked(question, *clones[:4])

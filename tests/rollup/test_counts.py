"""Questions on many repositories give what a few lines here count from ``list --format json``."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from golden.command import ragplan

from ragplan.model.key import Category
from rollup.many import MEETINGS

pytestmark = pytest.mark.thorough

Row = dict[str, Any]
JUDGED = [each.value for each in Category if each.value not in ("no_update", "on_hold")]


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


def place(row: Row) -> int | None:
    category = row["category"]
    if category not in JUDGED:
        return None
    return JUDGED.index("on_track" if category == "under_way" else category)


def test_each_meeting_of_each_organisation(clones: list[Path], seen: dict[Path, list[list[Row]]]) -> None:
    expected: Counter[tuple[Any, ...]] = Counter()
    for meetings in seen.values():
        has_key = any(row["category"] or row["derived"] for rows in meetings for row in rows)
        last: dict[tuple[Any, ...], Row] = {}
        for meeting, rows in zip(MEETINGS, meetings, strict=True):
            for row in rows:
                if row["uncounted"]:
                    continue
                key = (row["programme"], row["organisation"], meeting.isoformat())
                before = last.get((row["organisation"], row["ref"]))
                expected[*key, "counted"] += 1
                for name in ("open", "overdue", "silent"):
                    expected[*key, name] += row[name]
                expected[*key, "without_key"] += not has_key
                if before:
                    expected[*key, "seen_before"] += 1
                    expected[*key, "moved"] += is_later(row["due"], before["due"])
                    if row["open"] and before["open"] and None not in (place(row), place(before)):
                        expected[*key, "rated_before"] += 1
                        expected[*key, "worse"] += place(row) < place(before)  # type: ignore[operator]
                last[row["organisation"], row["ref"]] = row
    found: Counter[tuple[Any, ...]] = Counter()
    for line in asked("meetings", *clones):
        key = (line["programme"], line["organisation"], line["meeting"])
        found.update({(*key, name): many for name, many in line.items() if isinstance(many, int)})
    assert +found == +expected
    named = "counted open overdue silent seen_before moved rated_before worse without_key"
    assert {name for *_, name in +found} == {*named.split()}


def is_later(due: str | None, before: str | None) -> bool:
    """Whether a date as written is later; the edits move years, so that text compares as dates do."""
    return bool(due and before and due[0] == before[0] == "2" and due > before)


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

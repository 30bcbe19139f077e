"""Who answers a recommendation: by a position, or an action that was not closed without being done."""

from __future__ import annotations

from datetime import date

import pytest

from ragplan.model.coverage import answered, answering_for, coverage
from ragplan.rules.example import FILES
from reading.findings import ORGANISATION, PROGRAMME, only_programme

DAY = date(2014, 1, 20)
ROWS = """\
  - ref: "A1"
    title: Its own
    recommendations: [2]
  - ref: "A2"
    title: Through its goal
    goal: "1"
  - ref: "A3"
    title: Replaced
    superseded_by: "A1"
    recommendations: [4]
  - ref: "A4"
    title: Given up
    withdrawn: {reason: Done elsewhere}
    recommendations: [5]
positions:
  - recommendation: 6-7
    status: Accepted.
"""
CITING = PROGRAMME.replace(
    "owners: [A]", "owners: [A, Both]\n        recommendations: [1, 999, keogh/3]"
).replace("    actions:", "    recommendations: [3]\n    actions:")
GROUPS = CITING.replace(
    "  B: {name: Beta Council}\n",
    "  B: {name: Beta Council, aliases: [BC]}\n"
    "  Both: {name: Both, members: [A, bc]}\n"
    "  All: {name: All, members: [Both]}\n",
)
EVERYBODY = FILES | {
    "programme.yaml": GROUPS,
    "A.yaml": ORGANISATION + ROWS,
    "All.yaml": "organisation: All\npositions: [{recommendation: 9, status: Accepted.}]\n",
}


@pytest.mark.parametrize(
    ("code", "numbers"),
    [(None, {1, 2, 3, 6, 7, 9}), ("A", {1, 2, 3, 6, 7, 9}), ("B", {1, 9}), ("Both", {1, 9}), ("All", {9})],
)
def test_an_organisation_answers_with_its_groups(code: str | None, numbers: set[int]) -> None:
    programme = only_programme(EVERYBODY)
    found = answered(programme, DAY, answering_for(programme, code) if code else None)
    assert found == {("francis-2013", number) for number in numbers}


def test_what_is_answered_is_what_the_coverage_says() -> None:
    programme = only_programme(EVERYBODY)
    said = {(each.register.id, each.number) for each in coverage(programme, DAY) if each.answered}
    assert said == answered(programme, DAY)


@pytest.mark.parametrize(("on", "acted"), [("2014-01-21", True), ("2014-01-20", False)])
def test_an_action_to_be_withdrawn_on_a_later_day_still_answers(on: str, acted: bool) -> None:
    later = ROWS.replace("{reason: Done", f"{{on: {on}, reason: Done")
    programme = only_programme(EVERYBODY | {"A.yaml": ORGANISATION + later})
    found = {each.number for each in coverage(programme, DAY) if each.acted}
    assert (5 in found) is acted
    assert (("francis-2013", 5) in answered(programme, DAY)) is acted


def test_groups_that_hold_each_other_come_to_an_end() -> None:
    circle = GROUPS.replace("members: [Both]", "members: [Both, All]").replace("[A, bc]", "[A, All]")
    programme = only_programme(EVERYBODY | {"programme.yaml": circle})
    assert answering_for(programme, "A") == {"A", "Both", "All"}
    assert answering_for(programme, "B") == {"B"}
    assert answering_for(programme, "nobody") == {"nobody"}

"""Organisations by code, alias and group, and the rows of the plan that are theirs."""

from __future__ import annotations

import pytest

from reading.findings import only_programme

PROGRAMME = """\
format: ragplan/1
programme: example
title: T
organisations:
  LBBD: {name: London Borough of Barking and Dagenham, aliases: [LBBB, Barking]}
  LBH: London Borough of Havering
  LBR: London Borough of Redbridge
  All: {name: All organisations, members: [LBBD, LBH, LBR]}
goals:
  - ref: "1"
    title: G
    recommendations: [1, 2]
    actions:
      - {ref: "1.1", title: First, owners: [LBBB, lbh]}
      - {ref: "1.2", title: Second, owners: [All], recommendations: [3]}
      - {ref: "1.3", title: Third}
"""
FILES = {
    "programme.yaml": PROGRAMME,
    "LBBD.yaml": "organisation: lbbb\nactions:\n  - {ref: '1.1', status: Ours}\n",
    "All.yaml": "organisation: All\nactions:\n  - {ref: '1.2', status: Together}\n",
    "LBR.yaml": """\
organisation: LBR
actions:
  - {ref: '1.1', status: Not asked}
  - ref: R1
    title: Our own
    actions: [{ref: R1.1, title: A part}]
""",
}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("LBBD", "LBBD"),
        ("lbbd", "LBBD"),
        ("LBBB", "LBBD"),
        ("lbbb", "LBBD"),
        ("BARKING", "LBBD"),
        ("all", "All"),
        ("LBX", None),
        ("London Borough of Havering", None),
        ("", None),
    ],
)
def test_an_organisation_is_named_by_code_or_alias_in_any_case(name: str, code: str | None) -> None:
    programme = only_programme(FILES)
    assert programme.resolve(name) == code
    assert programme.code(name) == (code or name)


def test_one_letter_apart_is_another_organisation() -> None:
    programme = only_programme(FILES)
    assert programme.organisation["LBH"] != programme.organisation["LBR"]
    assert programme.resolve("LBH") != programme.resolve("LBR")


def test_a_group_is_an_organisation_that_answers_with_one_voice() -> None:
    programme = only_programme(FILES)
    assert programme.organisation["All"].members == ("LBBD", "LBH", "LBR")
    rows = [(row.organisation, row.position and row.position.status) for row in programme.rows]
    assert ("All", "Together") in rows


def test_the_rows_are_every_owner_of_every_action_and_what_stands_beside_them() -> None:
    rows = only_programme(FILES).rows
    assert [(row.action.ref, row.organisation, row.position and row.position.status) for row in rows] == [
        ("1.1", "LBBD", "Ours"),
        ("1.1", "LBH", None),
        ("1.1", "LBR", "Not asked"),
        ("1.2", "All", "Together"),
        ("1.3", "", None),
        ("R1", "LBR", None),
        ("R1.1", "LBR", ""),
    ]


def test_an_action_answers_its_own_recommendations_else_those_of_its_goal() -> None:
    programme = only_programme(FILES)
    cited = {
        ref: programme.cited(programme.recommendations(action)) for ref, action in programme.shared.items()
    }
    assert cited == {"1.1": ("1", "2"), "1.2": ("3",), "1.3": ("1", "2")}

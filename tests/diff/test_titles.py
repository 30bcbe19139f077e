"""Whether two titles name the same action, with both errors: few taken for one, none taken for another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from diff.snapshots import lines
from ragplan.diff.titles import SAME, Titled, Titles
from ragplan.loader import load
from ragplan.model.plan import Action
from ragplan.model.programme import Programme
from ragplan.repository import working_files

PLANS = Path(__file__).parents[2] / "plans"
FEW = 0.02
"""The share of pairs of different actions that may be taken for one."""

TASKS = (
    "repair the sea wall at Hull",
    "monitor bathing water at Dawlish",
    "publish flood maps for the Humber",
    "map the reservoirs of Wales",
    "survey culverts in Leeds",
    "train wardens in Devon",
    "consult farmers on washlands",
    "dredge the Parrett",
    "raise the bank at Keadby",
    "open a flood forecasting centre",
    "write guidance for planners",
    "license abstraction from chalk streams",
)
BY_FORMULA = [f"The Environment Agency will {task}" for task in TASKS]

REWORDED = [
    ("Review all complaints of the last year", "All complaints of 2013 are reviewed"),
    ("Review all complaints of the last year", "Review all of last year's complaints"),
    ("Publish the response", "Publish the whole response on the website"),
    ("Print the response", "Reprint the response"),
    ("Recieve assurance from providers", "Receive assurance from providers"),
    ("Train the staff", "Train all of the staff"),
    (BY_FORMULA[0], "The Environment Agency will have repaired the sea wall at Hull by March"),
    (BY_FORMULA[2], "Flood maps for the Humber are published by the Environment Agency"),
    (BY_FORMULA[4], "The Agency will survey all culverts in Leeds, and publish what it finds"),
]
OTHERS = [
    ("Review all complaints of the last year", "Appoint a guardian for staff who speak up"),
    ("Publish the response", "Appoint a guardian"),
    *pairwise(BY_FORMULA),
]


def _titles(actions: Sequence[Action]) -> Titles:
    return Titles(Titled(each.ref, each.title) for each in actions)


def _formula() -> Titles:
    return Titles(Titled(str(number), title) for number, title in enumerate(BY_FORMULA))


@pytest.mark.parametrize("programme", load(working_files(PLANS).sources).programmes, ids=lambda each: each.id)
def test_few_pairs_of_different_actions_are_taken_for_one(programme: Programme) -> None:
    actions = programme.actions
    titles = _titles(actions)
    pairs = list(combinations(actions, 2))
    taken = [pair for pair in pairs if titles.alike(pair[1].ref, pair[0].title, pair[1].title)]
    assert len(taken) <= FEW * len(pairs), taken


def test_titles_by_formula_are_told_apart() -> None:
    titles = _formula()
    assert not [
        (one, other)
        for (number, one), (_, other) in combinations(enumerate(BY_FORMULA), 2)
        if titles.alike(str(number), one, other)
    ]


@pytest.mark.parametrize(("one", "other"), REWORDED)
def test_a_title_put_differently_is_the_same(one: str, other: str) -> None:
    ref = str(BY_FORMULA.index(one)) if one in BY_FORMULA else "x"
    assert _formula().alike(ref, one, other)
    assert _formula().alike(ref, other, one)


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_another_action_is_another(one: str, other: str) -> None:
    ref = str(BY_FORMULA.index(one)) if one in BY_FORMULA else "x"
    assert not _formula().alike(ref, one, other)


def test_a_title_without_words_is_only_itself() -> None:
    titles = Titles([])
    assert titles.alike("1", "The …", "The  …", SAME)
    assert not titles.alike("1", "…", "To be")


def _shared(*titles: str) -> dict[str, str]:
    actions = "".join(f'\n      - {{ref: "1.{at}", title: "{title}"}}' for at, title in enumerate(titles, 1))
    head = "format: ragplan/1\nprogramme: example\ntitle: Example\ngoals:\n  - ref: '1'\n    title: Goal\n"
    return {"programme.yaml": f"{head}    actions:{actions}"}


def test_titles_that_moved_on_by_one_are_refs_that_shifted() -> None:
    old = ("Map the reservoirs", "Map the reservoirs of Wales", "Dredge the Parrett")
    assert lines(_shared(*old), _shared(old[1], old[2])) == [
        "ref-reused 1.1 title 'Map the reservoirs'→'Map the reservoirs of Wales'",
        "ref-reused 1.2 title 'Map the reservoirs of Wales'→'Dredge the Parrett'",
        "vanished 1.3 title 'Dredge the Parrett'→''",
    ]


def test_a_title_put_differently_is_reworded() -> None:
    assert lines(_shared("Dredge the Parrett"), _shared("The Parrett is dredged")) == [
        "reworded 1.1 title 'Dredge the Parrett'→'The Parrett is dredged' +words"
    ]

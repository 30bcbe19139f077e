"""What a meeting decided of an action: an owner let go, an extension asked for or refused, a priority."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from ragplan.model.assessment import slippage
from ragplan.model.dates import plan_date
from ragplan.model.plan import Deadline, Revision

PROGRAMME = """\
format: ragplan/1
programme: our
title: Action plan
calendar: {every: 2 weeks, first: 2026-01-12, last: 2026-06-29}
key: rag-complete
priorities: [high, low]
organisations:
  N: {name: North Hospital}
  C: {name: City Council}
  S: {name: Charity}
goals:
  - ref: "1"
    title: Patients are heard
    actions:
      - ref: "1.1"
        title: Answer every complaint
        start: 2026-01
        due: 2026-03-31
        revised:
          - {to: 2026-04-30, reason: The clerk left, proposed: true}
          - {to: 2026-05-31, reason: Too early, refused: 2026-02-09}
        owners: [N]
        leads: [AA]
        supporting: [S]
        source: Board minute 4.2
        priority: low
        released: [{organisation: C, on: 2026-02-09, reason: Its part is done, agreed_by: The group}]
      - ref: "1.2"
        title: Print a leaflet
        due: 2026-03-01
        owners: [N]
        leads: [AA]
        priority: High
      - ref: "1.3"
        title: Print everything
        leads: [AA]
        due: 2026-03-31
        owners: [N]
        superseded_by: ["1.1", "1.2"]
"""
FILES = {
    "programme.yaml": PROGRAMME,
    "N.yaml": """\
organisation: N
actions:
  - {ref: "1.1", rating: amber, status: A clerk starts., updated: 2026-03-10}
  - ref: "1.2"
    rating: red
    status: No ink.
    next: Buy ink.
    updated: 2026-03-10
    revised: [{to: 2026-06-01, reason: Ink, proposed: true}]
  - {ref: "1.3", status: Split.}
""",
    "C.yaml": 'organisation: C\nactions:\n  - {ref: "1.1", rating: amber, status: We sent our part.}\n',
    "papers/2026-03-10-board.md": """\
---
title: The plan
meeting: Board
date: 2026-03-10
---
# The plan

{{ table actions }}
""",
}
DAY = ("--as-of", "2026-03-10")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "plans" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("format", ["html", "markdown"])
def test_the_page_prints_what_was_decided(run: Run, folder: Path, format: str) -> None:
    page = run("report", "plan", *DAY, "--format", format, "--output", "-", cwd=folder).stdout
    text = " ".join(page.replace("&#39;", "'").split())
    for said in (
        "Released 9 February 2026",
        "We sent our part.",
        "Its part is done, agreed by The group",
        "Extension asked for",
        "to 30 April 2026: The clerk left",
        "Extension refused",
        "Board minute 4.2",
        "January 2026",
        "Superseded by 1.1 and 1.2",
        "Charity",
    ):
        assert said in text, said
    assert "<br>Released" not in text


def test_what_is_asked_for_moves_no_date(run: Run, folder: Path) -> None:
    rows = json.loads(run("list", *DAY, "--format", "json", cwd=folder).stdout)["rows"]
    told = {
        row["ref"]: (row["due"], row["due_asked"], row["slippage_days"], row["overdue_days"]) for row in rows
    }
    assert told["1.1"] == ("2026-03-31", ["2026-04-30"], 0, 0)
    assert told["1.2"] == ("2026-03-01", ["2026-06-01"], 0, 9)
    assert "extension asked for to 1 June 2026" in run("chase", *DAY, cwd=folder).stdout
    assert "(asked: 2026-06-01)" in run("list", *DAY, cwd=folder).stdout


def test_an_owner_let_go_counts_nowhere(run: Run, folder: Path) -> None:
    rows = json.loads(run("list", *DAY, "--format", "json", cwd=folder).stdout)["rows"]
    assert {row["organisation"] for row in rows} == {"N"}
    assert rows[0]["released"] == [
        {"organisation": "C", "on": "2026-02-09", "reason": "Its part is done", "agreed_by": "The group"}
    ]
    assert [row["superseded_by"] for row in rows] == [None, None, ["1.1", "1.2"]]
    found = run("check", "--no-history", *DAY, cwd=folder).stdout
    assert "C.yaml" not in found
    assert "owes nothing" in run("chase", *DAY, "--organisation", "C", cwd=folder).stdout


def test_a_paper_leads_with_the_highest_priority(run: Run, folder: Path) -> None:
    page = run(
        "report",
        "paper",
        "plans/papers/2026-03-10-board.md",
        *DAY,
        "--format",
        "markdown",
        "--output",
        "-",
        cwd=folder,
    ).stdout
    assert (
        page.index("Print a leaflet") < page.index("Answer every complaint") < page.index("Print everything")
    )


DATES = st.sampled_from(["2026-01-31", "2026-02", "2026-03-15", "ongoing", "TBC"]).map(plan_date)
DECISIONS = st.sampled_from([(True, None), (False, plan_date("2026-02-09")), (True, plan_date("2026-02-09"))])
AGREED = st.builds(Revision, DATES, st.none() | DATES, st.text(), st.text())
OPEN = st.tuples(AGREED, DECISIONS).map(lambda each: Revision(*each[0][:4], *each[1]))


@given(st.none() | DATES, st.lists(AGREED, max_size=3), st.data())
def test_a_date_is_what_it_is_without_what_is_asked_for(
    first: object, agreed: list[Revision], data: st.DataObject
) -> None:
    written = list(agreed)
    for each in data.draw(st.lists(OPEN, max_size=3)):
        written.insert(data.draw(st.integers(0, len(written))), each)
    plain, asked = Deadline(first, tuple(agreed)), Deadline(first, tuple(written))  # type: ignore[arg-type]
    assert (asked.current, asked.revisions, asked.agreed) == (plain.current, plain.revisions, plain.agreed)
    assert slippage(asked, None) == slippage(plain, None)

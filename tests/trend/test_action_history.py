"""A history is whole: told from its events alone, every text of an action comes out as the plan has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from diff.random_plans import Files, as_json, changed, plans
from diff.snapshots import FIRST, PROGRAMME, SECOND, shared, snapshot
from hypothesis import given
from hypothesis import strategies as st

from ragplan.diff import Change, Kind
from ragplan.diff.fields import field_of
from ragplan.history import Commit, Past, Recorded
from ragplan.model.programme import Programme
from ragplan.reports.history.action import ActionHistory, Focus, action_history
from ragplan.reports.history.fields import FieldText, of_action, of_position, reading
from ragplan.reports.history.json_v1 import render
from ragplan.reports.history.page import build

START = datetime(2014, 1, 6, 10, tzinfo=UTC)
REFS = ("1.1", "1.2", "2.1", "2.2", "6", "7")
GONE = (Kind.VANISHED, Kind.REMOVED, Kind.DROPPED, Kind.OWNER_REMOVED, Kind.RELEASED)

Told = dict[tuple[str, str], Counter[str]]
"""Texts by organisation and field."""


@st.composite
def histories(draw: st.DrawFn) -> list[Files]:
    """A plan and what became of it."""
    files = draw(plans())
    return [files, *(files := draw(changed(files)) for _ in range(draw(st.integers(1, 3))))]


def past(programmes: list[Programme]) -> Past:
    """Programmes as one commit after the other."""
    commits = []
    for number, programme in enumerate(programmes):
        at = START + timedelta(weeks=number)
        commits.append(Recorded(Commit(f"{number:040}", at, "Ann", "ann@a.example", "Work"), programme))
    return Past(tuple(commits), ())


def facts(programme: Programme, ref: str) -> Told:
    """What a programme says of an action."""
    found: Told = {}

    def put(organisation: str, facts: list[FieldText]) -> None:
        for fact in facts:
            found.setdefault((organisation, fact.field), Counter())[fact.meant] += 1

    read = reading(programme.key, alone=True)
    for row in programme.rows:
        if row.action.ref == ref:
            put(row.organisation, of_position(row.position, read))
    for action in programme.actions:
        if action.ref == ref:
            put(action.organisation, of_action(action))
    return {key: texts for key, texts in found.items() if texts}


def told(history: ActionHistory, programme: Programme) -> Told:
    """The same, from what happened alone."""
    read = reading(programme.key, alone=True)

    def said(field: str, text: str) -> str:
        return (
            {
                "rating": read(text),
                "leads": ", ".join(sorted(text.split(", "))),
                "supporting": ", ".join(sorted(text.split(", "))),
            }.get(field, " ".join(text.split()))
            if text
            else ""
        )

    found: Told = {}
    for step in history.steps:
        for change, _, _ in step.events:
            _decided(found, change)  # of what was asked for before this step
        for change, _, _ in step.events:
            if change.kind in GONE:
                _gone(found, change)
            elif change.kind is not Kind.WENT_OVERDUE:  # which is told of a date, and gives none
                _put(found, change, said)
    kept = {key: +texts for key, texts in found.items() if key[1] in FIELDS}
    return {key: texts for key, texts in kept.items() if texts}


def _gone(found: Told, change: Change) -> None:
    """Take out all that an action or an owner said."""
    if change.kind is Kind.OWNER_REMOVED and change.new_origin:
        return  # its row is still there
    whole = change.kind in GONE[:3] and not change.organisation
    for key in [key for key in found if whole or key[0] == change.organisation]:
        del found[key]


def _put(found: Told, change: Change, said: Callable[[str, str], str]) -> None:
    """Put what a field says now in the place of what it said."""
    texts = found.setdefault((change.organisation, change.field), Counter())
    if not field_of(change.field).several:
        texts.clear()
    elif change.old and change.kind not in (Kind.REVISED, Kind.REFUSED):
        texts[said(change.field, change.old)] -= 1
    if change.new:
        texts[said(change.field, change.new)] += 1


def _decided(found: Told, change: Change) -> None:
    """Take out what was asked for, where a change tells that it was granted or refused."""
    if change.kind in (Kind.REVISED, Kind.REFUSED):
        asked = found.setdefault((change.organisation, "revised.proposed"), Counter())
        asked[change.new if change.kind is Kind.REVISED else change.old] -= 1
        found[change.organisation, "revised.proposed"] = +asked


FIELDS = ("agreed", "assured", "assured.on", "carried_from", "completed", "due", "evidence", "leads",
          "next", "notes", "priority", "queries", "rating", "revised", "revised.on", "revised.agreed_by",
          "revised.proposed", "revised.refused", "risk", "source", "start", "status", "superseded_by",
          "supporting", "updated", "waiting_for", "withdrawn")  # fmt: skip


@pytest.mark.thorough
@given(histories())
def test_every_text_can_be_told_from_what_happened(files: list[Files]) -> None:
    programmes = [snapshot(as_json(each), date(2014, 1, 6)).programme for each in files]
    commits = past(programmes[:-1])
    for ref in REFS:
        history = action_history(programmes[-1], date(2014, 3, 3), commits, Focus(ref), UTC)
        assert told(history, programmes[-1]) == facts(programmes[-1], ref), ref
        build(history)
        render(history)


ASKED = "{to: 2014-02-28, reason: Late, proposed: true}"
REFUSED = "{to: 2014-02-28, reason: Late, refused: 2014-01-10}"


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (
            {"a.yaml": shared("rating: green\ncompleted: 2014-01-03\nnext: Print it")},
            {},
            ("next", "Print it", ""),
        ),
        (
            {"a.yaml": shared("status: Drafted.\ndue: 2014-01-10")},
            {"a.yaml": shared("status: Drafted.")},
            ("due", "2014-01-10", ""),
        ),
        (
            {"a.yaml": shared(f"status: Drafted.\nrevised: [{ASKED}]")},
            {"a.yaml": shared(f"status: Drafted.\nrevised: [{ASKED}, {REFUSED}]")},
            ("revised.proposed", "", "2014-02-28"),
        ),
    ],
    ids=["a done row is gone", "an own date gives way to the action's", "asked for beside a refusal"],
)
def test_what_a_change_takes_in_no_more_is_told_beside_it(
    before: dict[str, str], after: dict[str, str], line: tuple[str, str, str]
) -> None:
    old, new = (snapshot({"programme.yaml": PROGRAMME} | each, FIRST).programme for each in (before, after))
    history = action_history(new, SECOND, past([old]), Focus("1.1"), UTC)
    last = [event.change for event in history.steps[-1].events if event.detail]
    assert line in [(each.field, each.old, each.new) for each in last]
    assert told(history, new) == facts(new, "1.1")

"""A row judged on a day: what its dates and words say, beside what its owner states."""

from __future__ import annotations

from datetime import date

import pytest

from ragplan.model.assessment import Assessment, assess
from ragplan.model.silence import by_dates_alone, whole_period
from ragplan.model.snapshot import Snapshot
from ragplan.rules.example import FILES
from reading.findings import only_programme

SAID = "status: Drafted.; updated: 2014-01-20"
"""Words of the period that ends at the meeting of 20 January 2014."""


def judged(row: str, as_of: str, action: str = "due: 2014-01-31", reviewed: str = "") -> Assessment:
    """Row 1.1 of organisation A with these fields, in a plan that meets every two weeks from 6 January."""
    snapshot = seen(row, as_of, action, reviewed)
    return assess(snapshot, snapshot.programme.rows[0])


def seen(row: str, as_of: str, action: str = "due: 2014-01-31", reviewed: str = "") -> Snapshot:
    """The plan of that row on a day; what the meeting before saw is not known."""
    programme = FILES["programme.yaml"].replace("due: 2014-01-31", action.replace("; ", "\n        "))
    fields = "".join(f"    {field}\n" for field in row.split("; ") if field)
    own = f'organisation: A\nreviewed: {reviewed}\nactions:\n  - ref: "1.1"\n{fields}'
    found = only_programme(FILES | {"programme.yaml": programme, "A.yaml": own})
    return Snapshot(found, date.fromisoformat(as_of))


@pytest.mark.parametrize(
    ("row", "as_of", "reviewed", "silent"),
    [
        ("", "2014-01-20", "", True),
        ("status:", "2014-01-20", "2014-01-20", True),
        ("status:; updated: 2014-01-20", "2014-01-20", "", True),
        ("status: Drafted.", "2014-01-20", "", False),
        ("status: Drafted.; updated: 2014-01-20", "2014-01-20", "", False),
        ("status: Drafted.; updated: 2014-01-07", "2014-01-20", "", False),
        ("status: Drafted.; updated: 2014-01-06", "2014-01-20", "", True),
        ("status: Drafted.; updated: 2014-01-20", "2014-01-21", "", True),
        ("status: Drafted.; updated: 2014-01-21", "2014-01-20", "", True),
        ("status: Drafted.; updated: 2014-01", "2014-01-20", "", False),
        ("status: Drafted.; updated: 2013-12", "2014-01-20", "", True),
        ("status: Drafted.; updated: TBC", "2014-01-20", "", False),
        ("status: Drafted.", "2014-01-20", "2014-01-10", False),
        ("status: Drafted.", "2014-01-20", "2014-01-06", True),
        ("status: Drafted.; updated: 2013-12-01", "2014-01-20", "2014-01-10", False),
        ("status: Drafted.; updated: 2013-12-01", "2014-01-06", "", False),
        ("rating: green", "2014-01-20", "", False),
        ("completed: 2014-01-10", "2014-01-20", "", False),
    ],
)
def test_an_open_row_is_silent_without_words_of_its_period(
    row: str, as_of: str, reviewed: str, silent: bool
) -> None:
    assert judged(row, as_of, reviewed=reviewed).silent is silent


@pytest.mark.parametrize(
    ("row", "action", "as_of", "overdue", "due_in"),
    [
        (SAID, "due: 2014-01-31", "2014-01-30", 0, 1),
        (SAID, "due: 2014-01-31", "2014-01-31", 0, 0),
        (SAID, "due: 2014-01-31", "2014-02-01", 1, None),
        (SAID, "due: 2014-01", "2014-01-31", 0, 0),
        (SAID, "due: 2014-01", "2014-02-01", 1, None),
        (SAID, "due: ongoing", "2026-01-01", 0, None),
        (SAID, "due: TBC", "2026-01-01", 0, None),
        (SAID, "outcome: No date", "2026-01-01", 0, None),
        (SAID, "due: 2014-01-31; revised: [{to: 2014-02-28}]", "2014-02-10", 0, 18),
        (SAID, "due: 2014-01-31; revised: [{to: 2014-02-28}, {to: 2014-02-05}]", "2014-02-10", 5, None),
        (SAID, "due: 2014-01-31; revised: [{to: ongoing}]", "2014-02-10", 0, None),
        (SAID, "due: 2014-01-31; revised: [{to: TBC}]", "2014-02-10", 10, None),
        (SAID + "; due: 2014-03-31", "due: 2014-01-31", "2014-02-10", 0, 49),
        (SAID + "; due: 2014-01-10", "due: 2014-01-31", "2014-01-20", 10, None),
        (SAID + "; revised: [{to: 2014-03-31}]", "due: 2014-01-31", "2014-02-10", 0, 49),
        (SAID + "; due: 2014-02-05", "due: 2014-01-31; revised: [{to: 2014-03-31}]", "2014-02-10", 5, None),
        ("status:", "due: 2014-01-31", "2014-02-10", 10, None),
        ("rating: green", "due: 2014-01-31", "2014-02-10", 0, None),
        ("rating: amber", "due: 2014-01-31", "2014-02-10", 10, None),
        ("completed: 2014-02-05", "due: 2014-01-31", "2014-02-10", 0, None),
        ("completed: 2014-02", "due: 2014-01-31", "2014-02-10", 0, None),
        ("completed: 2014-02-10", "due: 2014-01-31", "2014-02-10", 0, None),
        ("completed: 2014-02-11", "due: 2014-01-31", "2014-02-10", 10, None),
        ("completed: 2014-02-20", "due: 2014-01-31", "2014-02-10", 10, None),
        ("completed: TBC", "due: 2014-01-31", "2014-02-10", 10, None),
        ("assured: {by: Audit}", "due: 2014-01-31", "2014-02-10", 0, None),
        (SAID, "due: 2014-01-31; superseded_by: '1.2'", "2014-02-10", 0, None),
        (SAID, "due: 2014-01-31; withdrawn: {reason: Moot}", "2014-02-10", 0, None),
    ],
)
def test_an_open_row_is_overdue_after_the_last_day_of_its_current_date(
    row: str, action: str, as_of: str, overdue: int, due_in: int | None
) -> None:
    found = judged(row, as_of, action)
    assert (found.overdue_days, found.due_in_days) == (overdue, due_in)
    assert found.overdue is (overdue > 0)


@pytest.mark.parametrize(
    ("row", "action", "is_open"),
    [
        (SAID, "due: 2014-01-31", True),
        ("rating: amber", "due: 2014-01-31", True),
        ("rating: purple", "due: 2014-01-31", True),
        ("rating: G", "due: 2014-01-31", False),
        ("completed: 2014-01", "due: 2014-01-31", False),
        ("completed: 2014-01-21", "due: 2014-01-31", True),
        ("rating: green; completed: 2014-01-21", "due: 2014-01-31", True),
        ("rating: green; completed: 2014-01-20", "due: 2014-01-31", False),
        ("rating: green; completed: 2014-02", "due: 2014-01-31", True),
        ("rating: green; completed: TBC", "due: 2014-01-31", False),
        ("assured: {by: Audit, on: 2014-01-21}", "due: 2014-01-31", True),
        ("assured: {by: Audit, on: 2014-01-20}", "due: 2014-01-31", False),
        (SAID, "due: 2014-01-31; withdrawn: {reason: Moot, on: 2014-01-21}", True),
        (SAID, "due: 2014-01-31; withdrawn: {reason: Moot, on: 2014-01-20}", False),
        (SAID, "due: 2014-01-31; withdrawn: {reason: Moot, on: 2014-02}", True),
        ("assured: {by: Audit}", "due: 2014-01-31", False),
        (SAID, "due: 2014-01-31; superseded_by: '1.2'", False),
        (SAID, "due: 2014-01-31; withdrawn: {reason: Moot}", False),
    ],
)
def test_a_row_is_closed_by_its_rating_its_completion_or_its_action(
    row: str, action: str, is_open: bool
) -> None:
    found = judged(row, "2014-01-20", action)
    assert found.open is is_open
    assert is_open or not found.silent


@pytest.mark.parametrize(
    ("row", "as_of", "derived"),
    [
        (SAID, "2014-01-20", None),
        ("status: Drafted.; updated: 2014-01-06", "2014-01-20", "grey"),
        (SAID + "; due: 2014-01-10", "2014-01-20", "red"),
        ("status: Drafted.; due: 2014-01-10", "2014-01-20", "red"),
        ("status:; due: 2014-01-10", "2014-01-20", "red"),
        ("due: 2014-01-10; completed: 2014-01-15", "2014-01-20", "green"),
        ("due: 2014-01-10; completed: 2014-01-21", "2014-01-20", "red"),
        ("status:", "2014-01-20", "grey"),
        ("status:; completed: 2014-01-21", "2014-01-20", "grey"),
        ("due: 2014-01-10; assured: {by: Audit, on: 2014-01-21}", "2014-01-20", "red"),
        ("due: 2014-01-10; assured: {by: Audit}", "2014-01-20", "green"),
        ("rating: green; due: 2014-01-10", "2014-01-20", None),
    ],
)
def test_the_derived_rating_follows_the_strongest_fact(row: str, as_of: str, derived: str | None) -> None:
    found = judged(row, as_of)
    assert (found.derived.code if found.derived else None) == derived


def test_stated_and_derived_stand_side_by_side() -> None:
    found = judged("rating: amber; status: Drafted.; due: 2014-01-10", "2014-01-20")
    assert found.stated is not None
    assert found.derived is not None
    assert (found.stated.code, found.derived.code) == ("amber", "red")
    assert found.shown is found.stated
    assert judged("status:", "2014-01-20").shown == judged("status:", "2014-01-20").derived


@pytest.mark.parametrize(
    ("row", "action", "days"),
    [
        (SAID, "due: 2014-01-31", 0),
        (SAID, "due: 2014-01-31; revised: [{to: 2014-02-28}]", 28),
        (SAID, "due: 2014-01; revised: [{to: 2014-02}]", 28),
        (SAID, "due: 2014-01-31; revised: [{to: 2014-01-24}]", -7),
        (SAID, "due: 2014-01-31; revised: [{to: ongoing}]", None),
        (SAID, "due: ongoing", None),
        (SAID, "outcome: No date", None),
        (SAID + "; revised: [{to: 2014-02-28}]", "due: 2014-01-31", 28),
        ("completed: 2014-01", "due: 2014-01-31; revised: [{to: 2014-02-28}]", 0),
        ("completed: 2014-02-10", "due: 2014-01-31; revised: [{to: 2014-02-28}]", 10),
        ("completed: 2013-12-29", "due: 2014-01-31", -33),
        ("completed: 2014-02-10", "due: ongoing", None),
    ],
)
def test_slippage_is_measured_from_the_first_date(row: str, action: str, days: int | None) -> None:
    assert judged(row, "2014-02-28", action).slippage_days == days


def test_an_action_with_parts_and_no_words_of_its_own_only_gathers_them() -> None:
    own = """\
organisation: A
actions:
  - ref: "1.1"
    status: Drafted.
  - ref: "8"
    title: Providers present their plans
    actions:
      - {ref: "8.1", title: The first, due: 2014-01-10}
  - ref: "9"
    title: Providers answer
    status: Two of three have.
    due: 2014-01-10
    actions:
      - {ref: "9.1", title: The first, due: 2014-01-10}
"""
    programme = only_programme(FILES | {"A.yaml": own})
    found = {row.action.ref: assess(Snapshot(programme, date(2014, 1, 20)), row) for row in programme.rows}
    assert {ref: (each.parent, each.open, each.overdue) for ref, each in found.items()} == {
        "1.1": (False, True, False),
        "8": (True, False, False),
        "8.1": (False, True, True),
        "9": (False, True, True),
        "9.1": (False, True, True),
    }


PARENT = """\
organisation: A
actions:
  - ref: "1.1"
    status: Drafted.
  - ref: "8"
    title: Providers present their plans
    due: 2014-01-10
    actions:
      - {ref: "8.1", title: The first, due: 2014-01-31%s}
      - {ref: "8.2", title: The second, due: 2014-01-31%s}
"""


@pytest.mark.parametrize(
    ("first", "second", "as_of", "overdue"),
    [
        ("", "", "2014-01-10", 0),
        ("", "", "2014-01-20", 10),
        (", completed: 2014-01-09", "", "2014-01-20", 10),
        (", completed: 2014-01-09", ", completed: 2014-01-15", "2014-01-14", 4),
        (", completed: 2014-01-09", ", completed: 2014-01-15", "2014-01-15", 0),
        (", completed: 2014-01-09", ", rating: green", "2014-01-20", 0),
        (", completed: 2014-01-09", ', superseded_by: "8.1"', "2014-01-20", 0),
        (", completed: 2014-01-09", ", withdrawn: {on: 2014-01-20, reason: Merged}", "2014-01-20", 0),
        (", completed: 2014-01-09", ", withdrawn: {on: 2014-01-21, reason: Merged}", "2014-01-20", 10),
    ],
)
def test_a_parent_is_overdue_while_a_part_is_open_after_its_date(
    first: str, second: str, as_of: str, overdue: int
) -> None:
    programme = only_programme(FILES | {"A.yaml": PARENT % (first, second)})
    snapshot = Snapshot(programme, date.fromisoformat(as_of))
    found = {row.action.ref: assess(snapshot, row) for row in programme.rows}
    assert (found["8"].overdue_days, found["8"].parent, found["8"].owes) == (overdue, True, False)
    assert not found["8.1"].overdue
    assert not found["8.2"].overdue


@pytest.mark.parametrize(
    ("row", "as_of", "today", "silent"),
    [
        ("status: Drafted.; updated: 2013-12-20", "2014-01-21", True, True),
        ("status: Drafted.; updated: 2013-12-20", "2014-01-21", False, True),
        ("status: Drafted.; updated: 2014-01-07", "2014-01-21", True, False),
        ("status:", "2014-01-21", True, True),
        ("status: Drafted.; updated: 2013-12-20", "2014-01-20", True, True),
        ("status: Drafted.; updated: 2013-12-20", "2014-01-20", False, False),
        ("status: Drafted.; updated: 2013-12-20", "2014-01-05", True, False),
    ],
)
def test_a_whole_period_of_silence_ends_at_a_meeting(row: str, as_of: str, today: bool, silent: bool) -> None:
    snapshot = seen(row, as_of)
    assert whole_period(snapshot, snapshot.programme.rows[0], today=today) is silent


@pytest.mark.parametrize(
    ("row", "as_of", "alone"),
    [
        ("status: Drafted.; updated: 2013-12-20", "2014-01-20", True),
        ("status: Drafted.", "2014-01-20", True),
        ("status: Drafted.; updated: 2014-01-20", "2014-01-20", False),
        ("status:", "2014-01-20", False),
        ("status: Drafted.", "2014-01-05", False),
    ],
)
def test_dates_alone_tell_where_the_meeting_before_is_not_known(row: str, as_of: str, alone: bool) -> None:
    snapshot = seen(row, as_of)
    assert by_dates_alone(snapshot, snapshot.programme.rows) is alone
    assert by_dates_alone(snapshot, ()) is False
    said = seen("status: Drafted.; updated: 2014-01-20", as_of).programme.rows
    assert by_dates_alone(snapshot, [*said, *snapshot.programme.rows]) is alone

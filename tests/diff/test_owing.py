"""What owners owe their meeting: one kind of silence a row, by the last meeting or by dates alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given

from diff.random_plans import Files, as_json
from diff.snapshots import FIRST, MIDWAY, PROGRAMME, SECOND, THIRD, Texts, after, own, shared, snapshot
from diff.test_properties import PAIRS
from ragplan.diff import UpdateState, update_states
from ragplan.diff.owing import Reason, owed
from ragplan.model.snapshot import Snapshot
from ragplan.model.working_days import WorkingDays

A = ("1.1", "A")
LAST = date(2014, 3, 31)
DAY = timedelta(days=1)
DATED = "status: X.\nupdated: {}"


def reasons(files: Texts, on: date, before: Snapshot | None = None) -> list[str]:
    """What A owes on its row."""
    now = snapshot(files, on)
    found = owed(after(before, now) if before else now).get(A)
    return [each.value for each in found.reasons] if found else []


DATES_ALONE = {
    "empty": ("status:", MIDWAY, ["empty"]),
    "blank": ("status: ' '", MIDWAY, ["empty"]),
    "empty-before-the-first-meeting": ("status:", FIRST, ["empty"]),
    "said-before-the-period": (DATED.format("2014-01-06"), MIDWAY, ["silent"]),
    "said-on-its-first-day": (DATED.format("2014-01-07"), MIDWAY, []),
    "said-in-its-month": (DATED.format("2014-01"), MIDWAY, []),
    "no-date-given": ("status: X.", MIDWAY, []),
    "a-date-that-is-none": (DATED.format("soon"), MIDWAY, []),
    "no-meeting-before": (DATED.format("2013-12-01"), FIRST, []),
    "no-meeting-to-come": (DATED.format("2014-01-06") + "\ndue: ongoing", LAST + DAY, []),
    "on-the-last-meeting": (DATED.format("2014-01-06") + "\ndue: ongoing", LAST, ["silent"]),
    "closed": (DATED.format("2013-12-01") + "\nrating: green", MIDWAY, []),
    "due-on-the-next-meeting": ("status: X.\ndue: 2014-01-20", MIDWAY, ["due soon"]),
    "due-after-it": ("status: X.\ndue: 2014-01-21", MIDWAY, []),
    "due-on-a-meeting's-own-day": ("status: X.\ndue: 2014-01-20", SECOND, ["due soon"]),
    "due-on-the-day-without-another-meeting": ("status: X.\ndue: 2014-03-31", LAST, ["due soon"]),
    "overdue": ("status: X.\ndue: 2014-01-12", MIDWAY, ["overdue"]),
    "overdue-and-empty": ("status:\ndue: 2014-01-12", MIDWAY, ["empty", "overdue"]),
    "red": ("status: X.\nrating: red", MIDWAY, ["off track without a next step"]),
    "red-with-a-next-step": ("status: X.\nrating: red\nnext: Y.", MIDWAY, []),
    "a-query": ("status: X.\nqueries: ['Y?']", MIDWAY, ["query"]),
    "a-query-on-a-closed-row": ("status: X.\nrating: green\nqueries: ['Y?']", MIDWAY, ["query"]),
}


@pytest.mark.parametrize("case", DATES_ALONE)
def test_without_the_last_meeting_dates_decide(case: str) -> None:
    fields, on, expected = DATES_ALONE[case]
    assert reasons({"A.yaml": shared(fields)}, on) == expected


SINCE = {
    "the-same-words": ("status: X.", "status: X.", ["silent"]),
    "other-words": ("status: X.", "status: Y.", []),
    "words-put-back": ("status: X.", "status:", ["empty"]),
    "the-same-words-with-a-date-of-the-period": ("status: X.", DATED.format("2014-01-10"), []),
    "the-same-words-with-an-older-date": ("status: X.", DATED.format("2014-01-05"), ["silent"]),
    "other-words-with-an-older-date": (DATED.format("2014-01-05"), "status: Y.\nupdated: 2014-01-05", []),
    "open-again": ("status: X.\nrating: green", "status: X.\nrating: amber", []),
    "a-query-is-not-the-owners-word": ("status: X.", "status: X.\nqueries: ['Y?']", ["silent", "query"]),
}


@pytest.mark.parametrize("case", SINCE)
def test_what_the_last_meeting_saw_decides_before_the_next(case: str) -> None:
    old, new, expected = SINCE[case]
    before = snapshot({"A.yaml": shared(old)}, FIRST)
    assert reasons({"A.yaml": shared(new)}, MIDWAY, before) == expected


def test_a_row_that_the_last_meeting_did_not_see_is_heard() -> None:
    before = snapshot({"A.yaml": "organisation: A\n"}, FIRST)
    assert reasons({"A.yaml": shared("status: X.\nupdated: 2013-12-01")}, MIDWAY, before) == []


def test_a_row_that_is_missing_is_neither_empty_nor_silent() -> None:
    found = owed(snapshot({"A.yaml": shared("status: X.")}, THIRD))
    assert {key: owing.reasons for key, owing in found.items()} == {
        A: (Reason.OVERDUE,),
        ("1.1", "B"): (Reason.MISSING, Reason.OVERDUE),
    }


def test_the_queries_of_a_shared_action_are_not_its_owners_to_answer() -> None:
    shared_query = PROGRAMME.replace("        due: 2014-01-31\n", "        queries: ['Whose is it?']\n")
    found = owed(snapshot({"programme.yaml": shared_query, "A.yaml": shared("status: X.")}, MIDWAY))
    assert {key: owing.reasons for key, owing in found.items()} == {("1.1", "B"): (Reason.MISSING,)}
    mine = owed(snapshot({"A.yaml": own("status: X.\nqueries: ['Whose is it?']")}, MIDWAY))
    assert mine["6", "A"].reasons == (Reason.QUERY,)


def test_on_a_proposed_action_only_its_date_is_owed() -> None:
    proposed = PROGRAMME.replace("due: 2014-01-31", "due: 2014-01-31\n        proposed: true")
    files = {"programme.yaml": proposed, "A.yaml": shared("status:")}
    assert owed(snapshot(files, SECOND)) == {}
    assert reasons(files, THIRD) == ["overdue"]


@pytest.mark.parametrize(
    ("due", "on", "expected", "until"),
    [
        ("2014-01-11", date(2014, 1, 11), ["due soon"], None),
        ("2014-01-11", date(2014, 1, 12), ["due soon"], date(2014, 1, 14)),
        ("2014-01-11", date(2014, 1, 14), ["due soon"], date(2014, 1, 14)),
        ("2014-01-11", date(2014, 1, 15), ["overdue"], None),
        ("2014-01-10", date(2014, 1, 11), ["overdue"], None),
        ("2014-02", date(2014, 3, 1), ["overdue"], None),
        ("ongoing", date(2014, 3, 1), [], None),
    ],
)
def test_a_date_on_a_day_that_is_not_worked_holds_until_the_next_that_is(
    due: str, on: date, expected: list[str], until: date | None
) -> None:
    days = WorkingDays(True, ({date(2014, 1, 13): "Closed"},))
    found = owed(snapshot({"A.yaml": shared(f"status: X.\ndue: {due}")}, on), days).get(A)
    assert ([each.value for each in found.reasons] if found else []) == expected
    assert (found.until if found else None) == until


def test_a_proposed_action_is_not_due_soon_because_its_date_holds_on() -> None:
    proposed = PROGRAMME.replace("due: 2014-01-31", "due: 2014-01-11\n        proposed: true")
    files = {"programme.yaml": proposed, "A.yaml": shared("status: X.")}
    sunday = snapshot(files, date(2014, 1, 12))
    assert owed(sunday, WorkingDays(True)) == {}
    assert owed(sunday)[A].reasons == (Reason.OVERDUE,)


def test_nobody_owes_what_nobody_owns() -> None:
    nobody = PROGRAMME.replace("        owners: [A, B]\n", "").replace("2014-01-31", "2014-01-01")
    assert owed(snapshot({"programme.yaml": nobody}, MIDWAY)) == {}


@given(PAIRS)
def test_on_the_day_of_a_meeting_reports_of_silence_say_the_same(pair: tuple[Files, Files]) -> None:
    """The trend counts the period that has ended; what is owed counts the one that ends that day."""
    before, now = (snapshot(_met(files), day) for files, day in zip(pair, (FIRST, SECOND), strict=True))
    now = after(before, now)
    told = {key for key, heard in update_states(now).items() if heard is UpdateState.SILENT}
    found = owed(now)
    silent = {key for key, owing in found.items() if {Reason.EMPTY, Reason.SILENT} & {*owing.reasons}}
    assert silent == told


def _met(files: Files) -> dict[str, str]:
    """A plan of a group that meets on two days."""
    texts = as_json(files)
    calendar = '"calendar": {"meetings": ["2014-01-06", "2014-01-20"]}, "key"'
    return texts | {"programme.yaml": texts["programme.yaml"].replace('"key"', calendar)}

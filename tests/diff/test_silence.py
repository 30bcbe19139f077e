"""Two snapshots decide who is silent; dates alone do where there is only one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from diff.snapshots import (
    FIRST,
    MIDWAY,
    PROGRAMME,
    SECOND,
    THIRD,
    Texts,
    a,
    after,
    line,
    lines,
    shared,
    snapshot,
)
from ragplan.diff import UpdateState, compare, update_states

DATED = "status: X.\nupdated: {}"
FILE = "organisation: A\nreviewed: {}\nactions:\n  - ref: '1.1'\n    status: X.\n"
A, B = ("1.1", "A"), ("1.1", "B")
SILENT = ["went-silent 1.1/A status 'X.'→'X.'"]

CASES = {
    "no-dates-and-the-same-words": (shared("status: X."), shared("status: X."), SILENT),
    "no-dates-and-other-words": (
        shared("status: X."),
        shared("status: Y."),
        ["status-rewritten 1.1/A status 'X.'→'Y.' +words"],
    ),
    "other-line-breaks-are-not-other-words": (
        shared("status: X and Y."),
        shared("status: |\n  X\n  and Y."),
        ["went-silent 1.1/A status 'X and Y.'→'X\\nand Y.\\n'"],
    ),
    "another-next-step-is-a-word": (
        shared("status: X."),
        shared("status: X.\nnext: Y."),
        ["next-changed 1.1/A next ''→'Y.' +words"],
    ),
    "a-query-is-not-the-owners-word": (
        shared("status: X."),
        shared("status: X.\nqueries: ['Y?']"),
        [*SILENT, "query-raised 1.1/A queries ''→'Y?'"],
    ),
    "evidence-is-a-word": (
        shared("status: X."),
        shared("status: X.\nevidence: [Minute 9]"),
        ["evidence-added 1.1/A evidence ''→'Minute 9'"],
    ),
    "updated-in-the-period": (
        shared(DATED.format("2014-01-04")),
        shared(DATED.format("2014-01-15")),
        ["updated 1.1/A updated '2014-01-04'→'2014-01-15' +11d"],
    ),
    "updated-before-the-period": (
        shared(DATED.format("2014-01-04")),
        shared(DATED.format("2014-01-04")),
        ["went-silent 1.1/A status 'X.'→'X.' +16d"],
    ),
    "reviewed-in-the-period": (
        FILE.format("2014-01-06"),
        FILE.format("2014-01-20"),
        ["updated 1.1/A reviewed '2014-01-06'→'2014-01-20' +14d"],
    ),
    "a-review-of-a-closed-row-says-nothing": (
        FILE.format("2014-01-06").replace("status", "rating: green\n    status"),
        FILE.format("2014-01-20").replace("status", "rating: green\n    status"),
        [],
    ),
    "a-closed-row-is-not-silent": (
        shared("rating: green\nstatus: X."),
        shared("rating: green\nstatus: X."),
        [],
    ),
    "empty-in-both": (shared("status:"), shared("status:"), []),
    "due-to-be-completed-in-the-period": (
        shared("status: X.\ncompleted: 2014-01-15"),
        shared("status: X.\ncompleted: 2014-01-15"),
        ["completed 1.1/A completed '2014-01-15'→'2014-01-15' -16d"],
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), CASES.values(), ids=CASES)
def test_from_meeting_to_meeting(old: str, new: str, expected: list[str]) -> None:
    assert a(old, new, FIRST, SECOND) == expected


def test_nobody_goes_silent_before_the_period_has_ended() -> None:
    assert a(shared("status: X."), shared("status: X."), FIRST, MIDWAY) == []


def test_without_a_calendar_only_empty_words_are_silence() -> None:
    programme = "\n".join(line for line in PROGRAMME.splitlines() if not line.startswith("calendar"))
    files = {"programme.yaml": programme, "A.yaml": shared("status: X.")}
    assert lines(files, files, FIRST, SECOND) == []
    assert lines(files, files | {"A.yaml": shared("status:")}, FIRST, SECOND) == [
        "went-silent 1.1/A status 'X.'→'' +words"
    ]


def test_dates_tell_that_a_row_was_silent_before() -> None:
    quiet = shared(DATED.format("2014-01-04"))
    assert heard(a(quiet, quiet, SECOND, THIRD)) == []
    assert heard(a(quiet, shared(DATED.format("2014-02-01")), SECOND, THIRD)) == [
        "spoke-again 1.1/A updated '2014-01-04'→'2014-02-01' +28d"
    ]
    assert heard(a(quiet, shared("status: Y."), SECOND, THIRD)) == [
        "spoke-again 1.1/A status 'X.'→'Y.' +words",
        "backdated 1.1/A updated '2014-01-04'→''",
    ]


def heard(told: Iterable[str]) -> list[str]:
    """The changes but for the dates that passed."""
    return [each for each in told if not each.startswith("went-overdue")]


def three(*files: Texts) -> list[str]:
    earlier, old, new = map(snapshot, files, (FIRST, SECOND, THIRD))
    old = after(earlier, old)
    return heard(line(change) for change in compare(old, after(old, new)))


X, Y = {"A.yaml": shared("status: X.")}, {"A.yaml": shared("status: Y.")}


def test_the_snapshot_before_tells_that_a_row_was_silent() -> None:
    assert three(X, X, X) == []
    assert three(X, X, Y) == ["spoke-again 1.1/A status 'X.'→'Y.' +words"]
    assert three(X, Y, Y) == ["went-silent 1.1/A status 'Y.'→'Y.'"]
    assert three({}, X, X) == ["went-silent 1.1/A status 'X.'→'X.'"]


def test_a_rating_takes_in_that_its_owner_spoke_again() -> None:
    worse = {"A.yaml": shared("rating: red\nstatus: Y.")}
    amber = {"A.yaml": shared("rating: amber\nstatus: X.")}
    assert three(amber, amber, worse) == ["rating-worse 1.1/A rating 'amber'→'red' +words"]


@pytest.mark.parametrize(
    ("text", "before", "on", "expected"),
    [
        pytest.param("status: Y.", "status: X.", SECOND, UpdateState.UPDATED, id="other-words"),
        pytest.param("status: X.", "status: X.", SECOND, UpdateState.SILENT, id="same-words"),
        pytest.param("status: X.", "status: X.", MIDWAY, UpdateState.AWAITED, id="period-under-way"),
        pytest.param(
            DATED.format("2014-01-10"), DATED.format("2014-01-06"), SECOND, UpdateState.UNCHANGED, id="dated"
        ),
        pytest.param("status:", "status:", MIDWAY, UpdateState.SILENT, id="empty"),
        pytest.param("status: X.", None, SECOND, UpdateState.UPDATED, id="first-position"),
    ],
)
def test_what_each_owner_did_in_a_period(
    text: str, before: str | None, on: date, expected: UpdateState
) -> None:
    was = snapshot({"A.yaml": shared(before)} if before else {}, FIRST)
    assert update_states(after(was, snapshot({"A.yaml": shared(text)}, on))) == {
        A: expected,
        B: UpdateState.MISSING,
    }


def test_without_a_snapshot_before_only_dates_speak() -> None:
    assert update_states(snapshot(X, SECOND)) == {A: UpdateState.UPDATED, B: UpdateState.MISSING}
    assert update_states(snapshot({"A.yaml": shared(DATED.format("2014-01-04"))}, SECOND)) == {
        A: UpdateState.SILENT,
        B: UpdateState.MISSING,
    }


def test_a_date_that_is_none_is_no_sign_of_silence() -> None:
    assert update_states(snapshot({"A.yaml": shared(DATED.format("TBC"))}, THIRD)) == {
        A: UpdateState.UPDATED,
        B: UpdateState.MISSING,
    }


def test_a_closed_row_is_not_heard_for() -> None:
    assert update_states(snapshot({"A.yaml": shared("rating: green\nstatus: X.")}, SECOND)) == {
        B: UpdateState.MISSING
    }
